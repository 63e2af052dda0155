"""Times that differ."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retell.changes.kinds.time import find
from retell.changes.model import Change, Severity
from retell.changes.view import View

Seen = Callable[..., View]
VOCABULARY = (
    "on Monday Tuesday 5 March May 2014 at 3 p.m. 15:30 noon last week yesterday six "
    "weeks a year ago will open opened has yet to the 1980s , ."
).split()
WORDS = st.lists(
    st.sampled_from(VOCABULARY),
    min_size=1,
).map(" ".join)


def said(seen: Seen, left: str, right: str) -> list[Change]:
    return list(find(seen(left, right)))


def test_a_weekday_that_moved_changes_the_meaning(seen: Seen) -> None:
    (change,) = said(seen, "They met on Monday.", "They met on Friday.")
    assert (change.kind, change.severity) == ("time.value", Severity.MEANING)


def test_one_time_in_two_forms_is_claimed_as_harmless(seen: Seen) -> None:
    (change,) = said(seen, "They met at 3 p.m. sharp.", "They met at 15:00 sharp.")
    assert (change.kind, change.severity) == ("time.form", Severity.HARMLESS)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(left=WORDS, right=WORDS)
def test_every_change_points_at_words_of_its_side(seen: Seen, left: str, right: str) -> None:
    for change in said(seen, left, right):
        assert change.left is None or change.left.of(left)
        assert change.right is None or change.right.of(right)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=WORDS)
def test_a_text_beside_itself_says_nothing(seen: Seen, text: str) -> None:
    assert said(seen, text, text) == []


def test_another_length_is_another_time(seen: Seen) -> None:
    (change,) = said(seen, "He was held for five years.", "He was held for six years.")
    assert (change.kind, change.severity) == ("time.value", Severity.MEANING)
    (when,) = said(seen, "He was held five years ago.", "He was held six years ago.")
    assert when.kind == "time.value"


def test_how_exactly_a_length_is_told_is_a_matter_of_the_amount(seen: Seen) -> None:
    (change,) = said(seen, "It took almost three hours.", "It took three hours.")
    assert (change.kind, change.severity) == ("number.approximation", Severity.NUANCE)


def test_a_length_may_be_told_in_weeks_or_months(seen: Seen) -> None:
    (change,) = said(seen, "It lasted six weeks.", "It lasted a month and a half.")
    assert (change.kind, change.severity) == ("time.form", Severity.HARMLESS)


def test_the_end_of_a_month_is_its_last_day(seen: Seen) -> None:
    (change,) = said(seen, "It ends by the end of March.", "It ends by March 31.")
    assert (change.kind, change.severity) == ("time.form", Severity.HARMLESS)
    (other,) = said(seen, "It ends by the end of March.", "It ends by March 30.")
    assert other.severity is Severity.NUANCE


def test_next_spring_may_be_named_by_its_year(seen: Seen) -> None:
    (change,) = said(seen, "It starts next spring.", "It starts in spring 2031.")
    assert change.severity is Severity.HARMLESS


def test_late_on_a_day_is_its_night(seen: Seen) -> None:
    (change,) = said(seen, "It began late on Saturday.", "It began on Saturday night.")
    assert change.severity is Severity.HARMLESS
    assert not said(seen, "It began late on Saturday.", "It began on Saturday.")


def test_half_past_and_the_half_before_an_hour_are_an_hour_apart(seen: Seen) -> None:
    (change,) = said(seen, "They left at half past six.", "They left at half seven.")
    assert (change.kind, change.severity) == ("time.value", Severity.MEANING)


def test_a_clock_in_words_may_be_of_either_half_of_the_day(seen: Seen) -> None:
    (change,) = said(seen, "They left at a quarter to seven.", "They left at 6.45pm.")
    assert change.severity is Severity.HARMLESS


def test_within_a_length_ahead_is_no_date(seen: Seen) -> None:
    (change,) = said(seen, "They will rule within ten days.", "They will rule in ten days.")
    assert (change.kind, change.severity) == ("time.limit", Severity.NUANCE)
    assert not said(seen, "They ruled within ten days.", "They ruled in ten days.")


def test_what_ends_in_a_month_runs_until_it(seen: Seen) -> None:
    assert not said(seen, "The lease expires in June 2029.", "The lease runs until June 2029.")
