"""Verified pairs as arrays, the strongest first: all that families are grown from."""

from __future__ import annotations

from dataclasses import dataclass

from retell.family.arrays import BOOL, F64, I64


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Bonds:
    """Pairs of rows, `first` < `second`, with how much of each text is covered, `left` and `right`.

    `copies` are those that may join; the others are excerpts. `sources` say what a bond is made from: a
    place among the sources it was given with. `spans` are the stretches a side rests on, two numbers each:
    those of the left side of bond n end at `ends[2 * n]`, those of the right one at `ends[2 * n + 1]`.
    Where nobody will ask for the stretches of a text, it has none.
    """

    rows: int
    first: I64
    second: I64
    left: F64
    right: F64
    copies: BOOL
    sources: I64
    spans: I64
    ends: I64

    def __len__(self) -> int:
        return len(self.first)

    def spans_of(self, bond: int, side: int) -> list[tuple[int, int]]:
        """The stretches of a bond's left side, 0, or right side, 1."""
        place = 2 * bond + side
        held = self.spans[self.ends[place - 1] if place else 0 : self.ends[place]].tolist()
        return [(start, end) for start, end in held]
