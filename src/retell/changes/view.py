"""Two documents as the finders of changes see them: lined up, cut into words, edits marked."""

from __future__ import annotations

from itertools import chain

from retell.alignment.model import Alignment, Link
from retell.changes.edits import Edit, Hunk, edits, hunks
from retell.document.model import Document, Sentence
from retell.settings import ChangeSettings, EditSettings, Settings
from retell.text.quotations import Quotation, quotations
from retell.text.spans import Span
from retell.text.tokens import Token, tokens
from retell.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two documents: its sentences and quotations, in the order of the text."""

    document: Document
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One link in full: the tokens of its sentences on each side, the script between them, its hunks."""

    link: Link
    left: tuple[Token, ...]
    right: tuple[Token, ...]
    edits: tuple[Edit, ...]
    hunks: tuple[Hunk, ...]

    def left_span(self, indices: range) -> Span | None:
        """Where those tokens of the left stand in its document; None for no tokens."""
        return _span(self.left, indices)

    def right_span(self, indices: range) -> Span | None:
        """Where those tokens of the right stand in its document; None for no tokens."""
        return _span(self.right, indices)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Everything a finder may look at: both sides, their alignment, every link in full, and the settings."""

    left: Side
    right: Side
    alignment: Alignment
    pairs: tuple[Pair, ...]
    settings: ChangeSettings


def view(left: Document, right: Document, alignment: Alignment, settings: Settings) -> View:
    """The two documents as finders see them."""
    sides = tuple(
        Side(document=document, sentences=sentences, quotations=quotations(document.text))
        for document, sentences in ((left, alignment.left), (right, alignment.right))
    )
    pairs = tuple(_pair(left, right, alignment, link, settings.edits) for link in alignment.links)
    return View(left=sides[0], right=sides[1], alignment=alignment, pairs=pairs, settings=settings.changes)


def _pair(left: Document, right: Document, alignment: Alignment, link: Link, settings: EditSettings) -> Pair:
    lefts = _tokens(left, tuple(alignment.left[index] for index in link.left))
    rights = _tokens(right, tuple(alignment.right[index] for index in link.right))
    script = edits(lefts, rights, settings)
    return Pair(link=link, left=lefts, right=rights, edits=script, hunks=hunks(script, lefts))


def _tokens(document: Document, sentences: tuple[Sentence, ...]) -> tuple[Token, ...]:
    # One sentence keeps its own tuple: readings of a sentence are remembered by it, for its link too.
    found = [tokens(document.text, sentence.span) for sentence in sentences]
    return found[0] if len(found) == 1 else tuple(chain.from_iterable(found))


def _span(words: tuple[Token, ...], indices: range) -> Span | None:
    if not indices:
        return None
    return Span(start=words[indices.start].span.start, end=words[indices.stop - 1].span.end)
