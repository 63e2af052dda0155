"""What is read off a request."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import ParamSpec, TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from retell.changes.model import Severity
from retell.store import Kept, Query
from retell.web.jobs import Job, Jobs
from retell.web.problem import ProblemError
from retell.web.service import Service

LISTED = 50

Arguments = ParamSpec("Arguments")
Made = TypeVar("Made")


def service_of(request: Request) -> Service:
    """The service that answers it."""
    service: Service = request.app.state.service
    return service


def jobs_of(request: Request) -> Jobs:
    """The queue of its service."""
    jobs: Jobs = request.app.state.jobs
    return jobs


def job_of(request: Request, id: str) -> Job:
    """A job by its id; ProblemError where there is none."""
    found = jobs_of(request).get(id)
    if found is None:
        raise ProblemError(HTTPStatus.NOT_FOUND, f"There is no job {id[:60]}.")
    return found


def kept_or_problem(service: Service, id: str, version: int | None = None) -> Kept:
    """A document of the archive; ProblemError where there is none."""
    kept = service.store.document(id, version)
    if kept is None:
        which = f" in version {version}" if version else ""
        raise ProblemError(HTTPStatus.NOT_FOUND, f"The archive has no document {id[:80]}{which}.")
    return kept


async def in_thread(
    function: Callable[Arguments, Made], *arguments: Arguments.args, **named: Arguments.kwargs
) -> Made:
    """What a function gives that waits for the archive or for a core, without holding others up."""
    return await run_in_threadpool(function, *arguments, **named)


def query_of(request: Request) -> Query:
    """What a page of a list is asked for."""
    asked = {name: value.strip() for name, value in request.query_params.items() if value.strip()}
    severity = asked.get("severity")
    if severity is not None and severity not in [each.value for each in Severity]:
        raise ProblemError(
            HTTPStatus.BAD_REQUEST, f"{severity[:40]} is no severity: harmless, nuance or meaning."
        )
    return Query(
        words=asked.get("q", ""),
        outlet=asked.get("outlet"),
        language=asked.get("language"),
        since=asked.get("since"),
        until=asked.get("until"),
        kind=asked.get("kind"),
        severity=Severity(severity) if severity else None,
        after=asked.get("after"),
        most=LISTED,
    )
