"""What is seen of two sentences, of one more beside a link, and of two pairs: the signs that are weighed.

Each function yields an array whose last axis holds the signs, in the order of the names beside it; the
weights (models/alignment_weights.py) are fitted by training/alignment/fit.py.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from retell.alignment.rows import Block, Products
from retell.values import dataclass

Signs = npt.NDArray[np.float64]
FAR = 6.0
"""Sentences off the course past which all are equally far."""
_SHORT = math.log(4.5)
"""Log words of a sentence that has little to be known by."""

PAIR_SIGNS = (
    "constant",
    "cosine",
    "cosine squared",
    "words",
    "grammar",
    "stems",
    "n-grams",
    "names",
    "names clash",
    "figures",
    "figures clash",
    "held more",
    "held less",
    "unlike length",
    "short",
)
ONE_MORE_SIGNS = (
    "constant",
    "gain in held",
    "part held",
    "gain in cosine",
    "odds of the part",
    "gain in length",
    "cosine of the part",
    "odds of the first",
    "gain in names",
    "gain in figures",
)
WOVEN_SIGNS = (
    "constant",
    "largest gain",
    "mean gain",
    "gain in cosine",
    "best cross",
    "worst pair",
    "crosses",
)


def pair_signs(found: Products, words: tuple[Signs, Signs]) -> Signs:
    """Signs of every pair; `words` counts the words of both sides' rows."""
    held = found.held()
    cosine = found.overall()
    names, figures = found.cosine(Block.NAMES), found.cosine(Block.FIGURES)
    left, right = np.log(words[0])[:, None], np.log(words[1])[None, :]
    layers = [
        np.ones_like(cosine),
        cosine,
        cosine * cosine,
        found.cosine(Block.WORDS),
        found.cosine(Block.GRAMMAR),
        found.cosine(Block.STEMS),
        found.cosine(Block.GRAMS),
        names,
        found.shared_by_both(Block.NAMES) & (names == 0),
        figures,
        found.shared_by_both(Block.FIGURES) & (figures == 0),
        np.maximum(*held),
        np.minimum(*held),
        np.abs(left - right),
        np.minimum(left, right) < _SHORT,
    ]
    return np.stack(layers, axis=2).astype(np.float64)


@dataclass(frozen=True, slots=True, kw_only=True)
class OneMore:
    """A row beside another, beside a further one, and beside the two together.

    `words` counts the words of the row, of the first and of the two; `odds` are the log odds of the row
    beside the first and beside the further one.
    """

    alone: Products
    added: Products
    whole: Products
    words: tuple[Signs, Signs, Signs]
    odds: tuple[Signs, Signs]


def one_more_signs(found: OneMore) -> Signs:
    """Signs that a further row belongs to a link with the first."""
    alone, added, whole, odds = found.alone, found.added, found.whole, found.odds
    words, first, both = (np.log(each) for each in found.words)
    unlike = np.abs(words[:, None] - first), np.abs(words[:, None] - both)
    layers = [
        np.ones_like(odds[0]),
        whole.held()[0] - alone.held()[0],
        added.held()[1],
        whole.overall() - alone.overall(),
        np.clip(odds[1], -8, 4),
        unlike[0] - unlike[1],
        added.overall(),
        np.clip(odds[0], -4, 8),
        whole.held_in(Block.NAMES) - alone.held_in(Block.NAMES),
        whole.held_in(Block.FIGURES) - alone.held_in(Block.FIGURES),
    ]
    return np.stack(layers, axis=2)


def woven_signs(single: Products, over: tuple[Products, Products], double: Products, odds: Signs) -> Signs:
    """Signs that two neighbours on each side are one link of two beside two, not two links.

    `single` is of sentences, `over` of left sentences beside right couples and of left couples beside right
    sentences, `double` of couples.
    """
    cosine, held = single.overall(), single.held()
    wide, tall = over[0].held()[0], over[1].held()[1]
    a, b = slice(None, -1), slice(1, None)
    gains = np.stack(
        [
            wide[a] - held[0][a, a],
            wide[b] - held[0][b, b],
            tall[:, a] - held[1][a, a],
            tall[:, b] - held[1][b, b],
        ],
        axis=2,
    )
    clipped = np.clip(odds, -8, 8)
    crosses = clipped[a, b], clipped[b, a]
    layers = [
        np.ones(gains.shape[:2]),
        gains.max(axis=2),
        gains.mean(axis=2),
        double.overall() - (cosine[a, a] + cosine[b, b]) / 2,
        np.maximum(*crosses),
        np.minimum(clipped[a, a], clipped[b, b]),
        crosses[0] + crosses[1],
    ]
    return np.stack(layers, axis=2)
