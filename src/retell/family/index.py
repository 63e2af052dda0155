"""Documents that share rare keys with one that is asked about, in an index that grows.

What it answers is what `meeting` finds when all are joined with all: a test holds the two together. Postings
are sorted when first asked for after a document came.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from retell.family.arrays import BOOL, I64
from retell.family.columns import Columns, gathered
from retell.family.keys import Keys
from retell.family.meeting import agreeing_least, banded, enough, likeness, meeting, sorts_of
from retell.family.postings import PlainLoops, Posting
from retell.settings import FamilySettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A document that shares enough rare keys; `strength` orders neighbours."""

    id: str
    strength: float


class KeyIndex(Protocol):
    """What an index of keys must do."""

    def add(self, id: str, keys: Keys) -> None:
        """Take a document in; an id that is known already is replaced."""

    def neighbours(self, keys: Keys) -> tuple[Neighbour, ...]:
        """The documents that share enough rare keys, the strongest first."""


class MemoryIndex:
    """An index held in memory."""

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
        postings = self._postings()
        met = meeting(postings.columns, self._settings, PlainLoops())
        rows = zip(met.first.tolist(), met.second.tolist(), met.strength.tolist(), strict=True)
        return tuple((postings.ids[one], postings.ids[two], strength) for one, two, strength in rows)

    def _postings(self) -> _Sorted:
        if self._sorted is None:
            self._sorted = _Sorted.of(self._held, self._settings)
        return self._sorted


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Sorted:
    """The postings of every band and sort over documents in the order of their ids."""

    ids: tuple[str, ...]
    columns: Columns
    bands: tuple[Posting, ...]
    sorts: dict[str, tuple[Posting, I64]]

    @classmethod
    def of(cls, held: dict[str, Keys], settings: FamilySettings) -> _Sorted:
        """The postings of documents."""
        ids = tuple(sorted(held))
        columns = gathered([held[id] for id in ids], settings)
        spoken = np.flatnonzero(columns.words)
        sorts = {}
        for sort in sorts_of(settings):
            posting = Posting.of(columns.sorts[sort.name], sort.ceiling)
            sorts[sort.name] = posting, posting.rare(len(ids))
        bands = tuple(banded(columns.bands[:, band], spoken, settings) for band in range(settings.bands))
        return cls(ids=ids, columns=columns, bands=bands, sorts=sorts)

    def neighbours(self, keys: Keys, settings: FamilySettings) -> tuple[Neighbour, ...]:
        """The documents worth looking at beside one."""
        asked = gathered([keys], settings)
        share = np.zeros(len(self.ids))
        chosen = np.zeros(len(self.ids), dtype=bool)
        for sort in sorts_of(settings):
            posting, rare = self.sorts[sort.name]
            rows, own = posting.sharing(asked.sorts[sort.name].keys)
            counts = np.bincount(rows, minlength=len(self.ids))
            met, part = enough(sort, counts, np.minimum(rare, own))
            met &= counts > 0
            chosen |= met
            share = np.where(met, np.maximum(share, part), share)
        agreeing = (self.columns.signatures == asked.signatures[0]).sum(axis=1)
        near = self._banded(asked) & (agreeing >= agreeing_least(settings.least_likeness, settings))
        strength = np.round(share + np.where(near, likeness(agreeing, settings), 0.0), 6)
        found = [
            Neighbour(id=self.ids[row], strength=float(strength[row]))
            for row in np.flatnonzero(chosen | near).tolist()
        ]
        return tuple(sorted(found, key=lambda each: (-each.strength, each.id)))

    def _banded(self, asked: Columns) -> BOOL:
        """Which documents share a band that few have."""
        found = np.zeros(len(self.ids), dtype=bool)
        if asked.words[0]:
            for band, posting in enumerate(self.bands):
                found[posting.sharing(asked.bands[:1, band])[0]] = True
        return found
