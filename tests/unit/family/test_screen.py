from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.family.keys import U64
from retell.family.rarity import Rarity
from retell.family.screen import Holdings, Screened, screened
from retell.settings import FamilySettings

SETTINGS = FamilySettings()


def column(values: set[int]) -> U64:
    return np.array(sorted(values), dtype=np.uint64)


def holdings(documents: list[set[int]], power: int = 1) -> Holdings:
    columns = [column(each) for each in documents]
    return Holdings.of(columns, Rarity.of(columns), SETTINGS.unseen_documents, power)


def judged(words: list[set[int]], names: list[set[int]]) -> Screened:
    first, second = np.array(list(combinations(range(len(words)), 2)), dtype=np.int64).T
    return screened(holdings(words), holdings(names, 2), first, second, SETTINGS)


@given(st.lists(st.sets(st.integers(0, 12), max_size=6), min_size=2, max_size=7))
def test_what_is_shared_agrees_with_adding_it_up_word_by_word(documents: list[set[int]]) -> None:
    held = holdings(documents)
    pairs = list(combinations(range(len(documents)), 2))
    first, second = np.array(pairs, dtype=np.int64).T
    counts = Rarity.of(map(column, documents))
    slow = [
        float(counts.weights(column(documents[one] & documents[two]), SETTINGS.unseen_documents).sum())
        for one, two in pairs
    ]
    assert held.shared(first, second).tolist() == pytest.approx(slow)


def test_a_pair_that_shares_words_and_names_may_be_a_copy() -> None:
    seen = judged([set(range(40)), set(range(4, 44))], [{1, 2, 3}, {1, 2, 3}])
    assert (seen.copies.tolist(), seen.forms.tolist()) == ([True], [False])
    assert seen.likeness[0] == pytest.approx(0.9, abs=0.02)


def test_a_pair_that_shares_few_words_is_neither() -> None:
    seen = judged([set(range(40)), set(range(30, 70))], [{1}, {1}])
    assert (seen.copies.tolist(), seen.forms.tolist()) == ([False], [False])


def test_the_same_frame_with_other_names_and_figures_is_a_form() -> None:
    seen = judged([set(range(40)), set(range(4, 44))], [set(range(9)), set(range(20, 29))])
    assert (seen.copies.tolist(), seen.forms.tolist()) == ([False], [True])


def test_a_frame_in_many_documents_must_agree_in_more() -> None:
    names = [set(range(20)), set(range(17)) | {30, 31, 32}]
    others = [set(range(100 * n, 100 * n + 10)) for n in range(1, 12)]
    two = judged([set(range(40))] * 2, names)
    many = judged([set(range(40))] * 13, [*names, *others])
    assert (two.copies[0], many.copies[0]) == (True, False)


def test_texts_without_names_are_judged_by_their_words() -> None:
    assert judged([set(range(40))] * 2, [set(), set()]).copies.tolist() == [True]
