"""The API under /api/v1, for programs.

Lists are paged by cursor. An answer to GET has an ETag. A POST with an `Idempotency-Key` is done once: sent
again, it gets the answer it got. What takes long is a job: 202, and its progress as server-sent events.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Request
from fastapi import Query as Asked
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.responses import Response

from retell.report.to_json import compared, story_line
from retell.store import Mark, Verdict
from retell.web import comparisons, relatives, schemas, stories, tokens
from retell.web.comparisons import Given
from retell.web.guard import token_of
from retell.web.jobs import Job
from retell.web.once import once
from retell.web.page import FORMS, form_of
from retell.web.problem import PROBLEM, ProblemError
from retell.web.request import in_thread, job_of, jobs_of, kept_or_problem, service_of
from retell.web.told import (
    answer,
    document_told,
    documents_told,
    facets_told,
    families_told,
    hits_told,
    job_told,
    mark_told,
    stats_told,
    token_told,
)
from retell.web.work import header

_PROBLEMS: dict[int | str, dict[str, Any]] = {
    "default": {
        "description": "What was wrong",
        "content": {PROBLEM: {"schema": schemas.ProblemOut.model_json_schema()}},
    }
}
router = APIRouter(prefix="/api/v1", responses=_PROBLEMS)

Id = Annotated[str, Path(min_length=1, max_length=500)]
Key = Annotated[str | None, Header(alias="Idempotency-Key", max_length=200)]
_POLL_SECONDS = 0.3


# Two texts.


@router.post("/comparisons", status_code=201, operation_id="compare")
def compare(request: Request, body: schemas.Compare, key: Key = None) -> Response:
    """Compare two versions. The answer is what `retell compare --json` prints; its address stays."""

    def done() -> Response:
        service = service_of(request)
        sides = (relatives.fetched(service, Given(**side.model_dump())) for side in (body.left, body.right))
        id = comparisons.keep(service, *sides)
        made = compared(comparisons.opened(service, id))
        return answer(request, made, HTTPStatus.CREATED, {"location": f"/api/v1/comparisons/{id}"})

    return once(request, key, body.model_dump_json(), done)


@router.get("/comparisons/{id}", operation_id="get_comparison")
def comparison(
    request: Request, id: Id, format: Annotated[str, Asked(description=", ".join(FORMS))] = "json"
) -> Response:
    """A comparison that was asked for before, in any format that `retell compare` writes."""
    made = comparisons.opened(service_of(request), id)
    return answer(request, compared(made)) if format == "json" else form_of(made, format, id)


# Documents.


@router.get("/stats", response_model=schemas.StatsOut, operation_id="stats")
def stats(request: Request) -> Response:
    """How much the archive holds."""
    return answer(request, stats_told(service_of(request).store.stats()))


@router.get("/documents", response_model=schemas.Documents, operation_id="list_documents")
def documents(request: Request, wanted: Annotated[schemas.Wanted, Asked()]) -> Response:
    """Documents that fit, the latest first."""
    return answer(request, documents_told(service_of(request).store.documents(wanted.query())))


@router.get("/facets", response_model=schemas.FacetsOut, operation_id="facets")
def facets(request: Request, wanted: Annotated[schemas.Wanted, Asked()]) -> Response:
    """How many documents that fit have each outlet, language, month, and finding in their family."""
    return answer(request, facets_told(service_of(request).store.facets(wanted.query())))


@router.post(
    "/documents",
    status_code=202,
    response_model=schemas.Lines,
    operation_id="add_documents",
    openapi_extra={
        "requestBody": {"required": True, "content": {"application/x-ndjson": {"schema": {"type": "string"}}}}
    },
    responses={
        200: {"model": schemas.Lines, "description": "What became of each line"},
        202: {"model": schemas.JobOut},
    },
)
async def add(request: Request, wait: bool = True, key: Key = None) -> Response:  # noqa: FBT001, FBT002  a query field
    """Add documents as JSONL, one a line. With `wait` what became of each line is told, else a job begins."""
    raw = await request.body()
    if not raw.strip():
        raise ProblemError(
            HTTPStatus.UNPROCESSABLE_ENTITY, "The body is empty. Send JSONL, a document a line."
        )

    def done() -> Response:
        if wait:
            return answer(request, {"items": relatives.add_lines(service_of(request), raw)})
        written = jobs_of(request).place()
        written.write_bytes(header("bulk.jsonl") + raw)
        return _accepted(request, jobs_of(request).add("add", written))

    return await in_thread(once, request, key, hashlib.sha256(raw).hexdigest(), done)


@router.get("/documents/{id:path}", response_model=schemas.DocumentOut, operation_id="get_document")
def document(
    request: Request, id: Id, version: Annotated[int | None, Asked(ge=1, le=2**31)] = None
) -> Response:
    """A document of the archive with its text, as it is now or was in a version before."""
    return answer(request, document_told(kept_or_problem(service_of(request), id, version)))


@router.delete("/documents/{id:path}", status_code=204, operation_id="remove_document")
def remove(request: Request, id: Id) -> Response:
    """Take a document out of the archive, with all its versions."""
    if not service_of(request).store.remove([id]):
        raise ProblemError(HTTPStatus.NOT_FOUND, f"The archive has no document {id[:80]}.")
    return Response(status_code=HTTPStatus.NO_CONTENT)


@router.post("/find", response_model=schemas.Hits, operation_id="find")
def find(request: Request, body: schemas.Find) -> Response:
    """Where a text comes from, and who has copied it, as far as the archive knows."""
    hits = relatives.of_given(service_of(request), Given(text=body.text, url=body.url, id=body.id))
    return answer(request, hits_told(hits))


# Families.


@router.get("/families", response_model=schemas.Families, operation_id="list_families")
def families(request: Request, wanted: Annotated[schemas.Wanted, Asked()]) -> Response:
    """Families that have a member which fits, the latest first."""
    return answer(request, families_told(service_of(request).store.families(wanted.query())))


@router.get("/families/{id:path}", operation_id="get_family")
def family(request: Request, id: Id) -> Response:
    """The story of a family, as a line of stories.jsonl has it."""
    service = service_of(request)
    return answer(request, story_line(stories.told(service, stories.family(service, id))))


# Marks.


@router.get("/marks", response_model=schemas.Marks, operation_id="get_marks")
def marks(request: Request, finding: Annotated[list[str], Asked(max_length=200)]) -> Response:
    """What reviewers said of these findings; those of which nothing was said are left out."""
    found = service_of(request).store.marks([id[:200] for id in finding])
    return answer(request, {"items": [mark_told(mark) for mark in found]})


@router.put("/marks/{finding}", response_model=schemas.MarkOut, operation_id="put_mark")
def mark(
    request: Request, finding: Annotated[str, Path(pattern=r"^[A-Za-z0-9_.-]{1,80}$")], body: schemas.MarkIn
) -> Response:
    """Accept or dismiss a finding, or note something on it; the last word stands."""
    token = token_of(request.scope)
    made = Mark(
        finding=finding, verdict=Verdict(body.verdict), note=body.note, by=token.name if token else ""
    )
    store = service_of(request).store
    store.mark([made])
    return answer(request, mark_told((store.marks([finding]) or (made,))[0]))


# Jobs.


@router.get("/jobs", response_model=schemas.Jobs, operation_id="list_jobs")
def jobs(request: Request) -> Response:
    """The jobs that are kept, in the order they came."""
    return answer(request, {"items": [job_told(job) for job in jobs_of(request).all()]})


@router.post("/settle", status_code=202, response_model=schemas.JobOut, operation_id="settle")
def settle(request: Request, key: Key = None) -> Response:
    """Settle the families of what came since they were last settled, and tell their stories."""
    return once(request, key, "", lambda: _accepted(request, jobs_of(request).add("settle")))


@router.get("/jobs/{id}", response_model=schemas.JobOut, operation_id="get_job")
def job(request: Request, id: Id) -> Response:
    """How far a job is, and what came of it."""
    return answer(request, job_told(job_of(request, id)))


@router.get("/jobs/{id}/events", operation_id="follow_job", response_class=EventSourceResponse)
async def events(request: Request, id: Id) -> EventSourceResponse:
    """The progress of a job as server-sent events named "job", until it is over."""
    await in_thread(job_of, request, id)

    async def told() -> AsyncIterator[ServerSentEvent]:
        last = ""
        while True:
            found = await in_thread(job_of, request, id)
            body = json.dumps(job_told(found))
            if body != last:
                yield ServerSentEvent(body, event="job")
            last = body
            if found.state.is_final:
                return
            await asyncio.sleep(_POLL_SECONDS)

    return EventSourceResponse(told())


@router.delete("/jobs/{id}", status_code=202, response_model=schemas.JobOut, operation_id="cancel_job")
def cancel(request: Request, id: Id) -> Response:
    """End a job that is not done; what it did so far stays."""
    found = job_of(request, id)
    jobs_of(request).cancel(id)
    return answer(request, job_told(found), HTTPStatus.ACCEPTED)


# Tokens.


@router.get("/tokens", response_model=list[schemas.TokenOut], operation_id="list_tokens")
def list_tokens(request: Request) -> Response:
    """What tokens there are; none is told whole."""
    return answer(request, [token_told(token) for token in tokens.known(service_of(request).store)])


@router.post("/tokens", status_code=201, response_model=schemas.TokenOut, operation_id="new_token")
def new_token(request: Request, body: schemas.TokenIn) -> Response:
    """A new token; its secret is told this once."""
    secret, token = tokens.issue(service_of(request).store, body.name, tokens.Scope(body.scope), body.days)
    return answer(request, {**token_told(token), "secret": secret}, HTTPStatus.CREATED)


@router.delete("/tokens/{id}", status_code=204, operation_id="revoke_token")
def revoke(request: Request, id: Id) -> Response:
    """Take a token away."""
    if not tokens.revoke(service_of(request).store, id):
        raise ProblemError(HTTPStatus.NOT_FOUND, "There is no such token, or more than one begins so.")
    return Response(status_code=HTTPStatus.NO_CONTENT)


def _accepted(request: Request, job: Job) -> Response:
    return answer(request, job_told(job), HTTPStatus.ACCEPTED, {"location": f"/api/v1/jobs/{job.id}"})
