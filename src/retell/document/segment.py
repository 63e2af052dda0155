"""A document cut into sentences, each with its role."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from retell.document.model import Document, Furniture, FurnitureKind, Sentence
from retell.settings import DocumentSettings
from retell.text.sentences import sentences
from retell.text.spans import Span, covered, trimmed


def segmented(document: Document, settings: DocumentSettings | None = None) -> tuple[Sentence, ...]:
    """Every sentence of the document, furniture among them, in the order of the text.

    A dateline at the head of a sentence is cut off as a sentence of its own. A sentence at least half of
    which is furniture has that furniture's kind as its role.
    """
    furniture = sorted(document.furniture, key=lambda label: label.span)
    cuts = [label.span.end for label in furniture if label.kind is FurnitureKind.DATELINE]
    found = sentences(document.text, document.language, settings)
    starts = [label.span.start for label in furniture]
    longest = max((len(label.span) for label in furniture), default=0)
    return tuple(
        Sentence(span=piece, role=_role(piece, _near(piece, furniture, starts, longest)))
        for span in found
        for piece in _pieces(document.text, span, cuts)
    )


def _pieces(text: str, span: Span, cuts: Sequence[int]) -> Iterator[Span]:
    """The sentence in two where a dateline ends inside it."""
    start = span.start
    for cut in cuts:
        if start < cut < span.end:
            yield trimmed(text, Span(start=start, end=cut))
            start = cut
    rest = trimmed(text, Span(start=start, end=span.end))
    if len(rest):
        yield rest


def _near(
    span: Span, furniture: Sequence[Furniture], starts: Sequence[int], longest: int
) -> Sequence[Furniture]:
    """The labels that may overlap the span."""
    return furniture[bisect_right(starts, span.start - longest - 1) : bisect_right(starts, span.end)]


def _role(span: Span, near: Sequence[Furniture]) -> str:
    """The kind that covers most of the span, if furniture covers half of it; else "body"."""
    shares = [(_shared(span, label.span), label.kind.value) for label in near]
    inside = [Span(start=span.start, end=span.start), *(_within(span, label.span) for label in near)]
    if not shares or covered(inside) * 2 < len(span):
        return "body"
    return max(shares, key=lambda share: share[0])[1]


def _within(span: Span, other: Span) -> Span:
    start = min(max(span.start, other.start), span.end)
    return Span(start=start, end=max(start, min(span.end, other.end)))


def _shared(span: Span, other: Span) -> int:
    return len(_within(span, other))
