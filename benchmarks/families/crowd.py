"""News-like documents by the million: words as rare as in news, families of edited copies, stock paragraphs.

    python -m benchmarks.families.crowd COUNT OUT.jsonl

A document has 130 to 330 words, about 2 KB. Half of the documents stand alone. The others are in families of
two to six: a base and copies of it with 2, 8 or 25 percent of the words replaced, or cut to half. Each says
what it was made of, as documents of `generate.py` do.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TextIO

import numpy as np
from benchmarks.archive.corpus import _chances, vocabulary
from numpy.typing import NDArray

Words = NDArray[np.int64]
_WAYS = (("light", 0.02), ("medium", 0.08), ("heavy", 0.25), ("half", 0.0))
_AT_ONCE = 1 << 20
_STOCK = 40
"""Stock paragraphs, one of which ends every twentieth document."""


class Dictation:
    """Words drawn by their frequency, many at a time."""

    def __init__(self, seed: int) -> None:
        self.chance = np.random.default_rng(seed)
        self._words: Words = np.empty(0, dtype=np.int64)

    def words(self, count: int) -> Words:
        """So many words, as places in the vocabulary."""
        if len(self._words) < count:
            self._words = np.searchsorted(_chances(), self.chance.random(_AT_ONCE)).astype(np.int64)
        taken, self._words = self._words[:count], self._words[count:]
        return taken

    def copy(self, base: Words, way: str, share: float) -> Words:
        """The words with a share replaced, or the first half of them."""
        if way == "half":
            return base[: len(base) // 2]
        hit = self.chance.random(len(base)) < share
        found = base.copy()
        found[hit] = self.words(int(hit.sum()))
        return found


def write(count: int, file: TextIO, seed: int = 5) -> None:
    """Write so many documents, copies after their bases at the end of every thousand."""
    dictation, held, done = Dictation(seed), vocabulary().tolist(), 0
    stock = [dictation.words(40) for _ in range(_STOCK)]
    waiting: list[tuple[str, str, Words]] = []
    while done < count:
        if waiting and (len(waiting) > 500 or done + len(waiting) >= count):
            base, way, words = waiting.pop(int(dictation.chance.integers(len(waiting))))
        else:
            base, way, words = "", "base", dictation.words(int(dictation.chance.integers(130, 330)))
            if done % 4 == 0:
                for _ in range(int(dictation.chance.integers(1, 6))):
                    name, share = _WAYS[int(dictation.chance.integers(len(_WAYS)))]
                    waiting.append((f"d{done}", name, dictation.copy(words, name, share)))
            if done % 20 == 0:
                words = np.concatenate((words, stock[done % _STOCK]))
        text = _written([held[word] for word in words.tolist()])
        record = {"id": f"d{done}", "text": text, "label": base or f"d{done}", "way": way, "of": base or None}
        file.write(json.dumps(record, ensure_ascii=False) + "\n")
        done += 1


def _written(words: list[str]) -> str:
    """The words in sentences of fourteen, four of these to a paragraph."""
    sentences = [" ".join(words[at : at + 14]).capitalize() for at in range(0, len(words), 14)]
    return ".\n\n".join(". ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4)) + "."


def main() -> None:
    """Write the corpus."""
    with Path(sys.argv[2]).open("w", encoding="utf-8") as file:
        write(int(sys.argv[1]), file)


if __name__ == "__main__":
    main()
