"""The table of words that people write for each other, out of PPDB's list.

    python -m training.judge.ppdb ppdb-1.0-xxxl-lexical.extended.synonyms.uniquepairs OUT.npy

Both words must be known to the lexicon and be no forms of one word, which is known without a list.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from retell.models import lexicon
from retell.models.paraphrases import key


def main(listed: Path, out: Path) -> None:
    """Hash, sort, write; print how many pairs."""
    lines = listed.read_text("utf-8", errors="replace").splitlines()
    pairs = [line.split("\t") for line in lines if line.count("\t") == 1]
    kept = {key(one, other) for one, other in pairs if is_kept(one.strip(), other.strip())}
    np.save(out, np.array(sorted(kept), dtype=np.uint32))
    print(f"{len(kept)} of {len(pairs)} pairs")


def is_kept(one: str, other: str) -> bool:
    """Whether a pair says something the lexicon's forms do not."""
    if not (one.isalpha() and other.isalpha() and lexicon.is_known(one) and lexicon.is_known(other)):
        return False
    return not set(lexicon.lemmas(one)) & set(lexicon.lemmas(other))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
