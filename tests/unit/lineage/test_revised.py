"""What was changed between two versions of a page."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retell.lineage.revised import REVISED, revised


def measured(old: str, new: str) -> dict[str, float]:
    sentences = Counter(old.split(".")), Counter(new.split("."))
    return dict(zip(REVISED, revised(old.split(), new.split(), sentences), strict=True))


def test_sentences_come_and_gone_are_set_against_each_other() -> None:
    assert measured("The pier is old.", "The pier is old. It was built of oak.")["added"] > 0


def test_a_slip_put_right_speaks_for_the_text_without_it() -> None:
    assert measured("the herring fleeet sails", "the herring fleet sails")["slips"] > 0


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("figures", "it has a few boats", "it has 40 boats"),
        ("years", "it closed", "it closed in 1998"),
        ("later", "the census of 1990", "the census of 2000"),
        ("now", "it is currently closed", "it is closed"),
        ("asides", "the pier", "the pier (an old one)"),
        ("longest", "the pier", "the pier that was built of oak by the town"),
    ],
)
def test_what_newer_texts_have_counts_for_the_newer(name: str, old: str, new: str) -> None:
    spaced = new.replace("(", "( ")
    assert measured(old, spaced)[name] > 0
    assert measured(spaced, old)[name] < 0


def test_equal_texts_say_nothing() -> None:
    assert set(measured("the pier is old", "the pier is old").values()) == {0.0}


@settings(deadline=None, max_examples=30)
@given(st.text(max_size=60), st.text(max_size=60))
def test_measures_of_odd_texts_are_finite(old: str, new: str) -> None:
    assert np.isfinite(list(measured(old, new).values())).all()
