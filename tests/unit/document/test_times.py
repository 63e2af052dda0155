"""Times as pages write them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retell.document.model import Stamp
from retell.document.times import iso, moment, stamp


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024-03-03", "2024-03-03"),
        ("2024-03-03T10:12:00Z", "2024-03-03T10:12:00+00:00"),
        ("2024-03-03T10:12", "2024-03-03T10:12:00"),
        ("2024-03-03 10:12:30 +0530", "2024-03-03T10:12:30+05:30"),
        ("2024-03-03T10:12:00.123-05:00", "2024-03-03T10:12:00-05:00"),
        ("2024-03-03 10:12 UTC", "2024-03-03T10:12:00+00:00"),
        ("Sun, 03 Mar 2024 10:12:00 GMT", "2024-03-03T10:12:00+00:00"),
        ("last Tuesday", None),
        ("2024-13-40", None),
        ("", None),
        ("2024", None),
    ],
)
def test_a_time_is_kept_as_exact_as_it_was_given(written: str, expected: str | None) -> None:
    assert iso(written) == expected


@settings(deadline=None)
@given(st.text(max_size=40))
def test_odd_text_is_no_time_and_no_error(text: str) -> None:
    found = iso(text)
    assert found is None or datetime.fromisoformat(found)


def test_a_stamp_says_who_claimed_it() -> None:
    assert stamp("2024-03-03", "meta date") == Stamp(when="2024-03-03", claimed_by="meta date")


@pytest.mark.parametrize("value", [None, 5, [], "soon"])
def test_what_is_no_time_makes_no_stamp(value: object) -> None:
    assert stamp(value, "x") is None


def test_a_time_without_a_zone_is_compared_as_utc() -> None:
    assert moment(Stamp(when="2024-03-03T10:12:00", claimed_by="x")) == datetime(
        2024, 3, 3, 10, 12, tzinfo=UTC
    )


def test_a_date_alone_is_no_instant() -> None:
    assert moment(Stamp(when="2024-03-03", claimed_by="x")) is None
