"""Where the time of finding families goes, stage by stage, and how much would move between machines.

    python -m benchmarks.families.stages DOCUMENTS.jsonl SIZE…

Seconds are of the processor. Postings and pairs are counted as the Spark engine sends them.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np

from retell.document.load import read
from retell.document.model import Document
from retell.family.group import doubtful_pairs
from retell.family.holding import hold
from retell.family.keys import body
from retell.family.meeting import meeting
from retell.family.overlap import Weighing
from retell.family.pairs import alone, judge_pairs, twin_rows
from retell.family.parted import postings
from retell.settings import Settings

Result = TypeVar("Result")


def main(file: Path, sizes: list[int]) -> None:
    """Print the stages at each size."""
    settings = Settings().family
    hold(["a few words to compile by"] * 2, least=1).columns(settings)
    documents, seconds = _timed(lambda: [each for each in read(str(file)) if isinstance(each, Document)])
    print(f"reading {len(documents):,}: {1e6 * seconds / len(documents):.0f} microseconds a document")
    for size in sizes:
        chosen = documents[:size]
        bodies = [body(each) for each in chosen]
        print(
            f"{size:,} documents, {sum(map(len, bodies)) / size:.0f} letters each; microseconds a document:"
        )
        texts, spent = _timed(lambda bodies=bodies: hold(bodies, least=1))  # type: ignore[misc]
        _told("into one buffer", spent, size)
        keys, spent = _timed(lambda texts=texts: texts.columns(settings))  # type: ignore[misc]
        _told("keys", spent, size)
        twins = twin_rows(keys, settings)
        met, spent = _timed(
            lambda keys=keys, twins=twins, texts=texts: meeting(  # type: ignore[misc]
                alone(keys, twins[1], settings), settings, texts.loops
            )
        )
        _told("joining keys", spent, size)
        weighing = Weighing.of(keys, settings)
        pairs, spent = _timed(
            lambda texts=texts, met=met, weighing=weighing: judge_pairs(  # type: ignore[misc]
                texts, met.first, met.second, weighing, settings
            )
        )
        _told("judging pairs", spent, size)
        held = postings(keys, np.arange(size), np.isin(np.arange(size), twins[1]), settings)
        print(
            f"    {len(held.keys) / size:.0f} postings a document ({17 * len(held.keys) / size:,.0f} bytes), "
            f"{len(met.first) / size:.2f} pairs, {len(doubtful_pairs(pairs, settings)) / size:.3f} in doubt, "
            f"{met.dropped:,} keys dropped, {len(twins[1]):,} twins"
        )


def _told(stage: str, seconds: float, size: int) -> None:
    print(f"    {stage:18} {1e6 * seconds / size:8.1f}", flush=True)


def _timed(work: Callable[[], Result]) -> tuple[Result, float]:
    before = time.process_time()
    made = work()
    return made, time.process_time() - before


if __name__ == "__main__":
    main(Path(sys.argv[1]), [int(size) for size in sys.argv[2:]])
