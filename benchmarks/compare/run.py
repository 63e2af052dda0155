"""How long a comparison takes: `OPENBLAS_NUM_THREADS=1 python benchmarks/compare/run.py [--no-model]`.

Cold is a whole process, `retell compare` of two text files, interpreter and all. Warm is one more pair in a
process that has compared others, with the collector of cycles and the threads of linear algebra as the
command has them: a second thread waits more than it works, and its waiting counts. Both are processor time,
which other work on the machine disturbs least.
"""

from __future__ import annotations

import gc
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from retell.document.load import read
from retell.document.model import Document
from retell.settings import Settings
from retell.tracing import compare

EXAMPLES = Path(__file__).parents[2] / "examples"
RUNS = 10
WITHOUT = sys.argv[1:]
"""`--no-model` or nothing."""
SETTINGS = Settings().without_model() if WITHOUT else Settings()


def pairs() -> list[tuple[Path, Path]]:
    """Every example's original with each of its copies that is a text file."""
    return [
        (folder / "original.txt", copy)
        for folder in sorted(EXAMPLES.iterdir())
        if (folder / "original.txt").exists()
        for copy in sorted(folder.glob("*.txt"))
        if copy.name != "original.txt"
    ]


def cold(left: Path, right: Path) -> float:
    """Seconds of processor time of one whole process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "retell", "compare", str(left), str(right), *WITHOUT]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def warm(left: Document, right: Document) -> float:
    """Seconds of processor time of one comparison in this process."""
    start = time.process_time()
    compare(left, right, SETTINGS)
    return time.process_time() - start


def opened(path: Path, number: int) -> Document:
    """The document with a line of its own at the end: nothing kept of an earlier run can answer for it."""
    found = next(item for item in read([str(path)]) if isinstance(item, Document))
    text = f"{found.text}\n\nVersion {number}."
    return Document(id=found.id, text=text, language=found.language)


def row(left: Path, right: Path) -> str:
    """One line of the table: the median and the best of each measure."""
    whole = _measured(lambda _: cold(left, right))
    each = _measured(lambda number: warm(opened(left, number), opened(right, number)))
    name = f"{left.parent.name}/{right.stem}"
    return f"{name:24} {whole[0]:8.3f} {whole[1]:8.3f} {each[0]:8.3f} {each[1]:8.3f}"


def _measured(measure: Callable[[int], float]) -> tuple[float, float]:
    times = [measure(number) for number in range(RUNS)]
    return statistics.median(times), min(times)


def main() -> None:
    """Print the table, after one run of everything that warms the caches of files and words."""
    gc.freeze()
    gc.set_threshold(50_000, 50, 50)
    for left, right in pairs():
        warm(opened(left, -1), opened(right, -1))
    print(f"{'pair':24} {'cold':>8} {'best':>8} {'warm':>8} {'best':>8}   processor seconds, of {RUNS} runs")
    for left, right in pairs():
        print(row(left, right), flush=True)


if __name__ == "__main__":
    main()
