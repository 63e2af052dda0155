"""The inverted index of an archive: sorted segments of keys, cut into blocks.

An index over a million articles holds some three hundred million (key, document) pairs. As rows of a table
each would cost a place in a tree, and every document added three hundred changes all over it. Here each
batch makes one small segment, its pairs sorted; neighbouring segments of like size are merged, so that a
pair is rewritten a handful of times (the log-structured merge tree of O'Neil et al. 1996). Keys are hashes,
so once their bits are spread evenly a segment of n pairs is cut by the leading bits of the key into blocks
of nearly one size, and the block that may hold a key is known without a directory. One document asks for
about as many blocks as it has keys, which a database answers in one go.

A key in more documents than its ceiling is no evidence (`family.index`). A segment keeps no more than twice
as many rows of a key: with that many it is stock, and stays so until the segment is made anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from retell.settings import ArchiveSettings
from retell.store import I64, U64

I32 = NDArray[np.int32]

_SPREAD = np.uint64(0x9E3779B97F4A7C15)
"""2^64 over the golden ratio: multiplying by it carries the low bits up (Knuth 6.4), and can be undone."""
_BLOCK = 128
"""Pairs in a block on average: 1.5 KB. A question reads a thousand blocks to find one key in each; of 512
pairs they cost twice as much to look through, and smaller ones cost more to find."""
_PAIR = np.dtype([("key", "<u8"), ("value", "<i4")])
_MOST_BITS = 28
_SORT_BITS = 28
_SEGMENT_BITS = 32


class Sort(IntEnum):
    """What a block holds: keys of one sort with rows, or words with counts."""

    BANDS = 0
    GRAMS = 1
    COMBINATIONS = 2
    WORDS = 3


KEYED = (Sort.BANDS, Sort.GRAMS, Sort.COMBINATIONS)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pairs:
    """Spread keys, ascending, and a row or count for each."""

    keys: U64
    values: I32

    def __len__(self) -> int:
        return len(self.keys)


NOTHING = Pairs(keys=np.empty(0, dtype=np.uint64), values=np.empty(0, dtype=np.int32))


def spread(keys: U64) -> U64:
    """The keys with their bits spread, so that the leading ones are even."""
    return keys * _SPREAD


def rowed(columns: Sequence[U64], rows: Sequence[int]) -> Pairs:
    """The pairs of one array of keys per row; rows must ascend."""
    if not columns:
        return NOTHING
    lengths = [len(column) for column in columns]
    keys = spread(np.concatenate(columns).astype(np.uint64))
    order = np.argsort(keys)
    return Pairs(keys=keys[order], values=np.repeat(np.array(rows, dtype=np.int32), lengths)[order])


def places(words: U64, bits: int) -> U64:
    """Where words are counted: at the place that the high bits of their hash choose."""
    shift = np.uint64(64 - bits)
    return (words >> shift) << shift


def counted(columns: Sequence[U64], signs: Sequence[int], bits: int) -> Pairs:
    """How often each place is there; a sign of -1 takes back what a document that went had counted."""
    if not columns:
        return NOTHING
    keys = places(np.concatenate(columns), bits)
    order = np.argsort(keys)
    values = np.repeat(np.array(signs, dtype=np.int32), [len(column) for column in columns])
    return summed(Pairs(keys=keys[order], values=values[order]))


def summed(pairs: Pairs) -> Pairs:
    """One pair for each key, its values added up; those that amount to nothing are left out."""
    if not len(pairs):
        return pairs
    starts = _starts(pairs.keys)
    values = np.add.reduceat(pairs.values, starts)
    kept = values != 0
    return Pairs(keys=pairs.keys[starts][kept], values=values[kept].astype(np.int32))


def ceiling(sort: Sort, settings: ArchiveSettings) -> int:
    """The documents that may have a key of this sort."""
    return (settings.band_ceiling, settings.gram_ceiling, settings.combination_ceiling)[sort]


def bits(pairs: int) -> int:
    """How many leading bits name the block of a segment with so many pairs."""
    return min(_MOST_BITS, max(0, (pairs // _BLOCK).bit_length()))


def place(segment: int, sort: Sort, bucket: int) -> int:
    """Where a block is kept."""
    return (segment << _SEGMENT_BITS) | (int(sort) << _SORT_BITS) | bucket


def buckets(keys: U64, of: int) -> NDArray[np.int64]:
    """The blocks that may hold spread keys, in a segment of so many pairs."""
    shift = 64 - bits(of)
    return np.zeros(len(keys), dtype=np.int64) if shift == 64 else (keys >> np.uint64(shift)).astype(np.int64)


def blocks(pairs: Pairs, of: int) -> Iterator[tuple[int, bytes]]:
    """The blocks that pairs make in a segment of so many; none is empty."""
    found = buckets(pairs.keys, of)
    records = np.empty(len(pairs), dtype=_PAIR)
    records["key"], records["value"] = pairs.keys, pairs.values
    for start, end in pairwise([*_starts(found).tolist(), len(found)]):
        yield int(found[start]), records[start:end].tobytes()


def read(entries: Iterable[bytes]) -> Pairs:
    """The pairs of blocks given in order."""
    records = np.frombuffer(b"".join(entries), dtype=_PAIR)
    return Pairs(keys=records["key"].astype(np.uint64), values=records["value"].astype(np.int32))


def merged(parts: Sequence[Pairs], sort: Sort, gone: I64, most: int) -> Pairs:
    """Several runs of pairs as one: rows that are gone dropped, keys in very many documents cut to `most`."""
    keys = np.concatenate([part.keys for part in parts])
    values = np.concatenate([part.values for part in parts])
    order = np.argsort(keys, kind="stable")
    pairs = Pairs(keys=keys[order], values=values[order])
    return summed(pairs) if sort is Sort.WORDS else cut(pairs, gone, most)


def cut(pairs: Pairs, gone: I64, most: int) -> Pairs:
    """The pairs without rows that are gone and without rows past the first `most` of a key.

    A key that had so many keeps also what is gone, or it would pass for a rare one.
    """
    if not len(pairs):
        return pairs
    starts = _starts(pairs.keys)
    lengths = np.diff(np.append(starts, len(pairs)))
    kept = ~np.isin(pairs.values, gone) if len(gone) else np.ones(len(pairs), dtype=bool)
    if (lengths >= most).any():
        within = np.arange(len(pairs)) - np.repeat(starts, lengths)
        kept = np.where(np.repeat(lengths >= most, lengths), within < most, kept)
    return Pairs(keys=pairs.keys[kept], values=pairs.values[kept])


def _starts(ascending: NDArray[np.generic]) -> I64:
    """Where each run of one value starts."""
    if not len(ascending):
        return np.empty(0, dtype=np.int64)
    return np.flatnonzero(np.concatenate(([True], ascending[1:] != ascending[:-1])))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Asked:
    """What the segments say of some keys of one sort: the rows of rare ones, and how many are rare."""

    rows: I64
    rare: int


def rare(asked: int, found: Sequence[tuple[I64, I64]], gone: I64, most: int) -> Asked:
    """The rows of keys that are rare over all segments.

    `found` are (number of the key, row) by segment. A key that fills a segment is stock for good.
    """
    numbers = np.concatenate([each[0] for each in found] or [np.empty(0, dtype=np.int64)])
    rows = np.concatenate([each[1] for each in found] or [np.empty(0, dtype=np.int64)])
    stock = np.zeros(asked, dtype=bool)
    for each, _ in found:
        stock |= np.bincount(each, minlength=asked) >= 2 * most
    alive = ~np.isin(rows, gone)
    numbers, rows = numbers[alive], rows[alive]
    stock |= np.bincount(numbers, minlength=asked) > most
    return Asked(rows=rows[~stock[numbers]], rare=int((~stock).sum()))


def matching(pairs: Pairs, keys: U64) -> tuple[I64, I64]:
    """For spread `keys` the (number of the key, value) of every pair that has it."""
    low, high = np.searchsorted(pairs.keys, keys, "left"), np.searchsorted(pairs.keys, keys, "right")
    lengths = high - low
    within = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    numbers = np.repeat(np.arange(len(keys)), lengths)
    return numbers, pairs.values[np.repeat(low, lengths) + within].astype(np.int64)


def mergeable(sizes: Mapping[int, int], fan: int, largest: int) -> list[int]:
    """The last segments that should be one, by number; `sizes` are their pairs. None where all is well.

    Segments are of one class where they hold within a factor of `fan` as many. A segment that is followed by
    one of a higher class, and the first of `fan` of one class, is merged with all after it; so there are
    fewer than `fan` of a class, and the classes descend. What holds more than `largest` pairs is left.
    """
    numbers = sorted(sizes)
    classes = [_class(sizes[number], fan) for number in numbers]
    top = _class(largest, fan)
    start = max((at + 1 for at, kind in enumerate(classes) if kind >= top), default=0)
    for at in range(start, len(classes)):
        kind, after = classes[at], classes[at + 1 :]
        if max(after, default=0) > kind or 1 + after.count(kind) >= fan:
            return numbers[at:]
    return []


def _class(size: int, fan: int) -> int:
    kind = 0
    while size >= 4096:
        size //= fan
        kind += 1
    return kind
