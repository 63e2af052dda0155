"""Tracing documents that are known to be one family."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.articles import COPY, OTHER, SOURCE, Retell


def test_what_is_given_is_one_family_whatever_it_shares(retell: Retell, tmp_path: Path) -> None:
    for name, text in (("a", SOURCE), ("b", COPY), ("c", OTHER)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    done = retell("trace", str(tmp_path), "--keys", "given", "--json")
    assert done.status == 0
    (line,) = done.out.splitlines()
    told = json.loads(line)
    assert len(told["family"]) == 3
    assert told["skeleton"]


def test_one_document_has_no_story(retell: Retell, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SOURCE, encoding="utf-8")
    done = retell("trace", str(path), "--keys", "given", "--json")
    assert (done.status, done.out) == (0, "")
