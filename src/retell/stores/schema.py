"""The schema of an archive: made, known again, and brought up to date."""

from __future__ import annotations

import re
from importlib.metadata import version
from importlib.resources import files

from sqlalchemy import Connection, insert, inspect, select

from retell.errors import StoreAddressError, StoreError
from retell.settings import FamilySettings
from retell.stores.tables import ARCHIVE, VERSIONS
from retell.stores.written import made_by

RELEASED = ("0001",)
"""Every schema there was, the newest last."""
_COMMENT = re.compile(r"--[^\n]*")


def statements(name: str) -> list[str]:
    """The statements of a file in sql/, without its comments."""
    text = files("retell.stores").joinpath("sql", name).read_text("utf-8")
    return [each.strip() for each in _COMMENT.sub("", text).split(";") if each.strip()]


def found(connection: Connection) -> str | None:
    """The schema that a database has; "" where it has other tables, None where it has none."""
    names = set(inspect(connection).get_table_names())
    if {VERSIONS.name, ARCHIVE.name} <= names:
        return connection.scalar(select(VERSIONS.c.version_num)) or ""
    return "" if names else None


def prepare(connection: Connection, where: str, settings: FamilySettings, at: str) -> None:
    """Make the schema, or bring it up to date; the transaction that is open keeps others out.

    Raises StoreError where it is of a newer version or no archive, or its keys were made otherwise.
    """
    held = found(connection)
    check(held, where)
    if held != RELEASED[-1]:
        _migrate(connection)
    made = connection.scalar(select(ARCHIVE.c.keyed))
    if made is None:
        _begin(connection, settings, at)
    elif made != made_by(settings):
        raise StoreError.other_settings(where)


def check(held: str | None, where: str) -> None:
    """Raise StoreError for a schema that this version cannot work with."""
    if held == "":
        raise StoreAddressError.not_an_archive(where)
    if held is not None and held not in RELEASED:
        raise StoreAddressError.newer(where, held)


def _begin(connection: Connection, settings: FamilySettings, at: str) -> None:
    connection.execute(
        insert(ARCHIVE),
        {
            "one": 1,
            "revision": 0,
            "rows": 0,
            "documents": 0,
            "keyed": made_by(settings),
            "created": at,
            "retell": version("retell"),
        },
    )


def _migrate(connection: Connection) -> None:
    """Run every step that is missing, in the transaction that is open."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "retell.stores:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, RELEASED[-1])
