"""Modals with no verb behind them."""

from __future__ import annotations

import pytest

from retell.changes.readings.replaced.verbless import verbless
from retell.text.spans import Span
from retell.text.tokens import tokens


def _found(text: str) -> list[str]:
    words = tokens(text, Span(start=0, end=len(text)))
    return [text[words[place[0]].span.start : words[place[-1]].span.end] for place in verbless(words)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The club may enchantment the ban.", ["may enchantment"]),
        ("The club could not gratitude its keeper.", ["could not gratitude"]),
    ],
)
def test_a_noun_in_the_place_of_a_verb_is_found(text: str, found: list[str]) -> None:
    assert _found(text) == found


@pytest.mark.parametrize(
    "text",
    ["The club may appeal the ban.", "It opens in May enchantment or not.", "The club would also sign him."],
)
def test_a_verb_is_none(text: str) -> None:
    assert _found(text) == []


def test_no_words_have_no_faults() -> None:
    assert verbless(()) == ()
