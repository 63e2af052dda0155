"""The keys of many texts: what `retell.family.keys` says of one, over a buffer."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from retell.family.arrays import I32, I64, U8, U32, U64
from retell.family.kernels.desk import Corpus, Desk, is_function, read_text
from retell.family.kernels.kept import Kept, keep_counts, keep_values, keep_words
from retell.family.kernels.machine import LANES, compiled, eight_bytes, inlined, least_of
from retell.family.kernels.vocabulary import content_into, particulars_into, tally
from retell.family.kernels.words import hash_of, hash_short, mix
from retell.family.words import MULTIPLIER, function_hashes

_TIMES = np.uint64(MULTIPLIER)
_NONE = np.uint64(0)
_ONE = np.uint64(1)
_HALF = np.uint64(32)
_HIGH = np.uint64(0x8080808080808080)


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
    """How many bytes the first letters of a word have."""
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
        first, last, found = data[start], data[end - 1], hashes[word]
        if first >= 0xE0 and is_single(data, start, end - start):
            following = hashes[word + 1] if word + 1 < count else _NONE
            into[done] = mix(found * _TIMES + following) | _ONE
            done += 1
            continue
        if letters <= 8 and (eight_bytes(data, start) & _HIGH) == 0:
            stem = hash_short(data, start, letters)
        else:
            stem = hash_of(data, start, stem_length(data, start, end, letters))
        # Written whether it is kept or not: which word is kept cannot be foretold, a branch would wait.
        whole = (end - start <= letters) | (first <= 57)
        small = (end - start < 3) & (first > 57) & (first < 0x80) & (last > 57) & (last < 0x80)
        into[done] = (found if whole else stem) | _ONE
        done += 1 - (small | is_function(function, found))
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
    out: tuple[Sketches, Streams, I32, I32, Kept],
) -> tuple[int, int]:
    """Every sort of key of the texts of some rows, and in how many of them each word and particular stands.

    `out` are the sketches by row, the streams of these rows alone, the counts to add to, whose length is
    a power of two, and what is kept by row; how many grams and combinations there are.
    """
    sketches, streams, words, names, kept = out
    minima = np.empty(len(recipe.times), np.uint32)
    values, quoted = np.empty(len(desk.hashes), np.uint32), np.empty(len(desk.hashes), np.uint8)
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
            done = keep_words(kept, row, read, desk, quoted)
            distinct = content_into(desk, count, recipe.function, desk.held)
            tally(desk.held, distinct, words)
            done = keep_values(kept, row, done, desk.held, distinct)
            particulars = particulars_into(read, desk, recipe.function, desk.held)
            tally(desk.held, particulars, names)
            done = keep_values(kept, row, done, desk.held, particulars)
            keep_counts(kept, row, (count, distinct, particulars), done)
        streams.gram_ends[row - rows[0]] = grams
        streams.combination_ends[row - rows[0]] = combinations
    return grams, combinations


def function_table() -> U64:
    """The words that carry no news, each at one of the two places that its hash names (Pagh and Rodler 2004,
    cuckoo hashing); sparse enough that all find one, and small enough for the nearest cache."""
    size = 1 << (4 * len(function_hashes()) - 1).bit_length()
    while (table := _placed(size)) is None:
        size *= 2
    return np.array(table, dtype=np.uint64)


def _placed(size: int) -> list[int] | None:
    """The words in a table of some size; None where they do not find their places."""
    table = [0] * size
    for value in function_hashes().tolist():
        moving, at = value, (value >> 32) % size
        for _ in range(size):
            moving, table[at] = table[at], moving
            if not moving:
                break
            one, two = (moving >> 32) % size, (moving >> 48) % size
            at = two if at == one else one
        else:
            return None
    return table
