"""Boosted trees as tables."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retell.models.trees import Trees, loaded, packed

SMALL = Trees(
    figure=np.array([[0, 0, 0], [1, 0, 0]], dtype=np.int16),
    at_most=np.array([[2.0, 0.0, 0.0], [0.5, 0.0, 0.0]], dtype=np.float32),
    left=np.array([[1, 1, 2], [1, 1, 2]], dtype=np.int16),
    right=np.array([[2, 1, 2], [2, 1, 2]], dtype=np.int16),
    value=np.array([[0.0, -1.0, 1.0], [0.25, 0.0, 0.5]], dtype=np.float32),
    start=0.1,
    depth=1,
)


def slowly(trees: Trees, row: list[float]) -> float:
    """The answer by walking each tree by hand."""
    total = trees.start
    for tree in range(len(trees.figure)):
        node = 0
        for _ in range(trees.depth):
            goes_left = np.float32(row[trees.figure[tree, node]]) <= trees.at_most[tree, node]
            node = int((trees.left if goes_left else trees.right)[tree, node])
        total += float(trees.value[tree, node])
    return total


@given(st.lists(st.floats(-5, 5, width=32), min_size=2, max_size=2))
def test_the_table_says_what_walking_the_trees_says(row: list[float]) -> None:
    said = SMALL.log_odds(np.array([row], dtype=np.float32))
    assert abs(float(said[0]) - slowly(SMALL, row)) < 1e-6


def test_many_rows_are_answered_as_each_alone() -> None:
    table = np.array([[1, 0], [3, 0], [1, 1], [3, 1]], dtype=np.float32)
    alone = [float(SMALL.log_odds(row[None, :])[0]) for row in table]
    assert SMALL.log_odds(table).tolist() == alone


def test_no_rows_have_no_answers() -> None:
    assert SMALL.log_odds(np.zeros((0, 2), dtype=np.float32)).shape == (0,)


def test_what_the_figures_add_is_the_way_from_the_roots_to_the_leaves() -> None:
    row = np.array([3, 1], dtype=np.float32)
    roots = float(SMALL.value[:, 0].sum())
    assert (
        abs(SMALL.start + roots + SMALL.shares(row[None, :]).sum() - float(SMALL.log_odds(row[None, :])[0]))
        < 1e-6
    )


def test_a_figure_no_tree_splits_on_adds_nothing() -> None:
    assert SMALL.shares(np.array([[3, 1, 9]], dtype=np.float32))[0, 2] == 0


def test_trees_that_were_packed_are_loaded_again() -> None:
    again = loaded(packed(SMALL, "harm"), "harm")
    row = np.array([[1.0, 0.2]], dtype=np.float32)
    assert again.log_odds(row) == SMALL.log_odds(row)
