"""The engine of many machines: Spark moves the keys, the loops are those of the local engine.

Documents are numbered by id, keys made where the documents lie. Keys go to the part that their value chooses,
where all documents that have one meet; pairs go to the part that the pair chooses, where all that they share
meets; there they are judged beside their texts. What comes back to the driver is what two documents share:
families are made of it there, by the same code as on one machine. See docs/explanation/scale.md.

Every stage is a function of arrays in `family`, run by `mapInArrow`; Spark sorts and joins rows, and nothing
else of its own is used: grouping in SQL was five times slower than a join of sorted numbers within parts.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from typing import Any

import numpy as np
import pyarrow as pa
from pyspark import Broadcast, TaskContext
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.functions import col, input_file_name

from retell.document.load import from_bytes
from retell.document.model import Document, Skipped
from retell.document.records import from_record
from retell.engine import Item, Result
from retell.engines import local
from retell.engines.rows import (
    JUDGED,
    KEYS,
    PAIRS,
    POSTINGS,
    SHARES,
    Tally,
    batch,
    columns_of_rows,
    judged_rows,
    keys_rows,
    loops_for,
    posting_rows,
    postings_of_rows,
    share_rows,
    shares_of_rows,
)
from retell.family.arrays import I64
from retell.family.group import doubtful_pairs, grouped
from retell.family.growing import sought
from retell.family.holding import hold
from retell.family.keys import body
from retell.family.model import Grouping, Match
from retell.family.overlap import Weighing
from retell.family.pairs import Found, twin_rows
from retell.family.parted import Kind, gathered, met, postings, rare_keys
from retell.family.rarity import Rarity, weighed
from retell.settings import Settings

Batches = Iterator[pa.RecordBatch]
_DOCUMENTS = "id string, body string, made binary"
_ROWED = "row long, id string, body string, made binary"
_ANSWERS = "at long, answer binary, failed boolean"
_ORIGIN = "origin of the row"
_RECORDS = (".jsonl", ".ndjson")
"""Files of which Spark may give a task some lines; every other is read whole by one task."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SparkEngine:
    """Spark's workers; `session` is one that is open, or Spark's own configuration opens it.

    `parts` is how many parts keys and pairs are cut into, twice Spark's own parallelism where it is not
    given; it changes no result. `at_once` items are sent to each worker at a time by `map`.
    """

    settings: Settings = field(default_factory=Settings)
    session: SparkSession | None = None
    parts: int | None = None
    at_once: int = 64

    def families(self, documents: Iterable[Document] | DataFrame) -> Grouping:
        """The families among documents with distinct ids, the same bytes as the local engine's."""
        spark = self._opened()
        frame = documents if isinstance(documents, DataFrame) else _sent(spark, documents, self._parts(spark))
        return _Run(spark=spark, settings=self.settings, parts=self._parts(spark), map=self.map).families(
            frame
        )

    def read(self, *paths: str) -> tuple[DataFrame, tuple[Skipped, ...]]:
        """The documents of files on any path that Spark can read, and what could not be read.

        JSON lines and Parquet are read by as many workers as Spark cuts them for; WARC, HTML and text by one
        a file. Documents are as `document.load` makes them. Of several with one id one is taken.
        """
        spark = self._opened()
        made = _none(spark)
        for frame in _frames(spark, paths):
            made = made.unionByName(frame)
        made = made.persist()
        skipped = made.where("error is not null").select("origin", "error").orderBy("origin", "error")
        distinct = (
            made.where("error is null").repartition(self._parts(spark), "id").mapInArrow(_first, _DOCUMENTS)
        )
        told = tuple(Skipped(origin=row["origin"], error=row["error"]) for row in skipped.collect())
        return distinct, told

    def documents(self, *paths: str) -> Iterator[Document | Skipped]:
        """The documents of files as the workers read them, by id, after what could not be read."""
        frame, skipped = self.read(*paths)
        yield from skipped
        for row in frame.sort("id").select("made").toLocalIterator():
            yield pickle.loads(row["made"])

    def map(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """`function` of every item, in the order of the items; both must be picklable."""
        spark = self._opened()
        slots = spark.sparkContext.defaultParallelism
        waiting = iter(items)
        work = partial(_mapped, pickle.dumps(function))
        while chunk := list(islice(waiting, self.at_once * slots)):
            rows = [(at, pickle.dumps(item)) for at, item in enumerate(chunk)]
            frame = spark.createDataFrame(rows, "at long, item binary").repartition(slots, "at")
            answers = frame.mapInArrow(work, _ANSWERS).collect()
            for answer in sorted(answers, key=lambda row: int(row["at"])):
                made = pickle.loads(answer["answer"])
                if answer["failed"]:
                    raise made
                yield made

    def _opened(self) -> SparkSession:
        # Workers must find this package: the Python that runs here is the one that has it.
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        spark = self.session or SparkSession.builder.appName("retell").getOrCreate()
        # Parts are made so that what belongs together is together; Spark may not put them together again.
        spark.conf.set("spark.sql.adaptive.enabled", "false")
        return spark

    def _parts(self, spark: SparkSession) -> int:
        return self.parts or 2 * spark.sparkContext.defaultParallelism


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """One finding of families."""

    spark: SparkSession
    settings: Settings
    parts: int
    map: Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]

    def families(self, frame: DataFrame) -> Grouping:
        """From documents to families."""
        family = self.settings.family
        rowed, ids = self._numbered(frame)
        keyed = rowed.mapInArrow(partial(_keyed, family), KEYS).persist()
        tally = Tally.of(keyed.select("row", "words", "digest", "counts").toArrow(), len(ids), family)
        keys = tally.columns
        twins = twin_rows(keys, family)
        later = self._shared(np.sort(twins[1]))
        shares = (
            keyed.mapInArrow(partial(_posted, family, later), POSTINGS)
            .repartition(self.parts, "key")
            .mapInArrow(partial(_met, family), SHARES)
            .persist()
        )
        known = shares_of_rows([shares.where(col("kind") >= int(Kind.RARE)).toArrow()])
        rare = self._shared(rare_keys(known, len(ids)))
        pairs = (
            shares.where(col("kind") < int(Kind.RARE))
            .repartition(self.parts, "first", "second")
            .mapInArrow(partial(_gathered, family, rare), PAIRS)
        )
        weighing = Weighing.of(keys, family)
        judged = self._judged(pairs, keyed, self._shared(weighing))
        found, met_pairs, forms = tally.found(judged, known, twins, weighing, family)
        grouping = self._grouped(rowed, ids, found)
        counts = replace(grouping.counts, candidates=met_pairs, forms=grouping.counts.forms + forms)
        for each in (shares, keyed, rowed):
            each.unpersist()
        return replace(grouping, counts=counts)

    def _numbered(self, frame: DataFrame) -> tuple[DataFrame, list[str]]:
        """The documents with their rows, by id ascending over all parts; and the ids."""
        ordered = frame.repartitionByRange(self.parts, "id").sortWithinPartitions("id").persist()
        sizes = {
            row["part"]: row["size"] for row in ordered.mapInArrow(_sized, "part int, size long").collect()
        }
        starts = np.cumsum([0, *(sizes.get(part, 0) for part in range(max(sizes, default=0)))]).tolist()
        rowed = ordered.mapInArrow(partial(_numbered, starts), _ROWED).persist()
        held = rowed.select("row", "id").toArrow()
        ordered.unpersist()
        order = np.argsort(held["row"].to_numpy())
        names = held["id"].to_pylist()
        return rowed, [names[at] for at in order.tolist()]

    def _judged(self, pairs: DataFrame, keyed: DataFrame, weighing: Broadcast[Weighing]) -> pa.Table:
        """The pairs beside their texts, judged."""
        left = keyed.where("row >= 0").select(
            col("row").alias("first"),
            col("body").alias("left_body"),
            col("signature").alias("left_signature"),
        )
        right = left.toDF("second", "right_body", "right_signature")
        beside = pairs.join(left, "first").join(right, "second").sortWithinPartitions("first", "second")
        return beside.mapInArrow(partial(_judged, self.settings.family, weighing), JUDGED).toArrow()

    def _grouped(self, rowed: DataFrame, ids: list[str], found: Found) -> Grouping:
        """The families; documents that share nothing stay where they are, and only their ids come."""
        rows = np.unique(np.concatenate((found.pairs.first, found.pairs.second, *found.twins)))
        wanted = rowed.select("row", "made").mapInArrow(
            partial(_only, self._shared(rows)), "row long, made binary"
        )
        documents = [Document(id=id, text="") for id in ids]
        for row, made in zip(*(wanted.toArrow()[name].to_pylist() for name in ("row", "made")), strict=True):
            documents[row] = pickle.loads(made)
        texts = hold([body(document) for document in documents])
        rarity = Rarity(counts=found.keys.word_counts, documents=len(ids))
        doubtful = doubtful_pairs(found.pairs, self.settings.family).tolist()
        sides = [(documents[one], documents[two]) for one, two in doubtful]
        closer: list[Match] = []
        for (one, two), match in zip(sides, self.map(partial(sought, self.settings), sides), strict=True):
            if match:
                closer.append(weighed(match, one, two, rarity, self.settings.family))
        return grouped(texts, documents, found, closer, self.settings.family)

    def _shared(self, value: Any) -> Broadcast[Any]:
        return self.spark.sparkContext.broadcast(value)


