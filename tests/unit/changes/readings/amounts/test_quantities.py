from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.changes.readings.amounts.quantities import Approximation, Quantity, quantities
from retell.text.spans import Span
from retell.text.tokens import tokens


def read(text: str) -> tuple[Quantity, ...]:
    return quantities(tokens(text))


def only(text: str) -> Quantity:
    (found,) = read(text)
    return found


def test_a_quantity_knows_what_it_counts() -> None:
    assert "soldier" in only("18 wounded soldiers were found").counted


@pytest.mark.parametrize(
    ("text", "approximation"),
    [
        ("about 30 boats", Approximation.ABOUT),
        ("more than 30 boats", Approximation.OVER),
        ("at least 30 boats", Approximation.LEAST),
        ("fewer than 30 boats", Approximation.UNDER),
        ("almost 30 boats", Approximation.NEARLY),
        ("as many as 30 boats", Approximation.MOST),
        ("30 or more boats", Approximation.LEAST),
        ("30 boats", Approximation.EXACT),
    ],
)
def test_a_word_makes_a_quantity_approximate(text: str, approximation: Approximation) -> None:
    assert only(text).approximation is approximation


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("$2.5bn", "USD", 2_500_000_000),
        ("US$5m", "USD", 5_000_000),
        ("£3 million", "GBP", 3_000_000),
        ("12 mln dlrs", "USD", 12_000_000),
        ("5 per cent", "percent", 5),
        ("5 pct", "percent", 5),
        ("40 km", "kilometre", 40),
        ("86 degrees Fahrenheit", "°F", 86),
        ("60 kilos", "kilogram", 60),
        ("50 miles per hour", "mile per hour", 50),
    ],
)
def test_a_unit_goes_with_its_figure(text: str, unit: str, value: int) -> None:
    found = only(text)
    assert found.unit is not None
    assert found.unit.name == unit
    assert found.value == value


def test_both_ends_of_a_range_share_the_unit_and_the_scale() -> None:
    low, high = read("between 2 and 3 million dollars")
    assert low.value == 2_000_000
    assert high.value == 3_000_000
    assert low.unit == high.unit


def test_a_range_with_a_dash_reads_like_one_with_a_word() -> None:
    assert [q.value for q in read("19-60")] == [q.value for q in read("19 to 60")]


@pytest.mark.parametrize(
    "text", ["no one left", "one of the men left", "one another", "a man left", "the one I saw"]
)
def test_a_pronoun_is_no_quantity(text: str) -> None:
    assert read(text) == ()


def test_one_man_is_a_quantity_that_may_go() -> None:
    assert only("one man left").weak


def test_nine_out_of_ten_is_a_share() -> None:
    found = only("nine out of ten voters")
    assert (found.value, found.is_share) == (Fraction(9, 10), True)


def test_hundreds_are_vague() -> None:
    found = only("hundreds of people")
    assert found.vague
    assert found.value == 200
    assert found.most == 1000
    assert found.counted == ("people",)


def test_tens_of_thousands_are_more_than_hundreds() -> None:
    assert only("tens of thousands of people").value > only("hundreds of people").value


def test_words_that_are_taken_are_skipped() -> None:
    text = "In 2014 some 12 boats sank"
    found = quantities(tokens(text), [Span(start=3, end=7)])
    assert [quantity.value for quantity in found] == [12]


def test_an_ordinal_adverb_is_no_quantity() -> None:
    assert read("First, he left") == ()


@given(st.text())
def test_odd_text_is_read_without_complaint(text: str) -> None:
    for quantity in read(text):
        assert quantity.span.contains(quantity.core)
        assert quantity.core.of(text)


@given(st.integers(min_value=2, max_value=10**9))
def test_a_figure_is_read_wherever_it_stands(number: int) -> None:
    assert only(f"they saw {number:,} boats").values >= {Fraction(number)}


def test_a_mark_that_ends_the_text_may_make_a_quantity_approximate() -> None:
    assert only("50+").approximation is Approximation.OVER
