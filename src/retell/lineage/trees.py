"""All the trees of copying at once: edge probabilities, and the best tree by them.

The score of a tree is the sum of its edges' scores and of its root's. Over all trees with one root, the
share of those that hold an edge, weighted by exp(score), follows from one matrix inverse: the directed
matrix-tree theorem (Tutte 1984; Koo, Globerson, Carreras & Collins 2007, section 3.2, for one root). The
tree returned is the one whose edges are likeliest in sum, a maximum spanning arborescence (Chu & Liu 1965,
Edmonds 1967) of the probabilities: the one with most parents right on average.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from retell.lineage.summed import summed
from retell.values import dataclass

Scores = NDArray[np.float64]
_EXACTLY = 60
"""Documents up to which nothing is subtracted (`summed`): the work grows with the fourth power of them."""
_WIDEST = 36.0
"""Scores further below the best source of a document than this count as this far, so that sums stay exact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marginals:
    """Probabilities over all trees: `edges[source, copy]`, `roots[document]`; and the log of the sum."""

    edges: Scores
    roots: Scores
    total: float


def marginals(scores: Scores, roots: Scores) -> Marginals:
    """The probability of every edge and root; `scores[source, copy]` is -inf where no edge can be."""
    count = len(roots)
    scores = scores.copy()
    np.fill_diagonal(scores, -np.inf)
    if count == 1:
        return Marginals(edges=np.zeros((1, 1)), roots=np.ones(1), total=float(roots[0]))
    if count <= _EXACTLY:
        edges, tops, total = summed(scores[None], roots[None])
        return Marginals(edges=edges[0], roots=tops[0], total=float(total[0]))
    best = np.maximum(scores.max(axis=0), roots)
    weights = np.where(np.isfinite(scores), np.exp(np.maximum(scores - best, -_WIDEST)), 0.0)
    tops = np.exp(np.maximum(roots - best, -_WIDEST))
    laplacian = np.diag(weights.sum(axis=0)) - weights
    laplacian[0] = tops
    inverse = np.linalg.inv(laplacian)
    inner = weights * np.diag(inverse)[None, :]
    inner[:, 0] = 0.0
    outer = weights * inverse.T
    outer[0, :] = 0.0
    edges = np.clip(inner - outer, 0.0, 1.0)
    return Marginals(
        edges=edges,
        roots=np.clip(tops * inverse[:, 0], 0.0, 1.0),
        total=float(np.linalg.slogdet(laplacian)[1] + best.sum()),
    )


def best_tree(edges: Mapping[tuple[int, int], float], count: int, root: int) -> dict[int, int]:
    """The source of each of `count` documents but `root`, greatest in sum; ties go to the lower number.

    `edges` are (source, copy) with what they gain; a document that none reaches has no source.
    """
    arriving: list[list[tuple[int, int, float, tuple[int, int]]]] = [[] for _ in range(count)]
    for (source, copy), gain in sorted(edges.items()):
        if copy not in (root, source):
            arriving[copy].append((source, copy, gain, (source, copy)))
    nodes = [node for node in range(count) if node == root or arriving[node]]
    flat = [edge for node in nodes for edge in arriving[node]]
    return {copy: source for source, copy in _arborescence(nodes, flat, root)}


_Arc = tuple[int, int, float, tuple[int, int]]
"""Source and copy as they stand in the contracted graph, the gain, and the edge that is meant."""


def _arborescence(nodes: Sequence[int], arcs: Sequence[_Arc], root: int) -> list[tuple[int, int]]:
    """The edges chosen: cycles of the best arrivals are contracted until none is left, and opened again."""
    levels = []
    best = _arrivals(arcs, root)
    while cycles := _cycles(best):
        first = max(nodes) + 1
        joined = {node: first + at for at, cycle in enumerate(cycles) for node in cycle}
        levels.append((best, cycles, joined, arcs))
        arcs = _contracted(arcs, best, joined)
        nodes = [node for node in nodes if node not in joined] + list(range(first, first + len(cycles)))
        best = _arrivals(arcs, root)
    chosen = [arc[3] for arc in best.values()]
    for best, cycles, joined, before in reversed(levels):
        entered = _entered(chosen, before, joined)
        chosen += [best[node][3] for cycle in cycles for node in cycle if node not in entered]
    return chosen


def _arrivals(arcs: Sequence[_Arc], root: int) -> dict[int, _Arc]:
    """For each node the arc into it that gains most."""
    best: dict[int, _Arc] = {}
    for arc in arcs:
        held = best.get(arc[1])
        if arc[1] != root and arc[0] != arc[1] and (held is None or arc[2] > held[2]):
            best[arc[1]] = arc
    return best


def _contracted(arcs: Sequence[_Arc], best: Mapping[int, _Arc], joined: Mapping[int, int]) -> list[_Arc]:
    """The arcs between what is left, the best one of those that have come to join the same two."""
    found: dict[tuple[int, int], _Arc] = {}
    for source, copy, gain, meant in arcs:
        ends = joined.get(source, source), joined.get(copy, copy)
        gained = gain - (best[copy][2] if copy in joined else 0.0)
        if ends[0] != ends[1] and (ends not in found or gained > found[ends][2]):
            found[ends] = (*ends, gained, meant)
    return list(found.values())


def _entered(
    chosen: Sequence[tuple[int, int]], arcs: Sequence[_Arc], joined: Mapping[int, int]
) -> frozenset[int]:
    """The members of cycles that the chosen edges lead into from outside, one for each cycle."""
    taken = set(chosen)
    return frozenset(
        copy
        for source, copy, _, meant in arcs
        if meant in taken and copy in joined and joined.get(source, source) != joined[copy]
    )


def _cycles(best: Mapping[int, _Arc]) -> list[list[int]]:
    """The cycles among the best arrivals; no two share a node."""
    done: set[int] = set()
    found = []
    for start in sorted(best):
        path: dict[int, None] = {}
        node = start
        while node in best and node not in done and node not in path:
            path[node] = None
            node = best[node][0]
        if node in path:
            steps = list(path)
            found.append(steps[steps.index(node) :])
        done.update(path)
    return found
