"""The families of an archive worked out from what it keeps, so that few of its texts need to be read.

What a document is found by is kept with it, and which keys meet is a pass of compiled loops over these. Only
texts that meet others are read. What costs most is seeking the passages of a doubtful pair: what was found
there is a function of the two texts alone, so it is kept in the archive too, under the numbers of the two
versions, and sought once in the life of both. What follows from the whole corpus, how rare a word is and so
what a pair amounts to, is worked out anew each time, as `family.growing` explains: so the families are those
of a run over all the documents, in whatever order they came.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, overload

import numpy as np

from retell.document.model import Document
from retell.engine import Engine
from retell.family.arrays import I32, I64
from retell.family.columns import Column, Columns, gathered
from retell.family.group import doubtful_pairs, grouped
from retell.family.growing import Part, Sides, ordered, sought, uncounted
from retell.family.holding import hold
from retell.family.keys import Keys, body
from retell.family.model import Grouping, Match
from retell.family.overlap import Overlaps, Sum, Weighing
from retell.family.pairs import find
from retell.family.postings import Loops
from retell.family.rarity import Rarity, weighed
from retell.family.texts import HeldTexts
from retell.settings import FamilySettings, Settings
from retell.store import Kept, Query, Reader, Record, Store
from retell.stores.written import dumped, match_read, match_written

KIND = "sought"
_PAGE = 500
_AT_ONCE = 4000
"""Documents whose keys are read at a time."""
_ENOUGH = 300
"""Documents from which compiled loops are worth loading, as in `texts.hold`."""

Rows = tuple[int, int]
"""The versions of two documents by their numbers in the archive, the first by id on the left."""


class Grown:
    """What the families of one archive follow from, held for the next time.

    A program that settles one archive again and again gives the same one each time: then only keys of
    documents that came or changed meanwhile are read.
    """

    def __init__(self, settings: Settings | None = None, workers: int | None = None) -> None:
        self._settings = settings or Settings()
        self._workers = workers
        self._parts: list[Part] = []
        self._rows: dict[str, int] = {}
        self._read: dict[str, tuple[int, Document]] = {}
        self._sought = Sought(self._settings)

    def grouping(self, store: Store, rows: Mapping[str, int], engine: Engine) -> Grouping:
        """The families among the documents of an archive in the state that `rows` tells of."""
        self._take(store, rows)
        family = self._settings.family
        ids = sorted(rows)
        documents = _Documents(ids, rows, store, self._read)
        known = _Known(documents, self._assembled(ids, rows), self._workers)
        found = find(known, family)
        documents.need(np.concatenate(found.twins))
        self._read = documents.held
        rarity = Rarity(counts=found.keys.word_counts, documents=len(ids))
        pairs = doubtful_pairs(found.pairs, family).tolist()
        closer = list(
            self._closer(store, [(documents[one], documents[two]) for one, two in pairs], engine, rarity)
        )
        return grouped(known, documents, found, closer, family)

    def _take(self, store: Reader, rows: Mapping[str, int]) -> None:
        """Read the keys of what came or changed; what went is left out when keys are put in order."""
        came = [id for id, row in rows.items() if self._rows.get(id) != row]
        for some in batched(came, _AT_ONCE):
            held = store.keys(some)
            there = [id for id in some if id in held]
            numbers = np.array([rows[id] for id in there], dtype=np.int64)
            self._parts.append(
                Part(numbers=numbers, keys=_counting([held[id] for id in there], self._settings.family))
            )
        self._rows = dict(rows)

    def _assembled(self, ids: Sequence[str], rows: Mapping[str, int]) -> Columns:
        """The keys of all documents in the order of their ids, with the counts of their words."""
        numbers = np.array([rows[id] for id in ids], dtype=np.int64)
        whole = ordered(self._parts, numbers)
        self._parts = [Part(numbers=numbers, keys=whole)] if ids else []
        places = 1 << self._settings.family.count_bits
        sorts = dict(whole.sorts)
        none = np.zeros(0, dtype=np.uint64)
        words, names = (
            np.bincount(
                sorts.pop(name).keys.astype(np.int64) if ids else none.astype(np.int64), minlength=places
            )
            for name in _COUNTED
        )
        return replace(
            whole, sorts=sorts, word_counts=words.astype(np.int32), name_counts=names.astype(np.int32)
        )

    def _closer(
        self, store: Store, pairs: Sequence[Sides], engine: Engine, rarity: Rarity
    ) -> Iterator[Match]:
        """The pairs that prove to be something when their passages are sought."""
        numbers = [(self._rows[left.id], self._rows[right.id]) for left, right in pairs]
        answers = self._sought.all(store, numbers, pairs, engine)
        for answer, (left, right) in zip(answers, pairs, strict=True):
            if answer:
                yield weighed(answer, left, right, rarity, self._settings.family)


_COUNTED = ("vocabulary", "particulars")


def _counting(keys: Sequence[Keys], settings: FamilySettings) -> Columns:
    """The keys of some documents, with the places where their words and names are counted."""
    bits, none = np.uint64(64 - settings.count_bits), np.zeros(0, dtype=np.uint64)
    bare = [replace(each, vocabulary=none, particulars=none) for each in keys]
    made = uncounted(gathered(bare, settings))
    places = {name: Column.of([getattr(each, name) >> bits for each in keys]) for name in _COUNTED}
    return replace(made, sorts={**made.sorts, **places})


class Sought:
    """What the passages of pairs said, kept in the archive by the versions of the two."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        held = dumped([settings.family, settings.passages])
        self._made_by = hashlib.sha256(held.encode()).hexdigest()[:16]
        self._held: dict[Rows, Match | None] | None = None

    def all(
        self, store: Store, numbers: Sequence[Rows], pairs: Sequence[Sides], engine: Engine
    ) -> list[Match | None]:
        """The answer for each pair; those not known yet are sought, and kept."""
        if self._held is None:
            self._held = self._load(store)
        known = self._held
        unknown = [at for at, rows in enumerate(numbers) if rows not in known]
        found = engine.map(partial(sought, self._settings), [pairs[at] for at in unknown])
        fresh = {numbers[at]: answer for at, answer in zip(unknown, found, strict=True)}
        self._held = {rows: fresh[rows] if rows in fresh else known[rows] for rows in numbers}
        stale = len(known) - (len(numbers) - len(fresh))
        if stale > len(numbers):
            self._forget(store)
            fresh = self._held
        self._keep(store, fresh)
        return [self._held[rows] for rows in numbers]

    def _load(self, store: Reader) -> dict[Rows, Match | None]:
        held: dict[Rows, Match | None] = {}
        for record in _records(store):
            body: Mapping[str, Any] = record.body or {}
            if body.get("made_by") == self._made_by:
                held |= {
                    (left, right): match_read(found) if found else None
                    for left, right, found in body["pairs"]
                }
        return held

    def _keep(self, store: Store, fresh: Mapping[Rows, Match | None]) -> None:
        told = [[*rows, match_written(found, None) if found else None] for rows, found in fresh.items()]
        for start in range(0, len(told), _PAGE):
            body = {"made_by": self._made_by, "pairs": told[start : start + _PAGE]}
            store.put([Record(kind=KIND, id=secrets.token_hex(12), body=body)])

    def _forget(self, store: Store) -> None:
        """Let go of all that is kept, of which most is of versions that are gone."""
        store.put([Record(kind=KIND, id=record.id, body=None) for record in _records(store)])


