"""Weights of the signs by which sentences are linked, fitted by training/alignment/fit.py."""

from __future__ import annotations

from retell.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignmentWeights:
    """One weight a sign, in the order in which alignment/signs.py names them; sums are log odds.

    `pair` weighs a pair of sentences, `off_course` how far from the course it stands, `one_more` a further
    sentence beside a link, `woven` two pairs that are one link of two beside two.
    """

    pair: tuple[float, ...]
    off_course: float
    one_more: tuple[float, ...]
    woven: tuple[float, ...]


WEIGHTS = AlignmentWeights(
    pair=(
        -3.799,
        2.752,
        -3.094,
        1.084,
        4.355,
        0.816,
        2.38,
        1.197,
        -0.44,
        0.761,
        -0.974,
        1.343,
        2.918,
        -2.596,
        4.867,
    ),
    off_course=-7.389,
    one_more=(-3.383, -0.029, 2.565, 1.949, 0.52, 3.311, -0.853, 0.041, 4.039, 1.36),
    woven=(-3.596, 1.948, 1.129, 1.523, 2.222, -0.068, -0.759),
)
