"""Weights for judging a replaced word by the lexicon alone.

    python training/judge/lexical.py EDITS.jsonl OUT.json

EDITS.jsonl is what data.py writes. Only replacements of one content word by another are used; spun news is
left out, because its labels were made from the shares of use that are features here. Fits a logistic model
(L2, by Newton's method) on the train part, and prints the AUC of the test part by source.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from retell.models.replacement import features
from retell.text.english import FUNCTION_WORDS
from retell.text.tokens import tokens

Floats = npt.NDArray[np.float64]
RIDGE = 1.0


def main(edits: Path, out: Path) -> None:
    """Fit, write, report."""
    rows = [json.loads(line) for line in edits.read_text("utf-8").splitlines()]
    pairs = [(row, words) for row in rows if row["source"] != "spun" and (words := replaced(row))]
    names = list(features("one", "other"))
    table = np.array([[features(*words)[name] for name in names] for _, words in pairs])
    y = np.array([row["y"] for row, _ in pairs], dtype=float)
    train = np.array([row["part"] == "train" for row, _ in pairs])
    weights = fitted(table[train], y[train])
    out.write_text(
        json.dumps({"weights": dict(zip(names, np.round(weights, 3).tolist(), strict=True))}, indent=1)
        + "\n",
        encoding="utf-8",
    )
    said = table @ weights
    test = np.array([row["part"] == "test" for row, _ in pairs])
    by_source: dict[str, list[int]] = defaultdict(list)
    for at in np.flatnonzero(test):
        by_source[pairs[at][0]["source"]].append(int(at))
        by_source["all"].append(int(at))
    for source in sorted(by_source):
        at_source = by_source[source]
        if 0 < y[at_source].mean() < 1:
            print(source, len(at_source), "AUC", round(auc(y[at_source], said[at_source]), 3))


def replaced(row: dict[str, Any]) -> tuple[str, str] | None:
    """The one content word on each side of an edit; None where there are more, a figure or a name."""
    if not row["a_span"] or not row["b_span"]:
        return None
    sides = [
        [t for t in tokens(text[slice(*span)]) if t.is_word and t.key not in FUNCTION_WORDS]
        for text, span in ((row["a"], row["a_span"]), (row["b"], row["b_span"]))
    ]
    if [len(side) for side in sides] != [1, 1] or any(side[0].is_number for side in sides):
        return None
    if row["a_span"][0] and sides[0][0].is_capitalised:
        return None
    return sides[0][0].key, sides[1][0].key


def fitted(table: Floats, y: Floats) -> Floats:
    """Weights of a ridge logistic regression."""
    weights = np.zeros(table.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-table @ weights))
        gradient = table.T @ (y - p) - RIDGE * weights
        curvature = (table * (p * (1 - p))[:, None]).T @ table + RIDGE * np.eye(len(weights))
        weights += np.linalg.solve(curvature, gradient)
    return weights


def auc(y: Floats, said: Floats) -> float:
    """Area under the ROC curve, by ranks; ties count half."""
    order = np.argsort(said, kind="stable")
    ranks = np.empty(len(said))
    values, first = np.unique(said[order], return_inverse=True)
    counts = np.bincount(first, minlength=len(values))
    mean_rank = np.cumsum(counts) - (counts - 1) / 2
    ranks[order] = mean_rank[first]
    positive = y > 0.5
    n = int(positive.sum())
    return float((ranks[positive].sum() - n * (n + 1) / 2) / (n * (len(y) - n)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
