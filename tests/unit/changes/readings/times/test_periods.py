from __future__ import annotations

from fractions import Fraction

import pytest

from retell.changes.readings.times.dates import times
from retell.changes.readings.times.model import Sort, Time
from retell.changes.readings.times.periods import in_parts, is_gloss, lasts, otherwise, spans
from retell.text.tokens import tokens


def first(text: str) -> Time:
    return times(tokens(text))[0]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("in the first quarter", 1),
        ("in the first three months", 1),
        ("in Q3", 3),
        ("in the final quarter", 4),
        ("in the last three months of the year", 4),
        ("in the first six months", 21),
        ("in the second half of the year", 22),
    ],
)
def test_a_part_of_a_year_is_one_however_it_is_told(text: str, amount: int) -> None:
    found = first(text)
    assert (found.sort, found.amount) == (Sort.PERIOD, Fraction(amount))


def test_a_quarter_away_is_three_months_away() -> None:
    one, other = first("one quarter later"), first("three months later")
    assert (one.amount, one.direction) == (other.amount, other.direction)


def test_a_quarter_of_a_thing_is_no_time() -> None:
    assert not times(tokens("a quarter of the voters"))


@pytest.mark.parametrize("text", ["in fall of a fifth", "the fall in sales", "they fall"])
def test_to_fall_is_no_season(text: str) -> None:
    assert not times(tokens(text))


def test_the_fall_is_one() -> None:
    assert first("in the fall").amount == first("each autumn").amount


@pytest.mark.parametrize("others", ["in the year to May", "the annual rate", "over 12 months"])
def test_a_year_earlier_is_told_in_other_words(others: str) -> None:
    assert otherwise(first("a year earlier"), tokens(others))
    assert not otherwise(first("two years earlier"), tokens("in May"))


def test_an_end_and_a_length_cannot_be_told_apart_without_a_calendar() -> None:
    end, length = tokens("frozen until 2031"), tokens("frozen for two years")
    assert lasts((end, first("frozen until 2031")), (length, first("frozen for two years")))
    short = tokens("frozen for two days")
    assert not lasts((end, first("frozen until 2031")), (short, first("frozen for two days")))


def test_the_part_of_a_day_may_follow_its_name() -> None:
    assert first("on Monday in the morning").part == first("on Monday morning").part == "morning"
    assert first("on Monday in the square").part is None


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("a further 14 days", "another fortnight"),
        ("every three months", "quarterly checks"),
        ("six hours", "within six to 72 hours"),
        ("by 2040", "by the end of the decade"),
        ("and May 14", "between May 4 and 14"),
        ("from May 4", "from 4 to 9 May"),
        ("on Tuesday", "down from the day before"),
    ],
)
def test_a_length_or_day_is_told_by_a_word_of_its_own(text: str, others: str) -> None:
    assert otherwise(first(text), tokens(others))
    assert not otherwise(first(text), tokens("for some while"))


def test_a_length_in_parts_is_one_in_figures() -> None:
    spelt, figured = tokens("in one hour, ten minutes and 33 seconds"), tokens("in 1:10:33 on the new road")
    assert in_parts(spelt, figured) == {time.at for time in times(spelt)}
    assert in_parts(figured, spelt) == {time.at for time in times(figured)}
    assert not in_parts(spelt, tokens("in 1:11:33"))
    assert not in_parts(tokens("ten minutes before two hours"), figured)


def test_a_day_in_brackets_beside_another_is_its_gloss() -> None:
    words = tokens("published yesterday (Wednesday) in Dorna")
    assert [is_gloss(words, time) for time in times(words)] == [True, True]
    apart = tokens("published yesterday and on Wednesday")
    assert not any(is_gloss(apart, time) for time in times(apart))


def test_half_a_second_is_a_length_and_the_second_is_none() -> None:
    assert first("half a second").amount == first("0.5 seconds").amount
    assert not times(tokens("one second thought"))


def test_a_length_reaches_between_two_dates() -> None:
    dates = tokens("between May 2031 and April 2032")
    assert len(spans(dates, first("over a year and a half"))) == 0
    assert spans(dates, first("for 11 months")) == {time.at for time in times(dates)}
    assert not spans(dates, first("for 11 days"))
