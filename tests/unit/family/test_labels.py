from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retell.family.labels import sorted_families


def test_families_and_their_members_are_in_order() -> None:
    assert sorted_families(np.array([4, 2, 4, 9, 2]), ["z", "c", "a", "q", "b"]) == (("a", "z"), ("b", "c"))


def test_no_names_make_no_families() -> None:
    assert sorted_families(np.zeros(0, dtype=np.int64), []) == ()


@given(st.lists(st.integers(0, 4)))
def test_the_order_of_the_rows_changes_nothing(labels: list[int]) -> None:
    rows = [(label, f"n{at}") for at, label in enumerate(labels)]
    turned = rows[::-1]
    one, two = (
        sorted_families(np.array([label for label, _ in each], dtype=np.int64), [name for _, name in each])
        for each in (rows, turned)
    )
    assert one == two
    assert sum(map(len, one)) == sum(labels.count(label) > 1 for label in labels)
