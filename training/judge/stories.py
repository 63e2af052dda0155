"""Edits of the labelled stories, as the finders of changes meet them: stretches, answering words, lone words.

Whatever label an edit touches is its own, the gravest of several; `tests/quality/stories` says what they
mean. Edits inside quotation marks whose label is only that the words are not the spoken ones are left out:
there a faithful word is a damage too.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from retell.changes.readings.words import answers, is_name
from retell.changes.view import Pair, View, view
from retell.document.load import read
from retell.document.model import Document
from retell.evaluate.changes import Gold, GoldChange, load
from retell.models import lexicon
from retell.settings import Settings
from retell.text.spans import Span
from retell.tracing import compare

GOLD = Path(__file__).parents[2] / "tests" / "quality" / "stories" / "gold"
Row = dict[str, Any]


def story_edits() -> Iterator[Row]:
    """Every edit of every story that a label touches."""
    for path in sorted(GOLD.glob("*.gold")):
        if path.stem == "families":
            continue
        gold = load(path)
        left, right = _document(gold.left), _document(gold.right)
        alignment = compare(left, right, Settings().without_model()).alignment
        seen = view(left, right, alignment, Settings())
        for pair in seen.pairs:
            for unit in units(pair):
                yield from _row(gold, seen, pair, unit, path.stem)


def units(pair: Pair) -> Iterator[tuple[str, Span | None, Span | None]]:
    """What is judged in one link: its stretches, its answering words, its words without an answer."""
    for hunk in pair.hunks:
        if not hunk.moved:
            yield "hunk", pair.left_span(hunk.left), pair.right_span(hunk.right)
    found = answers(pair)
    for each in found.pairs:
        one, other = pair.left[each.left], pair.right[each.right]
        same = set(lexicon.lemmas(one.key)) & set(lexicon.lemmas(other.key))
        named = is_name(pair.left, each.left) or is_name(pair.right, each.right)
        if not (same or named or one.key == other.key or one.is_number or other.is_number):
            yield "pair", one.span, other.span
    yield from (("left", pair.left[at].span, None) for at in found.only_left)
    yield from (("right", None, pair.right[at].span) for at in found.only_right)


def _row(
    gold: Gold, seen: View, pair: Pair, unit: tuple[str, Span | None, Span | None], story: str
) -> Iterator[Row]:
    name, left, right = unit
    touched = [label for label in gold.changes if _touches(left, label.left) or _touches(right, label.right)]
    told = [label for label in touched if not _is_only_spoken(label)]
    if not told or len(told) < len(touched):
        return
    starts = pair.left[0].span.start, pair.right[0].span.start
    ends = pair.left[-1].span.end, pair.right[-1].span.end
    yield {
        "a": seen.left.text[starts[0] : ends[0]],
        "b": seen.right.text[starts[1] : ends[1]],
        "a_span": [left.start - starts[0], left.end - starts[0]] if left else None,
        "b_span": [right.start - starts[1], right.end - starts[1]] if right else None,
        "y": max(label.severity.rank for label in told),
        "kind": name,
        "story": story,
    }


def _is_only_spoken(label: GoldChange) -> bool:
    return label.families == {"quotation"}


def _touches(span: Span | None, labels: tuple[Span, ...]) -> bool:
    return span is not None and any(
        span.overlaps(label) and len(span) <= 4 * len(label) + 20 for label in labels
    )


def _document(side: Any) -> Document:
    return next(item for item in read([str(side.path)]) if isinstance(item, Document))
