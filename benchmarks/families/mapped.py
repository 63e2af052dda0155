"""Sketches made inside Spark's `mapInArrow` beside the same sketches made here, both warm.

`python -m benchmarks.families.mapped DOCUMENTS.jsonl [--most 20000]`. Seconds are of the processor: of a
worker from the first batch of a part to its last, what comes in and goes out included; here, of making the
buffer and the sketches. Spark's own Java is not in it: it works beside Python, and reading alone needs it.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyspark.sql import SparkSession

from retell.engines.lying import texts_of
from retell.family.holding import hold
from retell.settings import FamilySettings

_SKETCHED = "bands binary, signature binary, seconds double"


def sketched(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The bands and signatures of texts, and on the last row what a part took."""
    before = time.process_time()
    for batch in batches:
        bands, signatures = texts_of(batch["text"], least=1).near(FamilySettings())
        made = [_binary(bands), _binary(signatures), pa.nulls(len(bands), pa.float64())]
        yield pa.RecordBatch.from_arrays(made, ["bands", "signature", "seconds"])
    told = {"bands": [None], "signature": [None], "seconds": [time.process_time() - before]}
    schema = pa.schema([("bands", pa.binary()), ("signature", pa.binary()), ("seconds", pa.float64())])
    yield pa.RecordBatch.from_pydict(told, schema=schema)


def _binary(rows: Any) -> pa.Array:
    """An array of rows as one value for each, without a copy."""
    width = rows.shape[1] * rows.itemsize
    return pa.Array.from_buffers(pa.binary(width), len(rows), [None, pa.py_buffer(rows)]).cast(pa.binary())


def main() -> None:
    """Print one line a run."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("file", type=Path)
    reader.add_argument("--most", type=int, default=20_000)
    reader.add_argument("--batch", type=int, default=10_000, help="rows that Spark hands over at a time")
    asked = reader.parse_args()
    with asked.file.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in islice(lines, asked.most)]
    for run in ("cold", "warm", "warm"):
        before = time.process_time()
        hold(texts, 1).near(FamilySettings())
        print(
            f"here, {run}: {(time.process_time() - before) / len(texts) * 1e6:.1f} µs a document", flush=True
        )
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.driver.host", "127.0.0.1").config("spark.driver.memory", "2g")
    session = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", asked.batch).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    frame = session.createDataFrame(pa.table({"text": texts})).repartition(2).persist()
    frame.count()
    for run in ("cold", "warm", "warm"):
        made = frame.mapInArrow(sketched, _SKETCHED).where("seconds is not null").toArrow()
        seconds = sum(made["seconds"].to_pylist())
        print(f"in mapInArrow, {run}: {seconds / len(texts) * 1e6:.1f} µs a document", flush=True)
    session.stop()


if __name__ == "__main__":
    main()
