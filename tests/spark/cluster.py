"""A Spark cluster of processes on this machine: a master and workers, each a session of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyspark

START = 180.0
"""Seconds a cluster may take to come up; a loaded machine takes a minute for two of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Where the master listens, and the processes of the workers."""

    address: str
    workers: tuple[subprocess.Popen[bytes], ...]

    def kill_worker(self, at: int) -> None:
        """End a worker and everything it started, with no chance to tidy up."""
        os.killpg(self.workers[at].pid, signal.SIGKILL)
        self.workers[at].wait()


@contextmanager
def cluster(folder: Path, workers: int = 2) -> Iterator[Cluster]:
    """A master and workers of one core each, ended with all they started."""
    port, page = _free_port(), _free_port()
    address = f"spark://127.0.0.1:{port}"
    started: list[subprocess.Popen[bytes]] = []
    try:
        options = ["--host", "127.0.0.1", "--port", str(port), "--webui-port", str(page)]
        started.append(_java("org.apache.spark.deploy.master.Master", options, folder / "master"))
        _until(lambda: _listens(port), started[0], folder / "master")
        for at in range(workers):
            own = ["--host", "127.0.0.1", "--cores", "1", "--memory", "1g", "--webui-port", str(_free_port())]
            own += ["--work-dir", str(folder / f"work{at}"), address]
            started.append(_java("org.apache.spark.deploy.worker.Worker", own, folder / f"worker{at}"))
        for at in range(workers):
            log = folder / f"worker{at}"
            _until(lambda log=log: b"Successfully registered" in log.read_bytes(), started[1 + at], log)
        yield Cluster(address=address, workers=tuple(started[1:]))
    finally:
        for process in reversed(started):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _java(name: str, options: list[str], log: Path) -> subprocess.Popen[bytes]:
    spark = Path(pyspark.__file__).parent
    environment = {
        **os.environ,
        "SPARK_HOME": str(spark),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_DAEMON_MEMORY": "256m",
        "PYSPARK_PYTHON": sys.executable,
    }
    with log.open("wb") as out:
        return subprocess.Popen(
            [str(spark / "bin" / "spark-class"), name, *options],
            stdout=out,
            stderr=subprocess.STDOUT,
            env=environment,
            start_new_session=True,
        )


def _until(ready: object, process: subprocess.Popen[bytes], log: Path) -> None:
    assert callable(ready)
    stop = time.monotonic() + START
    while not ready():
        if process.poll() is not None or time.monotonic() > stop:
            raise RuntimeError(f"Spark did not start: {log.read_text(errors='replace')[-2000:]}")
        time.sleep(0.2)


def _listens(port: int) -> bool:
    with socket.socket() as asking:
        asking.settimeout(1)
        return asking.connect_ex(("127.0.0.1", port)) == 0


def _free_port() -> int:
    with socket.socket() as asking:
        asking.bind(("127.0.0.1", 0))
        return int(asking.getsockname()[1])
