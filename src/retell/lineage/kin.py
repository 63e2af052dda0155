"""How the documents of a family stand to each other, measured for every edge that could be.

The measures are of word pairs. A word pair of a report arises once and may be lost many times (Dollo's
principle). So between a source and its copy no third document mediates: if the third has from the one what
the other lacks, and from the other what the one lacks, both are turned away from each other ("tangle").
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from retell.document.model import FurnitureKind
from retell.lineage.account import Account
from retell.lineage.claims import Bounds, bounds
from retell.lineage.clues.furniture import heading, pieces
from retell.lineage.spread import spread
from retell.values import dataclass

Numbers = NDArray[np.float64]
Places = NDArray[np.int64]
PAIR = ("gain", "loss", "cut", "distance", "nearest", "tangle", "tangled", "direction", "extent",
        "early", "late", "backward", "headed", "kept", "fresh", "dropped")  # fmt: skip
"""What is measured of an edge by itself."""

ROOT = ("coverage", "remote", "slight", "preceded")
"""The measures of a root, in the order of its row."""

_GAIN, _LOSS, _NEAREST, _EARLY = (PAIR.index(name) for name in ("gain", "loss", "nearest", "early"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """A family as sets of word pairs, by number in the order of the documents' ids.

    `pairs` are the pairs worth looking at, lower number first; `near[n]` are the numbers paired with n;
    `edges` are the pairs both ways, (source, copy). `bits[n]` holds, as a number, which of the word pairs
    that several documents have n has, and `sizes[n]` counts all it has. `claims` are of when; `headings` and
    `pieces` are what stands beside the report.
    """

    grams: tuple[frozenset[int], ...]
    pairs: tuple[tuple[int, int], ...]
    near: tuple[tuple[int, ...], ...]
    edges: Places
    bits: tuple[int, ...]
    sizes: tuple[int, ...]
    claims: tuple[Bounds | None, ...]
    headings: tuple[str, ...]
    pieces: tuple[frozenset[tuple[FurnitureKind, str]], ...]

    def shared(self, one: int, other: int) -> int:
        """How many word pairs two documents both have."""
        return (self.bits[one] & self.bits[other]).bit_count()


def kin(accounts: Sequence[Account], every_pair: int, neighbours: int) -> Kin:
    """The family of `accounts`: all pairs up to `every_pair` documents, else the nearest `neighbours`."""
    numbers: dict[tuple[str, str], int] = {}
    grams = tuple(
        frozenset(numbers.setdefault(gram, len(numbers)) for gram in sorted(account.grams))
        for account in accounts
    )
    most = len(accounts) if len(accounts) <= every_pair else neighbours
    found = _nearest(grams, len(numbers), most)
    pairs = tuple(sorted({(min(a, b), max(a, b)) for a, others in enumerate(found) for b in others}))
    return Kin(
        grams=grams,
        pairs=pairs,
        near=_near(pairs, len(grams)),
        edges=_both_ways(pairs),
        bits=_bits(grams),
        sizes=tuple(map(len, grams)),
        claims=tuple(bounds(account.document) for account in accounts),
        headings=tuple(heading(account.document) for account in accounts),
        pieces=tuple(pieces(account.document) for account in accounts),
    )


def narrowed(family: Kin, pairs: Iterable[tuple[int, int]]) -> Kin:
    """The same family with only these pairs, lower number first, worth looking at."""
    kept = tuple(sorted(pairs))
    return replace(family, pairs=kept, near=_near(kept, len(family.sizes)), edges=_both_ways(kept))


def _near(pairs: Sequence[tuple[int, int]], count: int) -> tuple[tuple[int, ...], ...]:
    near: list[list[int]] = [[] for _ in range(count)]
    for a, b in pairs:
        near[a].append(b)
        near[b].append(a)
    return tuple(tuple(sorted(each)) for each in near)


def _both_ways(pairs: Sequence[tuple[int, int]]) -> Places:
    return np.array([edge for a, b in pairs for edge in ((a, b), (b, a))], dtype=np.int64).reshape(-1, 2)


def _bits(grams: Sequence[frozenset[int]]) -> tuple[int, ...]:
    """Each set as a number, of what at least two have."""
    counts = Counter(gram for own in grams for gram in own)
    place = {gram: at for at, gram in enumerate(sorted(gram for gram in counts if counts[gram] > 1))}
    found = []
    for own in grams:
        marks = np.zeros(len(place) + 1, dtype=np.uint8)
        marks[[place[gram] for gram in own if gram in place]] = 1
        found.append(int.from_bytes(np.packbits(marks, bitorder="little").tobytes(), "little"))
    return tuple(found)


def _nearest(grams: Sequence[frozenset[int]], size: int, most: int) -> list[list[int]]:
    """For each document the numbers of the `most` others that share the largest part with it."""
    holders: list[list[int]] = [[] for _ in range(size)]
    for number, own in enumerate(grams):
        for gram in own:
            holders[gram].append(number)
    held = [np.array(each, dtype=np.int64) for each in holders]
    sizes = np.array([len(own) for own in grams], dtype=np.float64)
    found: list[list[int]] = []
    for number, own in enumerate(grams):
        if not own:
            found.append([])
            continue
        shared = np.bincount(np.concatenate([held[gram] for gram in own]), minlength=len(grams))
        likeness = shared / np.maximum(1.0, sizes + sizes[number] - shared)
        likeness[number] = 0.0
        order = np.argsort(-likeness, kind="stable")[:most]
        found.append([int(at) for at in order if likeness[at] > 0])
    return found


def edge_measures(family: Kin, said: Mapping[tuple[int, int], tuple[float, float, float]]) -> Numbers:
    """A row of `PAIR` for each of the family's edges.

    `said` is, by pair, the log odds that its first document is the source: of most clues, and of extent;
    and whether it claims to be the earlier one: 1, or -1, or less where that is not sure. Pairs that nothing
    is said of are left open.
    """
    known = [(pair, said.get(pair, (0.0, 0.0, 0.0))) for pair in family.pairs]
    table = np.array(spread(_measured, family, known, _MANY), dtype=np.float64).reshape(-1, len(PAIR))
    least = np.full(len(family.sizes), np.inf)
    np.minimum.at(least, family.edges[:, 1], table[:, _GAIN])
    table[:, _NEAREST] = table[:, _GAIN] - least[family.edges[:, 1]]
    return table


_MANY = 20_000
"""Pairs from which measuring them takes longer than starting processes for it."""


def _measured(
    family: Kin, known: tuple[tuple[int, int], tuple[float, float, float]]
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The rows of a pair, the first as the source of the second and the other way round."""
    (a, b), said = known
    both, sizes = family.shared(a, b), family.sizes
    only_a, only_b = sizes[a] - both, sizes[b] - both
    apart = (only_a + only_b) / max(1, sizes[a] + sizes[b])
    tangle = _tangle(family, a, b)
    direction, extent, time = said
    early, late = max(0.0, time), max(0.0, -time)
    headed = float(bool(family.headings[a]) and family.headings[a] == family.headings[b])
    kept, fresh, dropped = _beside(family, a, b)
    against = max(0.0, -direction), max(0.0, direction)
    own, other = (direction, extent, early, late), (-direction, -extent, late, early)
    return (
        (*_changed(only_b, only_a), apart, 0.0, *tangle, *own, against[0], headed, kept, fresh, dropped),
        (*_changed(only_a, only_b), apart, 0.0, *tangle, *other, against[1], headed, kept, dropped, fresh),
    )


