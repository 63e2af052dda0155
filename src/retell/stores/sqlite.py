"""An archive in one SQLite file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import (
    URL,
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Engine,
    Text,
    create_engine,
    event,
    select,
    table,
    text,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from retell.errors import StoreAddressError, StoreError
from retell.settings import FamilySettings
from retell.stores.asking import now, word_number
from retell.stores.relational import READING, RelationalStore
from retell.stores.schema import check, found, prepare
from retell.stores.tables import DOCUMENT

APPLICATION = 0x5265746C
"""What an archive is known by in the header of its file: "Retl"."""
_PATIENCE = 30.0
"""Seconds a writer waits for another one."""
_MAPPED = 1 << 34
"""Bytes of the file that may be read without copying."""
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA cache_size = -65536",
    f"PRAGMA mmap_size = {_MAPPED}",
)
_WORDS = table("word_index", Column("rowid", BigInteger), Column("words", Text), Column("word_index", Text))


_BLOCKS_AT = "SELECT place, entries FROM block WHERE place IN (SELECT value FROM json_each(?))"


def open_sqlite(
    path: Path,
    *,
    create: bool = False,
    settings: FamilySettings | None = None,
    clock: Callable[[], str] = now,
    patience: float = _PATIENCE,
) -> RelationalStore:
    """The archive in a file; where there is none it is made if `create` is on."""
    dialect = Sqlite(path)
    settings = settings or FamilySettings()
    with dialect.telling():
        _look(path, patience, create=create)
        engine = _engine(path, patience)
        try:
            _prepare(engine, path, settings, (clock(), create))
        except BaseException:
            engine.dispose()
            raise
    return RelationalStore(engine, dialect, clock=clock)


def _look(path: Path, patience: float, *, create: bool) -> None:
    """Raise StoreError where there is no archive and none is to be made, or another's file."""
    if path.is_dir():
        raise StoreAddressError.not_an_archive(str(path))
    if not path.exists():
        if not create:
            raise StoreAddressError.missing(str(path))
        path.parent.mkdir(parents=True, exist_ok=True)
    elif path.stat().st_size:
        address = f"file:{quote(str(path.absolute()))}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=patience)) as connection:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if tables and application != APPLICATION:
            raise StoreAddressError.not_an_archive(str(path))


def _engine(path: Path, patience: float) -> Engine:
    url = URL.create("sqlite", database=str(path.absolute()))
    engine = create_engine(url, connect_args={"timeout": patience, "isolation_level": None})
    event.listen(engine, "connect", _connected)
    event.listen(engine, "begin", _begun)
    return engine


def _connected(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _begun(connection: Connection) -> None:
    """A writer takes its turn at once: two that begin by reading would wait for each other."""
    reading = connection.get_execution_options().get(READING)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _prepare(engine: Engine, path: Path, settings: FamilySettings, how: tuple[str, bool]) -> None:
    at, create = how
    with engine.execution_options(**{READING: True}).begin() as connection:
        held = found(connection)
    check(held, str(path))
    if held is None and not create:
        raise StoreAddressError.missing(str(path))
    with engine.begin() as connection:
        prepare(connection, str(path), settings, at)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")


class Sqlite:
    """What SQLite does in its own way."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @contextmanager
    def telling(self) -> Iterator[None]:
        """A context in which SQLite's errors become StoreErrors."""
        try:
            yield
        except DBAPIError as error:
            raise _told(error.orig, str(self._path)) from error
        except (sqlite3.Error, OSError) as error:
            raise _told(error, str(self._path)) from error

    def with_words(self, words: tuple[str, ...]) -> ColumnElement[bool]:
        """That a document holds all these words."""
        wanted = " AND ".join(f'"{token}"' for token in tokens(words))
        found = select(_WORDS.c.rowid).where(_WORDS.c.word_index.op("MATCH")(wanted))
        return DOCUMENT.c.row.in_(found)

    def add_words(self, connection: Connection, words: Mapping[int, tuple[str, ...]]) -> None:
        """Let rows be found by their words."""
        rows = [{"rowid": row, "words": " ".join(tokens(held))} for row, held in words.items()]
        if rows:
            connection.execute(text("INSERT INTO word_index (rowid, words) VALUES (:rowid, :words)"), rows)

    def remove_words(self, connection: Connection, words: Mapping[int, tuple[str, ...]]) -> None:
        """Let rows no longer be found; FTS5 wants to hear again what it was given."""
        rows = [{"rowid": row, "words": " ".join(tokens(held))} for row, held in words.items()]
        drop = "INSERT INTO word_index (word_index, rowid, words) VALUES ('delete', :rowid, :words)"
        connection.execute(text(drop), rows)

    def blocks_at(self, connection: Connection, places: Sequence[int]) -> Sequence[tuple[int, bytes]]:
        """The blocks at some places, with the place of each; these travel as one value.

        Asked of the driver itself: there are a thousand rows, and a row class for each would take as long
        as reading them.
        """
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        found: list[tuple[int, bytes]] = driver.execute(_BLOCKS_AT, (json.dumps(list(places)),)).fetchall()
        return found

    def size(self, connection: Connection) -> int | None:
        """The bytes that the archive takes."""
        count, size = (
            connection.exec_driver_sql(f"PRAGMA {name}").scalar() or 0 for name in ("page_count", "page_size")
        )
        return int(count) * int(size)


def tokens(words: tuple[str, ...]) -> list[str]:
    """Words as the index has them: as they are, or as a number where they have more than ASCII in them."""
    return [word if word.isascii() else f"{word_number(word):x}" for word in words]


def _told(error: BaseException | None, where: str) -> StoreError:
    """The error as a reader can use it."""
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return StoreError.locked(where)
    if name.startswith("SQLITE_FULL") or getattr(error, "errno", None) == 28:
        return StoreError.full(where)
    if name.startswith("SQLITE_NOTADB"):
        return StoreAddressError.not_an_archive(where)
    if isinstance(error, OSError) or name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return StoreAddressError.not_permitted(where, str(error))
    return StoreError.damaged(where, str(error))
