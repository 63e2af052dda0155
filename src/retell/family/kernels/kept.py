"""What was read of texts for their keys, kept for when they are compared: reading is half of comparing."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from retell.family.arrays import I32, I64, U8, U16, U64
from retell.family.kernels.desk import Desk
from retell.family.kernels.machine import compiled
from retell.family.kernels.quoted import quoted_into

QUOTED = 0x8000
"""What the size of a word has in addition where it stands within quotation marks."""
WORDS, DISTINCT, NAMES = range(3)
"""The sorts of value by their place among the counts."""


class Kept(NamedTuple):
    """What is known of texts by row, that of row n from `begins[n]` on.

    `values` are the hashes of its words, then of its distinct words, then of its names and figures; `counts`
    say how many there are of each, negative where a text was not kept. `sizes` are those of its words.
    """

    values: U64
    sizes: U16
    begins: I64
    counts: I32


def kept_of(lengths: I64) -> Kept:
    """Room for texts of so many bytes, enough where words are as long as in European languages."""
    begins = np.concatenate(([0], np.cumsum(lengths * 3 // 8))).astype(np.int64)
    room = int(begins[-1])
    counts = np.full((len(lengths), 3), -1, dtype=np.int32)
    return Kept(np.empty(room, dtype=np.uint64), np.empty(room, dtype=np.uint16), begins, counts)


def nothing_kept(rows: int) -> Kept:
    """No room for any text."""
    return kept_of(np.zeros(rows, dtype=np.int64))


@compiled
def keep_words(kept: Kept, row: int, read: tuple[U8, int, int, int], desk: Desk, quoted: U8) -> int:
    """Keep the words of the text on the desk: how many values it has so far, -1 where there is no room."""
    data, start, end, count = read
    begin = kept.begins[row]
    if kept.begins[row + 1] - begin < count:
        return -1
    quoted_into(data, desk.bounds, (start, end, count), quoted)
    hashes, bounds, values, sizes = desk.hashes, desk.bounds, kept.values, kept.sizes
    longest = 0
    for word in range(count):
        size = bounds[2 * word + 1] - bounds[2 * word]
        longest = max(longest, size)
        values[begin + word] = hashes[word]
        sizes[begin + word] = np.uint16(size | (quoted[word] * QUOTED))
    return count if longest < QUOTED else -1


@compiled
def keep_values(kept: Kept, row: int, done: int, found: U64, count: int) -> int:
    """Keep more values of a row that has `done`: how many it has now, -1 where there is no room."""
    begin = kept.begins[row]
    if done < 0 or kept.begins[row + 1] - begin < done + count:
        return -1
    values = kept.values
    for each in range(count):
        values[begin + done + each] = found[each]
    return done + count


@compiled
def keep_counts(kept: Kept, row: int, counts: tuple[int, int, int], done: int) -> None:
    """Say what is kept of a row, if all of it is."""
    if done >= 0:
        kept.counts[row, 0], kept.counts[row, 1], kept.counts[row, 2] = counts
