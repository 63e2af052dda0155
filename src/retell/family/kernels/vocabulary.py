"""The distinct words of a text that carry news, its names and its figures."""

from __future__ import annotations

import numpy as np

from retell.family.arrays import I32, U8, U64
from retell.family.kernels.desk import Desk, forget, holds, is_function, noted, room_for
from retell.family.kernels.machine import compiled
from retell.family.kernels.words import figure_at, is_capital, is_name

_ONE = np.uint64(1)


@compiled
def content_into(desk: Desk, count: int, function: U64, into: U64) -> int:
    """The distinct words that carry news, in the order they come."""
    hashes, seen, room = desk.hashes, desk.seen, room_for(count)
    forget(seen, room)
    done = 0
    for word in range(count):
        found = hashes[word]
        if not noted(seen, room, found) and not is_function(function, found):
            into[done] = found
            done += 1
    return done


@compiled
def particulars_into(read: tuple[U8, int, int, int], desk: Desk, function: U64, into: U64) -> int:
    """The distinct names and figures, in the order they come."""
    data, text, end, count = read
    bounds, hashes = desk.bounds, desk.hashes
    names, figures, figure_end = 0, count, text
    for word in range(count):
        start = bounds[2 * word]
        if 48 <= data[start] <= 57:
            if start >= figure_end:
                # Figures are held at the end of the room, where names do not come.
                into[figures], figure_end = figure_at(data, start, end)
                figures += 1
        elif is_name(data, start, text) and not is_function(function, hashes[word]):
            into[names] = hashes[word]
            names += 1
    names = without_small(data, text, desk, count, (into, names))
    return joined(desk, into, names, (count, figures))


@compiled
def without_small(data: U8, text: int, desk: Desk, count: int, names: tuple[U64, int]) -> int:
    """Keep the names, each once, that stand nowhere in small letters; how many there are."""
    into, held = names
    if held == 0:
        return 0
    room = room_for(held)
    forget(desk.seen, room)
    for name in range(held):
        noted(desk.seen, room, into[name])
    bounds, hashes, table = desk.bounds, desk.hashes, desk.seen[:room]
    small = desk.seen[room : 2 * room]
    forget(small, room)
    for word in range(count):
        if not is_capital(data, bounds[2 * word], text) and holds(table, hashes[word]):
            noted(small, room, hashes[word])
    kept = 0
    for name in range(held):
        if not noted(small, room, into[name]):
            into[kept] = into[name]
            kept += 1
    return kept


@compiled
def joined(desk: Desk, into: U64, names: int, figures: tuple[int, int]) -> int:
    """Put the distinct figures after the names; how many there are of both."""
    first, last = figures
    room = room_for(last - first)
    forget(desk.seen, room)
    for figure in range(first, last):
        if not noted(desk.seen, room, into[figure]):
            into[names] = into[figure]
            names += 1
    return names


@compiled
def tally(found: U64, count: int, counts: I32) -> None:
    """Add one to the place of each value, which its high bits choose."""
    shift = np.uint64(64)
    places = len(counts)
    while places > 1:  # once for a text
        shift -= _ONE
        places >>= 1
    for each in range(count):
        counts[np.int64(found[each] >> shift)] += 1
