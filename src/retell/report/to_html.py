"""Reports as self-contained HTML pages: nothing fetched, article text always escaped.

A page can be read without script. A comparison's own script, admitted by its hash alone, adds keys, filters
by kind, and marks.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from retell.report.model import Report, TraceReport

TEMPLATES = Path(__file__).parent / "templates"


def to_html(report: Report, back: str | None = None) -> str:
    """A comparison as one page; `back` is the address of the page that led here."""
    return _rendered(
        "comparison.html.j2",
        "comparison.js",
        report=report,
        back=back,
        names={finding.number: finding.id for finding in report.findings},
        severities={finding.number: finding.severity.value for finding in report.findings},
    )


def trace_to_html(report: TraceReport) -> str:
    """A trace as one page, with links to the page of each comparison."""
    return _rendered("trace.html.j2", None, report=report)


def _rendered(template: str, program: str | None, **values: object) -> str:
    style, script = _part("style.css"), _part(program) if program else ""
    return (
        _environment()
        .get_template(template)
        .render(
            shell="page.html.j2",
            style=Markup(style),
            style_hash=Markup(_hash(style)),
            script=Markup(script),
            script_hash=Markup(_hash(script)),
            version=version("retell"),
            **values,
        )
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def _part(name: str) -> str:
    return "\n" + (TEMPLATES / name).read_text("utf-8")


def _hash(part: str) -> str:
    """The fingerprint of a style sheet or script, by which the page's own policy admits it and no other."""
    return "sha256-" + base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()
