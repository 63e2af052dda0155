"""Runs of words that two documents share, word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from retell.alignment.model import Passage
from retell.document.model import Document
from retell.family.arrays import I64, U64
from retell.family.keys import word_shingles
from retell.family.words import word_hashes
from retell.text.spans import Span
from retell.text.tokens import fold

_WORD = re.compile(r"[^\W_]+")
_SEED = 8
"""Words that are looked up; a run shorter than this is never asked for."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Row:
    """The words of a text: where each starts and ends, its hash, and the hash of the seed it begins."""

    starts: list[int]
    ends: list[int]
    words: U64
    seeds: U64


def runs(left: Document, right: Document, least: int) -> tuple[Passage, ...]:
    """The runs of at least `least` words, and no fewer than eight, in the order of the left one."""
    ours, theirs = _row(left.text), _row(right.text)
    if min(len(ours.words), len(theirs.words)) < _SEED:
        return ()
    seeds, first = np.unique(theirs.seeds, return_index=True)
    at = np.minimum(np.searchsorted(seeds, ours.seeds), len(seeds) - 1)
    known = np.flatnonzero(seeds[at] == ours.seeds)
    return tuple(_found(ours, theirs, known, first[at], max(least, _SEED)))


@lru_cache(maxsize=512)
def _row(text: str) -> _Row:
    """The words of a text; kept, since a document meets many others."""
    found = list(_WORD.finditer(text))
    words = word_hashes([fold(each.group()) for each in found])
    return _Row(
        starts=[each.start() for each in found],
        ends=[each.end() for each in found],
        words=words,
        seeds=word_shingles(words, _SEED),
    )


def _found(ours: _Row, theirs: _Row, known: I64, other: I64, least: int) -> Iterator[Passage]:
    """The runs from each place that is known on, where no earlier run has reached it."""
    done = 0
    for at in known.tolist():
        if at < done:
            continue
        there = int(other[at])
        length = _length(ours.words[at:], theirs.words[there:])
        done = at + max(1, length)
        if length >= least:
            yield Passage(
                left=Span(start=ours.starts[at], end=ours.ends[at + length - 1]),
                right=Span(start=theirs.starts[there], end=theirs.ends[there + length - 1]),
                similarity=1.0,
            )


def _length(ours: U64, theirs: U64) -> int:
    """How many words are the same from the start on."""
    most = min(len(ours), len(theirs))
    unlike = np.flatnonzero(ours[:most] != theirs[:most])
    return int(unlike[0]) if len(unlike) else most
