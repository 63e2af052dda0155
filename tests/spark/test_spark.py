"""The Spark engine on a cluster of a master and two workers, against the local engine."""

from __future__ import annotations

import gzip
import json
import os
import random
import sys
import threading
import time
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from retell.document.load import from_bytes
from retell.document.model import Document, Skipped
from retell.engines.local import LocalEngine
from retell.family.components import distinct
from retell.family.model import Grouping
from retell.settings import FamilySettings, Settings

pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
pytestmark = [
    pytest.mark.spark,
    # What pyspark leaves open and will not support for long is Spark's to mend.
    pytest.mark.filterwarnings(
        "ignore::ResourceWarning", "ignore::FutureWarning", "ignore::DeprecationWarning"
    ),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

SETTINGS = replace(Settings(), family=replace(FamilySettings(), count_bits=14))
SYLLABLES = "bran del ost mar kel vik dun pel quor tar wex ing sund hol fen ryd".split()
JOINTS = "the of in and to with for near".split()


def _word(chance: random.Random) -> str:
    return "".join(chance.sample(SYLLABLES, 4))


def _report(seed: int) -> list[str]:
    chance = random.Random(seed)
    return [
        f"{_word(chance).capitalize()} "
        + " ".join(f"{chance.choice(JOINTS)} {_word(chance)} {_word(chance)}" for _ in range(5))
        + f" {chance.randrange(1000)}."
        for _ in range(9)
    ]


def _form(town: int) -> str:
    chance = random.Random(town + 900)
    return (
        f"The Ministry of Works has granted {_word(chance).capitalize()} a sum of {town * 7 + 11} thousand "
        "crowns for its roads. The grant is part of the programme for smaller towns that parliament passed "
        f"in spring. Last month the board chose {_word(chance).capitalize()} from {town + 30} towns."
    )


def corpus(stories: int = 60) -> list[Document]:
    """Reports with copies edited, cut, shuffled, merged and quoted, twins, a chain of edits, and forms."""
    reports = [_report(seed) for seed in range(stories)]
    texts = {f"r{at:03d}": " ".join(lines) for at, lines in enumerate(reports)}
    for at, lines in enumerate(reports):
        way = at % 6
        if way == 0:
            texts[f"edited{at:03d}"] = texts[f"r{at:03d}"].replace(" the ", " a ").replace(" and ", " or ")
        elif way == 1:
            texts[f"cut{at:03d}"] = " ".join(lines[:5])
        elif way == 2:
            texts[f"twin{at:03d}"] = texts[f"r{at:03d}"]
        elif way == 3:
            texts[f"quoting{at:03d}"] = " ".join([*_report(at + 500)[:7], *lines[2:6]])
        elif way == 4:
            texts[f"merger{at:03d}"] = " ".join([*lines[:6], *reports[(at + 1) % stories][:4]])
    texts.update({f"form{town}": _form(town) for town in range(12)})
    words = texts["r000"].split()
    for step in range(12):
        texts[f"chain{step:02d}"] = " ".join(word for at, word in enumerate(words) if at % 50 >= step)
    texts.update({"short": "Too short.", "empty": "…", "foreign": "Паром сел на мель в густом тумане. " * 3})
    return [Document(id=id, text=text) for id, text in texts.items()]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, Any]]:
    """A cluster, and a session on it."""
    from pyspark.sql import SparkSession
    from tests.spark.cluster import cluster

    # The workers' Python, as the engine itself sets it where it opens the session.
    os.environ["PYSPARK_PYTHON"] = sys.executable
    with cluster(tmp_path_factory.mktemp("spark")) as made:
        session = (
            SparkSession.builder.master(made.address)
            .appName("retell tests")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.executor.memory", "512m")
            .config("spark.sql.shuffle.partitions", "4")
            .config("spark.default.parallelism", "2")
            .getOrCreate()
        )
        session.sparkContext.setLogLevel("ERROR")
        yield made, session
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            session.stop()


@pytest.fixture(scope="module")
def engine(running: tuple[Any, Any]) -> Any:
    from retell.engines.spark import SparkEngine

    # Ties are followed by the workers, few as they are.
    return SparkEngine(settings=SETTINGS, session=running[1], parts=4, at_once=8, followed_here=0)


@pytest.fixture(scope="module")
def expected() -> Grouping:
    return LocalEngine(settings=SETTINGS, workers=1).families(corpus())


def test_the_corpus_has_every_sort_of_match(expected: Grouping) -> None:
    assert expected.counts.twins == 11
    assert expected.counts.forms > 0
    assert expected.counts.excerpts > 0
    assert len(expected.families) > 30


def test_spark_gives_what_one_machine_gives(engine: Any, expected: Grouping) -> None:
    turned = corpus()
    random.Random(3).shuffle(turned)
    assert engine.families(turned) == expected


def test_files_read_by_the_workers_give_the_same(engine: Any, expected: Grouping, tmp_path: Path) -> None:
    lines = [json.dumps({"id": document.id, "text": document.text}) for document in corpus()]
    (tmp_path / "one.jsonl").write_text("\n".join([*lines[:80], "{broken"]) + "\n", "utf-8")
    (tmp_path / "two.jsonl").write_text("\n".join(lines[80:]) + "\n", "utf-8")
    frame, skipped = engine.read(str(tmp_path / "one.jsonl"), str(tmp_path / "two.jsonl"))
    assert [each.error[:4] for each in skipped] == ["R108"]
    found = engine.families(frame)
    assert [family.members for family in found.families] == [family.members for family in expected.families]


