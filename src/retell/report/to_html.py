"""Reports as self-contained HTML pages: no script, nothing fetched, article text always escaped."""

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
        report=report,
        back=back,
        names={finding.number: finding.id for finding in report.findings},
        severities={finding.number: finding.severity.value for finding in report.findings},
    )


def trace_to_html(report: TraceReport) -> str:
    """A trace as one page, with links to the page of each comparison."""
    return _rendered("trace.html.j2", report=report)


def _rendered(template: str, **values: object) -> str:
    style = _style()
    return (
        _environment()
        .get_template(template)
        .render(
            style=Markup(style),
            style_hash=Markup(_hash(style)),
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
def _style() -> str:
    return "\n" + (TEMPLATES / "style.css").read_text("utf-8")


def _hash(style: str) -> str:
    """The style sheet's fingerprint, by which the page's own policy admits it and nothing else."""
    return "sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
