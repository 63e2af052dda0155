"""Bylines that name nobody in common."""

from __future__ import annotations

from pathlib import Path

import pytest

from retell.document.load import read
from retell.document.model import Document
from retell.settings import Settings
from retell.tracing import compare

BODY = """

The harbour board closed the eastern pier on Tuesday after a crack was found in a pile. Engineers will inspect
all forty piles this week. Fishing crews were told to land their catch at Saltby instead. The pier was last
repaired in 1987 at a cost of 2.4 million crowns.
"""
HEAD = "Cracked pile shuts eastern pier\n\n"


def kinds(folder: Path, left: str, right: str) -> list[str]:
    pages = []
    for name, line in (("a.txt", left), ("b.txt", right)):
        (folder / name).write_text(HEAD + line + BODY, encoding="utf-8")
        pages += [page for page in read([str(folder / name)]) if isinstance(page, Document)]
    return [change.kind for change in compare(pages[0], pages[1], Settings().without_model()).changes]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("By Odile Marrant", "By Staff Reporter"),
        ("By Odile Marrant, Crime Correspondent", "By Sports and Crime Desk"),
    ],
)
def test_another_byline_is_a_credit_gone_and_no_name_exchanged(tmp_path: Path, left: str, right: str) -> None:
    found = kinds(tmp_path, left, right)
    assert "attribution.credit" in found
    assert not [kind for kind in found if kind.startswith("name.")]


def test_a_misspelt_byline_is_a_misspelt_name(tmp_path: Path) -> None:
    assert "name.misspelt" in kinds(tmp_path, "By Odile Marrant", "By Odile Marant")


def test_a_post_told_in_a_byline_is_no_name(tmp_path: Path) -> None:
    found = kinds(tmp_path, "By Odile Marrant, Crime Correspondent", "By Odile Marrant")
    assert "name.dropped" not in found
