"""Comparisons that have an address: what was given on each side is kept, the result is made again from it.

Of a page or a file that was given the article is kept, and what else the page showed, not its bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus

from retell.document.load import from_bytes
from retell.document.make import document
from retell.document.model import Document, Skipped
from retell.document.times import stamp
from retell.report.build import report
from retell.report.model import Report
from retell.store import Record
from retell.stores.written import details_written, document_read
from retell.tracing import compare
from retell.web.problem import ProblemError
from retell.web.service import Service

KIND = "comparison"
_ID_LENGTH = 20
_SAID = ("title", "outlet", "url", "published")
_PAGES = 2
"""Of all that a page shows as much is kept as this many articles may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One side as a visitor gave it: a text with what is known of it, a file by its bytes, or a document."""

    text: str = ""
    title: str = ""
    outlet: str = ""
    url: str = ""
    published: str = ""
    raw: bytes = b""
    name: str = ""
    id: str = ""
    version: int | None = None


def keep(service: Service, left: Given, right: Given) -> str:
    """The id of this comparison: the same for the same two sides, in the same order.

    Raises ProblemError where a side cannot be read; nothing is kept then.
    """
    sides = [
        _body(service, _settled(service, side), name) for side, name in ((left, "left"), (right, "right"))
    ]
    for side, name in zip(sides, ("left", "right"), strict=True):
        _document(service, side, name)
    id = hashlib.sha256(json.dumps(sides, sort_keys=True).encode()).hexdigest()[:_ID_LENGTH]
    service.store.put([Record(kind=KIND, id=id, body={"left": sides[0], "right": sides[1]})])
    return id


def opened(service: Service, id: str) -> Report:
    """The comparison with this id, made again or still at hand; ProblemError where there is none."""

    def made() -> Report:
        record = service.store.record(KIND, id)
        if record is None or record.body is None:
            raise ProblemError(HTTPStatus.NOT_FOUND, f"There is no comparison {id[:40]}.")
        left, right = (_document(service, _mapping(record.body[side]), side) for side in ("left", "right"))
        with service.turns.one():
            return report(compare(left, right, service.settings))

    return service.ready.get((KIND, id), made)


def of_documents(service: Service, left: Document, right: Document) -> Report:
    """Two documents of the archive compared, or their comparison that is still at hand."""

    def made() -> Report:
        with service.turns.one():
            return report(compare(left, right, service.settings))

    return service.ready.get(("documents", _print(left), _print(right)), made)


def _print(found: Document) -> str:
    return hashlib.sha256(f"{found.id}\x1f{found.text}".encode("utf-8", "surrogatepass")).hexdigest()


def _settled(service: Service, given: Given) -> Given:
    """A document of the archive by the version it has now, so that the comparison stays what it was."""
    if not given.id or given.version is not None:
        return given
    kept = service.store.document(given.id)
    if kept is None:
        raise ProblemError(HTTPStatus.NOT_FOUND, f"The archive has no document {given.id[:80]}.")
    return Given(id=given.id, version=kept.version)


def document_of(service: Service, given: Given, side: str) -> Document:
    """The document that was given; ProblemError where it cannot be read."""
    return _document(service, _body(service, _settled(service, given), side), side)


def _body(service: Service, given: Given, side: str) -> dict[str, object]:
    """What is kept of one side."""
    if given.id:
        return {"id": given.id, "version": given.version}
    said = {name: getattr(given, name) for name in _SAID if getattr(given, name)}
    if not given.raw:
        return {"text": given.text, **said}
    read = _named(_from_file(given.raw, given.name or side), said)
    page = (read.page_text or "")[: _PAGES * service.limits.article]
    return {"read": {"id": read.id, "details": details_written(read), "text": read.text, "page": page}}


def _mapping(body: object) -> Mapping[str, object]:
    return body if isinstance(body, Mapping) else {}


def _document(service: Service, body: Mapping[str, object], side: str) -> Document:
    """The document that one side is."""
    if "id" in body:
        version = body.get("version")
        kept = service.store.document(str(body["id"]), version if isinstance(version, int) else None)
        if kept is None:
            raise ProblemError(HTTPStatus.NOT_FOUND, f"The archive no longer has document {body['id']}.")
        return kept.document
    made = _kept(_mapping(body["read"])) if "read" in body else _from_text(body, side)
    if len(made.text) > service.limits.article:
        raise ProblemError(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            f"The {side} text has {len(made.text):,} characters; {service.limits.article:,} are the most.",
        )
    return made


def _from_text(body: Mapping[str, object], side: str) -> Document:
    text = str(body.get("text", ""))
    if not text.strip():
        raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, f"The {side} text is empty. Paste an article.")
    return document(
        text,
        id=side,
        title=_said(body, "title"),
        outlet=_said(body, "outlet"),
        url=_said(body, "url"),
        published=stamp(_said(body, "published"), "the visitor"),
        extractor="text",
        origin=f"the {side} text",
    )


def _kept(read: Mapping[str, object]) -> Document:
    """An article that was read from a page or file, as it is kept."""
    page = str(read["page"]) or None
    return document_read(str(read["id"]), str(read["details"]), str(read["text"]), page)


def _named(read: Document, said: Mapping[str, str]) -> Document:
    """An article with what the visitor says of it; of where it stands the page itself knows more."""
    return replace(
        read,
        title=said.get("title") or read.title,
        outlet=said.get("outlet") or read.outlet,
        url=read.url or said.get("url"),
        published=stamp(said.get("published"), "the visitor") or read.published,
    )


def _from_file(raw: bytes, name: str) -> Document:
    found = list(from_bytes(raw, name))
    documents = [each for each in found if isinstance(each, Document)]
    if len(documents) == 1:
        return documents[0]
    reasons = [each.error for each in found if isinstance(each, Skipped)]
    detail = f"{name}: holds {len(documents)} articles, and a comparison takes one on each side."
    raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, detail if documents else " ".join(reasons))


def _said(body: Mapping[str, object], name: str) -> str | None:
    return str(body[name]) if body.get(name) else None
