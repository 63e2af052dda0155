"""The engine of one machine: all keys in memory, the work spread over a pool of processes."""

from __future__ import annotations

import copyreg
import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice
from operator import length_hint
from types import MappingProxyType, TracebackType
from typing import Any, Self

from retell.document.load import Fetch
from retell.document.model import Document, Skipped
from retell.engine import Item, Result
from retell.family.candidates import matched
from retell.family.group import Sorting, doubtful_pairs, sorting
from retell.family.holding import hold
from retell.family.intake import read_texts
from retell.family.keys import body
from retell.family.model import Grouping, Match
from retell.family.pairs import find
from retell.family.rarity import Rarity
from retell.family.texts import Texts
from retell.settings import Settings

_PAIRS = 8
"""Pairs whose passages are sought that are sent to a worker at a time."""
Progress = Callable[[str, int, int], None]
"""Told of a stage how much is done, and how much there is."""


def _read_only(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)


def _parts(mapping: MappingProxyType[Any, Any]) -> tuple[Callable[..., Any], tuple[dict[Any, Any]]]:
    return _read_only, (dict(mapping),)


# Documents hold read-only mappings, which pickle does not know by itself.
copyreg.pickle(MappingProxyType, _parts)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SortedFiles:
    """The documents of files sorted into families; of all else that was met `skipped` tells."""

    sorting: Sorting
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalEngine:
    """Processes on this machine: `workers` of them, or one for each core. Neither number changes a result.

    Of few items all are done right here, for starting workers costs more. `progress` is called with a stage
    ("keys", "copies", "items"), how much of it is done and how much there is, 0 where that is not known.
    """

    settings: Settings = field(default_factory=Settings)
    workers: int | None = None
    progress: Progress | None = None

    def families(self, documents: Iterable[Document]) -> Grouping:
        """The families among documents with distinct ids, the same in whatever order they come."""
        held = {document.id: document for document in documents}
        rows = tuple(held[id] for id in sorted(held))
        return self._sorted(hold([body(document) for document in rows], self.workers), rows).grouping()

    def sorted_files(self, paths: str | Sequence[str], fetch: Fetch | None = None) -> SortedFiles:
        """The families among the documents of some inputs, which are what `read` takes, as arrays.

        A text counts as it stands, furniture and all. Files of JSON lines are read without a document being
        made of a line; matches are made when they are asked for.
        """
        read = read_texts([paths] if isinstance(paths, str) else paths, self.settings, self.workers, fetch)
        return SortedFiles(sorting=self._sorted(read.texts, read.documents), skipped=read.skipped)

    def _sorted(self, texts: Texts, rows: Sequence[Document]) -> Sorting:
        """Documents by id ascending sorted into families; `texts` are theirs."""
        family = self.settings.family
        found = find(texts, family)
        self._tell("keys", len(rows))
        rarity = Rarity(counts=found.keys.word_counts, documents=len(rows))
        doubtful = doubtful_pairs(found.pairs, family).tolist()
        # Made when a worker wants them: all of them at once would be a good part of the corpus.
        pairs = ((rows[one], rows[two]) for one, two in doubtful)
        with _Pool(_Corpus(settings=self.settings, rarity=rarity), self.workers) as pool:
            answers = self._told("copies", pool.map(_match_of, pairs, _PAIRS), len(doubtful))
            closer = [match for match in answers if match]
        return sorting(texts, rows, found, closer, family)

    def _tell(self, stage: str, done: int) -> None:
        """Say that a stage is done."""
        if self.progress:
            self.progress(stage, done, done)

    def _told(self, stage: str, results: Iterable[Result], total: int) -> Iterator[Result]:
        """The results, each counted aloud as it passes."""
        for done, result in enumerate(results, start=1):
            if self.progress:
                self.progress(stage, done, total)
            yield result

    def map(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """`function` of every item, in the order of the items; both must be picklable."""
        total = length_hint(items)
        with _Pool(_Corpus(settings=self.settings), self.workers) as pool:
            yield from self._told("items", pool.map(partial(_alone, function), items, 1), total)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Corpus:
    """What every worker holds."""

    settings: Settings
    rarity: Rarity | None = None


def _alone(function: Callable[[Item], Result], _: _Corpus, item: Item) -> Result:
    return function(item)


def _match_of(corpus: _Corpus, pair: tuple[Document, Document]) -> Match | None:
    if corpus.rarity is None:
        raise ValueError("pairs are looked at in a corpus whose words are counted")
    return matched(*pair, corpus.rarity, corpus.settings)


class _Pool:
    """Worker processes that hold a corpus, started when there is enough to do."""

    def __init__(self, corpus: _Corpus, workers: int | None) -> None:
        self._corpus = corpus
        self._workers = workers or os.cpu_count() or 1
        self._executor: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        if self._executor:
            self._executor.shutdown(wait=True, cancel_futures=True)

    def map(
        self, function: Callable[[_Corpus, Item], Result], items: Iterable[Item], at_once: int
    ) -> Iterator[Result]:
        """`function` of the corpus and every item, in order; in this process where the items are few."""
        waiting = iter(items)
        few = list(islice(waiting, 2 * at_once + 1))
        if self._workers < 2 or len(few) <= 2 * at_once:
            return map(partial(function, self._corpus), chain(few, waiting))
        return self._spread(function, chain(few, waiting), at_once)

    def _spread(
        self, function: Callable[[_Corpus, Item], Result], items: Iterator[Item], at_once: int
    ) -> Iterator[Result]:
        """The same over the workers, with no more than a few chunks under way at a time."""
        executor = self._started()
        under_way: deque[Future[list[Result]]] = deque()
        while chunk := list(islice(items, at_once)):
            under_way.append(executor.submit(_each, function, chunk))
            if len(under_way) > 4 * self._workers:
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()

    def _started(self) -> ProcessPoolExecutor:
        if self._executor is None:
            # A forked worker has the corpus already; elsewhere it is sent to each once.
            way = "fork" if sys.platform == "linux" else "spawn"
            self._executor = ProcessPoolExecutor(
                self._workers,
                mp_context=multiprocessing.get_context(way),
                initializer=_begin,
                initargs=(self._corpus,),
            )
        return self._executor


_held: list[_Corpus] = []
"""The corpus of a worker process; empty in every other."""


def _begin(corpus: _Corpus) -> None:
    """Make a worker ready: an interrupt is for the process that started it to see."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _held[:] = [corpus]


def _each(function: Callable[[_Corpus, Item], Result], items: list[Item]) -> list[Result]:
    return [function(_held[0], item) for item in items]
