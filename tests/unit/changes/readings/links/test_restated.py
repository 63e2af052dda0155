from __future__ import annotations

import pytest

from retell.changes.readings.links.restated import (
    is_head_taken_in,
    is_of_family,
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
