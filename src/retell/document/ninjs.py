"""News items as agencies hand them over (IPTC ninjs 1.3 and 2) → documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from retell.document.make import document
from retell.document.markup import plain
from retell.document.model import Document
from retell.document.times import stamp
from retell.errors import InputError
from retell.settings import DocumentSettings

_SIGNS = frozenset(
    "bodies body_text body_xhtml body_html headline headlines pubstatus representationtype standard "
    "versioncreated".split()
)
_TAKEN = frozenset(
    "uri bodies body_text body_xhtml body_html headline headlines byline bylines versioncreated firstcreated "
    "language".split()
)


def is_ninjs(value: object) -> bool:
    """Whether a JSON object is a news item: it has a "uri", and nothing called "text"."""
    return isinstance(value, Mapping) and "uri" in value and "text" not in value and bool(_SIGNS & set(value))


def from_ninjs(value: Mapping[object, object], where: str, settings: DocumentSettings) -> Document:
    """The document of a news item; InputError where it has no text."""
    text = _body(value)
    if not text:
        raise InputError.no_article_body(where, str(value.get("type") or "unknown")[:40])
    uri = _string(value.get("uri"))
    language = _string(value.get("language"))
    created, version = (
        stamp(value.get(name), f"ninjs {name}") for name in ("firstcreated", "versioncreated")
    )
    return document(
        text,
        settings,
        id=uri or None,
        title=_string(value.get("headline")) or _first(value.get("headlines"), "main") or None,
        url=uri if uri.startswith(("http://", "https://")) else None,
        outlet=_outlet(value),
        authors=tuple(_authors(value)),
        published=created or version,
        modified=version if created else None,
        language=language.partition("-")[0].lower() or None,
        extractor="record",
        origin=where,
        extra={str(key): each for key, each in value.items() if key not in _TAKEN and each is not None},
    )


def _body(value: Mapping[object, object]) -> str:
    """The text: of several bodies the plain one, else the longest."""
    written = _string(value.get("body_text"))
    if written:
        return written
    for name in ("body_xhtml", "body_html"):
        if found := plain(_string(value.get(name))):
            return found
    bodies = [each for each in _objects(value.get("bodies")) if _string(each.get("value"))]
    bodies.sort(key=lambda each: (_is_html(each), -len(_string(each.get("value")))))
    for each in bodies:
        words = _string(each.get("value"))
        if found := plain(words) if _is_html(each) else words:
            return found
    return ""


def _is_html(body: Mapping[object, object]) -> bool:
    return "html" in _string(body.get("contenttype")).lower()


def _outlet(value: Mapping[object, object]) -> str | None:
    sources = [
        _string(each.get("name")) or _string(each.get("literal"))
        for each in _objects(value.get("infosources"))
    ]
    return next((name for name in (_string(value.get("copyrightholder")), *sources) if name), None)


def _authors(value: Mapping[object, object]) -> Iterator[str]:
    if byline := _string(value.get("byline")):
        yield byline
    for each in _objects(value.get("bylines")):
        if name := _string(each.get("value")) or _string(each.get("byline")):
            yield name


def _first(listed: object, role: str) -> str:
    """The value of the first object with this role, else of the first at all."""
    found = [each for each in _objects(listed) if _string(each.get("value"))]
    found.sort(key=lambda each: _string(each.get("role")) != role)
    return _string(found[0].get("value")) if found else ""


def _objects(listed: object) -> Iterator[Mapping[object, object]]:
    for each in listed if isinstance(listed, list) else ():
        if isinstance(each, Mapping):
            yield each


def _string(value: object) -> str:
    return value.encode("utf-8", "replace").decode().strip() if isinstance(value, str) else ""