def _records(store: Reader) -> Iterator[Record]:
    after: str | None = ""
    while after is not None:
        page = store.records(KIND, after=after)
        yield from page.items
        after = page.next


class _Documents(Sequence[Document]):
    """The documents of an archive by id ascending; those whose texts nobody needs are but their ids."""

    def __init__(
        self,
        ids: Sequence[str],
        rows: Mapping[str, int],
        store: Reader,
        before: Mapping[str, tuple[int, Document]],
    ) -> None:
        self._ids = ids
        self._rows = rows
        self._store = store
        self._before = before
        self.held: dict[str, tuple[int, Document]] = {}

    def need(self, places: I64) -> list[Document]:
        """The documents at some places, read where they are not at hand."""
        ids = [self._ids[at] for at in np.unique(places).tolist()]
        for id in ids:
            kept = self._before.get(id)
            if kept and kept[0] == self._rows[id]:
                self.held[id] = kept
        for some in batched([id for id in ids if id not in self.held]):
            found = documents_of(self._store, some)
            self.held |= {id: (self._rows[id], each.document) for id, each in found.items()}
        return [self[at] for at in np.unique(places).tolist()]

    def __len__(self) -> int:
        return len(self._ids)

    @overload
    def __getitem__(self, at: int) -> Document: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Document]: ...
    def __getitem__(self, at: int | slice) -> Document | Sequence[Document]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        id = self._ids[at]
        return self.held[id][1] if id in self.held else Document(id=id, text="")


