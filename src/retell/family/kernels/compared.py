"""What many pairs of texts have in common, on as many threads as there are cores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from retell.family.arrays import I32, I64
from retell.family.kernels.desk import Corpus, desk_for
from retell.family.kernels.join import flatten, unite
from retell.family.kernels.kept import Kept
from retell.family.kernels.overlap import FIGURES, MOST_REGIONS, Rules, looked_for, overlap_held
from retell.family.kernels.sides import Weights, held_for, side_sums, take_all
from retell.family.kernels.sketch import function_table
from retell.family.kernels.threads import parts_of, spread
from retell.family.kernels.words import GROWTH, SLACK
from retell.family.overflow import let_go
from retell.family.overlap import Overlaps, Sum, Weighing
from retell.family.postings import pack
from retell.settings import FamilySettings

_PAIRS = 4096
"""Pairs that one thread takes at a time."""


def overlaps_of(
    texts: tuple[Corpus, Kept],
    pairs: tuple[I64, I64],
    weighing: Weighing,
    settings: FamilySettings,
    workers: int | None,
) -> Overlaps:
    """What pairs of rows have in common; those of one left row are best given one after the other."""
    first, second = (np.ascontiguousarray(side, dtype=np.int64) for side in pairs)
    corpus, rows = texts[0], len(texts[0].starts)
    if len(first) != len(second) or any(
        len(side) and not 0 <= side.min() <= side.max() < rows for side in pairs
    ):
        raise ValueError("pairs must be of rows that the corpus has")
    if len(texts[1].counts) != rows:
        raise ValueError("what is kept must be of the rows that the corpus has")
    how = weights_of(weighing), rules_of(settings)
    order = _by_component(first, second, rows)
    lengths = corpus.ends - corpus.starts
    figures = np.zeros((len(first), FIGURES), dtype=np.int64)
    sums = np.zeros((rows, len(Sum)), dtype=np.int64)

    def worked(parts: Iterator[tuple[int, int]]) -> list[tuple[int, I32, I64]]:
        longest = int(lengths[np.concatenate((first, second))].max(initial=0))
        desk, looked, held = desk_for(longest), looked_for(longest), held_for(0, 0)
        found = []
        for begin, stop in parts:
            chosen = order[begin:stop]
            read, local = np.unique(np.concatenate((first[chosen], second[chosen])), return_inverse=True)
            room = GROWTH * int(lengths[read].sum()) // 2 + 2 * SLACK * (len(read) + 1)
            if room > len(held.sides.hashes) or len(read) >= len(held.words):
                held = held_for(room, len(read))
            take_all(texts, read, desk, how[0], held)
            told = np.empty((stop - begin, FIGURES), dtype=np.int64)
            regions = np.empty(((stop - begin) * MOST_REGIONS, 4), dtype=np.int32)
            ends = np.empty(stop - begin, dtype=np.int64)
            pairs = local[: stop - begin].copy(), local[stop - begin :].copy()
            done = overlap_held(held, pairs, looked, how, (told, regions, ends))
            figures[chosen] = told
            sums[read] = held.sides.sums[: len(Sum) * len(read)].reshape(-1, len(Sum))
            found.append((begin, regions[:done].copy(), np.diff(ends, prepend=0)))
            let_go(corpus.data)
        return found

    parts = [(begin, min(begin + _PAIRS, len(first))) for begin in range(0, len(first), _PAIRS)]
    found = sorted(spread(worked, parts, workers), key=lambda each: each[0])
    regions, ends = _put_back(order, [each[1:] for each in found])
    return Overlaps(figures=figures, regions=regions, ends=ends, sums=sums)


def rules_of(settings: FamilySettings) -> Rules:
    """The settings that regions depend on, as the loops want them."""
    return Rules(
        settings.least_run,
        settings.region_gap,
        settings.least_region,
        settings.excerpt_run,
        settings.public_quotation,
    )


def _by_component(first: I64, second: I64, rows: int) -> I64:
    """The pairs ordered so that those stand together whose texts are tied by any of them: each is then read
    but a few times."""
    tied = np.arange(rows)
    unite(tied, pack(first, second))
    flatten(tied)
    order: I64 = np.lexsort((second, first, tied[first]))
    return order


def _put_back(order: I64, found: Sequence[tuple[I32, I64]]) -> tuple[I32, I64]:
    """Regions found in another order, and how many each pair has, in the order of the pairs."""
    regions = np.concatenate([np.empty((0, 4), dtype=np.int32), *(each for each, _ in found)])
    counts = np.concatenate([np.empty(0, dtype=np.int64), *(each for _, each in found)])
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    starts, lengths = (np.cumsum(counts) - counts)[place], counts[place]
    ends = np.cumsum(lengths)
    within = np.arange(len(regions)) - np.repeat(ends - lengths, lengths)
    return regions[np.repeat(starts, lengths) + within], ends


def sums_of(corpus: Corpus, weighing: Weighing, workers: int | None) -> I64:
    """The sums of every text."""
    sums = np.zeros((len(corpus.starts), len(Sum)), dtype=np.int64)
    weights = weights_of(weighing)

    def worked(parts: Iterator[tuple[int, int]]) -> list[None]:
        return [side_sums(corpus, rows, weights, sums) for rows in parts]

    spread(worked, parts_of(corpus), workers)
    return sums


def weights_of(weighing: Weighing) -> Weights:
    """The weighing as the loops want it."""
    shift = np.uint64(65 - len(weighing.word_places).bit_length())
    return Weights(weighing.word_places, weighing.name_places, shift, function_table())
