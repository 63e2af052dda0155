"""Families grown from bonds: the compiled form of `retell.family.cluster`, and what explains them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from retell.family.arrays import BOOL, F64, I64
from retell.family.bonds import Bonds
from retell.family.kernels.join import root_of
from retell.family.kernels.machine import compiled
from retell.settings import FamilySettings

_START = 32
"""Bits that the start of a stretch is held above its end by."""


class Held(NamedTuple):
    """Copies by number, the strongest first, and what is known of each row.

    `spans` are packed, start over end. The copies of a row end at `of_ends` of it in `of`, the rows it shares
    a passage with at `quoting_ends` in `quoting`.
    """

    first: I64
    second: I64
    left: F64
    right: F64
    spans: I64
    ends: I64
    of: I64
    of_ends: I64
    quoting: I64
    quoting_ends: I64


class Groups(NamedTuple):
    """Rows in groups: the root of each, -1 for rows without copies; for each root how many rows it has, and
    the chain of them, of which `last` is the end."""

    root: I64
    size: I64
    following: I64
    last: I64


class Limits(NamedTuple):
    """The settings that growing depends on."""

    dense: int
    carrying: float
    common_ground: float
    sure_coverage: float
    mutual: float


def labels_of(bonds: Bonds, quoting: tuple[I64, I64], settings: FamilySettings) -> I64:
    """By row the first row of its family, itself where it is alone."""
    copies = np.flatnonzero(bonds.copies)
    first, second = bonds.first[copies], bonds.second[copies]
    of, of_ends = _by_row(np.concatenate((first, second)), np.tile(np.arange(len(copies)), 2), bonds.rows)
    other, other_ends = _by_row(np.concatenate(quoting), np.concatenate((quoting[1], quoting[0])), bonds.rows)
    spans, ends = _spans_of(bonds, copies)
    held = Held(
        first, second, bonds.left[copies], bonds.right[copies], spans, ends, of, of_ends, other, other_ends
    )
    limits = Limits(
        settings.dense, settings.carrying, settings.common_ground, settings.sure_coverage, settings.mutual
    )
    labels = np.arange(bonds.rows)
    grow_into(held, limits, labels)
    return labels


def _by_row(rows: I64, values: I64, count: int) -> tuple[I64, I64]:
    """The values of each row, in the order given, and where each row's end."""
    ends = np.cumsum(np.bincount(rows, minlength=count)).astype(np.int64)
    return values[np.argsort(rows, kind="stable")], ends


def _spans_of(bonds: Bonds, copies: I64) -> tuple[I64, I64]:
    """The stretches of copies packed, and where those of each side end."""
    lengths = np.diff(bonds.ends, prepend=0).reshape(-1, 2)
    chosen = np.zeros(len(bonds), dtype=bool)
    chosen[copies] = True
    kept = bonds.spans[np.repeat(np.repeat(chosen, 2), lengths.reshape(-1))]
    return (kept[:, 0] << _START) | kept[:, 1], np.cumsum(lengths[copies].reshape(-1)).astype(np.int64)


@compiled
def grow_into(held: Held, limits: Limits, labels: I64) -> None:
    """Join groups, the strongest copies first, until no copy joins two more; the least row labels each."""
    rows = len(labels)
    groups = Groups(
        np.full(rows, -1, np.int64), np.ones(rows, np.int64), np.full(rows, -1, np.int64), np.arange(rows)
    )
    root = groups.root
    for bond in range(len(held.first)):
        root[held.first[bond]] = held.first[bond]
        root[held.second[bond]] = held.second[bond]
    waiting = np.arange(len(held.first))
    count, before = len(waiting), -1
    while count != before:
        before, count = count, 0
        for place in range(before):
            bond = waiting[place]
            if not joins(held, limits, groups, bond):
                waiting[count] = bond
                count += 1
    for row in range(rows):
        # The root is not always the least: the larger group keeps its own.
        if root[row] >= 0:
            labels[root[row]] = min(labels[root[row]], row)
    for row in range(rows):
        if root[row] >= 0 and root[row] != row:
            labels[row] = labels[root[row]]


@compiled
def joins(held: Held, limits: Limits, groups: Groups, bond: int) -> bool:
    """Join the two groups of a copy if it holds; whether they are one afterwards."""
    root, size = groups.root, groups.size
    one, two = root[held.first[bond]], root[held.second[bond]]
    if one == two:
        return True
    if not (carries(held, limits, groups, bond, 0) and carries(held, limits, groups, bond, 1)):
        return False
    shared = min(held.left[bond], held.right[bond])
    large = min(size[one], size[two]) >= limits.dense
    if large and shared < limits.sure_coverage and is_thin(held, groups, one, two):
        return False
    if shared < limits.mutual and is_quoted(held, groups, one, two):
        return False
    if size[one] > size[two] or (size[one] == size[two] and one < two):
        merge(groups, one, two)
    else:
        merge(groups, two, one)
    return True


