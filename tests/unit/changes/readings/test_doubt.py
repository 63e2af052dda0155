"""Asking the judge about an edit of a link."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from retell.changes.readings.doubt import doubted, edit
from retell.changes.view import View
from retell.settings import DoubtSettings
from retell.text.spans import Span

Seen = Callable[..., View]
LEFT, RIGHT = ["It rained.", "The council shut a branch."], ["It poured.", "The council shut a limb."]


def test_an_edit_is_cut_out_with_its_own_sentences(seen: Seen) -> None:
    view = seen(LEFT, RIGHT, links=[(0, 0), (1, 1)])
    pair = view.pairs[1]
    asked = edit(view, pair, pair.left[4].span, pair.right[4].span)
    assert (asked.left, asked.right) == (LEFT[1], RIGHT[1])
    assert asked.left_span is not None
    assert asked.right_span is not None
    assert (asked.left_span.of(asked.left), asked.right_span.of(asked.right)) == ("branch", "limb")


def test_a_side_without_words_stays_without(seen: Seen) -> None:
    view = seen("The old branch closed.", "The branch closed.")
    asked = edit(view, view.pairs[0], view.pairs[0].left[1].span, None)
    assert asked.right_span is None


def test_without_the_model_nothing_is_judged(seen: Seen) -> None:
    view = seen("A branch closed.", "A limb closed.")
    bare = replace(view, settings=replace(view.settings, doubt=DoubtSettings(use_model=False)))
    assert doubted(bare, bare.pairs[0], Span(start=2, end=8), Span(start=2, end=6)) is None
    assert doubted(view, view.pairs[0], Span(start=2, end=8), Span(start=2, end=6)) is not None


def test_nothing_is_judged_where_neither_side_has_words(seen: Seen) -> None:
    view = seen("A branch closed.", "A limb closed.")
    assert doubted(view, view.pairs[0], None, None) is None
