"""Sentences with every change labelled, as a judge is taught with them."""

from __future__ import annotations

import pytest
from training.judge.whole import edits_of, parted

from retell.changes.model import Severity

LINE = (
    "The {0|clerk => registrar} {2 negation.reversed|denied => confirmed} it{1 time.dropped| on Friday => }."
)


def words(line: str) -> list[tuple[str, str]]:
    """The words that each change of a line stands on, left and right."""
    (left, right), changes = parted(line)
    return [
        (
            "".join(left[span.start : span.end] for span in change.left),
            "".join(right[span.start : span.end] for span in change.right),
        )
        for change in changes
    ]


def test_a_line_is_read_as_its_two_sentences() -> None:
    assert parted(LINE)[0] == ("The clerk denied it on Friday.", "The registrar confirmed it.")


def test_every_change_stands_on_its_words() -> None:
    assert words(LINE) == [("clerk", "registrar"), ("denied", "confirmed"), ("on Friday", "")]


def test_every_change_has_its_label() -> None:
    found = [(change.kind, change.severity) for change in parted(LINE)[1]]
    assert found == [
        ("wording.synonym", Severity.HARMLESS),
        ("negation.reversed", Severity.MEANING),
        ("time.dropped", Severity.NUANCE),
    ]


def test_a_blank_that_one_side_has_is_given_to_both() -> None:
    assert parted("They tried{0| again => once more}.")[0] == ("They tried again.", "They tried once more.")


def test_words_left_out_leave_no_blank_behind() -> None:
    assert parted("{1 omission.detail|Two => } men {0|both => } fled.")[0][1] == "men fled."


@pytest.mark.parametrize("line", ["A {3|b => c}.", "A {0|b > c}.", "A {0|b => c."])
def test_a_change_that_cannot_be_read_is_an_error(line: str) -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        parted(line)


def test_an_edit_is_as_grave_as_the_label_it_touches() -> None:
    texts, changes = parted(LINE)
    rows = list(edits_of(texts, changes, {"story": "one"}))
    spans = {(row["a_span"] and texts[0][slice(*row["a_span"])]): row["y"] for row in rows}
    assert spans["denied"] == 2
    assert spans["clerk"] == 0
