"""The model of verdicts fitted to a labelled corpus, and how its probabilities hold on another."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from retell.family.arrays import F64, I64
from retell.family.judge import Verdict, features, probabilities
from retell.family.kernels.run import CompiledTexts
from retell.family.measures import Measures, measured
from retell.family.meeting import meeting
from retell.family.overlap import Weighing
from retell.settings import FamilySettings

_APART = {"excerpt": Verdict.EXCERPT, "near_miss": Verdict.EVENT, "form": Verdict.FORM}


def examples(path: Path, settings: FamilySettings) -> tuple[Measures, I64]:
    """The measures of all pairs of a corpus that meet, and what each is; -1 where the labels do not say."""
    with path.open(encoding="utf-8") as file:
        records = [json.loads(line) for line in file]
    texts = CompiledTexts.of([record["text"] for record in records])
    keys = texts.columns(settings)
    met = meeting(keys, settings, texts.loops)
    weighing = Weighing.of(keys, settings)
    found = texts.overlaps(met.first, met.second, weighing, settings)
    alone = float(np.log(len(records) + settings.unseen_documents) ** 2)
    seen = measured(found, texts.sums(weighing), (met.first, met.second), alone)
    pairs = zip(met.first.tolist(), met.second.tolist(), strict=True)
    return seen, np.array([_truth(records[one], records[two]) for one, two in pairs])


def _truth(one: dict[str, str], two: dict[str, str]) -> int:
    if one["label"] == two["label"]:
        return Verdict.COPY
    for copy, base in ((one, two), (two, one)):
        if copy["of"] == base["id"] and copy["way"] in _APART:
            return _APART[copy["way"]]
    related = (one["of"] or one["id"]) == (two["of"] or two["id"])
    borrowed = {"excerpt", "merged", "near_miss"} & {one["way"], two["way"]}
    return -1 if related or borrowed else Verdict.NOTHING


def fitted(seen: F64, truth: I64, ridge: float = 0.3, steps: int = 8000) -> F64:
    """The weights of a softmax, by gradient descent with momentum."""
    goal = np.eye(len(Verdict))[truth]
    weights = np.zeros((len(Verdict), seen.shape[1]))
    speed = np.zeros_like(weights)
    for _ in range(steps):
        scores = seen @ weights.T
        chances = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        slope = (chances - goal).T @ seen / len(seen) + ridge / len(seen) * weights
        speed = 0.95 * speed - 2.0 * slope
        weights = weights + speed
    return np.round(weights, 3)


def reliability(chances: F64, truth: I64) -> None:
    """Print how often each verdict holds where its probability is so great."""
    edges = np.array([0, 0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98, 1.0001])
    for verdict in Verdict:
        held = truth == verdict
        place = np.digitize(chances[:, verdict], edges) - 1
        cells = [
            f"{chances[here, verdict].mean():.2f}:{held[here].mean():.2f} ({here.sum()})"
            for here in (place == at for at in range(len(edges) - 1))
            if here.any()
        ]
        print(f"{verdict.name.lower():<8}", "  ".join(cells))


def main() -> None:
    """Fit on one corpus, print the weights and the table of the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("development", type=Path)
    parser.add_argument("test", type=Path)
    parser.add_argument("--shipped", action="store_true", help="show the table of the shipped weights only")
    given = parser.parse_args()
    settings = FamilySettings()
    if not given.shipped:
        seen, truth = examples(given.development, settings)
        weights = fitted(features(seen)[truth >= 0], truth[truth >= 0])
        print("verdict_weights =", tuple(tuple(row) for row in weights.tolist()))
        settings = FamilySettings(verdict_weights=tuple(tuple(row) for row in weights.tolist()))
    seen, truth = examples(given.test, settings)
    chances = probabilities(seen, settings)[truth >= 0]
    truth = truth[truth >= 0]
    reliability(chances, truth)
    table = np.zeros((len(Verdict), len(Verdict)), dtype=np.int64)
    np.add.at(table, (truth, chances.argmax(axis=1)), 1)
    print(table)


if __name__ == "__main__":
    main()
