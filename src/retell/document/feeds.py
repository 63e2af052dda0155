"""RSS, Atom, JSON Feed and sitemaps → their items, and documents of those that are whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

from retell.document.make import document
from retell.document.markup import plain
from retell.document.model import Document, Skipped, Stamp
from retell.document.times import stamp
from retell.document.xml import children, local, root_name, tree, xml_bytes
from retell.errors import InputError
from retell.settings import DocumentSettings

_FEEDS = frozenset({"rss", "feed", "rdf"})
_SITEMAPS = frozenset({"urlset", "sitemapindex"})
_CUT = re.compile(r"(?:…|\.\.\.|\[\+\d+ chars\]|\b(?:read|continue) (?:more|reading))\W*\Z", re.IGNORECASE)
"""The end of a text that goes on elsewhere."""
_TAG = re.compile(r"<[a-zA-Z/!]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of a feed. `text` is the article where the feed has the whole of it, else None.

    `feed` is the address of another list to read, as an index of sitemaps has them.
    """

    address: str | None
    name: str | None = None
    title: str | None = None
    text: str | None = None
    published: Stamp | None = None
    modified: Stamp | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    language: str | None = None
    feed: str | None = None


def from_feed(text: str, origin: str, settings: DocumentSettings) -> Iterator[Document | Skipped]:
    """The documents of a feed; an item with a summary alone is named, with the address of its page."""
    for number, item in enumerate(items(text, origin, settings), 1):
        yield document_of(item, f"{origin}, item {number}", settings)


def from_json_feed(
    value: Mapping[str, object], origin: str, settings: DocumentSettings
) -> Iterator[Document | Skipped]:
    """The same of a JSON Feed."""
    for number, item in enumerate(json_items(value, origin, settings), 1):
        yield document_of(item, f"{origin}, item {number}", settings)


def document_of(item: Item, where: str, settings: DocumentSettings) -> Document | Skipped:
    """The document of an item, or a word on where its text is."""
    if item.text is None:
        address = item.address or item.feed or "none given"
        error = InputError.summary(where, item.title or item.name or "", address)
        return Skipped(
            origin=where.rpartition(", ")[0], where=where.rpartition(", ")[2], error=str(error), notice=True
        )
    return document(
        item.text,
        settings,
        title=item.title,
        url=item.address,
        outlet=item.outlet,
        authors=item.authors,
        published=item.published,
        modified=item.modified,
        language=re.split("[-_]", item.language)[0].lower() if item.language else None,
        extractor="feed",
        origin=where,
        extra={"item": item.name} if item.name else {},
    )


def items(text: str, origin: str, settings: DocumentSettings) -> Iterator[Item]:
    """The items of RSS, Atom or a sitemap, in its order; InputError where it is none of them."""
    raw = xml_bytes(text)
    name = (root_name(raw, origin) or _guessed(text)).lower()
    if name in _SITEMAPS:
        yield from _of_sitemap(raw, origin)
    elif name in _FEEDS:
        yield from _of_feed(raw, origin, settings)
    else:
        raise InputError.not_a_feed(origin)


def _guessed(text: str) -> str:
    """The kind of a feed that does not parse: many do not, and can be read all the same."""
    found = re.search(r"<(?:\w+:)?(rss|feed|rdf)\b", text[:4096], re.IGNORECASE)
    return found[1] if found else ""


