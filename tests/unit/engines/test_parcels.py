"""Columns cut by where they go, and joined where they arrive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retell.family.arrays import I64

pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
parcels = pytest.importorskip("retell.engines.parcels")

NUMBERS = st.lists(st.integers(0, (1 << 40) - 1), max_size=60)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pile:
    """Two columns of one length."""

    numbers: I64
    names: Any


NOTHING = Pile(numbers=np.zeros(0, dtype=np.int64), names=np.zeros(0, dtype=object))


def pile(numbers: list[int]) -> Pile:
    names = np.array([*(f"n{each}" for each in numbers), None], dtype=object)[:-1]
    return Pile(numbers=np.array(numbers, dtype=np.int64), names=names)


@given(NUMBERS, st.integers(1, 7))
@settings(deadline=None)
def test_what_is_cut_arrives_whole_each_place_in_its_part(numbers: list[int], parts: int) -> None:
    held = pile(numbers)
    cut = parcels.parcels(held, parcels.parts_of_keys(held.numbers, parts), 3)
    assert set(cut["kind"].to_pylist()) <= {3}
    arrived: list[tuple[int, str]] = []
    for at, part in enumerate(cut["part"].to_pylist()):
        came = parcels.whole(parcels.unpacked([cut.slice(at, 1)]), NOTHING)
        assert set(parcels.parts_of_keys(came.numbers, parts).tolist()) == {part}
        arrived += zip(came.numbers.tolist(), came.names.tolist(), strict=True)
    assert sorted(arrived) == sorted(zip(numbers, held.names.tolist(), strict=True))


def test_values_of_several_sorts_are_told_apart_where_they_arrive() -> None:
    sent = parcels.packed(0, [1, 1, 1], [pile([4]), "another sort", pile([2])])
    assert sent.num_rows == 3
    assert parcels.whole(parcels.unpacked([sent]), NOTHING).numbers.tolist() == [4, 2]


def test_nothing_is_a_batch_without_rows() -> None:
    cut = parcels.parcels(NOTHING, np.zeros(0, dtype=np.int64))
    assert cut.num_rows == 0
    assert cut.schema.names == ["kind", "part", "made"]
    assert len(parcels.whole(parcels.unpacked([cut]), NOTHING).names) == 0


def test_a_part_gets_a_fair_share_of_keys_and_pairs() -> None:
    rows = np.arange(8000, dtype=np.int64)
    for parts in (parcels.parts_of_keys(rows, 8), parcels.parts_of_pairs(rows // 90, rows % 90, 8)):
        sizes = np.bincount(parts, minlength=8)
        assert sizes.min() > 800
        assert sizes.max() < 1200


def test_the_parts_of_rows_are_ranges_of_one_size() -> None:
    assert parcels.parts_of_rows(np.arange(10), 10, 4).tolist() == [0, 0, 0, 1, 1, 2, 2, 2, 3, 3]
    assert parcels.parts_of_rows(np.arange(0), 0, 4).tolist() == []
