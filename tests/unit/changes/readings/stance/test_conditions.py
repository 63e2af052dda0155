"""Conditions and open questions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.changes.readings.stance.conditions import (
    conditions,
    leaves_open,
    open_questions,
    still_conditional,
)
from retell.text.tokens import tokens


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("If the wind drops, the boat sails.", "If the wind drops"),
        ("The boat sails unless the wind rises.", "unless the wind rises"),
        ("It was sold, subject to a survey, in May.", "subject to a survey"),
        ("They may stay provided that they pay.", "provided that they pay"),
    ],
)
def test_a_condition_is_read_to_the_end_of_its_clause(text: str, condition: str) -> None:
    words = tokens(text)
    assert [" ".join(words[at].text for at in one.at) for one in conditions(words)] == [condition]


@pytest.mark.parametrize(
    "text",
    ["She asked if he knew.", "Few, if any, came.", "He looks as if he slept.", "They find out if it works."],
)
def test_other_uses_of_if_are_no_conditions(text: str) -> None:
    assert list(conditions(tokens(text))) == []


def test_whether_leaves_a_question_open() -> None:
    words = tokens("They ask whether he knew.")
    assert [words[at].text for at in open_questions(words)] == ["whether"]


def test_a_question_is_left_open_by_a_word_of_its_own() -> None:
    assert leaves_open(tokens("It is unclear."), tokens("They ask whether he knew."))
    assert not leaves_open(tokens("He knew."), tokens("They ask whether he knew."))


def test_a_word_of_condition_is_enough_to_be_conditional() -> None:
    assert still_conditional(tokens("It sails when the wind drops."), tokens("It sails."))
    assert not still_conditional(tokens("It sails."), tokens("It sails."))


def test_a_time_told_on_both_sides_is_no_condition() -> None:
    left = tokens("It sails until June if the wind drops.")
    assert not still_conditional(tokens("It sails until June."), left)


@given(st.text())
def test_odd_text_has_conditions_within_it(text: str) -> None:
    words = tokens(text)
    assert all(one.at.stop <= len(words) for one in conditions(words))
