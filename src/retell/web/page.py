"""Templates filled in: the pages of the service, in the shell they share with the reports."""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from retell.document.model import Document
from retell.report import to_html
from retell.report.build import head, label
from retell.report.model import Report
from retell.store import Told
from retell.web.guard import token_of

HERE = Path(__file__).parent
STATIC = HERE / "static"
SHELL = "site.html.j2"


def page(request: Request, template: str, status: int = 200, **values: object) -> HTMLResponse:
    """A page of the service. `programs` are its scripts, `data_address` says where it stands as JSON."""
    values = {"programs": (), "data_address": None, "token": token_of(request.scope), **values}
    made = _environment().get_template(template).render(shell=SHELL, version=version("retell"), **values)
    return HTMLResponse(made, status)


def comparison_page(request: Request, made: Report, *, back: str | None, data: str) -> HTMLResponse:
    """The page of a comparison; marks are kept by the service."""
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
    )


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


def when(iso: str) -> str:
    """A time as people read it: to the minute, with its zone where it has one."""
    day, has_time, time = iso.partition("T")
    if not has_time:
        return day
    zone = re.search(r"(?:[+-]\d\d:?\d\d|Z)$", time)
    told = "" if zone is None else " UTC" if zone[0] in ("Z", "+00:00") else f" {zone[0]}"
    return f"{day} {time[:5]}{told}"


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
        when=when,
    )
    return made
