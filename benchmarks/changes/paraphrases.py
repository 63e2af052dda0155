"""Findings on sentence pairs that people hold for paraphrases: false alarms a pair, by kind.

`python -m benchmarks.changes.paraphrases DATA [dev|test] [--most N] [--show KIND]`, DATA a folder that holds
para-pairs.jsonl.xz. The pairs are MSRP's and APT's positives; MSRP lets details be lost and added, so that
omission and addition there are not alarms proper. No figure here is precision: people call two sentences
paraphrases though a name is spelt otherwise or a number rounded.
"""

from __future__ import annotations

import argparse
import json
import lzma
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.changes.texts import part_of

from retell.changes.find import changes
from retell.changes.model import Change, Severity
from retell.evaluate.edits import linked_alone
from retell.settings import Settings

SETS = ("msrp", "apt_human")


def pairs(path: Path, name: str, part: str) -> Iterator[tuple[str, str]]:
    """The paraphrases of one set and part."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            if record["set"] == name and record["label"] == 1 and part_of(record["a"]) == part:
                yield joined(record["a"]), joined(record["b"])


def joined(text: str) -> str:
    """A sentence cut into tokens, put together again as it was printed."""
    for mark in (
        " ,",
        " .",
        " ;",
        " :",
        " ?",
        " !",
        " 's",
        " n't",
        " 're",
        " 've",
        " 'll",
        " 'd",
        " %",
        " )",
    ):
        text = text.replace(mark, mark[1:])
    return text.replace("$ ", "$").replace("( ", "(")


def reported(left: str, right: str) -> list[Change]:
    """What the comparison says of a pair, harmless findings left out."""
    one, other, alignment = linked_alone(left, right)
    found = changes(one, other, alignment, Settings())
    return [change for change in found if change.severity is not Severity.HARMLESS]


def main() -> None:
    """Count and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("part", choices=("dev", "test"), nargs="?", default="dev")
    parser.add_argument("--most", type=int, default=400, help="pairs of a set")
    parser.add_argument("--show", help="print the findings of this family")
    given = parser.parse_args()
    counts: dict[str, Counter[str]] = {}
    totals: Counter[str] = Counter()
    for name in SETS:
        counts[name] = Counter()
        for left, right in list(pairs(given.data / "para-pairs.jsonl.xz", name, given.part))[: given.most]:
            found = reported(left, right)
            totals[name] += 1
            counts[name]["clean pairs"] += not found
            counts[name].update(change.family for change in found)
            counts[name]["all"] += len(found)
            counts[name]["meaning"] += sum(change.severity is Severity.MEANING for change in found)
            for change in found:
                if change.family == given.show:
                    print(f"{change.kind} {change.severity.value}: {change.why}\n    {left}\n    {right}")
    print(f"{given.part:14} " + " ".join(f"{name:>10}" for name in SETS))
    print(f"{'pairs':14} " + " ".join(f"{totals[name]:10}" for name in SETS))
    for kind in sorted({kind for name in SETS for kind in counts[name]}):
        row = (f"{counts[name][kind] / max(1, totals[name]):10.3f}" for name in SETS)
        print(f"{kind:14} " + " ".join(row))


if __name__ == "__main__":
    main()