def _beside(family: Kin, source: int, copy: int) -> tuple[float, float, float]:
    """How many pieces beside the report a copy has from its source, how many of its own, how many it lost."""
    theirs, own = family.pieces[source], family.pieces[copy]
    return float(len(theirs & own)), float(len(own - theirs)), float(len(theirs - own))


def _changed(gain: int, loss: int) -> tuple[float, float, float]:
    """Word pairs come and gone, and how much more went, where next to nothing came: a bare cut."""
    cut = math.log((loss + 1) / (gain + 1)) if 5 * gain < loss else 0.0
    return math.log1p(gain), math.log1p(loss), cut


def _tangle(family: Kin, a: int, b: int) -> tuple[float, float]:
    """How much a third document has from both against each other: by the worst one, and on average."""
    bits = family.bits
    only_a, only_b = bits[a] & ~bits[b], bits[b] & ~bits[a]
    least = [
        min((only_a & bits[c]).bit_count(), (only_b & bits[c]).bit_count())
        for c in {*family.near[a], *family.near[b]}
        if c not in (a, b)
    ]
    if not least:
        return 0.0, 0.0
    return math.log1p(max(least)), math.fsum(map(math.log1p, least)) / len(least)


def root_measures(family: Kin, table: Numbers) -> Numbers:
    """A row of `ROOT` for each document: the part of common ground it has, how near it is to all, how long
    it is, and how many say that they were there before; `table` are the measures of the edges."""
    common = 0
    for own in family.bits:
        common |= own
    apart: list[list[float]] = [[] for _ in family.sizes]
    earlier = np.zeros(len(family.sizes))
    for (_, copy), row in zip(family.edges.tolist(), table, strict=True):
        apart[copy].append(float(row[PAIR.index("distance")]))
        earlier[copy] += row[_EARLY]
    most = max(family.sizes)
    rows = [
        (
            math.log((own.bit_count() + 1) / (common.bit_count() + 1)),
            -math.fsum(far) / len(far) if far else 0.0,
            math.log((size + 1) / (most + 1)),
            math.log1p(before),
        )
        for own, far, size, before in zip(family.bits, apart, family.sizes, earlier.tolist(), strict=True)
    ]
    return np.array(rows)
