"""Bonds made of what is known of pairs: twins, judged copies, and pairs that were looked at closely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from retell.document.model import Document
from retell.family.arrays import BOOL, F64, I64
from retell.family.bonds import Bonds
from retell.family.listed import row_of
from retell.family.model import Match, RelationKind
from retell.family.pairs import Pairs
from retell.family.relate import spots
from retell.family.texts import Texts
from retell.settings import FamilySettings
from retell.text.spans import Span, trimmed


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sources:
    """What bonds are made from, in this order: twins by row, judged copies, pairs looked at closely."""

    twins: tuple[I64, I64]
    pairs: Pairs
    copies: I64
    closer: Sequence[Match]


def bound(texts: Texts, documents: Sequence[Document], sources: Sources, settings: FamilySettings) -> Bonds:
    """The bonds of documents, which are by id ascending."""
    seen, chosen = sources.pairs.seen, sources.copies
    one, two = sources.twins
    whole = np.ones(len(one))
    sides = [(row_of(documents, each.left), row_of(documents, each.right)) for each in sources.closer]
    closer = np.array(sides, dtype=np.int64).reshape(-1, 2)
    told = [each.relation for each in sources.closer]
    first = np.concatenate((one, sources.pairs.first[chosen], closer[:, 0]))
    second = np.concatenate((two, sources.pairs.second[chosen], closer[:, 1]))
    left = np.concatenate((whole, _rounded(seen.left[chosen]), [each.left_coverage for each in told]))
    right = np.concatenate((whole, _rounded(seen.right[chosen]), [each.right_coverage for each in told]))
    sure = np.concatenate(
        (whole, _rounded(sources.pairs.judged.probabilities[chosen, 0]), [each.probability for each in told])
    )
    order = np.lexsort((second, first, -sure, -np.round(left + right, 6)))
    copies = np.ones(len(first), dtype=bool)
    copies[len(first) - len(told) :] = [each.kind is RelationKind.COPY for each in told]
    asked = _asked(len(documents), (first, second), (left, right), copies, settings)
    spans, ends = _spans(texts, documents, sources, (first, second), (asked, order))
    return Bonds(
        rows=len(documents),
        first=first[order],
        second=second[order],
        left=left[order],
        right=right[order],
        copies=copies[order],
        sources=order,
        spans=spans,
        ends=ends,
    )


def _rounded(shares: F64) -> F64:
    """Shares as they are told of a match."""
    return np.array([round(share, 4) for share in shares.tolist()], dtype=np.float64)


def _asked(
    rows: int, ends: tuple[I64, I64], shares: tuple[F64, F64], copies: BOOL, settings: FamilySettings
) -> BOOL:
    """The texts whose stretches count: those of which a copy covers but a part."""
    found = np.zeros(rows, dtype=bool)
    for end, share in zip(ends, shares, strict=True):
        found[end[copies & (share < settings.carrying)]] = True
    return found


def _spans(
    texts: Texts,
    documents: Sequence[Document],
    sources: Sources,
    ends: tuple[I64, I64],
    places: tuple[BOOL, I64],
) -> tuple[I64, I64]:
    """The stretches of the texts that are asked for, bond after bond in their order, and where each's end."""
    asked, order = places
    twins, copies = len(sources.twins[0]), len(sources.copies)
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    slots, spans = [np.empty(0, dtype=np.int64)], [np.empty((0, 2), dtype=np.int64)]
    for side, end in enumerate(ends):
        same = np.flatnonzero(asked[end[:twins]])
        slots.append(2 * place[same] + side)
        spans.append(_ends([(whole(documents[row].text),) for row in end[same].tolist()]))
        judged = np.flatnonzero(asked[end[twins : twins + copies]])
        found, lengths = spots(texts, documents, sources.pairs, sources.copies[judged], side)
        slots.append(np.repeat(2 * place[twins + judged] + side, lengths))
        spans.append(found)
        for at, match in enumerate(sources.closer, start=twins + copies):
            held = [passage.right if side else passage.left for passage in match.passages]
            slots.append(np.full(len(held), 2 * place[at] + side))
            spans.append(_ends([held]))
    slot = np.concatenate(slots)
    counts = np.bincount(slot, minlength=2 * len(order))
    return np.concatenate(spans)[np.argsort(slot, kind="stable")], np.cumsum(counts).astype(np.int64)


def whole(text: str) -> Span:
    """A text from its first to its last letter."""
    return trimmed(text, Span(start=0, end=len(text)))


def _ends(held: Sequence[Sequence[Span]]) -> I64:
    spans = [(span.start, span.end) for each in held for span in each]
    return np.array(spans, dtype=np.int64).reshape(-1, 2)
