"""The keys of many texts: what `retell.family.keys` says of one, over a buffer."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from retell.family.arrays import BOOL, I8, I32, I64, U8, U32, U64
from retell.family.kernels.machine import LANES, compiled, eight_bytes, inlined, least_of
from retell.family.kernels.words import (
    GROWTH,
    SLACK,
    cut_words,
    figure_at,
    fold_into,
    hash_of,
    hash_words,
    is_capital,
    is_name,
    is_plain,
    mix,
)
from retell.family.words import MULTIPLIER

Table = tuple[U8, I8]

_TIMES = np.uint64(MULTIPLIER)
_NONE = np.uint64(0)
_ONE = np.uint64(1)
_HALF = np.uint64(32)
_HIGH = np.uint64(0x8080808080808080)
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


class Recipe(NamedTuple):
    """The numbers of the settings that keys depend on; multipliers and offsets are padded to whole lanes."""

    times: U32
    plus: U32
    shingle: int
    bands: int
    rows: int
    gram: int
    window: int
    reach: int
    stem: int
    limit: np.uint64
    function: U64


class Sketches(NamedTuple):
    """One row per text: words, the digest of all, a key per band, the low byte of each minimum."""

    words: I32
    digests: U64
    bands: U64
    signatures: U8


class Streams(NamedTuple):
    """Keys of which a text has any number, one text after the other, with where each text's end."""

    grams: U64
    gram_ends: I64
    combinations: U64
    combination_ends: I64


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
def shingle_into(hashes: U64, count: int, size: int, into: U64) -> int:
    """The hash of every run of `size` words, of all words where there are fewer; how many there are."""
    if count == 0:
        return 0
    size = min(size, count)
    drop = _ONE
    for _ in range(size):
        drop *= _TIMES
    total = _NONE
    for word in range(size):
        total = total * _TIMES + hashes[word]
    into[0] = mix(total)
    for word in range(size, count):
        total = total * _TIMES + hashes[word] - hashes[word - size] * drop
        into[word - size + 1] = mix(total)
    return count - size + 1


@compiled
def digest_of(hashes: U64, count: int) -> np.uint64:
    """One number for words in their order."""
    total = _NONE
    for word in range(count):
        total = total * _TIMES + mix(hashes[word])
    return mix(total + np.uint64(count))


@compiled
def band_row(minima: U32, bands: int, rows: int, into: U64) -> None:
    """The key of every band."""
    for band in range(bands):
        total = np.uint64(band)
        for row in range(rows):
            total = mix(total * _TIMES + np.uint64(minima[band * rows + row]))
        into[band] = total


@compiled
def winnow_into(grams: U64, count: int, window: int, into: U64, done: int) -> int:
    """The smallest gram of every window, each place once; where the next ones go."""
    if count == 0:
        return done
    least = 0
    last = -1
    for end in range(count):
        first = end - window + 1
        if least < first:
            least = first
            for place in range(first + 1, end + 1):
                if grams[place] <= grams[least]:
                    least = place
        elif grams[end] <= grams[least]:
            least = end
        if (first >= 0 or end == count - 1) and least != last:
            into[done] = grams[least]
            done += 1
            last = least
    return done


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
def is_single(data: U8, start: int, length: int) -> bool:
    """Whether a word is one character of a script written without spaces."""
    if length != 3 or data[start] < 0xE0 or data[start] >= 0xF0:
        return False
    code = (np.int64(data[start] & 0x0F) << 12) | (np.int64(data[start + 1] & 0x3F) << 6)
    code |= np.int64(data[start + 2] & 0x3F)
    return (
        0x0E00 <= code <= 0x0EFF
        or 0x1000 <= code <= 0x109F
        or 0x1780 <= code <= 0x17FF
        or 0x3040 <= code <= 0x30FF
        or 0x3400 <= code <= 0x4DBF
        or 0x4E00 <= code <= 0x9FFF
        or 0xF900 <= code <= 0xFAFF
    )


@inlined
def stem_length(data: U8, start: int, end: int, letters: int) -> int:
    """How many bytes the first letters of a word have; all of them where it starts with a figure."""
    if end - start <= letters or 48 <= data[start] <= 57:
        return end - start
    if letters <= 8 and (eight_bytes(data, start) & _HIGH) == 0:
        return letters
    at, seen = start, 0
    while at < end:
        if data[at] >> 6 != 2:
            if seen == letters:
                break
            seen += 1
        at += 1
    return at - start


