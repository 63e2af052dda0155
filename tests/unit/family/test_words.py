from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.family.words import (
    bounds,
    content_words,
    figure_hash,
    function_hashes,
    key_words,
    particulars,
    unspaced,
    word_hash,
    word_hashes,
)


def names(*words: str) -> set[int]:
    return {word_hash(word) for word in words}


@given(st.sets(st.text("abcdefgh", min_size=1, max_size=30), max_size=60))
def test_words_hash_apart(words: set[str]) -> None:
    assert len({word_hash(word) for word in words}) == len(words)


def test_a_hash_is_the_same_everywhere() -> None:
    assert word_hash("ferry") == 0x46143463BD516E3
    assert word_hash("a word of more than sixteen bytes") == 0x6B5CEC4FC0E6B193
    assert word_hashes(["ferry", "ferry"]).tolist() == [word_hash("ferry")] * 2


def test_a_name_has_a_capital_inside_a_sentence() -> None:
    found = set(particulars("The ferry Maren sank. Captain Brandvold, of Tarvik: Quill").tolist())
    assert found == names("maren", "brandvold", "tarvik", "quill")


def test_a_word_in_small_letters_elsewhere_is_no_name() -> None:
    assert particulars("the Ferry sank; the ferry was old").tolist() == []


def test_names_in_other_alphabets_are_names() -> None:
    assert set(particulars("В городе Тарвик утонул паром").tolist()) == names("тарвик")
    assert set(particulars("he met Élodie there").tolist()) == names("elodie")


def test_the_middle_of_a_word_is_no_name() -> None:
    assert particulars("an iPhone and an eBook").tolist() == []


@pytest.mark.parametrize(("one", "two"), [("1,234", "1234"), ("12.50", "12.50")])
def test_commas_in_a_figure_say_nothing(one: str, two: str) -> None:
    assert figure_hash(one) == figure_hash(two)
    assert particulars(f"it cost {one}").tolist() == particulars(f"it cost {two}").tolist()


def test_a_point_in_a_figure_says_something() -> None:
    assert figure_hash("1.5") != figure_hash("15")


def test_words_without_news_are_no_content() -> None:
    assert content_words("the ferry and the crew").tolist() == sorted(names("ferry", "crew"))
    assert np.array_equal(function_hashes(), np.sort(function_hashes()))


def test_single_characters_of_unspaced_scripts_are_known() -> None:
    assert unspaced(["渡", "a", "ab", "ไ", "м"]).tolist() == [True, False, False, True, False]


def test_bounds_are_those_of_the_words() -> None:
    assert [("ab, c9"[start:end]) for start, end in bounds("ab, c9")] == key_words("ab, c9")
