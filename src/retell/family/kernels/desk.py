"""Texts in one buffer, read one after the other: their words cut and hashed, and tables for the hashes."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from retell.family.arrays import BOOL, I8, I32, I64, U8, U64
from retell.family.kernels.machine import compiled, inlined
from retell.family.kernels.words import GROWTH, SLACK, cut_words, fold_into, hash_words, is_plain

Table = tuple[U8, I8]

_NONE = np.uint64(0)
_HALF, _QUARTER = np.uint64(32), np.uint64(48)
UNREAD = -1
"""The count of words of a text whose characters the table does not know."""


class Corpus(NamedTuple):
    """Texts in one buffer of UTF-8 that ends in slack; `ready` are ASCII, or folded bytes already."""

    data: U8
    starts: I64
    ends: I64
    ready: BOOL
    table: Table


class Desk(NamedTuple):
    """Where one worker reads a text: room for its folded bytes and the characters they came from, the bounds
    of its words and their hashes, a table, and what else is on hand."""

    folded: U8
    origins: I32
    bounds: I64
    hashes: U64
    seen: U64
    held: U64


@compiled
def desk_for(longest: int) -> Desk:
    """Room for texts of up to `longest` bytes."""
    folded = GROWTH * longest + 2 * SLACK
    words = folded // 2 + SLACK
    room = 64
    while room < 4 * words:
        room *= 2
    return Desk(
        np.zeros(folded, np.uint8),
        np.zeros(folded, np.int32),
        np.zeros(2 * words + SLACK, np.int64),
        np.zeros(words, np.uint64),
        np.zeros(room, np.uint64),
        np.zeros(2 * words, np.uint64),
    )


@compiled
def read_text(corpus: Corpus, row: int, desk: Desk) -> tuple[U8, int, int, int]:
    """Cut and hash the words of a text: the bytes they stand in, from where to where, and how many."""
    start, end = corpus.starts[row], corpus.ends[row]
    data = corpus.data
    if not corpus.ready[row] and not is_plain(data, start, end):
        length = fold_into(data, start, end, corpus.table, desk.folded, desk.origins)
        if length < 0:
            return data, start, end, UNREAD
        data, start, end = desk.folded, 0, length
    count = cut_words(data, start, end, desk.bounds)
    hash_words(data, desk.bounds, count, desk.hashes)
    return data, start, end, count


@compiled
def unread(corpus: Corpus, desk: Desk) -> BOOL:
    """Which texts have a character that the table does not know."""
    found = np.zeros(len(corpus.starts), np.bool_)
    for row in range(len(corpus.starts)):
        start, end = corpus.starts[row], corpus.ends[row]
        if not corpus.ready[row] and not is_plain(corpus.data, start, end):
            found[row] = fold_into(corpus.data, start, end, corpus.table, desk.folded, desk.origins) < 0
    return found


@inlined
def holds(table: U64, value: np.uint64) -> bool:
    """Whether a table, a power of two long and half empty at least, has a value."""
    room = len(table)
    at = np.int64(value >> _HALF) & (room - 1)
    while table[at] != _NONE:
        if table[at] == value:
            return True
        at = (at + 1) & (room - 1)
    return False


@inlined
def is_function(table: U64, value: np.uint64) -> bool:
    """Whether a word is one of a table that has each at one of two places.

    Which words are cannot be foretold, so that nothing should wait for the answer: no loop and no branch.
    """
    last = np.uint64(len(table) - 1)
    return (table[(value >> _HALF) & last] == value) | (table[(value >> _QUARTER) & last] == value)


@compiled
def forget(seen: U64, room: int) -> None:
    """Clear the first `room` places of a table."""
    for place in range(room):
        seen[place] = _NONE


@compiled
def room_for(count: int) -> int:
    """A power of two with at least twice as many places."""
    room = 64
    while room < 2 * count:
        room *= 2
    return room


@inlined
def noted(seen: U64, room: int, value: np.uint64) -> bool:
    """Whether a table had the value already; it has it now. The table knows no zero."""
    at = np.int64(value >> _HALF) & (room - 1)
    while seen[at] != _NONE:
        if seen[at] == value:
            return True
        at = (at + 1) & (room - 1)
    seen[at] = value
    return False
