"""The weights of word links, fitted on the training part of Edinburgh++.

`python -m benchmarks.changes.fit_links gold.train.sure.json src/retell/models/link_weights.py`. Logistic
regression twice; the second round is fitted on what the first says of pairs it was not fitted on (five
parts), and the threshold is the best of a sweep over such pairs. Needs no more than numpy.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import numpy as np

from retell.changes.edits import edits
from retell.changes.wordlinks import Scores, chances, chosen, neighbours, signs
from retell.evaluate.edits import LinkedPair, link_scores, read_links
from retell.models.link_weights import LinkWeights
from retell.settings import EditSettings

PARTS = 5
PENALTY = 1.0
THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
NEAR_BEST = (0.0, 0.3, 0.5, 0.7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """One pair of sentences: its signs and which of its tokens are linked."""

    pair: LinkedPair
    signs: Scores

    @property
    def answers(self) -> Scores:
        """1 for every linked pair of tokens."""
        table = np.zeros(self.signs.shape[:2])
        for at in self.pair.sure:
            table[at] = 1.0
        return table


def fitted(tables: Sequence[Scores], lessons: Sequence[Lesson]) -> Scores:
    """Weights by Newton's method, with a ridge."""
    seen = np.concatenate([table.reshape(-1, table.shape[2]) for table in tables])
    truth = np.concatenate([lesson.answers.ravel() for lesson in lessons])
    weights = np.zeros(seen.shape[1])
    for _ in range(30):
        said = chances(seen @ weights)
        slope = seen.T @ (said - truth) + PENALTY * weights
        curve = (seen * (said * (1 - said) + 1e-9)[:, None]).T @ seen + PENALTY * np.eye(len(weights))
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-5:
            break
    return weights


def unseen(tables: Sequence[Scores], lessons: Sequence[Lesson]) -> list[Scores]:
    """What weights fitted on the other parts say of each pair."""
    said: dict[int, Scores] = {}
    for part in range(PARTS):
        others = [at for at in range(len(lessons)) if at % PARTS != part]
        weights = fitted([tables[at] for at in others], [lessons[at] for at in others])
        said |= {at: chances(tables[at] @ weights) for at in range(part, len(lessons), PARTS)}
    return [said[at] for at in range(len(lessons))]


def learned(lessons: Sequence[Lesson]) -> LinkWeights:
    """Both rounds and the best threshold."""
    plain = [lesson.signs for lesson in lessons]
    first = unseen(plain, lessons)
    both = [np.concatenate([one, neighbours(two)], axis=2) for one, two in zip(plain, first, strict=True)]
    second = unseen(both, lessons)
    weights = LinkWeights(
        alone=_rounded(fitted(plain, lessons)),
        together=_rounded(fitted(both, lessons)),
        threshold=0.5,
        near_best=0.5,
    )
    sweep = (
        replace(weights, threshold=threshold, near_best=near)
        for threshold, near in product(THRESHOLDS, NEAR_BEST)
    )
    return max(sweep, key=lambda each: _score(second, lessons, each))


def _score(tables: Sequence[Scores], lessons: Sequence[Lesson], weights: LinkWeights) -> float:
    found = [frozenset(chosen(table, weights)) for table in tables]
    return link_scores([lesson.pair for lesson in lessons], found).macro.f1


def _rounded(weights: Scores) -> tuple[float, ...]:
    return tuple(round(float(weight), 3) for weight in weights)


def _lesson(pair: LinkedPair) -> Lesson:
    return Lesson(pair=pair, signs=signs(pair.left, pair.right, edits(pair.left, pair.right, EditSettings())))


def main(gold: str, target: str) -> None:
    """Fit, and put the weights into the module that holds them."""
    weights = learned([_lesson(pair) for pair in read_links(Path(gold))])
    path = Path(target)
    kept = path.read_text(encoding="utf-8").partition("WEIGHTS = ")[0]
    path.write_text(f"{kept}WEIGHTS = {weights!r}\n", encoding="utf-8")
    print(f"threshold {weights.threshold}, near best {weights.near_best}; run ruff format on {target}")


if __name__ == "__main__":
    main(*sys.argv[1:])
