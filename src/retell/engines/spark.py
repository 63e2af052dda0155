"""The engine of many machines: Spark moves what is between the loops, and these are the local engine's.

Documents are numbered by id, keys made where the documents lie. Keys go to the part that their value chooses,
where all documents that have one meet; what pairs share goes to the part that the pair chooses. Pairs that
share enough go to where one of their texts lies and the other is sent for, once for each part that asks. What
ties documents is followed to whole components, and families are grouped where a component's documents come
together, by the same code as on one machine; the driver links them. See docs/explanation/scale.md.

Every stage is a function of arrays in `stages`, run by `mapInArrow`. What goes from part to part is cut into
`parcels` by the loops: Spark moves a few large rows, and neither sorts nor joins nor groups any.
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

from retell.document.model import Document, Skipped
from retell.engine import Item, Result
from retell.engines.judging import NOTHING_JUDGED
from retell.engines.parcels import PARCELS, unpacked, whole
from retell.engines.reading import (
    DOCUMENTS,
    ORIGIN,
    READ,
    Batches,
    document_row,
    from_files,
    from_lines,
    from_rows,
)
from retell.engines.rows import KEYS, TIES, Tally, batch, loops_for, ties_of_rows
from retell.engines.stages import (
    ANSWERS,
    GROUPINGS,
    MARKS,
    SIDES,
    Cut,
    For,
    distinct_documents,
    families_joined,
    items_mapped,
    keys_made,
    keys_met,
    keys_posted,
    pairs_gathered,
    pairs_judged,
    sides_placed,
    texts_laid,
    texts_sent,
    ties_contracted,
    ties_judged,
    ties_large,
    ties_marked,
    ties_small,
    ties_turned,
)
from retell.family.arrays import I64
from retell.family.components import Ties, contracted, shared_out
from retell.family.group import Ties as FamilyTies
from retell.family.group import counted, doubtful_pairs, linked, linking, together
from retell.family.holding import hold
from retell.family.keys import body
from retell.family.model import Grouping
from retell.family.overlap import Weighing
from retell.family.pairs import Found, twin_rows
from retell.family.parted import NO_SHARES, rare_keys
from retell.family.rarity import Rarity
from retell.settings import Settings

_ROWED = "row long, id string, body string, made binary"
_RECORDS = (".jsonl", ".ndjson")
"""Files of which Spark may give a task some lines; every other is read whole by one task."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SparkEngine:
    """Spark's workers; `session` is one that is open, or Spark's own configuration opens it.

    `parts` is how many parts keys and pairs are cut into, twice Spark's own parallelism where it is not
    given; `at_once` items are sent to each worker at a time by `map`; up to `followed_here` ties between
    documents are followed at the driver, more by the workers. None of them changes a result.
    """

    settings: Settings = field(default_factory=Settings)
    session: SparkSession | None = None
    parts: int | None = None
    at_once: int = 64
    followed_here: int = 1 << 22

    def families(self, documents: Iterable[Document] | DataFrame) -> Grouping:
        """The families among documents with distinct ids, the same bytes as the local engine's."""
        spark = self._opened()
        frame = documents if isinstance(documents, DataFrame) else _sent(spark, documents, self._parts(spark))
        return self._run().families(frame)

    def components(self, ties: DataFrame) -> Ties:
        """The rows that ties lead to one another, each with the least of its component; that one is left out.

        `ties` are rows of `greater` and `less`.
        """
        return self._run().components(ties)

    def _run(self) -> _Run:
        spark = self._opened()
        parts = self._parts(spark)
        return _Run(spark=spark, settings=self.settings, parts=parts, followed_here=self.followed_here)

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
            made.where("error is null")
            .repartition(self._parts(spark), "id")
            .mapInArrow(distinct_documents, DOCUMENTS)
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
        work = partial(items_mapped, pickle.dumps(function))
        while chunk := list(islice(waiting, self.at_once * slots)):
            rows = [(at, pickle.dumps(item)) for at, item in enumerate(chunk)]
            frame = spark.createDataFrame(rows, "at long, item binary").repartition(slots, "at")
            answers = frame.mapInArrow(work, ANSWERS).collect()
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
    followed_here: int

    def families(self, frame: DataFrame) -> Grouping:
        """From documents to families."""
        family = self.settings.family
        rowed, ids = self._numbered(frame)
        keyed = rowed.mapInArrow(partial(keys_made, family), KEYS).persist()
        tally = Tally.of(keyed.select("row", "words", "digest", "counts").toArrow(), len(ids), family)
        keys = tally.columns
        twins = twin_rows(keys, family)
        cut = Cut(parts=self.parts, documents=len(ids))
        shares = self._shares(cut, keyed, self._shared(np.sort(twins[1])))
        known = whole(self._told(shares), NO_SHARES)
        weighing = Weighing.of(keys, family)
        asked = self._asked(cut, shares, self._shared(rare_keys(known, len(ids))))
        judged = self._judged(cut, asked, keyed, self._shared(weighing))
        told = whole(self._told(judged), NOTHING_JUDGED)
        found = tally.found(told, known, twins, weighing, family)
        grouping = self._grouped(rowed, ids, found, self._placed(judged, twins, len(ids)))
        forms = grouping.counts.forms + int(told.forms.sum())
        counts = replace(grouping.counts, candidates=int(told.met.sum()), forms=forms)
        for each in (judged, asked, shares, keyed, rowed):
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

    def _shares(self, cut: Cut, keyed: DataFrame, later: Broadcast[I64]) -> DataFrame:
        """What keys say of pairs, and what the driver wants to know of keys."""
        posted = keyed.mapInArrow(partial(keys_posted, cut, self.settings.family, later), PARCELS)
        return self._met(posted).mapInArrow(partial(keys_met, cut, self.settings.family), PARCELS).persist()

    def _asked(self, cut: Cut, shares: DataFrame, rare: Broadcast[dict[int, I64]]) -> DataFrame:
        """The pairs that share enough, and what texts they ask for."""
        work = partial(pairs_gathered, cut, self.settings.family, rare)
        return self._met(_only(shares, For.PARTS)).mapInArrow(work, PARCELS).persist()

    def _judged(
        self, cut: Cut, asked: DataFrame, keyed: DataFrame, weighing: Broadcast[Weighing]
    ) -> DataFrame:
        """The pairs beside their texts, judged. A text goes once to each part that has pairs of it."""
        family = self.settings.family
        texts = keyed.where("row >= 0").select("row", "body", "signature")
        laid = texts.mapInArrow(partial(texts_laid, cut), PARCELS).unionByName(_only(asked, For.TEXTS))
        sent = self._met(laid).mapInArrow(partial(texts_sent, family), PARCELS)
        beside = self._met(sent.unionByName(_only(asked, For.PARTS)))
        return beside.mapInArrow(partial(pairs_judged, family, weighing), PARCELS).persist()

    def _met(self, parcels: DataFrame) -> DataFrame:
        """Parcels in the parts that they are for."""
        return parcels.repartitionById(self.parts, "part")

    def _told(self, parcels: DataFrame) -> Iterator[Any]:
        """What is for the driver."""
        return unpacked([_only(parcels, For.DRIVER).toArrow()])

    def _placed(self, judged: DataFrame, twins: tuple[I64, I64], documents: int) -> I64:
        """By row the part where its component is grouped; -1 for what is tied to nothing."""
        known = self.spark.createDataFrame(pa.table({"greater": twins[1], "less": twins[0]}))
        made = judged.mapInArrow(ties_judged, TIES).unionByName(known)
        rows, parts = shared_out(self.components(made), self.parts)
        found = np.full(documents, -1, dtype=np.int64)
        found[rows] = parts
        return found

    def components(self, ties: DataFrame) -> Ties:
        """Every tied row with the least that a chain of ties leads to."""
        ties = ties.repartition(self.parts, "greater").mapInArrow(ties_contracted, TIES).persist()
        before, now = None, self._mark(ties)
        while now != before and now[0] > self.followed_here:
            beside = ties.mapInArrow(ties_turned, TIES).repartition(self.parts, "greater")
            large = beside.mapInArrow(ties_large, TIES).repartition(self.parts, "greater")
            after = large.mapInArrow(ties_small, TIES).persist()
            before, now = now, self._mark(after)
            ties.unpersist()
            ties = after
        held = ties_of_rows([ties.toArrow()])
        ties.unpersist()
        return contracted(held, loops_for(len(held[0])))

    def _mark(self, ties: DataFrame) -> tuple[int, int]:
        """How many ties there are, and what tells them from others."""
        marks = [(row["size"], row["sum"]) for row in ties.mapInArrow(ties_marked, MARKS).collect()]
        return sum(size for size, _ in marks), sum(each for _, each in marks)

    def _grouped(self, rowed: DataFrame, ids: list[str], found: Found, placed: I64) -> Grouping:
        """The families; of documents that are linked with other families the text comes here."""
        family = self.settings.family
        loops = loops_for(len(found.pairs.first))
        ties = FamilyTies.of(found, loops, family)
        rarity = self._shared(Rarity(counts=found.keys.word_counts, documents=len(ids)))
        sent = self._sides(rowed, placed).unionByName(self._tied(ties, found, placed))
        work = partial(families_joined, self.settings, rarity)
        parts = sent.repartition(self.parts, "part").mapInArrow(work, GROUPINGS).toArrow()
        grouping = together(pickle.loads(each) for each in parts["grouping"].to_pylist())
        documents = [Document(id=id, text="") for id in ids]
        links = linking(documents, (ties, found.keys), grouping, loops, family)
        between = np.concatenate((links.excerpts, links.events))
        rows = np.concatenate((ties.pairs.first[between], ties.pairs.second[between]))
        wanted = np.full(len(ids), -1, dtype=np.int64)
        wanted[rows] = 0
        came = self._sides(rowed, wanted).toArrow()
        for row, made in zip(came["row"].to_pylist(), came["made"].to_pylist(), strict=True):
            documents[row] = pickle.loads(made)
        texts = hold([body(document) for document in documents])
        told = linked(texts, documents, ties, links, grouping)
        return replace(told, counts=counted(found, ties, told))

    def _sides(self, rowed: DataFrame, placed: I64) -> DataFrame:
        """The documents that have a part, with it."""
        return rowed.select("row", "made").mapInArrow(partial(sides_placed, self._shared(placed)), SIDES)

    def _tied(self, ties: FamilyTies, found: Found, placed: I64) -> DataFrame:
        """What ties the documents of each part, in a row that is no document."""
        doubtful = doubtful_pairs(found.pairs, self.settings.family)
        of = placed[doubtful[:, 0]]
        made = {
            part: pickle.dumps((held, np.searchsorted(rows, doubtful[of == part])))
            for part, (rows, held) in enumerate(ties.parted(placed))
            if len(rows)
        }
        told = {"part": np.array(list(made), dtype=np.int64), "row": np.full(len(made), -1)}
        payload = pa.array(list(made.values()), pa.binary())
        return self.spark.createDataFrame(pa.table(told | {"made": payload}))

    def _shared(self, value: Any) -> Broadcast[Any]:
        return self.spark.sparkContext.broadcast(value)


