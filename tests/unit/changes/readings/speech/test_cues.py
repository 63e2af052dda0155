"""Reporting verbs and phrases, and whose words they report."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.changes.readings.speech.cues import attributions
from retell.changes.readings.vocabulary.reporting import Force
from retell.text.spans import Span


def read(text: str) -> list[tuple[str, Force, str | None]]:
    found = attributions(text, Span(start=0, end=len(text)))
    return [(one.word, one.force, one.speaker.of(text) if one.speaker else None) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The court heard that the van was stolen.", ("heard", Force.NEUTRAL, "The court")),
        ("The study found that mice sleep more.", ("found", Force.NEUTRAL, "The study")),
        ("She pointed out the gap.", ("pointed", Force.STATE, "She")),
        ("The clerk affirmed that it was so.", ("affirmed", Force.STATE, "The clerk")),
        ("According to the clerk, it was so.", ("according to", Force.NEUTRAL, "the clerk")),
        ("The judge ordered that it be sold.", ("ordered", Force.ORDER, "The judge")),
        ("The owner guaranteed that it was safe.", ("guaranteed", Force.ASSURE, "The owner")),
    ],
)
def test_a_cue_is_read_with_its_force_and_speaker(text: str, expected: tuple[str, Force, str]) -> None:
    assert expected in read(text)


@pytest.mark.parametrize("text", ["The divers found a boat.", "They call the shop.", "The order came late."])
def test_verbs_that_do_something_else_report_nothing(text: str) -> None:
    assert read(text) == []


@given(st.text())
def test_odd_text_is_read_without_complaint(text: str) -> None:
    for one in attributions(text, Span(start=0, end=len(text))):
        assert one.cue.of(text)