@compiled
def merge(groups: Groups, keep: int, give: int) -> None:
    """Give the rows of one group to another."""
    row = give
    while row >= 0:
        groups.root[row] = keep
        row = groups.following[row]
    groups.following[groups.last[keep]] = give
    groups.last[keep] = groups.last[give]
    groups.size[keep] += groups.size[give]


@compiled
def carries(held: Held, limits: Limits, groups: Groups, bond: int, side: int) -> bool:
    """Whether text that ties the row on one side to its group is text that the copy rests on."""
    if (held.right[bond] if side else held.left[bond]) >= limits.carrying:
        return True
    root = groups.root
    row = held.second[bond] if side else held.first[bond]
    group, begin = root[row], held.of_ends[row - 1] if row else 0
    room = 0
    for place in range(begin, held.of_ends[row]):
        other = held.of[place]
        if root[held.first[other]] == group and root[held.second[other]] == group:
            start, end = span_range(held, other, int(held.second[other] == row))
            room += end - start
    if room == 0:
        return True
    start, end = span_range(held, bond, side)
    both = np.empty(room + end - start, np.int64)
    both[room:] = held.spans[start:end]
    ours = covered(np.sort(held.spans[start:end]))
    done = 0
    for place in range(begin, held.of_ends[row]):
        other = held.of[place]
        if root[held.first[other]] == group and root[held.second[other]] == group:
            start, end = span_range(held, other, int(held.second[other] == row))
            both[done : done + end - start] = held.spans[start:end]
            done += end - start
    theirs = covered(np.sort(both[:room]))
    coinciding = theirs + ours - covered(np.sort(both))
    return coinciding >= limits.common_ground * min(theirs, ours)


@compiled
def span_range(held: Held, bond: int, side: int) -> tuple[int, int]:
    """From where to where the stretches of a side go."""
    place = 2 * bond + side
    return held.ends[place - 1] if place else 0, held.ends[place]


@compiled
def covered(ascending: I64) -> int:
    """How many characters lie in at least one of the packed stretches."""
    total = reached = 0
    for span in ascending:
        start, end = span >> 32, span & 0xFFFFFFFF
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total


@compiled
def is_thin(held: Held, groups: Groups, one: int, two: int) -> bool:
    """Whether all copies between two groups hang on one row of either."""
    root = groups.root
    row = one if groups.size[one] <= groups.size[two] else two
    ours = theirs = -1
    many_ours = many_theirs = False
    while row >= 0:
        for place in range(held.of_ends[row - 1] if row else 0, held.of_ends[row]):
            first, second = held.first[held.of[place]], held.second[held.of[place]]
            if root[first] == two and root[second] == one:
                first, second = second, first
            if root[first] == one and root[second] == two:
                many_ours |= ours >= 0 and ours != first
                many_theirs |= theirs >= 0 and theirs != second
                ours, theirs = first, second
        row = groups.following[row]
    return not (many_ours and many_theirs)


@compiled
def is_quoted(held: Held, groups: Groups, one: int, two: int) -> bool:
    """Whether most of what is known between two groups is one quoting the other."""
    root = groups.root
    small, large = (one, two) if groups.size[one] <= groups.size[two] else (two, one)
    excerpts = copies = 0
    row = small
    while row >= 0:
        for place in range(held.quoting_ends[row - 1] if row else 0, held.quoting_ends[row]):
            excerpts += root[held.quoting[place]] == large
        row = groups.following[row]
    if excerpts == 0:
        return False
    row = small
    while row >= 0:
        for place in range(held.of_ends[row - 1] if row else 0, held.of_ends[row]):
            first, second = root[held.first[held.of[place]]], root[held.second[held.of[place]]]
            copies += first != second and (first == large or second == large)
        row = groups.following[row]
    return excerpts >= copies


@compiled
def explaining_into(first: I64, second: I64, each: int, out: BOOL) -> None:
    """Which copies explain families: see `retell.family.rounds.explaining`."""
    rows = 0
    for bond in range(len(first)):
        rows = max(rows, first[bond] + 1, second[bond] + 1)
    parents = np.arange(rows)
    seen = np.zeros(rows, np.int64)
    for bond in range(len(first)):
        one, two = root_of(parents, first[bond]), root_of(parents, second[bond])
        out[bond] = one != two or min(seen[first[bond]], seen[second[bond]]) < each
        parents[one] = two
        seen[first[bond]] += 1
        seen[second[bond]] += 1
