"""Scores the lineage on generated families, beside the usual undirected tree rooted at its middle.

Prints parents, roots, orientation, skeleton and the share undecided; a reliability table; seconds a family.
`--without KIND` leaves a clue out, for the ablation. `--times` says what is known of the times: what the
documents claim, nothing, the truth of those that claim anything, or the truth of all.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from benchmarks.lineage.medoid import medoid_tree

from retell.document.make import document
from retell.document.segment import segmented
from retell.document.times import stamp
from retell.evaluate.lineage import LineageScores, score_lineages
from retell.evaluate.trees import Tree
from retell.lineage.account import Account, account
from retell.lineage.infer import lineage
from retell.lineage.model import Lineage
from retell.settings import LineageSettings

_LEAST = 50
"""Edges that a bin of the reliability table must hold to count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A family, its true tree, and what was found; ids are made unlike those of other families."""

    gold: Tree
    accounts: Sequence[Account]
    found: Lineage


TIMES = ("claimed", "none", "true", "all")


def cases(path: Path, settings: LineageSettings, most: int, times: str = "claimed") -> Iterator[Case]:
    """The families of a file, each traced, with their `times` as `TIMES` tells."""
    for number, line in enumerate(path.open(encoding="utf-8")):
        if number == most:
            return
        record = json.loads(line)
        known = [each | {"published": _time(record, each, times)} for each in record["documents"]]
        accounts = [_read(each, number) for each in known]
        gold = {f"{number}/{copy}": (f"{number}/{source}",) for copy, source in record["sources"].items()}
        ids = frozenset(each.document.id for each in accounts)
        tree = Tree(name=record["family"], sources=gold, members=ids)
        yield Case(gold=tree, accounts=accounts, found=lineage(accounts, settings))


def _time(record: dict[str, dict[str, str]], of: dict[str, str], times: str) -> str | None:
    """What a document is said to claim."""
    if times == "all" or (times == "true" and "published" in of):
        return record["times"][of["id"]]
    return of.get("published") if times == "claimed" else None


def _read(record: dict[str, str | None], family: int) -> Account:
    made = document(
        record["text"] or "",
        id=f"{family}/{record['id']}",
        language="en",
        published=stamp(record.get("published"), "record"),
    )
    return account(made, segmented(made))


def predicted(case: Case) -> Tree:
    """What was found, as a tree."""
    return Tree(
        name=case.gold.name,
        sources={edge.copy: (edge.source,) for edge in case.found.edges},
        members=case.gold.members,
        undecided=case.found.undecided,
    )


def reliability(done: Sequence[Case]) -> Iterator[tuple[float, float, int]]:
    """For each tenth of probability: what was said on average, what was right, how many edges."""
    said = [
        (edge.probability, case.gold.sources.get(edge.copy) == (edge.source,))
        for case in done
        for edge in case.found.edges
    ]
    for tenth in range(10):
        held = [each for each in said if min(9, int(each[0] * 10)) == tenth]
        if held:
            yield sum(p for p, _ in held) / len(held), sum(right for _, right in held) / len(held), len(held)


def shown(scores: LineageScores) -> str:
    """The shares in a line."""
    shares = ("parents", "roots", "oriented", "skeleton", "undecided")
    return "  ".join(f"{name} {getattr(scores, name) or 0:.3f}" for name in shares)


def without(kinds: Sequence[str]) -> LineageSettings:
    """The settings with some weights (by name, as in `sense`) taken out."""
    settings = LineageSettings()
    names = {each.name for each in fields(settings)}
    gone = {f"{kind}_weight": 0.0 for kind in kinds}
    assert gone.keys() <= names, f"no such weight: {sorted(gone.keys() - names)}"
    return replace(settings, **gone)  # type: ignore[arg-type]


def main() -> None:
    """Print the table of a file of families."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("families", type=Path, help="as generate.py writes them")
    parser.add_argument("--most", type=int, default=-1, help="families to look at")
    parser.add_argument("--without", nargs="*", default=[], metavar="KIND")
    parser.add_argument("--times", choices=TIMES, default="claimed")
    given = parser.parse_args()
    started = time.process_time()
    done = list(cases(given.families, without(given.without), given.most, given.times))
    took = time.process_time() - started
    gold = [case.gold for case in done]
    print("lineage     ", shown(score_lineages(gold, [predicted(case) for case in done])))
    print("mst + medoid", shown(score_lineages(gold, [medoid_tree(case.accounts) for case in done])))
    for said, right, count in reliability(done):
        mark = f"gap {abs(said - right):.3f}" if count >= _LEAST else ""
        print(f"said {said:.2f}  right {right:.2f}  of {count:4}  {mark}")
    print(f"{len(done)} families, {took / max(1, len(done)):.2f} s of processor each")


if __name__ == "__main__":
    main()
