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
