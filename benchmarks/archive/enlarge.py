"""The index of an archive made many times as large, to measure what a question costs at a million articles.

    python -m benchmarks.archive.enlarge FOLDER --times 10

Every pair of the index is written again under the rows of so many times as many articles: a key that only
one article has becomes another key that only one has, and a key that several have is had by so many times
as many. What is asked and answered are the real articles; the others are there to be told from them.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from benchmarks.archive.run import ask
from sqlalchemy import Connection, delete

from retell.settings import ArchiveSettings
from retell.stores import sql_index
from retell.stores.postings import KEYED, Pairs, Sort, blocks, ceiling, cut, merged
from retell.stores.sqlite import open_sqlite
from retell.stores.tables import BLOCK, SEGMENT

STEPS = 8
"""The index is made in 2 to this many parts, each of which fits into memory many times over."""


def repeated(pairs: Pairs, times: int, rows: int, part: int) -> list[Pairs]:
    """The pairs of one part of the keys, once more for each time."""
    chance = np.random.default_rng([29, part])
    starts = np.flatnonzero(np.concatenate(([True], pairs.keys[1:] != pairs.keys[:-1])))
    lengths = np.diff(np.append(starts, len(pairs)))
    lone = np.repeat(lengths == 1, lengths)
    low = np.uint64(part << (64 - STEPS))
    made = []
    for turn in range(1, times):
        keys = pairs.keys.copy()
        keys[lone] = low + chance.integers(0, 1 << (64 - STEPS), size=int(lone.sum()), dtype=np.uint64)
        values = (pairs.values + turn * rows).astype(np.int32)
        order = np.argsort(keys)
        made.append(Pairs(keys=keys[order], values=values[order]))
    return made


def enlarge(connection: Connection, times: int) -> int:
    """One segment of so many times as many rows in the place of all; how many pairs it has."""
    old = sql_index.segments(connection)
    rows = max(each.last_row for each in old)
    nobody = np.empty(0, dtype=np.int64)
    number = old[-1].number + 1
    lengths = []
    for sort in KEYED:
        total = times * sum(each.pairs[sort] for each in old)
        most = 2 * ceiling(sort, ArchiveSettings())
        for part in range(1 << STEPS):
            parts = [
                sql_index.part_of(connection, each, sort, (part, STEPS)) for each in old if each.pairs[sort]
            ]
            whole = merged(parts, sort, nobody, most)
            if len(whole):
                every = merged([whole, *repeated(whole, times, rows, part)], sort, nobody, most)
                sql_index.insert_blocks(connection, number, sort, blocks(cut(every, nobody, most), total))
        lengths.append(total)
    _replace(connection, old, number, (rows * times, lengths))
    return sum(lengths)


def _replace(
    connection: Connection, old: Sequence[sql_index.Segment], number: int, made: tuple[int, list[int]]
) -> None:
    """The new segment in its table; the old ones keep their words and nothing else."""
    rows, lengths = made
    for each in old:
        first, last = (each.number << 32), (each.number << 32) + (int(Sort.WORDS) << 28)
        connection.execute(delete(BLOCK).where(BLOCK.c.place.between(first, last - 1)))
    connection.execute(SEGMENT.update().values(bands=0, grams=0, combinations=0, first_row=0, last_row=-1))
    sizes = np.full((rows, 2), (70, 110), dtype="<u2").tobytes()
    sql_index.insert_segment(connection, number, (1, rows), [*lengths, 0], sizes)


def main() -> None:
    """Enlarge, ask, and print a line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--times", type=int, default=11)
    parser.add_argument("--questions", type=int, default=440)
    chosen = parser.parse_args()
    with open_sqlite(chosen.folder / "archive.db") as store:
        real = store.stats().documents
        start = time.perf_counter()
        with store._write() as (connection, _):
            pairs = enlarge(connection, chosen.times)
        seconds = round(time.perf_counter() - start)
        print(json.dumps({"real": real, "pairs": pairs, "seconds": seconds}), flush=True)
        told = ask(store, real, chosen.questions) | {"documents": real * chosen.times}
        print(json.dumps(told | {"bytes": store.stats().bytes}), flush=True)


if __name__ == "__main__":
    main()
