"""Documents that share rare keys, counted and ordered, the same in every store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retell.family.index import I64, Neighbour, Shared, strength_of
from retell.settings import FamilySettings


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Near:
    """Rows that share rare keys, ascending, and how many of each sort."""

    rows: I64
    bands: I64
    grams: I64
    combinations: I64

    def only(self, chosen: NDArray[np.bool_]) -> Near:
        """Some of the rows."""
        return Near(
            rows=self.rows[chosen],
            bands=self.bands[chosen],
            grams=self.grams[chosen],
            combinations=self.combinations[chosen],
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Chosen:
    """Some of the near rows, and how strong each is."""

    near: Near
    strength: NDArray[np.float64]


def meeting(sorts: Sequence[I64]) -> Near:
    """The rows met by bands, grams and combinations; a row stands once for each key it shares."""
    rows, numbers = np.unique(np.concatenate(sorts), return_inverse=True)
    parts = np.split(numbers, np.cumsum([len(sort) for sort in sorts])[:-1])
    bands, grams, combinations = (np.bincount(part, minlength=len(rows)).astype(np.int64) for part in parts)
    return Near(rows=rows, bands=bands, grams=grams, combinations=combinations)


def strongest(near: Near, sizes: I64, own: tuple[int, int], settings: FamilySettings, most: int) -> Chosen:
    """The `most` strongest rows, and those as strong as the last of them.

    `sizes` are the grams and combinations of each row, `own` those that are rare of what was asked with.
    """
    shared = Shared(
        first=near.rows, second=near.rows, bands=near.bands, grams=near.grams, combinations=near.combinations
    )
    strength = strength_of(shared, np.minimum(sizes[:, 0], own[0]), np.minimum(sizes[:, 1], own[1]), settings)
    strength = np.round(strength, 6)
    least = np.partition(strength, -most)[-most] if len(strength) > most else 0.0
    chosen = (strength > 0) & (strength >= least)
    return Chosen(near=near.only(chosen), strength=strength[chosen])


def neighbours(chosen: Chosen, ids: Mapping[int, str], most: int) -> tuple[Neighbour, ...]:
    """The chosen rows by their ids, the strongest first; a row without an id is left out."""
    near = chosen.near
    columns = (near.rows, near.bands, near.grams, near.combinations, chosen.strength)
    made = (
        Neighbour(id=ids[row], bands=bands, grams=grams, combinations=combinations, strength=strength)
        for row, bands, grams, combinations, strength in zip(*(c.tolist() for c in columns), strict=True)
        if row in ids
    )
    return tuple(sorted(made, key=lambda each: (-each.strength, each.id)))[:most]
