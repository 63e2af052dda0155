"""Learns what tells lost and second sources, prints it as settings, and says how often it is right elsewhere.

    python -m training.lineage.beside --lost train.fam test.fam --second train.fam test.fam

Families are those of benchmarks/lineage/generate.py, for second sources made with `--merged`. The trees are
the ones found, as they will be at run time.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retell.document.make import document
from retell.document.segment import segmented
from retell.lineage.account import Account, account
from retell.lineage.infer import decided, measured
from retell.lineage.kin import Kin
from retell.lineage.lost import measures
from retell.lineage.second import best
from retell.settings import LineageSettings

Numbers = NDArray[np.float64]
SETTINGS = LineageSettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A family with the tree found for it, and what is true of it; documents by number."""

    accounts: Sequence[Account]
    kin: Kin
    sources: Mapping[int, int]
    tree: Mapping[str, str]
    second: Mapping[str, str]


def read(path: Path) -> Iterator[Found]:
    """The families of a file."""
    for line in path.open(encoding="utf-8"):
        record = json.loads(line)
        made = [document(each["text"], id=each["id"], language="en") for each in record["documents"]]
        accounts = [account(each, segmented(each)) for each in sorted(made, key=lambda each: each.id)]
        whole = measured(accounts, SETTINGS)
        yield Found(
            accounts=accounts,
            kin=whole.kin,
            sources=decided(whole, range(len(accounts)), SETTINGS)[1],
            tree=record["tree"],
            second=record["second"],
        )


def lost_rows(found: Found) -> Iterator[tuple[list[float], bool]]:
    """For each two copies of one source what is measured, and whether a lost document is right above both."""
    ids = [each.document.id for each in found.accounts]
    for a, b in found.kin.pairs:
        if a in found.sources and found.sources[a] == found.sources.get(b):
            shared, own = measures(found.kin, found.sources[a], a, b)
            row = [1.0, float(np.log1p(shared)), float(np.log((shared + 1) / (own + 2)))]
            yield row, _met(found.tree, ids[a], ids[b]).startswith("x")


def _met(tree: Mapping[str, str], one: str, other: str) -> str:
    """The lowest document above, or at, both."""
    above = [one]
    while above[-1] in tree:
        above.append(tree[above[-1]])
    while other not in above:
        other = tree[other]
    return other


def second_rows(found: Found) -> Iterator[tuple[list[float], bool]]:
    """For each copy with a candidate what is measured, and whether it is the second source."""
    ids = [each.document.id for each in found.accounts]
    lists = {copy: {source} for copy, source in found.sources.items()}
    for copy, source in sorted(found.sources.items()):
        held = best(found.accounts, found.kin, lists, copy, source, SETTINGS.second_source)
        if held:
            other, support = held
            row = [1.0, float(np.log(support.words)), float(np.log1p(support.tied))]
            yield row, _is_second(found, ids[copy], ids[other])


def _is_second(found: Found, copy: str, other: str) -> bool:
    """Whether the passages came from `other`, or from a lost document whose nearest kept source it is."""
    true = found.second.get(copy, "")
    while true.startswith("x"):
        true = found.tree[true]
    return true == other


def fitted(table: Numbers, right: Numbers) -> Numbers:
    """Logistic regression by Newton's method with a slight pull to zero."""
    weights = np.zeros(table.shape[1])
    for _ in range(40):
        chance = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
        bend = (table.T * (chance * (1 - chance))) @ table + 0.5 * np.eye(len(weights))
        weights += np.linalg.solve(bend, table.T @ (right - chance) - 0.5 * weights)
    return weights


Rows = Callable[[Found], Iterator[tuple[list[float], bool]]]


def told(name: str, rows: Rows, files: Sequence[Path], true: Callable[[Found], int]) -> None:
    """Learn on the first file; on the second say what is found and what is claimed falsely."""
    taught = [row for found in read(files[0]) for row in rows(found)]
    weights = fitted(np.array([row for row, _ in taught]), np.array([float(right) for _, right in taught]))
    print(name, "weights", weights.round(3).tolist(), "of", len(taught))
    held = list(read(files[1]))
    cases = [(float(np.array(row) @ weights) > 0, right) for found in held for row, right in rows(found)]
    claims = sum(said for said, _ in cases)
    hits = sum(said and right for said, right in cases)
    every = sum(true(found) for found in held)
    print(f"  test: {every} there, {claims} claimed, {hits} of them right; candidates {len(cases)}")


def main() -> None:
    """Learn and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lost", type=Path, nargs=2)
    parser.add_argument("--second", type=Path, nargs=2)
    given = parser.parse_args()
    if given.lost:
        told("lost", lost_rows, given.lost, lambda found: sum(right for _, right in lost_rows(found)))
    if given.second:
        told("second", second_rows, given.second, _merged)


def _merged(found: Found) -> int:
    kept = {each.document.id for each in found.accounts}
    return sum(copy in kept for copy in found.second)


if __name__ == "__main__":
    main()
