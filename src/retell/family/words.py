"""The words of a folded text and their hashes, its names and its figures.

The hash of a word takes its bytes eight at a time, as numbers with the lowest byte first and zeros after the
last: h starts as the count of bytes, and for each number, of which there are at least two, h becomes
(h xor number) times a constant, its high half folded into its low one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np

from retell.family.arrays import BOOL, U64
from retell.family.folding import CAPITAL, folded, is_unspaced
from retell.text.english import FUNCTION_WORDS

MULTIPLIER = 0x9E3779B97F4A7C15
"""2^64 over the golden ratio, odd (Knuth, The Art of Computer Programming 3, 6.4)."""
FIGURE_SEED = 0xD1B54A32D192ED03
"""Keeps the hash of a figure from that of the same digits as a word."""
_MASK = (1 << 64) - 1
_HIGH = r"\x80-\U0010ffff"
_LETTER = rf"A-Za-z0-9{_HIGH}"
_WORD = re.compile(rf"[{_LETTER}]+")
_NAME = re.compile(rf"(?<=[a-z0-9,;:{_HIGH}][^{_LETTER}])(?:[A-Z]|{CAPITAL}[{_HIGH}])[{_LETTER}]*")
_MARKED = re.compile(rf"{CAPITAL}?[{_LETTER}]+")
_STARTS_BIG = re.compile(rf"[A-Z]|{CAPITAL}[{_HIGH}]")
_FIGURE = re.compile(rf"(?<![{_LETTER}])[0-9]+(?:[.,][0-9]+)*")
_MOST_CACHED = 400_000


def key_words(text: str) -> list[str]:
    """The folded words of a text in small letters, in order; an unspaced script falls to characters."""
    return _WORD.findall(folded(text).lower() if text.isascii() else _lowered(folded(text)))


def _lowered(text: str) -> str:
    """ASCII letters made small; all others are folded already."""
    return text.translate(_SMALL)


_SMALL = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


def word_hash(word: str) -> int:
    """The 64-bit hash of a folded word in small letters."""
    held = word.encode("utf-8", "surrogatepass")
    found = len(held)
    for at in range(0, max(16, len(held)), 8):
        found = ((found ^ int.from_bytes(held[at : at + 8], "little")) * MULTIPLIER) & _MASK
        found ^= found >> 32
    return found


class _Hashes(dict[str, int]):
    """What was hashed before: a text repeats its words, and a corpus does so far more."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST_CACHED:
            self.clear()
        made = self[word] = word_hash(word)
        return made


_HASHES = _Hashes()


def word_hashes(words: Sequence[str]) -> U64:
    """The hash of every word, in order."""
    return np.fromiter(map(_HASHES.__getitem__, words), dtype=np.uint64, count=len(words))


@lru_cache(maxsize=1)
def function_hashes() -> U64:
    """The hashes of the words that carry no news, ascending."""
    return np.sort(word_hashes(sorted(FUNCTION_WORDS)))


def content_words(text: str) -> U64:
    """The hashes of the distinct words of a text that carry news, ascending."""
    return content_hashes(word_hashes(key_words(text)))


def content_hashes(hashes: U64) -> U64:
    """The distinct ones of words that carry news, ascending."""
    distinct, without = np.unique(hashes), function_hashes()
    # Both ascend: looking up costs a third of what numpy's isin takes for a few hundred words.
    at = np.minimum(np.searchsorted(without, distinct), len(without) - 1)
    found: U64 = distinct[without[at] != distinct]
    return found


def particulars(text: str) -> U64:
    """The hashes of the distinct names and figures of a text, ascending.

    A name is a word with a capital, two characters after a small letter, a figure or one of `,;:`, that
    stands nowhere in the text in small letters. A figure is digits with points and commas between them.
    """
    read = folded(text)
    names = {_lowered(name).lstrip(CAPITAL) for name in _NAME.findall(read)}
    if names:
        names -= {word.lstrip(CAPITAL) for word in _MARKED.findall(read) if not _STARTS_BIG.match(word)}
        names -= FUNCTION_WORDS
    figures = sorted({figure_hash(figure) for figure in _FIGURE.findall(read)})
    every = np.concatenate((word_hashes(sorted(names)), np.array(figures, dtype=np.uint64)))
    return np.unique(every)


def figure_hash(figure: str) -> int:
    """The hash of a figure, whose commas say nothing."""
    found = FIGURE_SEED
    for byte in figure.encode("ascii"):
        if byte != ord(","):
            found = ((found ^ byte) * MULTIPLIER) & _MASK
            found ^= found >> 32
    return found


def unspaced(words: Iterable[str]) -> BOOL:
    """For each word, whether it is one character of a script written without spaces."""
    return np.array(
        [len(word) == 1 and word > "\x7f" and is_unspaced(ord(word)) for word in words], dtype=bool
    )


def bounds(read: str) -> list[tuple[int, int]]:
    """Where each word of a folded text starts and ends."""
    return [word.span() for word in _WORD.finditer(read)]
