"""How likely it is that an edit changes what a careful reader learns, by what is known of it.

Two answers for every edit: that the reader learns something else at all, and that the sense itself changed
and not only a detail, a degree or the tone. Each is trees, a weighed sum and what an encoder read added up,
and calibrated on stories none of the three was fitted on. Copies differ in how much of what they reword they
damage, from nothing to nine in ten: what is made of all the edits of one copy therefore moves what is made of
each. `training/judge/README.md` is the model card.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retell.models import judge_features, reader, sums, trees
from retell.models.judge_features import Edit
from retell.models.judge_reasons import reasons
from retell.models.sums import Sums
from retell.models.trees import Trees
from retell.values import dataclass, replace

FILE = Path(__file__).parent / "data" / "judge.npz"

STEADY = 5.0
"""Edits that the usual level of copies counts for beside a copy's own: with few edits little is known."""

READ = {"harm": [0, 2], "grave": [1]}
"""Which of the reader's answers belong to each question."""

_PLACES = 3
"""Decimal places of an answer: more would tell machines apart, not edits."""
_EDGE = 0.5 * 10.0**-_PLACES
"""How near to 0 and 1 an answer is taken to be when its odds are asked."""
_EVEN = 0.5
"""Probability from which harm is the likelier answer."""
_MOST_KNOWN = 16384

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What the judge makes of an edit.

    `harm` is how likely a careful reader learns something else, `grave` how likely the copy says what the
    source does not, both 0..1 and `grave` never above `harm`; `why` is what weighed most on the side of the
    likelier answer, in words, and `otherwise` what weighed most on the other.
    """

    harm: float
    grave: float
    why: str
    otherwise: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Question:
    """Trees and sum for one question, and what each answer counts (Platt 1999): theirs, the reader's, and
    the start."""

    trees: Trees
    sums: Sums
    scale: tuple[float, ...]

    def answers(self, table: NDArray[np.float32], read: Floats) -> Floats:
        """The probabilities for the rows of a table, and what was read of the same edits."""
        by_trees, by_sum, *by_reader, start = self.scale
        odds = by_trees * self.trees.log_odds(table) + by_sum * self.sums.log_odds(table) + start
        return np.asarray(1.0 / (1.0 + np.exp(-(odds + read @ np.array(by_reader)))))

    def shares(self, table: NDArray[np.float32]) -> Floats:
        """What every figure of each row adds to its answer."""
        by_trees, by_sum, *_ = self.scale
        return np.asarray(by_trees * self.trees.shares(table) + by_sum * self.sums.shares(table))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Judge:
    """Both questions; the usual level of copies; what an answer, the level and neither count in a copy."""

    harm: _Question
    grave: _Question
    usual: float
    word_in_copy: tuple[float, float, float]
    stretch_in_copy: tuple[float, float, float]


def judged(edit: Edit) -> Judgement:
    """What the judge makes of one edit; the same edit is judged once."""
    return judged_all([edit])[0]


def judged_all(edits: Sequence[Edit]) -> tuple[Judgement, ...]:
    """What the judge makes of every edit, in their order; faster than one by one."""
    wanted = list(dict.fromkeys(edit for edit in edits if edit not in _KNOWN))
    found = dict(zip(wanted, _asked(wanted), strict=True)) if wanted else {}
    answers = tuple(found[edit] if edit in found else _KNOWN[edit] for edit in edits)
    if len(_KNOWN) + len(found) > _MOST_KNOWN:
        _KNOWN.clear()
    _KNOWN.update(found)
    return answers


_KNOWN: dict[Edit, Judgement] = {}
"""Judgements that were made, so that the same edit is judged once."""


def level(judgements: Sequence[Judgement]) -> float:
    """How damaged a copy is, by all of its doubtful edits: mean log odds of harm, drawn to the usual one."""
    total = sum(_odds(each.harm) for each in judgements)
    return (total + STEADY * _load().usual) / (len(judgements) + STEADY)


def in_copy(judgement: Judgement, damage: float, *, word: bool) -> Judgement:
    """A judgement as it stands in a copy of that level; `word` where one word was put for one."""
    judge = _load()
    own, copy, start = judge.word_in_copy if word else judge.stretch_in_copy
    harm = 1.0 / (1.0 + math.exp(-(own * _odds(judgement.harm) + copy * damage + start)))
    share = min(1.0, judgement.grave / judgement.harm) if judgement.harm else 0.0
    reasons = judgement.why, judgement.otherwise
    why, otherwise = reasons[::-1] if (harm >= _EVEN) is not (judgement.harm >= _EVEN) else reasons
    harm, grave = round(harm, _PLACES), round(harm * share, _PLACES)
    return replace(judgement, harm=harm, grave=grave, why=why, otherwise=otherwise)


def _odds(harm: float) -> float:
    """The log odds of a rounded probability."""
    held = min(max(harm, _EDGE), 1.0 - _EDGE)
    return math.log(held / (1.0 - held))


def _asked(edits: Sequence[Edit]) -> list[Judgement]:
    judge, table, read = _load(), judge_features.table(edits), reader.read(edits)
    harm = judge.harm.answers(table, read[:, READ["harm"]])
    grave = harm * judge.grave.answers(table, read[:, READ["grave"]])
    found = []
    for at, (edit, shares) in enumerate(zip(edits, judge.harm.shares(table), strict=True)):
        why, otherwise = reasons(edit, shares, harmful=bool(harm[at] >= _EVEN))
        rounded = round(float(harm[at]), _PLACES), round(float(grave[at]), _PLACES)
        found.append(Judgement(harm=rounded[0], grave=rounded[1], why=why, otherwise=otherwise))
    return found


@lru_cache(maxsize=1)
def _load() -> _Judge:
    """The shipped judge; ValueError where it was fitted to other figures than are taken now."""
    with np.load(FILE) as stored:
        if stored["names"].tolist() != list(judge_features.names()):
            raise ValueError(f"{FILE.name} was fitted to other figures: run training/judge/fit.py")
        return _Judge(
            harm=_question(stored, "harm"),
            grave=_question(stored, "grave"),
            usual=float(stored["usual level"]),
            word_in_copy=_three(stored["word in copy"]),
            stretch_in_copy=_three(stored["stretch in copy"]),
        )


def _question(stored: Mapping[str, Floats], name: str) -> _Question:
    return _Question(
        trees=trees.loaded(stored, name),  # type: ignore[arg-type]
        sums=sums.loaded(stored, name),
        scale=tuple(map(float, stored[f"{name} scale"])),
    )


def _three(values: Floats) -> tuple[float, float, float]:
    one, two, three = map(float, values)
    return one, two, three
