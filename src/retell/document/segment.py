"""A document cut into sentences, each with its role."""

from __future__ import annotations

from retell.document.model import Document, Sentence
from retell.text.sentences import sentences


def segmented(document: Document) -> tuple[Sentence, ...]:
    """Every sentence of the document, furniture among them, in the order of the text."""
    return tuple(
        Sentence(span=span, role=_role(document, span.start))
        for span in sentences(document.text, document.language)
    )


def _role(document: Document, at: int) -> str:
    return next((f.kind.value for f in document.furniture if f.span.start <= at < f.span.end), "body")
