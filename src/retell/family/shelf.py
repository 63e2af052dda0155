"""Keys of one sort with the rows that have them, while rows come and go.

A key is evidence as long as few rows have it, so each row's number of rare keys changes with every other
row. Both are kept up as a row comes: the key that passes its ceiling now is found when the row is put, and
the few rows that have it are told then. Pairs of key and row lie in sorted segments, of which the last are
merged when they are of like size, so that a pair is moved a few dozen times however many follow (the
log-structured merge tree of O'Neil et al. 1996).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from retell.errors import InputError
from retell.family.arrays import I64, U64
from retell.family.postings import ROW_BITS

_ROWS = np.uint64((1 << ROW_BITS) - 1)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shared:
    """What rows share with some keys.

    `rows` stand once for each rare key that they have, `places` says which one of these keys; `documents`
    says for each of the rare keys in how many rows it stands, none or more.
    """

    rows: I64
    places: I64
    documents: I64

    @property
    def own(self) -> int:
        """How many of the keys asked for are rare."""
        return len(self.documents)


class Shelf:
    """The keys of one sort; those in more than `ceiling` rows say nothing."""

    def __init__(self, ceiling: int) -> None:
        self._ceiling = ceiling
        self._segments: list[U64] = []
        self._rare: I64 = np.zeros(16, dtype=np.int64)

    def put(self, row: int, keys: U64) -> None:
        """The keys of a row that has none yet; row numbers count up from 0."""
        if row > int(_ROWS):
            raise InputError.too_many(row + 1, 1 << ROW_BITS)
        wanted = _cut(keys)
        before = self._documents(wanted)
        if row >= len(self._rare):
            self._rare = np.concatenate((self._rare, np.zeros(max(row, 16), dtype=np.int64)))
        self._rare[row] = int((before < self._ceiling).sum())
        self._tell(wanted[before == self._ceiling], -1)
        if len(wanted):
            self._segments.append(wanted | np.uint64(row))
            self._merge()

    def drop(self, row: int, keys: U64) -> None:
        """Take the keys of a row out again."""
        wanted = _cut(keys)
        gone = wanted | np.uint64(row)
        crossing = wanted[self._documents(wanted) == self._ceiling + 1]
        self._segments = [each[~np.isin(each, gone)] for each in self._segments]
        self._tell(crossing, 1)
        self._rare[row] = 0

    def rare(self, rows: I64) -> I64:
        """How many keys that are rare each of the rows has."""
        found: I64 = self._rare[rows]
        return found

    def sharing(self, keys: U64) -> Shared:
        """The rows that have a rare one of the keys."""
        wanted = _cut(keys)
        documents = self._documents(wanted)
        kept = documents <= self._ceiling
        rows, places = self._holders(wanted[kept])
        return Shared(rows=rows, places=places, documents=documents[kept])

    def _documents(self, wanted: U64) -> I64:
        """In how many rows each key stands."""
        found = np.zeros(len(wanted), dtype=np.int64)
        for each in self._segments:
            low, high = _bounds(each, wanted)
            found += high - low
        return found

    def _holders(self, wanted: U64) -> tuple[I64, I64]:
        """Every row that has one of the keys, and which; no order is promised."""
        rows, places = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
        for each in self._segments:
            low, high = _bounds(each, wanted)
            lengths = high - low
            within = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
            rows.append((each[np.repeat(low, lengths) + within] & _ROWS).astype(np.int64))
            places.append(np.repeat(np.arange(len(wanted)), lengths))
        return np.concatenate(rows), np.concatenate(places)

    def _tell(self, keys: U64, change: int) -> None:
        """Count keys that have become common, or rare again, for the rows that have them."""
        if len(keys):
            np.add.at(self._rare, self._holders(keys)[0], change)

    def _merge(self) -> None:
        """Make one of the last segments until each is more than twice as long as the next."""
        while len(self._segments) > 1 and len(self._segments[-2]) <= 2 * len(self._segments[-1]):
            last = [self._segments.pop(), self._segments.pop()]
            # Two sorted runs one after the other: a stable sort finds them and merges.
            self._segments.append(np.sort(np.concatenate(last), kind="stable"))


def _cut(keys: U64) -> U64:
    """The distinct keys, those bits of them that leave room for a row."""
    return np.unique(keys & ~_ROWS)


def _bounds(segment: U64, wanted: U64) -> tuple[I64, I64]:
    """Where the pairs of each key start and end in a segment."""
    low = np.searchsorted(segment, wanted, "left")
    return low, np.searchsorted(segment, wanted | _ROWS, "right")
