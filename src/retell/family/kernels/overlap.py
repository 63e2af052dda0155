"""What two texts have in common, for many pairs: the compiled form of `retell.family.overlap`."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from retell.family.arrays import I32, I64, U8, U16, U64
from retell.family.kernels.desk import Corpus, desk_for, forget, holds, noted, read_text, room_for
from retell.family.kernels.machine import compiled, inlined
from retell.family.kernels.sides import COUNT, DISTINCT, NAMES, Held, Side, Weights, side_from
from retell.family.kernels.words import is_plain
from retell.family.words import MULTIPLIER

_TIMES = np.uint64(MULTIPLIER)
_HALF = np.uint64(32)

FIGURES = 14
"""Numbers told of a pair: see `retell.family.overlap.FIGURES`."""
SEED = 3
"""Words that are looked up."""
MOST_PLACES = 32
"""Places of one seed that are looked at, the first ones."""
MOST_REGIONS = 64
"""Regions that are written down of a pair; what is covered counts them all."""


class Rules(NamedTuple):
    """The settings that regions depend on."""

    least_run: int
    gap: int
    least_region: int
    excerpt_run: int
    quotation: int


class Looked(NamedTuple):
    """The left text of a pair made ready to be looked up in: where each seed stands, its words, its names.

    `head` is the first place of the seeds that fall on it, plus one; `following` the next one of each place.
    """

    head: I32
    following: I32
    seeds: U64
    words: U64
    names: U64


@compiled
def looked_for(longest: int) -> Looked:
    """Room for a text."""
    words = len(desk_for(longest).hashes)
    room = room_for(words)
    return Looked(
        np.zeros(room, np.int32),
        np.zeros(words, np.int32),
        np.zeros(words, np.uint64),
        np.zeros(room, np.uint64),
        np.zeros(room, np.uint64),
    )


@inlined
def seed_at(hashes: U64, at: int) -> np.uint64:
    """The hash of the words that are looked up."""
    return (hashes[at] * _TIMES + hashes[at + 1]) * _TIMES + hashes[at + 2]


@compiled
def look_up(side: Side, looked: Looked) -> None:
    """Make a text ready to be looked up in."""
    count = side.sums[COUNT]
    seed_places(side.hashes, count, (looked.head[: room_for(count)], looked.following, looked.seeds))
    note_all(looked.words[: room_for(side.sums[DISTINCT])], side.distinct, side.sums[DISTINCT])
    note_all(looked.names[: room_for(side.sums[NAMES])], side.names, side.sums[NAMES])


@compiled
def note_all(table: U64, found: U64, count: int) -> None:
    """Make a table hold the first of some values."""
    forget(table, len(table))
    for each in range(count):
        noted(table, len(table), found[each])


@compiled
def seed_places(hashes: U64, count: int, looked: tuple[I32, I32, U64]) -> None:
    """Write down where each seed stands, the first place of each first."""
    head, following, seeds = looked
    head[:] = 0
    for at in range(count - SEED, -1, -1):
        seed = seed_at(hashes, at)
        seeds[at] = seed
        slot = np.int64((seed * _TIMES) >> _HALF) & (len(head) - 1)
        following[at] = head[slot]
        head[slot] = at + 1


@inlined
def run_from(ours: U64, theirs: U64, x: int, y: int) -> int:
    """How many words are the same from two places on, to the end of the shorter."""
    most = min(len(ours) - x, len(theirs) - y)
    length = 0
    while length < most and ours[x + length] == theirs[y + length]:
        length += 1
    return length


@inlined
def run_at(
    ours: U64, theirs: U64, looked: tuple[I32, I32, U64], y: int, state: tuple[int, int, int, int]
) -> tuple[int, int]:
    """The run to take at a place of the right text: where it starts on the left, and its length; 0 if none.

    `state` is where the open region ends on both sides, how far it may reach over a gap, and how long a run
    must be to open another.
    """
    head, following, seeds = looked
    end, top, gap, least = state
    seed = seed_at(theirs, y)
    at = head[np.int64((seed * _TIMES) >> _HALF) & (len(head) - 1)] - 1
    near, drift, best, longest, seen = -1, 0, -1, 0, 0
    going_on = top >= 0 and y - top <= gap
    while at >= 0 and seen < MOST_PLACES:
        if seeds[at] == seed:
            seen += 1
            if going_on and 0 <= at - end <= gap:
                away = abs((at - end) - (y - top))
                if near < 0 or away < drift:
                    near, drift = at, away
            elif near < 0:
                length = run_from(ours, theirs, at, y)
                if length > longest:
                    best, longest = at, length
        at = following[at] - 1
    if near >= 0:
        best, longest = near, run_from(ours, theirs, near, y)
    elif longest < least:
        best, longest = -1, 0
    return best, longest


@compiled
def committed(one: Side, two: Side, region: tuple[int, int, int, int, int], rules: Rules) -> bool:
    """Mark what a region covers, if it has enough words in runs."""
    x_start, x_end, y_start, y_end, exact = region
    if exact < rules.least_region:
        return False
    one.covered[x_start:x_end] = 1
    two.covered[y_start:y_end] = 1
    return True


@compiled
def compare(
    one: Side, two: Side, looked: Looked, rules: Rules, regions: I32
) -> tuple[int, int, int, int, int, int]:
    """Mark what two texts share, run by run in the order of the right one.

    The regions found and written, the words in runs, the longest run, the weight of the words in runs, the
    weight of those that make an excerpt, and how many of these stand outside quotation marks.
    """
    one.covered[: one.sums[COUNT]] = 0
    two.covered[: two.sums[COUNT]] = 0
    ours, theirs = one.hashes[: one.sums[COUNT]], two.hashes[: two.sums[COUNT]]
    weights, quoted = one.weights, one.quoted
    places = looked.head[: room_for(len(ours))], looked.following, looked.seeds
    gap, least, long = rules.gap, rules.least_run, rules.excerpt_run
    written = exact = longest = weight = long_weight = own = 0
    x_start = x_end = y_start = y_end = held = held_weight = 0
    top = y = 0
    top = -1
    head, following, seeds = places
    slots, stop = len(head) - 1, len(theirs) - SEED
    while y <= stop:
        # Looked up in place: most words are in no run, and a call counts a reference to every array.
        seed = (theirs[y] * _TIMES + theirs[y + 1]) * _TIMES + theirs[y + 2]
        found = head[np.int64((seed * _TIMES) >> _HALF) & slots]
        while found > 0 and seeds[found - 1] != seed:
            found = following[found - 1]
        if found == 0:
            y += 1
            continue
        x, length = run_at(ours, theirs, places, y, (x_end, top, gap, least))
        if length == 0:
            y += 1
            continue
        if top < 0 or y - top > gap or x < x_end or x - x_end > gap:
            if committed(one, two, (x_start, x_end, y_start, y_end, held), rules):
                exact += held
                weight += held_weight
                if written < MOST_REGIONS:
                    regions[written] = x_start, x_end, y_start, y_end
                    written += 1
            x_start, y_start, held, held_weight = x, y, 0, 0
        unquoted = 0
        for place in range(length):
            held_weight += weights[x + place]
            if length >= long:
                long_weight += weights[x + place]
                unquoted += 1 - quoted[x + place]
        if length >= long:
            own += max(unquoted, length - rules.quotation)
        held += length
        longest = max(longest, length)
        x_end, y_end, top = x + length, y + length, y + length
        y += length
    if committed(one, two, (x_start, x_end, y_start, y_end, held), rules):
        exact += held
        weight += held_weight
        if written < MOST_REGIONS:
            regions[written] = x_start, x_end, y_start, y_end
            written += 1
    return written, exact, longest, weight, long_weight, own


@compiled
def covered_sums(covered: U8, sizes: I32, weights: I32, count: int) -> tuple[int, int]:
    """The bytes and the weight of the words that are covered."""
    size = weight = 0
    for word in range(count):
        size += covered[word] * sizes[word]
        weight += covered[word] * weights[word]
    return size, weight


@compiled
def shared_weight(table: U64, found: U64, count: int, weighing: tuple[U16, np.uint64]) -> tuple[int, int]:
    """What the values that a table has weigh, and how many these are."""
    weights, shift = weighing
    weight = both = 0
    for each in range(count):
        if holds(table, found[each]):
            both += 1
            weight += np.int64(weights[np.int64(found[each] >> shift)])
    return weight, both


@compiled
def figures_into(one: Side, two: Side, looked: Looked, weights: Weights, row: I64) -> None:
    """The numbers told of a pair that has been compared, but for those that comparing gave."""
    row[0], row[1] = shared_weight(
        looked.words[: room_for(one.sums[DISTINCT])],
        two.distinct,
        two.sums[DISTINCT],
        (weights.words, weights.shift),
    )
    row[2], row[3] = shared_weight(
        looked.names[: room_for(one.sums[NAMES])],
        two.names,
        two.sums[NAMES],
        (weights.names, weights.shift),
    )
    row[4], row[5] = covered_sums(one.covered, one.sizes, one.weights, one.sums[COUNT])
    row[6], row[7] = covered_sums(two.covered, two.sizes, two.weights, two.sums[COUNT])


@compiled
def overlap_held(
    held: Held,
    pairs: tuple[I64, I64],
    looked: Looked,
    how: tuple[Weights, Rules],
    out: tuple[I64, I32, I64],
) -> int:
    """What pairs of texts that were read have in common, the left ones in runs of the same.

    `out` are the figures by pair, the regions of these pairs one after the other, and where each pair's end;
    how many regions there are.
    """
    first, second = pairs
    weights, rules = how
    figures, regions, ends = out
    last, done = -1, 0
    one = side_from(held, 0, 0)
    for pair in range(len(first)):
        if first[pair] != last:
            last = first[pair]
            one = side_from(held, last, 0)
            look_up(one, looked)
        two = side_from(held, second[pair], one.sums[COUNT])
        written, exact, run, weight, long_weight, own = compare(one, two, looked, rules, regions[done:])
        done += written
        ends[pair] = done
        row = figures[pair]
        figures_into(one, two, looked, weights, row)
        row[8], row[9], row[10], row[11], row[12] = exact, run, weight, long_weight, own
        row[13] = written
    return done


@compiled
def places_into(corpus: Corpus, rows: I64, words: I32, part: tuple[int, int], out: I64) -> None:
    """Where stretches of words stand in their texts, in characters."""
    longest = 0
    for at in range(*part):
        longest = max(longest, corpus.ends[rows[at]] - corpus.starts[rows[at]])
    desk = desk_for(longest)
    last, base, came = -1, 0, False
    for at in range(*part):
        if rows[at] != last:
            last = rows[at]
            _data, base, _end, _count = read_text(corpus, last, desk)
            came = not corpus.ready[last] and not is_plain(
                corpus.data, corpus.starts[last], corpus.ends[last]
            )
        start = desk.bounds[2 * words[at, 0]]
        end = desk.bounds[2 * words[at, 1] - 1]
        if came:
            out[at, 0] = desk.origins[start]
            out[at, 1] = desk.origins[end - 1] + 1
        else:
            out[at, 0] = start - base
            out[at, 1] = end - base
