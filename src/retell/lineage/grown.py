"""The best tree of many documents, grown along paths.

The same greatest spanning arborescence as in `trees`, in time that hardly grows faster than the edges: from
each document the best arrivals are followed upwards until they meet what is done or run in a circle, which
becomes one node (Gabow, Galil, Spencer & Tarjan 1986, section 3). Where trees are equally good this one and
that of `trees` may differ; each is the same every time.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import field

from retell.values import dataclass

Arrival = tuple[float, int, int]
"""What an edge costs beyond the best one into the same node, and its source and copy."""


@dataclass(slots=True, kw_only=True)
class Growth:
    """Nodes on the way to a tree: documents, and after them the circles found, by number.

    `arrivals` are heaps, and `spent` is to be added to what their edges cost; `outer` is the circle that a
    node went into, `top` a shortcut to the outermost one; `entering` is the edge chosen for a node.
    """

    arrivals: list[list[Arrival]]
    spent: list[float]
    outer: list[int | None]
    top: list[int]
    entering: dict[int, tuple[int, int]] = field(default_factory=dict)


def grown_tree(edges: Mapping[tuple[int, int], float], count: int, root: int) -> dict[int, int]:
    """The source of each of `count` documents but `root`, greatest in sum; ties go to the lower number.

    `edges` are (source, copy) with what they gain; a document that none reaches has no source.
    """
    growth = _started(edges, count, root)
    done = {root}
    for start in range(count):
        path: dict[int, None] = {}
        node: int | None = _top(growth, start)
        while node is not None and node not in done:
            if node in path:
                steps = list(path)
                circle = steps[steps.index(node) :]
                for step in circle:
                    del path[step]
                node = _joined(growth, circle)
            path[node] = None
            node = _above(growth, node)
        done.update(path)
    return _opened(growth, count)


def _started(edges: Mapping[tuple[int, int], float], count: int, root: int) -> Growth:
    arrivals: list[list[Arrival]] = [[] for _ in range(count)]
    for (source, copy), gain in edges.items():
        if copy not in (root, source):
            arrivals[copy].append((-gain, source, copy))
    for heap in arrivals:
        heapq.heapify(heap)
    return Growth(arrivals=arrivals, spent=[0.0] * count, outer=[None] * count, top=list(range(count)))


def _top(growth: Growth, node: int) -> int:
    """The outermost circle that a node lies in, or itself."""
    while growth.top[node] != node:
        growth.top[node] = growth.top[growth.top[node]]
        node = growth.top[node]
    return node


def _above(growth: Growth, node: int) -> int | None:
    """Where the best edge into a node comes from; None where there is none."""
    heap = growth.arrivals[node]
    while heap:
        cost, source, copy = heapq.heappop(heap)
        if (above := _top(growth, source)) != node:
            growth.spent[node] = -cost
            growth.entering[node] = source, copy
            return above
    return None


def _joined(growth: Growth, circle: Sequence[int]) -> int:
    """The circle as a node of its own: what may enter any of its members enters it."""
    new = len(growth.arrivals)
    largest = max(circle, key=lambda node: len(growth.arrivals[node]))
    heap, spent = growth.arrivals[largest], growth.spent[largest]
    for node in circle:
        growth.outer[node] = growth.top[node] = new
        if node != largest:
            for cost, source, copy in growth.arrivals[node]:
                heapq.heappush(heap, (cost + growth.spent[node] - spent, source, copy))
            growth.arrivals[node] = []
    growth.arrivals[largest] = []
    growth.arrivals.append(heap)
    growth.spent.append(spent)
    growth.outer.append(None)
    growth.top.append(new)
    return new


def _opened(growth: Growth, count: int) -> dict[int, int]:
    """The edges chosen, the outermost circles opened first: each where the edge into it comes in."""
    first = {outer: node for node, outer in reversed(list(enumerate(growth.outer))) if outer is not None}
    for circle in range(len(growth.outer) - 1, count - 1, -1):
        entering = growth.entering.get(circle)
        if entering is None:
            growth.entering.pop(first[circle], None)
            continue
        node: int | None = entering[1]
        while node is not None and growth.outer[node] != circle:
            node = growth.outer[node]
        if node is not None:
            growth.entering[node] = entering
    return {copy: growth.entering[copy][0] for copy in range(count) if copy in growth.entering}
