"""The examples of docs/reference/formats.md are read as what they say they are."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from retell.report.formats import FORMATS

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "reference" / "formats.md").read_text("utf-8")
EXAMPLES = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("name", [form.name for form in FORMATS])
def test_every_form_has_its_heading_an_example_and_its_file_names(name: str) -> None:
    section = PAGE.partition(f"## `{name}`\n")[2].partition("\n## ")[0]
    assert "```" in section
    row = next(line for line in PAGE.splitlines() if line.startswith(f"| `{name}` |"))
    suffixes = next(form.suffixes for form in FORMATS if form.name == name)
    assert all(f"`{suffix}`" in row for suffix in suffixes)


@pytest.mark.parametrize(("language", "source"), EXAMPLES, ids=range(len(EXAMPLES)))
def test_every_example_is_well_formed(language: str, source: str) -> None:
    if language == "xml":
        ET.fromstring(source.replace("xml:id", "id").encode())
    elif language == "csv":
        assert len({len(row) for row in csv.reader(io.StringIO(source), strict=True)}) == 1
    elif language == "json":
        try:
            json.loads(source)
        except json.JSONDecodeError:
            assert [json.loads(line) for line in source.splitlines()]
    else:
        assert language == "markdown"
