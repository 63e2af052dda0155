from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.errors import InputError
from retell.family.arrays import U64
from retell.family.postings import ROW_BITS
from retell.family.shelf import Shelf

CEILING = 2
keys = st.lists(st.integers(0, 9), max_size=6)


def cut(numbers: list[int]) -> U64:
    """Keys that differ in the bits a shelf keeps."""
    return np.array(numbers, dtype=np.uint64) << np.uint64(ROW_BITS)


def counted(rows: dict[int, list[int]]) -> Counter[int]:
    return Counter(key for held in rows.values() for key in set(held))


@given(st.lists(keys, max_size=12), st.sets(st.integers(0, 11)), keys)
def test_a_shelf_says_what_counting_everything_anew_says(
    came: list[list[int]], gone: set[int], asked: list[int]
) -> None:
    shelf = Shelf(CEILING)
    for row, held in enumerate(came):
        shelf.put(row, cut(held))
    for row in sorted(gone):
        if row < len(came):
            shelf.drop(row, cut(came[row]))
    left = {row: held for row, held in enumerate(came) if row not in gone}
    counts = counted(left)
    for row, held in left.items():
        rare = sum(counts[key] <= CEILING for key in set(held))
        assert shelf.rare(np.array([row])).tolist() == [rare]
    wanted = [key for key in sorted(set(asked)) if counts[key] <= CEILING]
    found = shelf.sharing(cut(asked))
    assert found.own == len(wanted)
    assert found.documents.tolist() == [counts[key] for key in wanted]
    pairs = sorted(zip(found.rows.tolist(), (wanted[at] for at in found.places.tolist()), strict=True))
    assert pairs == sorted((row, key) for row, held in left.items() for key in set(held) if key in wanted)


def test_segments_stay_few_however_many_rows_come() -> None:
    shelf = Shelf(CEILING)
    for row in range(200):
        shelf.put(row, cut(list(range(row, row + 5))))
    assert len(shelf._segments) <= 10
    assert sum(len(each) for each in shelf._segments) == 1000


def test_keys_that_differ_only_where_the_row_stands_are_one() -> None:
    shelf = Shelf(CEILING)
    shelf.put(0, np.array([1 << ROW_BITS, (1 << ROW_BITS) + 5], dtype=np.uint64))
    assert shelf.rare(np.array([0])).tolist() == [1]
    assert shelf.sharing(np.array([(1 << ROW_BITS) + 9], dtype=np.uint64)).rows.tolist() == [0]


def test_more_rows_than_can_be_numbered_are_refused() -> None:
    with pytest.raises(InputError, match="R120"):
        Shelf(CEILING).put(1 << ROW_BITS, cut([1]))
