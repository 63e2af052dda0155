"""Learns the weights of the lineage from generated families, and prints them as settings.

Clues first: a logistic regression without a constant over the pairs of source and copy, no weight below
zero, since a clue whose reason reads the other way round is no clue. Then the two passes of the tree: the
weights under which the true trees are likeliest among all trees (matrix-tree theorem; Koo et al. 2007).
Last the sharpness, on families that nothing else was fitted to.

    python -m training.lineage.fit --clues dated.fam --trees train.fam --sharpness dev.fam
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retell.document.make import document
from retell.document.segment import segmented
from retell.document.times import stamp
from retell.lineage.account import account
from retell.lineage.infer import Measured, decided, judged, seen, with_above
from retell.lineage.kin import ABOVE, EDGE, ROOT, Kin, kin
from retell.lineage.model import Sign
from retell.lineage.trees import marginals
from retell.settings import LineageSettings, TreeWeights

Numbers = NDArray[np.float64]
_BY_JUDGEMENT = ("touched", "credit", "letters")
"""Clues that generated families do not show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A family with its true tree and what was seen in it."""

    ids: tuple[str, ...]
    kin: Kin
    sights: Mapping[tuple[int, int], tuple[Sign, ...]]
    sources: Mapping[int, int]


def read(path: Path) -> list[Sample]:
    """The families of a file that benchmarks/lineage/generate.py wrote."""
    return [sample(json.loads(line)) for line in path.open(encoding="utf-8")]


def sample(record: Mapping[str, object]) -> Sample:
    """One generated family, read and looked at."""
    records, sources = record["documents"], record["sources"]
    assert isinstance(records, list)
    assert isinstance(sources, dict)
    documents = [
        document(each["text"], id=each["id"], language="en", published=stamp(each.get("published"), "record"))
        for each in sorted(records, key=lambda each: str(each["id"]))
    ]
    accounts = [account(each, segmented(each)) for each in documents]
    settings = LineageSettings()
    family = kin(accounts, settings.every_pair, settings.neighbours)
    ids = tuple(each.id for each in documents)
    at = {id: number for number, id in enumerate(ids)}
    return Sample(
        ids=ids,
        kin=family,
        sights=seen(accounts, family),
        sources={at[copy]: at[source] for copy, source in sources.items()},
    )


def clue_names() -> list[str]:
    """The names of the weights that are learned from pairs."""
    names = [each.name.removesuffix("_weight") for each in fields(LineageSettings)]
    weights = [each.name for each in fields(LineageSettings) if each.name.endswith("_weight")]
    return [name for name in names if f"{name}_weight" in weights and name not in _BY_JUDGEMENT]


def rows(samples: Sequence[Sample], names: Sequence[str]) -> Numbers:
    """For each true edge, the value of each sign, above zero where it speaks for the source."""
    place = {name: at for at, name in enumerate(names)}
    found = []
    for each in samples:
        for copy, source in sorted(each.sources.items()):
            row = np.zeros(len(names))
            for sign in each.sights.get((min(copy, source), max(copy, source)), ()):
                if sign.name in place:
                    row[place[sign.name]] += sign.value if source < copy else -sign.value
            found.append(row)
    return np.array(found)


_MOST = 2.0
"""Most that a sign may weigh: generated copies never do the reverse of some things, and real ones do."""


def clue_weights(table: Numbers, ridge: float = 1.0, steps: int = 4000) -> Numbers:
    """Logistic regression of the source, weights 0 to 2, by projected gradient; every row is a success."""
    weights = np.full(table.shape[1], 0.3)
    scale = np.maximum(1e-6, (table**2).mean(axis=0))
    for _ in range(steps):
        missed = 1 / (1 + np.exp(table @ weights))
        gradient = table.T @ missed / len(table) - ridge * weights / len(table)
        weights = np.clip(weights + 0.2 * gradient / scale, 0.0, _MOST)
    return weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A family as arrays: measures of every edge and root, and which of them are true."""

    table: Numbers
    pairs: NDArray[np.int64]
    roots: Numbers
    true: NDArray[np.int64]
    top: int


def problem(each: Sample, whole: Measured, edges: Mapping[tuple[int, int], Numbers]) -> Problem | None:
    """The arrays of a family; None where a true edge is not among those looked at."""
    order = sorted(edges)
    place = {edge: at for at, edge in enumerate(order)}
    true = [place.get((source, copy), -1) for copy, source in sorted(each.sources.items())]
    top = [at for at in range(len(each.ids)) if at not in each.sources]
    if -1 in true or len(top) != 1:
        return None
    return Problem(
        table=np.array([edges[edge] for edge in order]),
        pairs=np.array(order),
        roots=whole.roots,
        true=np.array(true),
        top=top[0],
    )


