"""Where the words of two accounts differ, told as stretches; and which stretches only moved."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from rapidfuzz.distance import Indel

from retell.lineage.account import Account
from retell.values import dataclass

_LONE = 8
"""Words more on one side from which a stretch is a passage of its own and no detail: a short sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Words of the left beside the words of the right that stand in their place; one may be empty."""

    left: range
    right: range


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """All that differs between two accounts: passages that one lacks, and stretches inside common ones."""

    lone_left: tuple[Stretch, ...]
    lone_right: tuple[Stretch, ...]
    inner: tuple[Stretch, ...]


def differences(left: Account, right: Account) -> Differences:
    """What differs, by a longest common subsequence of words; a passage that moved is no difference.

    There may be several such subsequences. So the two are taken in an order of their own, and the answer
    turned round where it must be: it mirrors when the documents change places.
    """
    if left.keys <= right.keys:
        return _found(left, right)
    found = _found(right, left)
    return Differences(
        lone_left=tuple(map(_turned, found.lone_right)),
        lone_right=tuple(map(_turned, found.lone_left)),
        inner=tuple(map(_turned, found.inner)),
    )


def _turned(stretch: Stretch) -> Stretch:
    return Stretch(left=stretch.right, right=stretch.left)


def _found(left: Account, right: Account) -> Differences:
    lone_left, lone_right, inner = [], [], []
    for stretch in _stretches(left, right):
        surplus = len(stretch.left) - len(stretch.right)
        if surplus >= _LONE:
            if not _elsewhere(left, stretch.left, right):
                lone_left.append(stretch)
        elif -surplus >= _LONE:
            if not _elsewhere(right, stretch.right, left):
                lone_right.append(stretch)
        else:
            inner.append(stretch)
    return Differences(lone_left=tuple(lone_left), lone_right=tuple(lone_right), inner=tuple(inner))


def _stretches(left: Account, right: Account) -> Iterator[Stretch]:
    """The differing stretches in order, those that touch made one."""
    held: tuple[int, int, int, int] | None = None
    for step in Indel.opcodes(left.keys, right.keys):
        i, k, j, m = step.src_start, step.src_end, step.dest_start, step.dest_end
        if step.tag == "equal":
            if held:
                yield Stretch(left=range(held[0], held[1]), right=range(held[2], held[3]))
            held = None
        else:
            held = (held[0], k, held[2], m) if held else (i, k, j, m)
    if held:
        yield Stretch(left=range(held[0], held[1]), right=range(held[2], held[3]))


def _elsewhere(own: Account, where: range, other: Account) -> bool:
    """Whether most pairs of words of a stretch stand in the other account too, in another place."""
    words = [own.keys[at] for at in where if own.keys[at][0].isalnum()]
    pairs = list(pairwise(words))
    return bool(pairs) and sum(pair in other.grams for pair in pairs) > 0.6 * len(pairs)
