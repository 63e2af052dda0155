"""A text and what is known about it → a document."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TypedDict, Unpack

from retell.document.furniture import furnished
from retell.document.language import language_of
from retell.document.model import Document, Furniture, FurnitureKind, Stamp
from retell.settings import DocumentSettings
from retell.values import replace

_ID_LENGTH = 16


class Fields(TypedDict, total=False):
    """What may be known about a document beside its text; see `Document`."""

    title: str | None
    outlet: str | None
    authors: tuple[str, ...]
    url: str | None
    published: Stamp | None
    modified: Stamp | None
    page_text: str | None
    raw: bytes | None
    extractor: str
    origin: str | None
    extra: Mapping[str, object]


def document(
    text: str,
    settings: DocumentSettings | None = None,
    *,
    id: str | None = None,
    language: str | None = None,
    furniture: Sequence[Furniture] = (),
    **fields: Unpack[Fields],
) -> Document:
    """The document that `text` makes: an id from the content, the language told, furniture labelled.

    What is given stands: `furniture` are labels already known (from a page's markup), to which those that
    the text itself gives away are added.
    """
    settings = settings or DocumentSettings()
    fields["extra"] = MappingProxyType(dict(fields.get("extra", {})))
    bare = Document(id="", text=text, language=language or language_of(text, settings), **fields)
    labels = furnished(text, bare.title, furniture, settings)
    made = replace(bare, furniture=labels, title=bare.title or _title(text, labels))
    return replace(made, id=id or content_id(made))


def content_id(made: Document) -> str:
    """A name made from what the document says and claims to be: equal documents get equal names."""
    published = made.published.when if made.published else ""
    parts = (made.text, made.title, made.outlet, made.url, published, *made.authors)
    content = "\x1f".join(part or "" for part in parts)
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:_ID_LENGTH]


def _title(text: str, labels: tuple[Furniture, ...]) -> str | None:
    return next((label.span.of(text) for label in labels if label.kind is FurnitureKind.TITLE), None)
