"""The forms a comparison can be had in: their names, the file names that ask for them, their renderers."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath

from retell.report.model import Report
from retell.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One form: `module` is where its function `to_<module>` stands; `suffixes` are in lower case."""

    name: str
    module: str
    suffixes: tuple[str, ...]
    told: str


FORMATS = (
    Format(name="json", module="json", suffixes=(".json",), told="everything, as one object"),
    Format(name="html", module="html", suffixes=(".html", ".htm"), told="a page to read, print and mark"),
    Format(name="markdown", module="markdown", suffixes=(".md", ".markdown"), told="for an issue or a wiki"),
    Format(name="csv", module="csv", suffixes=(".csv",), told="the findings as a table"),
    Format(
        name="web-annotation",
        module="web_annotation",
        suffixes=(".jsonld",),
        told="the findings as W3C Web Annotations",
    ),
    Format(name="pan", module="pan", suffixes=(".pan.xml",), told="the shared passages as PAN detections"),
    Format(name="passim", module="passim", suffixes=(".jsonl",), told="the shared passages as passim's"),
    Format(name="tei", module="tei", suffixes=(".tei", ".xml"), told="a TEI critical apparatus"),
    Format(
        name="collatex", module="collatex", suffixes=(".collatex.json",), told="CollateX's alignment table"
    ),
)
_BY_NAME = {form.name: form for form in FORMATS}


def rendered(report: Report, name: str) -> str:
    """`report` in the form of that name; the renderer is loaded only when it is asked for."""
    module = _BY_NAME[name].module
    render: Callable[[Report], str] = getattr(import_module(f"retell.report.to_{module}"), f"to_{module}")
    return render(report)


def form_of(file: str) -> str | None:
    """The form that the name of a file asks for, by its longest known suffix; None where it asks for none."""
    name = PurePath(file).name.lower()
    found = [
        (len(suffix), form.name) for form in FORMATS for suffix in form.suffixes if name.endswith(suffix)
    ]
    return max(found)[1] if found else None
