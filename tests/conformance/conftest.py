"""Stores of every sort, each empty."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url
from tests.conformance.archives import SETTINGS, clock
from tests.conformance.servers import server

from retell.store import Store
from retell.stores.memory import MemoryStore
from retell.stores.postgres import open_postgres
from retell.stores.sqlite import open_sqlite

SORTS = ("memory", "sqlite", "postgresql")
_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a server, with a place for the name of a database."""
    with server() as address:
        yield address


@pytest.fixture
def database(postgresql: str) -> str:
    """The address of an empty database."""
    name = f"archive{next(_NUMBERS)}"
    whole = make_url(postgresql.format("postgres")).set(drivername="postgresql+psycopg")
    engine = create_engine(whole, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
    return postgresql.format(name)


@pytest.fixture(params=SORTS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty archive whose clock stands at noon."""
    opened: Store
    if request.param == "memory":
        opened = MemoryStore(clock=clock)
    elif request.param == "sqlite":
        opened = open_sqlite(tmp_path / "archive.db", create=True, settings=SETTINGS, clock=clock)
    else:
        address = request.getfixturevalue("database")
        opened = open_postgres(address, create=True, settings=SETTINGS, clock=clock)
    with opened:
        yield opened
