"""Learns the weights of the lineage from generated families, and prints them as settings.

Clues first: a logistic regression without a constant over the pairs of source and copy, no weight below
zero, since a clue whose reason reads the other way round is no clue. Then the passes of the tree: the
weights under which the true trees are likeliest among all trees (matrix-tree theorem; Koo et al. 2007).
What stands above is taken from the trees that the weights so far find, for that is what they will meet. No
family is taken over a text that `split.json` keeps for something else.

    python -m training.lineage.fit --trees train.fam … --sharpness sharpness.fam …
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retell.document.make import document
from retell.document.segment import segmented
from retell.document.times import stamp
from retell.lineage.above import EDGE, above
from retell.lineage.account import account
from retell.lineage.infer import Measured, decided, judged, seen
from retell.lineage.kin import PAIR, ROOT, Kin, kin
from retell.lineage.model import Sign
from retell.lineage.summed import summed
from retell.lineage.trees import Marginals
from retell.settings import LineageSettings, TreeWeights

Numbers = NDArray[np.float64]
SPLIT = Path(__file__).with_name("split.json")
_BY_JUDGEMENT = ("touched", "seen", "credit", "letters")
"""Clues that generated families do not show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A family with its true tree and what was seen in it."""

    ids: tuple[str, ...]
    kin: Kin
    sights: Mapping[tuple[int, int], tuple[Sign, ...]]
    sources: Mapping[int, int]


def read(path: Path, part: str) -> Iterator[Sample]:
    """The families of a file that benchmarks/lineage/generate.py wrote, every other one without its dates.

    Raises ValueError at a family over a text that is not of `part`.
    """
    allowed = set(json.loads(SPLIT.read_text(encoding="utf-8"))[part])
    for number, line in enumerate(path.open(encoding="utf-8")):
        record = json.loads(line)
        if record["over"] not in allowed:
            raise ValueError(f"{path}, line {number + 1}: over a text that is not of the part {part}")
        yield sample(record, dated=number % 2 == 0)


def sample(record: Mapping[str, object], *, dated: bool = True) -> Sample:
    """One generated family, read and looked at."""
    records, sources = record["documents"], record["sources"]
    assert isinstance(records, list)
    assert isinstance(sources, dict)
    documents = [
        document(
            each["text"],
            id=each["id"],
            language="en",
            published=stamp(each.get("published"), "record") if dated else None,
        )
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
    """Families of one size as arrays: measures of every edge and root, and which of them are true.

    `table[family, source, copy]` has the measures of an edge, once and times each trait; `can` tells which
    edges could be.
    """

    table: Numbers
    can: NDArray[np.bool_]
    roots: Numbers
    edges: Numbers
    tops: Numbers


_TOGETHER = 40
"""Families in one problem: more do not go faster."""


def problems(
    samples: Sequence[Sample], wholes: Sequence[Measured], tables: Sequence[Numbers]
) -> list[Problem]:
    """The arrays of families, by size; one in which a true edge cannot be is left out."""
    by_size: dict[int, list[tuple[Sample, Measured, Numbers]]] = {}
    for each, whole, table in zip(samples, wholes, tables, strict=True):
        edges = set(map(tuple, whole.kin.edges.tolist()))
        if all((source, copy) in edges for copy, source in each.sources.items()):
            by_size.setdefault(len(each.ids), []).append((each, whole, table))
    return [
        _problem(held[at : at + _TOGETHER])
        for _, held in sorted(by_size.items())
        for at in range(0, len(held), _TOGETHER)
    ]


def _problem(held: Sequence[tuple[Sample, Measured, Numbers]]) -> Problem:
    shape = (len(held), len(held[0][0].ids))
    table = np.zeros((*shape, shape[1], len(EDGE)))
    can, edges = np.zeros((*shape, shape[1]), dtype=bool), np.zeros((*shape, shape[1]))
    roots, tops = np.zeros((*shape, len(ROOT))), np.zeros(shape)
    for at, (each, whole, rows) in enumerate(held):
        source, copy = whole.kin.edges.T
        full = np.hstack([rows, np.zeros((len(rows), len(EDGE) - rows.shape[1]))])
        table[at, source, copy] = full
        roots[at] = whole.roots
        can[at, source, copy] = True
        for down, up in each.sources.items():
            edges[at, up, down] = 1.0
        tops[at, [one for one in range(shape[1]) if one not in each.sources]] = 1.0
    return Problem(table=table, can=can, roots=roots, edges=edges, tops=tops)


def likelihood(given: Problem, weights: Numbers) -> tuple[float, Numbers]:
    """The log probability of the true trees, and which way the weights would raise it."""
    split = len(EDGE)
    flat, tops = given.table @ weights[:split], given.roots @ weights[split:]
    edges, roots, totals = summed(np.where(given.can, flat, -np.inf), tops)
    up = np.concatenate(
        [
            np.einsum("fab,fabk->k", given.edges - edges, given.table),
            np.einsum("fa,fak->k", given.tops - roots, given.roots),
        ]
    )
    return float((flat * given.edges).sum() + (tops * given.tops).sum() - totals.sum()), up


_PULL = 0.002
"""Toward zero."""


def tree_weights(given: Sequence[Problem], start: Numbers, frozen: Sequence[int], steps: int) -> Numbers:
    """The likeliest weights, by Adam on all families at once with a slight pull to zero."""
    weights, first, second = start.copy(), np.zeros_like(start), np.zeros_like(start)
    count = sum(len(each.tops) for each in given)
    for step in range(1, steps + 1):
        up = sum((likelihood(each, weights)[1] for each in given), np.zeros_like(start))
        up = up / count - _PULL * weights
        up[list(frozen)] = 0.0
        first, second = 0.9 * first + 0.1 * up, 0.99 * second + 0.01 * up**2
        rate = 0.1 if step < steps * 0.7 else 0.02
        weights += rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return weights


def as_weights(found: Numbers) -> TreeWeights:
    """The vector as settings."""
    return TreeWeights(
        **{name: round(float(each), 3) for name, each in zip((*EDGE, *ROOT), found, strict=True)}
    )


def as_vector(weights: TreeWeights) -> Numbers:
    """The settings as a vector."""
    return np.array([getattr(weights, name) for name in (*EDGE, *ROOT)])


def fitted(trees: Sequence[Sample], settings: LineageSettings, steps: int = 50) -> LineageSettings:
    """The settings with both passes learned; the second on the trees of the first, then twice on its own."""
    wholes = [judged(each.ids, each.kin, each.sights, settings) for each in trees]
    unknown = list(range(len(PAIR), len(EDGE)))
    begin = as_vector(settings.first)
    begin[unknown] = 0.0
    given = problems(trees, wholes, [whole.table for whole in wholes])
    settings = replace(settings, first=as_weights(tree_weights(given, begin, unknown, steps)))
    settings = replace(settings, second=settings.first)
    for passes in (0, 1, 1):
        known = [with_above(whole, replace(settings, passes=passes)) for whole in wholes]
        given = problems(trees, wholes, known)
        found = tree_weights(given, as_vector(settings.second), [], steps)
        settings = replace(settings, second=as_weights(found))
    return settings


def with_above(whole: Measured, settings: LineageSettings) -> Numbers:
    """The measures of the edges, with what the tree found says of each."""
    sources = decided(whole, range(len(whole.ids)), settings)[1]
    return np.hstack([whole.table, above(whole.kin, whole.table, sources)])


def sharpened(samples: Sequence[Sample], settings: LineageSettings) -> LineageSettings:
    """The settings with the sharpness under which unseen true edges are likeliest."""
    wholes = [judged(each.ids, each.kin, each.sights, settings) for each in samples]

    def sharp(factor: float) -> LineageSettings:
        return replace(settings, second=replace(settings.second, sharpness=factor))

    def total(factor: float) -> float:
        return sum(
            _told(each, decided(whole, range(len(each.ids)), sharp(factor))[0])
            for each, whole in zip(samples, wholes, strict=True)
        )

    return sharp(max((round(0.6 + 0.1 * step, 1) for step in range(7)), key=total))


def _told(sample: Sample, chances: Marginals) -> float:
    """The log probability of the true edges, each by itself."""
    return sum(
        float(np.log(max(_NEVER, chances.edges[source, copy]))) for copy, source in sample.sources.items()
    )


_NEVER = 1e-4
"""Probability under which a true edge counts no worse: one such edge shall not set the sharpness."""


def main() -> None:
    """Learn, and print what belongs in the settings."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trees", type=Path, nargs="+", required=True, help="families that teach")
    parser.add_argument("--sharpness", type=Path, nargs="+", required=True, help="families kept apart")
    parser.add_argument("--steps", type=int, default=50)
    given = parser.parse_args()
    names = clue_names()
    trees = [each for path in given.trees for each in read(path, "train")]
    found = clue_weights(rows(trees, names))
    learned = {f"{name}_weight": round(float(value), 3) for name, value in zip(names, found, strict=True)}
    settings = fitted(trees, replace(LineageSettings(), **learned), given.steps)  # type: ignore[arg-type]
    settings = sharpened([each for path in given.sharpness for each in read(path, "sharpness")], settings)
    for name, value in learned.items():
        print(f"{name}: float = {value}")
    print(settings.first)
    print(settings.second)


if __name__ == "__main__":
    main()
