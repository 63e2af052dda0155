from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.changes.readings.times.dates import times
from retell.changes.readings.times.days import day_of, resolved
from retell.changes.readings.times.model import Sort, Time
from retell.text.tokens import tokens

WEDNESDAY = datetime.date(2024, 5, 15)


def read(text: str) -> tuple[Time, ...]:
    return times(tokens(text))


def only(text: str) -> Time:
    (found,) = read(text)
    return found


@pytest.mark.parametrize(
    "text",
    [
        "on 5 March 2014",
        "on March 5, 2014",
        "on the 5th of March 2014",
        "on Mar. 5, 2014",
        "on 2014-03-05",
        "on 5.3.2014",
        "on 5/3/2014",
        "on March 5th, 2014",
    ],
)
def test_a_date_is_read_in_every_form(text: str) -> None:
    assert only(text).fields == {"year": 2014, "month": 3, "day": 5}


def test_a_weekday_goes_with_its_date() -> None:
    assert only("on Monday, March 5, at the mill").fields == {"weekday": 0, "month": 3, "day": 5}


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("at 3 p.m.", 900),
        ("at 3pm", 900),
        ("at 3:30 p.m.", 930),
        ("at 15:30", 930),
        ("at 3.30pm", 930),
        ("at 1500 GMT", 900),
        ("at noon", 720),
        ("at midnight", 0),
        ("at 12 a.m.", 0),
        ("at three o'clock", 180),
    ],
)
def test_a_clock_time_is_read_in_minutes(text: str, minutes: int) -> None:
    found = only(text)
    assert found.sort is Sort.CLOCK
    assert found.amount == minutes


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("for 12 months", "for one year"),
        ("for two weeks", "for 14 days"),
        ("for a decade", "for ten years"),
        ("for 90 minutes", "for one and a half hours"),
        ("a three-year plan", "a plan of three years"),
    ],
)
def test_equal_durations_have_one_amount(one: str, other: str) -> None:
    assert only(one).amount == only(other).amount


def test_an_age_is_no_duration() -> None:
    assert read("a 28-year-old driver") == ()
    assert read("a driver 28 years old") == ()


def test_ago_and_later_point_two_ways() -> None:
    assert (only("three years ago").direction, only("three years later").direction) == (-1, 1)


@pytest.mark.parametrize(
    "text", ["the club may march", "an august body", "2,014 boats", "2000 soldiers fell", "a second man"]
)
def test_a_word_or_figure_that_is_no_time_is_left_alone(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "amount"), [("in the 1980s", 1980), ("in the eighties", 1980), ("the 19th century", 1801)]
)
def test_an_era_is_known_by_its_first_year(text: str, amount: int) -> None:
    found = only(text)
    assert found.sort is Sort.ERA
    assert found.amount == amount


def test_a_season_may_have_a_year() -> None:
    found = only("in the winter of 2019")
    assert (found.sort, found.year) == (Sort.PERIOD, 2019)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("on Monday", (2024, 5, 13), (2024, 5, 13)),
        ("on Wednesday", (2024, 5, 15), (2024, 5, 15)),
        ("on Thursday", (2024, 5, 9), (2024, 5, 9)),
        ("next Thursday", (2024, 5, 16), (2024, 5, 16)),
        ("yesterday", (2024, 5, 14), (2024, 5, 14)),
        ("this week", (2024, 5, 13), (2024, 5, 19)),
        ("last month", (2024, 4, 1), (2024, 4, 30)),
        ("last year", (2023, 1, 1), (2023, 12, 31)),
        ("on 30 December", (2023, 12, 30), (2023, 12, 30)),
        ("in June", (2024, 6, 1), (2024, 6, 30)),
    ],
)
def test_a_time_resolves_to_days_by_the_day_of_publication(
    text: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    assert resolved(only(text), WEDNESDAY) == (datetime.date(*first), datetime.date(*last))


def test_a_day_that_is_on_no_calendar_resolves_to_nothing() -> None:
    assert resolved(only("on 31 June 2020"), WEDNESDAY) is None


def test_a_stamp_without_a_day_names_none() -> None:
    assert day_of("sometime") is None
    assert day_of(None) is None
    assert day_of("2024-05-15T10:00:00Z") == WEDNESDAY


@given(st.text())
def test_odd_text_is_read_without_complaint(text: str) -> None:
    for found in read(text):
        assert found.span.of(text)
        resolved(found, WEDNESDAY)


@given(st.dates(min_value=datetime.date(1600, 1, 1), max_value=datetime.date(2090, 1, 1)))
def test_every_date_is_read_back_from_news_style(day: datetime.date) -> None:
    found = only(f"It was on {day:%B} {day.day}, {day.year}, they said.")
    assert resolved(found, WEDNESDAY) == (day, day)
