"""The hashed keys a document can be found by.

Four sorts, because copying comes in four grades. The whole text finds what was taken as it stands.
MinHash bands over word shingles (Broder 1997) find what was edited throughout. Winnowed grams
(Schleimer, Wilkerson and Aiken 2003, section 3) find a passage inside another article: any run of
`gram + window - 1` words leaves a key. Unordered pairs of content stems that stand near each other find
what was reworded: names and numbers survive a change of every phrase round them.

A key depends on its document alone, so documents can come in any order and one by one; which keys are
too common to mean anything is for the index to say. These functions are the plain form of what `kernels`
does for many documents at once, to the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from retell.document.model import Document
from retell.family.arrays import U8, U32, U64
from retell.family.words import (
    MULTIPLIER,
    content_hashes,
    key_words,
    particulars,
    unspaced,
    word_hash,
    word_hashes,
)
from retell.settings import FamilySettings
from retell.text.english import FUNCTION_WORDS

_TIMES = np.uint64(MULTIPLIER)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Keys:
    """The keys of one document by sort, arrays ascending and without repeats; `bands` one per band.

    `signature` is the low byte of each MinHash minimum, from which the likeness of two texts is estimated.
    `vocabulary` are the distinct words that carry news, `particulars` the distinct names and figures: no
    keys, but what tells rare words from common ones, and a copy of a form from the form filled in anew.
    """

    text: int
    words: int
    bands: U64
    signature: U8
    grams: U64
    combinations: U64
    vocabulary: U64
    particulars: U64


def document_keys(document: Document, settings: FamilySettings) -> Keys:
    """The keys of a document's text without its labelled furniture."""
    return text_keys(body(document), settings)


def text_keys(text: str, settings: FamilySettings) -> Keys:
    """The keys of a text."""
    words = key_words(text)
    hashes = word_hashes(words)
    minima = _minima(word_shingles(hashes, settings.shingle), settings)
    return Keys(
        text=digest(hashes),
        words=len(words),
        bands=band_keys(minima, settings) if words else np.empty(0, dtype=np.uint64),
        signature=minima.astype(np.uint8),
        grams=_winnowed(word_shingles(hashes, settings.gram), settings.window),
        combinations=_combinations(_stems(words, hashes, settings.stem), settings),
        vocabulary=content_hashes(hashes),
        particulars=particulars(text),
    )


def body(document: Document) -> str:
    """The text of a document with its furniture cut out; all of it where nothing else would be left."""
    if not document.furniture:
        return document.text
    left = "\n".join(document.text[start:end] for start, end in _pieces(document))
    return left if left.strip() else document.text


def in_text(document: Document, at: int) -> int:
    """Where a character of the body stands in the text."""
    before = 0
    for start, end in _pieces(document) if body(document) != document.text else ():
        if at - before < end - start:
            return start + max(0, at - before)
        before += end - start + 1
    return at


def _pieces(document: Document) -> list[tuple[int, int]]:
    """The stretches of the text between its furniture, the last one even where it is empty."""
    pieces: list[tuple[int, int]] = []
    start = 0
    for span in sorted(item.span for item in document.furniture):
        if span.start > start:
            pieces.append((start, span.start))
        start = max(start, span.end)
    return [*pieces, (start, len(document.text))]


def digest(hashes: U64) -> int:
    """One number for words in their order."""
    powers = np.full(len(hashes), _TIMES, dtype=np.uint64)
    powers[:1] = 1
    terms = mixed(hashes) * np.multiply.accumulate(powers)[::-1]
    return int(mixed(np.array([terms.sum(dtype=np.uint64) + np.uint64(len(hashes))]))[0])


def _stems(words: list[str], hashes: U64, letters: int) -> U64:
    """The content stems in order; a character of an unspaced script is taken with the one after it."""
    single = unspaced(words)
    # Named for what they are: numpy makes floats of a zero beside what is past the largest signed number.
    stems = np.array(
        [0 if alone else _stem(word, letters) for word, alone in zip(words, single, strict=True)],
        dtype=np.uint64,
    )
    after = np.append(hashes[1:], np.uint64(0))
    paired = mixed(hashes * _TIMES + after) | np.uint64(1)
    stems = np.where(single, paired, stems)
    content: U64 = stems[stems != 0]
    return content


@lru_cache(maxsize=1 << 18)
def _stem(word: str, letters: int) -> np.uint64:
    """The hash of a stem; 0 for a word that carries no news."""
    if word in FUNCTION_WORDS or (len(word) < 3 and word.isascii() and word.isalpha()):
        return np.uint64(0)
    kept = word if word[0].isascii() and word[0].isdigit() else word[:letters]
    return np.uint64(word_hash(kept) | 1)


def mixed(values: U64) -> U64:
    """Every bit spread over all 64 (the finaliser of splitmix64, Steele et al. 2014)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def word_shingles(hashes: U64, size: int) -> U64:
    """The hash of every run of `size` words; of all the words where there are fewer."""
    if not len(hashes):
        return hashes
    size = min(size, len(hashes))
    last = len(hashes) - size + 1
    total = np.zeros(last, dtype=np.uint64)
    for place in range(size):
        total = total * _TIMES + hashes[place : place + last]
    return mixed(total)


def _winnowed(grams: U64, window: int) -> U64:
    """The smallest gram of every window."""
    smallest, held = grams, 1
    while held < window and len(smallest) > 1:
        step = min(held, window - held, len(smallest) - 1)
        smallest = np.minimum(smallest[:-step], smallest[step:])
        held += step
    return np.unique(smallest)


@lru_cache(maxsize=8)
def slots(count: int) -> tuple[U32, U32]:
    """One odd multiplier and one offset for each minimum, the same in every process."""
    seeds = (mixed(np.arange(1, 2 * count + 1, dtype=np.uint64) * _TIMES) >> np.uint64(32)).astype(np.uint32)
    return seeds[:count] | np.uint32(1), seeds[count:]


def _minima(shingles: U64, settings: FamilySettings, at_once: int = 2048) -> U32:
    """The MinHash minima; `at_once` bounds the memory a long text takes."""
    times, plus = slots(settings.bands * settings.rows)
    minima = np.full(len(times), np.iinfo(np.uint32).max, dtype=np.uint32)
    values = (shingles >> np.uint64(32)).astype(np.uint32)
    for start in range(0, len(values), at_once):
        spread = times[:, None] * values[None, start : start + at_once] + plus[:, None]
        np.minimum(minima, spread.min(axis=1), out=minima)
    return minima


def band_keys(minima: U32, settings: FamilySettings) -> U64:
    """The rows of each band and its number as one hash."""
    rows = minima.reshape(settings.bands, settings.rows).astype(np.uint64)
    total = np.arange(len(rows), dtype=np.uint64)
    for column in rows.T:
        total = mixed(total * _TIMES + column)
    return total


def _combinations(stems: U64, settings: FamilySettings) -> U64:
    """Unordered pairs of content stems at most `reach` apart, one in `sampled` by hash."""
    limit = np.uint64((1 << 64) // settings.sampled - 1)
    kept = []
    for apart in range(1, min(settings.reach, len(stems) - 1) + 1):
        first, second = stems[:-apart], stems[apart:]
        pairs = mixed(first + second)
        kept.append(pairs[(pairs <= limit) & (first != second)])
    return np.unique(np.concatenate(kept)) if kept else np.empty(0, dtype=np.uint64)
