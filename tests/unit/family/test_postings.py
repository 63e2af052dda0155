from __future__ import annotations

from collections import Counter
from itertools import combinations
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retell.family import postings
from retell.family.arrays import U64
from retell.family.columns import Column
from retell.family.keys import mixed
from retell.family.postings import PlainLoops, Posting, pack, ranges_of, unpack
from retell.settings import FamilySettings

documents = st.lists(st.sets(st.integers(0, 12), max_size=6), max_size=8)


def column(rows: list[set[int]]) -> Column:
    return Column.of([spread(row) for row in rows])


def spread(row: set[int]) -> U64:
    """Small numbers where the bits that are kept of a key are."""
    return np.array(sorted(row), dtype=np.uint64) << np.uint64(24)


@given(documents)
def test_pairs_agree_with_counting_them_one_by_one(rows: list[set[int]]) -> None:
    common = Counter(key for row in rows for key in row)
    rare = [{key for key in row if common[key] <= 3} for row in rows]
    slow = {
        (one, two): len(rare[one] & rare[two])
        for one, two in combinations(range(len(rows)), 2)
        if rare[one] & rare[two]
    }
    posting = Posting.of(column(rows), 3)
    loops = PlainLoops()
    ((packed, counts),) = loops.shared(loops.runs(posting), len(rows), 1, lambda *each: each)
    first, second = unpack(packed)
    assert dict(zip(zip(first.tolist(), second.tolist(), strict=True), counts.tolist(), strict=True)) == slow
    assert posting.rare(len(rows)).tolist() == [len(row) for row in rare]
    assert posting.dropped() == sum(count > 3 for count in common.values())


@given(documents, st.sets(st.integers(0, 12)))
def test_what_one_shares_is_found_as_often_as_it_does(rows: list[set[int]], asked: set[int]) -> None:
    common = Counter(key for row in rows for key in row)
    rare = {key for key in asked if common[key] <= 3}
    found, count = Posting.of(column(rows), 3).sharing(spread(asked))
    assert Counter(found.tolist()) == Counter(
        {at: len(row & rare) for at, row in enumerate(rows) if row & rare}
    )
    assert count == len(rare)


def test_a_key_that_a_text_repeats_counts_once() -> None:
    twice = Column.of([np.array([5 << 24, 5 << 24], dtype=np.uint64), spread({5})])
    loops = PlainLoops()
    ((packed, counts),) = loops.shared(loops.runs(Posting.of(twice, 2)), 2, 1, lambda *each: each)
    assert (len(packed), counts.tolist()) == (1, [1])


def test_the_last_row_of_a_key_is_marked_and_keys_of_one_row_say_nothing() -> None:
    held = column([{1, 2, 3}, {2, 3}, {3}, {2}, {3}])
    assert PlainLoops().runs(Posting.of(held, 3)).tolist() == [0, 1, ~3]
    assert PlainLoops().runs(Posting.of(held, 4)).tolist() == [0, 1, ~3, 0, 1, 2, ~4]


def test_packing_goes_both_ways() -> None:
    one, two = np.array([0, 3]), np.array([5, 2**31])
    first, second = unpack(pack(one, two))
    assert (first.tolist(), second.tolist()) == (one.tolist(), two.tolist())


@given(documents, st.integers(1, 5), st.lists(st.booleans(), min_size=8, max_size=8))
def test_ranges_of_keys_are_together_all_keys_of_the_rows_asked_for(
    rows: list[set[int]], count: int, asked: list[bool]
) -> None:
    spread_out = Column.of([np.sort(mixed(spread(row))) for row in rows])
    kept = np.array(asked[: len(rows)], dtype=bool)
    with patch.object(postings, "_AT_ONCE", 4):
        memory = max(1, len(spread_out.keys) * 24 * 4 // count)
        ranges = ranges_of(spread_out, FamilySettings(key_memory=memory))
    parts = [Posting.of(spread_out, 3, which, kept).packed for which in ranges]
    lone = Column.of(
        [np.sort(mixed(spread(row if keep else set()))) for row, keep in zip(rows, kept, strict=True)]
    )
    assert np.concatenate(parts).tolist() == Posting.of(lone, 3).packed.tolist()


def test_ranges_are_of_like_size_however_keys_crowd() -> None:
    crowded = Column.of([mixed(np.arange(1 << 12, dtype=np.uint64)) >> np.uint64(3)])
    with patch.object(postings, "_AT_ONCE", 1 << 10):
        ranges = ranges_of(crowded, FamilySettings(key_memory=(1 << 12) * 24))
    sizes = [len(Posting.of(crowded, 3, which).packed) for which in ranges]
    assert len(ranges) == 4
    assert max(sizes) < 1.2 * min(sizes)


@given(documents, st.sets(st.integers(0, 12)))
def test_only_keys_on_wanted_places_are_joined(rows: list[set[int]], wanted: set[int]) -> None:
    places = np.zeros(postings.KEY_PLACES, dtype=bool)
    held = Column.of([mixed(spread(row)) for row in rows])
    places[postings.places(mixed(spread(wanted)))] = True
    some = Column.of([mixed(spread(row & wanted)) for row in rows])
    found = Posting.of(held, 3, wanted=places).packed.tolist()
    assert set(Posting.of(some, 3).packed.tolist()) <= set(found) <= set(Posting.of(held, 3).packed.tolist())
    assert len(found) == sum(bool(places[postings.places(each)].any()) for each in _each(held))


def _each(held: Column) -> list[U64]:
    """The distinct keys of each row, one by one."""
    rows = [np.unique(each) for each in np.split(held.keys, held.ends[:-1])] if len(held.ends) else []
    return [row[at : at + 1] for row in rows for at in range(len(row))]


@settings(deadline=None)
@given(documents)
def test_compiled_loops_find_the_same_keys_rare(rows: list[set[int]]) -> None:
    loops = pytest.importorskip("retell.family.kernels.loops", reason="numba is not installed")
    posting = Posting.of(column(rows), 3)
    (one, dropped), (two, common) = (
        each.rare(posting, len(rows)) for each in (PlainLoops(), loops.CompiledLoops(1))
    )
    assert (one.tolist(), dropped) == (two.tolist(), common)
