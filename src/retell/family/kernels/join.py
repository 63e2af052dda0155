"""Pairs of rows that stand together, and trees of rows that belong together: loops over sorted numbers."""

from __future__ import annotations

import numpy as np

from retell.family.arrays import BOOL, I32, I64, U8, U64
from retell.family.kernels.machine import compiled, equal_bytes, inlined

_HALF = np.uint64(32)


@inlined
def run_end(packed: U64, start: int, row_mask: np.uint64) -> int:
    """Where the run of equal keys ends that starts there; keys stand above the bits of rows."""
    end = start + 1
    while end < len(packed) and (packed[end] ^ packed[start]) <= row_mask:
        end += 1
    return end


@compiled
def count_pairs(packed: U64, bits: np.uint64, ceiling: int) -> int:
    """How many pairs the runs of equal keys make, those longer than the ceiling left out."""
    row_mask = (np.uint64(1) << bits) - np.uint64(1)
    total = start = 0
    while start < len(packed):
        end = run_end(packed, start, row_mask)
        if end - start <= ceiling:
            total += (end - start) * (end - start - 1) // 2
        start = end
    return total


@compiled
def pairs_into(packed: U64, bits: np.uint64, ceiling: int, into: U64) -> int:
    """The pairs of rows that stand in one run of equal keys, the lesser row in the high half."""
    row_mask = (np.uint64(1) << bits) - np.uint64(1)
    done = start = 0
    while start < len(packed):
        end = run_end(packed, start, row_mask)
        if end - start <= ceiling:
            for one in range(start, end - 1):
                first = (packed[one] & row_mask) << _HALF
                for two in range(one + 1, end):
                    into[done] = first | (packed[two] & row_mask)
                    done += 1
        start = end
    return done


@compiled
def rare_into(packed: U64, bits: np.uint64, ceiling: int, rare: I64) -> int:
    """Add to each row how many of its keys stand in no more rows than the ceiling; how many stand in more."""
    row_mask = (np.uint64(1) << bits) - np.uint64(1)
    dropped = start = 0
    while start < len(packed):
        end = run_end(packed, start, row_mask)
        if end - start > ceiling:
            dropped += 1
        else:
            for at in range(start, end):
                rare[np.int64(packed[at] & row_mask)] += 1
        start = end
    return dropped


@compiled
def agreeing_into(pairs: U64, signatures: U8, width: int, into: I64) -> None:
    """In how many places the signatures of each pair agree; `signatures` are rows of whole 64 bytes.

    What pads a row is zero in both and agrees: the caller takes it off.
    """
    for pair in range(len(pairs)):
        one = np.int64(pairs[pair] >> _HALF) * width
        two = np.int64(pairs[pair] & np.uint64(0xFFFFFFFF)) * width
        same = 0
        for at in range(0, width, 64):
            same += equal_bytes(signatures, one + at, two + at)
        into[pair] = same


@inlined
def root_of(parents: I64, row: int) -> int:
    """The row that stands for all that belong with this one."""
    while parents[row] != row:
        parents[row] = parents[parents[row]]
        row = parents[row]
    return row


@compiled
def unite(parents: I64, pairs: U64) -> None:
    """Bring the rows of every pair together; the least of them stands for all."""
    for pair in range(len(pairs)):
        one = root_of(parents, np.int64(pairs[pair] >> _HALF))
        two = root_of(parents, np.int64(pairs[pair] & np.uint64(0xFFFFFFFF)))
        if one < two:
            parents[two] = one
        elif two < one:
            parents[one] = two


@compiled
def unite_alike(packed: U64, bits: np.uint64, ceiling: int, signed: tuple[U8, int, int], parents: I64) -> int:
    """Bring the rows together that stand in one run of equal keys and whose signatures agree enough.

    `signed` are the signatures, their width, and in how many places they must agree. Two that others tie
    together already are not compared: it would change nothing. How many runs are longer than the ceiling.
    """
    signatures, width, least = signed
    row_mask = (np.uint64(1) << bits) - np.uint64(1)
    dropped = start = 0
    while start < len(packed):
        end = run_end(packed, start, row_mask)
        if end - start > ceiling:
            dropped += 1
        else:
            for first in range(start, end - 1):
                left = np.int64(packed[first] & row_mask)
                one = root_of(parents, left)
                for second in range(first + 1, end):
                    right = np.int64(packed[second] & row_mask)
                    two = root_of(parents, right)
                    if one == two:
                        continue
                    same = 0
                    for at in range(0, width, 64):
                        same += equal_bytes(signatures, left * width + at, right * width + at)
                    if same >= least:
                        parents[max(one, two)] = min(one, two)
                        one = min(one, two)
        start = end
    return dropped


@compiled
def unite_trees(parents: I64, others: I64) -> None:
    """Bring together what other trees bring together."""
    for row in range(len(parents)):
        one, two = root_of(parents, row), root_of(parents, others[row])
        if one != two:
            parents[max(one, two)] = min(one, two)


@compiled
def flatten(parents: I64) -> None:
    """Make every row point at the one that stands for it."""
    for row in range(len(parents)):
        parents[row] = root_of(parents, row)


@compiled
def counted_into(pairs: U64, values: U64, counts: I32) -> int:
    """The distinct ones of sorted pairs and how often each stands there."""
    done = start = 0
    while start < len(pairs):
        end = start + 1
        while end < len(pairs) and pairs[end] == pairs[start]:
            end += 1
        values[done] = pairs[start]
        counts[done] = end - start
        done += 1
        start = end
    return done


@compiled
def wanted_into(first: I64, second: I64, sure: BOOL, each: int, out: BOOL) -> None:
    """Which pairs say something new, the strongest first: see `retell.family.rounds.wanted`."""
    rows = 0
    for pair in range(len(first)):
        rows = max(rows, first[pair] + 1, second[pair] + 1)
    parents = np.arange(rows)
    ties = np.zeros(rows, np.int64)
    for pair in range(len(first)):
        one, two = first[pair], second[pair]
        if ties[one] >= each and ties[two] >= each and root_of(parents, one) == root_of(parents, two):
            continue
        out[pair] = True
        if sure[pair]:
            parents[root_of(parents, one)] = root_of(parents, two)
            ties[one] += 1
            ties[two] += 1
