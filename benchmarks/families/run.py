"""Finding families measured: documents a second, peak memory, agreement with labels, recall by way."""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections import Counter, defaultdict
from pathlib import Path

from retell.document.model import Document
from retell.engines.local import LocalEngine
from retell.evaluate.families import score_families, table
from retell.family.model import Grouping, RelationKind


def recall(records: list[dict[str, str]], grouping: Grouping) -> dict[str, tuple[int, int]]:
    """Found and all by way of copying: in one family with its base, or as an excerpt matched with it."""
    family = {id: number for number, each in enumerate(grouping.families) for id in each.members}
    reached: dict[str, set[int | str]] = defaultdict(set)
    for match in grouping.matches:
        if match.relation.kind is RelationKind.EXCERPT:
            reached[match.left].add(family.get(match.right, match.right))
            reached[match.right].add(family.get(match.left, match.left))
    counts: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for record in records:
        way, base = record["way"], record["of"]
        if base is None:
            continue
        home = family.get(base, base)
        together = family.get(record["id"], record["id"]) == home
        linked = together or (way == "excerpt" and home in reached[record["id"]])
        found, every = counts[way]
        counts[way] = found + linked, every + 1
    return dict(counts)


def main() -> None:
    """Run over a labelled corpus and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, help="JSONL as generate.py writes it, or any with id and text")
    parser.add_argument("--workers", type=int)
    parser.add_argument("--wrong", type=int, default=0, help="print so many false pairs and lost copies")
    given = parser.parse_args()
    started = time.perf_counter()
    with given.corpus.open(encoding="utf-8") as file:
        records = [json.loads(line) for line in file]
    documents = [Document(id=record["id"], text=record["text"]) for record in records]
    grouping = LocalEngine(workers=given.workers).families(documents)
    took = time.perf_counter() - started
    peak = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"{len(documents)} documents, {took:.1f} s, {len(documents) / took:.0f} a second")
    print(f"peak {peak // 1024} MB (this process and its largest worker)")
    print("matches outside families:", dict(Counter(match.relation.kind.value for match in grouping.matches)))
    labels = {record["id"]: record["label"] for record in records if record.get("label")}
    if labels:
        print(table(score_families(labels, [family.members for family in grouping.families])))
        for way, (found, every) in sorted(recall(records, grouping).items()):
            print(f"{way:<10} {found:>5} of {every:<5} {found / every:.3f}")
    _print_wrong(records, grouping, given.wrong)


def _print_wrong(records: list[dict[str, str]], grouping: Grouping, most: int) -> None:
    """Some matches that hold documents of different labels together."""
    by_id = {record["id"]: record for record in records}
    wrong = [
        match
        for family in grouping.families
        for match in family.matches
        if by_id[match.left]["label"] != by_id[match.right]["label"]
    ]
    for match in wrong[:most]:
        print("---", match.left, match.right, match.relation.why)
        for id in (match.left, match.right):
            print("   ", by_id[id]["text"][:300].replace("\n", " "))


if __name__ == "__main__":
    main()
