"""`retell archive`: articles kept, found again, and settled into families."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from retell.cli.inputs import ALLOW_HOST, elsewhere, one_document
from retell.cli.session import Session, progress

if TYPE_CHECKING:
    from retell.document.model import Document
    from retell.store import Kept, Query, Store

_ADDRESS = click.option(
    "--archive",
    "address",
    metavar="ADDRESS",
    help="The archive: a path, sqlite:///path or postgresql://user@host/database. "
    "Else $RETELL_ARCHIVE, else a file among the user's data.",
)
SEVERITIES = ("harmless", "nuance", "meaning")
_PAGE = click.IntRange(1, 1000)
_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


class Adding(TypedDict):
    """How `retell archive add` goes about it."""

    as_json: bool
    output: str | None
    no_families: bool


class Given(TypedDict):
    """The text that `retell archive find` is asked about: one of these."""

    source: str | None
    text: str | None
    name: str | None


class Asking(TypedDict):
    """What `retell archive show` lists."""

    words: str
    outlet: str | None
    since: str | None
    until: str | None
    kind: str | None
    severity: str | None
    after: str | None
    most: int


@click.group()
def archive() -> None:
    """Keep articles, find where a text comes from, and who has copied it.

    An archive is one SQLite file, or a database on a PostgreSQL server. Its families are the ones that
    `retell trace` would find among all its articles, in whatever order these came.
    """


@archive.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@_ADDRESS
@_JSON
@click.option("-o", "--output", metavar="DIR", help="Write added.jsonl and skipped.jsonl to DIR.")
@click.option("--no-families", is_flag=True, help="Leave the families to be settled by a later run.")
@ALLOW_HOST
@click.pass_obj
def add(session: Session, paths: tuple[str, ...], address: str | None, **how: Unpack[Adding]) -> int:
    """Add articles; those that are there are left, and a page that changed gets a new version.

    PATH is read as `retell trace` reads it. Articles are kept a batch at a time: with --json a line is
    printed for each once it is safe. What could not be read is named, and listed in skipped.jsonl.
    """
    from retell.cli.archive_output import Listing, counted
    from retell.document.load import read
    from retell.stores import opened
    from retell.stores.adding import Tally, added

    tally = Tally()
    with opened(address, create=True) as store, Listing(how["output"], as_json=how["as_json"]) as listing:
        with progress(session, "Adding"):
            for batch in added(store, read(paths, fetch=elsewhere(session))):
                tally.take(batch)
                listing.take(batch.added, batch.skipped)
                for item in batch.skipped:
                    session.report_skipped(item)
        if not how["no_families"]:
            _settle(session, store)
        session.say(counted(tally, store))
    return 3 if session.failed else 0


def _settle(session: Session, store: Store) -> None:
    from retell.stores.settling import settled

    with progress(session, "Settling families"):
        settled(store)


@archive.command()
@click.argument("source", metavar="PATH|URL|-", required=False)
@click.option("--text", help="The text itself.")
@click.option("--id", "name", metavar="ID", help="A document of the archive.")
@_ADDRESS
@_JSON
@ALLOW_HOST
@click.pass_obj
def find(session: Session, address: str | None, *, as_json: bool, **given: Unpack[Given]) -> int:
    """Say where a text comes from and who has copied it, as far as the archive knows.

    PATH is one article, as for `retell compare`; a URL is that of a page in the archive, or else is
    fetched.
    """
    from retell.cli.archive_output import answers_json, answers_text, print_lines
    from retell.cli.output import print_out
    from retell.stores import opened
    from retell.stores.finding import found, relatives

    if sum(each is not None for each in given.values()) != 1:
        raise click.UsageError("give one of PATH, URL, - or --text or --id.")
    with opened(address) as store:
        asked = _asked(session, store, given, address)
        if asked is None:
            return 3
        answers = found(store, _as_stranger(asked) if given["name"] is None else asked)
        known = {} if as_json else relatives(store, answers)
    if as_json:
        print_out(answers_json(asked, answers))
    else:
        print_lines(answers_text(asked, answers, known))
    return 0


def _as_stranger(asked: Document) -> Document:
    """A text that was given: the archive's own copy of it, which has the same id, is an answer too."""
    return replace(asked, id="asked")


def _asked(session: Session, store: Store, given: Given, address: str | None) -> Document | None:
    """The document that is asked about; None where it cannot be read."""
    from retell.document.make import document
    from retell.errors import InputError
    from retell.store import Query

    text, name = given["text"], given["name"]
    if text is not None:
        if not text.strip():
            raise InputError.empty("--text")
        return document(text)
    if name is not None:
        return _kept(store, name, None, address).document
    path = given["source"] or "-"
    if path.startswith(("http://", "https://")) and not Path(path).exists():
        page = store.documents(Query(address=path, most=1))
        if page.items:
            return page.items[0].document
    return one_document(session, path)


