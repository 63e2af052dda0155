"""Quoted speech of two documents, matched."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.changes.readings.speech.quoted import matching, same_form, words
from retell.changes.view import View
from retell.text.spans import Span

Seen = Callable[..., View]


def said(text: str) -> list[str]:
    return [token.text for token in words(text, Span(start=0, end=len(text)))]


@pytest.mark.parametrize(
    ("printed", "heard"),
    [
        ("It isn’t ready.", ["it", "is", "not", "ready"]),
        ("Um, 12 boats", ["twelve", "boats"]),
        ("We’re gonna win", ["we", "are", "going", "to", "win"]),
        ("1,204 tonnes", ["1204", "tonnes"]),
        ("half & half", ["half", "and", "half"]),
    ],
)
def test_words_are_heard_without_their_print(printed: str, heard: list[str]) -> None:
    assert said(printed) == heard


def test_a_quotation_is_found_again_though_it_moved(seen: Seen) -> None:
    view = seen(
        ["“The harbour wall is crumbling,” said Olsen.", "Boats were moved."],
        ["Boats were moved.", "Olsen said: “The harbour wall is crumbling.”"],
        [(1, 0)],
    )
    found = matching(view)
    assert [(len(one.left), len(one.right)) for one in found.matches] == [(1, 1)]
    assert found.only_left == found.only_right == ()


def test_a_quotation_split_in_two_is_one_match(seen: Seen) -> None:
    view = seen(
        "“The harbour wall is crumbling and nobody has inspected the lighthouse,” said Olsen.",
        "“The harbour wall is crumbling,” said Olsen, “and nobody has inspected the lighthouse.”",
    )
    assert [(len(one.left), len(one.right)) for one in matching(view).matches] == [(1, 2)]


def test_quotations_without_a_word_in_common_are_no_match(seen: Seen) -> None:
    view = seen(["“Prices doubled,” said Vega."], ["“Nobody swims here,” said Okoro."], [])
    found = matching(view)
    assert found.matches == ()
    assert (len(found.only_left), len(found.only_right)) == (1, 1)


def test_a_clitic_and_the_word_it_stands_for_are_one_form() -> None:
    assert same_form("'s", "is")
    assert same_form("colour", "color")
    assert not same_form("is", "was")


@given(st.text(max_size=60))
def test_every_heard_word_points_at_what_is_printed(text: str) -> None:
    for token in words(text, Span(start=0, end=len(text))):
        assert token.span.of(text)
