"""Judged pairs as matches: the passages they rest on, and why, in words fit to print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from retell.alignment.model import Passage
from retell.document.model import Document
from retell.family.arrays import I64
from retell.family.judge import Verdict
from retell.family.keys import in_text
from retell.family.listed import id_of, with_furniture
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
        left, right = id_of(documents, one), id_of(documents, two)
        yield Match(left=left, right=right, relation=relation, passages=passages)


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
    (lefts, lengths), (rights, _) = (spots(texts, documents, pairs, chosen, side) for side in (0, 1))
    at = 0
    every = [(*left, *right) for left, right in zip(lefts.tolist(), rights.tolist(), strict=True)]
    for length, alike in zip(lengths.tolist(), pairs.seen.kept[chosen].tolist(), strict=True):
        kept = round(alike, 4)
        yield tuple(
            Passage(left=Span(start=start, end=end), right=Span(start=one, end=two), similarity=kept)
            for start, end, one, two in sorted(every[at : at + length])
        )
        at += length


def spots(
    texts: Texts, documents: Sequence[Document], pairs: Pairs, chosen: I64, side: int
) -> tuple[I64, I64]:
    """Where the regions of the chosen pairs start and end on one side, in characters of the document, one
    pair's after the other; and how many each pair has."""
    found = pairs.overlaps
    lengths = np.diff(found.ends, prepend=0)[chosen]
    starts = found.ends[chosen] - lengths
    within = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    words = found.regions[np.repeat(starts, lengths) + within][:, 2 * side : 2 * side + 2]
    rows = np.repeat((pairs.second if side else pairs.first)[chosen], lengths)
    order = np.argsort(rows, kind="stable")
    spans = np.empty((len(rows), 2), dtype=np.int64)
    spans[order] = texts.places(rows[order], np.ascontiguousarray(words[order]))
    _put_in_text(spans, rows, documents)
    return spans, lengths


def _put_in_text(spans: I64, rows: I64, documents: Sequence[Document]) -> None:
    """Make stretches of documents' bodies stretches of their texts."""
    furnished = with_furniture(documents, np.unique(rows))
    for at in np.flatnonzero(np.isin(rows, furnished)).tolist() if furnished else ():
        document, (start, end) = documents[rows[at]], spans[at].tolist()
        spans[at] = in_text(document, start), in_text(document, end - 1) + 1
