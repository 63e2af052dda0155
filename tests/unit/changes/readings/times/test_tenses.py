from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from retell.changes.readings.times.tenses import Tense, events
from retell.text.tokens import tokens


def read(text: str) -> list[tuple[str, Tense]]:
    return [(event.verb, event.tense) for event in events(tokens(text))]


def test_will_puts_an_event_ahead() -> None:
    assert read("The bridge will open.") == [("open", Tense.AHEAD)]


def test_yet_to_puts_an_event_ahead() -> None:
    assert read("The firm has yet to repay it.") == [("repay", Tense.AHEAD)]


def test_a_past_is_done() -> None:
    assert read("The bridge opened.") == [("open", Tense.DONE)]


def test_a_perfect_is_done_and_its_auxiliary_belongs_to_it() -> None:
    text = "The bridge has opened."
    (event,) = events(tokens(text))
    assert event.span.of(text) == "has opened"


def test_would_tells_of_what_is_ahead() -> None:
    assert ("rise", Tense.AHEAD) in read("He said it would rise.")
    assert ("rise", Tense.DONE) not in read("He said it would have risen.")


@given(st.text())
def test_odd_text_is_read_without_complaint(text: str) -> None:
    for event in events(tokens(text)):
        assert event.span.of(text)
