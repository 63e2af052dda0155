"""Archives by their address, and what is said of those that cannot be opened."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from retell.errors import RetellError, StoreAddressError, StoreError, StoreServerError
from retell.settings import FamilySettings
from retell.store import Mark
from retell.stores import opened, shown_address, usual_address
from retell.stores.memory import MemoryStore
from retell.stores.postgres import Postgres
from retell.stores.sqlite import Sqlite, open_sqlite


def code(address: str, *, create: bool = False) -> str:
    with pytest.raises(RetellError) as raised:
        opened(address, create=create)
    return raised.value.code


def test_an_archive_is_made_where_there_is_none_and_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "archive.db"
    with opened(str(path), create=True) as store:
        store.mark([Mark(finding="f")])
    with opened(f"sqlite:///{path}") as store:
        assert store.stats().marks == 1


def test_memory_is_an_address(tmp_path: Path) -> None:
    assert isinstance(opened("memory:"), MemoryStore)


def test_the_usual_place_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RETELL_ARCHIVE", "/somewhere/a.db")
    assert usual_address() == "/somewhere/a.db"
    monkeypatch.delenv("RETELL_ARCHIVE")
    assert usual_address().endswith("archive.db")


def test_a_missing_archive_is_said_to_be_missing(tmp_path: Path) -> None:
    assert code(str(tmp_path / "none.db")) == "R401"
    assert not (tmp_path / "none.db").exists()


def test_an_empty_file_is_no_archive_until_something_is_added(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    assert code(str(path)) == "R401"
    opened(str(path), create=True).close()
    opened(str(path)).close()


def test_files_of_others_are_not_taken_for_archives(tmp_path: Path) -> None:
    text, other = tmp_path / "notes.txt", tmp_path / "other.db"
    text.write_text("Not a database, but long enough to look at. " * 50)
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")
    connection.close()
    before = text.read_bytes(), other.read_bytes()
    for path in (text, other, tmp_path):
        assert code(str(path), create=True) == "R404"
    assert (text.read_bytes(), other.read_bytes()) == before


def test_an_archive_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    opened(str(path), create=True).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0999'")
    connection.close()
    assert code(str(path)) == "R403"


def test_keys_made_by_other_settings_are_not_mixed(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    open_sqlite(path, create=True, settings=FamilySettings(gram=9)).close()
    assert code(str(path)) == "R410"


def test_a_writer_that_does_not_finish_is_named(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    with open_sqlite(path, create=True, patience=0.05) as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="R402"):
            store.mark([Mark(finding="f")])
        assert store.stats().marks == 0
        other.execute("ROLLBACK")
        store.mark([Mark(finding="f")])
        assert store.stats().marks == 1
        other.close()


def test_a_full_disk_loses_nothing_that_was_kept(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    with open_sqlite(path, create=True) as store:
        store.mark([Mark(finding="first")])
        with store._engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreError, match="R406"):
            store.mark([Mark(finding=f"f{n}", note="x" * 9000) for n in range(50)])
        assert store.stats().marks == 1


def test_a_damaged_file_is_said_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    with opened(str(path), create=True) as store:
        store.mark([Mark(finding=f"f{n}", note="x" * 500) for n in range(500)])
    content = bytearray(path.read_bytes())
    content[8192 : len(content)] = b"\xff" * (len(content) - 8192)
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"R40[47]"), opened(str(path)) as store:
        store.marks()


@pytest.mark.parametrize("address", ["mysql://host/db", "://", "sqlite://", "a\0b", ":x:"])
def test_addresses_of_no_known_kind_are_refused(address: str) -> None:
    assert code(address, create=True) == "R408"


def test_a_server_that_does_not_answer_is_named_without_the_password() -> None:
    with pytest.raises(StoreServerError) as raised:
        opened("postgresql://ada:secret@127.0.0.1:1/news")
    assert raised.value.code == "R405"
    assert raised.value.exit_status == 4
    assert "secret" not in str(raised.value)
    assert shown_address("postgresql://ada:secret@host/news") == "postgresql://ada@host/news"


def test_a_folder_that_may_not_be_written_is_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert code(str(tmp_path / "file" / "archive.db"), create=True) == "R415"


@pytest.mark.parametrize(
    ("state", "expected"),
    [("55P03", "R402"), ("53100", "R406"), ("57P01", "R405"), ("XX001", "R407"), ("42501", "R405")],
)
def test_what_a_server_says_is_put_in_our_words(state: str, expected: str) -> None:
    class SaidError(Exception):
        sqlstate = state

    with pytest.raises(RetellError) as raised, Postgres("postgresql://host/news").telling():
        raise OperationalError("SELECT 1", {}, SaidError("it said so"))
    assert raised.value.code == expected


def test_a_full_disk_is_known_by_the_system_too() -> None:
    with pytest.raises(StoreError, match="R406"), Sqlite(Path("a.db")).telling():
        raise OSError(28, "No space left on device")


def test_a_missing_document_has_its_own_code() -> None:
    assert StoreAddressError.no_such_document("a.db", "x").code == "R412"
