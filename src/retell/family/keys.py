"""The hashed keys a document can be found by.

Four sorts, because copying comes in four grades. The whole text finds what was taken as it stands.
MinHash bands over word shingles (Broder 1997) find what was edited throughout. Winnowed grams
(Schleimer, Wilkerson and Aiken 2003, section 3) find a passage inside another article: any run of
`gram + window - 1` words leaves a key. Unordered pairs of content stems that stand near each other find
what was reworded: names and numbers survive a change of every phrase round them.

A key depends on its document alone, so documents can come in any order and one by one; which keys are
too common to mean anything is for the index to say. Words are runs of letters and digits after case and
compatibility folding; a script written without spaces falls to single characters, so that its shingles
are character grams.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from retell.document.model import Document
from retell.settings import FamilySettings
from retell.text.english import FUNCTION_WORDS
from retell.text.tokens import fold

U64 = NDArray[np.uint64]
U32 = NDArray[np.uint32]

_UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_INDIC = r"\u0900-\u0dff"
_PLAIN_WORD = re.compile(r"[a-z0-9]+")
_ANY_WORD = re.compile(rf"[{_UNSPACED}]|(?:[^\W_{_UNSPACED}]|[{_INDIC}\u200c\u200d])+")
_MARKS = re.compile(r"[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u064b-\u065f\u0670\u0640\u3099\u309a]+")
_IS_UNSPACED = re.compile(rf"[{_UNSPACED}]")
_INSIDE = r"(?:(?<=[^\W\d_A-Z] .)|(?<=[,;:\d] .))[^\W\d_]+"
_PLAIN_NAME = re.compile(rf"[A-Z]{_INSIDE}")
_ANY_NAME = re.compile(rf"[^\W\d_a-z]{_INSIDE}")
_FIGURE = re.compile(r"\d(?:[\d.,]*\d)?")
_MOST_CACHED = 400_000


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Keys:
    """The keys of one document by sort, arrays ascending and without repeats; `bands` one per band.

    `vocabulary` are the distinct words that carry news, `particulars` the distinct names and figures: no
    keys, but what tells rare words from common ones, and a copy of a form from the form filled in anew.
    """

    text: int
    words: int
    bands: U64
    grams: U64
    combinations: U64
    vocabulary: U64
    particulars: U64


def document_keys(document: Document, settings: FamilySettings) -> Keys:
    """The keys of a document's text without its labelled furniture."""
    text = body(document)
    words = key_words(text)
    hashes = _hashed(words, _WORD_HASHES)
    return Keys(
        text=_digest(" ".join(words)),
        words=len(words),
        bands=_bands(_shingles(hashes, settings.shingle), settings),
        grams=_winnowed(_shingles(hashes, settings.gram), settings.window),
        combinations=_combinations(_stems(words, settings.stem, spaced=text.isascii()), settings),
        vocabulary=_content(words),
        particulars=particulars(text),
    )


def particulars(text: str) -> U64:
    """The hashes of the distinct names and figures of a text, ascending; none in small letters too."""
    names = (_PLAIN_NAME if text.isascii() else _ANY_NAME).findall(text)
    small = {word for word in text.split() if word.islower()}
    found = {fold(name) for name in names if not name[0].islower()} - small - FUNCTION_WORDS
    figures = {figure.replace(",", "") for figure in _FIGURE.findall(text)}
    return np.unique(_hashed([*found, *figures], _WORD_HASHES))


def content_words(text: str) -> U64:
    """The hashes of the distinct words of a text that carry news, ascending."""
    return _content(key_words(text))


def _content(words: list[str]) -> U64:
    return np.unique(
        _hashed([word for word in dict.fromkeys(words) if word not in FUNCTION_WORDS], _WORD_HASHES)
    )


def word_hashes(words: list[str]) -> U64:
    """The hash of every word, in order."""
    return _hashed(words, _WORD_HASHES)


def word_shingles(hashes: U64, size: int) -> U64:
    """The hash of every run of `size` words; of all the words where there are fewer."""
    return _shingles(hashes, size)


def body(document: Document) -> str:
    """The text of a document with its furniture cut out; all of it where nothing else would be left."""
    pieces: list[str] = []
    start = 0
    for span in sorted(item.span for item in document.furniture):
        if span.start > start:
            pieces.append(document.text[start : span.start])
        start = max(start, span.end)
    pieces.append(document.text[start:])
    left = "\n".join(pieces)
    return left if left.strip() else document.text


