"""What one text denies the other affirms: a negating word gained or lost, or a word replaced by its opposite.

The same denial in other words ("did not accept" and "rejected", "almost none" and "hardly any") is harmless.
A clause whose truth is turned round changes the meaning.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from retell.changes.edits import Hunk, Op
from retell.changes.model import Change, Severity
from retell.changes.readings.amounts.scoped import scoped_otherwise
from retell.changes.readings.links.exchanges import exchanges
from retell.changes.readings.links.pairing import beside, unchanged
from retell.changes.readings.links.words import akin
from retell.changes.readings.stance.bare_denials import bare_denials
from retell.changes.readings.stance.denials import (
    BEFORE_SUBJECT,
    NEIGHBOURS,
    Denials,
    hanging_on,
    is_answered,
    of_all,
    only_later,
)
from retell.changes.readings.stance.directions import turned
from retell.changes.readings.stance.polarity import (
    Negator,
    content,
    denies,
    is_negative_verb,
    negators,
    reaches,
    verb,
)
from retell.changes.readings.vocabulary.opposites import alike, is_converse, opposite
from retell.changes.view import Pair, View
from retell.models import lexicon
from retell.models.lexicon import RelationKind
from retell.text.english import FUNCTION_WORDS
from retell.text.spans import Span
from retell.text.tokens import Token

NAME = "negation"
_HAVING = frozenset("have has had having with got gets enjoys enjoyed plenty".split())
_ASKING = frozenset("whether if".split())


def find(view: View) -> Iterator[Change]:
    """The denials of each link that only one side has, and the opposites that changed places."""
    for pair in view.pairs:
        if not unchanged(pair):
            found = list(_in_pair(view, pair))
            yield from found
            yield from _plain_denials(view, pair, found)


def _in_pair(view: View, pair: Pair) -> Iterator[Change]:
    left, right = _side(pair.left), _side(pair.right)
    scoped = [*scoped_otherwise(pair), *turned(pair)]
    yield from scoped
    kept = _kept(pair) if left.negators or right.negators else {}
    lone_left = _unmatched(left, right, kept)
    lone_right = _unmatched(right, left, {j: i for i, j in kept.items()})
    opposites = list(_opposites(pair, left, right))
    spent = _spent(scoped, left, right)
    for i, j in opposites:
        if ("left", i) in spent or ("right", j) in spent or _are_asked(left, right, i, j):
            continue
        if is_answered(left, i, lone_right) or is_answered(right, j, lone_left):
            continue
        yield from _opposite_change(view, pair, (left, right), (i, j), spent)
    lone_left = [negator for negator in lone_left if ("left", negator.at) not in spent]
    lone_right = [negator for negator in lone_right if ("right", negator.at) not in spent]
    lone_left = [each for each in lone_left if not _is_said_of_subject(left, each, right, kept.values())]
    lone_right = [each for each in lone_right if not _is_said_of_subject(right, each, left, kept)]
    lone_left, lone_right = (
        _not_denied_by(lone_left, left, lone_right, right),
        _not_denied_by(lone_right, right, lone_left, left),
    )
    lone_left, lone_right = hanging_on(lone_left, left, right), hanging_on(lone_right, right, left)
    lone_left, lone_right = of_all(lone_left, left, lone_right, right)
    apart = any(_leads_clause(left, each) for each in lone_left) != any(
        _leads_clause(right, each) for each in lone_right
    )
    while lone_left and lone_right and not apart:
        one, other = lone_left.pop(0), lone_right.pop(0)
        here, there = left.span(one.at, one.stop), right.span(other.at, other.stop)
        yield _form(here.of(view.left.text), there.of(view.right.text), here, there)
    for negator in lone_left:
        yield from _one_sided(view, (left, right), negator, is_left=True)
    for negator in lone_right:
        yield from _one_sided(view, (right, left), negator, is_left=False)


def _plain_denials(view: View, pair: Pair, found: Sequence[Change]) -> Iterator[Change]:
    """A denial put in or taken out of words that all stand, where nothing was told of it."""
    told = [span for change in found for span in (change.left, change.right) if span]
    for mine, its in bare_denials(pair):
        here, there = (
            words[at.start].span.to(words[at.stop - 1].span)
            for words, at in ((pair.left, mine), (pair.right, its))
        )
        if any(span.overlaps(here) or span.overlaps(there) for span in told):
            continue
        said = here.of(view.left.text), there.of(view.right.text)
        yield Change(
            kind="negation.reversed",
            severity=Severity.MEANING,
            confidence=0.85,
            why=f"“{said[0]}” became “{said[1]}”: denied on one side, said on the other",
            left=here,
            right=there,
        )


def _are_asked(left: Denials, right: Denials, i: int, j: int) -> bool:
    """Whether both words are what a question leaves open: "whether he would sign", "whether he would
    veto"."""
    return bool(_ASKING & set(left.keys[max(0, i - 4) : i]) and _ASKING & set(right.keys[max(0, j - 4) : j]))


