"""The memory of a process and of those it started; pages that several share count once.

    python -m benchmarks.families.memory COMMAND…

Linux tells of each process its proportional share (`/proc/PID/smaps_rollup`). What lies in mapped files is
told apart: these pages are the kernel's to drop when it wants them, and are read again when asked for.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

_EVERY = 0.25
"""Seconds between two looks."""
_NAMES = {"Pss": "together", "Pss_Anon": "anonymous", "Pss_File": "mapped"}


class Watch:
    """Looks at a process and its children until it is left; `peaks` are the greatest sums seen, in bytes."""

    def __init__(self, process: int | None = None) -> None:
        self.peaks = dict.fromkeys(_NAMES.values(), 0)
        self._process = process or os.getpid()
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._done.set()
        self._thread.join()

    def __str__(self) -> str:
        told = ", ".join(f"{name} {size // (1 << 20)} MB" for name, size in self.peaks.items())
        return f"peak memory of all processes, each by itself the greatest: {told}"

    def _watch(self) -> None:
        while not self._done.wait(_EVERY):
            held = [_told(process) for process in _with_children(self._process)]
            for name, known in _NAMES.items():
                self.peaks[known] = max(self.peaks[known], sum(each.get(name, 0) for each in held))


def _with_children(process: int) -> Iterator[int]:
    """A process and all it has started, and they in turn."""
    yield process
    try:
        tasks = [path.read_text() for path in Path(f"/proc/{process}/task").glob("*/children")]
    except OSError:  # it has ended meanwhile
        return
    for child in " ".join(tasks).split():
        yield from _with_children(int(child))


def _told(process: int) -> dict[str, int]:
    """What a process holds by kind, in bytes."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return {}
    parts = [line.split() for line in lines]
    return {part[0].rstrip(":"): 1024 * int(part[1]) for part in parts if part[-1] == "kB"}


def main() -> None:
    """Run a command and say what it held."""
    with subprocess.Popen(sys.argv[1:]) as process:
        with Watch(process.pid) as watch:
            process.wait()
        print(watch)
    sys.exit(process.returncode)


if __name__ == "__main__":
    main()
