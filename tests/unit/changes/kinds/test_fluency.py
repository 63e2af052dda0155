"""Broken and mended sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.changes.kinds.fluency import faults, find
from retell.changes.model import Severity
from retell.changes.view import View
from retell.text.tokens import tokens

Seen = Callable[..., View]


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("The vote ended. spoiled by queues.", "fragment"),
        ("The crew walked to to the harbour.", "doubled"),
        ("She wrote a open letter.", "article"),
        ("She spent an union fee.", "article"),
        ("They was late.", "agreement"),
        ("She have a plan.", "agreement"),
        ("He {left|quit} the hall.", "braces"),
        ("The fund (set up in May paid.", "bracket"),
        ("Rescuers searched the slope for the", "cut"),
    ],
)
def test_a_fault_is_seen(sentence: str, rule: str) -> None:
    assert rule in [fault.rule for fault in faults(tokens(sentence))]


@pytest.mark.parametrize(
    "sentence",
    [
        "The vote ended. It was spoiled by queues.",
        "He had had enough of that.",
        "An hour at a university, an MP and a European.",
        "It is an honest letter and a one-off.",
        "If he were late, she would wait.",
        "The hearing starts at 9 a.m. on Tuesday.",
        "The fund (set up in May) paid.",
        "What she asked for is what he and they were given.",
        "He made them do it and let it be.",
    ],
)
def test_good_grammar_has_no_fault(sentence: str) -> None:
    assert list(faults(tokens(sentence))) == []


def test_a_fragment_is_a_nuance_and_a_doubled_word_harmless(seen: Seen) -> None:
    (cut,) = find(seen("The vote ended early.", "The vote ended. spoiled early."))
    assert (cut.kind, cut.severity) == ("fluency.broken", Severity.NUANCE)
    (double,) = find(seen("The crew walked to the bay.", "The crew walked to to the bay."))
    assert double.severity is Severity.HARMLESS


def test_a_fault_that_the_copy_lost_is_mended_and_harmless(seen: Seen) -> None:
    (change,) = find(seen("She wrote a open letter.", "She wrote an open letter."))
    assert (change.kind, change.severity) == ("fluency.fixed", Severity.HARMLESS)
    assert change.why.startswith("mended")


def test_a_fault_of_both_sides_is_no_change(seen: Seen) -> None:
    assert not list(find(seen("They was late.", "They was early.")))


@given(st.text(alphabet="a .|{}()theanisA?", max_size=40))
def test_any_words_can_be_read(text: str) -> None:
    words = tokens(text)
    for fault in faults(words):
        assert 0 <= fault.start < fault.stop <= len(words)
