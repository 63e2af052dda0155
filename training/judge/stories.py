"""Edits of the labelled stories, as the finders of changes meet them: stretches, answering words, lone words.

Whatever label an edit touches is its own, the gravest of several, and without one it is harmless, for the
labels are complete; `tests/quality` says what they mean. Edits inside quotation marks whose label is only
that the words are not the spoken ones are left out: there a faithful word is a damage too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from retell.changes.readings.links.words import answers, is_name
from retell.changes.readings.replaced.doubt import doubtful
from retell.changes.view import Pair, View, view
from retell.document.load import read
from retell.document.model import Document
from retell.evaluate.changes import GoldChange, load
from retell.models import lexicon
from retell.settings import Settings
from retell.text.spans import Span
from retell.tracing import compare

QUALITY = Path(__file__).parents[2] / "tests" / "quality"
ONCE_HELD = ("election", "mine", "trial", "museum", "festival", "probe", "sitin", "rates", "landing")
"""Pairs that were held out until their misses were read; all others of `heldout` still are."""
Row = dict[str, Any]
Unit = tuple[str, Span | None, Span | None]


def golds() -> list[Path]:
    """The label files of the stories that may be learned from."""
    stories = sorted((QUALITY / "stories" / "gold").glob("*.gold"))
    held = [QUALITY / "heldout" / "gold" / f"{name}.gold" for name in ONCE_HELD]
    return [*(path for path in stories if path.stem != "families"), *held]


def story_edits() -> Iterator[Row]:
    """Every edit of every story."""
    for path in golds():
        gold = load(path)
        left, right = _document(gold.left), _document(gold.right)
        alignment = compare(left, right, Settings().without_model()).alignment
        seen = view(left, right, alignment, Settings())
        yield from edits_labelled(seen, gold.changes, {"story": path.stem})


def edits_labelled(seen: View, labels: Sequence[GoldChange], told: Row) -> Iterator[Row]:
    """Every edit of a pair of texts with what its labels say of it, `told` beside."""
    asked = {(one, other) for _, one, other in doubtful(seen)}
    for pair in seen.pairs:
        for unit in dict.fromkeys(units(pair)):
            yield from _row(labels, seen, pair, unit, {**told, "asked": unit[1:] in asked})


def units(pair: Pair) -> Iterator[Unit]:
    """What is judged in one link: its stretches, its answering words, its words without an answer."""
    found = answers(pair)
    words = set()
    for each in found.pairs:
        one, other = pair.left[each.left], pair.right[each.right]
        same = set(lexicon.lemmas(one.key)) & set(lexicon.lemmas(other.key))
        named = is_name(pair.left, each.left) or is_name(pair.right, each.right)
        if not (same or named or one.key == other.key or one.is_number or other.is_number):
            words.add((one.span, other.span))
            yield "pair", one.span, other.span
    for hunk in pair.hunks:
        spans = pair.left_span(hunk.left), pair.right_span(hunk.right)
        if not hunk.moved and spans not in words:
            yield "hunk", *spans
    yield from (("left", pair.left[at].span, None) for at in found.only_left)
    yield from (("right", None, pair.right[at].span) for at in found.only_right)


def _row(labels: Sequence[GoldChange], seen: View, pair: Pair, unit: Unit, told: Row) -> Iterator[Row]:
    name, left, right = unit
    touched = [label for label in labels if _touches(left, label.left) or _touches(right, label.right)]
    if touched and all(_is_only_spoken(label) for label in touched):
        return
    starts = pair.left[0].span.start, pair.right[0].span.start
    ends = pair.left[-1].span.end, pair.right[-1].span.end
    yield {
        "a": seen.left.text[starts[0] : ends[0]],
        "b": seen.right.text[starts[1] : ends[1]],
        "a_span": [left.start - starts[0], left.end - starts[0]] if left else None,
        "b_span": [right.start - starts[1], right.end - starts[1]] if right else None,
        "y": max((label.severity.rank for label in touched if not _is_only_spoken(label)), default=0),
        "kind": name,
        **told,
    }


def _is_only_spoken(label: GoldChange) -> bool:
    return label.families == {"quotation"}


def _touches(span: Span | None, labels: tuple[Span, ...]) -> bool:
    return span is not None and any(
        span.overlaps(label) and len(span) <= 4 * len(label) + 20 for label in labels
    )


def _document(side: Any) -> Document:
    return next(item for item in read([str(side.path)]) if isinstance(item, Document))
