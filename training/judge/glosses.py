"""The definitions of WordNet's senses as pieces of the embedding's vocabulary.

    python -m training.judge.glosses /usr/share/wordnet src/retell/models/data

Examples are left out, the words of the synset are put in. To be made again when the embedding's vocabulary
changes. Synsets that no one-word entry of the lexicon has are left out.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from retell.models import embedding, lexicon
from retell.text.english import FUNCTION_WORDS

FILES = ("noun", "verb", "adj", "adv")


def main(wordnet: Path, out: Path) -> None:
    """Read the data files, write the two tables, print their size."""
    wanted, table = used(), embedding.load()
    rows = sorted((number, text) for number, text in definitions(wordnet) if number in wanted)
    found = [table.found(text) for _, text in rows]
    starts = np.cumsum([0, *(len(pieces) for pieces in found)])
    index = np.stack([[number for number, _ in rows] + [2**32 - 1], starts], axis=1).astype(np.uint32)
    np.save(out / "glosses.index.npy", index)
    np.save(
        out / "glosses.pieces.npy", np.array([row for pieces in found for row in pieces], dtype=np.uint16)
    )
    print(f"{len(rows)} definitions, {starts[-1]} pieces")


def used() -> set[int]:
    """The synsets that an entry of the lexicon has among its first senses."""
    return {
        sense.synset
        for lemma in lexicon.all_lemmas()
        if "_" not in lemma
        for entry in lexicon.entries(lemma)
        for sense in entry.senses
    }


def definitions(wordnet: Path) -> Iterator[tuple[int, str]]:
    """Every synset's number, and its words and definition as one text."""
    for part, name in enumerate(FILES, start=1):
        for line in (wordnet / f"data.{name}").read_text("utf-8", errors="replace").splitlines():
            if not line.startswith(" "):
                head, _, gloss = line.partition(" | ")
                fields = head.split()
                words = fields[4 : 4 + 2 * int(fields[3], 16) : 2]
                said = re.sub(r'"[^"]*"?', " ", gloss)
                kept = [word for word in re.findall(r"[\w'-]+", said) if word.lower() not in FUNCTION_WORDS]
                named = [re.sub(r"\(.*\)", "", word).replace("_", " ") for word in words]
                yield part * lexicon.SYNSETS_A_PART + int(fields[0]), " ".join([*named, *kept])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
