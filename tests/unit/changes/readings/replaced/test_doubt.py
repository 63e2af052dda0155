"""Asking the judge about an edit of a link."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from retell.changes.readings.links.words import answers
from retell.changes.readings.replaced.doubt import doubted, doubtful, edit, is_for_phrase, is_phrase
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


def test_replaced_words_are_doubtful_and_their_forms_are_not(seen: Seen) -> None:
    view = seen("The council shut two branches.", "The council closed the branch.")
    said = [(left.of(view.left.text), right.of(view.right.text)) for _, left, right in doubtful(view)]
    assert ("shut", "closed") in said
    assert ("branches", "branch") not in said


def test_names_and_figures_are_not_doubtful(seen: Seen) -> None:
    view = seen("In May Anna Berg paid 40 crowns.", "In May Anna Holm paid 50 crowns.")
    assert not list(doubtful(view))


def test_each_doubtful_edit_is_told_once(seen: Seen) -> None:
    view = seen("The talks began and the farmer sold it.", "The talks opened and the driver sold it.")
    said = [(left, right) for _, left, right in doubtful(view)]
    assert len(said) == len(set(said)) > 0


def test_a_long_stretch_is_no_phrase(seen: Seen) -> None:
    view = seen(
        "The council shut it.", "The council, tired of years of losses and of letters from readers, shut it."
    )
    assert not any(is_phrase(view.pairs[0], hunk, DoubtSettings()) for hunk in view.pairs[0].hunks)


def test_one_edit_is_likelier_to_harm_in_a_copy_that_harms_elsewhere(seen: Seen) -> None:
    calm = ["The council shut a branch.", "The talks began on Sunday.", "The farmer bought two fields."]
    kind = ["The council shut a limb.", "The talks started on Sunday.", "The farmer purchased two fields."]
    wild = ["The council shut a limb.", "The talks drowned on Sunday.", "The farmer hated two fields."]
    harms = []
    for copy in (kind, wild):
        view = seen(calm, copy, links=[(0, 0), (1, 1), (2, 2)])
        pair = view.pairs[0]
        found = doubted(view, pair, pair.left[4].span, pair.right[4].span)
        assert found is not None
        harms.append(found.harm)
    assert harms[0] < harms[1]


@pytest.mark.parametrize(
    ("one", "other", "phrase"),
    [
        ("The bank handed over the ledgers.", "The bank provided the ledgers.", True),
        ("A barrister spoke for him.", "A legal adviser spoke for him.", True),
        ("The bank found the ledgers.", "The bank burned the ledgers.", False),
        ("The bank shredded old ledgers.", "The bank bought new files.", False),
    ],
)
def test_a_word_for_a_phrase_is_told_from_a_word_for_a_word(
    seen: Seen, one: str, other: str, *, phrase: bool
) -> None:
    view = seen(one, other)
    pair = view.pairs[0]
    told = [is_for_phrase(pair, each, view.settings.doubt) for each in answers(pair).pairs]
    assert any(told) is phrase


def test_a_long_stretch_is_no_phrase_for_a_word(seen: Seen) -> None:
    view = seen("The bank handed over the ledgers.", "The bank provided the ledgers.")
    pair = view.pairs[0]
    narrow = replace(view.settings.doubt, phrase_for_word=1)
    assert not any(is_for_phrase(pair, each, narrow) for each in answers(pair).pairs)
