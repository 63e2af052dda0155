"""An archive whose writer is killed again and again: what was acknowledged, and what of it was lost.

python -m benchmarks.archive.kills FOLDER --kills 100
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from tests.conformance.test_kills import check, run


def main() -> None:
    """Kill, look, and print one line of JSON; an assertion fails where anything acknowledged is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=3)
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    path = chosen.folder / "archive.db"
    start = time.monotonic()
    safe = run(path, chosen.kills, chosen.seed)
    killing = time.monotonic() - start
    check(path, safe)
    print(json.dumps({"kills": chosen.kills, "acknowledged": safe, "lost": 0, "seconds": round(killing, 1)}))


if __name__ == "__main__":
    main()
