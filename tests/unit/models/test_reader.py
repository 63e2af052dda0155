"""The reader of both sentences."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.models import reader
from retell.models.judge_features import Edit
from retell.text.spans import Span

HARM, _, SENSES = range(3)


def edit(marked: str, other: str = "") -> Edit:
    """An edit written as "She [lent>borrowed] a rake.", followed on both sides by another sentence."""
    before, _, rest = marked.partition("[")
    changed, _, after = rest.partition("]")
    old, _, new = changed.partition(">")
    spans = [Span(start=len(before), end=len(before) + len(words)) if words else None for words in (old, new)]
    left, right = before + old + after + other, before + new + after + other
    return Edit(left=left, right=right, left_span=spans[0], right_span=spans[1])


PAIRS = (
    ("The central bank kept its key [rate>pace] at four percent.", "The runner kept her [rate>pace] up."),
    ("The minister [left>abandoned] his wife at home to rest.", "The minister [started>began] the talks."),
    ("The [missiles>flowers] hit a depot.", "The [harbour>port] was closed."),
)


@pytest.mark.parametrize(("harmful", "harmless"), PAIRS)
def test_a_wrong_word_is_read_as_more_harmful_than_a_fair_one(harmful: str, harmless: str) -> None:
    found = reader.read([edit(harmful), edit(harmless)])
    assert found[0, HARM] > found[1, HARM]


def test_an_answer_does_not_depend_on_what_else_is_asked() -> None:
    edits = [edit(marked) for pair in PAIRS for marked in pair]
    together = reader.read(edits)
    for at, each in enumerate(edits):
        assert np.array_equal(reader.read([each])[0], together[at])


def test_edits_of_one_pair_are_answered_each_for_itself() -> None:
    left, right = "The red barn burned down.", "The blue barn burst down."
    both = [
        Edit(
            left=left,
            right=right,
            left_span=Span(start=left.index(old), end=left.index(old) + len(old)),
            right_span=Span(start=right.index(new), end=right.index(new) + len(new)),
        )
        for old, new in (("red", "blue"), ("burned", "burst"))
    ]
    found = reader.read(both)
    assert np.allclose(found[::-1], reader.read(both[::-1]), atol=1e-6)
    assert found[0, HARM] != found[1, HARM]


def test_words_meant_alike_share_their_senses() -> None:
    found = reader.read([edit("They [bought>purchased] a house."), edit("They [bought>hated] a house.")])
    assert 0 <= found[1, SENSES] < found[0, SENSES] <= 2


def test_a_word_without_senses_counts_as_it_was_taught() -> None:
    found = reader.read([edit("They met in [Zqxv>Qzvx] today.")])
    assert found[0, SENSES] == pytest.approx(0.6)


@pytest.mark.parametrize("marked", ["He came[ alone>].", "He [>suddenly ]came."])
def test_a_side_without_words_is_read_too(marked: str) -> None:
    assert np.isfinite(reader.read([edit(marked)])).all()


def test_an_edit_far_into_a_long_sentence_is_read_in_its_place() -> None:
    start = "The committee met and the chair spoke and " * 30
    near, far = edit("[He lent>He borrowed] her a rake."), edit(f"{start}he [lent>borrowed] her a rake.")
    other = edit(f"{start}he [gave>handed] her a rake.")
    found = reader.read([near, far, other])
    assert found[1, HARM] > found[2, HARM]


@given(st.text(max_size=60), st.text(min_size=1, max_size=20))
def test_odd_text_is_read_without_complaint(around: str, words: str) -> None:
    text = around + words
    asked = Edit(
        left=text, right=text + ".", left_span=Span(start=len(around), end=len(text)), right_span=None
    )
    assert np.isfinite(reader.read([asked])).all()


def test_nothing_asked_is_nothing_read() -> None:
    assert reader.read([]).shape == (0, len(reader.NAMES))


def test_no_library_is_loaded_before_the_first_edit_is_read() -> None:
    code = "import sys, retell.models.judge; raise SystemExit('onnxruntime' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
