"""Sources that are not among the documents: what their copies share and cannot have from each other.

Two copies of one source agree with it, or differ from it each in its own way. Where they differ from it
alike, a third document made the difference and both were made from that one. (Where one of the two has all
that the other has, it may itself be that document; the tree has judged that already.)
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from retell.lineage.kin import Kin
from retell.lineage.model import Unknown
from retell.settings import LostWeights


def unknown(
    family: Kin, ids: Sequence[str], sources: Mapping[int, int], settings: LostWeights
) -> Iterator[Unknown]:
    """The lost sources of a tree, in the order of their copies' ids."""
    chances = {
        (a, b): chance
        for a, b in family.pairs
        if a in sources and sources[a] == sources.get(b)
        if (chance := likely(family, sources[a], a, b, settings)) >= settings.least
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


def likely(family: Kin, source: int, a: int, b: int, settings: LostWeights) -> float:
    """The probability that two copies of `source` were made from one lost copy of it."""
    shared, own = measures(family, source, a, b)
    odds = (
        settings.constant
        + settings.shared * math.log1p(shared)
        + settings.part * math.log((shared + 1) / (own + 2))
    )
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, odds))))


def measures(family: Kin, source: int, a: int, b: int) -> tuple[int, int]:
    """How many word pairs two copies have alike against the source, and how many the lesser has in all."""
    one, other = family.grams[a] - family.grams[source], family.grams[b] - family.grams[source]
    return len(one & other), min(len(one), len(other))


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
    shared, _ = measures(family, source, *pair)
    one, other = (ids[member] for member in pair)
    return f"{one} and {other} differ from {ids[source]} alike, in {shared} word pairs"
