"""Weights of the signs by which sentences are linked, fitted by training/alignment/fit.py."""

from __future__ import annotations

from dataclasses import dataclass


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
        -3.604,
        2.521,
        -2.499,
        0.986,
        4.392,
        0.979,
        2.255,
        1.359,
        -0.451,
        0.838,
        -1.066,
        0.872,
        3.176,
        -2.672,
        4.851,
    ),
    off_course=-8.327,
    one_more=(-3.542, 0.034, 2.766, 2.038, 0.492, 3.305, -0.761, 0.044, 3.99, 1.341),
    woven=(-3.686, 1.985, 1.131, 1.52, 2.201, -0.065, -0.749),
)
