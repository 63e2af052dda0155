"""What an archive keeps, and what a store of one must do.

An archive holds documents in all their versions, the keys they are found by, the families they fall into
with the story of each, what reviewers said of the findings, and the small records of a service (jobs,
tokens, watched feeds). A store is opened by its address with `retell.stores.opened`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType, TracebackType
from typing import Generic, Protocol, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from retell.changes.model import Severity
from retell.document.model import Document
from retell.family.keys import Keys
from retell.family.model import Match
from retell.lineage.model import Lineage

Item_co = TypeVar("Item_co", covariant=True)

U64 = NDArray[np.uint64]
I64 = NDArray[np.int64]
I32 = NDArray[np.int32]


class Outcome(StrEnum):
    """What became of a document that was given to a store."""

    NEW = "new"
    UPDATED = "updated"
    SAME = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A document to be added, and the keys of its text; `seen` where it came at another time than now."""

    document: Document
    keys: Keys
    seen: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of one entry: the id it is kept under, its version, and the id it came with."""

    id: str
    version: int
    outcome: Outcome
    given: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A document in the archive: one version of it, of how many, and when these came in.

    `seen` is when this version came, `added` when the first did, `updated` the last, all UTC, ISO 8601
    to the second. `row` is the number of this version in the index; `family` names the family it belongs to.
    """

    document: Document
    version: int
    versions: int
    row: int
    seen: str
    added: str
    updated: str
    family: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One finding of a story: its stable id, the two documents (source and copy), and what it says."""

    id: str
    left: str
    right: str
    kind: str
    severity: Severity
    confidence: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The story of a family, and what made it: settings as JSON, the program's version, the time.

    `basis` names the members' versions it was told from; with other versions it is out of date.
    """

    lineage: Lineage
    findings: tuple[Found, ...]
    basis: str
    settings: str
    retell: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFamily:
    """A family by the id of its first member: member ids ascending, and the matches that hold it together.

    `latest` is the time of its latest member, as lists are ordered by; `story` is None until it was told.
    """

    id: str
    members: tuple[str, ...]
    matches: tuple[Match, ...]
    latest: str = ""
    story: Told | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """Families and matches that take the place of those that the documents in `scope` had.

    `scope` is None for the whole archive. `matches` are those between families. `revision` is the state of
    the archive they were found in; a store refuses a settlement of a state that is past.
    """

    revision: int
    families: tuple[KeptFamily, ...]
    matches: tuple[Match, ...]
    scope: frozenset[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is asked of documents or families; all that is given must hold.

    `words` must all stand in the title or text of a document (of one member); `address` is that of its
    page, however it was written. `since` and `until` bound
    the time published, else first seen, as ISO 8601, both included; a date stands for its whole day.
    `kind` (with or without its subkind) and `severity` ask for findings of the family; `ids` for certain
    documents, or for the families that have them. `after` is the `next` of the page before.
    """

    words: str = ""
    address: str | None = None
    outlet: str | None = None
    language: str | None = None
    since: str | None = None
    until: str | None = None
    kind: str | None = None
    severity: Severity | None = None
    family: str | None = None
    ids: tuple[str, ...] | None = None
    after: str | None = None
    most: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[Item_co]):
    """Some items in order, and what to ask for the page after; None where there is none."""

    items: tuple[Item_co, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """How many documents of a query have each value, the most first; findings are counted by family."""

    outlets: tuple[tuple[str, int], ...] = ()
    languages: tuple[tuple[str, int], ...] = ()
    months: tuple[tuple[str, int], ...] = ()
    kinds: tuple[tuple[str, int], ...] = ()
    severities: tuple[tuple[str, int], ...] = ()


class Verdict(StrEnum):
    """What a reviewer said of a finding; `NONE` takes back what was said and keeps the note."""

    ACCEPT = "accept"
    DISMISS = "dismiss"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A reviewer's word on a finding, by its stable id; the last one stands."""

    finding: str
    verdict: Verdict = Verdict.NONE
    note: str = ""
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Something small that a service keeps: a job, a token, a watched feed. `body` is what JSON can hold.

    `revision` counts how often it was written; a store refuses one that is not the next after its own,
    unless it is 0, which writes whatever stood there. `body` None takes the record away.
    """

    kind: str
    id: str
    body: Mapping[str, object] | None = field(default_factory=lambda: MappingProxyType({}))
    revision: int = 0
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A document that shares rare keys, and how many of each sort; `strength` orders neighbours."""

    id: str
    bands: int
    grams: int
    combinations: int
    strength: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """How much an archive holds. `unsettled` documents came or changed since families were last settled."""

    documents: int
    versions: int
    families: int
    in_families: int
    unsettled: int
    marks: int
    revision: int
    schema: str
    bytes: int | None = None


class Reader(Protocol):
    """What can be asked of an archive. Every answer is of one state, and in one order."""

    def document(self, id: str, version: int | None = None) -> Kept | None:
        """One document with its raw bytes and page text, as it is now or in an earlier version."""

    def documents(self, query: Query) -> Page[Kept]:
        """Documents, the latest first, then by id; without raw bytes and page text."""

    def families(self, query: Query) -> Page[KeptFamily]:
        """Families that have a member the query describes, the latest first, then by id."""

    def facets(self, query: Query) -> Facets:
        """What the documents of a query fall into."""

    def rows(self) -> Mapping[str, int]:
        """Every document by id with the row of its last version: what tells one state from another."""

    def keys(self, ids: Sequence[str]) -> Mapping[str, Keys]:
        """The kept keys of documents as they are now; an id that is not there is left out."""

    def neighbours(self, keys: Keys, most: int) -> tuple[Neighbour, ...]:
        """The documents that share enough rare keys with these, the strongest first, at most so many.

        A neighbour's share is of all its keys, the rare ones among them are not counted anew.
        """

    def frequencies(self) -> tuple[I32, int]:
        """In how many documents words stand, by the place that the high bits of their hash choose, and how
        many documents there are: what `family.rarity.Rarity` is made of."""

    def matches(self, ids: Sequence[str]) -> tuple[Match, ...]:
        """The matches kept, inside families and between them, that have one of these on a side."""

    def unsettled(self) -> tuple[str, ...]:
        """The ids of documents that came, changed or went since families were last settled."""

    def marks(self, findings: Sequence[str] | None = None) -> tuple[Mark, ...]:
        """What reviewers said of these findings, or of any, by id."""

    def records(self, kind: str, *, after: str = "", most: int = 100) -> Page[Record]:
        """Records of one kind by id, those past `after`."""

    def record(self, kind: str, id: str) -> Record | None:
        """One record."""

    def stats(self) -> Stats:
        """How much there is."""


class Writer(Protocol):
    """What can be done to an archive. Every call is done whole, and kept once it returns, or not at all."""

    def add(self, entries: Sequence[Entry]) -> tuple[Added, ...]:
        """Take documents in; one that is known by its address is a new version of it, or the same."""

    def remove(self, ids: Sequence[str]) -> tuple[str, ...]:
        """Take documents out with all their versions; the ids that were there."""

    def settle(self, settlement: Settlement) -> bool:
        """Put families and matches in the place of older ones; False where the archive has moved on."""

    def mark(self, marks: Sequence[Mark]) -> None:
        """Keep what reviewers said."""

    def put(self, records: Sequence[Record]) -> bool:
        """Write records, all or none; False where one of them was written by another meanwhile."""

    def forget(self, kind: str, before: str) -> int:
        """Take away the records of one kind last written before a time (UTC, ISO 8601); how many."""


class Store(Reader, Writer, Protocol):
    """An archive that is open."""

    def close(self) -> None:
        """Let go of it."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None: ...