def _of_feed(raw: bytes, origin: str, settings: DocumentSettings) -> Iterator[Item]:
    import feedparser

    if len(raw) > settings.largest_feed:
        raise InputError.too_large(origin, settings.largest_feed)
    # An open stream, never a string or bytes: the library would look for a file or a page of that name.
    try:
        found = feedparser.parse(
            BytesIO(raw),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except Exception as error:  # odd namespaces make the library itself stumble
        raise InputError.broken_feed(origin, str(error)) from None
    if not found.entries and not found.feed:
        raise InputError.broken_feed(origin, _plain_reason(found))
    for entry in found.entries:
        # As plain mappings: the library's own answer for fields that are not there, with a warning.
        yield _item(dict(entry), dict(found.feed), origin, settings)


def _plain_reason(found: Any) -> str:
    return str(found.get("bozo_exception") or "it has no items").partition("\n")[0][:200]


def _item(entry: dict[str, Any], feed: dict[str, Any], origin: str, settings: DocumentSettings) -> Item:
    contents = [str(each.get("value") or "") for each in entry.get("content", ())]
    whole = max(contents, key=len, default="")
    title = _line(entry.get("title"))
    link = entry.get("link") or (entry.get("id") if entry.get("guidislink") else None)
    published, modified = entry.get("published"), entry.get("updated")
    return Item(
        address=_address(origin, link),
        name=_line(entry.get("id")),
        title=title,
        text=_article(whole, settings, promised=True)
        or _article(str(entry.get("summary") or ""), settings, promised=False),
        published=_stamp(published, entry.get("published_parsed"))
        or _stamp(modified, entry.get("updated_parsed")),
        modified=_stamp(modified, entry.get("updated_parsed")) if published else None,
        authors=tuple(name for each in entry.get("authors", ()) if (name := _line(each.get("name")))),
        outlet=_line((entry.get("source") or {}).get("title")) or _line(feed.get("title")),
        language=_line(feed.get("language")),
    )


def _article(content: str, settings: DocumentSettings, *, promised: bool) -> str | None:
    """The article of an item's content; None where it is a summary, or was cut."""
    text = plain(content) if _TAG.search(content) else content.strip()
    words = len(text.split())
    least = settings.feed_content if promised else settings.feed_description
    return text if words >= least and not _CUT.search(text[-60:]) else None


def _line(value: object) -> str | None:
    """A short field as plain text."""
    if not isinstance(value, str):
        return None
    text = plain(value) if _TAG.search(value) or "&" in value else value
    return " ".join(text.split()) or None


def _address(origin: str, link: object) -> str | None:
    if not isinstance(link, str) or not link.strip():
        return None
    try:
        return urljoin(origin, link.strip()) if origin.startswith(("http://", "https://")) else link.strip()
    except ValueError:
        return None


def _stamp(written: object, parsed: Any) -> Stamp | None:
    found = stamp(written, "feed")
    if found or not parsed:
        return found
    try:
        return Stamp(
            when=datetime(*parsed[:6]).replace(tzinfo=UTC).isoformat(timespec="seconds"), claimed_by="feed"
        )
    except (ValueError, TypeError):
        return None


def _of_sitemap(raw: bytes, origin: str) -> Iterator[Item]:
    for element in tree(raw, origin):
        known = dict(children(element))
        place = known.get("loc") or None
        if local(element) == "sitemap":
            yield Item(
                address=None, feed=_address(origin, place), modified=stamp(known.get("lastmod"), "sitemap")
            )
            continue
        news = {name: value for each in element if local(each) == "news" for name, value in _deep(each)}
        yield Item(
            address=_address(origin, place),
            title=_line(news.get("title")),
            published=stamp(news.get("publication_date"), "sitemap"),
            modified=stamp(known.get("lastmod"), "sitemap"),
            outlet=_line(news.get("name")),
            language=_line(news.get("language")),
        )


def _deep(element: Any) -> Iterator[tuple[str, str]]:
    """The names and texts of all that stands in an element, at any depth."""
    for each in element.iter():
        yield local(each), (each.text or "").strip()


def json_items(value: Mapping[str, object], origin: str, settings: DocumentSettings) -> Iterator[Item]:
    """The items of a JSON Feed (versions 1 and 1.1), in its order."""
    listed = value.get("items")
    for entry in listed if isinstance(listed, list) else ():
        if isinstance(entry, Mapping):
            yield _json_item(entry, value, origin, settings)


def _json_item(
    entry: Mapping[str, object], feed: Mapping[str, object], origin: str, settings: DocumentSettings
) -> Item:
    given = entry.get("content_text") or entry.get("content_html") or ""
    authors = entry.get("authors") or [entry.get("author")]
    name = entry.get("id")
    return Item(
        address=_address(origin, entry.get("url") or entry.get("external_url")),
        name=str(name) if isinstance(name, str | int | float) else None,
        title=_line(entry.get("title")),
        text=_article(given, settings, promised=True) if isinstance(given, str) else None,
        published=stamp(entry.get("date_published"), "feed"),
        modified=stamp(entry.get("date_modified"), "feed"),
        authors=tuple(_names(authors)),
        outlet=_line(feed.get("title")),
        language=_line(entry.get("language") or feed.get("language")),
    )


def _names(authors: object) -> Iterator[str]:
    for each in authors if isinstance(authors, list) else ():
        if isinstance(each, Mapping) and (name := _line(each.get("name"))):
            yield name