_READ = f"{_DOCUMENTS}, origin string, error string"


def _none(spark: SparkSession) -> DataFrame:
    return spark.createDataFrame([], _READ)


def _frames(spark: SparkSession, paths: Iterable[str]) -> Iterator[DataFrame]:
    """What is read from files, by their kind."""
    kinds: dict[str, list[str]] = {}
    for path in paths:
        name = "lines" if path.endswith(_RECORDS) else "rows" if path.endswith(".parquet") else "files"
        kinds.setdefault(name, []).append(path)
    if lines := kinds.get("lines"):
        yield spark.read.text(lines).mapInArrow(_from_lines, _READ)
    if tables := kinds.get("rows"):
        rows = spark.read.parquet(*tables).withColumn(_ORIGIN, input_file_name())
        yield rows.mapInArrow(_from_rows, _READ)
    if files := kinds.get("files"):
        yield spark.read.format("binaryFile").load(files).mapInArrow(_from_files, _READ)


def _sent(spark: SparkSession, documents: Iterable[Document], parts: int) -> DataFrame:
    """Documents that the driver holds, as rows."""
    rows = [_row(document) for document in documents]
    schema = pa.schema([("id", pa.string()), ("body", pa.string()), ("made", pa.binary())])
    return spark.createDataFrame(pa.Table.from_pylist(rows, schema=schema)).repartition(parts)


