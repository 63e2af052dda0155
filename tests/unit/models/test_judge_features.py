"""What can be known of an edit from its two sentences."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.models.judge_features import Edit, features, names, table, weakest
from retell.text.spans import Span


def edit(marked: str) -> Edit:
    """An edit written as a sentence with "[old>new]" in it; a side may be empty."""
    before, _, rest = marked.partition("[")
    changed, _, after = rest.partition("]")
    old, _, new = changed.partition(">")
    spans = [Span(start=len(before), end=len(before) + len(words)) if words else None for words in (old, new)]
    left, right = before + old + after, before + new + after
    return Edit(left=left, right=right, left_span=spans[0], right_span=spans[1])


def test_an_edit_without_words_on_either_side_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one side"):
        Edit(left="a", right="b", left_span=None, right_span=None)


def test_every_edit_has_the_same_figures_in_the_same_order() -> None:
    for marked in ("He [left>went].", "He left[ at noon>].", "He [>suddenly ]left.", "He left[.>!]"):
        assert tuple(features(edit(marked))) == names()


def test_a_table_has_a_row_for_every_edit() -> None:
    assert table([edit("He [left>went]."), edit("She [won>lost].")]).shape == (2, len(names()))
    assert table([]).shape == (0, len(names()))


def test_words_that_rise_and_fall_are_told_apart() -> None:
    assert features(edit("Shares [rose>fell] on Monday."))["ways oppose"] == 1
    assert features(edit("Shares [rose>climbed] on Monday."))["ways oppose"] == 0


def test_figures_and_names_are_told_apart() -> None:
    told = features(edit("He paid [40 pounds to Ann>50 pounds to Tom]."))
    assert told["figures differ"] == 1
    assert told["capitals differ"] == 2


def test_a_word_that_stands_elsewhere_in_the_other_sentence_is_not_lone() -> None:
    moved = Edit(
        left="On Monday the bridge was closed.",
        right="The bridge was closed on Monday.",
        left_span=Span(start=3, end=9),
        right_span=None,
    )
    assert features(moved)["left lone"] == 0
    assert features(edit("The bridge was closed[ on Monday>]."))["left lone"] == 1


def test_a_deletion_has_no_pair() -> None:
    assert weakest(edit("The [old >]bridge was closed.")) is None
    assert features(edit("The [old >]bridge was closed."))["pairs"] == -1


def test_the_pair_that_answers_least_is_the_one_told() -> None:
    assert weakest(edit("The [large house>big orchard] was sold.")) == ("house", "orchard")


def test_denial_is_counted_on_its_side() -> None:
    told = features(edit("He did [not >]come."))
    assert (told["denial left"], told["denial right"]) == (1, 0)


@given(st.text(max_size=30), st.text(max_size=8), st.text(max_size=8), st.text(max_size=30))
def test_odd_text_never_raises(before: str, old: str, new: str, after: str) -> None:
    spans = [Span(start=len(before), end=len(before) + len(words)) if words else None for words in (old, new)]
    if spans != [None, None]:
        texts = before + old + after, before + new + after
        given_edit = Edit(left=texts[0], right=texts[1], left_span=spans[0], right_span=spans[1])
        assert np.isfinite(table([given_edit])).all()
