"""Whole clauses of a sentence of which the other side of a link answers no word."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from retell.changes.readings.links.words import is_content, is_filler
from retell.text.tokens import Token

_ENDS = frozenset('.;:!?,()—–“”"')
_OPENERS = frozenset(
    """but which who whose because although though while whereas unless despite amid and or in with after
    before without that when where""".split()
)
"""Words that a clause, or a phrase as long as one, begins with."""


def clauses_gone(
    words: Sequence[Token], alone: Collection[int], others_alone: int, fewest: int
) -> Iterator[list[int]]:
    """The words of each clause that are left over, where all of it is and no less is left on the other side.

    `alone` are the words of the clause's side that nothing answers, `others_alone` how many the other side
    has, and `fewest` how many left over make a clause.
    """
    for clause in _clauses(words):
        telling = [at for at in clause if is_content(words[at]) and not is_filler(words[at])]
        gone = [at for at in telling if at in alone]
        room = len(gone) if len(gone) > _SHORT else len(gone) // 2
        if len(gone) >= fewest and len(gone) == len(telling) and others_alone <= room:
            yield gone


_SHORT = 2
"""Words left over in a clause so short that others may stand for it."""


def _clauses(words: Sequence[Token]) -> Iterator[range]:
    """The stretches between marks, each from a word that opens a clause to the mark, longest first."""
    start = 0
    for stop in range(len(words) + 1):
        if stop < len(words) and words[stop].text not in _ENDS:
            continue
        openers = [at for at in range(start, stop) if at == start or words[at].key in _OPENERS]
        yield from (range(at, stop) for at in openers)
        start = stop + 1
