"""The rules are those of RFC 4180."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest

from retell.changes.model import Change, Severity
from retell.report.build import report
from retell.report.to_csv import COLUMNS, to_csv
from retell.text.spans import Span
from retell.tracing import Comparison

Between = Callable[..., Comparison]


def rows(made: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made, newline="")))


def test_every_finding_is_a_line_under_one_header(comparison: Comparison) -> None:
    made = to_csv(report(comparison))
    assert made.startswith(",".join(COLUMNS) + "\r\n")
    found = rows(made)
    assert [row["number"] for row in found] == [str(at + 1) for at in range(len(comparison.changes))]
    assert (found[0]["kind"], found[0]["left_text"], found[0]["row"]) == ("number.magnitude", "three", "2")


def test_lines_end_as_the_standard_says_and_have_as_many_fields(comparison: Comparison) -> None:
    made = to_csv(report(comparison))
    assert made.endswith("\r\n") and "\n" not in made.replace("\r\n", "")
    assert {len(row) for row in csv.reader(io.StringIO(made, newline=""), strict=True)} == {len(COLUMNS)}


def test_a_side_with_nothing_is_empty(comparison: Comparison) -> None:
    omission = next(row for row in rows(to_csv(report(comparison))) if row["kind"] == "omission")
    assert omission["right_start"] == omission["right_end"] == omission["right_text"] == ""


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_words_that_a_spreadsheet_would_run_are_held_back(between: Between, start: str) -> None:
    words = f'{start}1+"2",\nx'
    span = Span(start=0, end=len(words))
    change = Change(kind="sense", severity=Severity.MEANING, confidence=0.9, why="=w", left=span, right=None)
    (row,) = rows(to_csv(report(between(words, "y", change))))
    assert row["left_text"] == f"'{words}" and row["why"] == "'=w"
