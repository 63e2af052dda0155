"""Documents that share rare keys with one that is asked about, in an index that grows.

Two questions. `neighbours` are those that may be copies: what it answers is what `meeting` finds when all are
joined with all, and a test holds the two together. `sources` are those a text is likeliest made from, though
it share no passage with them: a summary keeps names and rare words and nothing in a row.

A document costs what its own keys cost, however many there are before it: nothing is sorted anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from retell.family.arrays import F64, I64, U8, U64
from retell.family.columns import gathered, signature_width
from retell.family.keys import Keys
from retell.family.meeting import agreeing_least, enough, likeness, meeting, sorts_of
from retell.family.postings import PlainLoops
from retell.family.shelf import Shared, Shelf
from retell.settings import FamilySettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A document that shares enough rare keys; `strength` orders neighbours."""

    id: str
    strength: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document that a text may be made from.

    `words` and `combinations` are how many rare ones of each it shares. `weight` orders sources: 0 where
    nothing rare is shared, 2 where the document is the text.
    """

    id: str
    weight: float
    words: int
    combinations: int


class KeyIndex(Protocol):
    """What an index of keys must do."""

    def add(self, id: str, keys: Keys) -> None:
        """Take a document in; an id that is known already is replaced."""

    def neighbours(self, keys: Keys) -> tuple[Neighbour, ...]:
        """The documents that share enough rare keys, the strongest first."""

    def sources(self, keys: Keys, most: int = 5) -> tuple[Source, ...]:
        """The `most` documents that a text with these keys is likeliest made from, the likeliest first."""


class MemoryIndex:
    """An index held in memory."""

    def __init__(self, settings: FamilySettings) -> None:
        self._settings = settings
        self._ids: list[str] = []
        self._held: dict[str, tuple[int, Keys]] = {}
        self._bands = Shelf(settings.band_ceiling)
        self._sorts = {sort.name: Shelf(sort.ceiling) for sort in sorts_of(settings)}
        self._words = Shelf(settings.source_ceiling)
        self._signatures: U8 = np.zeros((16, signature_width(settings)), dtype=np.uint8)

    def __len__(self) -> int:
        return len(self._held)

    def add(self, id: str, keys: Keys) -> None:
        """Take a document in; an id that is known already is replaced."""
        if id in self._held:
            row, old = self._held[id]
            for shelf, column in self._shelves(old):
                shelf.drop(row, column)
        row = len(self._ids)
        for shelf, column in self._shelves(keys):
            shelf.put(row, column)
        if row >= len(self._signatures):
            self._signatures = np.concatenate((self._signatures, np.zeros_like(self._signatures)))
        self._signatures[row] = self._signature(keys)
        self._ids.append(id)
        self._held[id] = row, keys

    def neighbours(self, keys: Keys) -> tuple[Neighbour, ...]:
        """The documents that share enough rare keys, the strongest first; itself too, if it is held."""
        shares = []
        for sort in sorts_of(self._settings):
            shelf = self._sorts[sort.name]
            held = shelf.sharing(getattr(keys, sort.name))
            rows, counts = np.unique(held.rows, return_counts=True)
            met, share = enough(sort, counts, np.minimum(shelf.rare(rows), held.own))
            shares.append((rows[met], share[met]))
        near, alike = self._near(keys)
        rows = np.unique(np.concatenate([near, *(each for each, _ in shares)]))
        strength = np.zeros(len(rows))
        for each, share in shares:
            at = np.searchsorted(rows, each)
            strength[at] = np.maximum(strength[at], share)
        strength[np.searchsorted(rows, near)] += alike
        found = zip(rows.tolist(), np.round(strength, 6).tolist(), strict=True)
        made = (Neighbour(id=self._ids[row], strength=value) for row, value in found)
        return tuple(sorted(made, key=lambda each: (-each.strength, each.id)))

    def sources(self, keys: Keys, most: int = 5) -> tuple[Source, ...]:
        """The `most` documents that a text with these keys is likeliest made from, the likeliest first.

        A word weighs by the square of the logarithm of how rare it is, as it does where two vectors of tf-idf
        are multiplied (Salton and Buckley 1988); pairs of stems that stand near each other weigh alike, for
        all of them are rare. Both sums are taken over the sizes of the two documents.
        """
        combinations = self._sorts["combinations"]
        words, pairs = self._words.sharing(keys.vocabulary), combinations.sharing(keys.combinations)
        rare = np.log((len(self) + 1) / np.maximum(words.documents, 1)) ** 2
        found = (_Sums.of(words, rare, self._words), _Sums.of(pairs, np.ones(pairs.own), combinations))
        rows = np.unique(np.concatenate([each.rows for each in found]))
        weight = np.round(sum(each.among(each.weights, rows) for each in found), 6)
        likeliest = sorted(zip((-weight).tolist(), (self._ids[row] for row in rows.tolist()), strict=True))
        counts = [dict(zip(each.rows.tolist(), each.counts.tolist(), strict=True)) for each in found]
        return tuple(
            Source(id=id, weight=-value, words=counts[0].get(row, 0), combinations=counts[1].get(row, 0))
            for value, id in likeliest[:most]
            for row in (self._held[id][0],)
        )

    def candidates(self) -> tuple[tuple[str, str, float], ...]:
        """Every pair that shares enough rare keys, and its strength; ids ascend in a pair, as pairs do."""
        ids = sorted(self._held)
        columns = gathered([self._held[id][1] for id in ids], self._settings)
        met = meeting(columns, self._settings, PlainLoops())
        rows = zip(met.first.tolist(), met.second.tolist(), met.strength.tolist(), strict=True)
        return tuple((ids[one], ids[two], strength) for one, two, strength in rows)

    def _shelves(self, keys: Keys) -> Iterable[tuple[Shelf, U64]]:
        """Where keys go, by sort."""
        yield self._bands, keys.bands
        for name, shelf in self._sorts.items():
            yield shelf, getattr(keys, name)
        yield self._words, keys.vocabulary

    def _signature(self, keys: Keys) -> U8:
        """A signature with zeros after it, as `columns` has them; all zeros where there are no words."""
        made = np.zeros(signature_width(self._settings), dtype=np.uint8)
        if keys.words:
            made[: len(keys.signature)] = keys.signature
        return made

    def _near(self, keys: Keys) -> tuple[I64, F64]:
        """The rows that share a band that few have and look alike, ascending; how alike they are."""
        rows = np.unique(self._bands.sharing(keys.bands).rows)
        agreeing = (self._signatures[rows] == self._signature(keys)).sum(axis=1)
        kept = agreeing >= agreeing_least(self._settings.least_likeness, self._settings)
        return rows[kept], likeness(agreeing[kept], self._settings)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Sums:
    """What rows share of one sort of key: how many, and what these weigh over the sizes of both documents."""

    rows: I64
    counts: I64
    weights: F64

    @classmethod
    def of(cls, shared: Shared, weights: F64, shelf: Shelf) -> _Sums:
        """Added up by row."""
        rows, at, counts = np.unique(shared.rows, return_inverse=True, return_counts=True)
        sums = np.bincount(at.reshape(-1), weights[shared.places], minlength=len(rows))
        sizes = np.sqrt(shared.own / np.maximum(shelf.rare(rows), 1))
        return cls(rows=rows, counts=counts, weights=sums / max(float(weights.sum()), 1e-9) * sizes)

    def among(self, values: F64, rows: I64) -> F64:
        """The values by row for more rows, 0 where there is none."""
        found = np.zeros(len(rows))
        found[np.searchsorted(rows, self.rows)] = values
        return found
