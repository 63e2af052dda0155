"""Near-duplicate clusters from JSONL to labels, timed: reading, keys, joining."""

from __future__ import annotations

import argparse
import json
import os
import resource
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.json as reader

from retell.family.kernels.run import CompiledLoops, buffered, near_columns_of
from retell.family.kernels.sketch import Corpus
from retell.family.kernels.words import SLACK
from retell.family.near import labelled
from retell.settings import FamilySettings


def corpus(path: Path) -> Corpus:
    """The texts of a JSONL file in one buffer."""
    options = reader.ParseOptions(
        explicit_schema=pa.schema([("text", pa.string())]), unexpected_field_behavior="ignore"
    )
    column = reader.read_json(path, reader.ReadOptions(block_size=1 << 24), options)["text"]
    parts, ends, at = [], [], 0
    for chunk in column.chunks:
        offsets = np.frombuffer(chunk.buffers()[1], dtype=np.int32)[
            chunk.offset : chunk.offset + len(chunk) + 1
        ]
        parts.append(np.frombuffer(chunk.buffers()[2], dtype=np.uint8)[offsets[0] : offsets[-1]])
        ends.append(offsets[1:].astype(np.int64) - offsets[0] + at)
        at += int(offsets[-1] - offsets[0])
    data = np.concatenate([*parts, np.zeros(SLACK, dtype=np.uint8)])
    stops = np.concatenate(ends)
    starts = np.concatenate(([0], stops[:-1])).astype(np.int64)
    return buffered(data, starts, stops, np.zeros(len(stops), dtype=np.bool_))


def main() -> None:
    """Run several times, print each; labels go to a file if one is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    parser.add_argument("--labels", type=Path)
    given = parser.parse_args()
    settings = FamilySettings()
    for _ in range(given.runs):
        marks = [(time.perf_counter(), time.process_time())]
        texts = corpus(given.corpus)
        marks.append((time.perf_counter(), time.process_time()))
        keys = near_columns_of(texts, settings, given.workers)
        marks.append((time.perf_counter(), time.process_time()))
        labels = labelled(keys.bands, keys.signatures, settings, CompiledLoops(given.workers))
        marks.append((time.perf_counter(), time.process_time()))
        wall, spent = (np.diff([mark[side] for mark in marks]) for side in range(2))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"retell near: {len(labels)} texts, {wall.sum():.2f} s by the clock, {spent.sum():.2f} s of"
            f" processor time (reading, keys, joining {spent.round(2).tolist()}),"
            f" {len(labels) / spent.sum():.0f} texts a processor second, peak {peak} MB"
        )
    if given.labels:
        given.labels.write_text(json.dumps(labels.tolist()), encoding="utf-8")


if __name__ == "__main__":
    main()
