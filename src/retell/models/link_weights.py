"""Weights of the signs by which words are linked, fitted by benchmarks/changes/fit_links.py."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkWeights:
    """One weight a sign, in the order in which changes/wordlinks.py makes them, for each of two rounds.

    A pair is linked at `threshold` and where it reaches `near_best` of the best of its row and column.
    """

    alone: tuple[float, ...]
    together: tuple[float, ...]
    threshold: float
    near_best: float


WEIGHTS = LinkWeights(
    alone=(
        -4.405,
        2.278,
        1.619,
        1.352,
        2.006,
        0.292,
        -0.049,
        0.239,
        -0.045,
        -0.147,
        -2.636,
        0.123,
        -1.922,
        1.477,
        2.047,
        1.588,
        4.836,
        0.832,
        -5.729,
        1.013,
        0.955,
        1.615,
        0.742,
        -0.09,
        0.308,
        3.645,
        9.709,
        -3.392,
        -4.03,
        2.179,
        -0.118,
    ),
    together=(
        -1.666,
        2.507,
        1.285,
        1.173,
        2.292,
        0.322,
        -0.219,
        0.218,
        -0.254,
        -0.069,
        -1.22,
        0.249,
        -1.13,
        0.564,
        1.077,
        0.963,
        2.535,
        0.734,
        0.99,
        -0.605,
        -0.229,
        0.168,
        1.103,
        -0.106,
        0.119,
        -0.082,
        -0.033,
        -0.392,
        -0.494,
        0.524,
        -0.325,
        -0.934,
        0.48,
        0.975,
        0.748,
        0.347,
        1.022,
        1.437,
        1.352,
        1.667,
        -3.357,
        -3.372,
        -0.192,
        -0.191,
        0.675,
    ),
    threshold=0.45,
    near_best=0.7,
)
