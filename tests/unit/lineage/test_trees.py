"""Probabilities over all trees, and the best tree, against slow twins."""

from __future__ import annotations

import math
from itertools import product

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retell.lineage.trees import Scores, best_tree, marginals


def every_tree(count: int) -> list[tuple[int, ...]]:
    """All rooted trees over a few documents: the source of each, -1 for the root."""
    found = []
    for sources in product(range(-1, count), repeat=count):
        if sources.count(-1) == 1 and all(reaches_top(node, sources) for node in range(count)):
            found.append(sources)
    return found


def reaches_top(node: int, sources: tuple[int, ...]) -> bool:
    for _ in range(len(sources) + 1):
        if node == -1:
            return True
        node = sources[node]
    return False


def by_counting(scores: Scores, roots: Scores) -> tuple[Scores, Scores, float]:
    """The same by going through all trees."""
    count = len(roots)
    edges, tops, total = np.zeros((count, count)), np.zeros(count), 0.0
    for sources in every_tree(count):
        worth = math.exp(
            sum(roots[copy] if source < 0 else scores[source, copy] for copy, source in enumerate(sources))
        )
        total += worth
        for copy, source in enumerate(sources):
            if source < 0:
                tops[copy] += worth
            else:
                edges[source, copy] += worth
    return edges / total, tops / total, math.log(total)


@pytest.mark.parametrize("count", [2, 3, 4])
def test_the_matrix_gives_what_counting_all_trees_gives(count: int) -> None:
    chance = np.random.default_rng(count)
    scores, roots = chance.normal(size=(count, count)) * 2, chance.normal(size=count)
    edges, tops, total = by_counting(scores, roots)
    found = marginals(scores, roots)
    np.testing.assert_allclose(found.edges, edges, atol=1e-9)
    np.testing.assert_allclose(found.roots, tops, atol=1e-9)
    assert found.total == pytest.approx(total)


def test_one_document_alone_is_its_own_root() -> None:
    assert marginals(np.zeros((1, 1)), np.array([3.0])).roots.tolist() == [1.0]


def test_an_edge_that_cannot_be_has_no_probability() -> None:
    scores = np.zeros((3, 3))
    scores[0, 1] = -np.inf
    found = marginals(scores, np.zeros(3))
    assert found.edges[0, 1] == 0
    assert found.edges.sum(axis=0) + found.roots == pytest.approx(np.ones(3))


@settings(deadline=None, max_examples=40)
@given(st.integers(2, 7), st.integers(0, 10_000))
def test_every_document_has_a_source_or_is_the_root(count: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    found = marginals(chance.normal(size=(count, count)) * 8, chance.normal(size=count) * 8)
    assert found.edges.sum(axis=0) + found.roots == pytest.approx(np.ones(count), abs=1e-5)
    assert found.roots.sum() == pytest.approx(1, abs=1e-5)


@settings(deadline=None, max_examples=60)
@given(st.integers(2, 8), st.integers(0, 10_000))
def test_the_best_tree_is_as_good_as_that_of_networkx(count: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    edges = {(a, b): float(chance.normal()) for a in range(count) for b in range(1, count) if a != b}
    graph = nx.DiGraph()
    for (source, copy), gain in edges.items():
        graph.add_edge(source, copy, weight=gain)
    twin = sum(edges[edge] for edge in nx.maximum_spanning_arborescence(graph).edges)
    found = best_tree(edges, count, 0)
    assert sorted(found) == list(range(1, count))
    assert sum(edges[source, copy] for copy, source in found.items()) == pytest.approx(twin)


def test_a_document_that_no_edge_reaches_has_no_source() -> None:
    assert best_tree({(0, 1): 1.0}, 3, 0) == {1: 0}


def test_equal_edges_are_decided_by_number() -> None:
    assert best_tree({(0, 1): 1.0, (0, 2): 1.0, (1, 2): 1.0, (2, 1): 1.0}, 3, 0) == {1: 0, 2: 0}


def test_a_tree_of_thousands_is_found_without_running_out_of_depth() -> None:
    edges = {(0, 1): 0.5} | {edge: 0.9 for at in range(1, 1100) for edge in ((at, at + 1), (at + 1, at))}
    found = best_tree(edges, 1101, 0)
    assert found == {1: 0} | {at + 1: at for at in range(1, 1100)}
