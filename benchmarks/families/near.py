"""Near-duplicate families from JSONL, timed: several runs in one process, the first of which loads the loops.

python benchmarks/families/near.py CORPUS.jsonl [--runs 3] [--memory BYTES] [--labels FILE]
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from dataclasses import replace
from pathlib import Path

from retell.family.labels import NearFamilies
from retell.family.near import near_families
from retell.settings import FamilySettings, Settings


def labels(path: Path, found: NearFamilies) -> list[int]:
    """For each record the first one that it belongs with, as `peers.py` scores them."""
    with path.open(encoding="utf-8") as file:
        rows = {str(json.loads(line)["id"]): row for row, line in enumerate(file)}
    home = list(range(len(rows)))
    for family in found.families:
        least = min(rows[id] for id in family)
        for id in family:
            home[rows[id]] = least
    return home


def main() -> None:
    """Run several times, print each; labels go to a file if one is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--workers", type=int)
    parser.add_argument("--memory", type=int, default=FamilySettings().key_memory)
    parser.add_argument("--labels", type=Path)
    given = parser.parse_args()
    settings = replace(Settings(), family=FamilySettings(key_memory=given.memory))
    for _ in range(given.runs):
        clock, spent = time.perf_counter(), time.process_time()
        found = near_families(str(given.corpus), settings, workers=given.workers)
        clock, spent = time.perf_counter() - clock, time.process_time() - spent
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"retell near: {found.documents} texts, {len(found.families)} families, {clock:.2f} s by the"
            f" clock, {spent:.2f} s of processor time, {found.documents / spent:.0f} texts a processor"
            f" second, peak {peak} MB",
            flush=True,
        )
    if given.labels:
        given.labels.write_text(json.dumps(labels(given.corpus, found)), encoding="utf-8")


if __name__ == "__main__":
    main()
