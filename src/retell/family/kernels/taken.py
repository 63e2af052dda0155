"""The texts of the lines of a file, written one after the other."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from retell.family.arrays import I32, I64, U8, U64
from retell.family.kernels.desk import UNREAD, Table
from retell.family.kernels.jsonl import ODD, is_utf8, line_end, record_into
from retell.family.kernels.machine import compiled, word_bits
from retell.family.kernels.words import GROWTH, SLACK, fold_into, is_plain


class Bench(NamedTuple):
    """Where one worker reads lines: room for an id, and for folded bytes without where they came from."""

    name: U8
    folded: U8
    origins: I32


class Taken(NamedTuple):
    """What lines are found to hold, a place for each.

    `words` are 0 where the text was written from and to the bytes that `places` says, `UNREAD` where it was
    but must be folded by Python, `ODD` or `BLANK` where Python has to look. `starts` is where each line
    begins, `ids` where its id does and its size, `names` its hash.
    """

    words: I32
    places: I64
    starts: I64
    ids: I64
    names: U64


@compiled
def bench_for(longest: int) -> Bench:
    """Room for lines of up to `longest` bytes."""
    return Bench(
        np.zeros(longest + 2 * SLACK, np.uint8),
        np.zeros(GROWTH * longest + 2 * SLACK, np.uint8),
        np.zeros(0, np.int32),
    )


@compiled
def has_words(data: U8, at: int, end: int) -> bool:
    """Whether a text holds anything that may be a word."""
    while at + 64 <= end:
        if word_bits(data, at) != 0:
            return True
        at += 64
    return at < end and (word_bits(data, at) << np.uint64(64 - (end - at))) != 0


@compiled
def take_lines(data: U8, into: U8, bench: Bench, table: Table, out: Taken) -> None:
    """Write the texts of a stretch that has as many lines as `out` has places.

    `into` must have the room of all the lines and 64 bytes more; a line longer than the bench has room for is
    left to Python.
    """
    at, done, room = 0, 0, len(bench.name) - 2 * SLACK
    for line in range(len(out.words)):
        end = line_end(data, at)
        length, id_at, id_size, name = ODD, 0, 0, np.uint64(0)
        if end - at <= room:
            length, id_at, id_size, name = record_into(data, at, end, into[done:], bench.name)
        out.starts[line], out.ids[line, 0], out.ids[line, 1], out.names[line] = at, id_at, id_size, name
        kind = min(length, 0)
        if length >= 0:
            whole = is_plain(data, at, end) or is_utf8(data, at, end)
            if not (whole and has_words(into, done, done + length)):
                kind = ODD
            elif not is_plain(into, done, done + length):
                size = fold_into(into, done, done + length, table, bench.folded, bench.origins)
                kind = UNREAD if size < 0 else 0
            out.places[line, 0], out.places[line, 1] = done, done + length
            done += length
        out.words[line] = kind
        at = end + 1
    out.starts[len(out.words)] = at