def _is_said_of_subject(one: Denials, negator: Negator, other: Denials, standing: Collection[int]) -> bool:
    """Whether "no" before a subject is "not" after it there: "no data was lost", "the data was not lost"."""
    if one.keys[negator.at] not in BEFORE_SUBJECT or negator.focus is None or _leads_clause(one, negator):
        return False
    reach = one.keys[negator.stop : negator.reach]
    return any(
        each.at not in standing
        and each.focus is not None
        and any(alike(other.keys[each.focus], key) for key in reach)
        and any(alike(one.keys[negator.focus], key) for key in other.keys[: each.at])
        for each in other.negators
    )


def _leads_clause(side: Denials, negator: Negator) -> bool:
    """Whether what is denied leads a clause of its own: "no evidence that" says nothing of what follows."""
    return negator.focus is not None and "that" in side.keys[negator.focus + 1 : negator.focus + 4]


def _not_denied_by(
    mine: Sequence[Negator], side: Denials, its: Sequence[Negator], other: Denials
) -> list[Negator]:
    """The negators of a side without those verbs that the other side denies: "denied", "did not deny"."""
    focuses = [other.keys[each.focus] for each in its if each.focus is not None]
    return [each for each in mine if not any(alike(side.keys[each.at], focus) for focus in focuses)]


def _spent(scoped: Sequence[Change], left: Denials, right: Denials) -> set[tuple[str, int]]:
    """The tokens that changes of scope account for."""
    return {
        (name, at)
        for change in scoped
        for name, side, place in (("left", left, change.left), ("right", right, change.right))
        for at, token in enumerate(side.words)
        if place is not None and place.overlaps(token.span)
    }


def _side(words: Sequence[Token]) -> Denials:
    keys = tuple(token.key for token in words)
    return Denials(words, keys, negators(list(keys)))


def _unmatched(one: Denials, other: Denials, standing: Mapping[int, int]) -> list[Negator]:
    """The negators of a side that are not kept as they are and whose focus the other side does not deny."""
    return [
        negator
        for negator in one.negators
        if not _stands(negator, standing) and not _denied_too(one, other, negator, standing)
    ]


def _stands(negator: Negator, standing: Mapping[int, int]) -> bool:
    """Whether a negator is kept as it is, and does not leave what it denies affirmed: "evidence that no"."""
    if not all(at in standing for at in range(negator.at, negator.stop)):
        return False
    left_behind = negator.focus is not None and negator.focus in standing
    return not left_behind or standing[negator.focus or 0] > standing[negator.at]


def _kept(pair: Pair) -> dict[int, int]:
    """The tokens of the left that stand unchanged on the right, and where."""
    return {
        i: j
        for edit in pair.edits
        if edit.op in (Op.KEEP, Op.MOVE)
        for i, j in zip(edit.left, edit.right, strict=True)
    }


def _denied_too(one: Denials, other: Denials, negator: Negator, standing: Mapping[int, int]) -> bool:
    """Whether the other side denies the same focus, by whatever word."""
    if negator.focus is None:
        return False
    focus = one.keys[negator.focus]
    if negator.focus in standing:
        # "Banned" on both sides answers no "not" that only one of them has.
        placed = set(standing.values())
        fresh = [each for each in other.negators if each.firm or each.at not in placed]
        return denies(fresh, standing[negator.focus])
    return any(alike(focus, key) and denies(other.negators, at) for at, key in enumerate(other.keys))


