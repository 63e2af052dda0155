"""`retell watch`: feeds and folders looked at again and again, new copies told."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

import click

from retell.cli.inputs import ALLOW_HOST
from retell.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable

    from retell.store import Store
    from retell.watch.alerts import Alert
    from retell.watch.post import Hook
    from retell.watch.rounds import Round, Watch

SECRET = "RETELL_WEBHOOK_SECRET"


class Watching(TypedDict):
    """How `retell watch` goes about it."""

    archive: str | None
    once: bool
    every: float
    webhook: str | None
    secret_file: str | None
    alerts: str | None
    service: str
    delay: float
    as_json: bool


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@click.option("--archive", metavar="ADDRESS", help="The archive that new articles are added to.")
@click.option("--once", is_flag=True, help="Look once, and end.")
@click.option(
    "--every",
    type=click.FloatRange(min=1),
    default=15.0,
    show_default=True,
    metavar="MINUTES",
    help="How often to look.",
)
@click.option("--webhook", metavar="URL", help="Post each alert there, signed as Standard Webhooks asks.")
@click.option(
    "--webhook-secret-file",
    "secret_file",
    metavar="FILE",
    help="The secret that alerts are signed with; else $RETELL_WEBHOOK_SECRET.",
)
@click.option("--alerts", metavar="FILE", help="Write the alerts to FILE, as an Atom feed.")
@click.option("--service", default="", metavar="URL", help="Where `retell serve` shows this archive.")
@click.option(
    "--delay",
    type=click.FloatRange(min=0),
    default=2.0,
    show_default=True,
    metavar="SECONDS",
    help="Between two requests to one host.",
)
@click.option("--json", "as_json", is_flag=True, help="Print each alert as a line of JSON.")
@ALLOW_HOST
@click.pass_obj
def watch(session: Session, sources: tuple[str, ...], **how: Unpack[Watching]) -> int:
    """Watch feeds and folders, and tell of new copies.

    SOURCE is the address of an RSS or Atom feed, a JSON Feed or a news sitemap, or a folder. What is new in
    it is added to the archive; where it turns out to be a copy of an article there, or to have been copied,
    an alert is printed, and posted to the webhook. Sites are asked as their robots.txt wishes (user agent
    Retell). A run that was ended goes on where it was, and tells nothing twice.
    """
    from retell.stores import opened

    watching = _watching(session, sources, how)
    with opened(how["archive"], create=True) as store:
        if how["once"]:
            _look(store, watching, session, how)
            return 3 if session.failed else 0
        before = signal.signal(signal.SIGTERM, _end)
        try:
            while True:
                made = _look(store, watching, session, how)
                _log(session, "round", added=made.added, alerts=len(made.alerts), skipped=len(made.skipped))
                time.sleep(how["every"] * 60)
        except KeyboardInterrupt:
            return 0
        finally:
            signal.signal(signal.SIGTERM, before)


def _end(*_: object) -> None:
    """A request to end is obeyed between two writes: what was kept stays, what was not is done again."""
    sys.exit(0)


def _watching(session: Session, sources: tuple[str, ...], how: Watching) -> Watch:
    from retell.fetch.limits import allowing
    from retell.watch.limits import WatchLimits
    from retell.watch.manners import Visitor
    from retell.watch.rounds import Watch

    limits = WatchLimits(delay=how["delay"], fetch=allowing(*session.hosts))
    return Watch(sources=sources, visitor=Visitor(limits=limits), hook=_hook(how), base=how["service"])


def _hook(how: Watching) -> Hook | None:
    """The webhook with its secret, which is never an argument: those can be read by every user."""
    from retell.errors import InputError
    from retell.watch.post import hook

    if not how["webhook"]:
        return None
    secret = os.environ.get(SECRET, "")
    if how["secret_file"]:
        try:
            secret = Path(how["secret_file"]).read_text()
        except (OSError, UnicodeDecodeError) as error:
            raise InputError.unreadable(how["secret_file"], str(error)) from None
    return hook(how["webhook"], secret)


def _look(store: Store, watching: Watch, session: Session, how: Watching) -> Round:
    from retell.errors import StoreError
    from retell.watch.rounds import Round, looked

    try:
        made = looked(store, watching, _teller(session, as_json=how["as_json"]))
    except StoreError as error:
        if how["once"]:
            raise
        click.echo(str(error), err=True)  # another program holds the archive: the next round may do better
        return Round()
    for item in made.skipped:
        session.report_skipped(item)
    if how["alerts"]:
        _write_feed(store, watching, how["alerts"])
    if how["once"]:
        session.say(f"Articles: {made.added}. Alerts: {len(made.alerts)}.")
    return made


def _teller(session: Session, *, as_json: bool) -> Callable[[Alert], None]:
    from dataclasses import asdict

    from retell.cli.archive_output import dumped
    from retell.cli.output import print_out

    def tell(alert: Alert) -> None:
        print_out(f"{dumped(asdict(alert)) if as_json else alert.line}\n")
        _log(session, "alert", id=alert.id, source=alert.source.id, copy=alert.copy.id, page=alert.page)

    return tell


def _write_feed(store: Store, watching: Watch, path: str) -> None:
    from retell.cli.output import write_whole
    from retell.watch.alerts import KIND, alert_of, every
    from retell.watch.atom import to_atom

    alerts = sorted((alert_of(record) for record in every(store, KIND)), key=lambda each: (each.at, each.id))
    latest = alerts[-watching.visitor.limits.entries :]
    raw = to_atom(latest, "Copies found by Retell", watching.visitor.time.iso())
    write_whole(Path(path), raw.decode())


def _log(session: Session, event: str, **told: Any) -> None:
    """A line of JSON on stderr."""
    import structlog

    if not session.quiet:
        logger = structlog.wrap_logger(
            structlog.PrintLogger(sys.stderr),
            processors=[
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                structlog.processors.JSONRenderer(),
            ],
        )
        logger.info(event, **told)
