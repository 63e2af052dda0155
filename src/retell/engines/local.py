"""The engine of one machine: all keys in memory, the work spread over a pool of processes."""

from __future__ import annotations

import copyreg
import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain, islice
from operator import length_hint
from types import MappingProxyType, TracebackType
from typing import Any, Self

from retell.document.model import Document
from retell.engine import Item, Result
from retell.family.candidates import Candidates, candidates, matched, twins
from retell.family.cluster import families
from retell.family.excerpts import excerpted, quoting
from retell.family.keys import Keys, document_keys
from retell.family.model import Counts, Grouping, Match, RelationKind
from retell.family.rarity import Rarity
from retell.family.rounds import Rounds
from retell.settings import Settings

Progress = Callable[[str, int, int], None]
"""Told of a stage how much is done, and how much there is."""


def _read_only(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)


def _parts(mapping: MappingProxyType[Any, Any]) -> tuple[Callable[..., Any], tuple[dict[Any, Any]]]:
    return _read_only, (dict(mapping),)


# Documents hold read-only mappings, which pickle does not know by itself.
copyreg.pickle(MappingProxyType, _parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalEngine:
    """Processes on this machine: `workers` of them, or one for each core. Neither number changes a result.

    `at_once` pairs or documents are sent to a worker at a time; up to twice as many are done right here,
    for starting workers costs more. `progress` is called with a stage ("keys", "copies", "excerpts",
    "items"), how much of it is done and how much there is, 0 where that is not known.
    """

    settings: Settings = field(default_factory=Settings)
    workers: int | None = None
    at_once: int = 32
    progress: Progress | None = None

    def families(self, documents: Iterable[Document]) -> Grouping:
        """The families among documents with distinct ids, the same in whatever order they come."""
        held = {document.id: document for document in sorted(documents, key=lambda each: each.id)}
        corpus = _Corpus(documents=held, settings=self.settings)
        with _Pool(corpus, self.workers) as pool:
            keys = dict(self._told("keys", pool.map(_keys_of, held, self.at_once), len(held)))
        corpus = replace(corpus, rarity=Rarity.of(keys[id].vocabulary for id in held))
        found = candidates(keys, corpus.rarity, self.settings.family)
        with _Pool(corpus, self.workers) as pool:
            grouping = self._grouped(corpus, found, pool)
            return self._linked(keys, found, grouping, pool)

    def _grouped(self, corpus: _Corpus, found: Candidates, pool: _Pool) -> Grouping:
        """The families that the candidates amount to."""
        rounds = Rounds(found.pairs, self.settings.family)
        matches = [twins(corpus.documents[left], corpus.documents[right]) for left, right in found.twins]
        verified = 0
        while pairs := rounds.take():
            answers = self._told("copies", pool.map(_match_of, pairs, self.at_once), len(pairs))
            learned = [match for match in answers if match]
            rounds.learn(learned)
            matches += learned
            verified += len(pairs)
        grouping = families(matches, self.settings.family)
        counts = Counts(
            documents=len(corpus.documents),
            twins=len(found.twins),
            dropped=found.dropped,
            candidates=found.met,
            forms=len(found.forms),
            cut=found.cut,
            skipped=rounds.skipped,
            verified=verified,
            families=len(grouping.families),
        )
        return replace(grouping, counts=counts)

    def _linked(
        self, keys: Mapping[str, Keys], found: Candidates, grouping: Grouping, pool: _Pool
    ) -> Grouping:
        """The grouping with the excerpts that link its families."""
        homes = {id: family.members[0] for family in grouping.families for id in family.members}
        known = [(match.left, match.right) for match in grouping.matches]
        pairs = quoting(keys, homes, chain(known, found.forms), self.settings.family)
        answers = self._told("excerpts", pool.map(_excerpt_of, pairs, self.at_once), len(pairs))
        excerpts = [match for match in answers if match]
        told = {(match.left, match.right) for match in (*grouping.matches, *excerpts)}
        events = self._reporting(found.events, homes, told, pool)
        matches = sorted([*grouping.matches, *excerpts, *events], key=lambda match: (match.left, match.right))
        linked = sum(match.relation.kind is RelationKind.EXCERPT for match in matches)
        counts = replace(grouping.counts, quoted=len(pairs), excerpts=linked)
        return replace(grouping, matches=tuple(matches), counts=counts)

    def _reporting(
        self,
        pairs: Sequence[tuple[str, str]],
        homes: Mapping[str, str],
        told: Set[tuple[str, str]],
        pool: _Pool,
    ) -> list[Match]:
        """The pairs outside every family that report one event, each by its own words."""
        apart = [
            (left, right)
            for left, right in pairs
            if homes.get(left, left) != homes.get(right, right) and (left, right) not in told
        ]
        answers = self._told("events", pool.map(_match_of, apart, self.at_once), len(apart))
        return [match for match in answers if match and match.relation.kind is RelationKind.SAME_EVENT]

    def _told(self, stage: str, results: Iterable[Result], total: int) -> Iterator[Result]:
        """The results, each counted aloud as it passes."""
        for done, result in enumerate(results, start=1):
            if self.progress:
                self.progress(stage, done, total)
            yield result

    def map(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """`function` of every item, in the order of the items; both must be picklable."""
        total = length_hint(items)
        with _Pool(_Corpus(documents={}, settings=self.settings), self.workers) as pool:
            yield from self._told("items", pool.map(partial(_alone, function), items, 1), total)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Corpus:
    """What every worker holds."""

    documents: Mapping[str, Document]
    settings: Settings
    rarity: Rarity = field(default_factory=lambda: Rarity.of(()))


def _alone(function: Callable[[Item], Result], _: _Corpus, item: Item) -> Result:
    return function(item)


def _keys_of(corpus: _Corpus, id: str) -> tuple[str, Keys]:
    return id, document_keys(corpus.documents[id], corpus.settings.family)


def _excerpt_of(corpus: _Corpus, pair: tuple[str, str]) -> Match | None:
    left, right = pair
    settings = corpus.settings.family
    return excerpted(corpus.documents[left], corpus.documents[right], corpus.rarity, settings)


def _match_of(corpus: _Corpus, pair: tuple[str, str]) -> Match | None:
    left, right = pair
    return matched(corpus.documents[left], corpus.documents[right], corpus.rarity, corpus.settings)


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
