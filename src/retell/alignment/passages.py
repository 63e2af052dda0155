"""Passages that two documents share, however they were reused."""

from __future__ import annotations

from retell.alignment.model import Passage
from retell.alignment.passage_ground import Ground, ground_of
from retell.alignment.passage_growth import Region, grown, likeness
from retell.alignment.passage_summary import with_summaries
from retell.alignment.passage_words import Words
from retell.document.model import Document
from retell.settings import PassageSettings
from retell.text.spans import Span, trimmed


def passages(left: Document, right: Document, settings: PassageSettings) -> tuple[Passage, ...]:
    """The runs of text that both documents have, in the order of the left one.

    Verbatim, reworded, translated and back, or summed up: one set of settings serves all. The passages of
    (right, left) are the same with the sides changed over. In a text longer than `settings.most_words`
    nothing is found past that.
    """
    if left.text == right.text:
        return _whole(left.text)
    if (len(left.text), left.text) > (len(right.text), right.text):
        found = [_mirrored(passage) for passage in _found(right.text, left.text, settings)]
    else:
        found = _found(left.text, right.text, settings)
    return tuple(sorted(found, key=lambda passage: (passage.left, passage.right)))


def _whole(text: str) -> tuple[Passage, ...]:
    span = trimmed(text, Span(start=0, end=len(text)))
    return (Passage(left=span, right=span, similarity=1.0),) if len(span) else ()


def _mirrored(passage: Passage) -> Passage:
    return Passage(left=passage.right, right=passage.left, similarity=passage.similarity)


def _found(left: str, right: str, settings: PassageSettings) -> list[Passage]:
    both = ground_of(left, right, settings)
    if both is None:
        return []
    regions = with_summaries(both, grown(both, settings), settings)
    return [_passage(both, region, left, right) for region in regions]


def _passage(both: Ground, region: Region, left: str, right: str) -> Passage:
    return Passage(
        left=_span(both.one, region.one, left),
        right=_span(both.two, region.two, right),
        similarity=round(likeness(both, region), 4),
    )


def _span(side: Words, run: tuple[int, int], text: str) -> Span:
    """The run in code points, with the marks that close its last sentence and open its first."""
    start, end = int(side.starts[run[0]]), int(side.ends[run[1] - 1])
    last = int(side.starts[run[1]]) if run[1] < len(side) else len(text)
    while end < last and not text[end].isspace():
        end += 1
    return Span(start=start, end=end)
