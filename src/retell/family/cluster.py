"""Verified pairs made into families, weak bridges left open.

Connected components join whatever one document joins: a round-up of two stories makes one family of both.
Here groups grow from the strongest bond down, and a bond joins two groups only if the text that it
shares is text that the groups share. In the document where the bond lands, the stretch it rests on and
the stretches that hold the document to its group must coincide in part: through a document that is half
of A and half of B no sentence of A reaches B, and the bridge stays open. Two groups of some size need, on
top of that, bonds between more than one document of each, as copies of one text always give, or one in
which each side stands whole in the other, since of those few are kept where there are many. And where
more pairs between two groups are excerpts than copies, a passage of one stands in the other and no more:
that a short document is made up of this passage alone joins nothing, but a bond that the most of both rests
on does, as that of a report and its update.

The strongest bond is taken first and ties are settled by row, which follows the id, so the order of the
input cannot matter. These functions are the plain form; `kernels.groups` says the same of many.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from retell.family.arrays import I64
from retell.family.bonds import Bonds
from retell.settings import FamilySettings

Stretch = tuple[int, int]


def grown(bonds: Bonds, quoting: tuple[I64, I64], settings: FamilySettings) -> I64:
    """By row the first row of the family that it falls to, itself where it falls to none.

    `quoting` are pairs of rows known to share a passage and no more.
    """
    groups = _Groups(bonds, quoting, settings)
    groups.grow()
    labels = np.arange(bonds.rows)
    for members in groups.members.values():
        labels[members] = min(members)
    return labels


class _Groups:
    """Groups of rows while they grow; each goes by one of its rows."""

    def __init__(self, bonds: Bonds, quoting: tuple[I64, I64], settings: FamilySettings) -> None:
        self._bonds = bonds
        self._settings = settings
        self._ends = list(zip(bonds.first.tolist(), bonds.second.tolist(), strict=True))
        self._copies = np.flatnonzero(bonds.copies).tolist()
        self._of: dict[int, list[int]] = defaultdict(list)
        for bond in self._copies:
            for row in self._ends[bond]:
                self._of[row].append(bond)
        self._quoting: dict[int, list[int]] = defaultdict(list)
        for one, two in zip(*(side.tolist() for side in quoting), strict=True):
            self._quoting[one].append(two)
            self._quoting[two].append(one)
        self._root = {row: row for row in self._of}
        self.members = {row: [row] for row in self._of}

    def grow(self) -> None:
        """Join groups until no bond joins two more."""
        open_ones, before = self._copies, -1
        while len(open_ones) != before:
            before = len(open_ones)
            open_ones = [bond for bond in open_ones if not self._join(bond)]

    def _join(self, bond: int) -> bool:
        """Join the two groups of a bond if it holds; whether they are one afterwards."""
        one, two = (self._root[row] for row in self._ends[bond])
        if one == two:
            return True
        if not (self._carries(bond, 0) and self._carries(bond, 1)):
            return False
        large = min(len(self.members[one]), len(self.members[two])) >= self._settings.dense
        if large and not self._whole(bond) and self._thin(one, two):
            return False
        if not self._mutual(bond) and self._quoted(one, two):
            return False
        keep, give = sorted((one, two), key=lambda root: (-len(self.members[root]), root))
        for row in self.members[give]:
            self._root[row] = keep
        self.members[keep] += self.members.pop(give)
        return True

    def _mutual(self, bond: int) -> bool:
        """Whether the most of each of the two stands in the other: an update and what it updates."""
        return bool(min(self._bonds.left[bond], self._bonds.right[bond]) >= self._settings.mutual)

    def _quoted(self, one: int, two: int) -> bool:
        """Whether most of what is known between two groups is one quoting the other."""
        excerpts = sum(
            self._root.get(other) == two for row in self.members[one] for other in self._quoting.get(row, ())
        )
        if not excerpts:
            return False
        copies = sum(
            {self._root[row] for row in self._ends[bond]} == {one, two}
            for row in self.members[one]
            for bond in self._of[row]
        )
        return excerpts >= copies

    def _carries(self, bond: int, side: int) -> bool:
        """Whether text that ties the row on one side to its group is text that the bond rests on.

        A bond that covers nearly all of a document rests on whatever else ties it.
        """
        share = (self._bonds.right if side else self._bonds.left)[bond]
        if share >= self._settings.carrying:
            return True
        row = self._ends[bond][side]
        group = self._root[row]
        held = [
            span
            for other in self._of[row]
            if all(self._root[each] == group for each in self._ends[other])
            for span in self._bonds.spans_of(other, self._ends[other].index(row))
        ]
        ours = self._bonds.spans_of(bond, side)
        shorter = min(covered(held), covered(ours))
        return not held or _coinciding(held, ours) >= self._settings.common_ground * shorter

    def _whole(self, bond: int) -> bool:
        """Whether each of the two stands in the other, but for little: of such bonds a few are kept where
        there are many, so that one may stand for all between two groups."""
        return bool(min(self._bonds.left[bond], self._bonds.right[bond]) >= self._settings.sure_coverage)

    def _thin(self, one: int, two: int) -> bool:
        """Whether all bonds between two groups hang on one document of either."""
        ends: dict[int, set[int]] = {one: set(), two: set()}
        for row in self.members[one]:
            for bond in self._of[row]:
                first, second = self._ends[bond]
                if {self._root[first], self._root[second]} == {one, two}:
                    ends[self._root[first]].add(first)
                    ends[self._root[second]].add(second)
        return min(len(ends[one]), len(ends[two])) < 2


def covered(spans: Iterable[Stretch]) -> int:
    """How many code points lie in at least one of the stretches."""
    total = reached = 0
    for start, end in sorted(spans):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total


def _coinciding(one: Sequence[Stretch], two: Sequence[Stretch]) -> int:
    """How many code points lie in both sets of stretches."""
    return covered(one) + covered(two) - covered([*one, *two])
