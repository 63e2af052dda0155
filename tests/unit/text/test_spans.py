"""Spans."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.text.spans import Span, covered, trimmed


def test_a_span_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="start <= end"):
        Span(start=3, end=2)


def test_a_span_before_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="0 <= start"):
        Span(start=-1, end=2)


def test_a_span_past_the_end_of_a_text_is_refused() -> None:
    with pytest.raises(ValueError, match="reaches past"):
        Span(start=0, end=9).of("harbour")


def test_a_span_gives_the_words_it_points_at() -> None:
    assert Span(start=4, end=11).of("the harbour") == "harbour"


def test_touching_spans_do_not_overlap() -> None:
    assert not Span(start=0, end=4).overlaps(Span(start=4, end=8))


def test_trimming_takes_white_space_off_both_ends() -> None:
    assert trimmed("  ferry \n", Span(start=0, end=9)) == Span(start=2, end=7)


def test_overlapping_spans_are_covered_once() -> None:
    assert covered([Span(start=0, end=5), Span(start=3, end=8), Span(start=10, end=11)]) == 9


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)), max_size=12))
def test_what_is_covered_is_the_number_of_distinct_places(pairs: list[tuple[int, int]]) -> None:
    spans = [Span(start=start, end=start + length) for start, length in pairs]
    assert covered(spans) == len({at for span in spans for at in range(span.start, span.end)})


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_the_span_of_two_holds_both(a: int, b: int, c: int, d: int) -> None:
    one, other = Span(start=a, end=a + b), Span(start=c, end=c + d)
    assert one.to(other).contains(one)
    assert one.to(other).contains(other)
