"""Weights of the signs by which sentences are linked, fitted by training/alignment/fit.py."""

from __future__ import annotations

from retell.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignmentWeights:
    """One weight a sign, in the order in which alignment/signs.py names them; sums are log odds.

    `pair` weighs a pair of sentences, `off_course` how far from the course it stands, `one_more` a further
    sentence beside a link, `woven` two pairs that are one link of two beside two, `placed` two sentences
    left over between links.
    """

    pair: tuple[float, ...]
    off_course: float
    one_more: tuple[float, ...]
    woven: tuple[float, ...]
    placed: tuple[float, ...]


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
    one_more=(-3.216, 1.188, 4.007, 2.753, 0.269, 3.375, -0.393, -0.138, 4.094, 1.657),
    woven=(-3.329, 1.36, 1.048, 1.58, 2.378, -0.148, -0.803),
    placed=(2.53, 0.418, -4.642, -0.195, 1.056),
)