def _opposites(pair: Pair, left: Denials, right: Denials) -> Iterator[tuple[int, int]]:
    """Tokens of a differing stretch that are opposites and stand nowhere on the other side."""
    close = beside(pair)
    used: set[int] = set()
    for hunk in _local(pair.hunks):
        for i in hunk.left:
            options = [
                j
                for j in hunk.right
                if j not in used
                and _worth(left.keys[i], right.keys[j], hunk)
                and opposite(left.keys[i], right.keys[j])
            ]
            options = [j for j in options if not (right.is_spoilt(j) or _restates(pair, hunk, i, j))]
            if options and left.keys.count(left.keys[i]) > right.keys.count(left.keys[i]):
                best = max(options, key=lambda j: (close(i, j), -j))
                if right.keys.count(right.keys[best]) > left.keys.count(right.keys[best]):
                    used.add(best)
                    yield i, best


def _restates(pair: Pair, hunk: Hunk, i: int, j: int) -> bool:
    """Whether the hunk says both words over again: "had stayed … to go" as "had remained … to leave"."""
    near = _differing_around(pair, hunk)
    mine = any(at != j and _near_in_meaning(pair.left[i].key, pair.right[at].key) for at in near[1])
    its = any(at != i and _near_in_meaning(pair.right[j].key, pair.left[at].key) for at in near[0])
    return mine and its


def _differing_around(pair: Pair, hunk: Hunk) -> tuple[list[int], list[int]]:
    """The changed tokens of a stretch and of the stretches beside it, on each side."""
    beside_it = [
        other
        for other in pair.hunks
        if not other.moved
        and abs(other.left.start - hunk.left.start) <= NEIGHBOURS
        and abs(other.right.start - hunk.right.start) <= NEIGHBOURS
    ]
    return [at for other in beside_it for at in other.left], [at for other in beside_it for at in other.right]


def _near_in_meaning(one: str, other: str) -> bool:
    return any(
        found.kind not in (RelationKind.SISTER, RelationKind.ANTONYM) and found.steps <= 1
        for found in lexicon.relations(one, other)
    )


def _local(hunks: Sequence[Hunk]) -> Iterator[Hunk]:
    """Replaced stretches short enough for a word of one to stand for a word of the other."""
    return (hunk for hunk in hunks if hunk.left and hunk.right and max(len(hunk.left), len(hunk.right)) <= 5)


def _worth(one: str, other: str, hunk: Hunk) -> bool:
    """Words of grammar ("up", "all") are opposites only where one stands in the place of the other."""
    small = one in FUNCTION_WORDS or other in FUNCTION_WORDS or len(one) < 3 or len(other) < 3
    if small or is_converse(one, other):
        return len(hunk.left) <= 2 and len(hunk.right) <= 2
    return True


def _opposite_change(
    view: View, pair: Pair, sides: tuple[Denials, Denials], at: tuple[int, int], spent: set[tuple[str, int]]
) -> Iterator[Change]:
    """The change two opposites make; the negators that it accounts for are added to `spent`."""
    (left, right), (i, j) = sides, at
    mine = [n for n in left.negators if n.at != i and reaches(n, i)]
    its = [n for n in right.negators if n.at != j and reaches(n, j)]
    spent.update(
        {("left", i), ("right", j), *(("left", n.at) for n in mine), *(("right", n.at) for n in its)}
    )
    here, there = left.span(i, i + 1), right.span(j, j + 1)
    if len(mine) % 2 != len(its) % 2:
        start = min([i, *(n.at for n in mine if 0 <= i - n.at <= 6)])
        first = min([j, *(n.at for n in its if 0 <= j - n.at <= 6)])
        here, there = left.span(start, i + 1), right.span(first, j + 1)
        yield _form(here.of(view.left.text), there.of(view.right.text), here, there)
    elif is_converse(left.keys[i], right.keys[j]) and (
        _turned_round(pair, i, j) or _is_turned(pair) or _is_passive(left, i) != _is_passive(right, j)
    ):
        yield _form(here.of(view.left.text), there.of(view.right.text), here, there)
    else:
        why = f"“{here.of(view.left.text)}” became its opposite “{there.of(view.right.text)}”"
        yield Change(
            kind="negation.reversed",
            severity=Severity.MEANING,
            confidence=0.8,
            why=why,
            left=here,
            right=there,
        )


def _is_passive(side: Denials, at: int) -> bool:
    """Whether a form of "be" stands just before a word: "was sent" is what whoever received it tells."""
    return bool({"is", "are", "was", "were", "been", "being", "be"} & set(side.keys[max(0, at - 2) : at]))


def _is_turned(pair: Pair) -> bool:
    """Whether the two parties changed places with the word between them."""
    return any(one.turned for one in exchanges(pair))


