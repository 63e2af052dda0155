"""The judge's trees and weighed sums, fitted, made honest and written down.

    python -m training.judge.fit EDITS.jsonl src/retell/models/data/judge.npz

EDITS.jsonl is what data.py writes. Two questions: whether an edit harms at all, over all of them, and whether
a harm changes the sense, over the harmful ones. To each, boosted trees answer, a weighed sum of the same
figures (ridge logistic regression over the sources of `SUMMED`) and the reader, which reader.py has taught
before. What each answer counts is fitted (Platt) to the third of the own edits that the reader was not shown,
answered by trees and sums that never saw their story or sentence, in folds; the figures printed are of those,
so that three or four weights have seen them, and of the held parts. Then what the level of a copy counts is
fitted to these stories, and printed for every story by a fit without it. Trees and sums that ship have seen
all folds and the train parts. Needs scikit-learn.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from training.judge.apart import is_apart

from retell.models import judge_features, reader, sums
from retell.models.judge import READ, STEADY
from retell.models.judge_features import Edit
from retell.models.sums import Sums
from retell.models.trees import Trees, packed
from retell.text.spans import Span

WEIGHTS = {
    "etpc": 2.0,
    "wordnet": 0.4,
    "spun": 0.1,
    "pan_madnani": 0.15,
    "msrp": 0.15,
    "vitaminc": 0.15,
    "sick": 0.15,
    "stsb": 0.15,
    "trip": 6.0,
    "written": 3.0,
    "story hunk": 3.0,
    "story pair": 5.0,
    "story left": 1.0,
    "story right": 1.0,
    "whole pair": 0.02,
    "whole hunk": 0.02,
    "whole left": 0.02,
    "whole right": 0.02,
}
"""What an edit of each source counts; a hand-spun word has the source's name "spun" and part "own"."""
OWN_SPUN = 6.0
SUMMED = ("etpc", "wordnet")
"""Sources besides the own edits that the weighed sum is fitted to; the others move it the wrong way."""
RIDGE = 0.01
"""Inverse weight of the penalty on the sum's weights, which are of scaled figures."""
TWO_KINDS_OF_HARM = ("wordnet", "spun", "trip", "written", "story pair", "whole pair")
"""Sources whose labels tell a lost detail from a changed sense, word by word."""
FOLDS = 3
SHAPE = {
    "max_iter": 160,
    "learning_rate": 0.07,
    "max_leaf_nodes": 12,
    "min_samples_leaf": 30,
    "l2_regularization": 1.0,
    "max_features": 0.4,
}


def main(edits: Path, out: Path) -> None:
    """Fit in folds for the figures, then on everything, and write."""
    rows = [json.loads(line) for line in edits.read_text("utf-8").splitlines()]
    rows = [row for row in rows if row["a_span"] or row["b_span"]]
    table = judge_features.table([edit_of(row) for row in rows])
    seen = answered(rows)
    y = np.array([row["y"] for row in rows])
    telling = np.array([row["source"] in TWO_KINDS_OF_HARM for row in rows])
    stored: dict[str, Any] = {"names": np.array(judge_features.names())}
    for name, target, among in (("harm", y > 0, y >= 0), ("grave", y > 1, (y > 0) & telling)):
        odds, arrays = question(rows, (table, seen[:, READ[name]]), target, among, name)
        print(f"{name}: trees, sum, reader, start {arrays[f'{name} scale'].round(2)}")
        print("\n".join(figures(rows, 1 / (1 + np.exp(-odds)), target, among)))
        stored |= arrays
        if name == "harm":
            stored |= copies(rows, odds, target)
    np.savez_compressed(out, **stored)


def answered(rows: list[dict[str, Any]]) -> Any:
    """What the reader reads of the rows that it was never shown; nought of the others."""
    found = np.zeros((len(rows), len(reader.NAMES)))
    apart = [at for at, row in enumerate(rows) if is_apart(row)]
    found[apart] = reader.read([edit_of(rows[at]) for at in apart])
    return found


