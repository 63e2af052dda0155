from __future__ import annotations

import pytest

from retell.changes.readings.links.restated import (
    is_any_body,
    is_credited,
    is_head_taken_in,
    is_of_family,
    is_of_phrase,
    is_of_post,
    is_said_by,
    measures,
    opens_relative,
    spells_name,
)
from retell.text.tokens import Token, tokens


def at(words: tuple[Token, ...], word: str) -> int:
    return next(number for number, token in enumerate(words) if token.key == word)


def test_initials_in_brackets_are_the_name_before_them() -> None:
    words = tokens("The Harbour Pilots Board (HPB) met.")
    assert spells_name(words, at(words, "hpb"))
    other = tokens("The Harbour Pilots Board (RTX) met.")
    assert not spells_name(other, at(other, "rtx"))
    bare = tokens("The Harbour Pilots Board HPB met.")
    assert not spells_name(bare, at(bare, "hpb"))


@pytest.mark.parametrize(
    ("text", "noun", "other"),
    [
        ("a consulting company in Dorna", "company", "a consultancy in Dorna"),
        ("the electrical workers came", "workers", "the electricians came"),
    ],
)
def test_a_head_goes_with_the_word_that_became_the_noun(text: str, noun: str, other: str) -> None:
    words = tokens(text)
    assert is_head_taken_in(words, at(words, noun), tokens(other))


def test_a_head_whose_word_is_gone_is_missing() -> None:
    words = tokens("a consulting company in Dorna")
    assert not is_head_taken_in(words, at(words, "company"), tokens("a bakery in Dorna"))


def test_a_relative_clause_is_told_as_a_noun_phrase() -> None:
    words = tokens("Ada Brun, who teaches geology in Dorna")
    assert opens_relative(words, at(words, "teaches"), tokens("geology expert Ada Brun of Dorna"))
    assert not opens_relative(words, at(words, "teaches"), tokens("Ada Brun of Dorna"))


def test_what_a_figure_is_a_figure_of_needs_no_word() -> None:
    words = tokens("The price of flour in the old town has gone from 70 to 95 crowns.")
    assert measures(words, at(words, "price"))
    bare = tokens("The price of victory was clear.")
    assert not measures(bare, at(bare, "price"))


def test_a_measure_is_said_by_another_word() -> None:
    assert is_said_by("solely", tokens("It is only for children"))
    assert not is_said_by("solely", tokens("It is for children"))


def test_parents_and_children_are_one_family() -> None:
    assert is_of_family("father")
    assert is_of_family("daughters")
    assert not is_of_family("uncle")


def test_who_leads_is_told_by_another_word() -> None:
    words = tokens("the managing director, Ada Brun")
    assert is_of_post(words, at(words, "director"), tokens("the boss, Ada Brun"))
    assert not is_of_post(words, at(words, "director"), tokens("the clerk, Ada Brun"))


@pytest.mark.parametrize(
    ("text", "word", "other"),
    [
        ("She stopped short of blaming the firm.", "short", "She is not blaming the firm."),
        ("a town on the other side of the bay", "side", "a town across the bay"),
    ],
)
def test_a_small_word_stands_for_a_phrase(text: str, word: str, other: str) -> None:
    words = tokens(text)
    assert is_of_phrase(words, at(words, word), tokens(other))
    assert not is_of_phrase(words, at(words, word), tokens("a firm by the bay"))


def test_a_word_for_any_body_adds_nothing_to_the_noun_before_it() -> None:
    words = tokens("of the brokerage firm Orvel")
    assert is_any_body(words, at(words, "firm"), tokens("of the brokerage Orvel"))
    assert not is_any_body(words, at(words, "firm"), tokens("of Orvel"))


def test_who_took_a_picture_is_credited() -> None:
    words = tokens("A man by a boat. (Coast Press/Ada Brun)")
    assert is_credited(words, at(words, "ada"))
    assert is_credited(words, at(words, "brun"))
    assert not is_credited(words, at(words, "boat"))
