"""Quantities that differ."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retell.changes.kinds.number import find
from retell.changes.model import Change, Severity
from retell.changes.view import View

Seen = Callable[..., View]
VOCABULARY = (
    "about 12 30 1,204 1,200 dead hurt boats and or $ £ 5 million km miles percent "
    "half of a third hundreds , . + more than zero ½"
).split()
WORDS = st.lists(
    st.sampled_from(VOCABULARY),
    min_size=1,
).map(" ".join)


def said(seen: Seen, left: str, right: str) -> list[Change]:
    return list(find(seen(left, right)))


def test_the_reason_names_both_figures(seen: Seen) -> None:
    (change,) = said(seen, "They saw 18 wounded men.", "They saw 81 wounded men.")
    assert (change.kind, change.severity, change.why) == (
        "number.value",
        Severity.MEANING,
        "18 wounded became 81 wounded",
    )


def test_a_noun_before_the_counted_one_is_named_with_it(seen: Seen) -> None:
    (change,) = said(seen, "He altered 43 test results in May.", "He altered 34 test results in May.")
    assert change.why == "43 test results became 34 test results"


def test_a_counted_noun_alone_is_named_alone(seen: Seen) -> None:
    (change,) = said(seen, "They saw 214 people, boats and all.", "They saw 241 people, boats and all.")
    assert change.why == "214 people became 241 people"


def test_equal_figures_in_another_form_are_claimed_as_harmless(seen: Seen) -> None:
    (change,) = said(seen, "They saw 21 men.", "They saw twenty-one men.")
    assert (change.kind, change.severity) == ("number.form", Severity.HARMLESS)


def test_a_figure_known_from_elsewhere_is_not_lost(seen: Seen) -> None:
    assert said(seen, "All 14 men left. The 14 men sang.", "All 14 men left. The men sang.") == []


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


def test_metres_in_short_are_no_millions(seen: Seen) -> None:
    (change,) = said(seen, "The wall is 140 metres long.", "The wall is 140m long.")
    assert (change.kind, change.severity) == ("number.form", Severity.HARMLESS)


def test_millions_in_short_stay_millions_beside_another_length(seen: Seen) -> None:
    found = said(seen, "It has 4m users and a wall of 9 metres.", "It has 40m users and a wall of 9m.")
    assert [change.kind for change in found if change.severity is Severity.MEANING] == ["number.magnitude"]


def test_several_hundred_are_hundreds(seen: Seen) -> None:
    (change,) = said(seen, "In it several hundred men sang.", "In it hundreds of men sang.")
    assert (change.kind, change.severity) == ("number.form", Severity.HARMLESS)


def test_points_of_percentage_made_percent_are_another_unit(seen: Seen) -> None:
    (change,) = said(seen, "It rose by two percentage points.", "It rose by two percent.")
    assert (change.kind, change.severity) == ("number.unit", Severity.MEANING)


def test_how_far_and_how_high_are_two_things_and_the_small_words_are_pointed_at(seen: Seen) -> None:
    left, right = "Shares closed down 31%.", "Shares closed at 31%."
    (change,) = said(seen, left, right)
    assert change.left is not None
    assert (change.kind, change.left.of(left)) == ("number.value", "down 31%")


def test_a_rough_figure_told_as_more_than_a_rounder_one_below_it_is_rounded_rightly(seen: Seen) -> None:
    (change,) = said(seen, "It drew some 18,400 men.", "It drew more than 18,000 men.")
    assert (change.kind, change.severity) == ("number.rounding", Severity.HARMLESS)


def test_one_of_forty_has_thirty_nine_others(seen: Seen) -> None:
    (change,) = said(seen, "She is one of 40 owners there.", "She and 39 other owners are there.")
    assert change.severity is Severity.HARMLESS


def test_about_four_times_is_four_times(seen: Seen) -> None:
    assert not said(seen, "It is about four times as heavy.", "It is four times as heavy.")


def test_cold_is_converted_below_nought(seen: Seen) -> None:
    found = said(seen, "It was minus 10 degrees Celsius.", "It was 14 degrees Fahrenheit.")
    assert all(change.severity is Severity.HARMLESS for change in found)


def test_one_and_a_half_is_no_part_of_the_noun(seen: Seen) -> None:
    assert not said(seen, "It is 1.5 times as wide.", "It is one and a half times as wide.")[1:]