@compiled
def stems_into(data: U8, desk: Desk, count: int, recipe: Recipe, into: U64) -> int:
    """The hashes of the content stems in order."""
    # What a loop takes from a tuple is taken before it: every look counts a reference.
    bounds, hashes, function, letters = desk.bounds, desk.hashes, recipe.function, recipe.stem
    done = 0
    for word in range(count):
        start, end = bounds[2 * word], bounds[2 * word + 1]
        found = hashes[word]
        if data[start] >= 0xE0 and is_single(data, start, end - start):
            following = hashes[word + 1] if word + 1 < count else _NONE
            into[done] = mix(found * _TIMES + following) | _ONE
            done += 1
            continue
        if end - start < 3 and 57 < data[start] < 0x80 and 57 < data[end - 1] < 0x80:
            continue
        if holds(function, found):
            continue
        length = stem_length(data, start, end, letters)
        into[done] = (found if length == end - start else hash_of(data, start, length)) | _ONE
        done += 1
    return done


@compiled
def combine_into(stems: U64, count: int, recipe: Recipe, into: U64, done: int) -> int:
    """The sampled pairs of stems that stand near each other; where the next ones go."""
    reach, limit = recipe.reach, recipe.limit
    for first in range(count):
        for second in range(first + 1, min(count, first + reach + 1)):
            pair = mix(stems[first] + stems[second])
            # Written whether it is kept or not: which one is kept cannot be foretold, a branch would wait.
            into[done] = pair
            done += (pair <= limit) & (stems[first] != stems[second])
    return done


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


@compiled
def content_into(desk: Desk, count: int, function: U64, into: U64) -> int:
    """The distinct words that carry news, in the order they come."""
    hashes, seen, room = desk.hashes, desk.seen, room_for(count)
    forget(seen, room)
    done = 0
    for word in range(count):
        found = hashes[word]
        if not noted(seen, room, found) and not holds(function, found):
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
        elif is_name(data, start, text) and not holds(function, hashes[word]):
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
def sketch_near(corpus: Corpus, rows: tuple[int, int], desk: Desk, recipe: Recipe, out: Sketches) -> None:
    """Words, digest, bands and signature of the texts of some rows."""
    minima = np.empty(len(recipe.times), np.uint32)
    values = np.empty(len(desk.hashes), np.uint32)
    for row in range(*rows):
        _data, _start, _end, count = read_text(corpus, row, desk)
        out.words[row] = count
        if count > 0:
            sketch_row(desk, count, recipe, (minima, values), out, row)


@compiled
def sketch_row(
    desk: Desk, count: int, recipe: Recipe, room: tuple[U32, U32], out: Sketches, row: int
) -> None:
    """Digest, bands and signature of the text on the desk."""
    minima, values = room
    out.digests[row] = digest_of(desk.hashes, count)
    runs = shingle_into(desk.hashes, count, recipe.shingle, desk.held)
    for run in range(runs):
        values[run] = np.uint32(desk.held[run] >> _HALF)
    for at in range(0, len(minima), LANES):
        least_of(values, runs, (recipe.times, recipe.plus, at), minima)
    band_row(minima, recipe.bands, recipe.rows, out.bands[row])
    for slot in range(recipe.bands * recipe.rows):
        out.signatures[row, slot] = np.uint8(minima[slot] & np.uint32(0xFF))


@compiled
def sketch_all(
    corpus: Corpus,
    rows: tuple[int, int],
    desk: Desk,
    recipe: Recipe,
    out: tuple[Sketches, Streams, I32, I32],
) -> tuple[int, int]:
    """Every sort of key of the texts of some rows, and in how many of them each word and particular stands.

    `out` are the sketches by row, the streams of these rows alone, and the counts to add to, whose length is
    a power of two; how many grams and combinations there are.
    """
    sketches, streams, words, names = out
    minima = np.empty(len(recipe.times), np.uint32)
    values = np.empty(len(desk.hashes), np.uint32)
    grams = combinations = 0
    for row in range(*rows):
        read = read_text(corpus, row, desk)
        count = read[3]
        sketches.words[row] = count
        if count > 0:
            sketch_row(desk, count, recipe, (minima, values), sketches, row)
            runs = shingle_into(desk.hashes, count, recipe.gram, desk.held)
            grams = winnow_into(desk.held, runs, recipe.window, streams.grams, grams)
            stems = stems_into(read[0], desk, count, recipe, desk.held)
            combinations = combine_into(desk.held, stems, recipe, streams.combinations, combinations)
            tally(desk.held, content_into(desk, count, recipe.function, desk.held), words)
            tally(desk.held, particulars_into(read, desk, recipe.function, desk.held), names)
        streams.gram_ends[row - rows[0]] = grams
        streams.combination_ends[row - rows[0]] = combinations
    return grams, combinations


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


@compiled
def unread(corpus: Corpus, desk: Desk) -> BOOL:
    """Which texts have a character that the table does not know."""
    found = np.zeros(len(corpus.starts), np.bool_)
    for row in range(len(corpus.starts)):
        start, end = corpus.starts[row], corpus.ends[row]
        if not corpus.ready[row] and not is_plain(corpus.data, start, end):
            found[row] = fold_into(corpus.data, start, end, corpus.table, desk.folded, desk.origins) < 0
    return found