@archive.command()
@click.argument("name", metavar="ID", required=False)
@click.option("--version", "number", type=click.IntRange(1), help="An earlier version of the document.")
@click.option("--words", default="", help="List articles that have all these words.")
@click.option("--outlet", help="List what this outlet published.")
@click.option("--since", metavar="TIME", help="List what was published at this time or later.")
@click.option("--until", metavar="TIME", help="List what was published at this time or earlier.")
@click.option("--kind", help="List articles with a finding of this kind.")
@click.option(
    "--severity", type=click.Choice(["harmless", "nuance", "meaning"]), help="The same by severity."
)
@click.option("--after", metavar="PLACE", help="The next page of a list.")
@click.option(
    "--most", type=click.IntRange(1, 1000), default=20, show_default=True, help="Articles on a page."
)
@_ADDRESS
@_JSON
def show(
    name: str | None, number: int | None, address: str | None, *, as_json: bool, **asked: Unpack[Asking]
) -> int:
    """Show an article, or list those that answer a description, the latest first."""
    from retell.cli import archive_output as out
    from retell.cli.output import print_out
    from retell.stores import opened

    with opened(address) as store:
        if name is not None:
            kept = _kept(store, name, number, address)
            print_out(out.document_json(kept)) if as_json else out.print_lines(out.document_text(kept))
            return 0
        page = store.documents(_query(asked))
    print_out(out.page_json(page)) if as_json else out.print_lines(out.page_text(page))
    return 0


def _query(asked: Asking) -> Query:
    from retell.changes.model import Severity
    from retell.store import Query

    return Query(
        words=asked["words"],
        outlet=asked["outlet"],
        since=asked["since"],
        until=asked["until"],
        kind=asked["kind"],
        severity=Severity(asked["severity"]) if asked["severity"] else None,
        after=asked["after"],
        most=asked["most"],
    )


def _kept(store: Store, name: str, number: int | None, address: str | None) -> Kept:
    from retell.errors import StoreAddressError
    from retell.stores import shown_address

    kept = store.document(name, number)
    if kept is None:
        told = name if number is None else f"{name} in version {number}"
        raise StoreAddressError.no_such_document(shown_address(address), told)
    return kept


@archive.command()
@click.argument("names", nargs=-1, required=True, metavar="ID…")
@_ADDRESS
@_JSON
@click.option("--no-families", is_flag=True, help="Leave the families to be settled by a later run.")
@click.pass_obj
def remove(
    session: Session, names: tuple[str, ...], address: str | None, *, as_json: bool, no_families: bool
) -> int:
    """Take articles out, with all their versions."""
    from retell.cli.archive_output import dumped
    from retell.cli.output import print_out
    from retell.errors import StoreAddressError
    from retell.stores import opened, shown_address

    with opened(address) as store:
        there = store.remove(names)
        if not no_families:
            _settle(session, store)
    missing = [name for name in dict.fromkeys(names) if name not in there]
    for name in missing:
        click.echo(str(StoreAddressError.no_such_document(shown_address(address), name)), err=True)
    if as_json:
        print_out(dumped({"removed": list(there), "missing": missing}) + "\n")
    session.say(f"{len(there)} removed.")
    return 3 if missing else 0


@archive.command()
@click.option("-o", "--output", metavar="DIR", help="Write the whole archive to DIR, for `restore`.")
@_ADDRESS
@click.pass_obj
def export(session: Session, output: str | None, address: str | None) -> int:
    """Print every version of every article as JSONL, or write all there is to a folder."""
    from retell.cli.output import print_out
    from retell.errors import UsageError
    from retell.stores import opened
    from retell.stores.exporting import document_lines
    from retell.stores.exporting import export as written

    with opened(address) as store:
        if output is None:
            for line in document_lines(store):
                print_out(f"{line}\n")
            return 0
        try:
            count = written(store, Path(output))
        except OSError as error:
            raise UsageError.cannot_write(output, error.strerror or str(error)) from None
    session.say(f"{count} versions written to {output}.")
    return 0


@archive.command()
@click.argument("folder", metavar="DIR")
@_ADDRESS
@click.pass_obj
def restore(session: Session, folder: str, address: str | None) -> int:
    """Put what `export -o DIR` wrote into an archive, and settle its families."""
    from retell.errors import InputError
    from retell.stores import opened
    from retell.stores.exporting import restore as restored

    if not Path(folder, "archive.json").is_file():
        raise InputError.missing(str(Path(folder, "archive.json")))
    with opened(address, create=True) as store:
        with progress(session, "Restoring"):
            count = restored(store, Path(folder))
        _settle(session, store)
    session.say(f"{count} versions restored.")
    return 0


@archive.command()
@_ADDRESS
@_JSON
def stats(address: str | None, *, as_json: bool) -> int:
    """Say how much there is."""
    from retell.cli import archive_output as out
    from retell.cli.output import print_out
    from retell.stores import opened

    with opened(address) as store:
        told = store.stats()
    print_out(out.stats_json(told)) if as_json else out.print_lines(out.stats_text(told))
    return 0
