"""What a pair of documents amounts to: copy, excerpt, same event or unrelated, and why."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp

from retell.alignment.model import Passage
from retell.document.model import Document
from retell.family.model import Relation, RelationKind
from retell.settings import FamilySettings
from retell.text.spans import Span

_WORD = re.compile(r"[^\W_]+")
_NAME = re.compile(r"(?<=[a-z,;:\d] )[A-Z][^\W_]+|\b\d[\d.,]*\d\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What two documents have in common, measured.

    `left` and `right` are the shares of body characters that stand in a passage. `runs` are the lengths, in
    words, of the stretches that both have word for word, and `verbatim` the share of the words of the
    passages in them. `course` is the share of passages that keep their order; `names` the shared names and
    figures and `named` their share of the poorer side's.
    """

    left: float
    right: float
    runs: tuple[int, ...]
    verbatim: float
    course: float
    names: int
    named: float

    @property
    def fuller(self) -> float:
        """The coverage of the side that is covered more."""
        return max(self.left, self.right)


def verify(left: Document, right: Document, found: Sequence[Passage], settings: FamilySettings) -> Relation:
    """The relation that the passages `found` in the pair amount to."""
    seen = evidence(left, right, found, settings)
    kind, probability = _judged(seen, settings)
    return Relation(
        kind=kind,
        probability=round(probability, 4),
        why=_why(kind, seen),
        left_coverage=round(seen.left, 4),
        right_coverage=round(seen.right, 4),
    )


def evidence(left: Document, right: Document, found: Sequence[Passage], settings: FamilySettings) -> Evidence:
    """What the pair has in common."""
    runs = tuple(sorted(_runs(left, right, found, settings.least_run), reverse=True))
    inside = sum(len(_WORD.findall(passage.left.of(left.text))) for passage in found)
    names_left, names_right = set(_NAME.findall(left.text)), set(_NAME.findall(right.text))
    shared = len(names_left & names_right)
    return Evidence(
        left=_coverage(left, [passage.left for passage in found]),
        right=_coverage(right, [passage.right for passage in found]),
        runs=runs,
        verbatim=min(1.0, sum(runs) / inside) if inside else 0.0,
        course=_course(found),
        names=shared,
        named=shared / max(1, min(len(names_left), len(names_right))),
    )


def _judged(seen: Evidence, settings: FamilySettings) -> tuple[RelationKind, float]:
    """The kind, and how sure we are of it."""
    if seen.fuller >= settings.copy_coverage:
        return RelationKind.COPY, _logistic(
            4 + 6 * (seen.fuller - settings.copy_coverage) + 3 * seen.verbatim
        )
    if seen.runs and seen.verbatim >= settings.excerpt_verbatim and sum(seen.runs) >= settings.excerpt_words:
        return RelationKind.EXCERPT, _logistic(1 + 4 * (settings.copy_coverage - seen.fuller))
    if seen.fuller > 0 or (seen.names >= settings.event_names and seen.named >= settings.event_named):
        return RelationKind.SAME_EVENT, _logistic(0.5 + 4 * seen.named)
    return RelationKind.UNRELATED, _logistic(3 - 10 * seen.named)


def _logistic(x: float) -> float:
    return 1 / (1 + exp(-x))


def _why(kind: RelationKind, seen: Evidence) -> str:
    """The reason, in words fit to print."""
    if kind is RelationKind.UNRELATED:
        return f"no passage in common, and {seen.names} shared names and figures"
    side = "left" if seen.left >= seen.right else "right"
    other = "right" if side == "left" else "left"
    shared = f"{seen.fuller:.0%} of the {side} text stands in the {other}"
    runs = (
        f"{len(seen.runs)} runs word for word, the longest {seen.runs[0]} words"
        if seen.runs
        else "no run of words the same"
    )
    return f"{shared}; {runs}; {seen.names} shared names and figures"


def _coverage(document: Document, spans: Sequence[Span]) -> float:
    """The share of the document's body characters, white space left out, that lie in the spans."""
    body = bytearray(0 if char.isspace() else 1 for char in document.text)
    for furniture in document.furniture:
        body[furniture.span.start : furniture.span.end] = bytes(len(furniture.span))
    total = sum(body)
    for span in spans:
        body[span.start : span.end] = bytes(len(span))
    return (total - sum(body)) / total if total else 0.0


def _course(found: Sequence[Passage]) -> float:
    """The share of the passages that stand in the same order on both sides."""
    tails: list[int] = []
    for passage in sorted(found, key=lambda passage: passage.left):
        at = bisect_left(tails, passage.right.start)
        tails[at : at + 1] = [passage.right.start]
    return len(tails) / len(found) if found else 0.0


def _runs(left: Document, right: Document, found: Sequence[Passage], least: int) -> Iterator[int]:
    """The lengths of the word runs of at least `least` that the passages' two sides share."""
    for passage in found:
        ours, theirs = (_words(side) for side in (passage.left.of(left.text), passage.right.of(right.text)))
        known = {tuple(theirs[i : i + least]) for i in range(len(theirs) - least + 1)}
        length = 0
        for i in range(len(ours) - least + 1):
            if tuple(ours[i : i + least]) in known:
                length = length + 1 if length else least
            elif length:
                yield length
                length = 0
        if length:
            yield length


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]