@dataclass(slots=True)
class _Texts:
    """Texts of some rows, and their places among all rows."""

    rows: I64
    held: HeldTexts


class _Known:
    """Texts whose keys are known already; those that meet others are read when they are asked for."""

    def __init__(self, documents: _Documents, keys: Columns, workers: int | None) -> None:
        self._documents = documents
        self._keys = keys
        self._workers = workers
        self._least = 0 if len(documents) >= _ENOUGH else len(documents) + 1
        self._texts = self._reading(np.empty(0, dtype=np.int64))

    @property
    def loops(self) -> Loops:
        """The loops that go with the texts."""
        return self._texts.held.loops

    def columns(self, settings: FamilySettings) -> Columns:  # noqa: ARG002 - known under these settings
        """The keys as they are known."""
        return self._keys

    def sums(self, weighing: Weighing) -> I64:
        """The sums of the texts that meet others; nobody asks for the rest."""
        return self._spread(self._texts.held.sums(weighing))

    def overlaps(self, first: I64, second: I64, weighing: Weighing, settings: FamilySettings) -> Overlaps:
        """What pairs of rows have in common."""
        self._texts = self._reading(np.unique(np.concatenate((first, second))))
        rows = self._texts.rows
        found = self._texts.held.overlaps(
            np.searchsorted(rows, first), np.searchsorted(rows, second), weighing, settings
        )
        return replace(found, sums=self._spread(found.sums))

    def _spread(self, sums: I64) -> I64:
        """The sums of the texts that were read, at their places among all."""
        found = np.zeros((len(self._documents), len(Sum)), dtype=np.int64)
        found[self._texts.rows] = sums[: len(self._texts.rows)]
        return found

    def places(self, rows: I64, words: I32) -> I64:
        """Where stretches of words stand, in characters."""
        return self._texts.held.places(np.searchsorted(self._texts.rows, rows), words)

    def _reading(self, rows: I64) -> _Texts:
        texts = [body(document) for document in self._documents.need(rows)]
        return _Texts(rows=rows, held=hold(texts or [""], self._workers, self._least))


def batched(ids: Sequence[str], size: int = _PAGE) -> Iterator[tuple[str, ...]]:
    """The ids, as many at a time as a page holds."""
    for start in range(0, len(ids), size):
        yield tuple(ids[start : start + size])


def documents_of(store: Reader, ids: Iterable[str]) -> dict[str, Kept]:
    """The documents of at most a page of ids, as they are now."""
    wanted = tuple(ids)
    page = store.documents(Query(ids=wanted, most=max(1, len(wanted))))
    return {kept.document.id: kept for kept in page.items}
