"""Terms that news keeps apart, and the heat of words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.changes.readings.vocabulary.terms import heat, kept_apart, stands_for


@pytest.mark.parametrize(
    "pair",
    "charged:convicted revenue:profit nurse:surgeon murder:manslaughter refugee:tourist suspended:sacked "
    "import:export bishops:monks rifles:shotguns epidemic:pandemic".split(),
)
def test_terms_of_different_groups_are_kept_apart(pair: str) -> None:
    one, _, other = pair.partition(":")
    assert kept_apart(one, other)


@pytest.mark.parametrize(
    "pair", "lawyer:attorney ship:ferry sacked:fired quake:earthquake house:garden".split()
)
def test_terms_of_one_group_or_of_none_are_not(pair: str) -> None:
    one, _, other = pair.partition(":")
    assert not kept_apart(one, other)


def test_an_inflected_term_is_still_that_term() -> None:
    assert kept_apart("nurses", "surgeons")


@pytest.mark.parametrize(
    ("cool", "hot"),
    [("criticised", "slammed"), ("government", "regime"), ("fell", "plummeted"), ("died", "massacred")],
)
def test_a_hot_word_is_steps_above_a_cool_one(cool: str, hot: str) -> None:
    assert heat(cool, hot) >= 2
    assert heat(hot, cool) == -heat(cool, hot)


def test_words_of_no_common_scale_have_no_heat_between_them() -> None:
    assert heat("government", "slammed") == 0
    assert heat("spoon", "fork") == 0


WORDS = st.sampled_from(
    "charged convicted nurse slammed criticised regime government spoon died killed".split()
)


@given(WORDS, WORDS)
def test_keeping_apart_goes_both_ways(one: str, other: str) -> None:
    assert kept_apart(one, other) == kept_apart(other, one)


@given(WORDS)
def test_a_word_is_never_kept_apart_from_itself(word: str) -> None:
    assert not kept_apart(word, word)
    assert heat(word, word) == 0


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("laboratories", "labs"),
        ("exam", "examination"),
        ("spokeswomen", "representatives"),
        ("firm", "organisation"),
        ("managers", "chiefs"),
    ],
)
def test_what_is_cut_down_or_called_again_stands_for_the_same(left: str, right: str) -> None:
    assert stands_for(left, right)


@pytest.mark.parametrize(
    ("left", "right"), [("organisation", "firm"), ("chief", "manager"), ("laboratory", "exam"), ("", "")]
)
def test_what_says_more_than_its_like_does_not_stand_for_it(left: str, right: str) -> None:
    assert not stands_for(left, right)
