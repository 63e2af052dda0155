from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console

from retell.document.model import Skipped
from retell.report.build import report
from retell.report.families import traced
from retell.report.model import Report
from retell.report.to_text import to_text, trace_to_text
from retell.tracing import Comparison, Tracing

Between = Callable[..., Comparison]


def printed(made: Report, width: int = 100, *, terminal: bool = False, no_color: bool = True) -> str:
    console = Console(
        file=io.StringIO(), width=width, force_terminal=terminal, no_color=no_color, highlight=False
    )
    to_text(made, console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_the_verdict_is_the_first_line(comparison: Comparison) -> None:
    assert printed(report(comparison), width=300).startswith(report(comparison).verdict.line)


def test_away_from_a_terminal_there_are_no_escape_codes(comparison: Comparison) -> None:
    assert "\x1b" not in printed(report(comparison))


def test_away_from_a_terminal_changed_words_stand_between_signs(comparison: Comparison) -> None:
    text = printed(report(comparison), width=200)
    assert "injuring [-three-](1) dockers" in text
    assert "injuring {+thirty+}(1) dockers" in text


def test_on_a_terminal_changed_words_are_styled(comparison: Comparison) -> None:
    text = printed(report(comparison), width=200, terminal=True)
    assert "\x1b[" in text and "[-three-]" not in text


def test_without_colour_a_terminal_still_shows_lines_and_weight(comparison: Comparison) -> None:
    text = printed(report(comparison), width=200, terminal=True, no_color=True)
    assert "\x1b[1;4m" in text and "38;5" not in text


@pytest.mark.parametrize("width", [40, 60, 88, 120, 250])
def test_no_line_is_wider_than_asked(comparison: Comparison, width: int) -> None:
    assert max(cell_len(line) for line in printed(report(comparison), width=width).splitlines()) <= width


def test_narrow_terminals_get_one_version_above_the_other(comparison: Comparison) -> None:
    lines = printed(report(comparison), width=60).splitlines()
    assert any(line.startswith(("− VARNSUND", "− “We heard")) for line in lines)
    assert any(line.startswith("+ A crane") for line in lines)


def test_harmless_wording_is_counted_not_listed(comparison: Comparison) -> None:
    text = printed(report(comparison))
    assert "Harmless: 2 more" in text
    assert "became “collapsed”" not in text


def test_findings_carry_their_reason_and_their_doubt(comparison: Comparison) -> None:
    text = printed(report(comparison))
    assert "number: magnitude  three → thirty" in text
    assert "“three” became “thirty”" in text
    assert "attribution: dropped  (unsure)" in text
    assert "→ (nothing)" in text


def test_dropped_furniture_is_listed_by_its_kind(comparison: Comparison) -> None:
    assert "row 8, credit: Photo: Varnsund Courier" in printed(report(comparison))


def test_an_article_cannot_command_the_terminal(between: Between) -> None:
    text = printed(report(between("Red \x1b[31malert\x9b2J here.", "Red alert.")), terminal=True)
    assert "\x1b[31m" not in text and "\x9b" not in text and "␛[31malert" in text


def test_wide_characters_keep_the_columns(between: Between) -> None:
    text = printed(report(between("港口的起重机倒塌了。" * 8, "起重机倒塌。" * 12)), width=100)
    assert max(cell_len(line) for line in text.splitlines()) <= 100


def test_brackets_in_an_article_are_not_markup(between: Between) -> None:
    assert "[bold]loud[/bold]" in printed(report(between("He was [bold]loud[/bold].", "He was.")), width=120)


def test_a_trace_is_told_as_a_tree(tracing: Tracing, comparison: Comparison) -> None:
    documents = [
        comparison.left,
        comparison.right,
        replace(comparison.right, id="copy-9", origin="in/other.txt"),
    ]
    lone = replace(comparison.right, id="lone", origin="in/lone.txt")
    made = traced(tracing, [*documents, lone], [Skipped(origin="x", error="R103: x: is empty.")])
    console = Console(file=io.StringIO(), width=120)
    trace_to_text(made, console)
    assert isinstance(console.file, io.StringIO)
    text = console.file.getvalue()
    assert text.startswith(
        "4 documents read; 1 family of copies among 3 of them; 1 pair related and no copies"
    )
    assert "  Varnsund Courier, 2031-03-04 09:30 +01:00\n" in text
    assert "  └─ in/copy.txt (91 %): changes: 3 of meaning, 5 of nuance" in text
    assert "undecided: in/copy.txt or in/other.txt first" in text
    assert "in/other.txt · in/lone.txt: independent reports of the same event (97 %)" in text
