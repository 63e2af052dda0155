"""Causes, sequences and clauses that hang on others."""

from __future__ import annotations

import pytest

from retell.changes.readings.links.turns import turned
from retell.changes.readings.stance.causes import blamed, blames, hanging
from retell.text.tokens import tokens


def test_a_cause_is_named_with_its_noun() -> None:
    words = tokens("Buses stopped because of the strike.")
    at = blamed(words, range(len(words)))
    assert at is not None
    assert " ".join(words[i].text for i in at) == "because of the strike"


def test_a_word_that_names_no_cause_takes_no_tokens() -> None:
    assert blames(tokens("after the strike"), 0) == 0


@pytest.mark.parametrize("text", ["Prices fell after the vote.", "After the vote, prices fell."])
def test_what_hangs_on_what_is_read_in_either_order(text: str) -> None:
    found = hanging(tokens(text))
    assert found is not None
    assert found.hung == {"vote"}
    assert "price" in found.main


@pytest.mark.parametrize(
    "text", ["Prices fell.", "He left before noon and came after dark.", "It fell because of rain."]
)
def test_none_or_two_hanging_clauses_are_not_read(text: str) -> None:
    assert hanging(tokens(text)) is None


def test_small_words_turn_a_role_or_do_not() -> None:
    assert turned("to", "from") is not None
    assert turned("since", "before") is not None
    assert turned("in", "at") is None
