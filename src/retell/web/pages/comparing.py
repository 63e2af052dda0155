"""Two texts, or two documents of the archive, side by side."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from retell.errors import RetellError
from retell.report.model import Report
from retell.report.to_json import compared
from retell.store import Query
from retell.web import comparisons, relatives, stories
from retell.web.comparisons import Given
from retell.web.page import FORMS, comparison_page, form_of, page, pair_address
from retell.web.problem import ProblemError, problem_of
from retell.web.request import in_thread, kept_or_problem, service_of
from retell.web.service import Service
from retell.web.told import answer

router = APIRouter()


@router.get("/compare")
def compare_form(request: Request) -> Response:
    """Two texts to compare."""
    return _compare_form(request, {})


def _compare_form(request: Request, given: dict[str, str], problem: ProblemError | None = None) -> Response:
    service = service_of(request)
    values: dict[str, Any] = {"limits": service.limits, "given": given, "fetches": service.fetch is not None}
    if problem is None:
        return page(request, "compare.html.j2", **values)
    return page(request, "compare.html.j2", problem.status, **values, problem=problem.detail)


@router.post("/compare")
async def compare_given(request: Request) -> Response:
    """The comparison of what was pasted, uploaded or named; its address stays."""
    async with request.form(
        max_files=2, max_fields=16, max_part_size=service_of(request).limits.body
    ) as form:
        said = {name: value for name, value in form.items() if isinstance(value, str)}
        raw = {
            name: (value.filename or "", await value.read())
            for name, value in form.items()
            if not isinstance(value, str)
        }
    return await in_thread(_compared, request, said, raw)


def _compared(request: Request, said: dict[str, str], raw: dict[str, tuple[str, bytes]]) -> Response:
    service = service_of(request)
    try:
        sides = [_given(service, said, raw, side) for side in ("left", "right")]
        id = comparisons.keep(service, *sides)
        comparisons.opened(service, id)
    except ProblemError as problem:
        return _compare_form(request, said, problem)
    except RetellError as error:
        return _compare_form(request, said, problem_of(error))
    return RedirectResponse(f"/comparisons/{id}", HTTPStatus.SEE_OTHER)


def _given(service: Service, said: dict[str, str], raw: dict[str, tuple[str, bytes]], side: str) -> Given:
    name, content = raw.get(f"{side}_file", ("", b""))
    given = Given(
        text=said.get(f"{side}_text", "").replace("\r\n", "\n"),
        title=said.get(f"{side}_title", "").strip(),
        outlet=said.get(f"{side}_outlet", "").strip(),
        url=said.get(f"{side}_url", "").strip(),
        published=said.get(f"{side}_published", "").strip(),
        raw=content,
        name=name,
        id=said.get(f"{side}_id", "").strip(),
    )
    return relatives.fetched(service, given)


@router.get("/comparisons/{id}.json")
def comparison_data(request: Request, id: str) -> Response:
    """A comparison as JSON."""
    return answer(request, compared(comparisons.opened(service_of(request), id)))


@router.get("/comparisons/{id}")
def comparison(request: Request, id: str) -> Response:
    """A comparison that was asked for before."""
    made = comparisons.opened(service_of(request), id)
    forms = {form: f"/comparisons/{id}/as/{form}" for form in FORMS}
    return comparison_page(request, made, back=None, data=f"/comparisons/{id}.json", forms=forms)


@router.get("/comparisons/{id}/as/{form}")
def comparison_as(request: Request, id: str, form: str) -> Response:
    """A comparison in another form."""
    return form_of(comparisons.opened(service_of(request), id), form, id)


def _pair(request: Request, left: str, right: str) -> Report:
    service = service_of(request)
    one, other = (kept_or_problem(service, id).document for id in (left, right))
    return comparisons.of_documents(service, one, other)


@router.get("/pair.json")
def pair_data(request: Request, left: str, right: str) -> Response:
    """Two documents of the archive compared, as JSON."""
    return answer(request, compared(_pair(request, left, right)))


@router.get("/pair")
def pair(request: Request, left: str, right: str) -> Response:
    """Two documents of the archive compared."""
    made = _pair(request, left, right)
    family = service_of(request).store.documents(Query(ids=(right,), most=1)).items
    back = stories.address(family[0].family) if family and family[0].family else None
    data = pair_address(left, right).replace("/pair?", "/pair.json?")
    forms = {form: pair_address(left, right).replace("/pair?", f"/pair/as/{form}?") for form in FORMS}
    return comparison_page(request, made, back=back, data=data, forms=forms)


@router.get("/pair/as/{form}")
def pair_as(request: Request, form: str, left: str, right: str) -> Response:
    """Two documents of the archive compared, in another form."""
    return form_of(_pair(request, left, right), form, "pair")
