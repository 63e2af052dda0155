"""Time and memory of lining up long documents.

`python -m benchmarks.alignment.length CORPORA 100 500 2000 5000`: sentences of Reuters items in a row,
revised as in run.py, one process a length so that peaks do not mix. Time is of the processor.
"""

from __future__ import annotations

import json
import lzma
import multiprocessing
import random
import resource
import sys
import time
from pathlib import Path

from benchmarks.alignment.run import document, revised

from retell.alignment.align import align
from retell.settings import AlignmentSettings
from retell.text.sentences import sentences


def lines(corpora: Path, count: int) -> list[str]:
    """So many different sentences, in the order of the corpus."""
    found: dict[str, None] = {}
    with lzma.open(corpora / "reuters-21578.jsonl.xz", "rt", encoding="utf-8") as file:
        for record in map(json.loads, file):
            body = " ".join(str(record.get("text") or record.get("body") or "").split())
            found |= {span.of(body): None for span in sentences(body, "en") if 40 < len(span.of(body)) < 300}
            if len(found) >= count:
                break
    return list(found)[:count]


def measured(corpora: Path, count: int) -> str:
    """One line of the table."""
    case = revised(lines(corpora, count), random.Random(count))
    left, right = document(case.left), document(case.right)
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    found = align(left[0], right[0], left[1], right[1], AlignmentSettings())
    seconds = time.process_time() - start
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    said = {(i, j) for link in found.links for i in link.left for j in link.right}
    right_ones = len(said & case.gold)
    return (
        f"| {count:,} | {seconds:.2f} s | {grown:.0f} MB | {right_ones / len(said):.4f} "
        f"| {right_ones / len(case.gold):.4f} |"
    )


def main(corpora: str, *counts: str) -> None:
    """Print the table."""
    print(
        "| sentences | time | memory beyond the texts | precision | recall |\n| --- | --- | --- | --- | --- |"
    )
    for count in counts:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            print(pool.apply(measured, (Path(corpora), int(count))), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
