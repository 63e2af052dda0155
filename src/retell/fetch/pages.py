"""An address → the documents that stand there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from retell.document.files import FileKind, decoded
from retell.document.load import Fetch, from_bytes
from retell.document.make import content_id
from retell.document.model import Document, Skipped
from retell.errors import InputError
from retell.fetch.fetch import Means, fetched
from retell.fetch.limits import Fetched, FetchLimits
from retell.settings import DocumentSettings

_KINDS = {
    "text/html": FileKind.HTML,
    "application/xhtml+xml": FileKind.HTML,
    "application/json": FileKind.JSON,
    "application/x-ndjson": FileKind.JSON_LINES,
    "application/jsonl": FileKind.JSON_LINES,
}
"""What a media type promises. A plain text or XML may be anything, and is looked at."""


def documents_at(
    address: str,
    settings: DocumentSettings | None = None,
    limits: FetchLimits | None = None,
    means: Means | None = None,
) -> Iterator[Document | Skipped]:
    """The documents that stand at an address; NetworkError where it cannot be read."""
    yield from documents_of(fetched(address, limits, means), settings)


def documents_of(page: Fetched, settings: DocumentSettings | None = None) -> Iterator[Document | Skipped]:
    """The documents of a page that was fetched; one that names no address of its own has the page's."""
    kind = _KINDS.get(page.media_type or "")
    for item in from_bytes(page.raw, page.url, settings, kind=kind, charset=page.charset):
        yield _placed(item, page.url) if isinstance(item, Document) else item


def _placed(found: Document, url: str) -> Document:
    if found.url is not None or found.extractor == "record":
        return found
    placed = replace(found, url=url)
    return replace(placed, id=content_id(placed))


def reading(settings: DocumentSettings | None = None, limits: FetchLimits | None = None) -> Fetch:
    """What `retell.document.load.read` needs to read addresses too."""
    return lambda address: documents_at(address, settings, limits)


def page_bytes(address: str, limits: FetchLimits | None = None) -> tuple[bytes, str]:
    """The bytes that stand at an address and where they came from; NetworkError where it cannot be read.

    Where only the header of the answer knows the encoding, the bytes are given in UTF-8.
    """
    page = fetched(address, limits)
    settings = DocumentSettings()
    if page.charset in (None, "utf-8", "utf8"):
        return page.raw, page.url
    try:
        text, without = (decoded(page.raw, page.url, settings, each) for each in (page.charset, None))
    except InputError:
        return page.raw, page.url
    return (page.raw if text == without else text.encode("utf-8", "replace")), page.url
