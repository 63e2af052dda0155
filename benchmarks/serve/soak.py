"""Mixed load on the service for a while: does it stay small, quick and right?

    python -m benchmarks.serve.soak examples/court examples/ferry --minutes 30

Starts `retell serve` over a new archive and lets a few visitors compare, search, read families, find, mark,
add in bulk, follow jobs and remove. Prints how long each act took, every error, and how memory, open files
and threads went. Exit status 1 where anything was wrong or memory kept growing.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from benchmarks.archive.corpus import document as generated
from benchmarks.serve.load import LOAD, Visitor

from retell.document.load import read
from retell.document.model import Document

PAGE = 4096
SEEDED = 1000
"""Generated articles in the archive before the first visitor comes."""
GROWTH = 1.2
"""Memory in the last tenth over that at the middle of the run, from which it counts as growing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The service's process at one time: MiB resident, open files, threads."""

    at: float
    memory: float
    files: int
    threads: int


@dataclass(slots=True)
class Record:
    """What was done and how it went."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    turned_away: int = 0
    looks: list[Look] = field(default_factory=list)


def main() -> None:
    """Run the load, print the figures, and say whether they are as they should be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--clients", type=int, default=3)
    wanted = parser.parse_args()
    documents = [each for each in read(wanted.paths) if isinstance(each, Document)]
    with tempfile.TemporaryDirectory() as folder:
        with service(Path(folder)) as (process, address):
            seed(address, documents)
            record = Record()
            run(record, (address, documents), 60 * wanted.minutes, (wanted.clients, process.pid))
            metrics = httpx.get(f"{address}/metrics").text
        said = (Path(folder) / "log").read_text("utf-8", "replace").splitlines()
    faults = [line[:300] for line in said if "failed" in line or "Traceback" in line]
    sys.exit(0 if told(record, wanted.minutes, faults, metrics) else 1)


def seed(address: str, documents: Sequence[Document]) -> None:
    """The examples and some generated articles in the archive, their families settled."""
    made = [generated(number) for number in range(SEEDED)]
    lines = [
        json.dumps({"id": each.id, "title": each.title, "outlet": each.outlet, "text": each.text})
        for each in [*documents, *made]
    ]
    headers = {"content-type": "application/x-ndjson"}
    with httpx.Client(base_url=address, timeout=300) as client:
        begun = client.post("/api/v1/documents?wait=false", content="\n".join(lines), headers=headers)
        while client.get(begun.headers["location"]).json()["state"] in ("queued", "running"):
            time.sleep(1)


def run(record: Record, asked: tuple[str, list[Document]], seconds: float, who: tuple[int, int]) -> None:
    """So many visitors for so many seconds, the process looked at meanwhile."""
    clients, pid = who
    began = time.monotonic()
    crowd = [
        threading.Thread(target=visit, args=(*asked, record, began + seconds, number))
        for number in range(clients)
    ]
    for each in crowd:
        each.start()
    while any(each.is_alive() for each in crowd):
        record.looks.append(look(pid, time.monotonic() - began))
        time.sleep(5)


def visit(address: str, documents: list[Document], record: Record, until: float, number: int) -> None:
    """One visitor, who does something, rests a moment, and does something else."""
    chance = random.Random(number)
    acts = list(LOAD)
    weights = [weight for _, weight in LOAD.values()]
    with httpx.Client(base_url=address, timeout=120, follow_redirects=True) as client:
        while time.monotonic() < until:
            visitor = Visitor(client=client, documents=documents, chance=chance)
            name = chance.choices(acts, weights)[0]
            began = time.perf_counter()
            try:
                LOAD[name][0](visitor)
            except Exception as error:
                record.errors.append(f"{name}: {type(error).__name__} {error}")
            record.seconds[name].append(time.perf_counter() - began)
            record.errors += [f"{name}: {wrong}" for wrong in visitor.wrong]
            record.turned_away += visitor.turned_away
            time.sleep(chance.random() * 0.2)


class service:  # noqa: N801  read as a statement: with service(folder) as …
    """The service as a process of its own, over a new archive."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> tuple[subprocess.Popen[bytes], str]:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        archive = str(self._folder / "archive.db")
        how = ["--archive", archive, "--port", str(port), "--no-fetch"]
        self._log = (self._folder / "log").open("wb")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "retell", "serve", *how],
            stderr=self._log,
            env={**os.environ, "XDG_STATE_HOME": str(self._folder)},
        )
        address = f"http://127.0.0.1:{port}"
        for _ in range(300):
            try:
                httpx.get(f"{address}/readyz").raise_for_status()
                break
            except httpx.HTTPError:
                time.sleep(0.2)
        return self._process, address

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        print(f"exit status after an interrupt: {self._process.wait(60)}")
        self._log.close()


def look(pid: int, at: float) -> Look:
    """How the process is now."""
    place = Path(f"/proc/{pid}")
    return Look(
        at=at,
        memory=int((place / "statm").read_text().split()[1]) * PAGE / 2**20,
        files=len(list((place / "fd").iterdir())),
        threads=len(list((place / "task").iterdir())),
    )


def told(record: Record, minutes: float, faults: Sequence[str], metrics: str) -> bool:
    """Print what came of it; whether there was no error and memory stayed flat."""
    print("| act | count | median ms | p99 ms |\n| --- | --- | --- | --- |")
    for line in rows(record):
        print(line)
    acts = sum(map(len, record.seconds.values()))
    answered = sum(
        float(line.rsplit(" ", 1)[1])
        for line in metrics.splitlines()
        if line.startswith("retell_requests_total{")
    )
    print(f"{acts} acts, {answered:.0f} requests in {minutes:g} minutes, load {os.getloadavg()[1]:.1f}")
    print(f"{len(record.errors)} errors, {len(faults)} faults logged, {record.turned_away} turned away (503)")
    for error in [*record.errors[:10], *faults[:10]]:
        print("  ", error)
    return flat(record.looks) and not record.errors and not faults


def rows(record: Record) -> Iterator[str]:
    """A line for each sort of act."""
    for name, seconds in sorted(record.seconds.items()):
        ms = sorted(1000 * each for each in seconds)
        yield f"| {name} | {len(ms)} | {statistics.median(ms):.0f} | {ms[int(0.99 * (len(ms) - 1))]:.0f} |"


def flat(looks: Sequence[Look]) -> bool:
    """Print how memory, open files and threads went; whether they stopped growing by half-time."""
    tenth = max(1, len(looks) // 10)
    parts = [looks[at : at + tenth] for at in range(0, len(looks) - tenth + 1, tenth)]
    medians = [statistics.median(each.memory for each in part) for part in parts]
    print("memory, MiB by tenths of the time:", " ".join(f"{each:.0f}" for each in medians))
    middle, last = parts[len(parts) // 2], parts[-1]
    files = [max(each.files for each in part) for part in (middle, last)]
    threads = [max(each.threads for each in part) for part in (middle, last)]
    print(f"open files {files[0]} → {files[1]}, threads {threads[0]} → {threads[1]}")
    grown = medians[-1] / medians[len(medians) // 2]
    steady = grown < GROWTH and files[1] <= files[0] + 20 and threads[1] <= threads[0] + 20
    print(f"last tenth over half-time: {grown:.2f}: {'flat' if steady else 'GROWING'}")
    return steady


if __name__ == "__main__":
    main()
