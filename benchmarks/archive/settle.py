"""Families settled after a few additions to an archive: what it costs as the archive grows.

    python -m benchmarks.archive.settle FOLDER --sizes 10000,30000

At each size twenty articles are added, five of them copies of earlier ones, and the families settled as
`retell archive add` does; then the same articles are worked out all at once, and the families compared.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.archive.corpus import article, document, edited, entries
from benchmarks.archive.run import grow

from retell.engines.local import LocalEngine
from retell.family.keys import document_keys
from retell.family.words import particulars
from retell.settings import Settings
from retell.store import Entry, Store
from retell.stores import opened
from retell.stores.settling import every_document, every_family, settled

NEW, COPIES = 20, 5


def some(store: Store, settings: Settings) -> None:
    """Twenty more articles in the archive, some of them copies."""
    have = store.stats().documents
    made = [document(10**7 + have + number) for number in range(NEW - COPIES)]
    for number in range(COPIES):
        words = edited(article(have // (number + 2)), 10**8 + have + number, 0.08)
        made.append(document(10**8 + have + number, words, prefix="c"))
    store.add([Entry(document=each, keys=document_keys(each, settings.family)) for each in made])


def whole(numbers: Sequence[int], settings: Settings) -> list[Entry]:
    """Articles with all their keys, names and figures too, which finding does not need."""
    return [
        replace(each, keys=replace(each.keys, particulars=particulars(each.document.text)))
        for each in entries(numbers, settings.family)
    ]


def timed(store: Store, settings: Settings) -> tuple[float, float]:
    """Seconds by the clock and of the processor for settling families in a program that knows nothing yet."""
    start, worked = time.perf_counter(), time.process_time()
    settled(store, settings, LocalEngine(settings=settings, workers=1))
    return time.perf_counter() - start, time.process_time() - worked


def main() -> None:
    """Grow, settle, add, settle again, compare; a line of JSON for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", default="10000,30000")
    parser.add_argument("--minutes", type=float, default=10)
    chosen = parser.parse_args()
    settings = Settings()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    with opened(str(chosen.folder / "archive.db"), create=True) as store:
        for size in map(int, chosen.sizes.split(",")):
            grow(
                store,
                size,
                lambda numbers: whole(numbers, settings),
                time.monotonic() + 60 * chosen.minutes,
            )
            first = timed(store, settings)
            some(store, settings)
            more = timed(store, settings)
            start, worked = time.perf_counter(), time.process_time()
            engine = LocalEngine(settings=settings, workers=1)
            batch = engine.families(each.document for each in every_document(store)).families
            at_once = time.perf_counter() - start, time.process_time() - worked
            kept = {(family.members, family.matches) for family in every_family(store)}
            told = {
                "documents": store.stats().documents,
                "first": [round(each, 1) for each in first],
                "twenty_more": [round(each, 1) for each in more],
                "batch_without_stories": [round(each, 1) for each in at_once],
                "same": kept == {(family.members, family.matches) for family in batch},
            }
            print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
