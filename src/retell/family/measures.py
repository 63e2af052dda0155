"""What pairs have in common as shares, from the whole numbers of their overlaps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from retell.family.arrays import F64, I64
from retell.family.overlap import WEIGHT_UNIT, Figure, Overlaps, Sum


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Measures:
    """One number for each pair.

    `left` and `right` are the shares of a text's letters that stand in a region. `likeness` and `whole` are
    the shares of the lighter and of the heavier text's words that the other has, weighed by rarity. `kept` is
    the share, weighed likewise, of the words of the regions that stand there word for word, and `agreed` that
    of the poorer text's names and figures that the other has, one more taken to agree. `own` are the words of
    long runs that are no public quotation, and `rare` is what the words of long runs weigh.
    """

    left: F64
    right: F64
    likeness: F64
    whole: F64
    kept: F64
    agreed: F64
    names: I64
    named: F64
    longest: I64
    regions: I64
    own: I64
    rare: F64

    @property
    def fuller(self) -> F64:
        """The coverage of the text that is covered more."""
        return np.maximum(self.left, self.right)

    @property
    def lesser(self) -> F64:
        """The coverage of the text that is covered less."""
        return np.minimum(self.left, self.right)


def measured(found: Overlaps, sums: I64, pairs: tuple[I64, I64], alone: float) -> Measures:
    """The shares of pairs of rows; `alone` is what a name weighs that no other document has."""
    told = found.figures
    one, two = sums[pairs[0]], sums[pairs[1]]
    words = one[:, Sum.WORD_WEIGHT], two[:, Sum.WORD_WEIGHT]
    names = np.minimum(one[:, Sum.NAME_WEIGHT], two[:, Sum.NAME_WEIGHT])
    within = np.minimum(told[:, Figure.LEFT_WEIGHT], told[:, Figure.RIGHT_WEIGHT])
    return Measures(
        left=_share(told[:, Figure.LEFT_BYTES], one[:, Sum.BYTES]),
        right=_share(told[:, Figure.RIGHT_BYTES], two[:, Sum.BYTES]),
        likeness=_share(told[:, Figure.WORD_WEIGHT], np.minimum(*words)),
        whole=_share(told[:, Figure.WORD_WEIGHT], np.maximum(*words)),
        kept=np.minimum(1.0, _share(told[:, Figure.RUN_WEIGHT], within)),
        agreed=(told[:, Figure.NAME_WEIGHT] + WEIGHT_UNIT * alone) / (names + WEIGHT_UNIT * alone),
        names=told[:, Figure.NAMES],
        named=_share(told[:, Figure.NAMES], np.minimum(one[:, Sum.NAMES], two[:, Sum.NAMES])),
        longest=told[:, Figure.LONGEST],
        regions=told[:, Figure.REGIONS],
        own=told[:, Figure.OWN],
        rare=told[:, Figure.LONG_WEIGHT] / WEIGHT_UNIT,
    )


def _share(part: I64, whole: I64) -> F64:
    found: F64 = part / np.maximum(whole, 1)
    return found
