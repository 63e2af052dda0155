"""Keys sorted with the rows that hold them, and the pairs of rows that share them.

A key and its row are one number: the highest `KEY_BITS` bits of the key, then the row. So sorting is of
plain numbers, and keys of a sort from several places can be joined by joining their numbers. Forty bits part
a hundred million keys well enough: about one pair in a billion then shares a key by chance, and no pair is
judged by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from retell.errors import InputError
from retell.family.arrays import BOOL, I32, I64, U8, U64
from retell.family.bonds import Bonds
from retell.family.cluster import grown
from retell.family.columns import Column
from retell.family.rounds import explaining, wanted
from retell.settings import FamilySettings

Item = TypeVar("Item")
Result = TypeVar("Result")
Range = tuple[int, int]
"""Keys from one number up to another; the bits of both that a row takes are zero."""
ALL: Range = (0, 1 << 64)
ROW_BITS = 24
KEY_BITS = 64 - ROW_BITS
KEY_PLACES = 1 << 22
"""Places that keys fall on where it is enough to leave out most of those that are not wanted."""
_AT_ONCE = 1 << 20
"""Keys that are gone through at a time."""
_KEY_BYTES = 24
"""Bytes that a key takes while it is joined: gathered, put together, sorted."""
_HELD = 4
"""What part of the memory given to keys the ranges that are joined at a time may take."""
_ROWS = np.uint64((1 << ROW_BITS) - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """A sort of key: its name, in how many texts a key may stand, and how many shared ones make candidates.

    `least` shared keys are asked for, or all of the smaller text's rare ones where it has fewer but at least
    `few`, and `least_share` of the smaller text's.
    """

    name: str
    ceiling: int
    least: int
    few: int
    least_share: float


class Loops(Protocol):
    """The loops over sorted numbers, plain or compiled."""

    def pairs(self, packed: U64, ceiling: int) -> Iterator[U64]:
        """The pairs of rows in every run of equal keys no longer than the ceiling, in parts."""

    def counted(self, pairs: U64) -> tuple[U64, I64]:
        """The distinct pairs, ascending, and how often each stands there; the pairs may get sorted."""

    def agreeing(self, pairs: U64, signatures: U8) -> I64:
        """In how many places the signatures of each pair agree."""

    def wanted(self, first: I64, second: I64, whole: BOOL, each: int) -> BOOL:
        """Which pairs are wanted: see `rounds.wanted`."""

    def explaining(self, first: I64, second: I64, each: int) -> BOOL:
        """Which copies explain families: see `rounds.explaining`."""

    def grown(self, bonds: Bonds, quoting: tuple[I64, I64], settings: FamilySettings) -> I64:
        """The families that bonds make: see `cluster.grown`."""

    def rare(self, posting: Posting, rows: int) -> tuple[I64, int]:
        """How many keys under the ceiling each of `rows` texts has, and how many stand in more."""

    def runs(self, posting: Posting) -> I32:
        """The rows of every key under the ceiling that more than one has: see `shared`."""

    def shared(
        self, runs: I32, rows: int, least: int, then: Callable[[U64, I64], Result]
    ) -> Iterator[Result]:
        """`then` of the pairs of rows that stand in at least so many runs, and in how many: ascending, in
        parts.

        `runs` are those of any number of postings, one after the other: in each the rows ascend, and the last
        is written as its complement, a negative number.
        """

    def united(self, pairs: U64, rows: int) -> I64:
        """For each row the least of those that pairs tie it to, over any number of pairs."""

    def mapped(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """`function` of every item, in order."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Posting:
    """The keys of one sort in all texts, each with its row, ascending and without repeats."""

    packed: U64
    ceiling: int

    @classmethod
    def of(
        cls,
        column: Column,
        ceiling: int,
        which: Range = ALL,
        kept: BOOL | None = None,
        wanted: BOOL | None = None,
    ) -> Posting:
        """The postings of a column: of the keys in a range, in the rows that are `kept`, whose
        `places` are wanted."""
        if len(column.ends) > 1 << ROW_BITS:
            raise InputError.too_many(len(column.ends), 1 << ROW_BITS)
        pieces = [_within(*piece, which, (kept, wanted)) for piece in column.stretches(_AT_ONCE)]
        packed = np.concatenate([*pieces, np.empty(0, dtype=np.uint64)])
        packed.sort()
        return cls(packed=_distinct(packed), ceiling=ceiling)

    def lengths(self) -> tuple[I64, I64]:
        """Where each distinct key starts, and in how many texts it stands."""
        starts = np.flatnonzero(self._changes())
        return starts, np.diff(starts, append=len(self.packed))

    def dropped(self) -> int:
        """How many distinct keys stand in more texts than the ceiling."""
        return int((self.lengths()[1] > self.ceiling).sum())

    def rare(self, rows: int) -> I64:
        """How many keys under the ceiling each of `rows` texts has."""
        lengths = self.lengths()[1]
        kept = np.repeat(lengths <= self.ceiling, lengths)
        found: I64 = np.bincount((self.packed[kept] & _ROWS).astype(np.int64), minlength=rows)
        return found

    def sharing(self, keys: U64) -> tuple[I64, int]:
        """The rows that have a rare one of `keys`, once for each, and how many of the keys are rare."""
        wanted = np.unique(keys & ~_ROWS)
        low = np.searchsorted(self.packed, wanted, "left")
        high = np.searchsorted(self.packed, wanted | _ROWS, "right")
        lengths = high - low
        kept = lengths <= self.ceiling
        low, lengths = low[kept], lengths[kept]
        within = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        found: I64 = (self.packed[np.repeat(low, lengths) + within] & _ROWS).astype(np.int64)
        return found, int(kept.sum())

    def _changes(self) -> BOOL:
        found = np.ones(len(self.packed), dtype=bool)
        found[1:] = (self.packed[1:] ^ self.packed[:-1]) > _ROWS
        return found


