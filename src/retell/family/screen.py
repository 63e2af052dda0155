"""A cheap look at every candidate pair before its passages are sought.

Two measures on whole documents decide whether a pair can be a copy at all. Weighted by how few documents
hold each word, the words of a copy are mostly the words of its source; so a pair that shares too little of
that weight is dropped. And the names and figures of a copy are its source's. A form filled in anew keeps
the frame and changes these: what the frame itself names is in many documents and weighs next to nothing,
for here the weight is squared. Where a frame stands in many documents more must agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retell.family.index import I64
from retell.family.keys import U64
from retell.family.rarity import Rarity
from retell.settings import FamilySettings

F64 = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Holdings:
    """What each row holds: `numbers` of words row after row from `starts`, a weight for each number."""

    numbers: I64
    starts: I64
    weights: F64
    totals: F64
    alone: float

    @classmethod
    def of(cls, columns: Iterable[U64], rarity: Rarity, unseen: int, power: int) -> Holdings:
        """The columns weighed by `rarity`, which counted them, to a power; none weighs more than `alone`."""
        held = list(columns)
        every = np.concatenate(held) if held else np.empty(0, dtype=np.uint64)
        numbers = np.searchsorted(rarity.words, every)
        starts = np.concatenate(([0], np.cumsum([len(column) for column in held]))).astype(np.int64)
        weights = np.maximum(rarity.weights(rarity.words, unseen), 0.0) ** power
        sums = np.concatenate(([0.0], np.cumsum(weights[numbers])))
        alone = float(np.log(rarity.documents + unseen)) ** power
        return cls(
            numbers=numbers,
            starts=starts,
            weights=weights,
            totals=sums[starts[1:]] - sums[starts[:-1]],
            alone=alone,
        )

    def shared(self, first: I64, second: I64) -> F64:
        """The weight of what each pair of rows has in common; `first` must be ascending."""
        found = np.zeros(len(first))
        mark = np.zeros(len(self.weights))
        for start, end in _runs(first):
            mine = self.numbers[self.starts[first[start]] : self.starts[first[start] + 1]]
            mark[mine] = self.weights[mine]
            found[start:end] = self._marked(mark, second[start:end])
            mark[mine] = 0.0
        return found

    def _marked(self, mark: F64, rows: I64) -> F64:
        """The sum of the marks on what each of the rows holds."""
        starts, lengths = self.starts[rows], self.starts[rows + 1] - self.starts[rows]
        ends = np.cumsum(lengths)
        places = np.arange(ends[-1]) + np.repeat(starts - (ends - lengths), lengths)
        sums = np.concatenate(([0.0], np.cumsum(mark[self.numbers[places]])))
        found: F64 = sums[ends] - sums[ends - lengths]
        return found


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Screened:
    """For each pair what it may be: `copies` are worth verifying, `forms` share a frame and little else.

    `events` share too few words for a copy, and yet many of the names and figures that are rare elsewhere.

    `likeness` is the shared weight over the lighter document's, `whole` over the heavier one's.
    """

    copies: NDArray[np.bool_]
    forms: NDArray[np.bool_]
    events: NDArray[np.bool_]
    likeness: F64
    whole: F64


def screened(
    words: Holdings, particulars: Holdings, first: I64, second: I64, settings: FamilySettings
) -> Screened:
    """The pairs judged by the words they share; `first` must be ascending."""
    common = words.shared(first, second)
    totals = words.totals[first], words.totals[second]
    likeness = common / np.maximum(np.minimum(*totals), 1e-9)
    whole = common / np.maximum(np.maximum(*totals), 1e-9)
    alike = likeness >= settings.screen_words
    agreed = np.ones(len(first))
    agreed[alike] = _agreed(particulars, first[alike], second[alike])
    framed = np.bincount(np.concatenate((first[alike], second[alike])), minlength=len(words.totals))
    many = np.minimum(framed[first], framed[second]) >= settings.form_documents
    least = np.where(many, settings.form_particulars, settings.copy_particulars)
    same = agreed >= least * likeness
    events = ~alike
    events[events] = _named(particulars, first[events], second[events]) >= settings.event_particulars
    return Screened(copies=alike & same, forms=alike & ~same, events=events, likeness=likeness, whole=whole)


def _named(particulars: Holdings, first: I64, second: I64) -> F64:
    """The share of the poorer document's names and figures that the other has."""
    if not len(first):
        return np.zeros(0)
    totals = np.minimum(particulars.totals[first], particulars.totals[second])
    return particulars.shared(first, second) / np.maximum(totals, 1e-9)


def _agreed(particulars: Holdings, first: I64, second: I64) -> F64:
    """The share of the poorer document's names and figures that the other has, one more taken to agree."""
    totals = np.minimum(particulars.totals[first], particulars.totals[second])
    return (particulars.shared(first, second) + particulars.alone) / (totals + particulars.alone)


def _runs(ascending: I64) -> Iterator[tuple[int, int]]:
    """Where each run of one value starts and ends."""
    if not len(ascending):
        return
    starts = np.flatnonzero(np.concatenate(([True], ascending[1:] != ascending[:-1])))
    yield from zip(starts.tolist(), [*starts[1:].tolist(), len(ascending)], strict=True)
