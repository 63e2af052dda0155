"""Documents read where their bytes are, as rows that can be sent from one machine to another."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa

from retell.document.load import from_bytes
from retell.document.model import Document, Skipped
from retell.document.records import from_record
from retell.engines import local
from retell.family.keys import body
from retell.settings import Settings

Batches = Iterator[pa.RecordBatch]
DOCUMENTS = "id string, body string, made binary"
READ = f"{DOCUMENTS}, origin string, error string"
ORIGIN = "origin of the row"
"""The column beside a row of Parquet that says which file it is of."""


def document_row(document: Document) -> dict[str, Any]:
    """A document as a row."""
    # Half a surrogate pair is no Unicode text, and Arrow takes none. It is no letter: a mark stands for it.
    text = body(document).encode("utf-8", "replace").decode("utf-8")
    return {"id": document.id, "body": text, "made": pickle.dumps(document)}


def from_lines(batches: Batches) -> Batches:
    """The documents of JSON lines, some of a file at a time."""
    for part in batches:
        lines = "\n".join(line or "" for line in part["value"].to_pylist())
        yield read_rows(from_bytes(lines.encode("utf-8", "surrogatepass"), "records.jsonl"))


def from_rows(batches: Batches) -> Batches:
    """The documents of rows of Parquet."""
    settings = Settings().document
    for part in batches:
        rows = part.to_pylist()
        found = [
            from_record((f"row {at} of a part", row), row.pop(ORIGIN), settings)
            for at, row in enumerate(rows, start=1)
        ]
        yield read_rows(found)


def from_files(batches: Batches) -> Batches:
    """The documents of whole files: pages, texts, archives of the web."""
    for part in batches:
        for path, content in zip(part["path"].to_pylist(), part["content"].to_pylist(), strict=True):
            yield read_rows(from_bytes(content, path))


def read_rows(found: Iterable[Document | Skipped]) -> pa.RecordBatch:
    """What was read as rows: documents, and what could not be read with the reason."""
    told = (("origin", pa.string()), ("error", pa.string()))
    schema = pa.schema([("id", pa.string()), ("body", pa.string()), ("made", pa.binary()), *told])
    rows = [
        {"origin": each.origin, "error": each.error} if isinstance(each, Skipped) else document_row(each)
        for each in found
    ]
    return pa.RecordBatch.from_pylist(rows, schema=schema)


_ = local  # documents hold read-only mappings, which pickle knows once this module is there