def _only(parcels: DataFrame, kind: For) -> DataFrame:
    return parcels.where(col("kind") == int(kind))


def _none(spark: SparkSession) -> DataFrame:
    return spark.createDataFrame([], READ)


def _frames(spark: SparkSession, paths: Iterable[str]) -> Iterator[DataFrame]:
    """What is read from files, by their kind."""
    kinds: dict[str, list[str]] = {}
    for path in paths:
        name = "lines" if path.endswith(_RECORDS) else "rows" if path.endswith(".parquet") else "files"
        kinds.setdefault(name, []).append(path)
    if lines := kinds.get("lines"):
        yield spark.read.text(lines).mapInArrow(from_lines, READ)
    if tables := kinds.get("rows"):
        rows = spark.read.parquet(*tables).withColumn(ORIGIN, input_file_name())
        yield rows.mapInArrow(from_rows, READ)
    if files := kinds.get("files"):
        yield spark.read.format("binaryFile").load(files).mapInArrow(from_files, READ)


def _sent(spark: SparkSession, documents: Iterable[Document], parts: int) -> DataFrame:
    """Documents that the driver holds, as rows."""
    rows = [document_row(document) for document in documents]
    schema = pa.schema([("id", pa.string()), ("body", pa.string()), ("made", pa.binary())])
    return spark.createDataFrame(pa.Table.from_pylist(rows, schema=schema)).repartition(parts)


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
