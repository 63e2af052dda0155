"""An archive grown article by article, and asked at every size: milliseconds to add and to find.

    python -m benchmarks.archive.run FOLDER --sizes 10000,100000 --minutes 11

builds on what lies in FOLDER from an earlier run. With --drawn the articles past the first hundred thousand
are keys without texts, drawn at random in the numbers that texts give: ten times as fast to make, and the
same work to find one's way among.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from benchmarks.archive.corpus import article, document, drawn, drawn_entries, edited, entries

from retell.document.model import Document
from retell.settings import Settings
from retell.store import Entry, Store
from retell.stores import opened
from retell.stores.finding import found

BATCH = 2048
REAL = 100_000
"""Articles up to which there are texts, where later ones are drawn."""


def questions(documents: int, count: int) -> Iterator[tuple[str, Document, int]]:
    """Texts to ask about, by kind, with the number of the article they come from; -1 for none."""
    chance = np.random.default_rng(23)
    for number, base in enumerate(chance.integers(0, documents, size=count).tolist()):
        words, source = article(base), base
        kind = ("copy", "verbatim", "excerpt", "new")[number % 4]
        if kind == "copy":
            words = edited(words, 10**9 + number, 0.12)
        elif kind == "excerpt":
            words = np.concatenate(
                (drawn(3 * 10**9 + number, 120), words[40:120], drawn(4 * 10**9 + number, 90))
            )
        elif kind == "new":
            words, source = drawn(5 * 10**9 + number), -1
        yield kind, document(number, words, "q"), source


def ask(store: Store, documents: int, count: int) -> dict[str, object]:
    """Ask `count` questions about the first `documents`, the first tenth of them to warm up.

    Times in milliseconds, and how many were right.

    Beside the time by the clock stands the processor's: on a busy machine the two are far apart.
    """
    times: dict[str, list[float]] = {"copy": [], "verbatim": [], "excerpt": [], "new": []}
    cpu: list[float] = []
    right = dict.fromkeys(times, 0)
    for number, (kind, asked, source) in enumerate(questions(documents, count)):
        start, worked = time.perf_counter(), time.process_time()
        answers = found(store, asked)
        took, worked = 1000 * (time.perf_counter() - start), 1000 * (time.process_time() - worked)
        if number < count // 10:
            continue
        times[kind].append(took)
        cpu.append(worked)
        names = {answer.document.id for answer in answers}
        right[kind] += f"a{source}" in names if source >= 0 else not answers
    every = [each for kind in times.values() for each in kind]
    return {
        "median": round(float(np.median(every)), 1),
        "p90": round(float(np.percentile(every, 90)), 1),
        "p99": round(float(np.percentile(every, 99)), 1),
        "cpu_median": round(float(np.median(cpu)), 1),
        "cpu_p99": round(float(np.percentile(cpu, 99)), 1),
        "right": {kind: f"{right[kind]}/{len(times[kind])}" for kind in times},
        "median_by_kind": {kind: round(float(np.median(each)), 1) for kind, each in times.items()},
    }


def grow(
    store: Store, size: int, make: Callable[[Sequence[int]], list[Entry]], until: float
) -> tuple[int, float]:
    """Add articles until there are so many or the time is up; how many were added, and in what time."""
    have = first = store.stats().documents
    spent = 0.0
    while have < size and time.monotonic() < until:
        numbers = range(have, min(size, have + BATCH))
        made = make(numbers)
        start = time.perf_counter()
        store.add(made)
        spent += time.perf_counter() - start
        have = numbers[-1] + 1
    return have - first, spent


def main() -> None:
    """Grow and ask, a line of JSON for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", default="10000,100000")
    parser.add_argument("--minutes", type=float, default=11)
    parser.add_argument("--questions", type=int, default=440)
    parser.add_argument("--drawn", action="store_true")
    chosen = parser.parse_args()
    settings = Settings().family
    until = time.monotonic() + 60 * chosen.minutes
    chosen.folder.mkdir(parents=True, exist_ok=True)
    with opened(str(chosen.folder / "archive.db"), create=True) as store:
        for size in map(int, chosen.sizes.split(",")):
            drawing = chosen.drawn and store.stats().documents >= REAL
            make = partial(drawn_entries if drawing else entries, settings=settings)
            count, spent = grow(store, size, make, until)
            have = store.stats().documents
            told: dict[str, object] = {"documents": have}
            told |= ask(store, min(have, REAL) if chosen.drawn else have, chosen.questions)
            told |= {"added": count, "add_ms_each": round(1000 * spent / count, 2) if count else None}
            told |= {"bytes": store.stats().bytes}
            print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
