"""Passages of one family's text inside the text of another.

They are looked for once families are known. Then a run of words is stock if it stands in many families,
however many documents carry it: a story printed by sixty papers is one family, a sender's closing
paragraph is in every other. And what one family shares with another is told once, by the pair that has
most of it.
"""

from __future__ import annotations

import numpy as np

from retell.family.arrays import BOOL, I32, I64, U64
from retell.family.columns import Column, Columns
from retell.family.judge import Verdict
from retell.family.pairs import Pairs
from retell.family.postings import KEY_PLACES, Loops, Posting, Range, pack, places, ranges_of
from retell.settings import FamilySettings

_ROWS = np.uint64((1 << 24) - 1)


def quoting(pairs: Pairs, keys: Columns, homes: I64, loops: Loops, settings: FamilySettings) -> I64:
    """The excerpts of different homes that share runs which are no stock, the best for every two homes.

    `homes` names by row the family of a text, or itself.
    """
    chosen = np.flatnonzero(pairs.judged.are(Verdict.EXCERPT))
    chosen = chosen[homes[pairs.first[chosen]] != homes[pairs.second[chosen]]]
    own = _unstocked(pairs, chosen, keys, homes, settings, loops)
    chosen = chosen[own]
    return best_between(pairs, chosen, homes)


def best_between(pairs: Pairs, chosen: I64, homes: I64) -> I64:
    """Of the chosen pairs the one for every two homes that has most in its own words, ascending."""
    one, two = homes[pairs.first[chosen]], homes[pairs.second[chosen]]
    between = pack(np.minimum(one, two), np.maximum(one, two))
    order = np.lexsort((pairs.second[chosen], pairs.first[chosen], -pairs.seen.own[chosen], between))
    firsts = np.ones(len(order), dtype=bool)
    firsts[1:] = between[order][1:] != between[order][:-1]
    return np.sort(chosen[order[firsts]])


def _unstocked(
    pairs: Pairs, chosen: I64, keys: Columns, homes: I64, settings: FamilySettings, loops: Loops
) -> BOOL:
    """Which of the chosen pairs share enough grams that few families have."""
    asked = np.zeros(len(homes), dtype=bool)
    asked[pairs.first[chosen]] = asked[pairs.second[chosen]] = True
    column, wanted = keys.sorts["grams"], _places_of(keys.sorts["grams"], asked)
    count = sum(int(wanted[places(each.keys)].sum()) for _, each in column.stretches())

    def joined(which: Range) -> I32:
        every = Posting.of(column, settings.gram_ceiling, which, wanted=wanted)
        packed = few_homes(every.packed, homes, settings.stock_families)
        packed = packed[asked[(packed & _ROWS).astype(np.int64)]]
        return loops.runs(Posting(packed=packed, ceiling=settings.gram_ceiling))

    runs = np.concatenate(list(loops.mapped(joined, ranges_of(column, settings, count))))
    parts = loops.shared(runs, len(homes), settings.least_grams, lambda pairs, _: pairs)
    found = np.concatenate([np.empty(0, dtype=np.uint64), *parts])
    return np.isin(pack(pairs.first[chosen], pairs.second[chosen]), found)


def _places_of(column: Column, asked: BOOL) -> BOOL:
    """The places of the keys that rows have which are asked for: no other key can tie two of them."""
    found = np.zeros(KEY_PLACES, dtype=bool)
    for first, each in column.stretches():
        found[places(each.keys[asked[first + each.rows()]])] = True
    return found


def few_homes(packed: U64, homes: I64, most: int) -> U64:
    """The keys, each with its row, that stand in more than one home and in no more than `most`; ascending."""
    by_home = (packed & ~_ROWS) | homes[(packed & _ROWS).astype(np.int64)].astype(np.uint64)
    by_home.sort()
    by_home = by_home[_firsts(by_home, 0)]
    # Both hold the same keys in the same order.
    counts = np.diff(np.flatnonzero(_firsts(by_home, 24)), append=len(by_home))
    lengths = np.diff(np.flatnonzero(_firsts(packed, 24)), append=len(packed))
    found: U64 = packed[np.repeat((counts > 1) & (counts <= most), lengths)]
    return found


def _firsts(ascending: U64, bits: int) -> BOOL:
    """Which numbers are other than the one before, their lowest bits left out of account."""
    found = np.ones(len(ascending), dtype=bool)
    found[1:] = (ascending[1:] ^ ascending[:-1]) >> np.uint64(bits) != 0
    return found
