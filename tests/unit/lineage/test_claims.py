"""When a document can have been published, by what it claims."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from retell.document.model import Document, Stamp
from retell.lineage.claims import SEEN, Bounds, bounds


def claiming(when: str | None, by: str = "record", modified: str | None = None) -> Bounds | None:
    return bounds(
        Document(
            id="a",
            text="",
            published=Stamp(when=when, claimed_by=by) if when else None,
            modified=Stamp(when=modified, claimed_by=by) if modified else None,
        )
    )


NINE = datetime(2024, 3, 5, 9, tzinfo=UTC)


def test_a_time_with_a_zone_is_a_moment() -> None:
    assert claiming("2024-03-05T10:00:00+01:00") == Bounds(earliest=NINE, latest=NINE)


def test_a_bare_date_is_a_day() -> None:
    found = claiming("2024-03-05")
    assert found == Bounds(earliest=datetime(2024, 3, 5, tzinfo=UTC), latest=datetime(2024, 3, 6, tzinfo=UTC))


def test_a_time_without_a_zone_may_be_most_of_a_day_off() -> None:
    found = claiming("2024-03-05T09:00:00")
    assert found is not None
    assert found.earliest is not None
    assert found.latest is not None
    assert found.earliest < NINE < found.latest


@pytest.mark.parametrize(
    "found",
    [
        claiming("2024-03-05T09:00:00+00:00", by=SEEN),
        claiming(None, modified="2024-03-05T09:00:00+00:00"),
    ],
)
def test_a_page_seen_or_touched_at_a_time_was_there_by_then(found: Bounds | None) -> None:
    assert found == Bounds(earliest=None, latest=NINE)


def test_who_claims_nothing_is_bound_by_nothing() -> None:
    assert claiming(None) is None
    assert claiming("yesterday") is None
