"""All the trees of copying at once: edge probabilities, and the best tree by them.

The score of a tree is the sum of its edges' scores and of its root's. Over all trees with one root, the
share of those that hold an edge, weighted by exp(score), follows from one matrix inverse: the directed
matrix-tree theorem (Tutte 1984; Koo, Globerson, Carreras & Collins 2007, section 3.2, for one root). The
tree returned is the one whose edges are likeliest in sum, a maximum spanning arborescence (Chu & Liu 1965,
Edmonds 1967) of the probabilities: the one with most parents right on average.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
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
    """The edges chosen, by contracting cycles until none is left."""
    best: dict[int, _Arc] = {}
    for arc in arcs:
        held = best.get(arc[1])
        if arc[1] != root and arc[0] != arc[1] and (held is None or arc[2] > held[2]):
            best[arc[1]] = arc
    cycle = _cycle(best)
    if not cycle:
        return [arc[3] for arc in best.values()]
    inside, joined = set(cycle), max(nodes) + 1
    contracted = []
    for source, copy, gain, meant in arcs:
        here, there = source in inside, copy in inside
        if not (here and there):
            less = best[copy][2] if there else 0.0
            contracted.append((joined if here else source, joined if there else copy, gain - less, meant))
    rest = [node for node in nodes if node not in inside] + [joined]
    chosen = _arborescence(rest, contracted, root)
    entered = _entered(chosen, arcs, inside)
    return chosen + [best[node][3] for node in cycle if node != entered]


def _entered(chosen: Sequence[tuple[int, int]], arcs: Sequence[_Arc], inside: set[int]) -> int | None:
    """The member of the cycle that the chosen edges lead into from outside."""
    into = {meant: copy for source, copy, _, meant in arcs if copy in inside and source not in inside}
    return next((into[edge] for edge in chosen if edge in into), None)


def _cycle(best: Mapping[int, _Arc]) -> list[int]:
    """A cycle among the best arrivals, if there is one."""
    done: set[int] = set()
    for start in sorted(best):
        path: list[int] = []
        node = start
        while node in best and node not in done:
            if node in path:
                return path[path.index(node) :]
            path.append(node)
            node = best[node][0]
        done.update(path)
    return []
