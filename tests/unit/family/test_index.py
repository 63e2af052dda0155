from __future__ import annotations

from collections import Counter
from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retell.family.index import KeyIndex, MemoryIndex, Posting, pack, unpack
from retell.family.keys import U64, Keys
from retell.settings import FamilySettings

SMALL = FamilySettings(gram_ceiling=3, combination_ceiling=3, band_ceiling=3)


def column(values: set[int] | list[int]) -> U64:
    return np.array(sorted(values), dtype=np.uint64)


def keys(grams: set[int], *, bands: set[int] | None = None, combined: set[int] | None = None) -> Keys:
    return Keys(
        text=1,
        words=50,
        bands=column(bands or set()),
        grams=column(grams),
        combinations=column(combined or set()),
        vocabulary=column(set()),
        particulars=column(set()),
    )


columns = st.lists(st.sets(st.integers(0, 12), max_size=6), max_size=8)


@given(columns)
def test_pairs_agree_with_counting_them_one_by_one(documents: list[set[int]]) -> None:
    common = Counter(key for document in documents for key in document)
    rare = [{key for key in document if common[key] <= 3} for document in documents]
    slow = {
        (one, two): len(rare[one] & rare[two])
        for one, two in combinations(range(len(documents)), 2)
        if rare[one] & rare[two]
    }
    posting = Posting.of(map(column, documents), 3)
    packed, counts = posting.pairs(at_once=4)
    first, second = unpack(packed)
    assert dict(zip(zip(first.tolist(), second.tolist(), strict=True), counts.tolist(), strict=True)) == slow
    assert posting.rare(len(documents)).tolist() == [len(document) for document in rare]
    assert posting.dropped() == sum(count > 3 for count in common.values())


@given(st.lists(st.tuples(*[st.sets(st.integers(0, 9), max_size=6)] * 3), max_size=7))
def test_asking_one_by_one_gives_what_the_join_gives(documents: list[tuple[set[int], ...]]) -> None:
    index = MemoryIndex(SMALL)
    held = {f"d{n}": keys(d[0], bands=d[1], combined=d[2]) for n, d in enumerate(documents)}
    for id, each in held.items():
        index.add(id, each)
    asked = {
        (*sorted((id, other.id)), other.strength)
        for id, each in held.items()
        for other in index.neighbours(each)
        if other.id != id
    }
    assert asked == set(index.candidates())


@given(st.permutations(range(6)))
def test_the_order_in_which_documents_come_does_not_matter(order: list[int]) -> None:
    index, other = MemoryIndex(SMALL), MemoryIndex(SMALL)
    documents = [keys({n, n + 1, n + 2, n // 2}) for n in range(6)]
    for n in range(6):
        index.add(f"d{n}", documents[n])
    for n in order:
        other.add(f"d{n}", documents[n])
    assert index.candidates() == other.candidates()


def test_a_key_in_too_many_documents_is_dropped_and_counted() -> None:
    index = MemoryIndex(SMALL)
    for number in range(4):
        index.add(f"d{number}", keys({1, 2, 100 + number}))
    assert index.candidates() == ()
    assert index.dropped() == 2


def test_two_shared_grams_make_candidates_and_one_does_not() -> None:
    index = MemoryIndex(FamilySettings())
    index.add("a", keys({1, 2, 3, 4}))
    index.add("b", keys({3, 4, 5, 6}))
    index.add("c", keys({6, 7, 8, 9}))
    assert [pair[:2] for pair in index.candidates()] == [("a", "b")]


def test_a_document_added_again_replaces_itself() -> None:
    index: KeyIndex = MemoryIndex(FamilySettings())
    index.add("a", keys({1, 2, 3}))
    index.add("a", keys({7, 8, 9}))
    assert index.neighbours(keys({1, 2, 3})) == ()
    assert [each.id for each in index.neighbours(keys({7, 8, 9}))] == ["a"]


def test_neighbours_come_strongest_first_with_what_they_share() -> None:
    index = MemoryIndex(FamilySettings())
    index.add("far", keys({1, 2, 30, 40}))
    index.add("near", keys({1, 2, 3, 50}))
    found = index.neighbours(keys({1, 2, 3, 4}))
    assert [(each.id, each.grams) for each in found] == [("near", 3), ("far", 2)]


def test_an_empty_index_has_no_neighbours() -> None:
    index = MemoryIndex(FamilySettings())
    assert index.candidates() == ()
    assert index.neighbours(keys({1})) == ()


def test_packing_goes_both_ways() -> None:
    one, two = np.array([0, 3]), np.array([5, 2**31])
    first, second = unpack(pack(one, two))
    assert (first.tolist(), second.tolist()) == (one.tolist(), two.tolist())