def _turned_round(pair: Pair, i: int, j: int) -> bool:
    """Whether what stood before the word now stands after it, and the other way round."""
    before, after = content(pair.left, range(i)), content(pair.left, range(i + 1, len(pair.left)))
    ahead, behind = content(pair.right, range(j)), content(pair.right, range(j + 1, len(pair.right)))
    return len(before & behind) + len(after & ahead) > len(before & ahead) + len(after & behind)


def _one_sided(
    view: View, sides: tuple[Denials, Denials], negator: Negator, *, is_left: bool
) -> Iterator[Change]:
    """A denial that the other side does not have: reversed if the other side affirms the same thing."""
    one, other = sides
    if negator.focus is None or not negator.firm:
        return
    focus = one.keys[negator.focus]
    partner = next((at for at, key in enumerate(other.keys) if alike(focus, key)), None)
    texts = (view.left.text, view.right.text) if is_left else (view.right.text, view.left.text)
    if partner is None:
        yield from _restated(one, other, negator, texts, is_left=is_left)
        return
    twice = alike(focus, other.keys[partner]) and is_negative_verb(focus)
    if not _same_clause(one, other, negator, partner) or (_is_double(one, negator) and not twice):
        return
    if is_negative_verb(one.keys[negator.at]) and any(akin(one.keys[negator.at], key) for key in other.keys):
        return  # "their failure, again, to win" and "they failed to win"
    if verb(one.keys[negator.at]) == "lack" and not (set(other.keys) - set(one.keys)) & _HAVING:
        return  # "lacked goals" and "short of goals"
    if only_later(one, other, negator, partner):
        spans = one.span(negator.at, negator.focus + 1), other.span(partner, partner + 1)
        said = spans[0].of(texts[0]), spans[1].of(texts[1])
        yield _form(*(said if is_left else said[::-1]), *(spans if is_left else spans[::-1]))
        return
    here = one.span(negator.at, negator.focus + 1 if negator.focus - negator.stop < 3 else negator.stop)
    there = other.span(partner, partner + 1)
    denied, affirmed = here.of(texts[0]), there.of(texts[1])
    why = f"“{denied}” became “{affirmed}”" if is_left else f"“{affirmed}” became “{denied}”"
    yield Change(
        kind="negation.reversed",
        severity=Severity.MEANING,
        confidence=0.75,
        why=f"{why}: denied on one side, said on the other",
        left=here if is_left else there,
        right=there if is_left else here,
    )


def _restated(
    one: Denials, other: Denials, negator: Negator, texts: tuple[str, str], *, is_left: bool
) -> Iterator[Change]:
    """ "did not accept" as "rejected": the opposite of the focus, affirmed."""
    assert negator.focus is not None
    focus = one.keys[negator.focus]
    for at, key in enumerate(other.keys):
        if opposite(focus, key) and not denies(other.negators, at):
            here, there = one.span(negator.at, negator.focus + 1), other.span(at, at + 1)
            spans = (here, there) if is_left else (there, here)
            words = (here.of(texts[0]), there.of(texts[1]))
            yield _form(*(words if is_left else words[::-1]), *spans)
            return


def _same_clause(one: Denials, other: Denials, negator: Negator, partner: int) -> bool:
    """Whether the word found on the other side is the one denied here: near it stand the same words."""
    assert negator.focus is not None
    around = _around(one, negator.focus, skip=range(negator.at, negator.stop))
    there = _around(other, partner, skip=range(0))
    if not around:
        return True
    return len(around & there) * 3 >= len(around)


def _around(side: Denials, at: int, *, skip: range) -> frozenset[str]:
    near = [i for i in range(max(0, at - 6), min(len(side.keys), at + 7)) if i != at and i not in skip]
    return frozenset(
        side.keys[i] for i in near if side.words[i].is_word and side.keys[i] not in FUNCTION_WORDS
    )


def _is_double(side: Denials, negator: Negator) -> bool:
    """Whether another negator takes this one back: "not without"."""
    return denies(
        [other for other in side.negators if other is not negator and other.firm], negator.at
    ) or any(other.at == negator.focus and is_negative_verb(side.keys[other.at]) for other in side.negators)


def _form(one: str, other: str, here: Span, there: Span) -> Change:
    why = f"“{one}” and “{other}” say the same"
    return Change(
        kind="negation.form", severity=Severity.HARMLESS, confidence=0.7, why=why, left=here, right=there
    )
