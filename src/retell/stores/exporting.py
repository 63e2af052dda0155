"""An archive as files that any program can read, and back into an archive.

A folder holds documents.jsonl, a version a line as `retell` reads records, with what only an archive knows
under "archive"; marks.jsonl, what reviewers said; and archive.json, which says that it is one. Families are
not in it, for they follow from the documents, nor what a service keeps for itself.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any

from retell.errors import StoreAddressError
from retell.family.keys import document_keys
from retell.settings import Settings
from retell.store import Entry, Kept, Mark, Store, Verdict
from retell.stores.settling import every_document
from retell.stores.written import details_written, document_read, dumped

FORMAT = 1
_BATCH = 256


def document_lines(store: Store) -> Iterator[str]:
    """Every version of every document as a line of JSON, the older version first."""
    for now in every_document(store):
        for number in range(1, now.versions + 1):
            kept = store.document(now.document.id, number)
            if kept:
                yield dumped(_record(kept))


def _record(kept: Kept) -> dict[str, object]:
    """A version as a record that `retell` reads, and the rest of it under "archive"."""
    document = kept.document
    raw = base64.b64encode(document.raw).decode() if document.raw is not None else None
    return {
        "id": document.id,
        "text": document.text,
        "title": document.title,
        "url": document.url,
        "outlet": document.outlet,
        "authors": list(document.authors),
        "published": document.published.when if document.published else None,
        "modified": document.modified.when if document.modified else None,
        "language": document.language,
        "archive": {
            "version": kept.version,
            "seen": kept.seen,
            "raw": raw,
            "page_text": document.page_text,
            "details": json.loads(details_written(document)),
        },
    }


def export(store: Store, folder: Path) -> int:
    """Write a whole archive into a folder; how many versions it has. OSError where it cannot be written."""
    folder.mkdir(parents=True, exist_ok=True)
    count = _write(folder / "documents.jsonl", document_lines(store))
    _write(folder / "marks.jsonl", (dumped(mark) for mark in store.marks()))
    head = {"retell_archive": FORMAT, "retell": version("retell"), "versions": count}
    _write(folder / "archive.json", [dumped(head)])
    return count


def _write(path: Path, lines: Iterable[str]) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for line in lines:
            file.write(f"{line}\n")
            count += 1
    return count


def restore(store: Store, folder: Path, settings: Settings | None = None) -> int:
    """Put an exported archive into a store; how many versions there were.

    Raises StoreAddressError where the folder holds none, OSError where it cannot be read.
    """
    settings = settings or Settings()
    head = _read(folder / "archive.json")
    if next(head, {}).get("retell_archive") != FORMAT:
        raise StoreAddressError.not_an_export(str(folder))
    count = 0
    lines = _read(folder / "documents.jsonl")
    while some := list(islice(lines, _BATCH)):
        count += len(store.add([_entry(each, settings, folder) for each in some]))
    store.mark([_mark(each) for each in _read(folder / "marks.jsonl")])
    return count


def _read(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a file; StoreAddressError at a line that is none."""
    with path.open("r", encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            try:
                yield dict(json.loads(line))
            except (ValueError, TypeError):
                raise StoreAddressError.not_an_export(f"{path}, line {number}") from None


def _entry(held: dict[str, Any], settings: Settings, folder: Path) -> Entry:
    """The version that a record tells of."""
    try:
        own = held["archive"]
        raw = base64.b64decode(own["raw"]) if own["raw"] is not None else None
        document = document_read(held["id"], dumped(own["details"]), held["text"], own["page_text"], raw)
        return Entry(document=document, keys=document_keys(document, settings.family), seen=own["seen"])
    except (KeyError, TypeError, ValueError):
        raise StoreAddressError.not_an_export(str(folder)) from None


def _mark(held: dict[str, Any]) -> Mark:
    return Mark(**{**held, "verdict": Verdict(held["verdict"])})
