"""Second sources: passages that a copy has from another document than the one it was made from.

A copy that was made from two documents reads as the first in all places where the two differ, but in some
passages as the second. That is weighed against three other ways to the same words: that chance made both
choose them; that both come from a lost document, whose words are then spread over the whole text; and that
the second took them from the copy. A document that was itself made from the copy is no source of it, so
nothing found here closes a cycle.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields

from retell.lineage.account import Account
from retell.lineage.exemplars import Reading, Sites, opposite, readings, runs, sites, taken
from retell.lineage.kin import Kin
from retell.lineage.lost import likely as lost_likely
from retell.lineage.lost import shared
from retell.lineage.model import Second
from retell.settings import LostWeights, SecondWeights
from retell.text.spans import Span
from retell.values import dataclass

Sources = Mapping[int, set[int]]
"""What each copy was made from, by number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """What speaks for a second source; each field is weighed by the setting of its name."""

    contrary: float
    strays: float
    against: float
    apart: float
    margin: float
    gain: float
    descended: float
    ancestor: float
    lacking: float
    holding: float
    whole: float
    back: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A document from which a copy may have passages: places of its sentences, and what speaks for it."""

    copy: int
    source: int
    other: int
    passages: tuple[int, ...]
    found: Sites
    support: Support


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A family as second sources are looked for in it; `above` is all that each document was made from."""

    kin: Kin
    read: Sequence[Reading]
    sources: Mapping[int, int]
    above: Sequence[frozenset[int]]
    settings: SecondWeights


def seconds(
    accounts: Sequence[Account],
    family: Kin,
    sources: Mapping[int, int],
    settings: SecondWeights,
    lost: LostWeights,
) -> Iterator[Second]:
    """The second sources of a tree, in the order of the copies' ids; several of one gave other passages."""
    on = ground(accounts, family, sources, settings)
    weighed = [
        (chance, candidate)
        for copy in sorted(sources)
        for candidate in candidates(on, copy)
        if _has_two(candidate.support)
        and (chance := likely(candidate.support, settings)) >= _lost(on, candidate, lost)
    ]
    told = sorted(_told(on, weighed), key=lambda each: (each[1].copy, each[1].passages))
    return (_second(accounts, on, each, chance, alike) for chance, each, alike in told)


def _has_two(support: Support) -> bool:
    """Whether the copy reads as its source somewhere, and the places lie apart rather than anywhere."""
    return support.against > 0 and support.apart >= 0


def _lost(on: Ground, found: Candidate, weights: LostWeights) -> float:
    """The probability that both come from one lost copy of the source; 0 where they have two sources."""
    if on.sources.get(found.other) != found.source:
        return 0.0
    return lost_likely(shared(on.kin, found.source, found.copy, found.other), weights)


def ground(
    accounts: Sequence[Account], family: Kin, sources: Mapping[int, int], settings: SecondWeights
) -> Ground:
    """What `candidates` needs of a family."""
    sets = {copy: {source} for copy, source in sources.items()}
    above = [frozenset(_above(sets, each)) for each in range(len(accounts))]
    return Ground(kin=family, read=readings(accounts), sources=sources, above=above, settings=settings)


def candidates(on: Ground, copy: int) -> Iterator[Candidate]:
    """The documents that a copy may have passages from, those first that explain most of it."""
    source = on.sources[copy]
    others = [each for each in on.kin.near[copy] if copy not in on.above[each]]
    if source not in others:
        return
    beyond = on.kin.grams[copy] - on.kin.grams[source]
    found = []
    for other in others:
        if other != source and len(beyond & on.kin.grams[other]) >= on.settings.fewest:
            split = _split(on, copy, other)
            if split[1]:
                found.append((-_spared(split), other, *split))
    for _, other, between, passages in sorted(found, key=lambda each: each[:2])[: on.settings.tried]:
        support = _support(on, (copy, other), between, passages, others)
        yield Candidate(
            copy=copy, source=source, other=other, passages=passages, found=between, support=support
        )


def _split(on: Ground, copy: int, other: int) -> tuple[Sites, tuple[int, ...]]:
    """Where the copy reads as `other` and where as its source, and the sentences it would have from there."""
    found = sites(on.read[copy], on.read[other], on.read[on.sources[copy]], on.settings)
    return found, taken(found, on.settings.toll)


def _spared(split: tuple[Sites, tuple[int, ...]]) -> float:
    """How many places a second source explains that the source does not, all in all."""
    found, passages = split
    return sum(found.one[at] - found.other[at] for at in passages)


