"""Figures put in the place of another, and figures that leave out the one who is told of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retell.changes.readings.amounts.quantities import Quantity
from retell.changes.readings.links.pairing import neighbours
from retell.changes.view import Pair, View
from retell.text.spans import Span


def replaced(pair: Pair, lefts: Sequence[Quantity], rights: Sequence[Quantity]) -> Iterator[Quantity]:
    """The figures of either side that stand between the same two words as one of the other."""
    for left in lefts:
        here = neighbours(pair.left, left.at, left.stop)
        for right in rights:
            if all(here) and here == neighbours(pair.right, right.at, right.stop):
                yield from (left, right)


def counts_out_one(view: View, left: Quantity, right: Quantity) -> bool:
    """Whether one figure leaves out the one who is told of: "one of 40", "she and 39 others"."""
    sides = [(left, view.left.text), (right, view.right.text)]
    (less, its), (more, whole) = sides if left.value < right.value else sides[::-1]
    return more.value - less.value == 1 and _of_others(its, less.core) and not _of_others(whole, more.core)


def _of_others(text: str, figure: Span) -> bool:
    return text[figure.end : figure.end + 8].split()[:1] in (["other"], ["others"])
