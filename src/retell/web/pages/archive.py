"""What the archive holds: search, documents, families."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import APIRouter, Request
from starlette.responses import PlainTextResponse, Response

from retell.document.model import Document
from retell.document.segment import segmented
from retell.report.build import head
from retell.report.families import story_shown
from retell.report.model import TraceReport
from retell.report.outlets import outlet_table
from retell.report.to_json import story_line
from retell.report.to_text import trace_as_text
from retell.report.verdict import named_sides, percent
from retell.store import Kept, KeptFamily, Query
from retell.stores.grown import batched, documents_of
from retell.tracing import Story
from retell.web import stories
from retell.web.page import document_address, page, pair_address
from retell.web.relatives import KINDS, called
from retell.web.request import kept_or_problem, query_of, service_of
from retell.web.service import Service
from retell.web.told import answer, document_told, documents_told, families_told, stats_told

router = APIRouter()
_SHOWN = 20


@router.get("/")
def home(request: Request) -> Response:
    """What the archive holds, the latest first."""
    store = service_of(request).store
    families = store.families(Query(most=_SHOWN)).items
    return page(
        request,
        "home.html.j2",
        stats=store.stats(),
        families=families,
        heads=_heads(service_of(request), families),
        documents=store.documents(Query(most=_SHOWN)).items,
        data_address="/home.json",
    )


@router.get("/home.json")
def home_data(request: Request) -> Response:
    """The same as JSON."""
    store = service_of(request).store
    query = Query(most=_SHOWN)
    told = {
        "stats": stats_told(store.stats()),
        "families": families_told(store.families(query))["items"],
        "documents": documents_told(store.documents(query))["items"],
    }
    return answer(request, told)


def _heads(service: Service, families: tuple[KeptFamily, ...]) -> dict[str, str]:
    """How each family is called: by its root's heading, else its first member's."""
    wanted = {
        family.id: (family.story and family.story.lineage.root) or family.members[0] for family in families
    }
    found = service.store.documents(Query(ids=tuple(wanted.values()), most=max(1, len(wanted)))).items
    heading = {kept.document.id: head(kept.document, "").heading for kept in found}
    return {family: heading.get(member, member) for family, member in wanted.items()}


@router.get("/search.json")
def search_data(request: Request) -> Response:
    """Documents that fit, as JSON."""
    return answer(request, documents_told(service_of(request).store.documents(query_of(request))))


@router.get("/search")
def search(request: Request) -> Response:
    """Documents that fit, and what they fall into."""
    store = service_of(request).store
    query = query_of(request)
    found = store.documents(query)
    following = request.url.include_query_params(after=found.next) if found.next else None
    return page(
        request,
        "search.html.j2",
        asked=query.words,
        query=query,
        documents=found.items,
        facets=store.facets(query),
        next=following and f"/search?{following.query}",
        data_address=f"/search.json?{request.url.query}",
    )


@router.get("/families.json")
def families_data(request: Request) -> Response:
    """Families, as JSON."""
    return answer(request, families_told(service_of(request).store.families(query_of(request))))


@router.get("/families")
def families(request: Request) -> Response:
    """Families of copies, the latest first."""
    found = service_of(request).store.families(query_of(request))
    following = request.url.include_query_params(after=found.next) if found.next else None
    return page(
        request,
        "families.html.j2",
        families=found.items,
        heads=_heads(service_of(request), found.items),
        next=following and f"/families?{following.query}",
        data_address=f"/families.json?{request.url.query}",
    )


@router.get("/family.json")
def family_data(request: Request, id: str) -> Response:
    """The story of a family, as a line of stories.jsonl has it."""
    service = service_of(request)
    return answer(request, story_line(stories.told(service, stories.family(service, id))))


@router.get("/family")
def family(request: Request, id: str) -> Response:
    """Who copied whom in a family, and what became of each sentence."""
    service = service_of(request)
    kept = stories.family(service, id)
    story = stories.ready(service, kept)
    if story is None:
        made = page(request, "waiting.html.j2", HTTPStatus.ACCEPTED, members=len(kept.members))
        made.headers["refresh"] = "3"
        return made
    shown = _shown(service, kept, story)
    data = stories.address(id).replace("/family?", "/family.json?")
    forms = {"text": stories.address(id).replace("/family?", "/family.txt?")}
    return page(request, "trace.html.j2", report=shown, data_address=data, forms=forms)


@router.get("/family.txt")
def family_text(request: Request, id: str) -> Response:
    """The same as lines of text."""
    service = service_of(request)
    kept = stories.family(service, id)
    return PlainTextResponse(trace_as_text(_shown(service, kept, stories.told(service, kept))))


def _shown(service: Service, kept: KeptFamily, story: Story) -> TraceReport:
    pages = {
        (one.left.id, one.right.id): pair_address(one.left.id, one.right.id) for one in story.comparisons
    }
    return TraceReport(
        verdict=f"{len(kept.members)} versions of one report",
        stories=(story_shown(1, story, pages, _seen(service, kept.members)),),
        outlets=outlet_table(story.comparisons),
        pairings=(),
        skipped=(),
        notices=(),
    )


def _seen(service: Service, members: Sequence[str]) -> dict[str, str]:
    """When documents first came."""
    found = (kept for some in batched(members) for kept in documents_of(service.store, some).values())
    return {kept.document.id: kept.added for kept in found}


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A stretch of text of one role, for the page of a document."""

    role: str
    text: str


@router.get("/document.json")
def document_data(request: Request, id: str, version: int | None = None) -> Response:
    """A document of the archive, as JSON."""
    kept = kept_or_problem(service_of(request), id, version)
    return answer(request, document_told(kept))


@router.get("/document")
def document(request: Request, id: str, version: int | None = None) -> Response:
    """A document of the archive, its versions and its relatives."""
    service = service_of(request)
    kept = kept_or_problem(service, id, version)
    return page(
        request,
        "document.html.j2",
        kept=kept,
        head=head(kept.document, ""),
        paragraphs=list(_paragraphs(kept.document)),
        others=list(_others(service, kept)),
        data_address=document_address(id, version).replace("/document?", "/document.json?"),
    )


def _paragraphs(found: Document) -> Iterator[Paragraph]:
    """The text by paragraphs, what belongs to the page apart from what belongs to the report."""
    role, start, end = "body", 0, 0
    for sentence in segmented(found):
        gap = found.text[end : sentence.span.start]
        if end and (sentence.role != role or "\n" in gap):
            yield Paragraph(role=role, text=found.text[start:end])
            start = sentence.span.start
        if not end:
            start = sentence.span.start
        role, end = sentence.role, sentence.span.end
    if end:
        yield Paragraph(role=role, text=found.text[start:end])


def _others(service: Service, kept: Kept) -> Iterator[dict[str, object]]:
    """The documents that share something with this one, the surest first."""
    id = kept.document.id
    matches = service.store.matches([id])
    ids = tuple(match.right if match.left == id else match.left for match in matches)
    found = service.store.documents(Query(ids=ids, most=max(1, len(ids)))).items if ids else ()
    labels = {each.document.id: called(each.document) for each in found}
    sides = ("this document", "the other")
    for match in sorted(matches, key=lambda match: -match.relation.probability):
        other = match.right if match.left == id else match.left
        if other in labels:
            yield {
                "id": other,
                "label": labels[other],
                "relation": KINDS[match.relation.kind],
                "sure": percent(match.relation.probability),
                "why": named_sides(match.relation.why, *(sides if match.left == id else sides[::-1])),
                "left": match.left,
                "right": match.right,
            }
