from __future__ import annotations

import json
import pickle
from collections.abc import Iterator
from typing import Any

import pytest

from retell.document.model import Document

pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
reading = pytest.importorskip("retell.engines.reading")

TEXT = "The council put off its vote on the harbour until spring, the clerk said on Monday."


def told(batches: Iterator[Any]) -> tuple[list[Document], list[str]]:
    """The documents that rows hold, and why others could not be read."""
    rows = [row for batch in batches for row in batch.to_pylist()]
    documents = [pickle.loads(row["made"]) for row in rows if row["made"]]
    return documents, [row["error"][:4] for row in rows if row["error"]]


def test_lines_are_documents_and_a_broken_one_is_told_of() -> None:
    lines = [json.dumps({"id": "a", "text": TEXT}), None, "{broken"]
    documents, errors = told(reading.from_lines(iter([pa.record_batch({"value": lines})])))
    assert [(each.id, each.text) for each in documents] == [("a", TEXT)]
    assert errors == ["R108"]


def test_rows_of_tables_are_documents() -> None:
    part = pa.record_batch({"id": ["a"], "text": [TEXT], reading.ORIGIN: ["file:/crawl.parquet"]})
    documents, errors = told(reading.from_rows(iter([part])))
    assert ([each.id for each in documents], errors) == (["a"], [])


def test_whole_files_are_read_by_their_names() -> None:
    part = pa.record_batch({"path": ["note.txt", "page.html"], "content": [TEXT.encode(), b""]})
    documents, errors = told(reading.from_files(iter([part])))
    assert documents[0].text == TEXT
    assert len(errors) == 1


def test_half_a_surrogate_pair_does_not_stop_a_row() -> None:
    row = reading.document_row(Document(id="a", text="half \ud800 of a pair"))
    assert row["body"] == "half ? of a pair"
    assert pickle.loads(row["made"]).text == "half \ud800 of a pair"
