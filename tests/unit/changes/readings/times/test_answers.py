"""Times told by the other side in another form."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from retell.changes.kinds.time import find
from retell.changes.model import Severity
from retell.changes.readings.times.answers import Told, answered, is_hour
from retell.changes.readings.times.dates import times
from retell.changes.readings.times.model import Sort, Time
from retell.changes.view import View
from retell.text.tokens import tokens

Seen = Callable[..., View]


def clocks(text: str) -> list[Time]:
    return [time for time in times(tokens(text)) if time.sort is Sort.CLOCK]


@pytest.mark.parametrize(
    ("text", "minute"),
    [
        ("The wall fell just before seven this morning.", 420),
        ("There is a concert tomorrow evening, at seven, in the park.", 1140),
        ("They came at 04.12, and left.", 252),
        ("They came at twelve minutes past four.", 252),
        ("It ended at ten minutes to nine this evening.", 1250),
        ("The last train left before two this afternoon.", 840),
    ],
)
def test_a_time_of_day_is_read_in_words(text: str, minute: int) -> None:
    (found,) = clocks(text)
    assert found.amount == minute


@pytest.mark.parametrize(
    "text",
    [
        "Six men this morning left.",
        "On Monday morning, five were held.",
        "Of the seven, this morning two died.",
        "It weighed 05.5 kilos and rose 12.30.",
        "They had eight minutes to spare.",
        "Three of seven this morning were ill.",
    ],
)
def test_a_number_beside_a_morning_is_no_hour(text: str) -> None:
    assert not clocks(text)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("at 6.52 a.m.", "just before seven this morning, at", True),
        ("at 6.12 a.m.", "just before seven this morning, at", False),
        ("at 7.04 a.m.", "shortly after 7 a.m.", True),
        ("at 6.56 a.m.", "shortly after 7 a.m.", False),
        ("at 10.52 p.m.", "about eleven o'clock", True),
        ("at 10.30 p.m.", "about eleven o'clock", False),
        ("at 4.12 a.m.", "at twelve minutes past four", True),
        ("around 1515 GMT", "around 1517 GMT", False),
        ("around 1515 GMT", "at 1517 GMT", False),
    ],
)
def test_an_hour_that_leans_is_the_minute_beside_it(left: str, right: str, *, same: bool) -> None:
    (one,), (other,) = clocks(left), clocks(right)
    assert is_hour(one, other) is same
    assert is_hour(other, one) is same


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The bridge fell on Tuesday in the rain.", "The bridge fell this morning in the rain."),
        ("A driver was missing on Tuesday night.", "A driver is missing tonight."),
        ("A driver was to spend the night there.", "A driver is to sleep there tonight."),
        (
            "The rope broke at 10.40 p.m. and she fell. She was seen 50 minutes later by a guard.",
            "The rope broke at 22:40 and she fell, and a guard saw her at half past eleven.",
        ),
        ("Four died in the past decade, it said.", "Four died in the past ten years, it said."),
        ("The mill, built in 1936, shut in 2025.", "The mill, nearly ninety years old, shut in 2025."),
        ("It was tried after the fires of 2016 there.", "It was tried there after the 2016 fires."),
        ("She died two days after her birth, he said.", "She died when two days old, he said."),
        ("The vote is at six, they said.", "Read this for the six o'clock, they said."),
    ],
)
def test_a_time_in_another_form_is_not_lost(seen: Seen, left: str, right: str) -> None:
    assert not {change.kind for change in find(seen(left, right))} & {"time.dropped", "time.added"}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "The rope broke at 10.40 p.m. and she fell. She was seen 50 minutes later by a guard.",
            "The rope broke at 22:40 and she fell, and a guard saw her at half past one.",
        ),
        ("The mill, built in 1936, shut in 2025.", "The mill, nearly fifty years old, shut in 2025."),
        ("The guard came on Tuesday and left.", "The guard came and left."),
    ],
)
def test_a_time_that_cannot_be_the_other_is_told(seen: Seen, left: str, right: str) -> None:
    assert any(change.kind.startswith("time.") for change in find(seen(left, right)))


def test_a_day_of_last_week_is_told_less_closely(seen: Seen) -> None:
    (change,) = find(seen("They met last Wednesday in Brest.", "They met last week in Brest."))
    assert change.kind == "time.precision"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Trains run from Friday at the earliest.", "Trains run from Friday."),
        ("It will open no earlier than 4 May.", "It will open from 4 May on."),
        ("The court is not expected to rule before May.", "The court will rule in May at the earliest."),
        ("Bids are due by Monday.", "Bids are due on Monday at the latest."),
        ("It may reopen on Friday.", "It reopens on Friday at the earliest."),
    ],
)
def test_a_bound_told_in_other_words_is_no_change(seen: Seen, left: str, right: str) -> None:
    assert "time.limit" not in {change.kind for change in find(seen(left, right))}


def test_the_earliest_day_told_as_the_day_changes_the_meaning(seen: Seen) -> None:
    (change,) = find(seen("Trains will be back on Friday at the earliest.", "Trains will be back on Friday."))
    assert (change.kind, change.severity) == ("time.limit", Severity.MEANING)
    (other,) = find(seen("Trains will be back on Friday.", "Trains will be back on Friday at the latest."))
    assert (other.kind, other.severity) == ("time.limit", Severity.NUANCE)


def test_a_length_rounded_to_the_side_it_says_is_harmless(seen: Seen) -> None:
    (change,) = find(seen("An orbit takes 11.4 days there.", "An orbit takes less than 12 days there."))
    assert change.severity is Severity.HARMLESS
    (wrong,) = find(seen("An orbit takes 11.4 days there.", "An orbit takes more than 12 days there."))
    assert (wrong.kind, wrong.severity) == ("time.value", Severity.MEANING)


def test_two_lone_times_of_a_sort_are_one_change(seen: Seen) -> None:
    left = "Under the lamps of the old port at 3.15 p.m. the guards were told to leave."
    (change,) = find(
        seen(left, "Guards had orders, one of them said, and these were to go at 5.40 p.m. sharp.")
    )
    assert change.kind == "time.value"


@pytest.mark.parametrize(
    ("counting", "naming", "same"),
    [
        (None, None, True),
        ("2026-03-03", None, True),  # a Tuesday
        ("2026-03-04", None, False),
        (None, "2026-03-03", True),
        (None, "2026-03-04", True),  # the other may be of the day before
        (None, "2026-03-06", False),
    ],
)
def test_a_weekday_is_today_if_no_known_day_of_publication_says_otherwise(
    counting: str | None, naming: str | None, *, same: bool
) -> None:
    (today,) = times(tokens("The bridge fell today in the rain."))
    (tuesday,) = times(tokens("The bridge fell on Tuesday in the rain."))
    days = tuple(datetime.date.fromisoformat(day) if day else None for day in (counting, naming))
    for time, other, both in ((today, tuesday, days), (tuesday, today, days[::-1])):
        told = Told(words=(), beside=(), near=[other], own=[time], others=[other])
        assert answered(time, told, (both[0], both[1])) is same
