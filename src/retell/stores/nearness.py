"""Documents that share rare keys, counted and ordered, the same in every store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retell.settings import ArchiveSettings
from retell.store import I64, Neighbour


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """How many keys of each sort the document that is asked about has; rare ones, where not bands."""

    bands: int
    grams: int
    combinations: int


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


def strongest(near: Near, sizes: I64, own: Own, settings: ArchiveSettings, most: int) -> Chosen:
    """The `most` strongest rows, and those as strong as the last of them.

    `sizes` are the grams and combinations of each row. Strength is the share of the smaller document's keys
    that is shared, and that of the bands.
    """
    least_grams = np.maximum(np.minimum(sizes[:, 0], own.grams), 1)
    grams = near.grams / least_grams
    combinations = near.combinations / np.maximum(np.minimum(sizes[:, 1], own.combinations), 1)
    by_grams = near.grams >= np.minimum(settings.least_grams, least_grams)
    by_combinations = (near.combinations >= settings.least_combinations) & (
        combinations >= settings.least_combination_share
    )
    other = near.grams + near.combinations > 0
    by_bands = (near.bands >= settings.least_bands) | ((near.bands > 0) & other)
    enough = by_grams | by_combinations | by_bands
    strength = np.maximum(grams, combinations) + near.bands / max(own.bands, 1)
    strength = np.where(enough, np.round(strength, 6), 0.0)
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
