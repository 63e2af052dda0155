"""Values of the archive under the names that the API gives them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from retell.document.model import Document
from retell.store import Facets, Kept, KeptFamily, Mark, Page, Stats
from retell.web.jobs import Job
from retell.web.relatives import Hit
from retell.web.tokens import Token

_JSON = "application/json"


def answer(
    request: Request, data: object, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """Data as JSON with an ETag; 304 and nothing where the asker has it already."""
    text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    raw = text.encode("utf-8", "replace")
    tag = f'"{hashlib.sha256(raw).hexdigest()[:32]}"'
    told = {"etag": tag, "cache-control": "private, no-cache", **(headers or {})}
    if request.method in ("GET", "HEAD") and tag in request.headers.get("if-none-match", ""):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=told)
    return Response(raw, status, media_type=_JSON, headers=told)


def document_told(kept: Kept) -> dict[str, object]:
    """A document with its text."""
    return {**_known_of(kept), "text": kept.document.text}


def documents_told(found: Page[Kept]) -> dict[str, object]:
    """A page of documents, without their texts."""
    return {"items": [_known_of(kept) for kept in found.items], "next": found.next}


def _known_of(kept: Kept) -> dict[str, object]:
    document = kept.document
    return {
        "id": document.id,
        "title": document.title,
        "outlet": document.outlet,
        "authors": list(document.authors),
        "url": document.url,
        "published": document.published.when if document.published else None,
        "language": document.language,
        "version": kept.version,
        "versions": kept.versions,
        "added": kept.added,
        "updated": kept.updated,
        "family": kept.family,
    }


def stats_told(stats: Stats) -> dict[str, object]:
    """How much an archive holds."""
    return asdict(stats)


def families_told(found: Page[KeptFamily]) -> dict[str, object]:
    """A page of families."""
    return {"items": [_family_told(family) for family in found.items], "next": found.next}


def _family_told(family: KeptFamily) -> dict[str, object]:
    severities = [finding.severity.value for finding in family.story.findings] if family.story else []
    return {
        "id": family.id,
        "members": list(family.members),
        "latest": family.latest,
        "root": family.story.lineage.root if family.story else None,
        "findings": {name: severities.count(name) for name in sorted(set(severities))},
    }


def hits_told(hits: Sequence[Hit]) -> dict[str, object]:
    """The relatives of a text."""
    return {
        "items": [
            {
                "id": hit.document.id,
                "title": hit.document.title,
                "outlet": hit.document.outlet,
                "url": hit.document.url,
                "published": hit.document.published.when if hit.document.published else None,
                "relation": hit.relation,
                "kind": hit.kind.value,
                "twin": hit.twin,
                "probability": hit.probability,
                "why": hit.why,
                "order": hit.order,
                "source": _source_told(hit.source),
                "family": hit.family,
                "passages": [dict(passage) for passage in hit.passages],
            }
            for hit in hits
        ]
    }


def _source_told(source: Document | None) -> dict[str, object] | None:
    return {"id": source.id, "title": source.title, "outlet": source.outlet} if source else None


def facets_told(found: Facets) -> dict[str, object]:
    """What documents fall into."""
    return {
        name: [{"value": value, "count": count} for value, count in getattr(found, name)]
        for name in ("outlets", "languages", "months", "kinds", "severities")
    }


def mark_told(mark: Mark) -> dict[str, object]:
    """What a reviewer said."""
    return {
        "finding": mark.finding,
        "verdict": mark.verdict.value,
        "note": mark.note,
        "by": mark.by,
        "at": mark.at,
    }


def job_told(job: Job) -> dict[str, object]:
    """A job."""
    return {"id": job.id, **job.as_body()}


def token_told(token: Token) -> dict[str, object]:
    """A token, without its secret."""
    return {"id": token.id, "name": token.name, "scope": token.scope.value, "expires": token.expires}
