from __future__ import annotations

import pytest

from retell.cli import FORMATS as OFFERED
from retell.report.build import report
from retell.report.formats import FORMATS, form_of, rendered
from retell.tracing import Comparison


def test_the_command_line_offers_every_form_and_text() -> None:
    assert ("text", *(form.name for form in FORMATS)) == OFFERED


def test_no_two_forms_are_asked_for_by_one_suffix() -> None:
    suffixes = [suffix for form in FORMATS for suffix in form.suffixes]
    assert len(set(suffixes)) == len(suffixes) and all(suffix.islower() for suffix in suffixes)


@pytest.mark.parametrize("form", [form.name for form in FORMATS])
def test_every_form_is_rendered_and_ends_its_last_line(form: str, comparison: Comparison) -> None:
    made = rendered(report(comparison), form)
    assert made.endswith("\n") and made == rendered(report(comparison), form)


@pytest.mark.parametrize(
    ("file", "form"),
    [
        ("out/a.json", "json"), ("a.HTM", "html"), ("a.md", "markdown"), ("a.csv", "csv"),
        ("a.jsonld", "web-annotation"), ("a.pan.xml", "pan"), ("a.tei.xml", "tei"), ("a.xml", "tei"),
        ("a.jsonl", "passim"), ("a.collatex.json", "collatex"), ("a.txt", None), ("csv", None), ("", None),
    ],
)  # fmt: skip
def test_a_file_is_given_the_form_its_longest_suffix_asks_for(file: str, form: str | None) -> None:
    assert form_of(file) == form
