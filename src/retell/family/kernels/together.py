"""Which rows belong together by their bands, joined a band at a time and a range of keys at a time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from retell.errors import InputError
from retell.family.arrays import BOOL, I64, U8, U64
from retell.family.columns import signature_width
from retell.family.kernels.join import flatten, unite_alike, unite_trees
from retell.family.kernels.lines import Part, Work, spread_out
from retell.family.meeting import agreeing_least
from retell.family.postings import ROW_BITS

_ROWS = np.uint64((1 << ROW_BITS) - 1)
_KEY_BYTES = 16
"""Bytes that a key takes while a band is joined: gathered, then sorted."""


def labels_of(work: Work, parts: Sequence[Part], gone: BOOL, workers: int) -> I64:
    """For each row the least of those it belongs with; `gone` are the rows that belong with none."""
    family, rows = work.settings.family, len(gone)
    if rows > 1 << ROW_BITS:
        raise InputError.too_many(rows, 1 << ROW_BITS)
    signed = _signed(work, parts, rows), signature_width(family), agreeing_least(family.near_likeness, family)
    ranges = -(-rows * _KEY_BYTES * workers // max(family.key_memory, 1))

    def joined(worker: int) -> I64:
        parents = np.arange(rows)
        for band in range(worker, family.bands, workers):
            for part in range(ranges):
                packed = _gathered(parts, band, (part, ranges), gone)
                unite_alike(packed, np.uint64(ROW_BITS), family.band_ceiling, signed, parents)
        return parents

    trees = spread_out(joined, range(workers), workers)
    for other in trees[1:]:
        unite_trees(trees[0], other)
    flatten(trees[0])
    return trees[0]


def _signed(work: Work, parts: Sequence[Part], rows: int) -> U8:
    """The signatures of all rows, one after the other; those of the parts are let go."""
    width = signature_width(work.settings.family)
    found = work.overflow.made((rows, width), np.uint8)
    for part in parts:
        found[part.row : part.row + len(part.words)] = part.signatures
        part.signatures = part.signatures[:0]
    return found.reshape(-1)


def _gathered(parts: Sequence[Part], band: int, which: tuple[int, int], gone: BOOL) -> U64:
    """The keys of a band, over their rows, ascending: those of one range of so many."""
    number, ranges = which
    pieces = [part.packed[band] for part in parts]
    if ranges > 1:
        low, high = (
            np.uint64(min(each * (1 << 64) // ranges, (1 << 64) - 1)) for each in (number, number + 1)
        )
        low, high = low & ~_ROWS, high & ~_ROWS
        last = number == ranges - 1
        pieces = [piece[(piece >= low) & ((piece < high) | last)] for piece in pieces]
    packed = np.concatenate([*pieces, np.empty(0, dtype=np.uint64)])
    if gone.any():
        packed = packed[~gone[(packed & _ROWS).astype(np.int64)]]
    packed.sort()
    return packed
