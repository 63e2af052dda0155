"""Moved passages, and plain rewording."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.changes.kinds import order, wording
from retell.changes.model import Severity
from retell.changes.view import View

Seen = Callable[..., View]


def moved(view: View) -> View:
    """The view with its first link out of course."""
    pair = replace(view.pairs[0], link=replace(view.pairs[0].link, moved=True))
    return replace(view, pairs=(pair,))


def test_a_moved_passage_is_harmless(seen: Seen) -> None:
    (change,) = order.find(moved(seen("The choir sang.", "The choir sang.")))
    assert (change.kind, change.severity) == ("order.moved", Severity.HARMLESS)


def test_a_moved_passage_that_counts_on_its_place_is_a_nuance(seen: Seen) -> None:
    (change,) = order.find(moved(seen("Then the choir sang.", "Then the choir sang.")))
    assert change.severity is Severity.NUANCE
    assert "Then" in change.why or "then" in change.why


def test_a_passage_in_its_place_is_no_change_of_order(seen: Seen) -> None:
    assert not list(order.find(seen("The choir sang.", "The choir hummed.")))


@pytest.mark.parametrize(
    ("left", "right", "subkind"),
    [
        ("The museum bought it.", "The museum purchased it.", "synonym"),
        ("In May it opened.", "In May, it opened.", "punctuation"),
        ("The colour faded.", "The color faded.", "orthography"),
        ("It didn't close.", "It did not close.", "orthography"),
        ("Forces left.", "The forces left.", "orthography"),
        ("It was free of debt.", "It was free from debt.", "function_word"),
        ("It opens in May.", "It opened in May.", "tense"),
        ("The bride wore barley.", "The bride glimpsed barley.", "unjudged"),
    ],
)
def test_how_a_stretch_was_reworded(seen: Seen, left: str, right: str, subkind: str) -> None:
    kinds = [change.kind for change in wording.find(seen(left, right))]
    assert f"wording.{subkind}" in kinds or (subkind == "orthography" and "wording.function_word" in kinds)


def test_what_is_not_judged_says_so_and_is_unsure(seen: Seen) -> None:
    (change,) = wording.find(seen("The bride wore barley.", "The bride glimpsed barley."))
    assert "not judged" in change.why
    assert change.confidence <= 0.4


def test_what_the_judge_holds_for_harmless_is_no_longer_unjudged(seen: Seen) -> None:
    (change,) = wording.find(seen("The farmer bought two fields.", "The farmer purchased two fields."))
    assert change.kind == "wording.synonym"
    assert change.confidence > 0.5


WORDS = st.lists(
    st.sampled_from("the dog barked ran in Dorna , . colour color bought".split()), min_size=1, max_size=9
)


@given(WORDS, WORDS)
def test_every_differing_stretch_is_told_and_all_are_harmless(
    seen: Seen, one: list[str], other: list[str]
) -> None:
    found = seen(" ".join(one), " ".join(other))
    changes = list(wording.find(found))
    assert len(changes) == sum(len(pair.hunks) for pair in found.pairs)
    assert all(change.severity is Severity.HARMLESS for change in changes)
