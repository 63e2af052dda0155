from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.report.times import spoken


@pytest.mark.parametrize(
    ("iso", "told"),
    [
        ("2026-03-12", "2026-03-12"),
        ("2026-03-12T19:22:00+00:00", "2026-03-12 19:22 UTC"),
        ("2026-03-12T19:22Z", "2026-03-12 19:22 UTC"),
        ("2026-03-12T19:22:59.5+01:00", "2026-03-12 19:22 +01:00"),
        ("2026-03-12T19:22:00", "2026-03-12 19:22"),
    ],
)
def test_a_time_is_told_to_the_minute_with_its_zone(iso: str, told: str) -> None:
    assert spoken(iso) == told


@given(st.datetimes())
def test_every_time_keeps_its_day_and_minute(when: object) -> None:
    iso = when.isoformat()  # type: ignore[attr-defined]
    assert spoken(iso) == iso[:16].replace("T", " ")


@given(st.text())
def test_what_is_no_time_is_told_all_the_same(text: str) -> None:
    assert isinstance(spoken(text), str)
