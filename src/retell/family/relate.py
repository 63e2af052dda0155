"""Judged pairs as matches: the passages they rest on, and why, in words fit to print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from retell.alignment.model import Passage
from retell.document.model import Document
from retell.family.arrays import I32, I64
from retell.family.judge import Verdict
from retell.family.keys import in_text
from retell.family.model import Match, Relation, RelationKind
from retell.family.pairs import Pairs
from retell.family.texts import Texts
from retell.text.spans import Span

_KINDS = {
    Verdict.COPY: RelationKind.COPY,
    Verdict.EXCERPT: RelationKind.EXCERPT,
    Verdict.EVENT: RelationKind.SAME_EVENT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What is told of a pair."""

    left: float
    right: float
    longest: int
    regions: int
    kept: float
    names: int
    named: float
    probability: float


def matches(
    texts: Texts, documents: Sequence[Document], pairs: Pairs, chosen: I64, verdict: Verdict
) -> Iterator[Match]:
    """The chosen pairs as matches of one kind, in the order given; `documents` are those of the rows."""
    spans = _passages(texts, documents, pairs, chosen)
    rows = zip(pairs.first[chosen].tolist(), pairs.second[chosen].tolist(), strict=True)
    for (one, two), passages, told in zip(rows, spans, _tellings(pairs, chosen, verdict), strict=True):
        relation = Relation(
            kind=_KINDS[verdict],
            probability=round(told.probability, 4),
            why=_why(told, verdict),
            left_coverage=round(told.left, 4),
            right_coverage=round(told.right, 4),
        )
        yield Match(left=documents[one].id, right=documents[two].id, relation=relation, passages=passages)


def _tellings(pairs: Pairs, chosen: I64, verdict: Verdict) -> Iterator[_Told]:
    seen = pairs.seen
    columns = {
        name: getattr(seen, name)[chosen].tolist()
        for name in ("left", "right", "longest", "regions", "kept", "names", "named")
    }
    columns["probability"] = pairs.judged.probabilities[chosen, verdict].tolist()
    for row in zip(*columns.values(), strict=True):
        yield _Told(**dict(zip(columns, row, strict=True)))


def _why(told: _Told, verdict: Verdict) -> str:
    """The reason, in words fit to print."""
    names = f"{told.names} names and figures in common, {_percent(told.named)} % of those the poorer one has"
    if verdict is Verdict.EVENT and not told.regions:
        return f"{names}, but no passage"
    side, other = ("left", "right") if told.left >= told.right else ("right", "left")
    passages = f"{told.regions} passages" if told.regions != 1 else "one passage"
    share = (
        f"{_percent(max(told.left, told.right))} % of the {side} text stands in the {other}, in {passages}"
    )
    same = f"{_percent(told.kept)} % of the words there that are rare are the same"
    return f"{share}, the longest run of {told.longest} words; {same}; {names}"


def _percent(share: float) -> int:
    """A whole percentage; all of it is said only where it is all."""
    return round(share * 100) if share == 1 else min(99, round(share * 100))


def _passages(
    texts: Texts, documents: Sequence[Document], pairs: Pairs, chosen: I64
) -> Iterator[tuple[Passage, ...]]:
    """The passages of each chosen pair, in the order of the left text."""
    found = pairs.overlaps
    lengths = np.diff(found.ends, prepend=0)[chosen]
    starts = found.ends[chosen] - lengths
    within = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    regions = found.regions[np.repeat(starts, lengths) + within]
    lefts = _located(texts, np.repeat(pairs.first[chosen], lengths), regions[:, :2])
    rights = _located(texts, np.repeat(pairs.second[chosen], lengths), regions[:, 2:])
    at = 0
    for pair, length in zip(chosen.tolist(), lengths.tolist(), strict=True):
        one, two = documents[pairs.first[pair]], documents[pairs.second[pair]]
        alike = round(float(pairs.seen.kept[pair]), 4)
        passages = (
            Passage(left=_span(one, *lefts[each]), right=_span(two, *rights[each]), similarity=alike)
            for each in range(at, at + length)
        )
        yield tuple(sorted(passages, key=lambda passage: (passage.left, passage.right)))
        at += length


def _located(texts: Texts, rows: I64, words: I32) -> list[list[int]]:
    """Where stretches of words stand, in characters of the text their row was read from."""
    order = np.argsort(rows, kind="stable")
    found = np.empty((len(rows), 2), dtype=np.int64)
    found[order] = texts.places(rows[order], np.ascontiguousarray(words[order]))
    return found.tolist()


def _span(document: Document, start: int, end: int) -> Span:
    """A stretch of a document's body as a stretch of its text."""
    if not document.furniture:
        return Span(start=start, end=end)
    return Span(start=in_text(document, start), end=in_text(document, end - 1) + 1)
