from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from retell.changes.readings.links.pairing import assigned


@given(st.lists(st.integers(0, 5)), st.lists(st.integers(0, 5)))
def test_nothing_is_paired_twice(lefts: list[int], rights: list[int]) -> None:
    found = assigned(lefts, rights, lambda one, two: float(one == two))
    assert len({i for i, _ in found}) == len(found) == len({j for _, j in found})
    assert all(lefts[i] == rights[j] for i, j in found)


def test_the_best_score_is_served_first() -> None:
    assert assigned([1, 2], [2], lambda one, two: 2.0 if one == two else 1.0) == [(1, 0)]


def test_a_score_of_nought_pairs_nothing() -> None:
    assert assigned([1], [2], lambda _one, _two: 0.0) == []
