"""Times the lineage of one large family: reading it, and finding who copied whom.

Prints seconds of wall and of processor (of all processes), the most memory of this process, and the share of
parents found. `--neighbours` and `--passes` put other numbers in the place of the settings.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from retell.document.make import document
from retell.lineage.account import accounts
from retell.lineage.infer import lineage
from retell.settings import LineageSettings


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Prints how long the body took."""
    wall, processor = time.perf_counter(), _processor()
    yield
    print(f"{what:10} {time.perf_counter() - wall:6.1f} s  processor {_processor() - processor:6.1f} s")


def _processor() -> float:
    """Seconds of processor of this process and of those it started and saw end."""
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in both)


def main() -> None:
    """Time the first family of a file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("family", type=Path, help="as generate.py writes them")
    parser.add_argument("--neighbours", type=int)
    parser.add_argument("--every-pair", type=int)
    parser.add_argument("--passes", type=int)
    given = vars(parser.parse_args())
    with given.pop("family").open(encoding="utf-8") as lines:
        record = json.loads(next(lines))
    settings = replace(
        LineageSettings(), **{name: value for name, value in given.items() if value is not None}
    )
    with timed("whole"):
        with timed("documents"):
            made = [document(each["text"], id=each["id"], language="en") for each in record["documents"]]
        with timed("reading"):
            read = accounts(made)
        with timed("lineage"):
            found = lineage(read, settings)
    right = sum(record["sources"].get(edge.copy) == edge.source for edge in found.edges)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{len(made)} documents, parents {right / len(record['sources']):.3f}, {memory} MB")


if __name__ == "__main__":
    main()
