"""Where a text comes from, and who has copied it."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from retell.errors import RetellError
from retell.web import relatives
from retell.web.comparisons import Given
from retell.web.page import page
from retell.web.problem import ProblemError, problem_of
from retell.web.request import in_thread, service_of
from retell.web.told import answer, hits_told

router = APIRouter()


@router.get("/find")
def find_form(request: Request) -> Response:
    """A text whose source and copies are sought."""
    service = service_of(request)
    return page(request, "find.html.j2", limits=service.limits, fetches=service.fetch is not None)


@router.post("/find")
async def find(request: Request) -> Response:
    """What the archive has of a text."""
    async with request.form(max_files=1, max_fields=4, max_part_size=service_of(request).limits.body) as form:
        said = {name: value for name, value in form.items() if isinstance(value, str)}
        file = form.get("file")
        raw = b"" if file is None or isinstance(file, str) else await file.read()
        name = "" if file is None or isinstance(file, str) else file.filename or ""
    return await in_thread(_found, request, said, (name, raw))


def _found(request: Request, said: dict[str, str], file: tuple[str, bytes]) -> Response:
    service = service_of(request)
    values: dict[str, Any] = {
        "limits": service.limits,
        "fetches": service.fetch is not None,
        "text": said.get("text", ""),
    }
    given = Given(
        text=said.get("text", "").replace("\r\n", "\n"),
        url=said.get("url", "").strip(),
        name=file[0],
        raw=file[1],
    )
    try:
        hits = relatives.of_given(service, given)
    except (ProblemError, RetellError) as error:
        problem = error if isinstance(error, ProblemError) else problem_of(error)
        return page(request, "find.html.j2", problem.status, **values, problem=problem.detail)
    return page(request, "find.html.j2", **values, answer=hits)


@router.post("/find.json")
async def find_data(request: Request) -> Response:
    """The same as JSON, for what was posted from the form."""
    async with request.form(max_files=0, max_fields=4) as form:
        text = str(form.get("text", ""))
    return await in_thread(_found_data, request, text)


def _found_data(request: Request, text: str) -> Response:
    return answer(request, hits_told(relatives.of_given(service_of(request), Given(text=text))))
