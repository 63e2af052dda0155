"""What holds for a whole run of the command line."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from retell.values import dataclass

if TYPE_CHECKING:
    from retell.document.model import Skipped


@dataclass(slots=True, kw_only=True)
class Session:
    """What holds for a whole run: how much is said, whether an input failed, whether it was one elsewhere.

    `hosts` may be fetched from though they are inside; `encoder` is the folder of one that was named.
    """

    debug: bool = False
    quiet: bool = False
    failed: bool = False
    unreached: bool = False
    hosts: tuple[str, ...] = ()
    encoder: str = ""

    def say(self, message: str) -> None:
        """A message on stderr, unless the run is quiet."""
        if not self.quiet:
            click.echo(message, err=True)

    def report_skipped(self, skipped: Skipped, *, fatal: bool = True) -> None:
        """Name on stderr what was not read; an error is named even in a quiet run."""
        if skipped.notice:
            self.say(skipped.error)
        else:
            click.echo(skipped.error, err=True)
            self.failed = self.failed or fatal
            self.unreached = self.unreached or (fatal and skipped.error.startswith("R3"))


@contextlib.contextmanager
def progress(session: Session, doing: str) -> Iterator[None]:
    """A word on stderr that something is under way, on a terminal only."""
    if session.quiet or not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(f"{doing} …"):
        yield
