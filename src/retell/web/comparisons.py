"""Comparisons that have an address: what was given on each side is kept, the result is made again from it."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from retell.document.load import from_bytes
from retell.document.make import document
from retell.document.model import Document, Skipped
from retell.document.times import stamp
from retell.report.build import report
from retell.report.model import Report
from retell.store import Record
from retell.tracing import compare
from retell.web.problem import ProblemError
from retell.web.service import Service

KIND = "comparison"
_ID_LENGTH = 20
_SAID = ("title", "outlet", "url", "published")


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
    sides = [_body(_settled(service, side)) for side in (left, right)]
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
    return _document(service, _body(_settled(service, given)), side)


def _body(given: Given) -> dict[str, object]:
    if given.id:
        return {"id": given.id, "version": given.version}
    said = {name: getattr(given, name) for name in _SAID if getattr(given, name)}
    if given.raw:
        return {"raw": base64.b64encode(given.raw).decode(), "name": given.name, **said}
    return {"text": given.text, **said}


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
    made = _from_file(body, side) if "raw" in body else _from_text(body, side)
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
        origin=f"{side} text",
    )


def _from_file(body: Mapping[str, object], side: str) -> Document:
    raw, name = base64.b64decode(str(body["raw"])), str(body.get("name") or side)
    found = list(from_bytes(raw, name))
    documents = [each for each in found if isinstance(each, Document)]
    if len(documents) == 1:
        return documents[0]
    reasons = [each.error for each in found if isinstance(each, Skipped)]
    detail = f"{name}: holds {len(documents)} articles, and a comparison takes one on each side."
    raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, detail if documents else " ".join(reasons))


def _said(body: Mapping[str, object], name: str) -> str | None:
    return str(body[name]) if body.get(name) else None
