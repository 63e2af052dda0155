"""The judge of edits on texts, kinds and generators it was not taught with; and how fast it is.

`python -m benchmarks.changes.judge DATA [--texts N] [--no-model] [--wrong N]`, DATA a folder that holds
senate-press-releases.jsonl.xz and ud-english.tar.xz (GUM's news). Prints precision, recall and F1 on what
harms, the share of look-alikes left alone, each kind by itself, and edits judged in a second.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from benchmarks.changes.judge_operations import ALIKE, BREAKING
from benchmarks.changes.planted import Tally, count, planted, table
from benchmarks.changes.texts import Text, gum_news

from retell.models import judge
from retell.models.judge_features import Edit
from retell.settings import Settings
from retell.text.spans import Span

SEED = 83
EVERY = 97
"""One press release in so many is read, so that they are of many senders and years."""


def releases(path: Path) -> Iterator[Text]:
    """Press releases of middle length, the first 2,000 characters of each."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for at, line in enumerate(file):
            if at % EVERY == 0:
                record = json.loads(line)
                text = " ".join(str(record.get("text") or record.get("body") or "").split())
                if len(text) > 800:
                    yield Text(id=f"release-{at}", text=text[:2000].rpartition(". ")[0] + ".")


def speed(pairs: list[tuple[str, str, Span, Span]]) -> float:
    """Edits judged in a second of one core's time, the tables being open, none judged before."""
    edits = [Edit(left=a, right=b, left_span=one, right_span=other) for a, b, one, other in pairs]
    judge.judged(edits[0])
    begun = time.process_time()
    for edit in edits[1:]:
        judge.judged(edit)
    return (len(edits) - 1) / (time.process_time() - begun)


def main() -> None:
    """Plant, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--texts", type=int, default=80)
    parser.add_argument("--wrong", type=int, default=0, help="print so many misses and false alarms")
    parser.add_argument("--no-model", action="store_true")
    given = parser.parse_args()
    settings = Settings().without_model() if given.no_model else Settings()
    texts = list(islice(releases(given.data / "senate-press-releases.jsonl.xz"), given.texts))
    texts += list(gum_news(given.data / "ud-english.tar.xz"))
    chance, tally, pairs = random.Random(SEED), Tally(), []
    for text in texts:
        copy, marks = planted(text.text, chance, (), BREAKING, ALIKE)
        count(tally, text.text, copy, marks, settings)
        pairs += [
            (text.text[:400], copy[:400], m.left, m.right) for m in marks if m.left.end < 300 > m.right.end
        ]
    print("\n".join(table(tally)))
    print("\n".join(summary(tally)))
    kept = [pair for pair in pairs if len(pair[2]) and len(pair[3])]
    print(f"judged alone: {speed(kept):.0f} edits a second of one core" if len(kept) > 1 else "")
    chance.shuffle(tally.wrong)
    print("\n".join(line.replace("\n", " ") for line in tally.wrong[: given.wrong]))


def summary(tally: Tally) -> Iterator[str]:
    """Precision, recall and F1 over all, and the look-alikes."""
    broken = [key for key in tally.planted if not key.startswith("=")]
    alike = [key for key in tally.planted if key.startswith("=")]
    recall = sum(tally.found[key] for key in broken) / max(1, sum(tally.planted[key] for key in broken))
    precision = tally.right.total() / max(1, tally.said.total())
    left = 1 - sum(tally.alarms[key] for key in alike) / max(1, sum(tally.planted[key] for key in alike))
    f1 = 2 * precision * recall / (precision + recall)
    yield f"precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}"
    yield f"look-alikes left alone {left:.3f}"


if __name__ == "__main__":
    main()
