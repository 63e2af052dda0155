"""A weighed sum of figures."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retell.models.sums import MOST, Sums, loaded, packed

SMALL = Sums(mean=np.array([1.0, 0.0]), spread=np.array([2.0, 0.5]), weight=np.array([1.0, -1.0]), start=0.25)


def test_the_mean_is_worth_the_start() -> None:
    assert SMALL.log_odds(np.array([[1, 0]], dtype=np.float32)).tolist() == [0.25]


def test_a_standard_deviation_is_worth_its_weight() -> None:
    assert SMALL.log_odds(np.array([[3, 0], [1, 0.5]], dtype=np.float32)).tolist() == [1.25, -0.75]


def test_one_odd_figure_counts_only_so_far() -> None:
    assert SMALL.log_odds(np.array([[1e9, 0]], dtype=np.float32)).tolist() == [0.25 + MOST]


@given(st.lists(st.floats(-50, 50, width=32), min_size=2, max_size=2))
def test_what_the_figures_add_is_the_answer_less_the_start(row: list[float]) -> None:
    given_row = np.array(row, dtype=np.float32)
    assert abs(SMALL.start + SMALL.shares(given_row).sum() - SMALL.log_odds(given_row[None, :])[0]) < 1e-9


def test_no_rows_have_no_answers() -> None:
    assert SMALL.log_odds(np.zeros((0, 2), dtype=np.float32)).shape == (0,)


def test_a_sum_that_was_packed_is_loaded_again() -> None:
    row = np.array([[0.3, 0.7]], dtype=np.float32)
    assert loaded(packed(SMALL, "x"), "x").log_odds(row) == SMALL.log_odds(row)
