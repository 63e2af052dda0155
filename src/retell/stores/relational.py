"""An archive in a relational database: what SQLite and PostgreSQL have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from types import TracebackType
from typing import Protocol, Self

from sqlalchemy import ColumnElement, Connection, Engine

from retell.family.keys import Keys
from retell.family.model import Match
from retell.settings import ArchiveSettings
from retell.store import (
    I32,
    Added,
    Entry,
    Facets,
    Kept,
    KeptFamily,
    Mark,
    Neighbour,
    Page,
    Query,
    Record,
    Settlement,
    Stats,
)
from retell.stores import sql_documents, sql_families, sql_records
from retell.stores.asking import now
from retell.stores.sql_index import Index, merge

READING = "retell_reading"
"""The execution option that tells a connection it will only read."""


class Dialect(Protocol):
    """What a database does in its own way."""

    def telling(self) -> AbstractContextManager[None]:
        """A context in which the database's errors become StoreErrors."""

    def with_words(self, words: tuple[str, ...]) -> ColumnElement[bool]:
        """That a document holds all these words."""

    def add_words(self, connection: Connection, words: Mapping[int, tuple[str, ...]]) -> None:
        """Let rows be found by their words."""

    def remove_words(self, connection: Connection, words: Mapping[int, tuple[str, ...]]) -> None:
        """Let rows no longer be found; `words` are those they were added with."""

    def blocks_at(self, connection: Connection, places: Sequence[int]) -> Sequence[tuple[int, bytes]]:
        """The blocks at some places, with the place of each."""

    def size(self, connection: Connection) -> int | None:
        """The bytes that the archive takes."""


class RelationalStore:
    """An archive in a relational database; every call is one transaction."""

    def __init__(
        self,
        engine: Engine,
        dialect: Dialect,
        settings: ArchiveSettings | None = None,
        clock: Callable[[], str] = now,
    ) -> None:
        self._engine = engine
        self._reading = engine.execution_options(**{READING: True})
        self._dialect = dialect
        self._settings = settings or ArchiveSettings()
        self._clock = clock
        self._index = Index(self._settings, dialect.blocks_at)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        with self._dialect.telling(), self._reading.begin() as connection:
            yield connection

    @contextmanager
    def _write(self) -> Iterator[tuple[Connection, sql_documents.State]]:
        """A transaction that no other writer can come between."""
        with self._dialect.telling(), self._engine.begin() as connection:
            yield connection, sql_documents.state(connection, lock=True)

    def add(self, entries: Sequence[Entry]) -> tuple[Added, ...]:
        """Take documents in; one that is known by its address is a new version of it, or the same."""
        with self._write() as (connection, state):
            answers = sql_documents.add(connection, state, entries, self._means())
        self._tidy()
        return answers

    def remove(self, ids: Sequence[str]) -> tuple[str, ...]:
        """Take documents out with all their versions; the ids that were there."""
        with self._write() as (connection, state):
            there = sql_documents.remove(connection, state, ids, self._means())
        self._tidy()
        return there

    def _means(self) -> sql_documents.Means:
        return sql_documents.Means(at=self._clock(), settings=self._settings, words=self._dialect)

    def _tidy(self) -> None:
        """Merge segments that are due, after what was added is safe."""
        with self._write() as (connection, _):
            while merge(connection, self._settings):
                pass

    def settle(self, settlement: Settlement) -> bool:
        """Put families and matches in the place of older ones; False where the archive has moved on."""
        with self._write() as (connection, state):
            if state.revision != settlement.revision:
                return False
            sql_families.settle(connection, settlement)
            sql_documents.advance(connection, state)
            return True

    def mark(self, marks: Sequence[Mark]) -> None:
        """Keep what reviewers said."""
        with self._write() as (connection, _):
            sql_records.mark(connection, marks, self._clock())

    def put(self, records: Sequence[Record]) -> bool:
        """Write records, all or none; False where one of them was written by another meanwhile."""
        with self._write() as (connection, _):
            return sql_records.put(connection, records, self._clock())

    def forget(self, kind: str, before: str) -> int:
        """Take away the records of one kind last written before a time; how many."""
        with self._write() as (connection, _):
            return sql_records.forget(connection, kind, before)

    def document(self, id: str, version: int | None = None) -> Kept | None:
        """One document with its raw bytes and page text, as it is now or in an earlier version."""
        with self._read() as connection:
            return sql_documents.document(connection, id, version)

    def documents(self, query: Query) -> Page[Kept]:
        """Documents, the latest first, then by id; without raw bytes and page text."""
        with self._read() as connection:
            return sql_documents.documents(connection, query, self._dialect.with_words)

    def families(self, query: Query) -> Page[KeptFamily]:
        """Families that have a member the query describes, the latest first, then by id."""
        with self._read() as connection:
            return sql_families.families(connection, query, self._dialect.with_words)

    def facets(self, query: Query) -> Facets:
        """What the documents of a query fall into."""
        with self._read() as connection:
            return sql_families.facets(connection, query, self._dialect.with_words)

    def rows(self) -> Mapping[str, int]:
        """Every document by id with the row of its last version."""
        with self._read() as connection:
            return sql_documents.rows(connection)

    def keys(self, ids: Sequence[str]) -> Mapping[str, Keys]:
        """The kept keys of documents as they are now; an id that is not there is left out."""
        with self._read() as connection:
            return sql_documents.keys(connection, ids)

    def neighbours(self, keys: Keys, most: int) -> tuple[Neighbour, ...]:
        """The documents that share enough rare keys with these, the strongest first, at most so many."""
        with self._read() as connection:
            revision = sql_documents.state(connection).revision
            return self._index.neighbours(connection, keys, revision, most)

    def frequencies(self) -> tuple[I32, int]:
        """In how many documents words stand, by the place of their hash, and how many documents there are."""
        with self._read() as connection:
            return self._index.frequencies(connection), sql_documents.state(connection).documents

    def matches(self, ids: Sequence[str]) -> tuple[Match, ...]:
        """The matches kept, inside families and between them, that have one of these on a side."""
        with self._read() as connection:
            return sql_families.matches(connection, ids)

    def unsettled(self) -> tuple[str, ...]:
        """The ids of documents that came, changed or went since families were last settled."""
        with self._read() as connection:
            return sql_families.unsettled(connection)

    def marks(self, findings: Sequence[str] | None = None) -> tuple[Mark, ...]:
        """What reviewers said of these findings, or of any, by id."""
        with self._read() as connection:
            return sql_records.marks(connection, findings)

    def records(self, kind: str, *, after: str = "", most: int = 100) -> Page[Record]:
        """Records of one kind by id, those past `after`."""
        with self._read() as connection:
            return sql_records.records(connection, kind, after, most)

    def record(self, kind: str, id: str) -> Record | None:
        """One record."""
        with self._read() as connection:
            return sql_records.record(connection, kind, id)

    def stats(self) -> Stats:
        """How much there is."""
        with self._read() as connection:
            return sql_records.stats(connection, self._dialect.size(connection))
