"""A sentence cut where the findings that mark it begin and end."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise

from retell.changes.model import Severity
from retell.document.model import Sentence
from retell.report.model import Cell, Piece
from retell.text.spans import Span
from retell.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The words of one side that a finding is about."""

    span: Span
    id: str
    number: int
    severity: Severity


def by_sentence(marks: Iterable[Mark], sentences: Sequence[Sentence]) -> list[list[Mark]]:
    """For each sentence the marks that touch it, in order; a mark may touch several."""
    ends = [sentence.span.end for sentence in sentences]
    found: list[list[Mark]] = [[] for _ in sentences]
    for mark in sorted(marks, key=lambda each: (each.span.start, -each.span.end, each.number)):
        at = bisect_right(ends, mark.span.start)
        while at < len(sentences) and sentences[at].span.start < mark.span.end:
            found[at].append(mark)
            at += 1
    return found


def cell(name: str, text: str, sentence: Sentence, paragraph: int, marks: Sequence[Mark]) -> Cell:
    """The sentence with the marks that touch it."""
    return Cell(
        id=name,
        role=sentence.role,
        opens=opens(text, sentence),
        paragraph=paragraph,
        pieces=tuple(_pieces(text, sentence.span, marks)),
    )


def paragraphs(text: str, sentences: Sequence[Sentence]) -> list[int]:
    """The paragraph in which each sentence stands, counted from 1."""
    return list(accumulate((opens(text, sentence) for sentence in sentences), initial=0))[1:]


def opens(text: str, sentence: Sentence) -> bool:
    """Whether the sentence begins a paragraph: it is the first, or a line breaks before it."""
    start = sentence.span.start
    gap = _gap_before(text, start)
    return gap == 0 or "\n" in text[gap:start]


def _gap_before(text: str, at: int) -> int:
    while at and text[at - 1].isspace():
        at -= 1
    return at


def _pieces(text: str, span: Span, marks: Sequence[Mark]) -> Iterator[Piece]:
    """Runs between the edges of marks, so that marks may nest or cross and every letter is shown once."""
    edges = {span.start, span.end}
    for mark in marks:
        edges |= {max(span.start, mark.span.start), min(span.end, mark.span.end)}
    cuts = sorted(edges)
    for start, end in pairwise(cuts):
        over = [mark for mark in marks if mark.span.start <= start and end <= mark.span.end]
        ends = [mark for mark in over if mark.span.end == end and mark.severity.rank]
        yield Piece(
            text=text[start:end],
            findings=tuple(mark.id for mark in over),
            begins=tuple(mark.id for mark in over if mark.span.start == start),
            severity=max((mark.severity for mark in over), key=lambda found: found.rank, default=None),
            number=min((mark.number for mark in ends), default=None),
        )