def test_parquet_and_pages_are_read_whole_by_the_document_loader(engine: Any, tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = [{"id": document.id, "text": document.text} for document in corpus()[:3]]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "some.parquet")
    (tmp_path / "note.txt").write_text(
        "Council delays harbour vote\n\nThe council put off its vote.\n", "utf-8"
    )
    frame, skipped = engine.read(str(tmp_path / "some.parquet"), str(tmp_path / "note.txt"))
    assert not skipped
    assert frame.count() == 4


def _archived(documents: list[Document]) -> bytes:
    """Pages of a web archive, packed each by itself as crawlers pack them."""
    found = []
    for document in documents:
        page = (
            f"<html><head><title>{document.id}</title></head><body><article><p>{document.text}</p></article>"
        )
        said = (
            f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}</body></html>".encode()
        )
        lines = (
            "WARC/1.1",
            "WARC-Type: response",
            f"WARC-Target-URI: https://news.test/{document.id}",
            "WARC-Date: 2026-03-02T10:11:12Z",
            f"WARC-Record-ID: <urn:uuid:6f1d3c1e-0000-4000-8000-{int(document.id[1:]):012d}>",
            "Content-Type: application/http; msgtype=response",
            f"Content-Length: {len(said)}",
        )
        found.append(gzip.compress("\r\n".join([*lines, "", ""]).encode() + said + b"\r\n\r\n"))
    return b"".join(found)


def test_web_archives_are_read_by_the_workers_as_they_are_read_here(engine: Any, tmp_path: Path) -> None:
    raw = _archived(corpus()[:24])
    (tmp_path / "crawl.warc.gz").write_bytes(raw + b"\x1f\x8b torn off")
    (tmp_path / "other.warc").write_bytes(gzip.decompress(_archived(corpus()[24:30])))
    here = [
        item
        for name in ("crawl.warc.gz", "other.warc")
        for item in from_bytes((tmp_path / name).read_bytes(), f"file:{tmp_path / name}")
    ]
    there = list(engine.documents(str(tmp_path / "crawl.warc.gz"), str(tmp_path / "other.warc")))
    assert len([item for item in there if isinstance(item, Document)]) == 30
    expected = {item.id: item.text for item in here if isinstance(item, Document)}
    assert {item.id: item.text for item in there if isinstance(item, Document)} == expected
    told = [item.error for item in there if isinstance(item, Skipped)]
    assert told == [item.error for item in here if isinstance(item, Skipped)]
    assert told, "the torn record is told of"


def test_chains_of_ties_are_followed_by_the_workers(running: tuple[Any, Any]) -> None:
    from retell.engines.rows import TIES, tie_rows
    from retell.engines.spark import SparkEngine

    chain = np.random.default_rng(5).permutation(400)
    ties = distinct(chain[1:], chain[:-1])
    frame = running[1].createDataFrame(pa.Table.from_batches([tie_rows(ties)]), TIES)
    engine = SparkEngine(settings=SETTINGS, session=running[1], parts=3, followed_here=0)
    greater, least = engine.components(frame)
    assert sorted(greater.tolist()) == list(range(1, 400))
    assert not least.any()


def test_map_keeps_the_order_and_is_lazy(engine: Any) -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for n in range(200):
            taken.append(n)
            yield n

    mapped = engine.map(abs, items())
    assert [next(mapped) for _ in range(3)] == [0, 1, 2]
    assert len(taken) < 50


def test_an_error_in_a_worker_reaches_the_caller_as_it_was(engine: Any) -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        list(engine.map(int, ["1", "nine"]))


def test_a_worker_killed_in_mid_run_changes_nothing(
    running: tuple[Any, Any], engine: Any, expected: Grouping
) -> None:
    cluster, session = running
    found: list[Grouping] = []
    work = threading.Thread(target=lambda: found.append(engine.families(corpus())))
    work.start()
    # The keys are made and kept on both workers by the time the ninth stage runs; half of them are then lost.
    _wait_for_stages(session.sparkContext.statusTracker(), 8)
    holders = _holders(session)
    assert len(holders) == 3, "the driver and both workers hold something when one of them is killed"
    assert work.is_alive(), "the run ended before the worker could be killed"
    cluster.kill_worker(0)
    work.join(timeout=600)
    assert cluster.workers[0].poll() is not None
    assert len(holders - _holders(session)) == 1, "what one of them held is gone"
    assert found == [expected]


def _holders(session: Any) -> set[str]:
    """Where those listen that hold something in memory: the workers, and the driver."""
    status = session.sparkContext._jsc.sc().getExecutorMemoryStatus().iterator()
    found = set()
    while status.hasNext():
        entry = status.next()
        most, left = entry._2()._1(), entry._2()._2()
        if most > left:
            found.add(str(entry._1()))
    return found


def _wait_for_stages(tracker: Any, count: int) -> None:
    """Wait until so many stages after the first that is seen have begun, or two minutes are over."""
    stop = time.monotonic() + 120
    first = None
    while time.monotonic() < stop:
        active = max(tracker.getActiveStageIds(), default=-1)
        first = active if first is None and active >= 0 else first
        if first is not None and active >= first + count:
            return
        time.sleep(0.05)
