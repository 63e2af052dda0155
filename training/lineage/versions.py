"""Learns what tells new versions of a page from old ones, and prints it as settings.

One half of the articles teaches the weights and the two numbers of the path, the other half tells how good
they are; the weights printed last are of both.

    python -m training.lineage.versions chains.jsonl
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retell.evaluate.order import read_chains, score_order
from retell.lineage.versions import MEASURES, OF_PAIR, measured, version
from retell.settings import LineageSettings, VersionWeights

Numbers = NDArray[np.float64]
NAMES = (*MEASURES, *OF_PAIR)
_SWEEP = ((4.0, 0.1), (16.0, 0.3), (32.0, 0.3), (32.0, 1.0), (100.0, 1.0))
"""Nearness and vote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Rows of measures of a newer version less an older one, and how much each counts."""

    table: Numbers
    counts: Numbers


def pairs(chains: Sequence[Sequence[str]]) -> Pairs:
    """All pairs of each chain; those that do not follow each other count the less the longer the chain."""
    rows, counts = [], []
    for texts in chains:
        versions = [version(text) for text in texts]
        for old, new in combinations(range(len(versions)), 2):
            rows.append(measured(versions[old], versions[new]))
            counts.append(1.0 if new == old + 1 else 1.0 / len(versions))
    return Pairs(table=np.array(rows), counts=np.array(counts))


def weights(given: Pairs, ridge: float = 20.0) -> VersionWeights:
    """Logistic regression without a constant by Newton's method, on measures brought to one scale."""
    scale = np.sqrt((given.table**2).mean(axis=0)) + 1e-9
    table, found = given.table / scale, np.zeros(len(NAMES))
    for _ in range(40):
        chance = 1 / (1 + np.exp(-table @ found))
        bend = (table.T * (given.counts * chance * (1 - chance))) @ table + ridge * np.eye(len(NAMES))
        found += np.linalg.solve(bend, table.T @ (given.counts * (1 - chance)) - ridge * found)
    return VersionWeights(
        **{name: round(float(each), 3) for name, each in zip(NAMES, found / scale, strict=True)}
    )


def main() -> None:
    """Learn, and print what belongs in the settings."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("chains", type=Path, help='JSON lines with "versions"')
    chains = read_chains(parser.parse_args().chains)
    half = len(chains) // 2
    taught = weights(pairs(chains[:half]))
    swept = [
        LineageSettings(versions=replace(taught, nearness=nearness, vote=vote)) for nearness, vote in _SWEEP
    ]
    best = max(swept, key=lambda each: score_order(chains[:half], each).adjacent or 0.0)
    print("first half ", score_order(chains[:half], best))
    print("second half", score_order(chains[half:], best))
    every = weights(pairs(chains))
    print(replace(every, nearness=best.versions.nearness, vote=best.versions.vote))


if __name__ == "__main__":
    main()
