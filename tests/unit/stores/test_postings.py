"""Segments of sorted keys: cut into blocks, found again, merged."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from retell.settings import ArchiveSettings
from retell.stores.postings import (
    Pairs,
    Sort,
    bits,
    blocks,
    buckets,
    ceiling,
    counted,
    cut,
    matching,
    mergeable,
    merged,
    place,
    rare,
    read,
    rowed,
    spread,
)

NOBODY = np.empty(0, dtype=np.int64)
KEYS = st.lists(st.integers(0, 2**64 - 1), max_size=30, unique=True)


def keys(*values: int) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    return np.array(sorted(values), dtype=np.uint64)


def held(pairs: Pairs) -> set[tuple[int, int]]:
    return set(zip(pairs.keys.tolist(), pairs.values.tolist(), strict=True))


@given(st.lists(KEYS, min_size=1, max_size=8))
def test_what_goes_into_blocks_comes_out_of_them(columns: list[list[int]]) -> None:
    pairs = rowed([keys(*column) for column in columns], range(len(columns)))
    again = read(block for _, block in blocks(pairs, len(pairs)))
    assert held(again) == held(pairs)
    assert (np.diff(again.keys.astype(object)) >= 0).all()


def test_the_block_that_may_hold_a_key_is_known() -> None:
    chance = np.random.default_rng(3)
    column = np.unique(chance.integers(0, 2**63, size=20_000, dtype=np.uint64))
    pairs = rowed([column], [7])
    made = dict(blocks(pairs, len(pairs)))
    assert len(made) > 20 and bits(len(pairs)) == 8
    for key in column[::997]:
        (bucket,) = buckets(spread(np.array([key])), len(pairs)).tolist()
        assert spread(np.array([key]))[0] in read([made[bucket]]).keys


@settings(max_examples=40)
@given(st.lists(st.lists(KEYS, min_size=1, max_size=5), min_size=2, max_size=4))
def test_merging_segments_is_making_one_of_all(parts: list[list[list[int]]]) -> None:
    runs: list[Pairs] = []
    columns: list[np.ndarray[tuple[int], np.dtype[np.uint64]]] = []
    for part in parts:
        start = len(columns)
        columns += [keys(*column) for column in part]
        runs.append(rowed(columns[start:], range(start, len(columns))))
    whole = rowed(columns, range(len(columns)))
    assert held(merged(runs, Sort.GRAMS, NOBODY, 1000)) == held(whole)


def test_merging_drops_rows_that_are_gone() -> None:
    pairs = rowed([keys(1, 2), keys(2, 3)], [10, 11])
    assert set(merged([pairs], Sort.BANDS, np.array([10]), 1000).values.tolist()) == {11}


def test_a_key_in_very_many_documents_is_cut_and_stays_stock() -> None:
    pairs = rowed([keys(5)] * 30, range(30))
    once = cut(pairs, NOBODY, 10)
    assert once.values.tolist() == list(range(10)) or len(once) == 10
    again = cut(once, np.arange(30), 10)
    assert len(again) == 10
    numbers, rows = matching(again, spread(keys(5)))
    assert rare(1, [(numbers, rows)], np.arange(30), 5).rare == 0


def test_rare_keys_are_counted_over_all_segments() -> None:
    parts = [rowed([keys(5, 6)] * 2, [0, 1]), rowed([keys(5)], [2])]
    asked = np.sort(spread(keys(5, 6)))
    found = [matching(part, asked) for part in parts]
    assert sorted(rare(2, found, NOBODY, 3).rows.tolist()) == [0, 0, 1, 1, 2]
    assert sorted(rare(2, found, NOBODY, 2).rows.tolist()) == [0, 1]
    assert sorted(rare(2, found, np.array([0]), 2).rows.tolist()) == [1, 1, 2]


def test_words_of_what_went_are_taken_back() -> None:
    words = [keys(1 << 50, 2 << 50), keys(2 << 50)]
    one, other = counted(words, [1, 1], 20), counted([words[0]], [-1], 20)
    both = merged([one, other], Sort.WORDS, NOBODY, 0)
    assert both.values.tolist() == [1]


def test_places_of_segments_and_sorts_do_not_overlap() -> None:
    ends = [(place(3, sort, 0), place(3, sort, 2**28 - 1)) for sort in Sort]
    assert all(end < start for (_, end), (start, _) in pairwise(ends))
    assert place(3, Sort.WORDS, 2**28 - 1) < place(4, Sort.BANDS, 0)
    assert place(2**31 - 1, Sort.WORDS, 2**28 - 1) < 2**63


@given(st.lists(st.integers(0, 10**7), max_size=30))
def test_merging_ends_with_few_segments(sizes: list[int]) -> None:
    held_, number = dict(enumerate(sizes)), len(sizes)
    while due := mergeable(held_, 4, 10**9):
        assert len(due) > 1
        assert due == sorted(held_)[-len(due) :]
        total = sum(held_.pop(each) for each in due)
        held_[number] = total
        number += 1
    left = [size for _, size in sorted(held_.items())]
    assert sum(size < 4096 for size in left) < 4
    assert len(left) <= 30


def test_every_sort_has_its_ceiling() -> None:
    assert [ceiling(sort, ArchiveSettings()) for sort in (Sort.BANDS, Sort.GRAMS, Sort.COMBINATIONS)] == [
        256,
        128,
        24,
    ]
