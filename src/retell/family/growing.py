"""A corpus that grows: after each document its families are those of all documents taken at once.

Three sorts of knowledge make a family, and they age differently.

*Of one document*: its keys, its words, its particulars. They are worked out once, when it comes.

*Of two documents*: the passages they share, and how their sentences run. They are sought once for each pair
that needs it, and kept as long as both documents stay as they are. This is what costs: milliseconds a pair,
where everything else costs microseconds.

*Of the corpus*: in how many documents a key, a word or a name stands. With every document some key passes its
ceiling and pairs that met by it part again; a word that was rare gets common, and weighs less in every pair
that shares it; a frame shows itself in an eighth town and is a form from then on. So a verdict of yesterday
may be wrong today, though neither of its documents changed, and no rule can say beforehand which: the weights
of all words move a little with each document. An answer kept from yesterday would depend on the order in
which documents came. Therefore no verdict is kept. Only the counts are, which do not know the order of what
was counted, and verdicts are read from them when families are asked for: a pass of compiled loops over the
pairs that meet.

So the answer is one function of the documents, and equals the batch's because it *is* the batch's, given what
is known already. Adding costs the document's own keys. Asking costs what the batch costs without reading and
without seeking passages twice; ask once for many documents added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

import numpy as np

from retell.alignment.passages import passages
from retell.document.model import Document
from retell.family.arrays import I32, I64, U64
from retell.family.columns import Column, Columns, gathered
from retell.family.group import doubtful_pairs, grouped
from retell.family.holding import hold
from retell.family.keys import Keys, body, text_keys
from retell.family.model import Family, Grouping, Match, RelationKind
from retell.family.overlap import Overlaps, Weighing
from retell.family.pairs import find
from retell.family.postings import Loops
from retell.family.rarity import Rarity, weighed
from retell.family.texts import Texts
from retell.family.verify import verify
from retell.settings import FamilySettings, Settings

Sides = tuple[Document, Document]


class Mapped(Protocol):
    """How passages of many pairs are sought: one after the other, or by an engine's `map`."""

    def __call__(
        self, function: Callable[[Sides], Match | None], items: Iterable[Sides], /
    ) -> Iterator[Match | None]:
        """`function` of every item, in the order of the items."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What one grouping has and the other has not: families that are gone, by their members, and new ones.

    A family is new, too, where only the matches that hold it together differ.
    """

    gone: tuple[tuple[str, ...], ...]
    families: tuple[Family, ...]


def changed(before: Grouping, after: Grouping) -> Changed:
    """How the families of a corpus differ after documents came or went."""
    old, new = set(before.families), set(after.families)
    members = {family.members for family in after.families}
    return Changed(
        gone=tuple(each.members for each in before.families if each.members not in members),
        families=tuple(each for each in after.families if each in new - old),
    )


class Growth:
    """A corpus in memory to which documents are added; `mapped` seeks passages, one by one if not told."""

    def __init__(
        self, settings: Settings | None = None, *, mapped: Mapped = map, workers: int | None = None
    ) -> None:
        self._settings = settings or Settings()
        self._mapped = mapped
        self._workers = workers
        self._held: dict[str, _Held] = {}
        self._parts: list[Part] = []
        self._came = 0
        places = 1 << self._settings.family.count_bits
        self._words: I32 = np.zeros(places, dtype=np.int32)
        self._names: I32 = np.zeros(places, dtype=np.int32)
        self._sought: dict[tuple[int, int], Match | None] = {}

    def __len__(self) -> int:
        return len(self._held)

    def add(self, documents: Iterable[Document]) -> None:
        """Take documents in; one whose id is known already takes the other's place."""
        given = {document.id: document for document in documents}
        self.remove(given)
        came = list(given.values())
        numbers = range(self._came, self._came + len(came))
        self._came += len(came)
        self._held.update(
            (document.id, _Held(number=number, document=document))
            for number, document in zip(numbers, came, strict=True)
        )
        if came:
            self._parts.append(self._keyed(came, numbers))

    def remove(self, ids: Iterable[str]) -> None:
        """Let documents go; an id that is not known is none."""
        gone = [self._held.pop(id) for id in sorted(set(ids) & self._held.keys())]
        for each in gone:
            self._count(text_keys(body(each.document), self._settings.family), -1)
        numbers = {each.number for each in gone}
        for pair in [pair for pair in self._sought if not numbers.isdisjoint(pair)] if numbers else []:
            del self._sought[pair]

    def grouping(self) -> Grouping:
        """The families of all documents, as an engine would find them at once."""
        rows = [self._held[id] for id in sorted(self._held)]
        keys = self._assembled(rows)
        documents = [each.document for each in rows]
        known = _Known(hold([body(document) for document in documents], self._workers), keys)
        found = find(known, self._settings.family)
        rarity = Rarity(counts=keys.word_counts, documents=len(rows))
        pairs = doubtful_pairs(found.pairs, self._settings.family).tolist()
        closer = list(self._closer([(rows[one], rows[two]) for one, two in pairs], rarity))
        return grouped(known, documents, found, closer, self._settings.family)

    def _keyed(self, documents: Sequence[Document], numbers: range) -> Part:
        """The keys of documents that came together, their words counted in."""
        family = self._settings.family
        texts = [body(document) for document in documents]
        if len(texts) < _ENOUGH:
            keys = [text_keys(text, family) for text in texts]
            for each in keys:
                self._count(each, 1)
            return Part(numbers=np.array(numbers, dtype=np.int64), keys=uncounted(gathered(keys, family)))
        made = hold(texts, self._workers).columns(family)
        self._words += made.word_counts
        self._names += made.name_counts
        return Part(numbers=np.array(numbers, dtype=np.int64), keys=uncounted(made))

    def _count(self, keys: Keys, times: int) -> None:
        """Count a document's words and names in or out."""
        bits = np.uint64(64 - self._settings.family.count_bits)
        for counts, hashes in ((self._words, keys.vocabulary), (self._names, keys.particulars)):
            np.add.at(counts, (hashes >> bits).astype(np.int64), times)

    def _assembled(self, rows: Sequence[_Held]) -> Columns:
        """The keys of all documents in the order of their ids; kept in this order for the next time."""
        numbers = np.array([each.number for each in rows], dtype=np.int64)
        whole = ordered(self._parts, numbers)
        self._parts = [Part(numbers=numbers, keys=whole)] if len(rows) else []
        return replace(whole, word_counts=self._words.copy(), name_counts=self._names.copy())

    def _closer(self, pairs: Sequence[tuple[_Held, _Held]], rarity: Rarity) -> Iterator[Match]:
        """The pairs that prove to be something when their passages are sought, each pair's but once."""
        unknown = [pair for pair in pairs if _numbers(pair) not in self._sought]
        seek = partial(sought, self._settings)
        answers = self._mapped(seek, [(left.document, right.document) for left, right in unknown])
        for pair, answer in zip(unknown, answers, strict=True):
            self._sought[_numbers(pair)] = answer
        for left, right in pairs:
            if match := self._sought[_numbers((left, right))]:
                yield weighed(match, left.document, right.document, rarity, self._settings.family)