def question(
    rows: list[dict[str, Any]], seen_of: tuple[Any, Any], target: Any, among: Any, name: str
) -> tuple[Any, Any]:
    """Honest log odds of every edit that the reader was not shown, and the arrays to store.

    `seen_of` are the figures of each edit and what the reader read of it.
    """
    table, read = seen_of
    weights = np.array([weight(row) for row in rows])
    held, own = (np.array([row["part"] == part for row in rows]) for part in ("held", "own"))
    summed = own | np.array([row["source"] in SUMMED for row in rows])
    fold = np.array([crc32(f"{row['group']}q".encode()) % FOLDS for row in rows])
    said = np.column_stack([np.zeros((len(rows), 2)), read])
    for at in range(FOLDS):
        apart, seen = own & (fold == at), among & ~held & ~(own & (fold == at))
        trees, total = fitted(table, target, weights, seen), weighed(table, target, weights, seen & summed)
        for part, share in ((apart, 1.0), (held, 1 / FOLDS)):
            said[part, 0] += share * trees.decision_function(table[part])
            said[part, 1] += share * total.log_odds(table[part])
    unread = np.array([is_apart(row) for row in rows])
    scale = np.array(honest(said, target, own & among & unread))
    last = exported(fitted(table, target, weights, among & ~held))
    total = weighed(table, target, weights, among & ~held & summed)
    arrays = {**packed(last, name), **sums.packed(total, name), f"{name} scale": scale}
    return said @ scale[:-1] + scale[-1], arrays


def copies(rows: list[dict[str, Any]], odds: Any, target: Any) -> dict[str, Any]:
    """What an edit's own log odds, its copy's level and neither count, for words and for stretches."""
    asked = np.array([bool(row.get("asked")) and is_apart(row) for row in rows])
    stories = np.array([row["group"] if row["part"] == "own" else "" for row in rows])
    usual = float(odds[asked].mean())
    means = {
        name: (odds[asked & (stories == name)].sum() + STEADY * usual)
        / ((asked & (stories == name)).sum() + STEADY)
        for name in sorted(set(stories[asked].tolist()))
    }
    table = np.array([[own, means.get(name, usual)] for own, name in zip(odds, stories, strict=True)])
    stored: dict[str, Any] = {"usual level": usual}
    for name, kind in (("word", "story pair"), ("stretch", "story hunk")):
        among = asked & np.array([row["source"] == kind for row in rows])
        stored[f"{name} in copy"] = np.array(honest(table, target, among))
        said = np.zeros(len(rows))
        for story in means:
            apart = among & (stories == story)
            one, level, start = honest(table, target, among & ~apart)
            said[apart] = 1 / (1 + np.exp(-(table[apart] @ [one, level] + start)))
        print(f"{name} in copy: {stored[f'{name} in copy'].round(2)}")
        print("\n".join(at_thresholds(f"{name} in copy", said[among], target[among])))
    return stored


def edit_of(row: dict[str, Any]) -> Edit:
    """One line of the file as an edit."""
    spans = [Span(start=span[0], end=span[1]) if span else None for span in (row["a_span"], row["b_span"])]
    return Edit(left=row["a"], right=row["b"], left_span=spans[0], right_span=spans[1])


def weight(row: dict[str, Any]) -> float:
    """How much a row counts."""
    return OWN_SPUN if row["part"] == "own" and row["source"] == "spun" else WEIGHTS[row["source"]]


def fitted(table: Any, target: Any, weights: Any, among: Any) -> HistGradientBoostingClassifier:
    """Boosted trees over the rows chosen."""
    model = HistGradientBoostingClassifier(random_state=0, **SHAPE)
    return model.fit(table[among], target[among], sample_weight=weights[among])


def weighed(table: Any, target: Any, weights: Any, among: Any) -> Sums:
    """A ridge logistic regression over the rows chosen, its figures scaled and held within bounds."""
    mean, spread = table[among].mean(axis=0, dtype=float), table[among].std(axis=0, dtype=float) + 1e-6
    bare = Sums(mean=mean, spread=spread, weight=np.zeros(len(mean)), start=0.0)
    model = LogisticRegression(C=RIDGE, max_iter=400)
    model.fit(bare.scaled(table[among]), target[among], sample_weight=weights[among] / weights[among].mean())
    return Sums(mean=mean, spread=spread, weight=model.coef_[0], start=float(model.intercept_[0]))


def honest(said: Any, target: Any, among: Any) -> tuple[float, ...]:
    """What each of several answers counts, and the start, borne out among the rows chosen."""
    model = LogisticRegression(C=10.0).fit(said[among], target[among])
    return (*map(float, model.coef_[0]), float(model.intercept_[0]))


