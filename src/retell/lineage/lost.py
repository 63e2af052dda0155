"""Sources that are not among the documents: what their copies share and cannot have from each other.

Two copies of one source agree with it, or differ from it each in its own way. Where they differ from it
alike, a third document made the difference and both were made from that one. (Where one of the two has all
that the other has, it may itself be that document; the tree has judged that already.)
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence

from retell.lineage.kin import Kin
from retell.lineage.model import Unknown
from retell.settings import LostWeights
from retell.values import dataclass


def unknown(
    family: Kin,
    ids: Sequence[str],
    sources: Mapping[int, int],
    settings: LostWeights,
    given: Collection[tuple[str, str]] = (),
) -> Iterator[Unknown]:
    """The lost sources of a tree, in the order of their copies' ids.

    Copies of which one has passages from the other (`given`, source and copy) share words for that reason.
    """
    chances = {
        (a, b): chance
        for a, b in family.pairs
        if a in sources and sources[a] == sources.get(b)
        if (ids[a], ids[b]) not in given and (ids[b], ids[a]) not in given
        if (chance := likely(shared(family, sources[a], a, b), settings)) >= settings.least
    }
    for group in _groups(chances):
        held = [(pair, chance) for pair, chance in sorted(chances.items()) if set(pair) <= set(group)]
        pair, chance = max(held, key=lambda each: each[1])
        source = sources[group[0]]
        yield Unknown(
            source=ids[source],
            copies=tuple(ids[member] for member in group),
            probability=round(chance, 4),
            why=_why(family, ids, source, pair),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What two copies have alike against their source, in word pairs: all weighed by settings of their names.

    `count` is how many they have that it has not, and no measure to weigh.
    """

    count: int
    shared: float
    most: float
    lost: float
    alike: float


def likely(found: Shared, settings: LostWeights) -> float:
    """The probability that two copies of a source were made from one lost copy of it."""
    odds = (
        settings.constant
        + settings.shared * found.shared
        + settings.most * found.most
        + settings.lost * found.lost
        + settings.alike * found.alike
    )
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, odds))))


def shared(family: Kin, source: int, a: int, b: int) -> Shared:
    """What two copies of `source` have alike against it: put in, and lost."""
    first, one, other = (family.grams[each] for each in (source, a, b))
    fresh, gone = (one - first, other - first), (first - one, first - other)
    both, missed = len(fresh[0] & fresh[1]), len(gone[0] & gone[1])
    return Shared(
        count=both,
        shared=math.log1p(both),
        most=math.log((both + 1) / (max(map(len, fresh)) + 2)),
        lost=math.log1p(missed),
        alike=math.log((missed + 1) / (min(map(len, gone)) + 2)),
    )


def _groups(pairs: Mapping[tuple[int, int], float]) -> list[list[int]]:
    """Copies that hang together by pairs, each group ascending."""
    group: dict[int, int] = {}

    def top(member: int) -> int:
        while group.setdefault(member, member) != member:
            member = group[member]
        return member

    for a, b in sorted(pairs):
        one, other = sorted((top(a), top(b)))
        group[other] = one
    found: dict[int, list[int]] = {}
    for member in sorted(group):
        found.setdefault(top(member), []).append(member)
    return [found[each] for each in sorted(found)]


def _why(family: Kin, ids: Sequence[str], source: int, pair: tuple[int, int]) -> str:
    one, other = (ids[member] for member in pair)
    count = shared(family, source, *pair).count
    return f"{one} and {other} differ from {ids[source]} alike, in {count} word pairs"
