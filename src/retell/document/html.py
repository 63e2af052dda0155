"""A saved page → its article."""

from __future__ import annotations

from retell.document.model import Document
from retell.settings import DocumentSettings


def from_page(text: str, raw: bytes, origin: str, settings: DocumentSettings) -> Document:
    """A."""
    raise NotImplementedError
