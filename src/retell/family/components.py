"""Which rows pairs tie together, in parts that can be worked on apart.

Every row that a chain of pairs leads to gets the least row of the chain. The steps are those of Kiveris,
Lattanzi, Mirrokni, Rastogi and Vassilvitskii, "Connected Components in MapReduce and Beyond" (2014): *large
star* ties the larger neighbours of each row to the least of them, *small star* its smaller ones. Each needs
all pairs of a row in one part and nothing else, and once neither changes anything, every row is tied to the
least of its chain. A chain of n pairs takes some log n rounds, for both steps halve what is left of it; a row
with a million pairs is one array of a million numbers, never their square.

Pairs are two arrays, the greater row and the less; a row tied to itself is left out.
"""

from __future__ import annotations

import numpy as np

from retell.family.arrays import I64
from retell.family.postings import Loops, pack, unpack

Ties = tuple[I64, I64]


def turned(ties: Ties) -> Ties:
    """Every pair both ways: what large star needs all of, for each row on the left."""
    greater, less = ties
    return np.concatenate((greater, less)), np.concatenate((less, greater))


def large_star(beside: Ties) -> Ties:
    """The larger neighbours of each row on the left tied to the least of these and itself."""
    row, other = beside
    least = _least(row, np.minimum(row, other))
    above = other > row
    return distinct(other[above], least[above])


def small_star(ties: Ties) -> Ties:
    """The smaller neighbours of each greater row, and itself, tied to the least of them."""
    greater, less = ties
    least = _least(greater, less)
    return distinct(np.concatenate((greater, less)), np.concatenate((least, least)))


def contracted(ties: Ties, loops: Loops) -> Ties:
    """Any pairs as stars: each row tied to the least that these alone lead to. A start, with less to send."""
    greater, less = ties
    rows, places = np.unique(np.concatenate((greater, less)), return_inverse=True)
    one, two = np.split(places.reshape(-1), 2)
    least = loops.united(pack(np.minimum(one, two), np.maximum(one, two)), len(rows))
    return distinct(rows, rows[least])


def distinct(one: I64, two: I64) -> Ties:
    """The pairs once each, ascending, the greater row first; a row and itself are none."""
    apart = one != two
    greater, less = np.maximum(one[apart], two[apart]), np.minimum(one[apart], two[apart])
    return unpack(np.unique(pack(greater, less)))


def mark(ties: Ties) -> tuple[int, int]:
    """What tells one set of pairs from another: how many, and a sum that no order changes."""
    mixed = pack(*ties) * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= mixed >> np.uint64(29)
    return len(mixed), int((mixed * np.uint64(0xBF58476D1CE4E5B9)).sum(dtype=np.uint64) >> np.uint64(1))


def shared_out(ties: Ties, parts: int) -> Ties:
    """Whole components dealt out: every row of the stars with its part, by row; parts of nearly one size."""
    greater, least = ties
    rows = np.concatenate((greater, np.unique(least)))
    of = np.concatenate((least, np.unique(least)))
    order = np.lexsort((rows, of))
    firsts = np.unique(of[order], return_index=True)[1]
    sizes = np.diff(firsts, append=len(rows))
    part = np.repeat(firsts * parts // max(len(rows), 1), sizes)
    by_row = np.argsort(rows[order])
    return rows[order][by_row], part[by_row].astype(np.int64)


def _least(row: I64, value: I64) -> I64:
    """The least value of each row, beside every entry of it."""
    rows, places = np.unique(row, return_inverse=True)
    found = rows.copy()
    np.minimum.at(found, places.reshape(-1), value)
    return found[places.reshape(-1)]