def sought(settings: Settings, sides: Sides) -> Match | None:
    """What the passages of a pair say, before the corpus says what they weigh; None for nothing."""
    left, right = sides
    shared = passages(left, right, settings.passages)
    relation = verify(left, right, shared, settings.family, settings.passages)
    if relation.kind is RelationKind.UNRELATED:
        return None
    return Match(left=left.id, right=right.id, relation=relation, passages=shared)


_ENOUGH = 300
"""Documents that come together from which compiled loops are worth loading, as in `texts.hold`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """A document and the number under which it came; another text under its id has another number."""

    number: int
    document: Document


def _numbers(pair: tuple[_Held, _Held]) -> tuple[int, int]:
    return pair[0].number, pair[1].number


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Part:
    """The keys of documents by the numbers under which they came; the counts of words are held apart."""

    numbers: I64
    keys: Columns


def uncounted(keys: Columns) -> Columns:
    """The keys without the counts of words, which are eight million numbers."""
    none = np.zeros(0, dtype=np.int32)
    return replace(keys, word_counts=none, name_counts=none)


def ordered(parts: Sequence[Part], numbers: I64) -> Columns:
    """The rows of parts in the order of the numbers asked for; others are left out."""
    came = np.concatenate([part.numbers for part in parts] or [np.empty(0, dtype=np.int64)])
    by_number = np.argsort(came, kind="stable")
    rows = by_number[np.searchsorted(came[by_number], numbers)]
    keys = [part.keys for part in parts]
    if not keys:
        return uncounted(gathered([], FamilySettings()))
    none = np.zeros(0, dtype=np.int32)
    return Columns(
        words=np.concatenate([each.words for each in keys])[rows],
        digests=np.concatenate([each.digests for each in keys])[rows],
        bands=np.concatenate([each.bands for each in keys])[rows],
        signatures=np.concatenate([each.signatures for each in keys])[rows],
        sorts={name: _chosen([each.sorts[name] for each in keys], rows) for name in keys[0].sorts},
        word_counts=none,
        name_counts=none,
    )


def _chosen(columns: Sequence[Column], rows: I64) -> Column:
    """The rows of columns that stand one after the other, in the order asked for."""
    lengths = np.concatenate([np.diff(column.ends, prepend=0) for column in columns])
    keys: U64 = np.concatenate([column.keys for column in columns])
    starts = (np.cumsum(lengths) - lengths)[rows]
    lengths = lengths[rows]
    ends = np.cumsum(lengths)
    places = np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - (ends - lengths), lengths)
    return Column(keys=keys[places], ends=ends)


class _Known:
    """Texts whose keys are known already; all else is asked of the texts."""

    def __init__(self, texts: Texts, keys: Columns) -> None:
        self._texts = texts
        self._keys = keys

    @property
    def loops(self) -> Loops:
        """The loops that go with the texts."""
        return self._texts.loops

    def columns(self, settings: FamilySettings) -> Columns:  # noqa: ARG002 - known under these settings
        """The keys as they are known."""
        return self._keys

    def sums(self, weighing: Weighing) -> I64:
        """The sums of all texts."""
        return self._texts.sums(weighing)

    def overlaps(self, first: I64, second: I64, weighing: Weighing, settings: FamilySettings) -> Overlaps:
        """What pairs of rows have in common."""
        return self._texts.overlaps(first, second, weighing, settings)

    def places(self, rows: I64, words: I32) -> I64:
        """Where stretches of words stand, in characters."""
        return self._texts.places(rows, words)
