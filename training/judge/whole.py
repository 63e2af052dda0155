"""Sentences written for training with all that their copier changed, cut into edits as finders meet them.

A line of `sentences*.txt` is one sentence. What was changed stands in braces, with its label, the old words
and the new ones, of which a side may be empty:

    The {0|minister => secretary} {2 negation.reversed|denied => confirmed} it{1 time.dropped| on Friday => }.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.judge.stories import edits_labelled

from retell.alignment.model import Alignment, Link, LinkKind
from retell.changes.model import Severity
from retell.changes.view import view
from retell.document.model import Document, Sentence
from retell.evaluate.changes import GoldChange
from retell.settings import Settings
from retell.text.spans import Span

SEVERITIES = (Severity.HARMLESS, Severity.NUANCE, Severity.MEANING)
_CHANGE = re.compile(r"\{([012])(?: ([a-z]+\.[a-z_]+))?\|([^{}|]*?) ?=> ?([^{}|]*)\}")


def sentence_edits(file: Path) -> Iterator[dict[str, Any]]:
    """The edits of every sentence of a file."""
    for number, line in enumerate(file.read_text("utf-8").splitlines()):
        if line and not line.startswith("#"):
            texts, changes = parted(line)
            yield from edits_of(texts, changes, {"story": f"{file.stem} {number}"})


def parted(line: str) -> tuple[tuple[str, str], tuple[GoldChange, ...]]:
    """Both sentences of a line, and what was changed; ValueError where a brace cannot be read."""
    left, right, found, at = "", "", [], 0
    for change in _CHANGE.finditer(line):
        before, at = line[at : change.start()], change.end()
        grade, kind, *words = change.groups()
        if any(each.startswith(" ") for each in words):  # "try{0| again => once more}": a blank for both
            words = [f" {each}" for each in words]
        left, one = _put(_joined(left, before), words[0])
        right, other = _put(_joined(right, before), words[1])
        name, severity = kind or "wording.synonym", SEVERITIES[int(grade)]
        found.append(GoldChange(kind=name, severity=severity, left=one, right=other))
    texts = _joined(left, line[at:]).rstrip(), _joined(right, line[at:]).rstrip()
    if any(mark in text for mark in "{}" for text in texts):
        raise ValueError(f"a change that cannot be read: {line}")
    return texts, tuple(found)


def _put(text: str, words: str) -> tuple[str, tuple[Span, ...]]:
    """The text with words behind it, and where they stand."""
    whole = _joined(text, words)
    inside = whole[len(text) :]
    start = len(text) + len(inside) - len(inside.lstrip())
    return whole, (Span(start=start, end=len(whole.rstrip())),) if inside.strip() else ()


def _joined(text: str, more: str) -> str:
    """The text with more behind it, no blank doubled, at the head or before a mark."""
    more = re.sub(r" {2,}", " ", more)
    if not text or text.endswith(" "):
        more = more.lstrip()
    if more[:1] in tuple(",.;:!?"):
        text = text.rstrip()
    return text + more


def edits_of(
    texts: tuple[str, str], changes: tuple[GoldChange, ...], told: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    """The edits of one sentence beside its copy."""
    left, right = (Document(id="x", text=text) for text in texts)
    link = Link(left=(0,), right=(0,), kind=LinkKind.REWORDED, moved=False, similarity=0.5)
    sides = [(Sentence(span=Span(start=0, end=len(text))),) for text in texts]
    alignment = Alignment(left=sides[0], right=sides[1], links=(link,), only_left=(), only_right=())
    yield from edits_labelled(view(left, right, alignment, Settings()), changes, told)