def _row(document: Document) -> dict[str, Any]:
    # Half a surrogate pair is no Unicode text, and Arrow takes none. It is no letter: a mark stands for it.
    text = body(document).encode("utf-8", "replace").decode("utf-8")
    return {"id": document.id, "body": text, "made": pickle.dumps(document)}


def _from_lines(batches: Batches) -> Batches:
    for part in batches:
        lines = "\n".join(line or "" for line in part["value"].to_pylist())
        yield _read(from_bytes(lines.encode("utf-8", "surrogatepass"), "records.jsonl"))


def _from_rows(batches: Batches) -> Batches:
    settings = Settings().document
    for part in batches:
        rows = part.to_pylist()
        found = [
            from_record((f"row {at} of a part", row), row.pop(_ORIGIN), settings)
            for at, row in enumerate(rows, start=1)
        ]
        yield _read(found)


def _from_files(batches: Batches) -> Batches:
    for part in batches:
        for path, content in zip(part["path"].to_pylist(), part["content"].to_pylist(), strict=True):
            yield _read(from_bytes(content, path))


def _read(found: Iterable[Document | Skipped]) -> pa.RecordBatch:
    """What was read as rows: documents, and what could not be read with the reason."""
    told = (("origin", pa.string()), ("error", pa.string()))
    schema = pa.schema([("id", pa.string()), ("body", pa.string()), ("made", pa.binary()), *told])
    rows = [
        {"origin": each.origin, "error": each.error} if isinstance(each, Skipped) else _row(each)
        for each in found
    ]
    return pa.RecordBatch.from_pylist(rows, schema=schema)


