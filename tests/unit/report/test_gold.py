"""Whole reports against ones that were read and accepted: RETELL_GOLD=write makes them anew."""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

import pytest
from rich.console import Console

from retell.report.build import report
from retell.report.to_html import to_html
from retell.report.to_json import to_json
from retell.report.to_text import to_text
from retell.tracing import Comparison

GOLD = Path(__file__).resolve().parents[2] / "gold"


def as_text(comparison: Comparison, width: int) -> str:
    console = Console(file=io.StringIO(), width=width, force_terminal=False, no_color=True, highlight=False)
    to_text(report(comparison), console)
    assert isinstance(console.file, io.StringIO)
    return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines()) + "\n"


def as_json(comparison: Comparison) -> str:
    made = re.sub(r'"retell": "[^"]*"', '"retell": "VERSION"', to_json(report(comparison)))
    return re.sub(r',\n "settings": \{.*\n \}\n\}', "\n}", made, flags=re.DOTALL)


def as_html(comparison: Comparison) -> str:
    made = re.sub(r"<style>.*?</style>", "<style></style>", to_html(report(comparison)), flags=re.DOTALL)
    made = re.sub(r"(<script[^>]*>).*?</script>", r"\1</script>", made, flags=re.DOTALL)
    made = re.sub(r"sha256-[^']*", "sha256-HASH", made)
    return re.sub(r"Retell \d[\w.]*", "Retell VERSION", made)


@pytest.mark.parametrize("name", ["wide.txt", "narrow.txt", "comparison.json", "comparison.html"])
def test_the_report_reads_as_it_was_accepted(name: str, comparison: Comparison) -> None:
    made = {
        "wide.txt": lambda: as_text(comparison, 110),
        "narrow.txt": lambda: as_text(comparison, 60),
        "comparison.json": lambda: as_json(comparison),
        "comparison.html": lambda: as_html(comparison),
    }[name]()
    path = GOLD / name
    if os.environ.get("RETELL_GOLD") == "write":
        path.write_text(made, "utf-8")
    assert made == path.read_text("utf-8")
