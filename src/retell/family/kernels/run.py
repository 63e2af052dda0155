"""Many texts put through the compiled loops, on as many threads as there are cores."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np

from retell.family.arrays import BOOL, I32, I64, U8, U64
from retell.family.columns import Column, Columns, signature_width
from retell.family.folding import fold_table, folded
from retell.family.kernels.compared import overlaps_of, sums_of
from retell.family.kernels.desk import Corpus, Desk, desk_for, unread
from retell.family.kernels.kept import Kept, kept_of, nothing_kept
from retell.family.kernels.loops import CompiledLoops
from retell.family.kernels.machine import LANES
from retell.family.kernels.overlap import places_into
from retell.family.kernels.sketch import (
    Recipe,
    Sketches,
    Streams,
    function_table,
    sketch_all,
    sketch_near,
)
from retell.family.kernels.threads import longest_of, parts_of, spread
from retell.family.kernels.words import SLACK
from retell.family.keys import slots
from retell.family.overflow import Overflow, Spool, let_go
from retell.family.overlap import Overlaps, Weighing
from retell.family.postings import Loops
from retell.family.texts import word_places
from retell.settings import FamilySettings

_KEPT = 4
"""Bytes that what is kept of texts takes at most, for every byte of text."""
_PARTS = 64
"""Parts whose keys are put together at a time."""
_PLACES = 2048
"""Stretches that one thread places at a time."""


def corpus_of(texts: Sequence[str]) -> Corpus:
    """The texts in one buffer; any that the table of foldings does not know folded already."""
    held = [text.encode("utf-8", "surrogatepass") for text in texts]
    corpus = _joined(held, np.zeros(len(held), dtype=np.bool_))
    odd = np.flatnonzero(unread(corpus, desk_for(longest_of(corpus))))
    if not len(odd):
        return corpus
    ready = np.zeros(len(held), dtype=np.bool_)
    for row in odd.tolist():
        held[row] = folded(texts[row]).encode("utf-8", "surrogatepass")
        ready[row] = True
    return _joined(held, ready)


def corpus_in(data: U8, ends: I64, text: Callable[[int], str]) -> Corpus:
    """The same of texts that stand one after the other in a buffer, which goes on for `SLACK` bytes."""
    starts = np.concatenate(([0], ends[:-1])).astype(np.int64)[: len(ends)]
    corpus = buffered(data, starts, ends, np.zeros(len(ends), dtype=np.bool_))
    odd = np.flatnonzero(unread(corpus, desk_for(longest_of(corpus))))
    if not len(odd):
        return corpus
    held = [folded(text(row)).encode("utf-8", "surrogatepass") for row in odd.tolist()]
    whole = len(data) - SLACK
    beyond = whole + np.cumsum([len(each) for each in held], dtype=np.int64)
    ends, ready = ends.copy(), corpus.ready.copy()
    starts[odd], ends[odd], ready[odd] = np.concatenate(([whole], beyond[:-1])), beyond, True
    more = np.frombuffer(b"".join((*held, bytes(SLACK))), dtype=np.uint8)
    return buffered(np.concatenate((data[:whole], more)), starts, ends, ready)


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
        function_table(),
    )


def columns_of(
    corpus: Corpus, settings: FamilySettings, workers: int | None = None, kept: Kept | None = None
) -> Columns:
    """Every sort of key of the texts; what is read of them is kept where there is room."""
    held = kept or nothing_kept(len(corpus.starts))
    recipe = recipe_of(settings)
    with Overflow(settings.key_memory // 4) as overflow:
        sketches = _room(len(corpus.starts), settings, overflow)
    places = 1 << settings.count_bits
    tallies: list[tuple[I32, I32]] = []

    def worked(parts: Iterator[tuple[int, int]]) -> list[tuple[int, Streams]]:
        desk = desk_for(longest_of(corpus))
        counts = np.zeros(places, dtype=np.int32), np.zeros(places, dtype=np.int32)
        tallies.append(counts)
        return [(rows[0], _streamed(corpus, rows, desk, recipe, (sketches, *counts, held))) for rows in parts]

    words, names = np.zeros(places, dtype=np.int32), np.zeros(places, dtype=np.int32)
    grams, combinations = (_Strung(settings.key_memory // 4) for _ in range(2))
    for rows in _blocks(parts_of(corpus)):
        for _, each in sorted(spread(worked, rows, workers), key=lambda found: found[0]):
            grams.add(each.grams, each.gram_ends)
            combinations.add(each.combinations, each.combination_ends)
        for counts in tallies:
            words += counts[0]
            names += counts[1]
        tallies.clear()
        for array in (corpus.data, sketches.bands, sketches.signatures):
            let_go(array)
    return Columns(
        words=sketches.words,
        digests=sketches.digests,
        bands=sketches.bands,
        signatures=sketches.signatures,
        sorts={"grams": grams.column(), "combinations": combinations.column()},
        word_counts=words,
        name_counts=names,
    )


def near_columns_of(corpus: Corpus, settings: FamilySettings, workers: int | None = None) -> Sketches:
    """What near-duplicates are found by, alone."""
    recipe = recipe_of(settings)
    with Overflow(settings.key_memory // 4) as overflow:
        sketches = _room(len(corpus.starts), settings, overflow)

    def worked(parts: Iterator[tuple[int, int]]) -> list[None]:
        desk = desk_for(longest_of(corpus))
        return [sketch_near(corpus, rows, desk, recipe, sketches) for rows in parts]

    spread(worked, parts_of(corpus), workers)
    return sketches


def _room(rows: int, settings: FamilySettings, overflow: Overflow) -> Sketches:
    return Sketches(
        np.zeros(rows, dtype=np.int32),
        np.zeros(rows, dtype=np.uint64),
        overflow.made((rows, settings.bands), np.uint64),
        overflow.made((rows, signature_width(settings)), np.uint8),
    )


def _streamed(
    corpus: Corpus,
    rows: tuple[int, int],
    desk: Desk,
    recipe: Recipe,
    out: tuple[Sketches, I32, I32, Kept],
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
    grams, combinations = sketch_all(corpus, rows, desk, recipe, (out[0], streams, *out[1:]))
    return Streams(
        streams.grams[:grams].copy(),
        streams.gram_ends,
        streams.combinations[:combinations].copy(),
        streams.combination_ends,
    )


def _blocks(parts: Sequence[tuple[int, int]]) -> Iterator[Sequence[tuple[int, int]]]:
    """The parts, some at a time: what they give need not lie in memory together."""
    for start in range(0, len(parts), _PARTS):
        yield parts[start : start + _PARTS]


class _Strung:
    """Streams one after the other, in memory or past `most` bytes in a file."""

    def __init__(self, most: int) -> None:
        self._keys = Spool(most, np.uint64)
        self._lengths = [np.empty(0, dtype=np.int64)]

    def add(self, keys: U64, ends: I64) -> None:
        """Put the stream of some rows after the others."""
        self._keys.add(keys)
        self._lengths.append(np.diff(ends, prepend=0))

    def column(self) -> Column:
        """All of them."""
        return Column(keys=self._keys.whole(), ends=np.cumsum(np.concatenate(self._lengths)).astype(np.int64))


class CompiledTexts:
    """Texts in one buffer, worked on by as many threads as there are cores, or as many as are given."""

    def __init__(self, ready: Mapping[int, str], corpus: Corpus, workers: int | None = None) -> None:
        """`ready` are the texts of the rows that are folded in the buffer, as they were."""
        self._ready = ready
        self._workers = workers
        self._corpus = corpus
        self._kept = nothing_kept(len(corpus.starts))
        self.loops: Loops = CompiledLoops(workers)

    @classmethod
    def of(cls, texts: Sequence[str], workers: int | None = None) -> CompiledTexts:
        """Texts put into a buffer."""
        corpus = corpus_of(texts)
        return cls({row: texts[row] for row in np.flatnonzero(corpus.ready).tolist()}, corpus, workers)

    def columns(self, settings: FamilySettings) -> Columns:
        """The keys of all texts."""
        lengths = self._corpus.ends - self._corpus.starts
        if _KEPT * int(lengths.sum()) <= settings.key_memory:
            self._kept = kept_of(lengths)
        return columns_of(self._corpus, settings, self._workers, self._kept)

    def near(self, settings: FamilySettings) -> tuple[U64, U8]:
        """The bands and signatures of all texts, alone."""
        found = near_columns_of(self._corpus, settings, self._workers)
        return found.bands, found.signatures

    def sums(self, weighing: Weighing) -> I64:
        """The sums of all texts."""
        return sums_of(self._corpus, weighing, self._workers)

    def overlaps(self, first: I64, second: I64, weighing: Weighing, settings: FamilySettings) -> Overlaps:
        """What pairs of rows have in common; pairs of one left row stand together."""
        kept, self._kept = self._kept, nothing_kept(len(self._corpus.starts))
        return overlaps_of((self._corpus, kept), (first, second), weighing, settings, self._workers)

    def places(self, rows: I64, words: I32) -> I64:
        """Where stretches of words stand, in characters."""
        found = np.empty((len(rows), 2), dtype=np.int64)

        def worked(parts: Iterator[tuple[int, int]]) -> list[None]:
            for part in parts:
                places_into(self._corpus, rows, words, part, found)
                let_go(self._corpus.data)
            return []

        edges = np.unique(np.append(np.arange(0, len(rows), _PLACES), len(rows))).tolist()
        spread(worked, list(pairwise(edges)), self._workers)
        for at in np.flatnonzero(self._corpus.ready[rows]).tolist():
            places = word_places(self._ready[int(rows[at])])
            found[at] = places[words[at, 0], 0], places[words[at, 1] - 1, 1]
        return found
