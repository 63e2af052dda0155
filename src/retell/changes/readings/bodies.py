"""Names of bodies that lost or gained a word within: "Ministry of Foreign Trade", "Ministry of Trade"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retell.changes.edits import Edit, Op
from retell.text.tokens import Token

_JOINTS = frozenset("of for".split())


def thinned(words: Sequence[Token], others: Sequence[Token], run: range, here: int) -> bool:
    """Whether one capital word between "X of" and "Y" is all that `others` leaves out, at its index `here`.

    What goes from an end of a name is how news tells it again; what goes from within makes another body.
    """
    at = run.start
    if len(run) != 1 or not 2 <= at < len(words) - 1 or not 2 <= here < len(others):
        return False
    inside = words[at - 1].key in _JOINTS and all(_is_capital(words[i]) for i in (at - 2, at, at + 1))
    kept = [words[i].text for i in (at - 2, at - 1, at + 1)]
    return inside and kept == [others[i].text for i in (here - 2, here - 1, here)]


def _is_capital(token: Token) -> bool:
    return token.is_word and token.text[0].isupper()


def thinnings(
    edits: Sequence[Edit], left: Sequence[Token], right: Sequence[Token]
) -> Iterator[tuple[range, range]]:
    """The names of bodies that one side tells with a word less within: the tokens of each side."""
    for edit in edits:
        i, j = edit.left.start, edit.right.start
        if edit.op is Op.REMOVE and thinned(left, right, edit.left, j):
            yield range(i - 2, i + 2), range(j - 2, j + 1)
        if edit.op is Op.INSERT and thinned(right, left, edit.right, i):
            yield range(i - 2, i + 1), range(j - 2, j + 2)
