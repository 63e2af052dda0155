"""Links between the sentences of two documents, and the passages they share."""

from __future__ import annotations

from enum import StrEnum

from retell.document.model import Sentence
from retell.text.spans import Span
from retell.values import dataclass


class LinkKind(StrEnum):
    """How the sentences of a link stand to each other."""

    IDENTICAL = "identical"
    REWORDED = "reworded"
    MERGED = "merged"
    SPLIT = "split"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Some sentences beside some: indices into the two documents' sentences, ascending, never empty.

    `similarity` is 0..1: a cosine of words, or of vectors where only an encoder that was named saw the link.
    `moved` is set where the link stands out of the course of its neighbours.
    """

    left: tuple[int, ...]
    right: tuple[int, ...]
    kind: LinkKind
    moved: bool
    similarity: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """Every sentence of both documents, once: in a link, or on one side only."""

    left: tuple[Sentence, ...]
    right: tuple[Sentence, ...]
    links: tuple[Link, ...]
    only_left: tuple[int, ...]
    only_right: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A run of text that both documents have, however reworded; `similarity` is 0..1."""

    left: Span
    right: Span
    similarity: float
