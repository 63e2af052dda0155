"""Links and changes of a comparison, scored against hand-labelled gold.

Gold is JSON in the format "retell-gold/1": `left` and `right` each with a `file` (beside the gold) and its
`sentences`; `links`; `only_left` and `only_right`; `changes` with spans in code points. A prediction finds a
gold change where their spans share a character on a side both have, unless the predicted span there is
longer than four times the gold span and twenty characters, which would be pointing at everything.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from retell.changes.model import Change, Severity
from retell.document.load import read
from retell.document.model import Document, Sentence
from retell.errors import InputError
from retell.settings import Settings
from retell.text.spans import Span
from retell.tracing import Comparison, compare


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldChange:
    """One labelled change; a side may have several spans, or none."""

    kind: str
    severity: Severity
    left: tuple[Span, ...]
    right: tuple[Span, ...]
    also: tuple[str, ...] = ()
    control: bool = False

    @property
    def families(self) -> frozenset[str]:
        """The kinds that count as right, without their subkinds."""
        return frozenset(kind.partition(".")[0] for kind in (self.kind, *self.also))


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSide:
    """One labelled document: its file, its sentences by id, and which of them stand alone."""

    path: Path
    sentences: dict[str, Span]
    alone: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """One labelled pair."""

    left: GoldSide
    right: GoldSide
    links: frozenset[tuple[str, str]]
    changes: tuple[GoldChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts over one or more pairs; they add up."""

    links_gold: int = 0
    links_reported: int = 0
    links_right: int = 0
    changes_gold: int = 0
    changes_found: int = 0
    changes_found_kind: int = 0
    meaning_gold: int = 0
    meaning_found: int = 0
    changes_reported: int = 0
    changes_right: int = 0
    controls: int = 0
    controls_left_alone: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(**{f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(Tally)})


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeScores:
    """What the tally comes to; a share of nothing is None."""

    tally: Tally

    def figures(self) -> dict[str, float | None]:
        """Every figure by name, shares 0..1."""
        t = self.tally
        precision, recall = _share(t.links_right, t.links_reported), _share(t.links_right, t.links_gold)
        right, found = (
            _share(t.changes_right, t.changes_reported),
            _share(t.changes_found, t.changes_gold),
        )
        return {
            "link_precision": precision,
            "link_recall": recall,
            "link_f1": _f1(precision, recall),
            "precision": right,
            "recall": found,
            "f1": _f1(right, found),
            "recall_kind": _share(t.changes_found_kind, t.changes_gold),
            "recall_meaning": _share(t.meaning_found, t.meaning_gold),
            "controls_left_alone": _share(t.controls_left_alone, t.controls),
        }


def evaluate(golds: Sequence[Path], settings: Settings | None = None) -> ChangeScores:
    """Compare the pairs that the gold files label and score what was found, summed over all of them.

    Raises InputError for a file that is no gold or whose documents are missing.
    """
    total = Tally()
    for path in golds:
        gold = load(path)
        comparison = compare(_document(gold.left), _document(gold.right), settings)
        total += tally(gold, comparison)
    return ChangeScores(tally=total)


