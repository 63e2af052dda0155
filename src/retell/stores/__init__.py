"""Archives by their address: in memory, in one file, on a server."""

from __future__ import annotations

import os
from pathlib import Path

from retell.errors import StoreAddressError
from retell.store import Store

MEMORY = "memory:"
ENVIRONMENT = "RETELL_ARCHIVE"


def usual_address() -> str:
    """The archive used where none is named: $RETELL_ARCHIVE, else a file in the user's data folder."""
    import platformdirs

    named = os.environ.get(ENVIRONMENT)
    return named or str(Path(platformdirs.user_data_dir("retell", appauthor=False)) / "archive.db")


def shown_address(address: str | None) -> str:
    """An address fit to print: without a password."""
    address = address or usual_address()
    scheme, found, rest = address.partition("://")
    user, at, host = rest.rpartition("@")
    return f"{scheme}{found}{user.partition(':')[0]}{at}{host}" if found else address


def opened(address: str | None = None, *, create: bool = False) -> Store:
    """The archive at an address: a path, sqlite:///path, postgresql://…, or memory: for one that goes.

    Raises StoreError where there is none (and `create` is off), it is another program's or a newer
    version's, or the server cannot be reached.
    """
    address = address or usual_address()
    scheme, _, rest = address.partition("://")
    if address == MEMORY:
        from retell.stores.memory import MemoryStore

        return MemoryStore()
    if not rest or scheme == "sqlite":
        from retell.stores.sqlite import open_sqlite

        return open_sqlite(_path(address), create=create)
    if scheme in ("postgresql", "postgres"):
        from retell.stores.postgres import open_postgres

        return open_postgres(f"postgresql://{rest}", create=create)
    raise StoreAddressError.unknown(address)


def _path(address: str) -> Path:
    """The file that a plain path or a sqlite address names; three slashes are relative, four absolute."""
    path = address.removeprefix("sqlite://").removeprefix("/") if "://" in address else address
    if not path or "\0" in path or path.startswith(":"):
        raise StoreAddressError.unknown(address)
    return Path(path).expanduser()