def _first(batches: Batches) -> Batches:
    """One document an id; of several the one whose pickled form is least, so that chance decides nothing."""
    held: dict[str, dict[str, Any]] = {}
    for part in batches:
        for row in part.select(["id", "body", "made"]).to_pylist():
            if row["id"] not in held or row["made"] < held[row["id"]]["made"]:
                held[row["id"]] = row
    schema = pa.schema([("id", pa.string()), ("body", pa.string()), ("made", pa.binary())])
    yield pa.RecordBatch.from_pylist([held[id] for id in sorted(held)], schema=schema)


def _part() -> int:
    context = TaskContext.get()
    return context.partitionId() if context else 0


def _sized(batches: Batches) -> Batches:
    size = sum(part.num_rows for part in batches)
    yield batch("part int, size long", pa.array([_part()], pa.int32()), [size])


def _numbered(starts: list[int], batches: Batches) -> Batches:
    at = starts[_part()] if _part() < len(starts) else 0
    for part in batches:
        rows = pa.array(np.arange(at, at + part.num_rows, dtype=np.int64))
        yield batch(_ROWED, rows, part["id"], part["body"], part["made"])
        at += part.num_rows


def _keyed(settings: Any, batches: Batches) -> Batches:
    for part in batches:
        bodies = part["body"].to_pylist()
        yield keys_rows(part["row"].to_numpy(), bodies, hold(bodies, 1).columns(settings))


def _posted(settings: Any, later: Broadcast[I64], batches: Batches) -> Batches:
    for part in batches:
        rows, keys = columns_of_rows(part, settings)
        if len(rows):
            yield posting_rows(postings(keys, rows, np.isin(rows, later.value), settings))


def _met(settings: Any, batches: Batches) -> Batches:
    held = postings_of_rows(list(batches))
    yield share_rows(met(held, settings, loops_for(len(held.keys))))


def _gathered(settings: Any, rare: Broadcast[dict[int, I64]], batches: Batches) -> Batches:
    found = gathered(shares_of_rows(list(batches)), rare.value, settings)
    yield batch(PAIRS, found.first, found.second, found.sure)


def _judged(settings: Any, weighing: Broadcast[Weighing], batches: Batches) -> Batches:
    for part in batches:
        if part.num_rows:
            yield judged_rows(part, weighing.value, settings)


def _only(rows: Broadcast[I64], batches: Batches) -> Batches:
    for part in batches:
        yield part.filter(pa.array(np.isin(part["row"].to_numpy(), rows.value)))


def _mapped(function: bytes, batches: Batches) -> Batches:
    """The answers, or the errors in their place, for those who asked to meet."""
    work = pickle.loads(function)
    for part in batches:
        answers, failed = [], []
        for item in part["item"].to_pylist():
            try:
                answers.append(pickle.dumps(work(pickle.loads(item))))
                failed.append(False)
            except Exception as error:  # whatever it is, it is raised again where the map was asked for
                answers.append(pickle.dumps(error))
                failed.append(True)
        yield batch(_ANSWERS, part["at"], pa.array(answers, pa.binary()), failed)


_ = local  # documents hold read-only mappings, which pickle knows once this module is there
