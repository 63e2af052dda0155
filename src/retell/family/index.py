"""Which documents share rare keys.

A key is evidence by being rare. Each sort has a ceiling: a key in more documents than that is dropped, by
this rule alone, and counted; stock phrases, legal tags and the names of the day fall to it without a list.
What a document shares with a neighbour is counted over the keys left. The rule looks at the corpus as a
whole, so the order in which documents came cannot matter, and asking for the neighbours of one document
gives what joining the whole index with itself gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from retell.family.keys import U64, Keys
from retell.settings import FamilySettings

I64 = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A document that shares rare keys, and how many of each sort; `strength` orders neighbours."""

    id: str
    bands: int
    grams: int
    combinations: int
    strength: float


class KeyIndex(Protocol):
    """What an index of keys must do."""

    def add(self, id: str, keys: Keys) -> None:
        """Take a document in; an id that is known already is replaced."""

    def neighbours(self, keys: Keys) -> tuple[Neighbour, ...]:
        """The documents that share enough rare keys, the strongest first."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shared:
    """Pairs of documents by row, `first` < `second`, and how many rare keys of each sort they share."""

    first: I64
    second: I64
    bands: I64
    grams: I64
    combinations: I64


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Meeting:
    """Pairs that share enough rare keys, by row into `ids`; `first` ascends."""

    ids: tuple[str, ...]
    first: I64
    second: I64
    strength: NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Posting:
    """One sort of key over all documents: `keys` ascending, `rows` the documents that hold them."""

    keys: U64
    rows: I64
    ceiling: int

    @classmethod
    def of(cls, columns: Iterable[U64], ceiling: int) -> Posting:
        """The postings of one array of keys per document."""
        held = list(columns)
        keys = np.concatenate(held) if held else np.empty(0, dtype=np.uint64)
        rows = np.repeat(np.arange(len(held), dtype=np.int64), [len(column) for column in held])
        order = np.argsort(keys, kind="stable")
        return cls(keys=keys[order], rows=rows[order], ceiling=ceiling)

    def runs(self) -> tuple[I64, I64]:
        """Where each distinct key starts, and in how many documents it is."""
        if not len(self.keys):
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
        starts = np.flatnonzero(np.concatenate(([True], self.keys[1:] != self.keys[:-1])))
        return starts, np.diff(np.append(starts, len(self.keys)))

    def dropped(self) -> int:
        """How many distinct keys are in more documents than the ceiling."""
        return int((self.runs()[1] > self.ceiling).sum())

    def rare(self, rows: int) -> I64:
        """How many keys each of `rows` documents has that are under the ceiling."""
        lengths = self.runs()[1]
        kept = np.repeat(lengths <= self.ceiling, lengths)
        return np.bincount(self.rows[kept], minlength=rows)

    def pairs(self, at_once: int = 4_000_000) -> tuple[U64, I64]:
        """Every pair of rows that shares a rare key, packed in one number, and how many it shares."""
        parts: list[tuple[U64, I64]] = []
        waiting: list[U64] = []
        size = 0
        for packed in self._pairs_by_length(at_once):
            waiting.append(packed)
            size += len(packed)
            if size >= at_once:
                parts, waiting, size = [_summed([*parts, *map(_counted, waiting)])], [], 0
        return _summed([*parts, *map(_counted, waiting)])

    def _pairs_by_length(self, at_once: int) -> Iterator[U64]:
        """The pairs of keys with 2, 3, 4 … documents in turn, no more than about `at_once` at a time."""
        starts, lengths = self.runs()
        for length in np.unique(lengths[(lengths >= 2) & (lengths <= self.ceiling)]).tolist():
            left, right = np.triu_indices(length, 1)
            chosen = starts[lengths == length]
            step = max(1, at_once // len(left))
            for at in range(0, len(chosen), step):
                grid = self.rows[chosen[at : at + step, None] + np.arange(length)]
                yield pack(grid[:, left].ravel(), grid[:, right].ravel())

    def sharing(self, keys: U64) -> tuple[I64, int]:
        """The rows that share each rare key of `keys`, repeated as often, and how many of the keys are rare.

        A document that is asked about counts towards the ceiling only if it is in the index.
        """
        low, high = np.searchsorted(self.keys, keys, "left"), np.searchsorted(self.keys, keys, "right")
        lengths = high - low
        kept = lengths <= self.ceiling
        low, lengths = low[kept], lengths[kept]
        within = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        return self.rows[np.repeat(low, lengths) + within], int(kept.sum())


def pack(first: I64, second: I64) -> U64:
    """Two rows in one number."""
    return (first.astype(np.uint64) << np.uint64(32)) | second.astype(np.uint64)


def unpack(packed: U64) -> tuple[I64, I64]:
    """The two rows of each number."""
    return (packed >> np.uint64(32)).astype(np.int64), (packed & np.uint64(0xFFFFFFFF)).astype(np.int64)


def _counted(packed: U64) -> tuple[U64, I64]:
    values, counts = np.unique(packed, return_counts=True)
    return values, counts.astype(np.int64)


def _summed(parts: list[tuple[U64, I64]]) -> tuple[U64, I64]:
    """The counts of several parts added up, ascending by pair."""
    if not parts:
        return np.empty(0, dtype=np.uint64), np.empty(0, dtype=np.int64)
    values, inverse = np.unique(np.concatenate([part[0] for part in parts]), return_inverse=True)
    counts = np.bincount(inverse, weights=np.concatenate([part[1] for part in parts]), minlength=len(values))
    return values, counts.astype(np.int64)


class MemoryIndex:
    """An index held in memory: postings are sorted when first asked for after a document came."""

    def __init__(self, settings: FamilySettings) -> None:
        self._settings = settings
        self._held: dict[str, Keys] = {}
        self._sorted: _Sorted | None = None

    def __len__(self) -> int:
        return len(self._held)

    def add(self, id: str, keys: Keys) -> None:
        """Take a document in; an id that is known already is replaced."""
        self._held[id] = keys
        self._sorted = None

    def neighbours(self, keys: Keys) -> tuple[Neighbour, ...]:
        """The documents that share enough rare keys, the strongest first; itself too, if it is held."""
        return self._postings().neighbours(keys, self._settings)

    def candidates(self) -> tuple[tuple[str, str, float], ...]:
        """Every pair that shares enough rare keys, and its strength; ids ascend in a pair, as pairs do."""
        return self._postings().candidates(self._settings)

    def meeting(self) -> Meeting:
        """The same by row, for those who go on with arrays."""
        return self._postings().meeting(self._settings)

    def dropped(self) -> int:
        """How many keys are in more documents than their ceiling."""
        postings = self._postings()
        return postings.bands.dropped() + postings.grams.dropped() + postings.combinations.dropped()

    def _postings(self) -> _Sorted:
        if self._sorted is None:
            self._sorted = _Sorted.of(self._held, self._settings)
        return self._sorted


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Sorted:
    """The postings of every sort, and for each document how many rare keys it has."""

    ids: tuple[str, ...]
    bands: Posting
    grams: Posting
    combinations: Posting
    rare_grams: I64
    rare_combinations: I64

    @classmethod
    def of(cls, held: dict[str, Keys], settings: FamilySettings) -> _Sorted:
        """The postings over documents in the order of their ids."""
        ids = tuple(sorted(held))
        keys = [held[id] for id in ids]
        grams = Posting.of((each.grams for each in keys), settings.gram_ceiling)
        combinations = Posting.of((each.combinations for each in keys), settings.combination_ceiling)
        return cls(
            ids=ids,
            bands=Posting.of((each.bands for each in keys), settings.band_ceiling),
            grams=grams,
            combinations=combinations,
            rare_grams=grams.rare(len(ids)),
            rare_combinations=combinations.rare(len(ids)),
        )

    def meeting(self, settings: FamilySettings) -> Meeting:
        """The pairs that share enough rare keys."""
        shared = _joined(self.bands.pairs(), self.grams.pairs(), self.combinations.pairs())
        least_grams = np.minimum(self.rare_grams[shared.first], self.rare_grams[shared.second])
        least_combinations = np.minimum(
            self.rare_combinations[shared.first], self.rare_combinations[shared.second]
        )
        strength = strength_of(shared, least_grams, least_combinations, settings)
        chosen = np.flatnonzero(strength > 0)
        return Meeting(
            ids=self.ids,
            first=shared.first[chosen],
            second=shared.second[chosen],
            strength=np.round(strength[chosen], 6),
        )

    def candidates(self, settings: FamilySettings) -> tuple[tuple[str, str, float], ...]:
        """The same with ids, in order."""
        met = self.meeting(settings)
        columns = met.first.tolist(), met.second.tolist(), met.strength.tolist()
        return tuple((self.ids[one], self.ids[two], value) for one, two, value in zip(*columns, strict=True))

    def neighbours(self, keys: Keys, settings: FamilySettings) -> tuple[Neighbour, ...]:
        """The documents worth verifying against one."""
        rows, own = len(self.ids), []
        counts = []
        for posting, asked in (
            (self.bands, keys.bands),
            (self.grams, keys.grams),
            (self.combinations, keys.combinations),
        ):
            found, rare = posting.sharing(asked)
            counts.append(np.bincount(found, minlength=rows).astype(np.int64))
            own.append(rare)
        everyone = np.arange(rows)
        shared = Shared(
            first=everyone, second=everyone, bands=counts[0], grams=counts[1], combinations=counts[2]
        )
        strength = strength_of(
            shared, np.minimum(self.rare_grams, own[1]), np.minimum(self.rare_combinations, own[2]), settings
        )
        near = [
            Neighbour(
                id=self.ids[row],
                bands=int(counts[0][row]),
                grams=int(counts[1][row]),
                combinations=int(counts[2][row]),
                strength=round(float(strength[row]), 6),
            )
            for row in np.flatnonzero(strength > 0).tolist()
        ]
        return tuple(sorted(near, key=lambda each: (-each.strength, each.id)))


def _joined(*sorts: tuple[U64, I64]) -> Shared:
    """The counts of three sorts side by side, ascending by pair."""
    packed = np.unique(np.concatenate([values for values, _ in sorts]))
    columns = []
    for values, counts in sorts:
        column = np.zeros(len(packed), dtype=np.int64)
        column[np.searchsorted(packed, values)] = counts
        columns.append(column)
    first, second = unpack(packed)
    return Shared(first=first, second=second, bands=columns[0], grams=columns[1], combinations=columns[2])


def strength_of(shared: Shared, grams: I64, combinations: I64, settings: FamilySettings) -> NDArray[np.float64]:
    """The share of the smaller document's rare keys in each pair; 0 where it is not enough to look closer.

    A shared band suffices together with any rare key; grams and combinations need their number.
    """
    gram_share = shared.grams / np.maximum(grams, 1)
    combination_share = shared.combinations / np.maximum(combinations, 1)
    by_grams = shared.grams >= np.minimum(settings.least_grams, np.maximum(grams, 1))
    by_combinations = (shared.combinations >= settings.least_combinations) & (
        combination_share >= settings.least_combination_share
    )
    by_bands = (shared.bands >= settings.least_bands) | (
        (shared.bands > 0) & ((shared.grams > 0) | (shared.combinations > 0))
    )
    enough = by_grams | by_combinations | by_bands
    strength = np.maximum(gram_share, combination_share) + shared.bands / settings.bands
    return np.where(enough, np.maximum(strength, 1e-6), 0.0)
