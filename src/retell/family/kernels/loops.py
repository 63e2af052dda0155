"""The loops over sorted numbers, compiled."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import numpy as np

from retell.family.arrays import BOOL, I32, I64, U8, U64
from retell.family.bonds import Bonds
from retell.family.kernels.beside import runs_into, shared
from retell.family.kernels.groups import explaining_into, labels_of
from retell.family.kernels.join import (
    agreeing_into,
    count_pairs,
    counted_into,
    flatten,
    pairs_into,
    rare_into,
    unite,
    wanted_into,
)
from retell.family.postings import ROW_BITS, Posting
from retell.settings import FamilySettings

Item = TypeVar("Item")
Result = TypeVar("Result")
_POSTINGS = 1 << 20
"""Postings whose pairs are made at a time."""


class CompiledLoops:
    """The loops over sorted numbers, compiled."""

    def __init__(self, workers: int | None = None) -> None:
        self._workers = workers

    def pairs(self, packed: U64, ceiling: int) -> Iterator[U64]:
        """The pairs of rows in every run of equal keys no longer than the ceiling, in parts."""
        bits = np.uint64(ROW_BITS)
        for part in _parted(packed):
            pairs = np.empty(count_pairs(part, bits, ceiling), dtype=np.uint64)
            pairs_into(part, bits, ceiling, pairs)
            yield pairs

    def counted(self, pairs: U64) -> tuple[U64, I64]:
        """The distinct pairs, ascending, and how often each stands there; the pairs are sorted in place."""
        pairs.sort()
        values, counts = np.empty_like(pairs), np.empty(len(pairs), dtype=np.int32)
        done = counted_into(pairs, values, counts)
        return values[:done].copy(), counts[:done].astype(np.int64)

    def agreeing(self, pairs: U64, signatures: U8) -> I64:
        """In how many places the signatures of each pair agree."""
        if signatures.shape[1] % 64 or not signatures.flags.c_contiguous:
            raise ValueError("signatures must be rows of whole 64 bytes")
        if len(pairs) and int(pairs.max() & np.uint64(0xFFFFFFFF)) >= len(signatures):
            raise ValueError("pairs must be of rows that have a signature")
        found = np.empty(len(pairs), dtype=np.int64)
        agreeing_into(pairs, signatures.reshape(-1), signatures.shape[1], found)
        return found

    def wanted(self, first: I64, second: I64, whole: BOOL, each: int) -> BOOL:
        """Which pairs are wanted: see `rounds.wanted`."""
        found = np.zeros(len(first), dtype=np.bool_)
        wanted_into(first, second, whole, each, found)
        return found

    def explaining(self, first: I64, second: I64, each: int) -> BOOL:
        """Which copies explain families: see `rounds.explaining`."""
        found = np.zeros(len(first), dtype=np.bool_)
        explaining_into(first, second, each, found)
        return found

    def grown(self, bonds: Bonds, quoting: tuple[I64, I64], settings: FamilySettings) -> I64:
        """The families that bonds make: see `cluster.grown`."""
        return labels_of(bonds, quoting, settings)

    def rare(self, posting: Posting, rows: int) -> tuple[I64, int]:
        """How many keys under the ceiling each of `rows` texts has, and how many stand in more."""
        found = np.zeros(rows, dtype=np.int64)
        return found, rare_into(posting.packed, np.uint64(ROW_BITS), posting.ceiling, found)

    def runs(self, posting: Posting) -> I32:
        """The rows of every key under the ceiling that more than one has: see `postings.PlainLoops.runs`."""
        found = np.empty(len(posting.packed), dtype=np.int32)
        return found[: runs_into(posting.packed, np.uint64(ROW_BITS), posting.ceiling, found)].copy()

    def shared(
        self, runs: I32, rows: int, least: int, then: Callable[[U64, I64], Result]
    ) -> Iterator[Result]:
        """`then` of the pairs of rows that stand in at least so many runs, and in how many."""
        if len(runs) and (int(runs.max()) >= rows or ~int(runs.min()) >= rows or runs[-1] >= 0):
            raise ValueError("runs must be of rows that are there, and end")
        return shared(np.asarray(runs), rows, least, then, self.mapped)

    def united(self, pairs: U64, rows: int) -> I64:
        """For each row the least of those that pairs tie it to, over any number of pairs."""
        if len(pairs) and int(pairs.max() & np.uint64(0xFFFFFFFF)) >= rows:
            raise ValueError("pairs must be of rows that are there")
        labels = np.arange(rows)
        unite(labels, pairs)
        flatten(labels)
        return labels

    def mapped(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """`function` of every item, in order, on several threads."""
        with ThreadPoolExecutor(self._workers or os.cpu_count() or 1) as pool:
            yield from pool.map(function, items)


def _parted(packed: U64) -> Iterator[U64]:
    """Sorted keys cut between runs, each part short enough that its pairs fit well into memory."""
    start = 0
    while start < len(packed):
        end = min(start + _POSTINGS, len(packed))
        while end < len(packed) and packed[end] >> np.uint64(ROW_BITS) == packed[end - 1] >> np.uint64(
            ROW_BITS
        ):
            end += 1
        yield packed[start:end]
        start = end
