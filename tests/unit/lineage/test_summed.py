"""Probabilities over all trees, against a count of all of them."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retell.lineage.summed import Scores, summed


def every_tree(count: int) -> list[tuple[int, ...]]:
    """All trees of `count` documents, as the source of each; its own number for the root."""
    found = []
    for sources in itertools.product(range(count), repeat=count):
        if sum(at == source for at, source in enumerate(sources)) == 1 and all(
            _reaches(sources, at) for at in range(count)
        ):
            found.append(sources)
    return found


def _reaches(sources: tuple[int, ...], node: int) -> bool:
    for _ in sources:
        node = sources[node]
    return sources[node] == node


def counted(scores: Scores, roots: Scores) -> tuple[Scores, Scores, float]:
    """The slow twin of `summed`, for one family."""
    count = len(roots)
    edges, tops, total = np.zeros((count, count)), np.zeros(count), 0.0
    for sources in every_tree(count):
        steps = [(source, at) for at, source in enumerate(sources) if source != at]
        top = next(at for at, source in enumerate(sources) if source == at)
        weight = math.exp(roots[top] + sum(scores[step] for step in steps))
        total += weight
        tops[top] += weight
        for step in steps:
            edges[step] += weight
    return edges / total, tops / total, math.log(total)


@settings(deadline=None, max_examples=20)
@given(st.integers(2, 4), st.integers(0, 1000))
def test_the_sums_are_those_over_all_trees(count: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    scores, roots = chance.normal(size=(count, count)) * 3, chance.normal(size=count)
    np.fill_diagonal(scores, -np.inf)
    edges, tops, totals = summed(scores[None], roots[None])
    wanted = counted(scores, roots)
    np.testing.assert_allclose(edges[0], wanted[0], atol=1e-12)
    np.testing.assert_allclose(tops[0], wanted[1], atol=1e-12)
    assert totals[0] == pytest.approx(wanted[2])


def test_pairs_bound_to_each_other_and_hardly_to_the_rest_are_exact_too() -> None:
    scores = np.full((4, 4), -25.0)
    scores[0, 1] = scores[1, 0] = scores[2, 3] = scores[3, 2] = 20.0
    scores[1, 2] = -24.0
    np.fill_diagonal(scores, -np.inf)
    edges, tops, _ = summed(scores[None], np.zeros((1, 4)))
    wanted = counted(scores, np.zeros(4))
    np.testing.assert_allclose(edges[0], wanted[0], rtol=1e-9)
    np.testing.assert_allclose(edges[0].sum(axis=0) + tops[0], 1.0)


def test_families_are_summed_together_as_alone() -> None:
    chance = np.random.default_rng(7)
    scores, roots = chance.normal(size=(3, 5, 5)), chance.normal(size=(3, 5))
    scores[:, range(5), range(5)] = -np.inf
    together = summed(scores, roots)
    for at in range(3):
        alone = summed(scores[at : at + 1], roots[at : at + 1])
        np.testing.assert_allclose(together[0][at], alone[0][0])
        assert together[2][at] == pytest.approx(alone[2][0])


def test_an_edge_that_cannot_be_is_in_no_tree() -> None:
    scores = np.array([[-np.inf, 1.0, 0.0], [0.5, -np.inf, -np.inf], [0.0, 2.0, -np.inf]])
    edges, _, _ = summed(scores[None], np.zeros((1, 3)))
    assert edges[0, 1, 2] == 0.0
