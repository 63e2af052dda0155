"""Sentences as vectors of meaning: one vector per word piece, weighted and added up.

The table was fitted to what a sentence encoder says of news sentences (training/embedding/README.md): eight
bits a number, one whole factor a piece. A sentence is the sum of its pieces' rows times their factors. The
sum is taken in whole numbers, so that it is the same in any order and by any path, and the codes made of its
signs are the same on every machine.

Pieces are those of the encoder's own vocabulary (WordPiece, Wu et al. 2016; normalised as BERT's uncased
tokenizer does). Marks carry no meaning here and have no row.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from retell.text.patterns import pattern
from retell.values import dataclass

FOLDER = Path(__file__).parent / "data"
ROWS = FOLDER / "embedding.rows.npy"
FACTORS = FOLDER / "embedding.factors.npy"
PIECES = FOLDER / "embedding.pieces.txt"

LONGEST_WORD = 100
"""Letters past which a word is not looked up, as in the tokenizer the encoder was trained with."""

MOST_PIECES = 4096
"""Pieces of one text that are read: sums of more could leave 32 bits."""

_MOST_CACHED = 200_000
_PLAIN_WORD = re.compile(r"[a-z0-9]+")
_REMOVED = frozenset({"Cc", "Cf", "Co", "Cs"})
_ODD = pattern(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

Vectors = NDArray[np.float32]
Sums = NDArray[np.int32]
Codes = NDArray[np.uint8]


class Encoder(Protocol):
    """What makes vectors of sentences."""

    def sentences(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, float32[n, dimensions]; a text of no known words has the vector of zeros."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Embedding:
    """The static embedding: `rows` int8[pieces, 256], whole `factors` float64[pieces], `pieces` to rows."""

    rows: NDArray[np.int8]
    factors: NDArray[np.float64]
    pieces: dict[str, int]
    _known: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def sentences(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, float32[n, 256]; a text of no known words has the vector of zeros."""
        return unit(self.sums(texts))

    def codes(self, texts: Sequence[str]) -> Codes:
        """One bit for the sign of every dimension, uint8[n, 32]: near texts differ in few bits.

        The share of bits in which two codes differ is about the angle between the vectors over pi
        (Charikar 2002), since the dimensions were turned to carry alike.
        """
        return signs(self.sums(texts))

    def sums(self, texts: Sequence[str]) -> Sums:
        """The weighted sums themselves, int32[n, 256]."""
        out = np.zeros((len(texts), self.rows.shape[1]), dtype=np.int32)
        for at, text in enumerate(texts):
            found = np.array(self.found(text), dtype=np.intp)
            # Doubles hold whole numbers up to 2**53, so the sum is exact and the product is the fast one.
            out[at] = self.factors.take(found) @ self.rows.take(found, axis=0).astype(np.float64)
        return out

    def found(self, text: str) -> list[int]:
        """The rows of a text's pieces, in order; pieces without weight are left out."""
        known = self._known
        if len(known) > _MOST_CACHED:
            known.clear()
        out: list[int] = []
        for word in words(text):
            rows = known.get(word)
            if rows is None:
                rows = known[word] = self._rows(word)
            out += rows
        return out[:MOST_PIECES]

    def _rows(self, word: str) -> tuple[int, ...]:
        named = (self.pieces[piece] for piece in cut(word, self.pieces))
        return tuple(row for row in named if self.factors[row])


def unit(sums: Sums) -> Vectors:
    """Rows of length one; a row of zeros stays so."""
    vectors = sums.astype(np.float32)
    lengths = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))[:, None]
    return np.asarray(vectors / np.maximum(lengths, 1.0), dtype=np.float32)


def signs(sums: Sums) -> Codes:
    """One bit a number: whether it is above zero."""
    return np.packbits(sums > 0, axis=1)


@lru_cache(maxsize=1)
def load() -> Embedding:
    """The shipped embedding; its table is mapped into memory, and only the rows that are met are read."""
    pieces = PIECES.read_text("utf-8").splitlines()
    return Embedding(
        rows=np.asarray(np.load(ROWS, mmap_mode="r")),
        factors=np.load(FACTORS).astype(np.float64),
        pieces=dict(zip(pieces, range(len(pieces)), strict=True)),
    )


def words(text: str) -> Iterable[str]:
    """The words of a text as the vocabulary writes them: small letters, no accents, no marks."""
    if text.isascii() and not _ODD.search(text):
        return _PLAIN_WORD.findall(text.lower())
    return _any_words(text)


def _any_words(text: str) -> Iterator[str]:
    """The same for any script: a mark parts words, and an ideograph is a word."""
    plain = "".join(map(_class_of, text))
    for word in unicodedata.normalize("NFD", plain).split():
        kept = "".join(letter for letter in word if unicodedata.category(letter) != "Mn")
        yield from _parted("".join(map(str.lower, kept))).split()


@lru_cache(maxsize=4096)
def _class_of(letter: str) -> str:
    """What becomes of a character before words are parted: gone, a blank, set apart, or itself."""
    if letter in "\t\n\r":
        return " "
    if letter == "\ufffd" or unicodedata.category(letter) in _REMOVED:
        return ""
    if letter.isspace():
        return " "
    return f" {letter} " if _is_ideograph(ord(letter)) else letter


def _parted(word: str) -> str:
    """A word with a blank for every mark."""
    return "".join(" " if _is_mark(letter) else letter for letter in word)


@lru_cache(maxsize=4096)
def _is_mark(letter: str) -> bool:
    return not letter.isalnum() if letter.isascii() else unicodedata.category(letter).startswith("P")


def _is_ideograph(point: int) -> bool:
    """The blocks that the encoder's tokenizer sets apart."""
    return point >= 0x3400 and any(first <= point <= last for first, last in _IDEOGRAPHS)


_IDEOGRAPHS = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)


def cut(word: str, pieces: dict[str, int]) -> tuple[str, ...]:
    """A word as the longest pieces from the left; nothing where some part of it is in no piece."""
    if word in pieces:
        return (word,)
    if len(word) > LONGEST_WORD:
        return ()
    out: list[str] = []
    start = 0
    while start < len(word):
        piece = _longest(word, start, pieces)
        if piece is None:
            return ()
        out.append(piece)
        start += len(piece) - (2 if start else 0)
    return tuple(out)


def _longest(word: str, start: int, pieces: dict[str, int]) -> str | None:
    """The longest piece of a word from a place on; past the first it is marked by ##."""
    mark = "##" if start else ""
    for end in range(len(word), start, -1):
        piece = mark + word[start:end]
        if piece in pieces:
            return piece
    return None
