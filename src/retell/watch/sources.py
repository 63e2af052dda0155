"""A source → what it lists now, each thing under a key by which it is known again."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from retell.document.feeds import Item, document_of, items, json_items
from retell.document.files import decoded, kind_of_name
from retell.document.load import is_address, read
from retell.document.model import Document, Skipped
from retell.document.packed import gunzipped
from retell.errors import InputError, NetworkError
from retell.fetch.limits import Fetched
from retell.fetch.pages import documents_of
from retell.settings import DocumentSettings
from retell.watch.manners import Visitor
from retell.watch.state import State, short


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that a source lists: an item of a feed, or a file."""

    key: str
    item: Item | None = None
    path: str | None = None

    @property
    def page(self) -> str | None:
        """The address that must be asked for the text; None where the text is here."""
        return self.item.address if self.item and self.item.text is None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a source lists, or nothing new. `lists` are addresses of more lists, the newest first."""

    entries: tuple[Entry, ...] = ()
    lists: tuple[str, ...] = ()
    etag: str | None = None
    last_modified: str | None = None


def listing(state: State, visitor: Visitor, settings: DocumentSettings) -> Listing:
    """What a source lists now; RetellError where it cannot be read."""
    if not is_address(state.source):
        return Listing(entries=tuple(_files(state.source)))
    page = visitor.asked(state.source, etag=state.etag, last_modified=state.last_modified)
    if page.status == 304:
        return Listing(etag=state.etag, last_modified=state.last_modified)
    if not 200 <= page.status < 300:
        raise NetworkError.status(page.url, page.status, page.retry_after)
    found = list(_items(page, visitor, settings))
    further = sorted((item for item in found if item.feed), key=_newest, reverse=True)
    return Listing(
        entries=tuple(Entry(key=_key(item), item=item) for item in found if not item.feed),
        lists=tuple(item.feed for item in further if item.feed),
        etag=page.etag,
        last_modified=page.last_modified,
    )


def _newest(item: Item) -> str:
    return item.modified.when if item.modified else ""


def _items(page: Fetched, visitor: Visitor, settings: DocumentSettings) -> Iterator[Item]:
    text = decoded(_plain(page, visitor), page.url, settings, page.charset)
    if not text.lstrip("\ufeff \t\r\n").startswith("{"):
        yield from items(text, page.url, settings)
        return
    try:
        value = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise InputError.broken_feed(page.url, str(error)) from None
    yield from json_items(value, page.url, settings)


def _plain(page: Fetched, visitor: Visitor) -> bytes:
    """The list itself: sitemaps are often files that are packed."""
    most = visitor.limits.fetch.unpacked
    try:
        return gunzipped(page.raw, most)
    except OverflowError:
        raise NetworkError.unpacks_to_more(page.url, most) from None
    except ValueError as error:
        raise NetworkError.broken(page.url, str(error)) from None


def _key(item: Item) -> str:
    """What an item is known again by: another text or time under the same address is something new."""
    times = [claim.when for claim in (item.published, item.modified) if claim]
    return short("\x1f".join((item.address or item.name or item.title or "", item.text or "", *times)))


def _files(folder: str) -> Iterator[Entry]:
    """The files below a folder, or the one file; hidden ones and those of no known kind not at all."""
    if not Path(folder).exists():
        raise InputError.missing(folder)
    for path in [folder] if Path(folder).is_file() else _below(folder):
        try:
            told = Path(path).stat()
        except OSError:
            continue  # it went while the folder was read
        yield Entry(key=short(f"{path}\x1f{told.st_size}\x1f{told.st_mtime_ns}"), path=path)


def _below(folder: str) -> Iterator[str]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (
            str(Path(place, name))
            for name in sorted(names)
            if not name.startswith(".") and kind_of_name(name)
        )


def documents(
    entries: Sequence[Entry], source: str, visitor: Visitor, settings: DocumentSettings
) -> Iterator[Document | Skipped]:
    """The documents of some entries; NetworkError where a page has to be asked for and does not come."""
    for entry in entries:
        if entry.path:
            yield from read([entry.path], settings)
        elif entry.item and entry.page is None:
            yield document_of(entry.item, f"{source}, item {entry.item.name or entry.item.title}", settings)
        elif entry.item and entry.page:
            page = visitor.asked(entry.page)
            if not 200 <= page.status < 300:
                raise NetworkError.status(page.url, page.status, page.retry_after)
            for found in documents_of(page, settings):
                yield _completed(found, entry.item) if isinstance(found, Document) else found


def _completed(found: Document, item: Item) -> Document:
    """A page's document with what its feed knows and the page does not say."""
    return replace(
        found,
        title=found.title or item.title,
        outlet=found.outlet or item.outlet,
        published=found.published or item.published,
        modified=found.modified or item.modified,
    )
