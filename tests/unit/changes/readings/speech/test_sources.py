"""Who a source is, and whether two phrases may name one."""

from __future__ import annotations

import pytest

from retell.changes.readings.speech.cues import attributions
from retell.changes.readings.speech.sources import alike, another_body, may_be_same, names, shared
from retell.text.spans import Span


def speaker(text: str) -> Span:
    found = attributions(text, Span(start=0, end=len(text)))[0].speaker
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The Kremlin said it would wait.", "Moscow said it would wait."),
        ("Three in ten said they would wait.", "Some residents said they would wait."),
        ("The auditors said the books were bad.", "A report said the books were bad."),
        ("The firm said it would wait.", "The company said it would wait."),
    ],
)
def test_two_phrases_may_name_one_source(left: str, right: str) -> None:
    assert may_be_same((left, right), speaker(left), speaker(right))


def test_neighbours_and_firefighters_are_two_sources() -> None:
    texts = "Neighbours said the roof fell.", "Firefighters said the roof fell."
    assert not may_be_same(texts, speaker(texts[0]), speaker(texts[1]))


def test_a_body_put_into_the_name_of_a_source_is_seen() -> None:
    texts = "The Belda agency said so.", "The Belda police agency said so."
    found = another_body(texts, speaker(texts[0]), speaker(texts[1]))
    assert found is not None
    assert (found[0], found[1].text) == (1, "police")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Rosa Lind, a state senator, said so.", "State senator Rosa Lind said so."),
        ("Rosa Lind said so.", "Police spokesman Rosa Lind said so."),
        ("The Belda group said so.", "The Belda party said so."),
    ],
)
def test_what_somebody_is_makes_no_other_body(left: str, right: str) -> None:
    assert another_body((left, right), speaker(left), speaker(right)) is None


def test_endings_do_not_part_names() -> None:
    assert alike("minister", "ministers")
    assert shared(["anna", "holt"], ["holt"]) == 1.0
    assert shared([], ["holt"]) == 0.0


def test_titles_tell_nothing_of_who_speaks() -> None:
    text = "Mr Holt said so."
    assert names(text, attributions(text, Span(start=0, end=len(text)))[0]) == ["holt"]
