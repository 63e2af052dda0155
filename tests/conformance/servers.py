"""A PostgreSQL server of the tests' own: in a temporary folder, on a socket, gone when they end."""

from __future__ import annotations

import getpass
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/bin",
)
_INSTALL = ("apt-get", "install", "-y", "-qq", "--no-install-recommends", "postgresql")


def programs() -> Path:
    """The folder of initdb and postgres; installed where the system lets us, else the test is skipped."""
    place = _found()
    if place is None and shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(_INSTALL, check=False, capture_output=True, timeout=600)
        place = _found()
    if place is None and os.environ.get("CI"):
        pytest.fail("PostgreSQL is absent and could not be installed, and in CI nothing may be skipped")
    if place is None:
        pytest.skip("needs PostgreSQL's own programs (initdb, postgres)")
    return place


def _found() -> Path | None:
    found = [
        place for pattern in _PLACES for place in sorted(Path("/").glob(pattern.lstrip("/")), reverse=True)
    ]
    return next((place for place in found if (place / "initdb").exists()), None)


def _user() -> str:
    """Who runs it: a server refuses to be root."""
    if os.geteuid():
        return getpass.getuser()
    known = {each.pw_name for each in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in known)


@contextmanager
def server() -> Iterator[str]:
    """The address of a running server, up to the name of a database."""
    bin, user = programs(), _user()
    folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, user)
        _call(
            user,
            bin / "initdb",
            "-D",
            folder / "data",
            "-U",
            "tester",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
        )
        running = subprocess.Popen(
            [bin / "postgres", "-D", folder / "data", "-k", folder, "-h", "", "-F"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            user=user if os.geteuid() == 0 else None,
        )
        try:
            _wait(bin, folder)
            yield f"postgresql://tester@/{{}}?host={folder}"
        finally:
            running.terminate()
            running.wait(30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _call(user: str, *command: str | Path) -> None:
    subprocess.run(
        command,
        check=True,
        capture_output=True,
        cwd="/",
        user=user if os.geteuid() == 0 else None,
        timeout=120,
    )


def _wait(bin: Path, folder: Path) -> None:
    for _ in range(600):
        ready = subprocess.run([bin / "pg_isready", "-q", "-h", folder], check=False)
        if ready.returncode == 0:
            return
        time.sleep(0.1)
    pytest.fail("the PostgreSQL server did not start")