def _support(
    on: Ground, pair: tuple[int, int], found: Sites, passages: Sequence[int], others: Sequence[int]
) -> Support:
    copy, other = pair
    source = on.sources[copy]
    own = frozenset[int]().union(*(on.read[copy].held[at] for at in passages))
    held = {each: _held(on.read[copy], on.read[each], passages) for each in others}
    there, here = sum(found.one[at] for at in passages), sum(found.other[at] for at in passages)
    strays, against = sum(found.one) - there, sum(found.other) - here
    above = _all_of(on, on.above[other])
    lacking, holding = _new(on, (copy, other), passages, above)
    return Support(
        contrary=math.log1p(here),
        strays=math.log1p(strays),
        against=math.log1p(against),
        apart=_apart(there + against, here + strays, there + strays, on.settings.slip),
        margin=_signed(held[other] - max((held[x] for x in others if x not in (source, other)), default=0)),
        gain=math.log1p(max(0, held[other] - held[source])),
        descended=len(own & on.read[other].grams & above) / max(1, len(own & on.read[other].grams))
        if on.above[other]
        else 1.0,
        ancestor=float(other in on.above[source]),
        lacking=math.log1p(lacking),
        holding=math.log1p(holding),
        whole=_whole(holding / 2, lacking / 2, on.settings.reworded),
        back=math.log1p(_spared((found, tuple(passages)))) - math.log1p(_back(on, copy, other)),
    )


def _held(copy: Reading, other: Reading, passages: Sequence[int]) -> int:
    return sum(len(copy.held[at] & other.grams) for at in passages)


def _new(
    on: Ground, pair: tuple[int, int], passages: Sequence[int], above: frozenset[int]
) -> tuple[int, int]:
    """How many of the pairs that the other has there and nothing above it has the copy lacks, and has."""
    said, theirs = (on.read[each] for each in pair)
    if not above:
        return 0, 0
    fresh = theirs.grams - above
    stand = frozenset[int]().union(
        *(opposite(said.held[at], theirs, on.settings.opposite) for at in passages)
    )
    own = frozenset[int]().union(*(said.held[at] for at in passages))
    return len((stand & fresh) - said.grams), len(own & fresh)


def _apart(right: float, wrong: float, theirs: float, slip: float) -> float:
    """The log odds that `right` places lie on their side and `wrong` not, against places that lie anywhere.

    `theirs` of them, on either side, are the second's.
    """
    every = right + wrong
    share = (theirs + 0.5) / (every + 1)
    anywhere = theirs * math.log(share) + (every - theirs) * math.log(1 - share)
    return right * math.log(1 - slip) + wrong * math.log(slip) - anywhere


def _whole(holding: float, lacking: float, reworded: float) -> float:
    """The log odds that all of it was taken and a little reworded, against two that have some alike.

    Two copies of one lost document share what it changed; what each has changed since the other lacks.
    """
    share = (holding + 0.5) / (holding + lacking + 1)
    some = holding * math.log(share) + lacking * math.log(1 - share)
    return holding * math.log(1 - reworded) + lacking * math.log(reworded) - some


def _signed(number: float) -> float:
    return math.copysign(math.log1p(abs(number)), number)


def _back(on: Ground, copy: int, other: int) -> float:
    """How many places of `other` would be explained by passages from the copy."""
    source = on.sources.get(other)
    if source is None or source == copy or other in on.above[copy]:
        return 0.0
    found = sites(on.read[other], on.read[copy], on.read[source], on.settings)
    return _spared((found, taken(found, on.settings.toll)))


def _all_of(on: Ground, members: frozenset[int]) -> frozenset[int]:
    return frozenset[int]().union(*(on.read[each].grams for each in members))


def likely(support: Support, settings: SecondWeights) -> float:
    """The probability that these passages come from there."""
    odds = settings.constant + math.fsum(
        getattr(settings, each.name) * getattr(support, each.name) for each in fields(support)
    )
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, odds))))


Weighed = tuple[float, Candidate]


def _told(on: Ground, weighed: Sequence[Weighed]) -> Iterator[tuple[float, Candidate, tuple[Candidate, ...]]]:
    """One candidate for each copy with those that are as good, the likeliest first and never back to it."""
    by_copy: dict[int, list[Weighed]] = {}
    for each in sorted(weighed, key=lambda each: (-each[0], each[1].copy, each[1].other)):
        by_copy.setdefault(each[1].copy, []).append(each)
    back = {(each.other, each.copy): chance for chance, each in weighed}
    sources = {copy: {source} for copy, source in on.sources.items()}
    groups = [group for held in by_copy.values() for group in _groups(on, held)]
    for group in sorted(groups, key=lambda each: (-each[0][0], each[0][1].copy)):
        chance, first = group[0]
        whole = min(0.99, math.fsum(chance for chance, _ in group))
        if whole < on.settings.least or back.get((first.copy, first.other), 0.0) > chance:
            continue
        free = [each for _, each in group if not _descends(sources, each.other, each.copy)]
        if free and free[0] is first:
            sources[first.copy] |= {each.other for each in free}
            yield whole, first, tuple(free[1:])