def key_words(text: str) -> list[str]:
    """The folded words of a text, in order."""
    if text.isascii():
        return _PLAIN_WORD.findall(text.lower())
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return _ANY_WORD.findall(unicodedata.normalize("NFKC", plain))


def _digest(word: str) -> int:
    """A stable 64-bit hash; the language's own differs from run to run."""
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


class _Hashes(dict[str, int]):
    """What was hashed before: a text repeats its words, and a corpus does so far more."""

    def __init__(self, make: Callable[[str], int]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST_CACHED:
            self.clear()
        made = self[word] = self._make(word)
        return made


_WORD_HASHES = _Hashes(_digest)


def _hashed(words: list[str], hashes: _Hashes) -> U64:
    return np.fromiter(map(hashes.__getitem__, words), dtype=np.uint64, count=len(words))


@lru_cache(maxsize=8)
def _stem_hashes(letters: int) -> _Hashes:
    """Hashes of stems cut to `letters`; 0 stands for a word that carries no news."""

    def stem(word: str) -> int:
        if word in FUNCTION_WORDS or (len(word) < 3 and word.isalpha() and word.isascii()):
            return 0
        return _digest(word if word[0].isdigit() else word[:letters]) | 1

    return _Hashes(stem)


def _stems(words: list[str], letters: int, *, spaced: bool) -> U64:
    """The content stems in order; characters of an unspaced script are taken two by two."""
    if not spaced and any(map(_IS_UNSPACED.match, words)):
        words = [a + b for a, b in pairwise(words)]
    stems = _hashed(words, _stem_hashes(letters))
    content: U64 = stems[stems != 0]
    return content


def _mixed(values: U64) -> U64:
    """Every bit spread over all 64 (the finaliser of splitmix64, Steele et al. 2014)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _shingles(hashes: U64, size: int) -> U64:
    """The hash of every run of `size` words; of all the words where there are fewer."""
    if not len(hashes):
        return hashes
    size = min(size, len(hashes))
    last = len(hashes) - size + 1
    total = np.zeros(last, dtype=np.uint64)
    for place in range(size):
        total = total * np.uint64(0x9E3779B97F4A7C15) + hashes[place : place + last]
    return _mixed(total)


def _winnowed(grams: U64, window: int) -> U64:
    """The smallest gram of every window."""
    smallest, held = grams, 1
    while held < window and len(smallest) > 1:
        step = min(held, window - held, len(smallest) - 1)
        smallest = np.minimum(smallest[:-step], smallest[step:])
        held += step
    return np.unique(smallest)


@lru_cache(maxsize=8)
def _slots(count: int) -> tuple[U32, U32]:
    """One odd multiplier and one offset for each minimum, the same in every process."""
    mixed = _mixed(np.arange(1, 2 * count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15))
    seeds = (mixed >> np.uint64(32)).astype(np.uint32)
    return seeds[:count] | np.uint32(1), seeds[count:]


def _bands(shingles: U64, settings: FamilySettings, at_once: int = 2048) -> U64:
    """One key per band of the MinHash signature; `at_once` bounds the memory a long text takes."""
    if not len(shingles):
        return np.empty(0, dtype=np.uint64)
    times, plus = _slots(settings.bands * settings.rows)
    values = (shingles >> np.uint64(32)).astype(np.uint32)
    signature = np.full(len(times), np.iinfo(np.uint32).max, dtype=np.uint32)
    for start in range(0, len(values), at_once):
        spread = times[:, None] * values[None, start : start + at_once] + plus[:, None]
        np.minimum(signature, spread.min(axis=1), out=signature)
    return _band_keys(signature.reshape(settings.bands, settings.rows).astype(np.uint64))


def _band_keys(rows: U64) -> U64:
    """The rows of each band and its number as one hash."""
    total = np.arange(len(rows), dtype=np.uint64)
    for column in rows.T:
        total = _mixed(total * np.uint64(0x9E3779B97F4A7C15) + column)
    return total


def _combinations(stems: U64, settings: FamilySettings) -> U64:
    """Unordered pairs of content stems at most `reach` apart, one in `sampled` by hash."""
    limit = np.uint64((1 << 64) // settings.sampled - 1)
    kept = []
    for apart in range(1, min(settings.reach, len(stems) - 1) + 1):
        first, second = stems[:-apart], stems[apart:]
        pairs = _mixed(first + second)
        kept.append(pairs[(pairs <= limit) & (first != second)])
    return np.unique(np.concatenate(kept)) if kept else np.empty(0, dtype=np.uint64)
