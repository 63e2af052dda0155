"""The keys of near-duplicates alone, from the lines of a file in one go.

A line is read, its words are cut and hashed and its minima found before the next is looked at, so all that a
text needs stays in the nearest cache.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from retell.family.arrays import I32, I64, U8, U32, U64
from retell.family.kernels.desk import UNREAD, Table
from retell.family.kernels.jsonl import ODD, is_utf8, line_end, record_into
from retell.family.kernels.machine import LANES, bands_of_eight, compiled, least_of, runs_of_three
from retell.family.kernels.sketch import Recipe, shingle_into
from retell.family.kernels.words import GROWTH, SLACK, cut_words, fold_into, hash_words, is_plain

_HALF = np.uint64(32)
_COMMON = 3


class Bench(NamedTuple):
    """Where one worker reads lines: room for a text, its id, its folded bytes, the bounds of its words, their
    hashes and their runs' values; no room for where folded bytes came from."""

    text: U8
    name: U8
    folded: U8
    bounds: I64
    hashes: U64
    runs: U64
    values: U32
    origins: I32


class Found(NamedTuple):
    """What lines are found to hold, a place for each.

    `words` are how many, `BLANK` for a line of blanks, `UNREAD` or `ODD` where Python has to look. `packed`
    are the high bits of the key of each band over the number of the row, for those that have words, one
    after the other, a row for each band; `signatures` have a row for each line. `starts` is where each line
    begins, `ids` where its id does and its size, `names` its hash.
    """

    words: I32
    packed: U64
    signatures: U8
    starts: I64
    ids: I64
    names: U64


@compiled
def bench_for(longest: int) -> Bench:
    """Room for lines of up to `longest` bytes."""
    folded = GROWTH * longest + 2 * SLACK
    words = folded // 2 + SLACK
    return Bench(
        np.zeros(longest + 2 * SLACK, np.uint8),
        np.zeros(longest + 2 * SLACK, np.uint8),
        np.zeros(folded, np.uint8),
        np.zeros(2 * words + SLACK, np.int64),
        np.zeros(words, np.uint64),
        np.zeros(words, np.uint64),
        np.zeros(words, np.uint32),
        np.zeros(0, np.int32),
    )


@compiled
def runs_into(hashes: U64, count: int, size: int, runs: U64, into: U32) -> int:
    """The high half of the hash of every run of `size` words; how many there are."""
    if size != _COMMON or count < _COMMON:
        found = shingle_into(hashes, count, size, runs)
        for run in range(found):
            into[run] = np.uint32(runs[run] >> _HALF)
        return found
    # Worked out anew for each run, so that none waits for the one before.
    for run in range(0, count - 2, 8):
        runs_of_three(hashes, run, into)
    return count - 2


@compiled
def words_into(length: int, bench: Bench, table: Table) -> int:
    """Cut and hash the words of the text on the bench; how many, or `UNREAD`."""
    data = bench.text
    if not is_plain(data, 0, length):
        length = fold_into(data, 0, length, table, bench.folded, bench.origins)
        if length < 0:
            return UNREAD
        data = bench.folded
    count = cut_words(data, 0, length, bench.bounds)
    hash_words(data, bench.bounds, count, bench.hashes)
    return count


@compiled
def pack_row(keys: U64, at: int, row: np.uint64, bits: np.uint64, packed: U64) -> None:
    """Put the high bits of every band's key over a row."""
    for band in range(len(packed)):
        packed[band, at] = ((keys[band] >> bits) << bits) | row


@compiled
def near_lines(
    data: U8, place: tuple[int, int], bench: Bench, recipe: Recipe, table: Table, out: Found
) -> int:
    """The lines of a stretch that begins with one and has as many as `out` has places, each with its keys.

    `place` is the row of the first, and the bits of a row in `packed`; how many have words is returned. A
    line longer than the bench has room for is left to Python.
    """
    row, bits = np.uint64(place[0]), np.uint64(place[1])
    # Eight bands are worked out at a time, the last few of them of nothing.
    minima = np.zeros(len(recipe.times) + 8 * recipe.rows, np.uint32)
    keys = np.empty(recipe.bands + 8, np.uint64)
    hashes, values, signatures, packed = bench.hashes, bench.values, out.signatures, out.packed
    at, done, slots, room = 0, 0, recipe.bands * recipe.rows, len(bench.text) - 2 * SLACK
    for line in range(len(out.words)):
        end = line_end(data, at)
        length, id_at, id_size, name = ODD, 0, 0, np.uint64(0)
        if end - at <= room:
            length, id_at, id_size, name = record_into(data, at, end, bench.text, bench.name)
        out.starts[line], out.ids[line, 0], out.ids[line, 1], out.names[line] = at, id_at, id_size, name
        if length >= 0:
            count = words_into(length, bench, table)
            if count == 0 or not (is_plain(data, at, end) or is_utf8(data, at, end)):
                count = ODD
        else:
            count = length
        out.words[line] = count
        if count > 0:
            runs = runs_into(hashes, count, recipe.shingle, bench.runs, values)
            for slot in range(0, len(recipe.times), LANES):
                least_of(values, runs, (recipe.times, recipe.plus, slot), minima)
            for band in range(0, recipe.bands, 8):
                bands_of_eight(minima, band, recipe.rows, keys)
            pack_row(keys, done, row + np.uint64(line), bits, packed)
            done += 1
            for slot in range(slots):
                signatures[line, slot] = np.uint8(minima[slot] & np.uint32(0xFF))
        at = end + 1
    out.starts[len(out.words)] = at
    return done
