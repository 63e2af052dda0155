"""Second sources: passages that a copy has, its source has not, and another document has.

Each sentence of a copy is looked for in its source and in all that is above it, for a lost document between
may have kept it; and where it is not there, in the documents near to the copy. A document that was itself
made from the copy is no source of it, so nothing found here closes a cycle.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from retell.lineage.account import Account, Gram
from retell.lineage.kin import Kin
from retell.lineage.model import Second
from retell.settings import SecondWeights
from retell.text.spans import Span
from retell.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """The sentences of a copy that another document has and the source has not, by number; their words.

    `tied` counts the word pairs that the copy has from its source and that the other has not: where they are
    few, the other may itself be the source, and the tree wrong.
    """

    sentences: tuple[int, ...]
    words: int
    tied: int


def seconds(
    accounts: Sequence[Account], family: Kin, sources: Mapping[int, int], settings: SecondWeights
) -> Iterator[Second]:
    """The second sources of a tree, in the order of the copies' ids; at most one for each copy."""
    lists = {copy: {source} for copy, source in sources.items()}
    for copy in sorted(sources):
        found = best(accounts, family, lists, copy, sources[copy], settings)
        if found is None:
            continue
        other, support = found
        chance = likely(support, settings)
        if chance >= settings.least:
            lists[copy].add(other)
            yield _second(accounts, copy, other, support, chance)


def best(
    accounts: Sequence[Account],
    family: Kin,
    sources: Mapping[int, set[int]],
    copy: int,
    source: int,
    settings: SecondWeights,
) -> tuple[int, Support] | None:
    """The other document that has most of what the copy has beyond its source."""
    held_above = [accounts[source].grams, *(accounts[each].grams for each in _above(sources, source))]
    lacking = list(_lacking(accounts[copy], held_above, settings))
    if not lacking:
        return None
    own = accounts[copy].grams & accounts[source].grams
    found = [
        (other, _supported(lacking, accounts[other].grams, own, settings))
        for other in family.near[copy]
        if other != source and not _descends(sources, other, copy)
    ]
    held = [(other, support) for other, support in found if support.words]
    return max(held, key=lambda each: (each[1].words, -each[0]), default=None)


def likely(support: Support, settings: SecondWeights) -> float:
    """The probability that these passages come from there."""
    odds = (
        settings.constant
        + settings.words * math.log(max(1, support.words))
        + settings.tied * math.log1p(support.tied)
    )
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, odds))))


Told = tuple[int, frozenset[Gram]]
"""A sentence by number, and its word pairs."""


def _lacking(copy: Account, held: Sequence[frozenset[Gram]], settings: SecondWeights) -> Iterator[Told]:
    """The sentences of the copy that none of `held` has."""
    words: dict[int, list[str]] = {}
    for number, key in zip(copy.sentence, copy.keys, strict=True):
        if key[0].isalnum():
            words.setdefault(number, []).append(key)
    for number, said in sorted(words.items()):
        own = frozenset(pairwise(said))
        if len(own) >= settings.sentence and not any(
            len(own & grams) > settings.lacks * len(own) for grams in held
        ):
            yield number, own


def _supported(
    lacking: Sequence[Told], grams: frozenset[Gram], from_source: frozenset[Gram], settings: SecondWeights
) -> Support:
    held = [(number, own) for number, own in lacking if len(own & grams) >= settings.has * len(own)]
    return Support(
        sentences=tuple(n for n, _ in held),
        words=sum(len(own) + 1 for _, own in held),
        tied=len(from_source - grams),
    )


def _above(sources: Mapping[int, set[int]], member: int) -> list[int]:
    """All that `member` was made from, by whatever way."""
    met: set[int] = set()
    waiting = sorted(sources.get(member, ()))
    while waiting:
        node = waiting.pop()
        if node not in met:
            met.add(node)
            waiting += sorted(sources.get(node, ()))
    return sorted(met)


def _descends(sources: Mapping[int, set[int]], member: int, above: int) -> bool:
    """Whether `member` is `above` or was made from it."""
    return member == above or above in _above(sources, member)


def _second(accounts: Sequence[Account], copy: int, other: int, support: Support, chance: float) -> Second:
    count = len(support.sentences)
    return Second(
        source=accounts[other].document.id,
        copy=accounts[copy].document.id,
        probability=round(chance, 4),
        passages=tuple(_runs(accounts[copy].spans, support.sentences)),
        why=f"{count} sentence{'s' if count > 1 else ''} of it, {support.words} words, "
        "stand there and not in its source",
    )


def _runs(spans: Sequence[Span], numbers: Sequence[int]) -> Iterator[Span]:
    """Neighbouring sentences as one span."""
    run: list[int] = []
    for number in (*numbers, -1):
        if run and number != run[-1] + 1:
            yield spans[run[0]].to(spans[run[-1]])
            run = []
        run.append(number)
