"""How the documents of a family stand to each other, measured for every edge that could be.

The measures are of word pairs. A word pair of a report arises once and may be lost many times (Dollo's
principle). So between a source and its copy no third document mediates: if the third has from the one what
the other lacks, and from the other what the one lacks, both are turned away from each other ("tangle").
And what the copy has beyond its source, no document above the source has ("regained").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from retell.lineage.account import Account
from retell.values import dataclass

Numbers = NDArray[np.float64]
PAIR = ("gain", "loss", "cut", "distance", "nearest", "tangle", "tangled", "direction", "extent")
"""What is measured of an edge by itself."""

ABOVE = ("regained", "reverted", "shared", "missed", "top")
"""What is measured of an edge once there is a tree above its source."""

EDGE = (*PAIR, *ABOVE)
"""The measures of an edge, in the order of its row."""

_NEAREST = EDGE.index("nearest")

ROOT = ("coverage", "remote", "slight")
"""The measures of a root, in the order of its row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """A family as sets of word pairs, by number in the order of the documents' ids.

    `pairs` are the pairs worth looking at, lower number first; `near[n]` are the numbers paired with n.
    """

    grams: tuple[frozenset[int], ...]
    pairs: tuple[tuple[int, int], ...]
    near: tuple[tuple[int, ...], ...]


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
    near: list[list[int]] = [[] for _ in accounts]
    for a, b in pairs:
        near[a].append(b)
        near[b].append(a)
    return Kin(grams=grams, pairs=pairs, near=tuple(tuple(sorted(each)) for each in near))


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


def edge_measures(
    family: Kin, direction: Mapping[tuple[int, int], tuple[float, float]]
) -> dict[tuple[int, int], Numbers]:
    """A row of measures for each edge (source, copy); nothing is known yet of what stands above.

    `direction` is, by pair, the log odds that its first document is the source: of most clues, and of extent.
    """
    rows: dict[tuple[int, int], Numbers] = {}
    for a, b in family.pairs:
        tangle = _tangle(family, a, b)
        for source, copy, sign in ((a, b, 1.0), (b, a, -1.0)):
            odds = [sign * each for each in direction[a, b]]
            gain = len(family.grams[copy] - family.grams[source])
            loss = len(family.grams[source] - family.grams[copy])
            both = len(family.grams[source]) + len(family.grams[copy])
            rows[source, copy] = np.array(
                [
                    np.log1p(gain),
                    np.log1p(loss),
                    _cut(gain, loss),
                    (gain + loss) / max(1, both),
                    0.0,
                    *tangle,
                    *odds,
                    *(0.0 for _ in ABOVE),
                ]
            )
    for copy in range(len(family.grams)):
        least = min((rows[source, copy][0] for source in family.near[copy]), default=0.0)
        for source in family.near[copy]:
            rows[source, copy][_NEAREST] = rows[source, copy][0] - least
    return rows


def _cut(gain: int, loss: int) -> float:
    """How much more a copy lost than it has of its own, where it has next to nothing of its own."""
    return float(np.log((loss + 1) / (gain + 1))) if 5 * gain < loss else 0.0


def _tangle(family: Kin, a: int, b: int) -> tuple[float, float]:
    """How much a third document has from both against each other: by the worst one, and on average."""
    only_a, only_b = family.grams[a] - family.grams[b], family.grams[b] - family.grams[a]
    others = [c for c in sorted({*family.near[a], *family.near[b]}) if c not in (a, b)]
    least = [min(len(only_a & family.grams[c]), len(only_b & family.grams[c])) for c in others]
    if not least:
        return 0.0, 0.0
    return float(np.log1p(max(least))), float(np.mean(np.log1p(least)))


def above(
    family: Kin, sources: Mapping[int, int], source: int, copies: Sequence[int]
) -> Iterator[tuple[float, ...]]:
    """What the tree given by `sources` says of the edges from `source`, each in the order of `ABOVE`.

    The words that `source` changed, against what it was itself made from, tell a copy of it from a copy of
    a lost document above: a copy shares them; where `copy` has the words they stand for, it has them from
    above. `regained` looks at all that is above, the others at the nearest one.
    """
    line = _line(sources, source)
    held = _all_of(family, line)
    for copy in copies:
        others = [node for node in line if node != copy]
        if others:
            yield _regaining(
                family, (source, copy, others[0]), held if others == line else _all_of(family, others)
            )
        else:
            yield (0.0, 0.0, 0.0, 0.0, 1.0)


def _regaining(family: Kin, nodes: tuple[int, int, int], held: frozenset[int]) -> tuple[float, ...]:
    """The same of one edge: `nodes` are source, copy and the nearest above; `held` are the pairs of all."""
    own, made, first = (family.grams[node] for node in nodes)
    beyond, fresh = made - own, own - first
    shared = len(fresh & made)
    counts = len(beyond & held), len(beyond & first), shared, len(fresh) - shared
    return (*(float(np.log1p(count)) for count in counts), 0.0)


def _all_of(family: Kin, nodes: Sequence[int]) -> frozenset[int]:
    return frozenset[int]().union(*(family.grams[node] for node in nodes))


def _line(sources: Mapping[int, int], source: int) -> list[int]:
    """The documents above `source`, nearest first."""
    found: list[int] = []
    node = sources.get(source)
    while node is not None and len(found) < len(sources):
        found.append(node)
        node = sources.get(node)
    return found


def root_measures(family: Kin) -> Numbers:
    """A row for each document: the part of common ground it has, how near it is to all, how long it is."""
    counts: dict[int, int] = {}
    for own in family.grams:
        for gram in own:
            counts[gram] = counts.get(gram, 0) + 1
    common = frozenset(gram for gram, count in counts.items() if count > 1)
    most = max(len(own) for own in family.grams)
    rows = []
    for number, own in enumerate(family.grams):
        far = [
            len(own ^ family.grams[c]) / max(1, len(own) + len(family.grams[c])) for c in family.near[number]
        ]
        rows.append(
            [
                np.log((len(own & common) + 1) / (len(common) + 1)),
                -float(np.mean(far)) if far else 0.0,
                np.log((len(own) + 1) / (most + 1)),
            ]
        )
    return np.array(rows)
