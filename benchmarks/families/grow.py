"""A corpus that grows against the same corpus at once: the same bytes, and what each step costs.

    python -m benchmarks.families.grow DOCUMENTS.jsonl [--most 20000] [--steps 8] [--alone 20]

Documents are shuffled, added in so many steps with the families asked for after each, the last few of them
one by one. At the end the families are compared with those of one run of the local engine.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from retell.document.load import read
from retell.document.model import Document
from retell.engines.local import LocalEngine
from retell.family.growing import Growth

Result = TypeVar("Result")


def main() -> None:
    """Print one line a step."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("file", type=Path)
    reader.add_argument("--most", type=int, default=20_000)
    reader.add_argument("--steps", type=int, default=8)
    reader.add_argument("--alone", type=int, default=20)
    asked = reader.parse_args()
    documents = [each for each in read(str(asked.file)) if isinstance(each, Document)][: asked.most]
    random.Random(17).shuffle(documents)
    growth, engine = Growth(mapped=LocalEngine().map), LocalEngine()
    size = (len(documents) - asked.alone) // asked.steps + 1
    many, few = documents[: len(documents) - asked.alone], documents[len(documents) - asked.alone :]
    for start in range(0, len(many), size):
        came = many[start : start + size]
        added = _timed(lambda came=came: growth.add(came))[1]  # type: ignore[misc]
        found, told = _timed(growth.grouping)
        print(
            f"{len(growth):7,} documents: added in {added}, {len(found.families):,} families in {told}",
            flush=True,
        )
    alone = [_timed(lambda each=each: growth.add([each]))[1].processor for each in few]  # type: ignore[misc]
    print(f"one by one: median {sorted(alone)[len(alone) // 2] * 1000:.1f} ms of processor a document")
    grown, told = _timed(growth.grouping)
    print(f"{len(growth):7,} documents: families in {told}")
    whole, told = _timed(lambda: engine.families(documents))
    print(f"at once: {told}; the same: {repr(grown) == repr(whole)}")
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


class _Told:
    """Seconds by the clock and of the processor, this process's and its children's."""

    def __init__(self, clock: float, processor: float) -> None:
        self.clock, self.processor = clock, processor

    def __str__(self) -> str:
        return f"{self.clock:.2f} s ({self.processor:.2f} s of processor)"


def _timed(work: Callable[[], Result]) -> tuple[Result, _Told]:
    clock, before = time.perf_counter(), _processor()
    made = work()
    return made, _Told(time.perf_counter() - clock, _processor() - before)


def _processor() -> float:
    own = resource.getrusage(resource.RUSAGE_SELF)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


if __name__ == "__main__":
    main()
