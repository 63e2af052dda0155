"""Nouns of a link that one side narrows ("only", "part of", "one of the largest") and the other does not; and
amounts of change that became levels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retell.changes.edits import Op
from retell.changes.model import Change, Severity
from retell.changes.readings.amounts.quantities import Quantity
from retell.changes.readings.links.qualifiers import (
    Qualifier,
    Sort,
    answers_for,
    bare,
    is_superlative,
    qualifiers,
)
from retell.changes.view import Pair
from retell.settings import NumberSettings
from retell.text.spans import Span
from retell.text.tokens import Token


def qualified(pair: Pair, settings: NumberSettings) -> Iterator[Change]:
    """The qualifiers that one side of a link has and the other answers in no way, though it has the noun."""
    for number, (words, others) in enumerate(((pair.left, pair.right), (pair.right, pair.left))):
        found = list(qualifiers(words))
        kept = _kept(pair, number) if found else frozenset()
        for one in found:
            if all(at in kept for at in one.at) or answers_for(others, one.sort):
                continue
            if one.sort is Sort.MOST and any(is_superlative(others, at) for at in range(len(others))):
                continue  # "the most bloody" is "the deadliest"
            if number == 1 and one.sort is Sort.SOME:  # put in, it only says what a bare plural may mean
                continue
            there = bare(others, words[one.head], one.sort, of_them=words[one.at.stop - 1].key == "of")
            if there is None or (one.sort is not Sort.PLACED and one.head not in _same_place(pair, number)):
                continue
            yield _change((words, others), one, there, number, settings)


def _kept(pair: Pair, number: int) -> frozenset[int]:
    """The tokens of a side that stand on the other as they are."""
    sides = ((edit.left, edit.right)[number] for edit in pair.edits if edit.op in (Op.KEEP, Op.MOVE))
    return frozenset(at for side in sides for at in side)


def _same_place(pair: Pair, number: int) -> frozenset[int]:
    """The tokens of a side that are kept, or stand in a short replaced stretch."""
    short = (
        (edit.left, edit.right)[number]
        for edit in pair.edits
        if edit.op is Op.REPLACE and max(len(edit.left), len(edit.right)) <= _SHORT
    )
    return _kept(pair, number) | frozenset(at for side in short for at in side)


_SHORT = 4
"""Tokens of a replaced stretch in which one word still stands for another."""


def _change(
    sides: tuple[Sequence[Token], Sequence[Token]],
    one: Qualifier,
    there: int,
    number: int,
    settings: NumberSettings,
) -> Change:
    words, others = sides
    here = words[one.at.start].span.to(words[one.at.stop - 1].span)
    printed = " ".join(words[at].text for at in one.at)
    why = f"“{printed}” stands before “{words[one.head].text}” in one version only: {one.sort}"
    places: tuple[Span | None, Span | None] = (here, others[there].span)
    left, right = places if number == 0 else places[::-1]
    return Change(
        kind="number.scope",
        severity=Severity.NUANCE,
        confidence=settings.scope,
        why=why,
        left=left,
        right=right,
    )


def made_level(pair: Pair, left: Quantity, right: Quantity) -> tuple[Span, Span] | None:
    """Where an equal figure is how far something moved on one side, and where it got to on the other."""
    one, other = _led_by(pair.left, left), _led_by(pair.right, right)
    if one is None or other is None:
        return None
    words = pair.left[one].key, pair.right[other].key
    if not any(way[0] in _FAR and way[1] in _LEVEL for way in (words, words[::-1])):
        return None
    here, there = pair.left[one].span, pair.right[other].span
    if one < left.at - 1 or other < right.at - 1:
        return here, there
    return here.to(left.span), there.to(right.span)


_FAR = frozenset("by down up off".split())
"""Words before how far an amount moved."""
_LEVEL = frozenset("to at".split())
"""Words before where it got to."""


def _led_by(words: Sequence[Token], quantity: Quantity) -> int | None:
    """The preposition before a quantity, what makes it approximate passed over."""
    at = quantity.at - 1
    while at >= 0 and words[at].span.start >= quantity.span.start:
        at -= 1
    if at >= 0 and words[at].key in ("the", "an", "a", "of", "equivalent"):
        at = next((i for i in range(at, max(-1, at - 4), -1) if words[i].key in ("by", "to")), at)
    return at if at >= 0 else None
