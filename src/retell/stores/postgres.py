"""An archive on a PostgreSQL server."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Engine,
    bindparam,
    create_engine,
    exists,
    func,
    insert,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from retell.errors import StoreAddressError, StoreError, StoreServerError
from retell.settings import FamilySettings
from retell.stores.asking import now, word_number
from retell.stores.relational import RelationalStore
from retell.stores.schema import check, found, prepare
from retell.stores.tables import BLOCK, DOCUMENT

_PATIENCE = 30
"""Seconds a writer waits for another one, and anyone for the server to answer a call."""
_MAKING = 0x5265746C
"""The lock that keeps two programs from making one archive at once."""
_WORDS = table("word_index", Column("row", BigInteger), Column("words", ARRAY(BigInteger)))


def open_postgres(
    address: str,
    *,
    create: bool = False,
    settings: FamilySettings | None = None,
    clock: Callable[[], str] = now,
    patience: float = _PATIENCE,
) -> RelationalStore:
    """The archive in a database of a server; its tables are made there if `create` is on."""
    try:
        url = make_url(address).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError):
        raise StoreAddressError.unknown("postgresql://…") from None
    where = url.set(drivername="postgresql").render_as_string(hide_password=True)
    dialect = Postgres(where)
    settings = settings or FamilySettings()
    with dialect.telling():
        engine = _engine(url.render_as_string(hide_password=False), where, patience)
        try:
            _prepare(engine, where, settings, (clock(), create))
        except BaseException:
            engine.dispose()
            raise
    return RelationalStore(engine, dialect, clock=clock)


def _engine(url: str, where: str, patience: float) -> Engine:
    waiting = {
        "connect_timeout": _PATIENCE,
        "options": f"-c lock_timeout={int(patience * 1000)} -c client_encoding=UTF8",
    }
    try:
        return create_engine(url, connect_args=waiting, pool_pre_ping=True)
    except (ImportError, NoSuchModuleError):
        raise StoreAddressError.no_driver(where) from None


def _prepare(engine: Engine, where: str, settings: FamilySettings, how: tuple[str, bool]) -> None:
    at, create = how
    with engine.begin() as connection:
        held = found(connection)
        check(held, where)
        if held is None and not create:
            raise StoreAddressError.missing(where)
        connection.execute(select(func.pg_advisory_xact_lock(_MAKING)))
        prepare(connection, where, settings, at)


class Postgres:
    """What PostgreSQL does in its own way."""

    def __init__(self, where: str) -> None:
        self._where = where

    @contextmanager
    def telling(self) -> Iterator[None]:
        """A context in which the server's errors become StoreErrors."""
        try:
            yield
        except DBAPIError as error:
            raise _told(error, self._where) from error

    def with_words(self, words: tuple[str, ...]) -> ColumnElement[bool]:
        """That a document holds all these words."""
        wanted = _WORDS.c.words.contains(numbers(words))
        return exists(select(_WORDS.c.row).where(_WORDS.c.row == DOCUMENT.c.row, wanted))

    def add_words(self, connection: Connection, words: Mapping[int, tuple[str, ...]]) -> None:
        """Let rows be found by their words."""
        rows = [{"row": row, "words": numbers(held)} for row, held in words.items()]
        if rows:
            connection.execute(insert(_WORDS), rows)

    def remove_words(self, connection: Connection, words: Mapping[int, tuple[str, ...]]) -> None:
        """Let rows no longer be found."""
        connection.execute(_WORDS.delete().where(_WORDS.c.row.in_(list(words))))

    def blocks_at(self, connection: Connection, places: Sequence[int]) -> Sequence[tuple[int, bytes]]:
        """The blocks at some places, with the place of each; these travel as one value."""
        wanted = func.any(bindparam("places", list(places), ARRAY(BigInteger)))
        found = connection.execute(select(BLOCK.c.place, BLOCK.c.entries).where(BLOCK.c.place == wanted))
        return found.tuples().all()

    def size(self, connection: Connection) -> int | None:
        """The bytes that the database takes."""
        return connection.scalar(select(func.pg_database_size(func.current_database())))


def numbers(words: tuple[str, ...]) -> list[int]:
    """Words as the index has them: hashes as numbers."""
    return [word_number(word) for word in words]


def _told(error: DBAPIError, where: str) -> StoreError:
    """The error as a reader can use it."""
    state = getattr(error.orig, "sqlstate", None) or ""
    reason = str(error.orig).strip().partition("\n")[0]
    if state in ("55P03", "40P01", "40001"):
        return StoreError.locked(where)
    if state == "53100":
        return StoreError.full(where)
    if error.connection_invalidated or state[:2] in ("", "08", "28", "3D", "42", "53", "57"):
        return StoreServerError.unreachable(where, reason)
    return StoreError.damaged(where, reason)
