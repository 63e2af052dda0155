"""Every schema that was released comes up to the newest; tables are what the code takes them for."""

from __future__ import annotations

import lzma
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, inspect
from sqlalchemy.engine import make_url
from tests.conformance.archives import entry, report, text
from tests.conformance.servers import programs

from retell.store import Query, Store
from retell.stores import opened
from retell.stores.schema import RELEASED, statements
from retell.stores.tables import METADATA

KEPT = Path(__file__).parent / "schemas"


def shape(engine: Engine) -> dict[str, list[tuple[str, bool]]]:
    """Every table with its columns, and whether each may be empty."""
    seen = inspect(engine)
    tables = [name for name in seen.get_table_names() if not name.startswith("word_index")]
    return {
        name: [(column["name"], bool(column["nullable"])) for column in seen.get_columns(name)]
        for name in sorted(tables)
    }


def address_of(engine_address: str) -> str:
    url = make_url(engine_address)
    name = "postgresql+psycopg" if url.drivername == "postgresql" else url.drivername
    return url.set(drivername=name).render_as_string(hide_password=False)


def shapes(address: str) -> dict[str, list[tuple[str, bool]]]:
    engine = create_engine(address_of(address))
    try:
        return shape(engine)
    finally:
        engine.dispose()


@pytest.fixture
def fresh(tmp_path: Path) -> str:
    address = f"sqlite:///{tmp_path / 'fresh.db'}"
    opened(address, create=True).close()
    return address


def test_the_tables_are_what_the_code_takes_them_for(fresh: str) -> None:
    made = shapes(fresh)
    for name, table in METADATA.tables.items():
        assert [column for column, _ in made[name]] == [column.name for column in table.columns]


def test_both_databases_have_the_same_tables(fresh: str, database: str) -> None:
    opened(database, create=True).close()
    ours, theirs = shapes(fresh), shapes(database)
    assert {name: [c for c, _ in columns] for name, columns in ours.items()} == {
        name: [c for c, _ in columns] for name, columns in theirs.items()
    }


@pytest.mark.parametrize("name", sorted(path.name for path in Path("src/retell/stores/sql").glob("*.sql")))
def test_every_table_and_column_is_explained(name: str) -> None:
    lines = Path("src/retell/stores/sql", name).read_text("utf-8").splitlines()
    for before, line in pairwise(lines):
        if line.startswith(("CREATE TABLE", "CREATE VIRTUAL")):
            assert before.startswith("-- "), line
    assert f"Version {name[:4]}" in "\n".join(lines[:6])
    assert all(statement.upper().startswith(("CREATE", "ALTER")) for statement in statements(name))


@pytest.mark.parametrize("released", RELEASED)
def test_every_released_schema_comes_up_to_the_newest(released: str, tmp_path: Path, fresh: str) -> None:
    path = tmp_path / "old.db"
    path.write_bytes(lzma.decompress((KEPT / f"{released}.db.xz").read_bytes()))
    with opened(str(path)) as store:
        still_there(store)
        assert store.stats().schema == RELEASED[-1]
    assert shapes(f"sqlite:///{path}") == shapes(fresh)


@pytest.mark.parametrize("released", RELEASED)
def test_every_released_schema_comes_up_on_a_server_too(released: str, database: str) -> None:
    dump = lzma.decompress((KEPT / f"{released}.postgresql.sql.xz").read_bytes())
    psql = [str(programs() / "psql"), "-q", "-v", "ON_ERROR_STOP=1", "-d", database]
    subprocess.run(psql, input=dump, check=True, capture_output=True, timeout=60)
    with opened(database) as store:
        still_there(store)
        assert store.stats().schema == RELEASED[-1]


def still_there(store: Store) -> None:
    """What lies in the kept archives (kept.py) is found in every way."""
    now, before = store.document("page"), store.document("page", 1)
    assert now is not None and before is not None
    assert (now.document.text, before.document.text) == (text(7), text(6))
    assert now.document.raw == b"\x00raw"
    assert [each.id for each in store.neighbours(entry(report(2)).keys, 1)] == ["r002"]
    assert [each.document.id for each in store.documents(Query(words=text(3).split()[0])).items]
    (family,) = store.families(Query()).items
    assert family.members == ("copy", "r001")
    assert family.story is not None and family.story.lineage.root == "r001"
    assert [mark.note for mark in store.marks()] == ["seen by hand"]
    record = store.record("feed", "one")
    assert record is not None and record.body == {"etag": "x"}
    added = store.add([entry(report(9))])
    assert [each.id for each in added] == ["r009"]


@pytest.fixture(autouse=True)
def _at_home(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(Path(__file__).resolve().parents[2])
    yield
