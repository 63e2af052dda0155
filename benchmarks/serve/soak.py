"""Mixed load on the service for a while: does it stay small, quick and right?

    python benchmarks/serve/soak.py examples/court examples/ferry --minutes 30

Starts `retell serve` over a new archive, lets a few clients compare, search, read, find, mark and add, and
prints how long each took, every error, and how the memory of the service went.
"""

from __future__ import annotations

import argparse
import json
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from retell.document.load import read
from retell.document.model import Document

PAGE = 4096
Client = httpx.Client


@dataclass(slots=True)
class Record:
    """What was asked and how it went; memory in MiB by the second."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    memory: list[tuple[float, float]] = field(default_factory=list)


def main() -> None:
    """Run the load and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--clients", type=int, default=3)
    wanted = parser.parse_args()
    documents = [each for each in read(wanted.paths) if isinstance(each, Document)]
    with tempfile.TemporaryDirectory() as folder, service(Path(folder)) as (process, address):
        record = Record()
        until = time.monotonic() + 60 * wanted.minutes
        crowd = [
            threading.Thread(target=visit, args=(address, documents, record, until, seed))
            for seed in range(wanted.clients)
        ]
        for each in crowd:
            each.start()
        began = time.monotonic()
        while any(each.is_alive() for each in crowd):
            record.memory.append((time.monotonic() - began, resident(process.pid)))
            time.sleep(5)
    told(record, wanted.minutes)


class service:  # noqa: N801  read as a statement: with service(folder) as …
    """The service as a process of its own, over a new archive."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> tuple[subprocess.Popen[bytes], str]:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        archive = str(self._folder / "archive.db")
        command = [
            sys.executable,
            "-m",
            "retell",
            "serve",
            "--archive",
            archive,
            "--port",
            str(port),
            "--no-fetch",
        ]
        self._log = (self._folder / "log").open("wb")
        self._process = subprocess.Popen(command, stderr=self._log)
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
        print(f"exit status after an interrupt: {self._process.wait(30)}")
        self._log.close()


def visit(address: str, documents: list[Document], record: Record, until: float, seed: int) -> None:
    """One visitor, who does something, rests a moment, and does something else."""
    chance = random.Random(seed)
    with httpx.Client(base_url=address, timeout=60) as client:
        while time.monotonic() < until:
            name, act = chance.choices(ACTS, WEIGHTS)[0]
            began = time.perf_counter()
            try:
                answer = act(client, documents, chance)
                if answer.status_code >= 400 and answer.status_code != 503:
                    record.errors.append(f"{name}: {answer.status_code} {answer.text[:200]}")
            except httpx.HTTPError as error:
                record.errors.append(f"{name}: {type(error).__name__} {error}")
            record.seconds[name].append(time.perf_counter() - began)
            time.sleep(chance.random() * 0.2)


def compare(client: Client, documents: list[Document], chance: random.Random) -> httpx.Response:
    """Two articles, one of them with a number in it that nobody compared before."""
    left, right = chance.sample(documents, 2)
    body = {
        "left": {"text": left.text},
        "right": {"text": f"{right.text}\n\n{chance.randrange(400)} copies."},
    }
    return client.post("/api/v1/comparisons", json=body)


def add(client: Client, documents: list[Document], chance: random.Random) -> httpx.Response:
    """An article in a new version, or one that is known."""
    found = chance.choice(documents)
    line = {"id": f"{found.id}-{chance.randrange(100)}", "text": f"{found.text} {chance.randrange(3)}"}
    headers = {"content-type": "application/x-ndjson"}
    return client.post("/api/v1/documents", content=json.dumps(line), headers=headers)


def find(client: Client, documents: list[Document], chance: random.Random) -> httpx.Response:
    """Half of an article."""
    text = chance.choice(documents).text
    return client.post("/api/v1/find", json={"text": text[: len(text) // 2]})


def mark(client: Client, _: list[Document], chance: random.Random) -> httpx.Response:
    """A finding dismissed or accepted."""
    body = {"verdict": chance.choice(["accept", "dismiss", "none"]), "note": str(chance.random())}
    return client.put(f"/api/v1/marks/f{chance.randrange(1000)}", json=body)


def search(client: Client, documents: list[Document], chance: random.Random) -> httpx.Response:
    """The page of a search for a word of an article."""
    return client.get("/search", params={"q": chance.choice(chance.choice(documents).text.split())})


def browse(client: Client, _: list[Document], chance: random.Random) -> httpx.Response:
    """A page that needs no thought."""
    return client.get(chance.choice(["/", "/families", "/compare", "/upload", "/static/report.css"]))


Act = Callable[[Client, list[Document], random.Random], httpx.Response]
LOAD: Mapping[str, tuple[Act, int]] = {
    "compare": (compare, 3),
    "add": (add, 2),
    "find": (find, 2),
    "mark": (mark, 4),
    "search": (search, 4),
    "browse": (browse, 5),
}
ACTS = [(name, act) for name, (act, _) in LOAD.items()]
WEIGHTS = [weight for _, weight in LOAD.values()]


def resident(pid: int) -> float:
    """The memory of a process in MiB."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE / 2**20


def told(record: Record, minutes: float) -> None:
    """Print what came of it."""
    print("| request | count | median ms | p99 ms |\n| --- | --- | --- | --- |")
    for line in rows(record):
        print(line)
    total = sum(map(len, record.seconds.values()))
    print(f"{total} requests in {minutes:g} minutes, {len(record.errors)} errors")
    for error in record.errors[:10]:
        print("  ", error)
    tenth = max(1, len(record.memory) // 10)
    early = statistics.median(each for _, each in record.memory[tenth : 2 * tenth])
    late = statistics.median(each for _, each in record.memory[-tenth:])
    print(f"memory: {early:.0f} MiB after a tenth of the time, {late:.0f} MiB at the end")


def rows(record: Record) -> Iterator[str]:
    """A line for each sort of request."""
    for name, seconds in sorted(record.seconds.items()):
        ms = sorted(1000 * each for each in seconds)
        yield f"| {name} | {len(ms)} | {statistics.median(ms):.0f} | {ms[int(0.99 * (len(ms) - 1))]:.0f} |"


if __name__ == "__main__":
    main()
