"""Nothing that was acknowledged is lost, whenever the process dies."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sqlite3
import time
from pathlib import Path

import pytest
from tests.conformance.adder import add_from, page

from retell.store import Store
from retell.stores.memory import MemoryStore
from retell.stores.sqlite import open_sqlite


def killed(path: Path, start: int, chance: random.Random) -> int:
    """Run a process that adds from `start` on, and kill it after a step or before; what is safe."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.conformance.adder"])
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=add_from, args=(path, start, theirs))
    process.start()
    theirs.close()
    safe = start
    for _ in range(chance.choice((0, 1, 2, 2, 3))):  # the first word only says that it has opened the archive
        safe = ours.recv()
    time.sleep(chance.uniform(0.0, 0.03))
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    while ours.poll():
        try:
            safe = ours.recv()
        except (EOFError, OSError):
            break
    ours.close()
    return safe


def run(path: Path, kills: int, seed: int) -> int:
    """Kill again and again, each time going on after what is safe; what is safe in the end."""
    chance = random.Random(seed)
    safe = 0
    for _ in range(kills):
        safe = killed(path, safe, chance)
    assert safe >= kills, "the processes must get to do something before they die"
    return safe


def check(path: Path, safe: int) -> None:
    """All that was acknowledged is there, whole; what was not may be, or not."""
    with open_sqlite(path, create=True) as store:
        twin = MemoryStore()
        for number in range(safe):
            twin.add([page(number)])
        for number in range(safe):
            agrees(store, twin, page(number).document.id)
        near = page(max(0, safe - 1)).keys
        ours = {each.id: each.strength for each in store.neighbours(near, 1000)}
        theirs = {each.id: each.strength for each in twin.neighbours(near, 1000)}
        assert theirs.keys() <= ours.keys()
        assert store.stats().documents - twin.stats().documents in (0, 1, 2, 3)
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def agrees(store: Store, twin: Store, id: str) -> None:
    """Every version that must be there is, and says what it said."""
    wanted = twin.document(id)
    assert wanted is not None
    for version in range(1, wanted.versions + 1):
        ours, theirs = store.document(id, version), twin.document(id, version)
        assert ours is not None and theirs is not None
        assert ours.document.text == theirs.document.text


def test_a_dozen_kills_lose_nothing_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    check(path, run(path, 12, 1))


@pytest.mark.slow
def test_a_hundred_kills_lose_nothing_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    check(path, run(path, 100, 2))
