"""How much of what is rare two shared passages share: the mark of a copy, where a form has the rest.

A bond issue, a weather report and a grant announced in fifty towns are written by filling in a form: the
passages match, the words that matter do not. Weighted by how few documents hold them, the words of a
copy's passages are the words of its source's, also where half of them were reworded; those of a form
are its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from retell.document.model import Document
from retell.family.arrays import F64, I32, U64
from retell.family.columns import counted
from retell.family.model import Match, Relation, RelationKind
from retell.family.runs import runs
from retell.family.words import content_words
from retell.settings import FamilySettings
from retell.text.quotations import quotations
from retell.text.spans import Span, covered

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rarity:
    """In how many of the `documents` of a corpus a word stands, at the place its hash's high bits choose."""

    counts: I32
    documents: int

    @classmethod
    def of(cls, vocabularies: Iterable[U64], bits: int = FamilySettings().count_bits) -> Rarity:
        """Counted over the distinct words of each document."""
        held = list(vocabularies)
        return cls(counts=counted(held, bits), documents=len(held))

    def weights(self, words: U64, unseen: int) -> F64:
        """The logarithm of how rare each word is, as if the corpus were `unseen` documents larger.

        The addition keeps a corpus of two from calling every word common that both of them hold.
        """
        places = (words >> np.uint64(65 - len(self.counts).bit_length())).astype(np.int64)
        weights: F64 = np.log((self.documents + unseen) / np.maximum(self.counts[places], 1))
        return weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What two sides of some passages have in common: its rarity in all, and its share of each side's."""

    weight: float
    left: float
    right: float

    @property
    def fuller(self) -> float:
        """The share of the side that has more of itself in the other."""
        return max(self.left, self.right)


def kept(match: Match, left: Document, right: Document, rarity: Rarity, settings: FamilySettings) -> Kept:
    """What the words of the passages have in common, weighted by rarity."""
    ours = _words(left, (passage.left for passage in match.passages))
    theirs = _words(right, (passage.right for passage in match.passages))
    one, two, both = (
        float(rarity.weights(words, settings.unseen_documents).sum())
        for words in (ours, theirs, np.intersect1d(ours, theirs, assume_unique=True))
    )
    return Kept(weight=both, left=both / one if one else 0.0, right=both / two if two else 0.0)


def _words(document: Document, spans: Iterable[Span]) -> U64:
    return content_words("\n".join(span.of(document.text) for span in spans))


def weighed(match: Match, left: Document, right: Document, rarity: Rarity, settings: FamilySettings) -> Match:
    """The match, taken for less than it seemed where its passages are one form with other contents."""
    relation = match.relation
    if relation.kind not in (RelationKind.COPY, RelationKind.EXCERPT):
        return match
    held = kept(match, left, right, rarity, settings)
    taken = max(held.left * relation.left_coverage, held.right * relation.right_coverage)
    enough = held.weight >= settings.least_weight
    if relation.kind is RelationKind.COPY and enough and taken >= settings.copy_kept:
        return match
    excerpt = quoted(match, left, right, rarity, settings)
    rare = f"{relation.why}; of what is rare in these passages {held.fuller:.0%} is on both sides"
    if excerpt or (enough and held.fuller >= settings.excerpt_kept):
        return _overturned(excerpt or match, RelationKind.EXCERPT, relation, rare)
    return _overturned(match, RelationKind.SAME_EVENT, relation, rare)


def _overturned(match: Match, kind: RelationKind, before: Relation, rare: str) -> Match:
    """The match as one of this kind; where it was a copy before, no surer than even."""
    sure = min(before.probability, 0.5) if before.kind is RelationKind.COPY else before.probability
    # What was narrowed to its runs tells of them; else it is told how little of it is rare.
    told = match.relation.why if match.relation.why != before.why else rare
    return replace(match, relation=replace(match.relation, kind=kind, probability=sure, why=told))


def quoted(
    match: Match, left: Document, right: Document, rarity: Rarity, settings: FamilySettings
) -> Match | None:
    """The match narrowed to the runs that both sides have word for word, if they hold enough that is rare."""
    shared = runs(left, right, settings.excerpt_run)
    words = _words(left, (run.left for run in shared))
    if float(rarity.weights(words, settings.unseen_documents).sum()) < settings.least_weight:
        return None
    if _own(left, [run.left for run in shared]) < settings.excerpt_words:
        return None
    relation = replace(
        match.relation,
        kind=RelationKind.EXCERPT,
        why=f"{len(shared)} run{'s' if len(shared) > 1 else ''} of at least {settings.excerpt_run} words "
        f"stand{'' if len(shared) > 1 else 's'} in both, word for word",
        left_coverage=round(covered(run.left for run in shared) / len(left.text), 4),
        right_coverage=round(covered(run.right for run in shared) / len(right.text), 4),
    )
    return replace(match, relation=relation, passages=shared)


def _own(document: Document, spans: Sequence[Span]) -> int:
    """How many words of the spans stand outside quotation marks; a public quotation is everyone's."""
    outside = bytearray(b"\1" * len(document.text))
    for quotation in quotations(document.text):
        outside[quotation.outer.start : quotation.outer.end] = bytes(len(quotation.outer))
    starts = (word.start() for span in spans for word in _WORD.finditer(document.text, span.start, span.end))
    return sum(outside[start] for start in starts)
