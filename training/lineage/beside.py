"""Learns what tells lost and second sources, and prints it as settings.

    python -m training.lineage.beside --lost train.fam …
    python -m training.lineage.beside --second train.fam …

Families are those of benchmarks/lineage/generate.py, for second sources made with `--merged`. The trees are
the ones found, as they will be at run time. `python -m benchmarks.lineage.beside` says how often it is right
elsewhere.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, fields
from pathlib import Path

import numpy as np
from benchmarks.lineage.beside import SETTINGS, Found, lost_pairs, origins, read
from numpy.typing import NDArray

from retell.lineage.second import Support, candidates, ground

Numbers = NDArray[np.float64]
_PULL = 3.0
"""Pull to zero, of weights for columns of one scale."""


def lost_rows(found: Found) -> Iterator[tuple[list[float], bool]]:
    """For each two copies of one source what is measured, and whether a lost document is right above both."""
    for alike, lost in lost_pairs(found):
        yield [1.0, alike.shared, alike.most, alike.lost, alike.alike], lost


def second_rows(found: Found) -> Iterator[tuple[list[float], bool]]:
    """For each document that a copy may have passages from what is measured, and whether it is a source."""
    ids = [each.document.id for each in found.accounts]
    on = ground(found.accounts, found.kin, found.sources, SETTINGS.second_source)
    for copy in sorted(found.sources):
        for each in candidates(on, copy):
            yield [1.0, *astuple(each.support)], ids[each.other] in origins(found, ids[copy])


Rows = Callable[[Found], Iterator[tuple[list[float], bool]]]


def learned(rows: Rows, names: Sequence[str], files: Sequence[Path]) -> None:
    """Print the weights learned on the families of some files."""
    taught = [row for path in files for found in read(path) for row in rows(found)]
    weights = fitted(np.array([row for row, _ in taught]), np.array([float(right) for _, right in taught]))
    for name, weight in zip(names, weights.tolist(), strict=True):
        print(f"    {name}: float = {weight:.3f}")
    print(f"{len(taught)} cases, {sum(right for _, right in taught)} right")


def fitted(table: Numbers, right: Numbers) -> Numbers:
    """Logistic regression by Newton's method, each column to its own scale, with a pull to zero."""
    middle, scale = table.mean(axis=0), table.std(axis=0) + 1e-9
    middle[0], scale[0] = 0.0, 1.0
    rows, pulls = (table - middle) / scale, _PULL * np.eye(table.shape[1])
    pulls[0, 0] = 1e-6
    weights = np.zeros(table.shape[1])
    for _ in range(40):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        bend = (rows.T * (chance * (1 - chance))) @ rows + pulls
        weights += np.linalg.solve(bend, rows.T @ (right - chance) - pulls @ weights)
    weights /= scale
    weights[0] -= weights[1:] @ middle[1:]
    return weights


def main() -> None:
    """Learn and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lost", type=Path, nargs="+")
    parser.add_argument("--second", type=Path, nargs="+")
    given = parser.parse_args()
    if given.lost:
        learned(lost_rows, ["constant", "shared", "most", "lost", "alike"], given.lost)
    if given.second:
        learned(second_rows, ["constant", *(each.name for each in fields(Support))], given.second)


if __name__ == "__main__":
    main()
