"""PAN's text alignment corpus as retrieval: every suspicious document finds its source among all documents.

`python benchmarks/families/pan.py DIR`, DIR as PAN 2013 lays it out: `susp/`, `src/` and a folder of pairs
for each kind of obfuscation. For each kind: how often the source is among the five documents that share
most with the suspicious one, how often the pair meets at all, and what it is called.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

import numpy as np

from retell.family.arrays import F64, I64
from retell.family.holding import hold
from retell.family.judge import Verdict
from retell.family.pairs import Pairs, find
from retell.settings import FamilySettings


def kinds(folder: Path) -> dict[str, list[tuple[str, str]]]:
    """The pairs of each kind of obfuscation, as names of files."""
    found = {}
    for listed in sorted(folder.glob("0*/pairs")):
        rows = [line.split() for line in listed.read_text(encoding="utf-8").splitlines()]
        found[listed.parent.name] = [(one, two) for one, two in rows]
    return found


def ranks(
    pairs: Pairs, wanted: list[tuple[int, int]], sources: set[int], truth: dict[int, set[int]]
) -> list[int]:
    """For each pair of rows the place of the second among the sources near the first; 0 where it is none.

    Other true sources of the first do not stand in its way: it may have dozens.

    Neighbours come by the text that both share, then by how like their words are.
    """
    strength: F64 = pairs.seen.left + pairs.seen.right + 0.5 * pairs.seen.likeness
    near: dict[int, list[tuple[float, int]]] = {}
    rows = zip(pairs.first.tolist(), pairs.second.tolist(), strength.tolist(), strict=True)
    for one, two, value in rows:
        for mine, other in ((one, two), (two, one)):
            if other in sources and mine not in sources:
                near.setdefault(mine, []).append((-value, other))
    found = []
    for one, two in wanted:
        others = [row for _, row in sorted(near.get(one, ())) if row == two or row not in truth.get(one, ())]
        found.append(others.index(two) + 1 if two in others else 0)
    return found


def main() -> None:
    """Find the pairs of the whole corpus once and print a line for each kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    files = sorted([*given.folder.glob("susp/*.txt"), *given.folder.glob("src/*.txt")])
    row = {path.name: at for at, path in enumerate(files)}
    sources = {at for at, path in enumerate(files) if path.parent.name == "src"}
    texts = hold([path.read_text(encoding="utf-8", errors="replace") for path in files])
    pairs = find(texts, FamilySettings()).pairs
    verdict: dict[tuple[int, int], str] = {}
    judged: I64 = np.where(pairs.judged.doubtful, -1, pairs.judged.verdicts)
    for one, two, what in zip(pairs.first.tolist(), pairs.second.tolist(), judged.tolist(), strict=True):
        verdict[one, two] = "doubtful" if what < 0 else Verdict(what).name.lower()
    print(f"{len(files)} documents, {len(pairs.first)} pairs that meet")
    listed = kinds(given.folder)
    truth: dict[int, set[int]] = {}
    for one_name, two_name in (pair for kind in listed if not kind.startswith("01") for pair in listed[kind]):
        truth.setdefault(row[one_name], set()).add(row[two_name])
    for kind, named in listed.items():
        wanted = [(row[one], row[two]) for one, two in named if one in row and two in row]
        found = ranks(pairs, wanted, sources, truth)
        called = Counter(verdict.get((min(pair), max(pair)), "apart") for pair in wanted)
        five, met = (sum(test(each) for each in found) / len(found) for test in (_is_high, bool))
        print(f"{kind:<28} {len(wanted):>5} pairs  among five {five:.3f}  meet {met:.3f}  {dict(called)}")


def _is_high(rank: int) -> bool:
    return 1 <= rank <= 5


if __name__ == "__main__":
    main()
