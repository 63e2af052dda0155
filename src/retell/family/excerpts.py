"""Passages of one family's text inside the text of another.

They are looked for once families are known. Then a run of words is stock if it stands in many families,
however many documents carry it: a story printed by sixty papers is one family, a sender's closing
paragraph is in every other. And what one family shares with another is told once, by the pair that has
most of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from retell.document.model import Document
from retell.family.index import I64, Posting, unpack
from retell.family.keys import U64, Keys
from retell.family.model import Match, Relation, RelationKind
from retell.family.rarity import Rarity, quoted
from retell.settings import FamilySettings

Pairs = tuple[tuple[str, str], ...]


def quoting(
    keys: Mapping[str, Keys],
    homes: Mapping[str, str],
    known: Iterable[tuple[str, str]],
    settings: FamilySettings,
) -> Pairs:
    """The pairs of different homes that share runs which are no stock, one for every two homes.

    `homes` names the family of a document that has one; pairs that are `known` for what they are stay out.
    """
    ids = sorted(id for id in keys if keys[id].words >= settings.least_words)
    names = sorted({homes.get(id, id) for id in ids})
    number = {name: place for place, name in enumerate(names)}
    home = np.array([number[homes.get(id, id)] for id in ids], dtype=np.int64)
    packed, counts = _unstocked((keys[id].grams for id in ids), home, settings).pairs()
    first, second = unpack(packed[counts >= settings.least_grams])
    counts = counts[counts >= settings.least_grams]
    apart = home[first] != home[second]
    met = zip(first[apart].tolist(), second[apart].tolist(), counts[apart].tolist(), strict=True)
    best: dict[tuple[int, int], tuple[int, int, int]] = {}
    told = {_between(number[homes.get(one, one)], number[homes.get(two, two)]) for one, two in known}
    for one, two, count in met:
        between = _between(int(home[one]), int(home[two]))
        if between not in told:
            best[between] = min(best.get(between, (0, 0, 0)), (-count, one, two))
    return tuple(sorted((ids[one], ids[two]) for _, one, two in best.values()))


def _between(one: int, two: int) -> tuple[int, int]:
    return (one, two) if one < two else (two, one)


def _unstocked(columns: Iterable[U64], home: I64, settings: FamilySettings) -> Posting:
    """The grams of all documents without those that stand in one family only or in too many."""
    every = Posting.of(columns, settings.gram_ceiling)
    starts, lengths = every.runs()
    key = np.repeat(np.arange(len(starts)), lengths)
    pairs = np.unique((key.astype(np.uint64) << np.uint64(32)) | home[every.rows].astype(np.uint64))
    spread = np.bincount((pairs >> np.uint64(32)).astype(np.int64), minlength=len(starts))
    kept = ((spread > 1) & (spread <= settings.stock_families))[key]
    return Posting(keys=every.keys[kept], rows=every.rows[kept], ceiling=settings.gram_ceiling)


def excerpted(left: Document, right: Document, rarity: Rarity, settings: FamilySettings) -> Match | None:
    """The pair as an excerpt by the runs that stand in both word for word; None where these are too few."""
    nothing = Relation(
        kind=RelationKind.UNRELATED, probability=0.9, why="", left_coverage=0.0, right_coverage=0.0
    )
    match = Match(left=left.id, right=right.id, relation=nothing, passages=())
    return quoted(match, left, right, rarity, settings)