def _groups(on: Ground, held: Sequence[Weighed]) -> Iterator[list[Weighed]]:
    """The candidates for a copy by the passages they give: the likeliest, with those that are as good."""
    left = list(held)
    while left:
        (most, first), places = left[0], set(left[0][1].passages)
        yield [
            (chance, each)
            for chance, each in left
            if each is first or (chance >= on.settings.alike * most and _gives(on, first, each))
        ][:_NAMED]
        left = [(chance, each) for chance, each in left if not places & set(each.passages)]


def _gives(on: Ground, first: Candidate, other: Candidate) -> bool:
    """Whether the other document may as well have given the passages: it has most of what the first has."""
    copy = on.read[first.copy]
    held = [_held(copy, on.read[each], first.passages) for each in (first.source, first.other, other.other)]
    return held[2] - held[0] >= on.settings.same * (held[1] - held[0])


_NAMED = 3
"""More documents than that are no answer."""


def _above(sources: Sources, member: int) -> list[int]:
    """All that `member` was made from, by whatever way."""
    met: set[int] = set()
    waiting = sorted(sources.get(member, ()))
    while waiting:
        node = waiting.pop()
        if node not in met:
            met.add(node)
            waiting += sorted(sources.get(node, ()))
    return sorted(met)


def _descends(sources: Sources, member: int, above: int) -> bool:
    """Whether `member` is `above` or was made from it."""
    return member == above or above in _above(sources, member)


def _second(
    accounts: Sequence[Account], on: Ground, found: Candidate, chance: float, alike: Sequence[Candidate]
) -> Second:
    ids = [account.document.id for account in accounts]
    numbers = [on.read[found.copy].numbers[at] for at in found.passages]
    return Second(
        source=ids[found.other],
        copy=ids[found.copy],
        probability=round(chance, 4),
        passages=tuple(joined(accounts[found.copy].spans, numbers)),
        why=_why(on, found, ids, [ids[each.other] for each in alike]),
        alike=tuple(ids[each.other] for each in alike),
    )


def _why(on: Ground, found: Candidate, ids: Sequence[str], alike: Sequence[str]) -> str:
    there = sum(math.ceil(found.found.one[at]) for at in found.passages)
    rest = sum(map(math.ceil, found.found.other)) - sum(
        math.ceil(found.found.other[at]) for at in found.passages
    )
    count = len(found.passages)
    telling = " and ".join(f"“{words}”" for words in _telling(on, found))
    return (
        f"{count} sentence{'s' if count > 1 else ''} of it read{'' if count > 1 else 's'} as "
        f"{ids[found.other]} in {_places(there)} where {ids[found.source]} reads otherwise"
        f"{f' ({telling})' if telling else ''}; outside them it reads as {ids[found.source]} against "
        f"{ids[found.other]} in {_places(rest)}"
        + (f". {' and '.join(alike)} may as well have given them" if alike else "")
    )


def _places(count: int) -> str:
    return f"{count} place{'s' if count != 1 else ''}"


def _telling(on: Ground, found: Candidate) -> list[str]:
    """The longest words in a row that the copy has from there alone, at most two, as they stand in order."""
    copy, other, source = (on.read[each] for each in (found.copy, found.other, found.source))
    rows = [
        (start - stop, at, start, " ".join(copy.words[at][start : stop + 1][:_SHOWN]))
        for at in found.passages
        for start, stop in runs(copy.pairs[at], (copy.held[at] & other.grams) - source.grams)
    ]
    return [words for _, _, words in sorted((at, start, words) for _, at, start, words in sorted(rows)[:2])]


_SHOWN = 8
"""Words of a telling place that are shown."""


def joined(spans: Sequence[Span], numbers: Sequence[int]) -> Iterator[Span]:
    """Neighbouring sentences as one span."""
    run: list[int] = []
    for number in (*numbers, -1):
        if run and number != run[-1] + 1:
            yield spans[run[0]].to(spans[run[-1]])
            run = []
        run.append(number)
