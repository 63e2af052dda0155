"""Scores the lineage on traditions of scribes, beside trees as stemmatology joins them.

Each is given as such, with no family to be found, as `retell evaluate lineage stemma.dot FOLDER` does.
Prints the average sign similarity of each tree, and parents and roots; at the end the means.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from statistics import fmean

from benchmarks.lineage.joining import apart, neighbour_joining, spanning

from retell.document.make import document
from retell.evaluate.lineage import score_pairs
from retell.evaluate.traditions import tradition
from retell.evaluate.trees import Tree
from retell.lineage.account import accounts
from retell.settings import Settings

Row = dict[str, float | None]


def rows(path: Path, most: int) -> Iterator[tuple[str, Row]]:
    """The figures of every tradition of at most so many witnesses."""
    for line in path.open(encoding="utf-8"):
        record = json.loads(line)
        if len(record["documents"]) <= most:
            yield f"{record['name']} {len(record['documents'])} {shown(record['kind'])}", figures(record)


def figures(record: Mapping[str, list[dict[str, str]]]) -> Row:
    """Skeletons, parents and roots of one tradition."""
    found = [document(each["text"], id=each["id"]) for each in record["documents"]]
    ids = [each.id for each in found]
    gold = Tree(
        name="gold",
        sources={edge["copy"]: (edge["source"],) for edge in record["edges"]},
        members=frozenset(ids),
    )
    started = time.process_time()
    told = tradition(found, Settings())
    took = time.process_time() - started
    distance = apart(accounts(found))
    mst = spanning(ids, distance)
    ours, edges = score_pairs([(gold, told)]), score_pairs([(gold, replace(told, skeleton=()))])
    theirs = score_pairs([(gold, mst)])
    return {
        "skeleton": ours.skeleton,
        "edges": edges.skeleton,
        "mst": theirs.skeleton,
        "nj": score_pairs([(gold, neighbour_joining(ids, distance, _SHORT))]).skeleton,
        "parents": ours.parents,
        "roots": ours.roots,
        "mst_parents": theirs.parents,
        "mst_roots": theirs.roots,
        "oriented": ours.oriented,
        "seconds": took,
    }


_SHORT = 0.003
"""Share of words under which neighbour joining puts a witness inside the tree; without it is worse."""


def shown(kind: Mapping[str, object]) -> str:
    """What a tradition is like, in short."""
    names = ("inner_lost", "wear", "spelling", "holed", "merged")
    return " ".join(f"{name} {kind[name]}" for name in names)


def main() -> None:
    """Print the table of a file of traditions."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("traditions", type=Path, help="as scribal.py writes them")
    parser.add_argument("--most", type=int, default=60, help="witnesses")
    given = parser.parse_args()
    done: list[Row] = []
    for name, row in rows(given.traditions, given.most):
        done.append(row)
        print(name, *(f"{key} {value or 0:.3f}" for key, value in row.items()), flush=True)
    for key in done[0] if done else ():
        held = [value for row in done if (value := row[key]) is not None]
        print(f"{key:12} {fmean(held):.3f} of {len(held)}" if held else key)


if __name__ == "__main__":
    main()
