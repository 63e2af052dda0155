"""Set phrases about an edit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.models.judge_phrases import figures
from retell.text.tokens import tokens


def told(left: str, right: str, old: str, new: str) -> dict[str, float]:
    """The figures of an edit of two sentences, by the words that were exchanged."""
    sides = []
    for text, words in ((left, old), (right, new)):
        said = [token for token in tokens(text) if token.is_word]
        start = text.index(words)
        at = [i for i, each in enumerate(said) if start <= each.span.start < start + len(words)]
        sides += [said, range(at[0], at[-1] + 1)]
    return figures(*sides)  # type: ignore[arg-type]


def test_a_verb_and_its_particle_are_one_phrase() -> None:
    found = told("They ruled out a strike.", "They precluded a strike.", "ruled out", "precluded")
    assert found["phrase left"] == found["whole phrase left"] == 1
    assert found["phrases joined"] > 0
    assert found["joined as phrases"] > 0


def test_a_word_taken_out_of_a_phrase_leaves_the_rest_of_it() -> None:
    found = told("The fire was put out.", "The fire was placed out.", "put", "placed")
    assert found["phrase left"] == 1
    assert found["phrase right"] == 0
    assert found["phrase left kept"] == 1
    assert found["whole phrase left"] == 0


def test_two_plain_words_stand_in_no_phrase() -> None:
    found = told("The farmer sold wool.", "The farmer bought wool.", "sold", "bought")
    assert found["phrase left"] == found["phrase right"] == found["phrases joined"] == 0
    assert found["phrase left kept"] == found["phrase right kept"] == -2


@pytest.mark.parametrize("swap", [("The fire was put out.", "The fire was extinguished.")])
def test_turned_round_the_sides_change_places(swap: tuple[str, str]) -> None:
    there = told(*swap, "put out", "extinguished")
    back = told(swap[1], swap[0], "extinguished", "put out")
    assert there["phrases joined"] == pytest.approx(back["phrases joined"])
    assert (there["phrase left"], there["phrase right"]) == (back["phrase right"], back["phrase left"])


@given(st.text(max_size=40))
def test_odd_text_never_raises(text: str) -> None:
    words = tokens(text)
    assert len(figures(words, range(len(words)), words, range(0))) == 9
