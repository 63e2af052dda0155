"""Undirected trees over documents and lost ones, and the fewest changes of words that explain them.

A tree is, for each node, the nodes next to it. The first nodes are the documents; the rest are lost ones,
each with three neighbours or more: with fewer nothing could tell that it was there.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from retell.lineage.collation import MISSING, VARIANTS, Readings
from retell.values import dataclass

Links = list[set[int]]
"""Who is next to whom, by number."""

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A tree with what each of its nodes read, lost ones too, and what it costs: changes and lost nodes."""

    links: Links
    states: Readings
    cost: float

    def length(self, one: int, other: int) -> int:
        """The changes between two nodes."""
        return int((self.states[one] != self.states[other]).sum())


def drawn(links: Links, readings: Readings, price: float) -> Drawn:
    """The tree with its states, where a lost document costs `price` changes."""
    states = reconstructed(links, readings)
    edges = [(a, b) for a, near in enumerate(links) for b in near if a < b]
    changes = sum(int((states[a] != states[b]).sum()) for a, b in edges)
    return Drawn(links=links, states=states, cost=changes + price * (len(links) - len(readings)))


def reconstructed(links: Links, readings: Readings) -> Readings:
    """What each node read, with fewest changes (Sankoff 1975), and as its neighbour where that is as good."""
    order, above = _walk(links)
    width = readings.shape[1]
    costs = [_costs(readings[node] if node < len(readings) else None, width) for node in range(len(links))]
    for node in reversed(order[1:]):
        costs[above[node]] += np.minimum(costs[node], costs[node].min(axis=1, keepdims=True) + 1)
    states = np.full((len(links), width), MISSING, dtype=np.int8)
    states[order[0]] = costs[order[0]].argmin(axis=1)
    for node in order[1:]:
        given = states[above[node]]
        kept = np.take_along_axis(costs[node], given[:, None].astype(np.int64), axis=1)[:, 0]
        states[node] = np.where(kept <= costs[node].min(axis=1) + 1, given, costs[node].argmin(axis=1))
    return states


def _costs(known: NDArray[np.int8] | None, width: int) -> NDArray[np.float32]:
    costs = np.zeros((width, VARIANTS), dtype=np.float32)
    if known is not None:
        at = np.flatnonzero(known >= 0)
        costs[at] = _NEVER
        costs[at, known[at]] = 0
    return costs


_NEVER = 1e6


def _walk(links: Links) -> tuple[list[int], dict[int, int]]:
    """The nodes from the first one on, and for each the one it was reached from."""
    order, above = [0], {0: 0}
    for node in order:
        for other in sorted(links[node]):
            if other not in above:
                above[other] = node
                order.append(other)
    return order, above


def spanning(readings: Readings) -> Links:
    """The minimum spanning tree of the documents by the share of places, kept in both, that differ (Prim)."""
    apart = _apart(readings)
    start = int(np.argmin(apart.sum(axis=0)))
    nearest, beside = apart[start].copy(), np.full(len(readings), start)
    nearest[start] = np.inf
    links: Links = [set() for _ in readings]
    for _ in range(len(readings) - 1):
        node = int(np.argmin(nearest))
        join(links, node, int(beside[node]))
        closer = (apart[node] < nearest) & (nearest < np.inf)
        nearest[closer], beside[closer] = apart[node][closer], node
        nearest[node] = np.inf
    return links


def _apart(readings: Readings) -> Numbers:
    """Distances; few common places make for a middling one."""
    found = np.zeros((len(readings), len(readings)))
    for at, row in enumerate(readings):
        both = (row >= 0) & (readings >= 0)
        found[at] = ((both & (row != readings)).sum(axis=1) + 0.25) / (both.sum(axis=1) + 1)
    return found


def join(links: Links, one: int, other: int) -> None:
    """Make two nodes neighbours."""
    links[one].add(other)
    links[other].add(one)


def part(links: Links, one: int, other: int) -> None:
    """Make two nodes no neighbours."""
    links[one].discard(other)
    links[other].discard(one)


def copied(links: Links) -> Links:
    """The tree once more, to be changed."""
    return [set(near) for near in links]


def between(links: Links, one: int, others: Sequence[int]) -> None:
    """Put a lost document between `one` and `others`, its neighbours until now."""
    new = len(links)
    links.append(set())
    for other in others:
        part(links, one, other)
        join(links, new, other)
    join(links, new, one)


def tidied(links: Links, count: int) -> Links:
    """The tree without lost documents that nothing tells of, numbered anew; the first `count` are kept."""
    found = copied(links)
    waiting = list(range(count, len(found)))
    while waiting:
        node = waiting.pop()
        near = sorted(found[node])
        if 0 < len(near) < 3:
            for other in near:
                part(found, node, other)
            if len(near) == 2:
                join(found, *near)
            waiting += [other for other in near if other >= count]
    kept = [node for node in range(len(found)) if node < count or found[node]]
    number = {node: at for at, node in enumerate(kept)}
    return [{number[other] for other in found[node]} for node in kept]
