"""Runs of words that two documents share, word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retell.alignment.model import Passage
from retell.document.model import Document
from retell.text.spans import Span
from retell.text.tokens import fold

_WORD = re.compile(r"[^\W_]+")
_SEED = 8
"""Words that are looked up; a run shorter than this is never asked for."""


def runs(left: Document, right: Document, least: int) -> tuple[Passage, ...]:
    """The runs of at least `least` words, and no fewer than eight, in the order of the left one."""
    ours, theirs = _words(left.text), _words(right.text)
    seeds: dict[tuple[str, ...], int] = {}
    for at in range(len(theirs) - _SEED + 1):
        seeds.setdefault(tuple(word for word, _ in theirs[at : at + _SEED]), at)
    return tuple(_found(ours, theirs, seeds, max(least, _SEED)))


Words = list[tuple[str, Span]]


def _words(text: str) -> Words:
    return [
        (fold(found.group()), Span(start=found.start(), end=found.end())) for found in _WORD.finditer(text)
    ]


def _found(ours: Words, theirs: Words, seeds: dict[tuple[str, ...], int], least: int) -> Iterator[Passage]:
    at = 0
    while at <= len(ours) - _SEED:
        other = seeds.get(tuple(word for word, _ in ours[at : at + _SEED]))
        length = _length(ours, theirs, at, other) if other is not None else 0
        if other is not None and length >= least:
            yield Passage(
                left=ours[at][1].to(ours[at + length - 1][1]),
                right=theirs[other][1].to(theirs[other + length - 1][1]),
                similarity=1.0,
            )
        at += max(1, length)


def _length(ours: Words, theirs: Words, at: int, other: int) -> int:
    """How many words are the same from two places on."""
    most = min(len(ours) - at, len(theirs) - other)
    return next((n for n in range(most) if ours[at + n][0] != theirs[other + n][0]), most)
