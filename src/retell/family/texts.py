"""The texts of a corpus with what is asked of many at once, plain here and compiled in `kernels`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from retell.family.arrays import I32, I64, U8, U64
from retell.family.columns import Columns, columns
from retell.family.folding import folded, origins
from retell.family.overlap import Overlaps, Sum, Weighing, overlaps, read
from retell.family.postings import Loops, PlainLoops
from retell.family.words import bounds
from retell.settings import FamilySettings


class Texts(Protocol):
    """Texts by row."""

    @property
    def loops(self) -> Loops:
        """The loops over sorted numbers that go with them."""

    def columns(self, settings: FamilySettings) -> Columns:
        """The keys of all texts."""

    def sums(self, weighing: Weighing) -> I64:
        """The sums of all texts, a row of `overlap.Sum` for each."""

    def overlaps(self, first: I64, second: I64, weighing: Weighing, settings: FamilySettings) -> Overlaps:
        """What pairs of rows have in common; pairs of one left row stand together."""

    def places(self, rows: I64, words: I32) -> I64:
        """Where stretches of words stand: a row of first and last but one word for each, in characters."""


class HeldTexts(Texts, Protocol):
    """Texts that can also be sketched for near-duplicates alone."""

    def near(self, settings: FamilySettings) -> tuple[U64, U8]:
        """The bands and signatures of all texts."""


class PlainTexts:
    """Texts gone through one by one, without anything compiled."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self.loops: Loops = PlainLoops()

    def columns(self, settings: FamilySettings) -> Columns:
        """The keys of all texts."""
        return columns(self._texts, settings)

    def near(self, settings: FamilySettings) -> tuple[U64, U8]:
        """The bands and signatures of all texts."""
        keys = self.columns(settings)
        return keys.bands, keys.signatures

    def sums(self, weighing: Weighing) -> I64:
        """The sums of all texts."""
        found = [read(text, weighing).sums for text in self._texts]
        return np.array(found, dtype=np.int64).reshape(-1, len(Sum))

    def overlaps(self, first: I64, second: I64, weighing: Weighing, settings: FamilySettings) -> Overlaps:
        """What pairs of rows have in common."""
        pairs = zip(first.tolist(), second.tolist(), strict=True)
        return overlaps(self._texts, pairs, weighing, settings)

    def places(self, rows: I64, words: I32) -> I64:
        """Where stretches of words stand, in characters."""
        found = np.empty((len(rows), 2), dtype=np.int64)
        held: dict[int, I64] = {}
        for at, (row, (start, stop)) in enumerate(zip(rows.tolist(), words.tolist(), strict=True)):
            if row not in held:
                held = {row: word_places(self._texts[row])}
            found[at] = held[row][start, 0], held[row][stop - 1, 1]
        return found


def word_places(text: str) -> I64:
    """Where each word of a text starts and ends, in its characters."""
    places = np.array(bounds(folded(text)), dtype=np.int64).reshape(-1, 2)
    if text.isascii():
        return places
    came = np.array(origins(text), dtype=np.int64)
    return np.stack((came[places[:, 0]], came[places[:, 1] - 1] + 1), axis=1)
