"""Which rows stand beside each other in the runs of equal keys, counted row by row.

It is the product of a sparse matrix with itself, by rows (Gustavson 1978): a row goes through the runs it
stands in and counts the later rows it meets there in one array, a place for each row. So pairs that meet once
by chance, which are nearly all, are never written down, and nothing has to be sorted but what is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Any, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from retell.family.arrays import I32, I64, U64
from retell.family.kernels.join import run_end
from retell.family.kernels.machine import compiled

Result = TypeVar("Result")
Places = NDArray[np.uint32] | NDArray[np.int64]
_HALF = np.uint64(32)
_AT_ONCE = 1 << 24
"""Places that are written down at a time."""
_PLACES = 1 << 20
"""Places that one thread goes through at a time."""


class Mapped(Protocol):
    """A function of every item, in order, of several at a time."""

    def __call__(self, function: Callable[[Any], Result], items: Iterable[Any], /) -> Iterator[Result]:
        """The results in the order of the items."""


@compiled
def runs_into(packed: U64, bits: np.uint64, ceiling: int, into: I32) -> int:
    """The rows of every run of equal keys of two and more, up to the ceiling, the last as its complement; how
    many there are."""
    row_mask = (np.uint64(1) << bits) - np.uint64(1)
    done = start = 0
    while start < len(packed):
        end = run_end(packed, start, row_mask)
        if 1 < end - start <= ceiling:
            for at in range(start, end):
                into[done] = np.int32(packed[at] & row_mask)
                done += 1
            into[done - 1] = ~into[done - 1]
        start = end
    return done


@compiled
def count_places(runs: I32, ends: I64) -> None:
    """Where the places of each row end, if those of all rows are put one after the other; the last of a run
    is none, for no row follows it."""
    for at in range(len(runs)):
        if runs[at] >= 0:
            ends[runs[at]] += 1
    for row in range(1, len(ends)):
        ends[row] += ends[row - 1]


@compiled
def places_into(runs: I32, rows: tuple[int, int], starts: I64, into: Places) -> None:
    """The places among the runs of some rows, row after row; `starts` come out as the ends."""
    first, last = rows
    for at in range(len(runs)):
        row = runs[at]
        if first <= row < last:
            into[starts[row - first]] = at
            starts[row - first] += 1


@compiled
def beside_into(
    runs: I32,
    places: tuple[Places, I64, int],
    block: tuple[int, int],
    least: int,
    room: tuple[I32, I32, U64, I32],
) -> tuple[int, int]:
    """The pairs of a block of rows with later ones that share at least so many runs, and how many.

    `places` are those of each row, where they end, and which row is the first of them. `room` is a zero and a
    place for each row, then the pairs and their counts; where these may not have the room for one more row it
    ends before. The row it came to and how many pairs there are.
    """
    held, ends, first = places
    counts, met, pairs, times = room
    done = 0
    for row in range(*block):
        if len(pairs) - done < len(counts):
            return row, done
        start = ends[row - first - 1] if row > first else 0
        found = 0
        for each in range(start, ends[row - first]):
            at = np.int64(held[each])
            other = runs[at]
            while other >= 0:
                at += 1
                other = runs[at]
                beside = max(other, ~other)
                if counts[beside] == 0:
                    met[found] = beside
                    found += 1
                counts[beside] += 1
        for each in range(found):
            beside = met[each]
            if counts[beside] >= least:
                pairs[done] = (np.uint64(row) << _HALF) | np.uint64(beside)
                times[done] = counts[beside]
                done += 1
            counts[beside] = 0
    return block[1], done


def shared(
    runs: I32, rows: int, least: int, then: Callable[[U64, I64], Result], mapped: Mapped
) -> Iterator[Result]:
    """See `postings.Loops.shared`; `mapped` works on several parts at a time."""
    ends = np.zeros(rows, dtype=np.int64)
    count_places(runs, ends)
    for first, last in _cut(ends, _AT_ONCE):
        places = _places(runs, ends, (first, last))
        blocks = [(first + start, first + stop) for start, stop in _cut(places[1], _PLACES)]
        yield from mapped(_told(runs, places, (least, rows), then), blocks)


def _told(
    runs: I32,
    places: tuple[Places, I64, int],
    asked: tuple[int, int],
    then: Callable[[U64, I64], Result],
) -> Callable[[tuple[int, int]], Result]:
    """What is to be done with a block of rows."""

    def told(block: tuple[int, int]) -> Result:
        return then(*_beside(runs, places, block, *asked))

    return told


def _places(runs: I32, ends: I64, rows: tuple[int, int]) -> tuple[Places, I64, int]:
    """The places of some rows, where those of each end, and the first of the rows."""
    first, last = rows
    within = ends[first:last] - (ends[first - 1] if first else 0)
    starts = np.concatenate((np.zeros(1, dtype=np.int64), within[:-1]))
    # Two kinds of number are two loops to compile: the wider is for more runs than any machine has had.
    held = np.empty(int(within[-1]), dtype=np.uint32 if len(runs) < 1 << 32 else np.int64)
    places_into(runs, rows, starts, held)
    return held, within, first


def _cut(ends: I64, most: int) -> list[tuple[int, int]]:
    """Rows cut so that none has many more places than `most`."""
    total = int(ends[-1]) if len(ends) else 0
    edges = np.searchsorted(ends, np.arange(most, total, most)) + 1
    return list(pairwise(np.unique(np.concatenate(([0], edges, [len(ends)]))).tolist()))


def _beside(
    runs: I32, places: tuple[Places, I64, int], block: tuple[int, int], least: int, rows: int
) -> tuple[U64, I64]:
    """The pairs of a block of rows, ascending, and how many runs each shares."""
    room = rows + _PLACES
    counts, met = np.zeros(rows, dtype=np.int32), np.empty(rows, dtype=np.int32)
    pairs, times = np.empty(room, dtype=np.uint64), np.empty(room, dtype=np.int32)
    found: list[U64] = [pairs[:0]]
    counted: list[I32] = [times[:0]]
    row, last = block
    while row < last:
        row, done = beside_into(runs, places, (row, last), least, (counts, met, pairs, times))
        found.append(pairs[:done].copy())
        counted.append(times[:done].copy())
    every = np.concatenate(found)
    order = np.argsort(every)
    return every[order], np.concatenate(counted)[order].astype(np.int64)