def likelihood(given: Problem, weights: Numbers) -> tuple[float, Numbers]:
    """The log probability of the true tree, and which way the weights would raise it."""
    count = len(given.roots)
    edge, root = weights[: len(EDGE)], weights[len(EDGE) :]
    flat = given.table @ edge
    scores = np.full((count, count), -np.inf)
    scores[given.pairs[:, 0], given.pairs[:, 1]] = flat
    tops = given.roots @ root
    chances = marginals(scores, tops)
    expected = chances.edges[given.pairs[:, 0], given.pairs[:, 1]]
    up = np.concatenate(
        [
            given.table[given.true].sum(axis=0) - expected @ given.table,
            given.roots[given.top] - chances.roots @ given.roots,
        ]
    )
    return float(flat[given.true].sum() + tops[given.top] - chances.total), up


def tree_weights(problems: Sequence[Problem], start: Numbers, frozen: Sequence[int], steps: int) -> Numbers:
    """The likeliest weights, by Adam on all families at once with a slight pull to zero."""
    weights, first, second = start.copy(), np.zeros_like(start), np.zeros_like(start)
    for step in range(1, steps + 1):
        up = sum((likelihood(each, weights)[1] for each in problems), np.zeros_like(start))
        up = up / len(problems) - 0.002 * weights
        up[list(frozen)] = 0.0
        first, second = 0.9 * first + 0.1 * up, 0.99 * second + 0.01 * up**2
        rate = 0.1 if step < steps * 0.7 else 0.02
        weights += rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return weights


def as_weights(found: Numbers, sharpness: float = 1.0) -> TreeWeights:
    """The vector as settings."""
    named = dict(zip((*EDGE, *ROOT), (round(float(each), 3) for each in found), strict=True))
    return TreeWeights(**named, sharpness=sharpness)


def start() -> Numbers:
    """Where the search begins."""
    settings = LineageSettings().second
    return np.array([getattr(settings, name) for name in (*EDGE, *ROOT)])


def fitted(trees: Sequence[Sample], settings: LineageSettings, steps: int = 300) -> LineageSettings:
    """The settings with both passes learned."""
    wholes = [judged(each.ids, each.kin, each.sights, settings) for each in trees]
    one = [problem(each, whole, whole.edges) for each, whole in zip(trees, wholes, strict=True)]
    fixed = [EDGE.index(name) for name in ABOVE]
    begin = start()
    begin[fixed] = 0.0
    settings = replace(
        settings, first=as_weights(tree_weights([p for p in one if p is not None], begin, fixed, steps))
    )
    two = [
        problem(each, whole, with_above(whole, first_tree(whole, settings)))
        for each, whole in zip(trees, wholes, strict=True)
    ]
    second = tree_weights([p for p in two if p is not None], start(), [], steps)
    return replace(settings, second=as_weights(second))


def first_tree(whole: Measured, settings: LineageSettings) -> dict[int, int]:
    """The tree of the first pass."""
    return decided(whole, range(len(whole.ids)), replace(settings, second=settings.first))[1]


def sharpened(samples: Sequence[Sample], settings: LineageSettings) -> LineageSettings:
    """The settings with the sharpness under which unseen true trees are likeliest."""
    wholes = [judged(each.ids, each.kin, each.sights, settings) for each in samples]
    held = [
        problem(each, whole, with_above(whole, first_tree(whole, settings)))
        for each, whole in zip(samples, wholes, strict=True)
    ]
    vector = np.array([getattr(settings.second, name) for name in (*EDGE, *ROOT)])
    total: Callable[[float], float] = lambda factor: sum(  # noqa: E731 - named for the search below
        likelihood(each, vector * factor)[0] for each in held if each is not None
    )
    best = max((round(0.3 + 0.05 * step, 2) for step in range(25)), key=total)
    return replace(settings, second=replace(settings.second, sharpness=best))


def main() -> None:
    """Learn, and print what belongs in the settings."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clues", type=Path, required=True, help="families with dates")
    parser.add_argument("--trees", type=Path, required=True, help="families without")
    parser.add_argument("--sharpness", type=Path, required=True, help="families kept apart from both")
    given = parser.parse_args()
    names = clue_names()
    trees = read(given.trees)
    found = clue_weights(rows([*read(given.clues), *trees], names))
    learned = {f"{name}_weight": round(float(value), 3) for name, value in zip(names, found, strict=True)}
    settings = fitted(trees, replace(LineageSettings(), **learned))  # type: ignore[arg-type]
    settings = sharpened(read(given.sharpness), settings)
    for name, value in learned.items():
        print(f"{name}: float = {value}")
    print(settings.first)
    print(settings.second)


if __name__ == "__main__":
    main()
