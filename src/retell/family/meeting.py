"""Which texts share enough rare keys to be looked at side by side.

A key is evidence by being rare. Each sort has a ceiling: a key in more texts than that is dropped, by this
rule alone, and counted; stock phrases, legal tags and the names of the day fall to it without a list. Bands
say nothing by themselves: a pair that shares one is judged by how far its signatures agree. The rule looks
at the corpus as a whole, so the order in which texts came cannot matter, and asking for the neighbours of
one text gives what joining all with all gives.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from retell.family.arrays import BOOL, F64, I32, I64, U8, U64
from retell.family.columns import Column, Columns, signature_width
from retell.family.overflow import Spool, let_go
from retell.family.postings import Loops, Posting, Range, Sort, ranges_of, unpack
from retell.settings import FamilySettings

_MOST_WAITING = 1 << 23
"""Pairs that are held before those of several bands are made one."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Meeting:
    """Pairs of rows that share enough rare keys, `first` < `second`, both ascending; the strength of each.

    `dropped` keys stood in too many texts to be looked at.
    """

    first: I64
    second: I64
    strength: F64
    dropped: int


def sorts_of(settings: FamilySettings) -> tuple[Sort, ...]:
    """The sorts of key of which a text has any number; each is a column of the same name."""
    return (
        Sort(
            name="grams",
            ceiling=settings.gram_ceiling,
            least=settings.least_grams,
            few=1,
            least_share=0.0,
        ),
        Sort(
            name="combinations",
            ceiling=settings.combination_ceiling,
            least=settings.least_combinations,
            few=settings.least_combinations,
            least_share=settings.least_combination_share,
        ),
    )


def meeting(keys: Columns, settings: FamilySettings, loops: Loops, kept: BOOL | None = None) -> Meeting:
    """The pairs among all texts, or among the rows that are `kept`."""
    near, dropped = near_pairs(keys.bands, keys.signatures, settings, loops, kept=kept)
    parts = [(near, likeness(loops.agreeing(near, keys.signatures), settings))]
    for array in (keys.bands, keys.signatures):
        let_go(array)
    for sort in sorts_of(settings):
        pairs, share, common = _sharing(keys.sorts[sort.name], sort, settings, loops, kept)
        dropped += common
        parts.append((pairs, share))
    pairs = np.unique(np.concatenate([values for values, _ in parts]))
    first, second = unpack(pairs)
    return Meeting(first=first, second=second, strength=_strength(pairs, parts), dropped=dropped)


def _sharing(
    column: Column, sort: Sort, settings: FamilySettings, loops: Loops, kept: BOOL | None
) -> tuple[U64, F64, int]:
    """The pairs that share enough keys of a sort, ascending, the share, and how many keys are too common.

    Keys are joined a range at a time. What is kept of them are the rows of those that say something, in
    memory or in a file; then each row looks up which others it stands beside, so that no list is ever made of
    pairs that share a key or two by chance.
    """
    rows, dropped = len(column.ends), 0
    rare = np.zeros(rows, dtype=np.int64)
    runs = Spool(settings.key_memory // 4, np.int32)

    def joined(which: Range) -> tuple[I64, int, I32]:
        posting = Posting.of(column, sort.ceiling, which, kept)
        return *loops.rare(posting, rows), loops.runs(posting)

    for found, common, held in loops.mapped(joined, ranges_of(column, settings)):
        rare += found
        dropped += common
        runs.add(held)

    def chosen(pairs: U64, counts: I64) -> tuple[U64, F64]:
        first, second = unpack(pairs)
        among, share = enough(sort, counts, np.minimum(rare[first], rare[second]))
        return pairs[among], share[among]

    parts = list(loops.shared(runs.whole(), rows, min(sort.least, sort.few), chosen))
    pairs = np.concatenate([np.empty(0, dtype=np.uint64), *(values for values, _ in parts)])
    return pairs, np.concatenate([np.empty(0), *(share for _, share in parts)]), dropped


def enough(sort: Sort, counts: I64, smaller: I64) -> tuple[BOOL, F64]:
    """Which pairs share enough keys of a sort, and their share of the smaller text's rare ones."""
    share: F64 = counts / np.maximum(smaller, 1)
    least = np.minimum(sort.least, np.maximum(smaller, sort.few))
    return (counts >= least) & (share >= sort.least_share), share


def near_pairs(
    bands: U64,
    signatures: U8,
    settings: FamilySettings,
    loops: Loops,
    least_likeness: float | None = None,
    kept: BOOL | None = None,
) -> tuple[U64, int]:
    """The pairs that share a band and whose signatures agree enough, ascending; how many bands dropped."""
    least = agreeing_least(settings.least_likeness if least_likeness is None else least_likeness, settings)
    held = np.flatnonzero(bands.any(axis=1) if kept is None else bands.any(axis=1) & kept)

    def joined(band: int) -> tuple[U64, int]:
        posting = banded(bands[:, band], held, settings)
        near = [
            pairs[loops.agreeing(pairs, signatures) >= least]
            for pairs in loops.pairs(posting.packed, posting.ceiling)
        ]
        return np.concatenate([*near, np.empty(0, dtype=np.uint64)]), posting.dropped()

    found: list[U64] = []
    dropped = waiting = 0
    for pairs, common in loops.mapped(joined, range(bands.shape[1])):
        found.append(pairs)
        dropped += common
        waiting += len(pairs)
        if waiting > _MOST_WAITING:
            found, waiting = [np.unique(np.concatenate(found))], 0
    return np.unique(np.concatenate([*found, np.empty(0, dtype=np.uint64)])), dropped


def banded(keys: U64, held: I64, settings: FamilySettings) -> Posting:
    """The postings of one band, for the rows that have any words."""
    ends = np.zeros(len(keys), dtype=np.int64)
    ends[held] = 1
    return Posting.of(Column(keys=keys[held], ends=np.cumsum(ends)), settings.band_ceiling)


def agreeing_least(least: float, settings: FamilySettings) -> int:
    """How many places of two signatures must agree: one in 256 does by chance, and every padding zero."""
    places = settings.bands * settings.rows
    return int(np.ceil(places * (least * 255 + 1) / 256)) + signature_width(settings) - places


def likeness(agreeing: I64, settings: FamilySettings) -> F64:
    """The Jaccard likeness of two texts' shingles, as estimated from how many places agree."""
    places = settings.bands * settings.rows
    agreeing = agreeing - (signature_width(settings) - places)
    found: F64 = np.maximum((agreeing / places * 256 - 1) / 255, 0.0)
    return found


def _strength(pairs: U64, parts: Sequence[tuple[U64, F64]]) -> F64:
    """The likeness of the shingles and the greatest share of any sort together."""
    columns = []
    for values, strength in parts:
        column = np.zeros(len(pairs))
        column[np.searchsorted(pairs, values)] = strength
        columns.append(column)
    found: F64 = np.round(columns[0] + np.maximum.reduce(columns[1:]), 6)
    return found
