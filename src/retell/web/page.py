"""Templates filled in: the pages of the service, in the shell they share with the reports."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from http import HTTPStatus
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from retell.document.model import Document
from retell.report import to_html
from retell.report.build import head, label
from retell.report.formats import FORMATS, rendered
from retell.report.model import Report
from retell.report.times import spoken
from retell.report.to_text import as_text
from retell.store import Told
from retell.web.guard import token_of
from retell.web.problem import ProblemError

HERE = Path(__file__).parent
STATIC = HERE / "static"
SHELL = "site.html.j2"
FORMS = ("text", *(form.name for form in FORMATS))


def page(request: Request, template: str, status: int = 200, **values: object) -> HTMLResponse:
    """A page of the service. `programs` are its scripts, `data_address` says where it stands as JSON."""
    values = {
        "programs": (),
        "data_address": None,
        "forms": {},
        "here": _here(request),
        "token": token_of(request.scope),
        **values,
    }
    made = _environment().get_template(template).render(shell=SHELL, version=version("retell"), **values)
    return HTMLResponse(made, status)


def _here(request: Request) -> str:
    """The part of the site that a page belongs to."""
    part = request.url.path.split("/")[1]
    return {"comparisons": "compare", "pair": "families", "family": "families", "jobs": "upload"}.get(
        part, part
    )


def comparison_page(
    request: Request, made: Report, *, back: str | None, data: str, forms: Mapping[str, str]
) -> HTMLResponse:
    """The page of a comparison; marks are kept by the service. `forms` are where it stands in other forms."""
    return page(
        request,
        "comparison.html.j2",
        report=made,
        back=back,
        kept_by_service=True,
        names={finding.number: finding.id for finding in made.findings},
        severities={finding.number: finding.severity.value for finding in made.findings},
        programs=("keeper.js", "comparison.js"),
        data_address=data,
        forms=forms,
    )


def form_of(made: Report, form: str, name: str) -> Response:
    """A comparison in a form of its own: text to be read here, anything else to be kept as a file."""
    if form not in FORMS:
        raise ProblemError(
            HTTPStatus.BAD_REQUEST, f"{form[:40]} is no format. Choose one of {', '.join(FORMS)}."
        )
    if form == "text":
        return PlainTextResponse(as_text(made))
    headers = {
        "content-disposition": f'attachment; filename="{name}.{form}"',
        "content-security-policy": "sandbox",
    }
    media = "text/html" if form == "html" else "text/plain"
    return Response(rendered(made, form), media_type=f"{media}; charset=utf-8", headers=headers)


def document_address(id: str, version: int | None = None) -> str:
    """Where the page of a document stands: ids may hold any character."""
    return _address("/document", {"id": id, "version": version})


def family_address(id: str) -> str:
    """Where the page of a family stands."""
    return _address("/family", {"id": id})


def pair_address(left: str, right: str) -> str:
    """Where two documents of the archive are compared."""
    return _address("/pair", {"left": left, "right": right})


def _address(path: str, fields: dict[str, object]) -> str:
    return f"{path}?{urlencode({name: value for name, value in fields.items() if value is not None})}"


def heading(document: Document) -> str:
    """The title of a document, or how it begins."""
    return head(document, "").heading


def counted(story: Told) -> str:
    """How many findings of each gravity a story has, in words."""
    found = [finding.severity.value for finding in story.findings]
    grave = [
        f"{found.count(severity)} of {severity}" for severity in ("meaning", "nuance") if severity in found
    ]
    return "changes: " + ", ".join(grave) if grave else "no change but of wording"


@cache
def _environment() -> Environment:
    made = Environment(
        loader=ChoiceLoader([FileSystemLoader(HERE / "templates"), FileSystemLoader(to_html.TEMPLATES)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals.update(
        document_address=document_address,
        family_address=family_address,
        pair_address=pair_address,
        heading=heading,
        label=label,
        counted=counted,
        when=spoken,
    )
    return made
