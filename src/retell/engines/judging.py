"""The pairs of a part beside their texts, and what the driver is told of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retell.family.arrays import BOOL, I32, I64, U8
from retell.family.holding import hold
from retell.family.judge import Judged, Verdict, judged
from retell.family.measures import Measures, measured
from retell.family.meeting import agreeing_least
from retell.family.overlap import Figure, Overlaps, Sum, Weighing
from retell.family.pairs import Pairs
from retell.family.parted import Candidates
from retell.family.postings import pack
from retell.settings import FamilySettings

_NONE: I64 = np.zeros(0, dtype=np.int64)
NO_PAIRS = Candidates(first=_NONE, second=_NONE, sure=_NONE.astype(bool))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sides:
    """Texts and signatures by row."""

    rows: I64
    bodies: NDArray[np.object_]
    signatures: U8

    def ordered(self) -> Sides:
        """Each row once, ascending."""
        rows, at = np.unique(self.rows, return_index=True)
        return Sides(rows=rows, bodies=self.bodies[at], signatures=self.signatures[at])

    def of(self, rows: I64) -> Sides:
        """Those of some rows; they are ascending here."""
        at = np.searchsorted(self.rows, rows)
        return Sides(rows=rows, bodies=self.bodies[at], signatures=self.signatures[at])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Asked:
    """Rows whose texts are asked for, and the parts that ask."""

    rows: I64
    parts: I64


NOTHING_ASKED = Asked(rows=_NONE, parts=_NONE)


def no_sides(width: int) -> Sides:
    """No texts, with signatures of so many bytes."""
    return Sides(
        rows=_NONE, bodies=np.zeros(0, dtype=object), signatures=np.zeros((0, width), dtype=np.uint8)
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class JudgedPairs:
    """The pairs of a part that are something; those that may make a family are `tied`.

    `lengths` are the numbers of regions of each; `rows` the texts of all pairs of the part that were judged,
    with their `sums`. `met` and `forms` have one number for each part: how many pairs met, and how many forms
    there are that are not told.
    """

    first: I64
    second: I64
    tied: BOOL
    figures: I64
    regions: I32
    lengths: I64
    rows: I64
    sums: I64
    met: I64
    forms: I64

    def pairs(self, documents: int, weighing: Weighing, settings: FamilySettings) -> Pairs:
        """The pairs in the order of their rows, as one machine judges them."""
        order = np.lexsort((self.second, self.first))
        first, second = self.first[order], self.second[order]
        lengths = self.lengths[order]
        ends = np.cumsum(lengths)
        starts = (np.cumsum(self.lengths) - self.lengths)[order]
        within = np.arange(len(self.regions)) + np.repeat(starts - (ends - lengths), lengths)
        sums = np.zeros((documents, len(Sum)), dtype=np.int64)
        sums[self.rows] = self.sums
        found = Overlaps(figures=self.figures[order], regions=self.regions[within], ends=ends, sums=sums)
        seen = measured(found, sums, (first, second), weighing.alone)
        return Pairs(first=first, second=second, overlaps=found, seen=seen, judged=judged(seen, settings))


NOTHING_JUDGED = JudgedPairs(
    first=_NONE,
    second=_NONE,
    tied=_NONE.astype(bool),
    figures=np.zeros((0, len(Figure)), dtype=np.int64),
    regions=np.zeros((0, 4), dtype=np.int32),
    lengths=_NONE,
    rows=_NONE,
    sums=np.zeros((0, len(Sum)), dtype=np.int64),
    met=_NONE,
    forms=_NONE,
)


def judged_beside(
    pairs: Candidates, sides: Sides, weighing: Weighing, settings: FamilySettings
) -> JudgedPairs:
    """The pairs of a part judged; all their texts are there."""
    one, two = np.searchsorted(sides.rows, pairs.first), np.searchsorted(sides.rows, pairs.second)
    texts = hold(sides.bodies.tolist(), 1)
    agreeing = texts.loops.agreeing(pack(one, two), sides.signatures)
    met = np.flatnonzero(pairs.sure | (agreeing >= agreeing_least(settings.least_likeness, settings)))
    one, two = one[met], two[met]
    found = texts.overlaps(one, two, weighing, settings)
    seen = measured(found, found.sums, (one, two), weighing.alone)
    verdicts = judged(seen, settings)
    forms = verdicts.are(Verdict.FORM)
    told = _told(seen, verdicts, settings)
    lengths = np.diff(found.ends, prepend=0)
    read = np.unique(np.concatenate((one, two)))
    return JudgedPairs(
        first=pairs.first[met][told],
        second=pairs.second[met][told],
        tied=(verdicts.doubtful | verdicts.are(Verdict.COPY))[told],
        figures=found.figures[told],
        regions=found.regions[np.repeat(told, lengths)],
        lengths=lengths[told],
        rows=sides.rows[read],
        sums=found.sums[read],
        met=np.array([len(met)]),
        forms=np.array([int((forms & ~told).sum())]),
    )


def _told(seen: Measures, verdicts: Judged, settings: FamilySettings) -> BOOL:
    """The pairs that the driver has to know of."""
    # Pairs of one frame and other names say, counted over the corpus, that the frame is a form.
    framed = (seen.fuller >= settings.form_covered) & (seen.agreed < settings.form_particulars)
    nothing = verdicts.are(Verdict.FORM) | (verdicts.verdicts == Verdict.NOTHING)
    told: BOOL = verdicts.doubtful | framed | ~nothing
    return told