def load(path: Path) -> Gold:
    """Read one gold file; InputError where it is not one."""
    try:
        record = json.loads(path.read_text("utf-8"))
        return Gold(
            left=_side(record, "left", path.parent),
            right=_side(record, "right", path.parent),
            links=frozenset(
                (one, other) for link in record["links"] for one in link["left"] for other in link["right"]
            ),
            changes=tuple(_change(change) for change in record["changes"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise InputError.not_gold(str(path), f"{type(fault).__name__}: {fault}") from fault


def tally(gold: Gold, comparison: Comparison) -> Tally:
    """Count what a comparison got right."""
    return _links(gold, comparison) + _changes(gold, comparison)


def _links(gold: Gold, comparison: Comparison) -> Tally:
    alignment = comparison.alignment
    left = _standing_for(alignment.left, gold.left.sentences)
    right = _standing_for(alignment.right, gold.right.sentences)
    reported = {
        (one, other)
        for link in alignment.links
        for i in link.left
        for j in link.right
        for one in left[i]
        for other in right[j]
    }
    return Tally(
        links_gold=len(gold.links),
        links_reported=len(reported),
        links_right=len(gold.links & reported),
    )


def _standing_for(found: Sequence[Sentence], gold: dict[str, Span]) -> list[list[str]]:
    """For every sentence found, the gold sentences it covers by half of the shorter of the two."""
    return [
        [
            name
            for name, span in gold.items()
            if _overlap(sentence.span, span) * 2 >= min(len(sentence.span), len(span))
        ]
        for sentence in found
    ]


def _changes(gold: Gold, comparison: Comparison) -> Tally:
    grave = [change for change in gold.changes if change.severity is not Severity.HARMLESS]
    said = [change for change in comparison.changes if change.severity is not Severity.HARMLESS]
    hits = [[change for change in said if same_place(change, label)] for label in grave]
    meaning = [
        bool(hit) for label, hit in zip(grave, hits, strict=True) if label.severity is Severity.MEANING
    ]
    controls = [label for label in gold.changes if label.control]
    return Tally(
        changes_gold=len(grave),
        changes_found=sum(map(bool, hits)),
        changes_found_kind=sum(
            any(change.family in label.families for change in hit)
            for label, hit in zip(grave, hits, strict=True)
        ),
        meaning_gold=len(meaning),
        meaning_found=sum(meaning),
        changes_reported=len(said),
        changes_right=sum(is_right(change, grave, gold) for change in said),
        controls=len(controls),
        controls_left_alone=sum(not any(same_place(c, label) for c in said) for label in controls),
    )


def is_right(change: Change, grave: Iterable[GoldChange], gold: Gold) -> bool:
    """Whether a reported change finds a label, or lies in a sentence labelled as dropped or added."""
    if any(same_place(change, label) for label in grave):
        return True
    if change.right is None and change.left is not None:
        return any(alone.contains(change.left) for alone in gold.left.alone)
    if change.left is None and change.right is not None:
        return any(alone.contains(change.right) for alone in gold.right.alone)
    return False


def same_place(change: Change, label: GoldChange) -> bool:
    """Whether a reported change points at a labelled one."""
    return _touches(change.left, label.left) or _touches(change.right, label.right)


def _touches(span: Span | None, labels: Iterable[Span]) -> bool:
    return span is not None and any(
        span.overlaps(label) and len(span) <= 4 * len(label) + 20 for label in labels
    )


def _overlap(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


def _f1(precision: float | None, recall: float | None) -> float | None:
    if precision is None or recall is None:
        return None
    return round(2 * precision * recall / (precision + recall), 3) if precision + recall else 0.0


def _side(record: dict[str, dict[str, object]], side: str, folder: Path) -> GoldSide:
    part = record[side]
    labelled = part["sentences"]
    if not isinstance(labelled, list):
        raise TypeError(f"{side}.sentences is no list")
    sentences = {item["id"]: Span(start=item["start"], end=item["end"]) for item in labelled}
    alone = tuple(sentences[str(name)] for name in record.get(f"only_{side}", []))
    return GoldSide(path=folder / str(part["file"]), sentences=sentences, alone=alone)


def _change(record: dict[str, object]) -> GoldChange:
    also = record.get("also", [])
    return GoldChange(
        kind=str(record["kind"]),
        severity=Severity(str(record["severity"])),
        left=_spans(record["left"]),
        right=_spans(record["right"]),
        also=tuple(str(kind) for kind in also) if isinstance(also, list) else (),
        control=bool(record.get("control", False)),
    )


def _spans(records: object) -> tuple[Span, ...]:
    if not isinstance(records, list):
        raise TypeError("the spans of a change are a list")
    return tuple(Span(start=record["start"], end=record["end"]) for record in records)


def _document(side: GoldSide) -> Document:
    """The one document of a labelled file; "file#id" names one record of several."""
    name, _, wanted = str(side.path).partition("#")
    found = [
        item for item in read([name]) if isinstance(item, Document) and (not wanted or item.id == wanted)
    ]
    if len(found) != 1:
        raise InputError.not_gold(str(side.path), f"it names {len(found)} documents, not one")
    return found[0]
