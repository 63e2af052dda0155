"""Undirected trees of witnesses as stemmatology makes them, to be better than.

Distances are shares of words that differ (longest common subsequence). The minimum spanning tree joins the
witnesses themselves; neighbour joining (Saitou & Nei 1987) puts a lost document wherever lines meet.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel

from retell.evaluate.trees import Tree
from retell.lineage.account import Account

Numbers = NDArray[np.float64]


def apart(accounts: Sequence[Account]) -> Numbers:
    """The share of words of two that are not in a longest common subsequence, for every pair."""
    words = [[key for key in each.keys if key[0].isalnum()] for each in accounts]
    found = np.zeros((len(words), len(words)))
    for a, one in enumerate(words):
        for b in range(a):
            found[a, b] = found[b, a] = Indel.normalized_distance(one, words[b])
    return found


def spanning(ids: Sequence[str], distance: Numbers) -> Tree:
    """The minimum spanning tree (Prim 1957), from the document nearest to all."""
    inside = [int(np.argmin(distance.sum(axis=0)))]
    sources: dict[str, tuple[str, ...]] = {}
    while len(inside) < len(ids):
        outside = [at for at in range(len(ids)) if at not in inside]
        _, source, copy = min((float(distance[a, b]), a, b) for a in inside for b in outside)
        sources[ids[copy]] = (ids[source],)
        inside.append(copy)
    return Tree(name="mst", sources=sources, members=frozenset(ids))


def neighbour_joining(ids: Sequence[str], distance: Numbers, short: float = 0.0) -> Tree:
    """The tree of neighbour joining; branches to witnesses of at most `short` are closed up."""
    edges = joined(distance)
    count = len(ids)
    names = [*ids, *(f"*{at}" for at in range(count))]
    stands: dict[int, int] = {}
    for leaf, node, length in sorted(edges, key=lambda edge: edge[2]):
        if leaf < count <= node and length <= short and node not in stands:
            stands[node] = leaf
    sources: dict[str, tuple[str, ...]] = {}
    for one, other, _ in edges:
        a, b = names[stands.get(one, one)], names[stands.get(other, other)]
        if a != b:
            sources[a] = (*sources.get(a, ()), b)
    return Tree(name="nj", sources=sources, members=frozenset(ids), directed=False)


def joined(distance: Numbers) -> list[tuple[int, int, float]]:
    """The edges of neighbour joining with their lengths; new nodes are numbered after the given ones."""
    size = len(distance)
    far = np.zeros((2 * size, 2 * size))
    far[:size, :size] = distance
    live, edges = list(range(size)), []
    while len(live) > 2:
        held = far[np.ix_(live, live)]
        total = held.sum(axis=1)
        worth = (len(live) - 2) * held - total[:, None] - total[None, :]
        np.fill_diagonal(worth, np.inf)
        i, j = divmod(int(np.argmin(worth)), len(live))
        a, b, new = live[i], live[j], size
        length = held[i, j] / 2 + (total[i] - total[j]) / (2 * (len(live) - 2))
        edges += [(a, new, float(length)), (b, new, float(held[i, j] - length))]
        for other in live:
            far[new, other] = far[other, new] = (far[a, other] + far[b, other] - far[a, b]) / 2
        live = [each for each in live if each not in (a, b)] + [new]
        size += 1
    if len(live) == 2:
        edges.append((live[0], live[1], float(far[live[0], live[1]])))
    return edges
