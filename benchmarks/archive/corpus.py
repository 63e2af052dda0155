"""Generated articles by the hundred thousand: words as rare as in news, copies, excerpts and stock phrases.

Every article is drawn by its number alone, so that a question about article 700,000 needs none before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from retell.document.model import Document, Stamp
from retell.family.columns import Column
from retell.family.kernels.run import columns_of, corpus_of
from retell.family.keys import Keys
from retell.family.words import word_hashes
from retell.settings import FamilySettings
from retell.store import U64, Entry
from retell.text.english import FUNCTION_WORDS

WORDS = 300
VOCABULARY = 200_000
COPIES = 50
"""One article in so many is an edited copy of an earlier one."""
STOCK = 20
"""One in so many ends with a stock paragraph."""
_SYLLABLES = (
    "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu bra cle dri flo gru ste tra ple".split()
)


@lru_cache(maxsize=1)
def vocabulary() -> NDArray[np.str_]:
    """The words, the commonest first; every ninth is a name."""
    chance = np.random.default_rng(7)
    syllables = np.array(_SYLLABLES)
    made: dict[str, None] = dict.fromkeys(
        "the of and to in a for on that with by at from as was were said has had will".split()
    )
    while len(made) < VOCABULARY:
        for row in syllables[chance.integers(0, len(syllables), size=(VOCABULARY, 4))]:
            made["".join(row[: 3 + (row[3] < "m")])] = None
    words = list(made)[:VOCABULARY]
    return np.array([word.capitalize() if n > 30 and n % 9 == 0 else word for n, word in enumerate(words)])


@lru_cache(maxsize=1)
def _chances() -> NDArray[np.float64]:
    """Cumulative chances after Zipf and Mandelbrot: 1 / (rank + 2.7)."""
    weights = 1 / (np.arange(VOCABULARY) + 2.7)
    cumulative: NDArray[np.float64] = np.cumsum(weights / weights.sum())
    return cumulative


def drawn(number: int, words: int = WORDS) -> NDArray[np.int64]:
    """The words of one article, as places in the vocabulary."""
    chance = np.random.default_rng([11, number])
    return np.searchsorted(_chances(), chance.random(words)).astype(np.int64)


def edited(words: NDArray[np.int64], number: int, share: float) -> NDArray[np.int64]:
    """The words with a share of them replaced and a tenth of the text cut from its end."""
    chance = np.random.default_rng([13, number])
    found = words[: len(words) * 9 // 10].copy()
    hit = chance.random(len(found)) < share
    found[hit] = np.searchsorted(_chances(), chance.random(int(hit.sum())))
    return found


def article(number: int) -> NDArray[np.int64]:
    """The words of an article with all that befell it."""
    if number and number % COPIES == 0:
        return edited(drawn(int(np.random.default_rng([17, number]).integers(number))), number, 0.1)
    words = drawn(number)
    if number % STOCK == 1:
        words = np.concatenate((words, drawn(2_000_000_000 + number // STOCK % 40, 40)))
    return words


def text(words: NDArray[np.int64]) -> str:
    """Sentences of about eighteen words."""
    told = vocabulary()[words].tolist()
    lines = (" ".join(told[start : start + 18]) for start in range(0, len(told), 18))
    return " ".join(f"{line[0].upper()}{line[1:]}." for line in lines)


def document(number: int, words: NDArray[np.int64] | None = None, prefix: str = "a") -> Document:
    """The article as a document."""
    day = f"2026-{1 + number % 12:02d}-{1 + number % 28:02d}T{number % 24:02d}:00:00+00:00"
    return Document(
        id=f"{prefix}{number}",
        text=text(article(number) if words is None else words),
        title=f"Article {number}",
        outlet=f"Outlet {number % 500}",
        url=f"https://outlet{number % 500}.example/{prefix}/{number}",
        published=Stamp(when=day, claimed_by="record"),
        language="en",
    )


@lru_cache(maxsize=1)
def _hashes() -> tuple[U64, NDArray[np.bool_]]:
    """The hash of every word of the vocabulary, and whether it carries news."""
    folded = [word.lower() for word in vocabulary().tolist()]
    return word_hashes(folded), np.array([word not in FUNCTION_WORDS for word in folded])


def entries(numbers: Sequence[int], settings: FamilySettings) -> list[Entry]:
    """Articles with their keys, made many at a time."""
    words = [article(number) for number in numbers]
    documents = [document(number, each) for number, each in zip(numbers, words, strict=True)]
    made = columns_of(corpus_of([each.text for each in documents]), settings, workers=1)
    grams, combinations = (_rows(made.sorts[name]) for name in ("grams", "combinations"))
    return [
        Entry(
            document=each,
            keys=Keys(
                text=int(made.digests[row]),
                words=int(made.words[row]),
                bands=made.bands[row],
                signature=made.signatures[row, : settings.bands * settings.rows],
                grams=grams[row],
                combinations=combinations[row],
                vocabulary=_vocabulary(words[row]),
                particulars=np.empty(0, dtype=np.uint64),
            ),
        )
        for row, each in enumerate(documents)
    ]


def _rows(column: Column) -> list[U64]:
    return [np.unique(each) for each in np.split(column.keys, column.ends[:-1])]


def _vocabulary(words: NDArray[np.int64]) -> U64:
    hashes, carries = _hashes()
    distinct = np.unique(words)
    return np.sort(hashes[distinct[carries[distinct]]])


def drawn_entries(numbers: Sequence[int], settings: FamilySettings) -> list[Entry]:
    """Articles of which there are only keys, in the numbers that texts give; their text is one line."""
    chance = np.random.default_rng([19, numbers[0]])
    bands, grams, combinations = (
        chance.integers(1, 1 << 63, size=(len(numbers), count), dtype=np.uint64)
        for count in (settings.bands, 70, 110)
    )
    grams[:, :2] = chance.integers(1, 4000, size=(len(numbers), 2), dtype=np.uint64)
    combinations[:, :40] = chance.zipf(1.3, size=(len(numbers), 40)).clip(max=1 << 40).astype(np.uint64)
    words = np.searchsorted(_chances(), chance.random((len(numbers), WORDS)))
    signature = np.zeros(settings.bands * settings.rows, dtype=np.uint8)
    return [
        Entry(
            document=document(number, words[row, :20]),
            keys=Keys(
                text=number,
                words=WORDS,
                bands=bands[row],
                signature=signature,
                grams=np.unique(grams[row]),
                combinations=np.unique(combinations[row]),
                vocabulary=_vocabulary(words[row]),
                particulars=np.empty(0, dtype=np.uint64),
            ),
        )
        for row, number in enumerate(numbers)
    ]
