"""The best tree of many documents, against the one found level by level."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retell.lineage.grown import grown_tree
from retell.lineage.trees import best_tree

Edges = dict[tuple[int, int], float]


def some_edges(count: int, seed: int, share: float = 1.0) -> Edges:
    """Random gains; `share` of the edges are there, and those from the first document always."""
    chance = np.random.default_rng(seed)
    return {
        (source, copy): float(chance.random())
        for source in range(count)
        for copy in range(1, count)
        if source != copy and (source == 0 or chance.random() < share)
    }


def runs_up(tree: dict[int, int], node: int) -> bool:
    """Whether the way up from a node ends."""
    for _ in range(len(tree) + 1):
        if node not in tree:
            return True
        node = tree[node]
    return False


@given(st.integers(2, 24), st.integers(0, 2**32 - 1), st.sampled_from([0.1, 0.3, 1.0]))
@settings(deadline=None, max_examples=150)
def test_it_is_the_tree_found_level_by_level(count: int, seed: int, share: float) -> None:
    edges = some_edges(count, seed, share)
    assert grown_tree(edges, count, 0) == best_tree(edges, count, 0)


@given(st.integers(2, 12), st.integers(0, 2**32 - 1))
@settings(deadline=None)
def test_where_gains_are_equal_it_is_as_good_a_tree(count: int, seed: int) -> None:
    edges = {edge: round(gain * 3) / 2 for edge, gain in some_edges(count, seed).items()}
    found, other = grown_tree(edges, count, 0), best_tree(edges, count, 0)
    assert len(found) == count - 1 and all(runs_up(found, node) for node in found)
    gained = [sum(edges[source, copy] for copy, source in tree.items()) for tree in (found, other)]
    assert gained[0] == pytest.approx(gained[1])


def test_the_order_of_the_edges_does_not_matter() -> None:
    edges = {edge: round(gain * 2) / 2 for edge, gain in some_edges(30, 7).items()}
    turned = dict(reversed(list(edges.items())))
    assert grown_tree(edges, 30, 0) == grown_tree(turned, 30, 0)


def test_a_document_that_none_reaches_has_no_source() -> None:
    assert grown_tree({(0, 1): 1.0}, 3, 0) == {1: 0}


def test_a_circle_that_none_reaches_is_opened() -> None:
    tree = grown_tree({(0, 1): 1.0, (2, 3): 1.0, (3, 2): 1.0, (3, 4): 0.5}, 5, 0)
    assert tree == {1: 0, 3: 2, 4: 3}


def test_a_circle_of_a_thousand_takes_no_depth() -> None:
    count = 1000
    edges = {(node, node % (count - 1) + 1): 1.0 for node in range(1, count)} | {(0, 500): 0.1}
    edges |= {(node % (count - 1) + 1, node): 0.9 for node in range(1, count)}
    tree = grown_tree(edges, count, 0)
    assert tree == best_tree(edges, count, 0)
    assert tree[500] == 0
