from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.report.model import Member
from retell.report.timeline import MOST_MARKS, timeline


def member(name: str, when: str | None, seen: str | None = None) -> Member:
    return Member(id=name, label=name, heading=name, published=when, seen=seen)


def test_a_time_is_a_point_and_a_bare_date_its_day() -> None:
    made = timeline(
        [member("b", "2031-03-05"), member("a", "2031-03-04T12:00:00+00:00"), member("c", "2031-03-06")]
    )
    assert made
    assert [moment.member.id for moment in made.moments] == ["a", "b", "c"]
    assert made.moments[0].start == made.moments[0].end == 4.0
    assert made.moments[1].end == made.moments[2].start and made.moments[2].end == 96.0
    assert made.moments[1].told == "2031-03-05, at no hour given"


def test_times_of_other_zones_are_put_in_order() -> None:
    made = timeline(
        [member("late", "2031-03-04T09:00:00+00:00"), member("early", "2031-03-04T09:30:00+01:00")]
    )
    assert made and [moment.member.id for moment in made.moments] == ["early", "late"]
    assert made.moments[0].told == "2031-03-04 08:30 UTC"


def test_a_time_without_a_zone_is_read_as_utc() -> None:
    made = timeline([member("a", "2031-03-04T09:00:00"), member("b", "2031-03-04T09:00:00+00:00")])
    assert made and made.moments[0].start == made.moments[1].start


def test_what_has_no_time_is_named_apart() -> None:
    made = timeline(
        [member("a", "2031-03-04"), member("b", None), member("c", "2031-03-05"), member("d", "?")]
    )
    assert made and [one.id for one in made.undated] == ["b", "d"]


def test_what_gives_no_time_was_published_before_it_was_first_seen() -> None:
    made = timeline(
        [member("a", "2031-03-04"), member("b", "2031-03-06"), member("c", None, "2031-03-05T12:00:00Z")]
    )
    assert made and [moment.member.id for moment in made.moments] == ["a", "b", "c"]
    last = made.moments[-1]
    assert last.before and last.start == 0 and made.moments[0].end < last.end < made.moments[1].end
    assert last.told == "before 2031-03-05 12:00 UTC, when it was first seen" and made.undated == ()


def test_what_was_first_seen_long_after_leaves_room_for_the_rest() -> None:
    times = [member("a", "2031-03-04"), member("b", "2031-03-06"), member("c", None, "2032-01-01T00:00:00Z")]
    made = timeline(times)
    assert made and [one.id for one in made.undated] == ["c"]
    assert made.undated[0].first_seen == "2032-01-01 00:00 UTC"
    assert made.moments == (timeline(times[:2]) or made).moments


def test_where_nothing_gives_a_time_first_seen_makes_the_line() -> None:
    made = timeline([member("a", None, "2031-03-05T12:00:00Z"), member("b", None, "2031-03-05T09:00:00Z")])
    assert made and [moment.member.id for moment in made.moments] == ["b", "a"]
    assert all(moment.before for moment in made.moments)


@pytest.mark.parametrize("times", [[], [None, None], ["2031-03-04", None]])
def test_fewer_than_two_times_make_no_line(times: list[str | None]) -> None:
    assert timeline([member(str(at), when) for at, when in enumerate(times)]) is None


TIME = st.one_of(st.dates(), st.datetimes()).map(lambda when: when.isoformat())


@given(times=st.lists(st.tuples(TIME | st.none(), TIME | st.none()), min_size=2))
def test_every_place_is_on_the_scale_and_marks_are_few(times: list[tuple[str | None, str | None]]) -> None:
    given_ = [member(str(at), *each) for at, each in enumerate(times)]
    made = timeline(given_)
    if made is None:
        return
    told = [moment.member.id for moment in made.moments] + [each.id for each in made.undated]
    assert sorted(told) == sorted(each.id for each in given_)
    assert all(0 <= moment.start <= moment.end <= 100 for moment in made.moments)
    assert all(0 <= at <= 100 for at, _ in made.marks) and len(made.marks) <= MOST_MARKS + 1
