"""Plagdet on one half of a PAN folder's pairs: `python benchmarks/passages/quote.py DIR [tune|quote]`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from zlib import crc32

from retell.evaluate.pan import Pair, PanScore, evaluate
from retell.settings import PassageSettings

HALVES = {"tune": 0, "quote": 1}


def half(pair: Pair) -> int:
    """The half that a pair belongs to: by its suspicious file, so that no text is in both."""
    return crc32(pair.suspicious.encode()) % 2


def line(name: str, score: PanScore) -> str:
    """One row of the table."""
    return (
        f"{name:30} {score.pairs:5} {score.touched / max(1, score.pairs):7.3f} {score.plagdet:7.4f} "
        f"{score.precision:7.4f} {score.recall:7.4f} {score.granularity:6.3f}"
    )


def main(directory: str, wanted: str = "quote") -> None:
    """Print the table of one half."""
    with tempfile.TemporaryDirectory() as out:
        scores = evaluate(
            Path(directory), Path(out), PassageSettings(), keep=lambda pair: half(pair) == HALVES[wanted]
        )
    print(f"{'':30} {'pairs':>5} touched plagdet    prec  recall   gran")
    for folder, score in scores.folders.items():
        print(line(folder, score))
    print(line("all", scores.overall))


if __name__ == "__main__":
    main(*sys.argv[1:])