def exported(model: HistGradientBoostingClassifier) -> Trees:
    """The trees as tables; what a path is worth so far is the mean of the leaves below, by training count."""
    nodes = [stage[0].nodes for stage in model._predictors]
    most = max(map(len, nodes))
    arrays = {key: np.zeros((len(nodes), most)) for key in ("figure", "at_most", "left", "right", "value")}
    for tree, found in enumerate(nodes):
        places, leaves = np.arange(len(found)), found["is_leaf"].astype(bool)
        value = found["value"].astype(float)
        for at in reversed(range(len(found))):
            if not leaves[at]:
                below = [int(found["left"][at]), int(found["right"][at])]
                value[at] = np.average(value[below], weights=found["count"][below])
        cells = slice(0, len(found))
        arrays["figure"][tree, cells] = np.where(leaves, 0, found["feature_idx"])
        arrays["at_most"][tree, cells] = np.where(leaves, 0, found["num_threshold"])
        arrays["left"][tree, cells] = np.where(leaves, places, found["left"])
        arrays["right"][tree, cells] = np.where(leaves, places, found["right"])
        arrays["value"][tree, cells] = value
    # Rounded up, so that a figure equal to the threshold in 32 bits still goes left as it did in fitting.
    at_most = np.nextafter(arrays["at_most"].astype(np.float32), np.float32(np.inf))
    return Trees(
        figure=arrays["figure"].astype(np.int16),
        at_most=at_most,
        left=arrays["left"].astype(np.int16),
        right=arrays["right"].astype(np.int16),
        value=arrays["value"].astype(np.float32),
        start=float(model._baseline_prediction[0, 0]),
        depth=max(int(found["depth"].max()) for found in nodes),
    )


def figures(rows: list[dict[str, Any]], said: Any, target: Any, among: Any) -> list[str]:
    """AUC by group, a line each, and precision and recall of the own parts at some thresholds."""
    lines = []
    unread = np.array([is_apart(row) for row in rows])
    for name, chosen in groups(rows).items():
        take = np.array(chosen) & among & unread
        if 0 < target[take].sum() < take.sum():
            auc = roc_auc_score(target[take], said[take])
            found = (said[take] > 0.5) & target[take]
            lines.append(
                f"  {name:34} {take.sum():5} {auc:.3f}  recall at .5 {found.sum() / target[take].sum():.2f}"
            )
    for name in ("story pair", "story hunk", "story left", "story right", "trip", "spun own"):
        take = np.array(groups(rows)[name]) & among & unread
        lines += at_thresholds(name, said[take], target[take])
    return lines


def at_thresholds(name: str, said: Any, target: Any) -> list[str]:
    """Precision and recall at some thresholds, a line each."""
    lines = []
    for at in (0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8):
        told = said >= at
        right = (told & target).sum()
        lines.append(
            f"  {name:14} from {at}: said {told.sum():4} precision {right / max(1, told.sum()):.2f}"
            f" recall {right / max(1, target.sum()):.2f}"
        )
    return lines


def groups(rows: list[dict[str, Any]]) -> dict[str, list[bool]]:
    """Which rows each figure is of."""
    held = [row["part"] == "held" for row in rows]
    substitution = [row["kind"].startswith(("Same", "Opp")) and row["source"] == "etpc" for row in rows]
    tests = {
        "etpc, all": [row["source"] == "etpc" for row in rows],
        "etpc, substitutions": substitution,
        "etpc, contextual": [row["kind"] == "Same Polarity Substitution (contextual)" for row in rows],
        "etpc, additions and deletions": [row["kind"] == "Addition/Deletion" for row in rows],
        "wordnet, right or wrong sense": [row["kind"] in ("synonym", "wrong_sense") for row in rows],
        "wordnet, all": [row["source"] == "wordnet" for row in rows],
    }
    found = {name: [a and b for a, b in zip(held, chosen, strict=True)] for name, chosen in tests.items()}
    opposite = [a and row["kind"].startswith("Opp") for a, row in zip(held, rows, strict=True)]
    own = {
        name: [row["source"] == name and row["part"] == "own" for row in rows]
        for name in ("trip", "written", "story hunk", "story pair", "story left", "story right")
    }
    own["spun own"] = [row["source"] == "spun" and row["part"] == "own" for row in rows]
    return {**found, "etpc, opposite polarity": opposite, **own}


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
