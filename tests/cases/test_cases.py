"""Change cases written as Markdown: what each kind must report, and what it must leave alone.

A case is a heading, prose if wanted, the source and the copy as block quotes, and a list
of what is expected::

    ### A quoted verb replaced
    > “We will fight on,” said the mayor.
    > “We will battle on,” said the mayor.
    - quotation.wording nuance: fight -> battle

One block of two quoted lines is the source's line and the copy's. For longer texts write two blocks with
a blank line between them; a bare `>` is an empty line. A line after the quotes names a change by kind
(with or without its subkind), severity (`nuance` or `meaning`) and the words it must touch; a side
without words is left empty. The finder of the file's kind must report these and no other nuance or
meaning. `- nothing to report` expects silence of every kind, `- nothing to report: quotation` of that one.
"""

from __future__ import annotations

import functools
import importlib
import importlib.util
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from retell.alignment.model import Alignment, Link, LinkKind
from retell.changes.model import Change, Severity
from retell.changes.view import View, view
from retell.document.model import Document
from retell.document.segment import segmented
from retell.settings import Settings
from retell.text.spans import Span

FOLDER = Path(__file__).parent
_EXPECTED = re.compile(r"- (?P<kind>[a-z_.]+) (?P<severity>nuance|meaning):(?P<left>.*?)->(?P<right>.*)")
_NOTHING = re.compile(r"- nothing to report(?:: (?P<kind>[a-z_.]+))?\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """A change that must be reported: its kind, severity and the words it must touch on each side."""

    kind: str
    severity: str
    left: str
    right: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case: where it stands, the two texts, and what is expected; `silent` names who must say nothing."""

    file: str
    line: int
    title: str
    left: str
    right: str
    expected: tuple[Expected, ...]
    silent: str | None


def cases(path: Path) -> Iterator[Case]:
    """The cases of one file, in order; ValueError, with the line, where one is not well formed."""
    lines = path.read_text(encoding="utf-8").splitlines()
    heads = [at for at, line in enumerate(lines) if line.startswith("### ")]
    for head, end in zip(heads, [*heads[1:], len(lines)], strict=True):
        body = lines[head + 1 : end]
        left, right = _texts(body, f"{path.name}:{head + 1}")
        bullets = [line for line in body if line.startswith("- ")]
        yield _case(path.name, head + 1, lines[head][4:].strip(), (left, right), bullets)


def _case(file: str, line: int, title: str, texts: tuple[str, str], bullets: list[str]) -> Case:
    expected = []
    silent = None
    for bullet in bullets:
        if nothing := _NOTHING.fullmatch(bullet):
            silent = nothing["kind"] or "every kind"
        elif named := _EXPECTED.fullmatch(bullet):
            expected.append(Expected(**{key: value.strip() for key, value in named.groupdict().items()}))
        else:
            raise ValueError(f"{file}:{line}: cannot read {bullet!r}")
    if bool(expected) == bool(silent):
        raise ValueError(f"{file}:{line}: name the changes, or say that there is nothing to report")
    return Case(
        file=file,
        line=line,
        title=title,
        left=texts[0],
        right=texts[1],
        expected=tuple(expected),
        silent=silent,
    )


def _texts(body: list[str], where: str) -> tuple[str, str]:
    blocks: list[list[str]] = [[]]
    for line in body:
        if line.startswith(">"):
            blocks[-1].append(line[1:].removeprefix(" "))
        elif blocks[-1]:
            blocks.append([])
    filled = [block for block in blocks if block]
    if len(filled) == 1 and len(filled[0]) == 2:
        return filled[0][0], filled[0][1]
    if len(filled) == 2:
        return "\n".join(filled[0]), "\n".join(filled[1])
    raise ValueError(f"{where}: give two quoted lines, or two blocks of them")


def seen(left_text: str, right_text: str) -> View:
    """Two texts as finders see them; where one side is a single sentence, all stands beside all."""
    left, right = Document(id="left", text=left_text), Document(id="right", text=right_text)
    return view(left, right, _alignment(left, right), Settings())


def _alignment(left: Document, right: Document) -> Alignment:
    lefts, rights = segmented(left), segmented(right)
    if min(len(lefts), len(rights)) > 1 and _exists("retell.alignment.align"):
        align: Any = importlib.import_module("retell.alignment.align").align
        alignment = align(left, right, lefts, rights, Settings().alignment)
        assert isinstance(alignment, Alignment)
        return alignment
    link = Link(
        left=tuple(range(len(lefts))),
        right=tuple(range(len(rights))),
        kind=LinkKind.REWORDED,
        moved=False,
        similarity=1.0,
    )
    return Alignment(left=lefts, right=rights, links=(link,), only_left=(), only_right=())


def _found(case: Case) -> tuple[Change, ...]:
    kind = Path(case.file).stem
    if case.silent == "every kind" and _exists("retell.changes.find"):
        every: Any = importlib.import_module("retell.changes.find").changes
        both = seen(case.left, case.right)
        changes: Iterable[Change] = every(both.left.document, both.right.document, both.alignment, Settings())
    else:
        changes = importlib.import_module(f"retell.changes.kinds.{kind}").find(seen(case.left, case.right))
    return tuple(change for change in changes if change.severity is not Severity.HARMLESS)


@functools.cache
def _exists(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


def _fits(change: Change, expected: Expected, case: Case) -> bool:
    return (
        expected.kind in (change.kind, change.family)
        and change.severity == expected.severity
        and _touches(change.left, expected.left, case.left)
        and _touches(change.right, expected.right, case.right)
    )


def _touches(span: Span | None, words: str, text: str) -> bool:
    if not words:
        return True
    places = [Span(start=at.start(), end=at.end()) for at in re.finditer(re.escape(words), text)]
    assert places, f"{words!r} does not stand in {text!r}"
    return span is not None and any(place.overlaps(span) for place in places)


def _shown(changes: Iterable[Change], case: Case) -> str:
    return "\n".join(
        f"- {change.kind} {change.severity}: {_words(change.left, case.left)} -> "
        f"{_words(change.right, case.right)}   ({change.why})"
        for change in changes
    )


def _words(span: Span | None, text: str) -> str:
    return span.of(text) if span else ""


ALL = [case for path in sorted(FOLDER.glob("*.md")) for case in cases(path)]


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.file}:{case.line} {case.title}")
def test_case(case: Case) -> None:
    found = list(_found(case))
    if case.silent and case.silent != "every kind":
        found = [change for change in found if case.silent in (change.kind, change.family)]
    unexpected = list(found)
    missing = []
    for expected in case.expected:
        fitting = [change for change in found if _fits(change, expected, case)]
        if not fitting:
            missing.append(expected)
        unexpected = [change for change in unexpected if change not in fitting]
    assert not missing and not unexpected, (
        f"{case.file}:{case.line} {case.title}\nmissing: {missing}\nfound:\n{_shown(found, case)}"
    )


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.md")), ids=lambda path: path.name)
def test_every_kind_has_fifteen_cases_and_half_of_them_say_nothing(path: Path) -> None:
    own = list(cases(path))
    assert len(own) >= 15
    assert sum(1 for case in own if case.silent) * 2 >= len(own)
