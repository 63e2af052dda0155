"""One word in two spellings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.models.spelling import same_word


@pytest.mark.parametrize(
    "pair",
    """
    colour:color organise:organize travelled:traveled centre:center defence:defense programme:program
    catalogue:catalog encyclopaedia:encyclopedia towards:toward judgement:judgment kidnapped:kidnaped
    frontline:front-line email:e-mail tyre:tire labour:labor analyse:analyze fulfil:fulfill grey:gray
    manoeuvre:maneuver neighbours:neighbors whilst:while cheque:check Theatre:theater
    """.split(),
)
def test_two_spellings_are_one_word(pair: str) -> None:
    one, _, other = pair.partition(":")
    assert same_word(one, other)
    assert same_word(other, one)


@pytest.mark.parametrize(
    "pair",
    """
    four:for tour:tor scared:scarred planed:planned tonne:ton filling:filing promise:promize house:home
    tapped:taped hoping:hopping were:where ship:shop
    """.split(),
)
def test_two_words_stay_two(pair: str) -> None:
    one, _, other = pair.partition(":")
    assert not same_word(one, other)
    assert not same_word(other, one)


@given(st.text(max_size=15))
def test_a_word_is_itself(word: str) -> None:
    assert same_word(word, word)


@given(st.text(alphabet="abceorsuyz", max_size=10), st.text(alphabet="abceorsuyz", max_size=10))
def test_sameness_goes_both_ways(one: str, other: str) -> None:
    assert same_word(one, other) == same_word(other, one)


def test_a_digraph_that_opens_the_word_is_respelt_too() -> None:
    assert same_word("aesthetic", "esthetic")
    assert same_word("estrogen", "oestrogen")
    assert not same_word("aesthetic", "")
