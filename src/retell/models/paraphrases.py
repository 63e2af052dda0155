"""Which words people write for each other, by the Paraphrase Database.

A table of hashes: whether two words are listed can be asked, the list cannot be read out of it. PPDB 1.0,
lexical, XXXL (Ganitkevitch, Van Durme and Callison-Burch 2013), Creative Commons Attribution 3.0; see
`data/ppdb.LICENSE`. training/judge/ppdb.py makes the table.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from retell.models import lexicon

FILE = Path(__file__).parent / "data" / "ppdb.npy"


@lru_cache(maxsize=65536)
def known(one: str, other: str) -> float:
    """1 where the two words are listed as paraphrases, 0.8 where their dictionary forms are, else 0."""
    if _holds(one, other):
        return 1.0
    return 0.8 if _holds(lexicon.base(one), lexicon.base(other)) else 0.0


def key(one: str, other: str) -> int:
    """The hash of a pair of words, whichever comes first; 32 bits."""
    return crc32("\t".join(sorted((one, other))).encode("utf-8", "surrogatepass"))


def _holds(one: str, other: str) -> bool:
    table, wanted = _table(), np.uint32(key(one, other))
    at = int(np.searchsorted(table, wanted))
    return at < len(table) and bool(table[at] == wanted)


@lru_cache(maxsize=1)
def _table() -> NDArray[np.uint32]:
    return np.asarray(np.load(FILE, mmap_mode="r"))
