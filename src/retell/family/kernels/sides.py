"""Texts read to be compared: their words with what each weighs, once for many pairs."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from retell.family.arrays import I32, I64, U8, U16, U64
from retell.family.kernels.desk import Corpus, Desk, desk_for, is_function, read_text
from retell.family.kernels.kept import QUOTED, Kept
from retell.family.kernels.machine import compiled
from retell.family.kernels.quoted import quoted_into
from retell.family.kernels.vocabulary import content_into, particulars_into


class Weights(NamedTuple):
    """What words and particulars weigh at the place that their high bits choose, and the words that carry no
    news."""

    words: U16
    names: U16
    shift: np.uint64
    function: U64


class Side(NamedTuple):
    """One text of a pair: its words in order with what each weighs, its bytes, whether it is quoted, and
    whether it is covered; its distinct words and particulars."""

    hashes: U64
    weights: I32
    sizes: I32
    quoted: U8
    covered: U8
    distinct: U64
    names: U64
    sums: I64


COUNT, DISTINCT, NAMES, WORD_WEIGHT, NAME_WEIGHT, BYTES = range(6)
"""What the sums of a side are."""


@compiled
def side_for(longest: int) -> Side:
    """Room for a text."""
    words = len(desk_for(longest).hashes)
    return Side(
        np.zeros(words, np.uint64),
        np.zeros(words, np.int32),
        np.zeros(words, np.int32),
        np.zeros(words, np.uint8),
        np.zeros(words, np.uint8),
        np.zeros(words, np.uint64),
        np.zeros(words, np.uint64),
        np.zeros(6, np.int64),
    )


@compiled
def weigh_words(
    bounds: I64, hashes: U64, count: int, weighing: tuple[U16, np.uint64, U64], side: Side
) -> int:
    """Write down the hash, size and weight of every word; how many bytes all have."""
    places, shift, function = weighing
    held, sizes, weights = side.hashes, side.sizes, side.weights
    total = 0
    for word in range(count):
        size = bounds[2 * word + 1] - bounds[2 * word]
        found = hashes[word]
        held[word] = found
        sizes[word] = size
        total += size
        weights[word] = places[found >> shift] * (1 - is_function(function, found))
    return total


@compiled
def weight_of(found: U64, count: int, places: U16, shift: np.uint64) -> int:
    """What the first of some values weigh together."""
    total = 0
    for each in range(count):
        total += np.int64(places[np.int64(found[each] >> shift)])
    return total


@compiled
def take(corpus: Corpus, row: int, desk: Desk, weights: Weights, side: Side) -> None:
    """Read a text into a side."""
    read = read_text(corpus, row, desk)
    data, start, end, count = read
    sums = side.sums
    sums[:] = 0
    sums[COUNT] = count
    quoted_into(data, desk.bounds, (start, end, count), side.quoted)
    sums[BYTES] = weigh_words(
        desk.bounds, desk.hashes, count, (weights.words, weights.shift, weights.function), side
    )
    sums[NAMES] = particulars_into(read, desk, weights.function, side.names)
    sums[NAME_WEIGHT] = weight_of(side.names, sums[NAMES], weights.names, weights.shift)
    sums[DISTINCT] = content_into(desk, count, weights.function, side.distinct)
    sums[WORD_WEIGHT] = weight_of(side.distinct, sums[DISTINCT], weights.words, weights.shift)


class Held(NamedTuple):
    """Texts read once for many pairs, one after the other: where the words, the distinct words and the names
    of each begin in the arrays of `sides`. What is covered is room for the two of a pair."""

    sides: Side
    words: I64
    distinct: I64
    names: I64


@compiled
def held_for(words: int, texts: int) -> Held:
    """Room for so many texts that have so many words together."""
    return Held(
        Side(
            np.empty(words, np.uint64),
            np.empty(words, np.int32),
            np.empty(words, np.int32),
            np.empty(words, np.uint8),
            np.empty(2 * words, np.uint8),
            np.empty(words, np.uint64),
            # Names are made out in twice the room that they take in the end.
            np.empty(2 * words, np.uint64),
            np.empty(6 * texts, np.int64),
        ),
        np.empty(texts + 1, np.int64),
        np.empty(texts + 1, np.int64),
        np.empty(texts + 1, np.int64),
    )


@compiled
def side_from(held: Held, text: int, covered: int) -> Side:
    """The text of that number; what is covered of it stands from `covered` on."""
    sides, word = held.sides, held.words[text]
    return Side(
        sides.hashes[word:],
        sides.weights[word:],
        sides.sizes[word:],
        sides.quoted[word:],
        sides.covered[covered:],
        sides.distinct[held.distinct[text] :],
        sides.names[held.names[text] :],
        sides.sums[6 * text : 6 * text + 6],
    )


@compiled
def take_kept(kept: Kept, row: int, weights: Weights, side: Side) -> None:
    """Make a side of a text that was kept."""
    places, function, shift = weights.words, weights.function, weights.shift
    begin, count = kept.begins[row], kept.counts[row, 0]
    values, held, sizes = kept.values[begin:], side.hashes, kept.sizes[begin:]
    own, said, carried = side.sizes, side.quoted, side.weights
    total = 0
    for word in range(count):
        found, size = values[word], np.int64(sizes[word])
        held[word] = found
        said[word] = size >= QUOTED
        own[word] = size & (QUOTED - 1)
        total += size & (QUOTED - 1)
        carried[word] = places[found >> shift] * (1 - is_function(function, found))
    distinct, names = kept.counts[row, 1], kept.counts[row, 2]
    for each in range(distinct):
        side.distinct[each] = values[count + each]
    for each in range(names):
        side.names[each] = values[count + distinct + each]
    sums = side.sums
    sums[COUNT], sums[DISTINCT], sums[NAMES], sums[BYTES] = count, distinct, names, total
    sums[WORD_WEIGHT] = weight_of(side.distinct, distinct, weights.words, shift)
    sums[NAME_WEIGHT] = weight_of(side.names, names, weights.names, shift)


@compiled
def take_all(texts: tuple[Corpus, Kept], rows: I64, desk: Desk, weights: Weights, held: Held) -> None:
    """Read the texts of some rows, one after the other, those that were kept from what was kept."""
    corpus, kept = texts
    held.words[0] = held.distinct[0] = held.names[0] = 0
    for text in range(len(rows)):
        side = side_from(held, text, 0)
        if kept.counts[rows[text], 0] >= 0:
            take_kept(kept, rows[text], weights, side)
        else:
            take(corpus, rows[text], desk, weights, side)
        held.words[text + 1] = held.words[text] + side.sums[COUNT]
        held.distinct[text + 1] = held.distinct[text] + side.sums[DISTINCT]
        held.names[text + 1] = held.names[text] + side.sums[NAMES]


@compiled
def side_sums(corpus: Corpus, rows: tuple[int, int], weights: Weights, out: I64) -> None:
    """The sums of the texts of some rows, each by itself."""
    longest = 0
    for row in range(*rows):
        longest = max(longest, corpus.ends[row] - corpus.starts[row])
    desk, side = desk_for(longest), side_for(longest)
    for row in range(*rows):
        take(corpus, row, desk, weights, side)
        out[row] = side.sums
