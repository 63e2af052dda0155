"""Finding families measured: documents a second, peak memory, agreement with labels, recall by way."""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from benchmarks.families.memory import Watch

from retell.engines.local import LocalEngine
from retell.evaluate.families import score_families, table
from retell.family.group import Sorting
from retell.family.listed import id_of
from retell.family.model import Grouping
from retell.settings import FamilySettings, Settings


def recall(
    records: list[dict[str, str]], families: Sequence[Sequence[str]], excerpts: Sequence[tuple[str, str]]
) -> dict[str, tuple[int, int]]:
    """Found and all by way of copying: in one family with its base, or as an excerpt matched with it."""
    family = {id: number for number, each in enumerate(families) for id in each}
    reached: dict[str, set[int | str]] = defaultdict(set)
    for left, right in excerpts:
        reached[left].add(family.get(right, right))
        reached[right].add(family.get(left, left))
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
    parser.add_argument("--memory", type=int, default=FamilySettings().key_memory, help="bytes for keys")
    parser.add_argument("--runs", type=int, default=1, help="the first of several loads the loops")
    parser.add_argument("--wrong", type=int, default=0, help="print so many false pairs and lost copies")
    given = parser.parse_args()
    settings = replace(Settings(), family=FamilySettings(key_memory=given.memory))
    engine = LocalEngine(settings=settings, workers=given.workers)
    for _ in range(given.runs):
        sorting, families, excerpts = _timed(str(given.corpus), engine)
    clock, spent = time.perf_counter(), _processor()
    grouping = sorting.grouping()
    print(
        f"telling all matches: {time.perf_counter() - clock:.2f} s, {_processor() - spent:.2f} of processor"
    )
    print("matches outside families:", dict(Counter(match.relation.kind.value for match in grouping.matches)))
    with given.corpus.open(encoding="utf-8") as file:
        records = [json.loads(line) for line in file]
    labels = {record["id"]: record["label"] for record in records if record.get("label")}
    if labels:
        print(table(score_families(labels, families)))
        for way, (found, every) in sorted(recall(records, families, excerpts).items()):
            print(f"{way:<10} {found:>5} of {every:<5} {found / every:.3f}")
    _print_wrong(records, grouping, given.wrong)


def _timed(path: str, engine: LocalEngine) -> tuple[Sorting, list[list[str]], list[tuple[str, str]]]:
    """The file sorted: its families and what is linked by an excerpt, by id; how long it took is printed."""
    clock, spent = time.perf_counter(), _processor()
    with Watch() as watch:
        sorting = engine.sorted_files(path).sorting
        of = partial(id_of, sorting.documents)
        families = [[of(row) for row in rows.tolist()] for rows in sorting.families()]
        linked = zip(*(side.tolist() for side in sorting.linked()), strict=True)
        excerpts = [(of(one), of(two)) for one, two in linked]
    clock, spent = time.perf_counter() - clock, _processor() - spent
    count = len(sorting.documents)
    print(
        f"{count} documents, {clock:.2f} s by the clock, {spent:.2f} s of processor time,"
        f" {count / clock:.0f} a second; {watch}",
        flush=True,
    )
    return sorting, families, excerpts


def _processor() -> float:
    """Seconds of processor time of this process and those it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


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
