"""Which reading on the left stands beside which on the right, inside one link."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TypeVar

from retell.changes.edits import Op
from retell.changes.readings.memory import remembered
from retell.changes.view import Pair
from retell.text.spans import Span
from retell.text.tokens import Token, tokens

_DOCUMENTS_KEPT = 4
"""Token lists kept between the kinds: the two of a comparison, and room for its mirror."""

L = TypeVar("L")
R = TypeVar("R")


@remembered(512)
def unchanged(pair: Pair) -> bool:
    """Whether both sides of the link say the same, letter for letter."""
    return all(edit.op is Op.KEEP for edit in pair.edits)


@lru_cache(maxsize=_DOCUMENTS_KEPT)
def all_tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a whole text: every kind reads the same ones."""
    return tokens(text)


def assigned(
    lefts: Sequence[L], rights: Sequence[R], score: Callable[[L, R], float]
) -> list[tuple[int, int]]:
    """The pairs of indices with the best scores above nought, each index once, best first (greedy)."""
    if not lefts or not rights:
        return []
    scored = sorted(
        (-value, i, j)
        for i, left in enumerate(lefts)
        for j, right in enumerate(rights)
        if (value := score(left, right)) > 0
    )
    used_left: set[int] = set()
    used_right: set[int] = set()
    found = []
    for _, i, j in scored:
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            found.append((i, j))
    return found


@remembered(512)
def beside(pair: Pair) -> Callable[[int, int], float]:
    """How well token i of the left stands beside token j of the right: 1 in the same place, down to 0."""
    length = max(len(pair.left), len(pair.right), 1)
    lefts, rights = _kept(pair)

    def closeness(i: int, j: int) -> float:
        at = bisect_right(lefts, i) - 1
        target = rights[at] + (i - lefts[at])
        return max(0.0, 1.0 - abs(target - j) / length)

    return closeness


@remembered(512)
def _kept(pair: Pair) -> tuple[list[int], list[int]]:
    """Where the tokens that both sides keep stand on the left and on the right, in order, after a -1."""
    kept = sorted(
        (edit.left.start + at, edit.right.start + at)
        for edit in pair.edits
        if edit.op is Op.KEEP
        for at in range(len(edit.left))
    )
    return [-1, *(i for i, _ in kept)], [-1, *(j for _, j in kept)]


@remembered(512)
def stayed(pair: Pair) -> tuple[dict[int, int], dict[int, int]]:
    """The tokens that both sides keep: those of the right by those of the left, and the other way."""
    lefts, rights = _kept(pair)
    there = dict(zip(lefts[1:], rights[1:], strict=True))
    return there, {j: i for i, j in there.items()}


def same_gap(pair: Pair) -> Callable[[int, int], bool]:
    """Whether tokens i and j of the two sides fall in one differing stretch, or stand for each other."""
    gaps = _gaps(pair)
    return lambda i, j: j in gaps.get(i, ())


@remembered(512)
def _gaps(pair: Pair) -> dict[int, set[int]]:
    """The tokens of the right that each of the left may stand for by their place."""
    gaps: dict[int, set[int]] = {}
    for hunk in pair.hunks:
        if hunk.left and hunk.right:
            for i in hunk.left:
                gaps.setdefault(i, set()).update(hunk.right)
    for edit in pair.edits:
        if edit.op in (Op.KEEP, Op.MOVE, Op.REPLACE) and len(edit.left) == len(edit.right):
            for i, j in zip(edit.left, edit.right, strict=True):
                gaps.setdefault(i, set()).add(j)
    return gaps


def within(words: Sequence[Token], spans: Iterable[Span]) -> list[bool]:
    """For each token, whether it stands inside one of the spans (which do not overlap each other)."""
    begin, end = (words[0].span.start, words[-1].span.end) if words else (0, 0)
    ordered = sorted((span for span in spans if span.start < end and span.end > begin), key=_start)
    if not ordered:
        return [False] * len(words)
    inside, at = [], 0
    for token in words:
        while at < len(ordered) and ordered[at].end <= token.span.start:
            at += 1
        inside.append(at < len(ordered) and ordered[at].start <= token.span.start)
    return inside


def _start(span: Span) -> int:
    return span.start


def neighbours(words: Sequence[Token], start: int, stop: int) -> tuple[str, str]:
    """The keys of the words just before and just after the tokens start..stop; empty at an end."""
    before = words[start - 1].key if start else ""
    after = words[stop].key if stop < len(words) else ""
    return before, after
