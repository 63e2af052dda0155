"""Many texts put through the compiled loops, on as many threads as there are cores."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import TypeVar

import numpy as np

from retell.family.arrays import BOOL, I32, I64, U8, U64
from retell.family.bonds import Bonds
from retell.family.columns import Column, Columns, signature_width
from retell.family.folding import fold_table, folded
from retell.family.kernels.groups import explaining_into, labels_of
from retell.family.kernels.join import (
    agreeing_into,
    count_pairs,
    counted_into,
    flatten,
    pairs_into,
    unite,
    wanted_into,
)
from retell.family.kernels.machine import LANES
from retell.family.kernels.overlap import (
    FIGURES,
    MOST_REGIONS,
    Rules,
    Weights,
    held_for,
    looked_for,
    overlap_held,
    places_into,
    side_sums,
    take_all,
)
from retell.family.kernels.sketch import (
    Corpus,
    Desk,
    Recipe,
    Sketches,
    Streams,
    desk_for,
    sketch_all,
    sketch_near,
    unread,
)
from retell.family.kernels.words import GROWTH, SLACK
from retell.family.keys import slots
from retell.family.overlap import Overlaps, Sum, Weighing
from retell.family.postings import ROW_BITS, Loops, pack
from retell.family.texts import word_places
from retell.family.words import function_hashes
from retell.settings import FamilySettings

Item = TypeVar("Item")
Result = TypeVar("Result")
_AT_ONCE = 2 << 20
"""Bytes of text that one thread takes at a time."""
_POSTINGS = 1 << 22
"""Postings whose pairs are made at a time."""
_PAIRS = 2048
"""Pairs that one thread takes at a time."""


def corpus_of(texts: Sequence[str]) -> Corpus:
    """The texts in one buffer; any that the table of foldings does not know folded already."""
    held = [text.encode("utf-8", "surrogatepass") for text in texts]
    corpus = _joined(held, np.zeros(len(held), dtype=np.bool_))
    odd = np.flatnonzero(unread(corpus, desk_for(_longest(corpus))))
    if not len(odd):
        return corpus
    ready = np.zeros(len(held), dtype=np.bool_)
    for row in odd.tolist():
        held[row] = folded(texts[row]).encode("utf-8", "surrogatepass")
        ready[row] = True
    return _joined(held, ready)


def _joined(held: Sequence[bytes], ready: BOOL) -> Corpus:
    ends = np.cumsum([len(each) for each in held], dtype=np.int64)
    data = np.frombuffer(b"".join((*held, bytes(SLACK))), dtype=np.uint8)
    return buffered(data, np.concatenate(([0], ends[:-1])).astype(np.int64), ends, ready)


def buffered(data: U8, starts: I64, ends: I64, ready: BOOL) -> Corpus:
    """Texts that stand in a buffer; it must go on for `SLACK` bytes after the last of them."""
    if not len(starts) == len(ends) == len(ready):
        raise ValueError("every text needs a start, an end, and to be ready or not")
    if len(ends) and (starts.min() < 0 or (ends < starts).any() or ends.max() + SLACK > len(data)):
        raise ValueError(f"texts must lie in the buffer, with {SLACK} bytes after the last")
    table = fold_table()
    return Corpus(data, starts, ends, ready, (table.bytes, table.lengths))


def recipe_of(settings: FamilySettings) -> Recipe:
    """The settings as the loops want them."""
    minima = settings.bands * settings.rows
    padded = -(-minima // LANES) * LANES
    times, plus = slots(minima)
    return Recipe(
        np.pad(times, (0, padded - minima)),
        np.pad(plus, (0, padded - minima)),
        settings.shingle,
        settings.bands,
        settings.rows,
        settings.gram,
        settings.window,
        settings.reach,
        settings.stem,
        np.uint64((1 << 64) // settings.sampled - 1),
        _function_table(),
    )


def _function_table() -> U64:
    """The words that carry no news as an open table: half empty, and small enough for the nearest cache."""
    table = np.zeros(1 << (2 * len(function_hashes()) - 1).bit_length(), dtype=np.uint64)
    for value in function_hashes().tolist():
        at = (value >> 32) % len(table)
        while table[at]:
            at = (at + 1) % len(table)
        table[at] = value
    return table


def columns_of(corpus: Corpus, settings: FamilySettings, workers: int | None = None) -> Columns:
    """Every sort of key of the texts."""
    recipe = recipe_of(settings)
    sketches = _room(len(corpus.starts), settings)
    places = 1 << settings.count_bits
    tallies: list[tuple[I32, I32]] = []

    def worked(parts: Iterator[tuple[int, int]]) -> list[tuple[int, Streams]]:
        desk = desk_for(_longest(corpus))
        counts = np.zeros(places, dtype=np.int32), np.zeros(places, dtype=np.int32)
        tallies.append(counts)
        return [(rows[0], _streamed(corpus, rows, desk, recipe, (sketches, *counts))) for rows in parts]

    found = sorted(spread(worked, parts_of(corpus), workers), key=lambda each: each[0])
    return Columns(
        words=sketches.words,
        digests=sketches.digests,
        bands=sketches.bands,
        signatures=sketches.signatures,
        sorts={
            "grams": _strung([(each.grams, each.gram_ends) for _, each in found]),
            "combinations": _strung([(each.combinations, each.combination_ends) for _, each in found]),
        },
        word_counts=sum((words for words, _ in tallies), np.zeros(places, dtype=np.int32)),
        name_counts=sum((names for _, names in tallies), np.zeros(places, dtype=np.int32)),
    )


def near_columns_of(corpus: Corpus, settings: FamilySettings, workers: int | None = None) -> Sketches:
    """What near-duplicates are found by, alone."""
    recipe = recipe_of(settings)
    sketches = _room(len(corpus.starts), settings)

    def worked(parts: Iterator[tuple[int, int]]) -> list[None]:
        desk = desk_for(_longest(corpus))
        return [sketch_near(corpus, rows, desk, recipe, sketches) for rows in parts]

    spread(worked, parts_of(corpus), workers)
    return sketches


def spread(
    work: Callable[[Iterator[Item]], list[Result]], items: Sequence[Item], workers: int | None
) -> list[Result]:
    """`work` on every thread, each taking items as it comes to them."""
    waiting = iter(items)
    threads = min(workers or os.cpu_count() or 1, max(1, len(items)))
    if threads == 1:
        return work(waiting)
    with ThreadPoolExecutor(threads) as pool:
        return [each for part in pool.map(work, [waiting] * threads) for each in part]


def parts_of(corpus: Corpus) -> list[tuple[int, int]]:
    """The rows cut so that no part has many more bytes than a thread should take at a time."""
    ends = np.cumsum(corpus.ends - corpus.starts)
    total = int(ends[-1]) if len(ends) else 0
    cuts = np.searchsorted(ends, np.arange(_AT_ONCE, total, _AT_ONCE), side="left") + 1
    edges = np.unique(np.concatenate(([0], cuts, [len(ends)]))).tolist()
    return list(pairwise(edges))


def _longest(corpus: Corpus) -> int:
    return int((corpus.ends - corpus.starts).max(initial=0))


def _room(rows: int, settings: FamilySettings) -> Sketches:
    return Sketches(
        np.zeros(rows, dtype=np.int32),
        np.zeros(rows, dtype=np.uint64),
        np.zeros((rows, settings.bands), dtype=np.uint64),
        np.zeros((rows, signature_width(settings)), dtype=np.uint8),
    )


def _streamed(
    corpus: Corpus,
    rows: tuple[int, int],
    desk: Desk,
    recipe: Recipe,
    out: tuple[Sketches, I32, I32],
) -> Streams:
    """The streams of some rows; what else is found goes where it belongs."""
    room = int((corpus.ends[rows[0] : rows[1]] - corpus.starts[rows[0] : rows[1]]).sum()) + SLACK
    count = rows[1] - rows[0]
    streams = Streams(
        np.empty(room, dtype=np.uint64),
        np.empty(count, dtype=np.int64),
        np.empty(room * recipe.reach, dtype=np.uint64),
        np.empty(count, dtype=np.int64),
    )
    grams, combinations = sketch_all(corpus, rows, desk, recipe, (out[0], streams, out[1], out[2]))
    return Streams(
        streams.grams[:grams].copy(),
        streams.gram_ends,
        streams.combinations[:combinations].copy(),
        streams.combination_ends,
    )


def _strung(parts: Sequence[tuple[U64, I64]]) -> Column:
    """Streams one after the other."""
    offsets = np.cumsum([0, *(len(keys) for keys, _ in parts)])
    return Column(
        keys=np.concatenate([keys for keys, _ in parts] or [np.empty(0, dtype=np.uint64)]),
        ends=np.concatenate(
            [ends + offset for (_, ends), offset in zip(parts, offsets[:-1], strict=True)]
            or [np.empty(0, dtype=np.int64)]
        ).astype(np.int64),
    )


def overlaps_of(
    corpus: Corpus, pairs: tuple[I64, I64], weighing: Weighing, settings: FamilySettings, workers: int | None
) -> Overlaps:
    """What pairs of rows have in common; those of one left row are best given one after the other."""
    first, second = (np.ascontiguousarray(side, dtype=np.int64) for side in pairs)
    rows = len(corpus.starts)
    if len(first) != len(second) or any(
        len(side) and not 0 <= side.min() <= side.max() < rows for side in pairs
    ):
        raise ValueError("pairs must be of rows that the corpus has")
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
            take_all(corpus, read, desk, how[0], held)
            told = np.empty((stop - begin, FIGURES), dtype=np.int64)
            regions = np.empty(((stop - begin) * MOST_REGIONS, 4), dtype=np.int32)
            ends = np.empty(stop - begin, dtype=np.int64)
            pairs = local[: stop - begin].copy(), local[stop - begin :].copy()
            done = overlap_held(held, pairs, looked, how, (told, regions, ends))
            figures[chosen] = told
            sums[read] = held.sides.sums[: len(Sum) * len(read)].reshape(-1, len(Sum))
            found.append((begin, regions[:done].copy(), np.diff(ends, prepend=0)))
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
    return Weights(weighing.word_places, weighing.name_places, shift, _function_table())


class CompiledLoops:
    """The loops over sorted numbers, compiled."""

    def __init__(self, workers: int | None = None) -> None:
        self._workers = workers

    def pairs(self, packed: U64, ceiling: int) -> Iterator[U64]:
        """The pairs of rows in every run of equal keys no longer than the ceiling, in parts."""
        bits = np.uint64(ROW_BITS)
        for part in _parted(packed):
            pairs = np.empty(count_pairs(part, bits, ceiling), dtype=np.uint64)
            pairs_into(part, bits, ceiling, pairs)
            yield pairs

    def counted(self, pairs: U64) -> tuple[U64, I64]:
        """The distinct pairs, ascending, and how often each stands there; the pairs are sorted in place."""
        pairs.sort()
        values, counts = np.empty_like(pairs), np.empty(len(pairs), dtype=np.int32)
        done = counted_into(pairs, values, counts)
        return values[:done].copy(), counts[:done].astype(np.int64)

    def agreeing(self, pairs: U64, signatures: U8) -> I64:
        """In how many places the signatures of each pair agree."""
        if signatures.shape[1] % 64 or not signatures.flags.c_contiguous:
            raise ValueError("signatures must be rows of whole 64 bytes")
        if len(pairs) and int(pairs.max() & np.uint64(0xFFFFFFFF)) >= len(signatures):
            raise ValueError("pairs must be of rows that have a signature")
        found = np.empty(len(pairs), dtype=np.int64)
        agreeing_into(pairs, signatures.reshape(-1), signatures.shape[1], found)
        return found

    def wanted(self, first: I64, second: I64, whole: BOOL, each: int) -> BOOL:
        """Which pairs are wanted: see `rounds.wanted`."""
        found = np.zeros(len(first), dtype=np.bool_)
        wanted_into(first, second, whole, each, found)
        return found

    def explaining(self, first: I64, second: I64, each: int) -> BOOL:
        """Which copies explain families: see `rounds.explaining`."""
        found = np.zeros(len(first), dtype=np.bool_)
        explaining_into(first, second, each, found)
        return found

    def grown(self, bonds: Bonds, quoting: tuple[I64, I64], settings: FamilySettings) -> I64:
        """The families that bonds make: see `cluster.grown`."""
        return labels_of(bonds, quoting, settings)

    def united(self, pairs: U64, rows: int) -> I64:
        """For each row the least of those that pairs tie it to, over any number of pairs."""
        if len(pairs) and int(pairs.max() & np.uint64(0xFFFFFFFF)) >= rows:
            raise ValueError("pairs must be of rows that are there")
        labels = np.arange(rows)
        unite(labels, pairs)
        flatten(labels)
        return labels

    def mapped(self, function: Callable[[int], Result], items: Iterable[int]) -> Iterator[Result]:
        """`function` of every item, in order, on several threads."""
        with ThreadPoolExecutor(self._workers or os.cpu_count() or 1) as pool:
            yield from pool.map(function, items)


def _parted(packed: U64) -> Iterator[U64]:
    """Sorted keys cut between runs, each part short enough that its pairs fit well into memory."""
    start = 0
    while start < len(packed):
        end = min(start + _POSTINGS, len(packed))
        while end < len(packed) and packed[end] >> np.uint64(ROW_BITS) == packed[end - 1] >> np.uint64(
            ROW_BITS
        ):
            end += 1
        yield packed[start:end]
        start = end


class CompiledTexts:
    """Texts in one buffer, worked on by as many threads as there are cores, or as many as are given."""

    def __init__(self, ready: Mapping[int, str], corpus: Corpus, workers: int | None = None) -> None:
        """`ready` are the texts of the rows that are folded in the buffer, as they were."""
        self._ready = ready
        self._workers = workers
        self._corpus = corpus
        self.loops: Loops = CompiledLoops(workers)

    @classmethod
    def of(cls, texts: Sequence[str], workers: int | None = None) -> CompiledTexts:
        """Texts put into a buffer."""
        corpus = corpus_of(texts)
        return cls({row: texts[row] for row in np.flatnonzero(corpus.ready).tolist()}, corpus, workers)

    def columns(self, settings: FamilySettings) -> Columns:
        """The keys of all texts."""
        return columns_of(self._corpus, settings, self._workers)

    def near(self, settings: FamilySettings) -> tuple[U64, U8]:
        """The bands and signatures of all texts, alone."""
        found = near_columns_of(self._corpus, settings, self._workers)
        return found.bands, found.signatures

    def sums(self, weighing: Weighing) -> I64:
        """The sums of all texts."""
        return sums_of(self._corpus, weighing, self._workers)

    def overlaps(self, first: I64, second: I64, weighing: Weighing, settings: FamilySettings) -> Overlaps:
        """What pairs of rows have in common; pairs of one left row stand together."""
        return overlaps_of(self._corpus, (first, second), weighing, settings, self._workers)

    def places(self, rows: I64, words: I32) -> I64:
        """Where stretches of words stand, in characters."""
        found = np.empty((len(rows), 2), dtype=np.int64)

        def worked(parts: Iterator[tuple[int, int]]) -> list[None]:
            return [places_into(self._corpus, rows, words, part, found) for part in parts]

        edges = np.unique(np.append(np.arange(0, len(rows), _PAIRS), len(rows))).tolist()
        spread(worked, list(pairwise(edges)), self._workers)
        for at in np.flatnonzero(self._corpus.ready[rows]).tolist():
            places = word_places(self._ready[int(rows[at])])
            found[at] = places[words[at, 0], 0], places[words[at, 1] - 1, 1]
        return found
