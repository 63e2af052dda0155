"""What a page says about its article: JSON-LD first, then meta elements, then what can be seen."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from retell.document.model import Stamp
from retell.document.times import stamp

_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|CreativeWork|WebPage|VideoObject)$")
_DEEPEST = 6
_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publish-date",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
)
_MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "lastmod",
    "last-modified",
    "dcterms.modified",
)
_SUFFIX = re.compile(r"\s+[|–—-]\s+[^|–—]{2,40}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a page claims about its article."""

    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    published: Stamp | None = None
    modified: Stamp | None = None
    language: str | None = None


def metadata(tree: Any) -> Metadata:
    """The claims of a parsed page; nothing is raised for markup or JSON that is broken."""
    linked = _article(list(_linked(tree)))
    metas = _metas(tree)
    url = _address(_canonical(tree)) or _address(metas.get("og:url")) or _address(_text(linked.get("url")))
    return Metadata(
        title=_text(linked.get("headline")) or metas.get("og:title") or _heading(tree) or _page_title(tree),
        outlet=metas.get("og:site_name") or _name(linked.get("publisher")) or _host(url),
        authors=_names(linked.get("author")) or _meta_authors(metas),
        url=url,
        published=_time(linked, metas, "datePublished", _PUBLISHED) or _seen_time(tree),
        modified=_time(linked, metas, "dateModified", _MODIFIED),
        language=_attribute(tree.document.query_selector("html"), "lang") or _text(linked.get("inLanguage")),
    )


def _linked(tree: Any) -> Iterator[Mapping[str, object]]:
    """Every object in the page's JSON-LD, graphs and lists opened; what does not parse is passed over."""
    for script in tree.document.query_selector_all("script"):
        if "ld+json" not in (_attribute(script, "type") or "").lower():
            continue
        try:
            yield from _objects(json.loads(_uncommented(script.text), strict=False), 0)
        except (ValueError, RecursionError):
            continue


def _uncommented(text: str) -> str:
    """JSON without the comment or CDATA marks that pages wrap round it, and without a last semicolon."""
    return re.sub(
        r"^\s*(?:<!--|/\*.*?\*/|//)?\s*(?:<!\[CDATA\[)?|(?:(?://)?\s*\]\]>|-->)?\s*;?\s*$", "", text
    )


def _objects(value: object, depth: int) -> Iterator[Mapping[str, object]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for each in value:
            yield from _objects(each, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(value.get(name), depth + 1)


def _article(found: list[Mapping[str, object]]) -> Mapping[str, object]:
    """The object that describes the article: the most telling type, the first of equals."""
    ranked = [(_rank(each), -number, each) for number, each in enumerate(found)]
    best = max(ranked, key=lambda each: each[:2], default=(0, 0, {}))
    return best[2] if best[0] else {}


def _rank(value: Mapping[str, object]) -> int:
    kinds = value.get("@type")
    names = [name for name in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(name, str)]
    if not any(_ARTICLE.search(name) for name in names):
        return 0
    is_news = any(name.endswith(("Article", "Posting", "Report")) for name in names)
    return 1 + 2 * is_news + ("datePublished" in value)


def _metas(tree: Any) -> dict[str, str]:
    """The first content of each named meta element, names in lower case."""
    found: dict[str, str] = {}
    for meta in tree.document.query_selector_all("meta"):
        name = _attribute(meta, "property") or _attribute(meta, "name") or _attribute(meta, "itemprop")
        content = _attribute(meta, "content")
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def _time(
    linked: Mapping[str, object], metas: Mapping[str, str], claim: str, names: tuple[str, ...]
) -> Stamp | None:
    """The most exact time claimed: JSON-LD, unless it gives a bare day and a meta element the hour of it."""
    claims = [stamp(linked.get(claim), f"JSON-LD {claim}")]
    claims += [stamp(metas[name], f"meta {name}") for name in names if name in metas]
    known = [each for each in claims if each]
    exact = [each for each in known if each.has_time and each.when[:10] == known[0].when[:10]]
    return next(iter(exact or known), None)


def _seen_time(tree: Any) -> Stamp | None:
    for selector, name in (("time[datetime]", "datetime"), ("[itemprop=datePublished]", "content")):
        for node in tree.document.query_selector_all(selector):
            found = stamp(_attribute(node, name), f"{selector.partition('[')[0] or 'itemprop'} {name}")
            if found:
                return found
    return None


def _attribute(node: Any, name: str) -> str | None:
    value = node.getattr(name) if node is not None else None
    return value.strip() or None if isinstance(value, str) else None


def _canonical(tree: Any) -> str | None:
    return _attribute(tree.document.query_selector("link[rel=canonical]"), "href")


def _address(url: str | None) -> str | None:
    return url if url and url.startswith(("http://", "https://")) else None


def _host(url: str | None) -> str | None:
    """The host of an address, for want of a name."""
    try:
        return urlsplit(url).netloc.removeprefix("www.") or None if url else None
    except ValueError:
        return None


def _heading(tree: Any) -> str | None:
    """The only first-level heading; with several none is known to be the article's."""
    found = [
        words for node in tree.document.query_selector_all("h1") if (words := " ".join(node.text.split()))
    ]
    return found[0] if len(found) == 1 else None


def _page_title(tree: Any) -> str | None:
    """The title of the page, without the name of the site behind a bar."""
    title = " ".join((tree.title or "").split())
    return _SUFFIX.sub("", title) or None


def _text(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _name(value: object) -> str | None:
    """The name of a person or organisation: a string, an object with one, or the first of a list."""
    if isinstance(value, list):
        return next((name for each in value if (name := _name(each))), None)
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _names(value: object) -> tuple[str, ...]:
    each = value if isinstance(value, list) else [value]
    return tuple(dict.fromkeys(name for one in each if (name := _name(one))))


def _meta_authors(metas: Mapping[str, str]) -> tuple[str, ...]:
    name = metas.get("author") or metas.get("article:author") or metas.get("byl") or ""
    if not name or "://" in name:
        return ()
    return tuple(
        part for part in re.split(r"\s*(?:,|;|\band\b)\s*", re.sub(r"^By\s+", "", name, flags=re.I)) if part
    )
