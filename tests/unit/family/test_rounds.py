from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retell.family.rounds import wanted

pairs = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 6), st.booleans()).filter(lambda pair: pair[0] < pair[1])
)


def asked(rows: list[tuple[int, int, bool]], each: int) -> list[bool]:
    one, two, whole = (
        (np.array(side) for side in zip(*rows, strict=True)) if rows else (np.empty(0, int),) * 3
    )
    found: list[bool] = wanted(one, two, whole.astype(bool), each).tolist()
    return found


def test_versions_of_one_text_are_not_all_told() -> None:
    rows = [(one, two, True) for one, two in combinations(range(10), 2)]
    assert sum(asked(rows, 1)) < 20


def test_where_nothing_is_whole_every_pair_is_told() -> None:
    assert all(asked([(one, two, False) for one, two in combinations(range(6), 2)], 1))


@given(pairs)
def test_what_is_wanted_ties_whatever_all_pairs_tie(rows: list[tuple[int, int, bool]]) -> None:
    kept = [row for row, told in zip(rows, asked(rows, 2), strict=True) if told]
    assert groups(kept) == groups(rows)


def groups(rows: list[tuple[int, int, bool]]) -> set[frozenset[int]]:
    found = [frozenset([row]) for row in range(7)]
    for one, two, whole in rows:
        if whole:
            joined = frozenset().union(*(group for group in found if {one, two} & group))
            found = [group for group in found if not group & joined] + [joined]
    return set(found)
