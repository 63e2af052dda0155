"""Learns what tells the language of a round trip from none, and prints it as settings.

    python -m training.lineage.round_trip es trips.jsonl plain.jsonl

Both files have `left` and `right` on each line: texts that went through the language named, and texts
reworded without one. A language is scored by the pairs it misses and by how well it has the others, both
against the other languages; *none* has a score of its own. The weights are those of all languages: only
a few can be translated to and back where this was made.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retell.document.make import document
from retell.document.segment import segmented
from retell.lineage.account import account
from retell.lineage.evidence import evidence
from retell.lineage.pivot import Replaced, replaced
from retell.models.translations import LANGUAGES
from retell.settings import PivotSettings

Numbers = NDArray[np.float64]
SETTINGS = PivotSettings()
CODES = sorted(LANGUAGES)
_FEWEST = 4
"""Pairs under which a text teaches nothing."""


def read(path: Path) -> list[tuple[Replaced, ...]]:
    """The replaced words of each pair of texts."""
    found = []
    for line in path.open(encoding="utf-8"):
        record = json.loads(line)
        made = [document(record[side], id=side, language="en") for side in ("left", "right")]
        left, right = (account(each, segmented(each)) for each in made)
        found.append(replaced(evidence(left, right)))
    return [words for words in found if len(words) >= _FEWEST]


def measures(words: Sequence[Replaced]) -> Numbers:
    """For each pair and language the share of others that have what it misses, negative, and the ratio."""
    table = np.zeros((len(words), len(CODES), 2))
    for row, each in enumerate(words):
        for place, code in enumerate(CODES):
            others = [each.met[o].strength if o in each.met else 0.0 for o in CODES if o != code]
            if code in each.met:
                mean = math.fsum(others) / len(others) + SETTINGS.smooth
                table[row, place, 1] = max(
                    -2.0, min(2.0, math.log((each.met[code].strength + SETTINGS.smooth) / mean))
                )
            else:
                table[row, place, 0] = -sum(strength > 0 for strength in others) / len(others)
    return table


def fitted(
    trips: Sequence[Numbers], plain: Sequence[Numbers], true: int, steps: int = 2500
) -> tuple[Numbers, float]:
    """Weights and the score of none, likeliest by gradient ascent; both files count alike."""
    weights, none = np.full(2, 0.3), 1.0
    for _ in range(steps):
        up, higher = np.zeros(2), 0.0
        for texts, answer in ((trips, true), (plain, len(CODES))):
            for sums in texts:
                scores = np.append(sums @ weights, none)
                chance = np.exp(scores - scores.max())
                chance /= chance.sum()
                wanted = sums[answer] if answer < len(CODES) else np.zeros(2)
                up += (wanted - chance[:-1] @ sums) / len(texts)
                higher += ((answer == len(CODES)) - chance[-1]) / len(texts)
        weights = np.maximum(weights + 0.03 * (up - 0.02 * weights), 0.0)
        none += 0.03 * higher
    return weights, none


def main() -> None:
    """Learn and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("language", choices=CODES)
    parser.add_argument("trips", type=Path)
    parser.add_argument("plain", type=Path)
    given = parser.parse_args()
    trips, plain = read(given.trips), read(given.plain)
    usual = np.concatenate([measures(words) for words in plain]).mean(axis=(0, 1))
    sums = [[(measures(words) - usual).sum(axis=0) for words in side] for side in (trips, plain)]
    weights, none = fitted(sums[0], sums[1], CODES.index(given.language))
    taken_off = -float(usual @ weights)
    print(f"miss={weights[0]:.2f} ratio={weights[1]:.2f} none={none:.2f} usual_miss={taken_off:.3f}")


if __name__ == "__main__":
    main()
