"""Tokens."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.text.spans import Span
from retell.text.tokens import _cut, fold, tokens


def words(text: str) -> list[str]:
    return [token.text for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They didn’t sail.", ["They", "did", "n’t", "sail", "."]),
        ("Orla's crew can't stay", ["Orla", "'s", "crew", "ca", "n't", "stay"]),
        ("a 28-year lease", ["a", "28", "-", "year", "lease"]),
        ("1,204.5 tonnes, 3 of them", ["1,204.5", "tonnes", ",", "3", "of", "them"]),
        ("the U.S. and U.N. envoys", ["the", "U.S.", "and", "U.N.", "envoys"]),
        ("O’Neill’s boat", ["O’Neill", "’s", "boat"]),
        ("a £3.5m loan", ["a", "£", "3.5", "m", "loan"]),
        ("“No,” she said", ["“", "No", ",", "”", "she", "said"]),
    ],
)
def test_english_is_cut_as_the_treebank_cuts_it(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_scripts_without_spaces_fall_to_characters() -> None:
    assert words("船が港") == ["船", "が", "港"]


def test_combining_marks_stay_with_their_letter() -> None:
    assert words("cafe\u0301 noir") == ["cafe\u0301", "noir"]


def test_a_span_limits_where_words_are_sought() -> None:
    found = tokens("north harbour south", Span(start=6, end=13))
    assert [(token.text, token.span.start) for token in found] == [("harbour", 6)]


def test_folding_makes_case_and_apostrophes_one() -> None:
    assert fold("Don’T") == fold("don't")


@given(st.text(max_size=200))
def test_every_visible_character_is_in_exactly_one_token(text: str) -> None:
    found = tokens(text)
    places = [at for token in found for at in range(token.span.start, token.span.end)]
    assert places == sorted(set(places))
    assert {at for at, char in enumerate(text) if not char.isspace()} <= set(places)


@given(st.text(max_size=200))
def test_a_token_is_what_its_span_points_at(text: str) -> None:
    assert all(token.span.of(text) == token.text for token in tokens(text))


@given(st.text(alphabet="ab 'n’t.,“”\"1s-\n", max_size=40), st.data())
def test_the_tokens_of_a_span_do_not_depend_on_how_they_are_cut(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(min_value=0, max_value=len(text)))
    end = data.draw(st.integers(min_value=start, max_value=len(text)))
    assert tokens(text, Span(start=start, end=end)) == _cut(text, start, end)