def ranges_of(column: Column, settings: FamilySettings, keys: int | None = None) -> list[Range]:
    """Ranges of keys of like size that are together all keys: so many that few keys lie in memory at a time,
    and several threads have something to do. Of the column `keys` are asked for, all if it is not said."""
    count = len(column.keys) if keys is None else keys
    ranges = 1 if count < _AT_ONCE else max(2, -(-_KEY_BYTES * count * _HELD // settings.key_memory))
    # The least of a window and what a limit lets pass crowd among the low numbers, in all texts alike.
    sample = np.sort(column.keys[:_AT_ONCE] & ~_ROWS)
    edges = sample[len(sample) * np.arange(1, ranges) // ranges].tolist()
    return list(pairwise(sorted({0, *edges, 1 << 64})))


def places(keys: U64) -> I64:
    """For each key one of `KEY_PLACES`, which its highest bits choose."""
    found: I64 = (keys >> np.uint64(65 - KEY_PLACES.bit_length())).astype(np.int64)
    return found


def _within(first: int, column: Column, which: Range, only: tuple[BOOL | None, BOOL | None]) -> U64:
    """Keys over their rows, of one range, the rows that are kept and the places that are wanted."""
    keys, counts, (kept, wanted) = column.keys, np.diff(column.ends, prepend=0), only
    if which != ALL:
        # Every key is looked at for every range, so that as little as can be is done with all of them.
        at = np.flatnonzero((keys >= np.uint64(which[0])) & (keys <= np.uint64(which[1] - 1)))
        keys, counts = keys[at], np.diff(np.searchsorted(at, column.ends), prepend=0)
    rows = np.repeat(np.arange(first, first + len(counts)), counts)
    chosen = np.ones(len(keys), dtype=bool) if kept is None else kept[rows]
    if wanted is not None:
        chosen &= wanted[places(keys)]
    found: U64 = (keys[chosen] & ~_ROWS) | rows[chosen].astype(np.uint64)
    return found


def _distinct(ascending: U64) -> U64:
    kept = np.ones(len(ascending), dtype=bool)
    kept[1:] = ascending[1:] != ascending[:-1]
    return ascending if kept.all() else ascending[kept]


class PlainLoops:
    """The loops in numpy."""

    def pairs(self, packed: U64, ceiling: int) -> Iterator[U64]:
        """The pairs of rows in every run of equal keys no longer than the ceiling, in parts."""
        posting = Posting(packed=packed, ceiling=ceiling)
        starts, lengths = posting.lengths()
        rows = packed & _ROWS
        for length in np.unique(lengths[(lengths >= 2) & (lengths <= ceiling)]).tolist():
            left, right = np.triu_indices(length, 1)
            grid = rows[starts[lengths == length][:, None] + np.arange(length)]
            yield pack(grid[:, left].ravel(), grid[:, right].ravel())

    def counted(self, pairs: U64) -> tuple[U64, I64]:
        """The distinct pairs, ascending, and how often each stands there."""
        values, counts = np.unique(pairs, return_counts=True)
        return values, counts.astype(np.int64)

    def agreeing(self, pairs: U64, signatures: U8) -> I64:
        """In how many places the signatures of each pair agree."""
        first, second = unpack(pairs)
        found: I64 = (signatures[first] == signatures[second]).sum(axis=1, dtype=np.int64)
        return found

    def wanted(self, first: I64, second: I64, whole: BOOL, each: int) -> BOOL:
        """Which pairs are wanted."""
        return wanted(first, second, whole, each)

    def explaining(self, first: I64, second: I64, each: int) -> BOOL:
        """Which copies explain families."""
        return explaining(first, second, each)

    def grown(self, bonds: Bonds, quoting: tuple[I64, I64], settings: FamilySettings) -> I64:
        """The families that bonds make."""
        return grown(bonds, quoting, settings)

    def rare(self, posting: Posting, rows: int) -> tuple[I64, int]:
        """How many keys under the ceiling each of `rows` texts has, and how many stand in more."""
        return posting.rare(rows), posting.dropped()

    def runs(self, posting: Posting) -> I32:
        """The rows of every key under the ceiling that more than one has."""
        lengths = posting.lengths()[1]
        chosen = (lengths > 1) & (lengths <= posting.ceiling)
        found = (posting.packed[np.repeat(chosen, lengths)] & _ROWS).astype(np.int32)
        last = np.cumsum(lengths[chosen]) - 1
        found[last] = ~found[last]
        return found

    def shared(
        self,
        runs: I32,
        rows: int,  # noqa: ARG002 - the compiled loops have a place for each
        least: int,
        then: Callable[[U64, I64], Result],
    ) -> Iterator[Result]:
        """`then` of the pairs of rows that stand in at least so many runs, and in how many."""
        last = runs < 0
        number: U64 = (np.cumsum(last) - last).astype(np.uint64)
        packed = (number << np.uint64(ROW_BITS)) | np.where(last, ~runs, runs).astype(np.uint64)
        every = self.pairs(packed, len(runs))
        pairs, counts = self.counted(np.concatenate([*every, np.empty(0, dtype=np.uint64)]))
        yield then(pairs[counts >= least], counts[counts >= least])

    def united(self, pairs: U64, rows: int) -> I64:
        """For each row the least of those that pairs tie it to, over any number of pairs."""
        labels = np.arange(rows)
        first, second = unpack(pairs)
        while True:
            least = np.minimum(labels[first], labels[second])
            before = labels.copy()
            np.minimum.at(labels, first, least)
            np.minimum.at(labels, second, least)
            labels = labels[labels]
            if np.array_equal(labels, before):
                return labels

    def mapped(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """`function` of every item, in order."""
        return map(function, items)


def pack(first: NDArray[np.generic], second: NDArray[np.generic]) -> U64:
    """Two rows in one number."""
    return (first.astype(np.uint64) << np.uint64(32)) | second.astype(np.uint64)


def unpack(packed: U64) -> tuple[I64, I64]:
    """The two rows of each number."""
    return (packed >> np.uint64(32)).astype(np.int64), (packed & np.uint64(0xFFFFFFFF)).astype(np.int64)
