"""The table of words that stand together (models/bigrams.py), counted in press releases, newswire and news.

    python -m training.lineage.bigrams CORPORA src/retell/models/data/bigrams.npy

Every second of 72,785 press releases and 19,043 newswire items of 1987, of both only those that may teach the
lineage (`split.py`) and none that it is measured on; and the articles of PolNeAR. Words under `FEWEST` and
pairs under `FEWEST_PAIRS` are left out, so that what one text alone says is not in it.
"""

from __future__ import annotations

import json
import lzma
import math
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator
from itertools import islice, pairwise
from pathlib import Path

import numpy as np
from training.lineage.split import part

from retell.models.bigrams import START, Table, entry, sign
from retell.text.sentences import sentences
from retell.text.tokens import tokens

FEWEST = 8
FEWEST_PAIRS = 3
DISCOUNT = 0.75
Words = Counter[str]
Pairs = Counter[tuple[str, str]]


def texts(corpora: Path) -> Iterator[str]:
    """The texts to count in."""
    for name, step in (("senate-press-releases", 2), ("reuters-21578", 1)):
        with lzma.open(corpora / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
            for line in islice(lines, 0, None, step):
                record = json.loads(line)
                text = record.get("text") or record.get("body") or ""
                if part(text) == "train":
                    yield text
    with tarfile.open(corpora / "polnear-train.tar.xz", "r:xz") as packed:
        for member in packed:
            body = packed.extractfile(member) if member.name.endswith(".txt") else None
            if body:
                yield body.read().decode("utf-8", "replace")


def counted(found: Iterator[str]) -> tuple[Words, Pairs]:
    """How often each word stands, and each pair in a row within a sentence."""
    words: Words = Counter()
    pairs: Pairs = Counter()
    for text in found:
        for span in sentences(text):
            read = tokens(text, span)
            row = [START, *(sign(each.text, each.key, first=not at) for at, each in enumerate(read))]
            words.update(row)
            pairs.update(pairwise(row))
    return words, pairs


def table(words: Words, pairs: Pairs) -> Table:
    """The sorted entries of all words and pairs that are met often enough."""
    total = words.total()
    followers = Counter(one for one, _ in pairs)
    known = {word: count for word, count in words.items() if count >= FEWEST}
    left = {word: min(1.0, DISCOUNT * followers[word] / count) for word, count in known.items()}
    found = [entry(word, "", math.log(max(share, 1e-9))) for word, share in left.items()]
    for (one, other), count in pairs.items():
        if count >= FEWEST_PAIRS and one in known and other in known:
            by_chance = known[other] / total
            found.append(entry(one, other, math.log((count - DISCOUNT) / known[one] / by_chance + left[one])))
    return np.unique(np.array(found, dtype=np.uint32))


def main(corpora: Path, out: Path) -> None:
    """Count, hash, write; print how many entries."""
    made = table(*counted(texts(corpora)))
    np.save(out, made)
    print(f"{len(made)} entries, {out.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
