from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.changes.readings.amounts.numerals import Numeral, figure, in_words, numeral
from retell.text.tokens import tokens


def read(text: str) -> Numeral | None:
    words = tokens(text)
    keys = [token.key for token in words]
    touching = [False] + [words[at - 1].span.end == words[at].span.start for at in range(1, len(words))]
    return numeral(keys, 0, touching)


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_a_number_written_in_words_is_read_back(number: int) -> None:
    found = read(in_words(number))
    assert found is not None
    assert found.value == number
    assert found.stop == len(tokens(in_words(number)))


@given(st.integers(min_value=0, max_value=10**12))
def test_separators_do_not_change_a_figure(number: int) -> None:
    value, other, _ = figure(f"{number:,}")
    assert number in (value, other)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("half a million", 500_000),
        ("a dozen", 12),
        ("two dozen", 24),
        ("two and a half million", 2_500_000),
        ("one and a half", Fraction(3, 2)),
        ("2.5m", 2_500_000),
        ("2.5 mln", 2_500_000),
        ("3bn", 3 * 10**9),
        ("12 crore", 120_000_000),
        ("5 lakh", 500_000),
        ("1,00,000", 100_000),
        ("1.204.500", 1_204_500),
        ("twenty-one", 21),
        ("a hundred and five", 105),
        ("fifty-five thousand", 55_000),
        ("3½", Fraction(7, 2)),
        ("½", Fraction(1, 2)),
        ("2-million", 2_000_000),
    ],
)
def test_a_numeral_has_its_exact_value(text: str, value: Fraction) -> None:
    found = read(text)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a third", Fraction(1, 3)),
        ("two-thirds", Fraction(2, 3)),
        ("three quarters", Fraction(3, 4)),
        ("3/4", Fraction(3, 4)),
        ("half", Fraction(1, 2)),
    ],
)
def test_a_fraction_is_known_as_one(text: str, value: Fraction) -> None:
    found = read(text)
    assert found is not None
    assert (found.value, found.fraction) == (value, True)


@pytest.mark.parametrize(("text", "value"), [("third", 3), ("21st", 21), ("twenty-first", 21), ("4th", 4)])
def test_an_ordinal_is_known_as_one(text: str, value: int) -> None:
    found = read(text)
    assert found is not None
    assert found.ordinal
    assert found.value == value


def test_one_separator_before_three_digits_keeps_both_readings() -> None:
    assert figure("1.204") == (Fraction("1.204"), Fraction(1204), Fraction(1, 1000))
    assert figure("1,204")[:2] == (Fraction(1204), Fraction("1.204"))


def test_two_small_numbers_side_by_side_are_two_numerals() -> None:
    found = read("two three")
    assert found is not None
    assert found.value == 2
    assert found.stop == 1


def test_an_article_alone_is_no_numeral() -> None:
    assert read("a man") is None


def test_a_word_is_no_numeral() -> None:
    assert read("harbour") is None
