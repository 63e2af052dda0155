"""A "not" put in or taken out where nothing round it changed: what was said is denied, whatever else is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retell.changes.edits import Edit, Op
from retell.changes.readings.stance.polarity import NEGATORS
from retell.changes.view import Pair
from retell.text.tokens import Token

_NOT = frozenset({"not", "n't"})
_BEFORE = frozenset(
    """is are was were am be been being has have had do does did will would can could may might must shall
    should""".split()
)
"""Words after which a "not" denies the clause."""
_ADDS = frozenset("only just merely simply".split())
"""Words that make "not" no denial where a "but" follows."""


def bare_denials(pair: Pair) -> Iterator[tuple[range, range]]:
    """The tokens on the left and on the right of each such place: "would", and "would not".

    Nothing is told of a link in which the side without it denies anew by another word; a denial that it made
    before is no answer to this one.
    """
    if not any(edit.op in (Op.INSERT, Op.REMOVE) for edit in pair.edits):
        return
    fresh = [
        _denying_anew(words, kept) for words, kept in zip((pair.left, pair.right), _kept(pair), strict=True)
    ]
    for before, edit, after in zip(pair.edits, pair.edits[1:], pair.edits[2:], strict=False):
        if edit.op not in (Op.INSERT, Op.REMOVE) or not before.op is after.op is Op.KEEP:
            continue
        number = int(edit.op is Op.INSERT)
        at = edit.right if number else edit.left
        words = pair.right if number else pair.left
        if len(at) == 1 and not fresh[1 - number] and _denies(words, at.start):
            yield range(before.left.stop - 1, edit.left.stop), range(before.right.stop - 1, edit.right.stop)


def _denies(words: Sequence[Token], at: int) -> bool:
    """Whether the token is a "not" after an auxiliary that is no half of "not only … but"."""
    if words[at].key not in _NOT or at == 0 or words[at - 1].key not in _BEFORE:
        return False
    rest = [token.key for token in words[at + 1 :]]
    return not (rest[:1] and rest[0] in _ADDS and "but" in rest)


def _kept(pair: Pair) -> tuple[set[int], set[int]]:
    """The tokens of either side that stand on the other, "not" as "n't" too."""
    kept = [edit for edit in pair.edits if edit.op in (Op.KEEP, Op.MOVE) or _contracts(pair, edit)]
    return {at for edit in kept for at in edit.left}, {at for edit in kept for at in edit.right}


def _contracts(pair: Pair, edit: Edit) -> bool:
    sides = [pair.left[at].key for at in edit.left], [pair.right[at].key for at in edit.right]
    return edit.op is Op.REPLACE and all(len(keys) == 1 and keys[0] in _NOT for keys in sides)


def _denying_anew(words: Sequence[Token], kept: set[int]) -> bool:
    return any(token.key in NEGATORS and at not in kept for at, token in enumerate(words))
