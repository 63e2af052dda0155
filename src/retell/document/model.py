"""A published article as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from types import MappingProxyType

from retell.text.spans import Span
from retell.values import dataclass


class FurnitureKind(StrEnum):
    """What stands on a news page beside the report itself."""

    TITLE = "title"
    KICKER = "kicker"
    BYLINE = "byline"
    DATELINE = "dateline"
    TIMESTAMP = "timestamp"
    CAPTION = "caption"
    CREDIT = "credit"
    VIDEO = "video"
    CORRECTION = "correction"
    PROMOTION = "promotion"
    TAGLINE = "tagline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """A labelled stretch that is not the report: it stays in the text, and dropping it drops no passage."""

    kind: FurnitureKind
    span: Span
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A time and who claimed it.

    `when` is ISO 8601 as far as it was given: a date alone stays a date, and a time without a zone
    stays without one. `claimed_by` names the place it was read ("JSON-LD datePublished", "record", …).
    """

    when: str
    claimed_by: str

    @property
    def has_time(self) -> bool:
        """Whether a time of day was given, not only a date."""
        return "T" in self.when


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of a document; `role` is "body", or the kind of furniture it is."""

    span: Span
    role: str = "body"

    @property
    def is_body(self) -> bool:
        """Whether it belongs to the report."""
        return self.role == "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One published article. `text` is never edited; everything else points at it.

    `page_text` is all the visible text of the page the article was taken from (None for a plain text):
    before a passage is called dropped it is looked for there. `raw` are the bytes as they were read and
    `extractor` the name and version of what turned them into `text`. `extra` keeps the fields of a
    record that Retell has no name for.
    """

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    published: Stamp | None = None
    modified: Stamp | None = None
    language: str | None = None
    furniture: tuple[Furniture, ...] = ()
    page_text: str | None = field(default=None, repr=False)
    raw: bytes | None = field(default=None, repr=False)
    extractor: str = "none"
    origin: str | None = None
    extra: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}), repr=False, hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """An input that was not read, or a word about one that was.

    `origin` is the file as it was named, `where` the place inside it ("line 3"), `error` the message with
    its code. `notice` is True where nothing was lost: the run has not failed by it.
    """

    origin: str
    where: str | None = None
    error: str
    notice: bool = False
