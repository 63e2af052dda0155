"""How likely it is that an edit changes what a careful reader learns, by trees over what is known of it.

Two answers for every edit: that the reader learns something else at all, and that the sense itself changed
and not only a detail, a degree or the tone. Both are calibrated on stories the trees were not fitted on.
`training/judge/README.md` is the model card.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retell.models import judge_features, trees
from retell.models.judge_features import Edit
from retell.models.judge_reasons import reason
from retell.models.trees import Trees
from retell.values import dataclass

FILE = Path(__file__).parent / "data" / "judge.npz"

_PLACES = 3
"""Decimal places of an answer: more would tell machines apart, not edits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What the judge makes of an edit.

    `harm` is how likely a careful reader learns something else, `grave` how likely the copy says what the
    source does not, both 0..1 and `grave` never above `harm`; `why` is what weighed most, in words.
    """

    harm: float
    grave: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Judge:
    """The two sets of trees, and slope and intercept that make their log odds honest (Platt 1999)."""

    harm: Trees
    grave: Trees
    harm_scale: tuple[float, float]
    grave_scale: tuple[float, float]


def judged(edit: Edit) -> Judgement:
    """What the judge makes of one edit; the same edit is judged once."""
    return _judged(edit)


def judged_all(edits: Sequence[Edit]) -> tuple[Judgement, ...]:
    """What the judge makes of every edit, in their order; faster than one by one."""
    if not edits:
        return ()
    judge, table = _load(), judge_features.table(edits)
    harm = _honest(judge.harm.log_odds(table), judge.harm_scale)
    grave = harm * _honest(judge.grave.log_odds(table), judge.grave_scale)
    return tuple(
        Judgement(
            harm=round(float(harm[at]), _PLACES),
            grave=round(float(grave[at]), _PLACES),
            why=reason(edit, judge.harm.shares(table[at]), harmful=bool(harm[at] >= 0.5)),
        )
        for at, edit in enumerate(edits)
    )


@lru_cache(maxsize=16384)
def _judged(edit: Edit) -> Judgement:
    return judged_all([edit])[0]


def _honest(log_odds: NDArray[np.float64], scale: tuple[float, float]) -> NDArray[np.float64]:
    slope, intercept = scale
    return np.asarray(1.0 / (1.0 + np.exp(-(slope * log_odds + intercept))))


@lru_cache(maxsize=1)
def _load() -> _Judge:
    """The shipped judge; ValueError where it was fitted to other figures than are taken now."""
    with np.load(FILE) as stored:
        if stored["names"].tolist() != list(judge_features.names()):
            raise ValueError(f"{FILE.name} was fitted to other figures: run training/judge/fit.py")
        scales = [tuple(map(float, stored[f"{name} scale"])) for name in ("harm", "grave")]
        return _Judge(
            harm=trees.loaded(stored, "harm"),
            grave=trees.loaded(stored, "grave"),
            harm_scale=(scales[0][0], scales[0][1]),
            grave_scale=(scales[1][0], scales[1][1]),
        )
