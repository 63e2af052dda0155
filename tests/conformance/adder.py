"""A process that adds to an archive until it is killed, and says after each step what is safe."""

from __future__ import annotations

from multiprocessing.connection import Connection
from pathlib import Path

from tests.conformance.archives import entry, report, text

from retell.store import Entry, Mark
from retell.stores.sqlite import open_sqlite

STEP = 3


def page(number: int) -> Entry:
    """The article of a number; every fifth is a new version of an earlier page."""
    name = number - 1 if number % 5 == 4 else number
    return entry(report(name % 900, id=f"n{name}", url=f"https://n.example/{name}", words=text(number, 3)))


def add_from(path: Path, start: int, told: Connection) -> None:
    """Add articles from a number on, a few at a time; each number is told once it is safe."""
    with open_sqlite(path, create=True) as store:
        told.send(start)
        at = start
        while True:
            store.add([page(number) for number in range(at, at + STEP)])
            at += STEP
            told.send(at)
            store.mark([Mark(finding=f"f{at}", note="seen")])
