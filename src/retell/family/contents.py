"""Whether sentences that stand side by side in two texts tell of the same people, places and figures.

Two grants announced by one office run sentence by sentence alike, and so do two reports on the weather: it
is one form with other contents. A copy however reworded keeps the particulars, and keeps them in the
sentence where they stood.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate

import numpy as np

from retell.alignment.passage_course import in_order
from retell.alignment.passage_ground import ground_of
from retell.alignment.passage_words import Words
from retell.document.model import Document
from retell.settings import FamilySettings, PassageSettings
from retell.values import dataclass

_WORD = re.compile(r"(\d+(?:[.,:]\d+)*|[^\W\d_]+)")
_FIGURES = {
    word: str(figure)
    for figure, word in enumerate(
        ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), start=2
    )
}
"""Figures that some papers write out; one is mostly no figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Of the particulars that sentences side by side may share, `most`, how many they do share.

    `alone` is the share of the shorter text's words in sentences that are near to none of the other.
    """

    shared: int
    most: int
    alone: float

    def kept(self, supposed: float) -> float:
        """The share that is kept, as if `supposed` more were: where there are few they say little."""
        return (self.shared + supposed) / (self.most + supposed) if self.most + supposed else 1.0


def contents(left: Document, right: Document, settings: FamilySettings, cutting: PassageSettings) -> Contents:
    """What the sentences that keep their course have in common."""
    one, two = sorted((left.text, right.text), key=lambda text: (len(text), text))
    both = ground_of(one, two, cutting)
    if both is None:
        return Contents(shared=0, most=0, alone=1.0)
    ours, theirs = _by_fragment(one, both.one), _by_fragment(two, both.two)
    beside = [(ours[mine], theirs[other]) for mine, other in in_order(both, cutting)]
    alone = np.diff(both.one.fragments)[both.near.max(axis=1) < settings.alone_cosine]
    return Contents(
        shared=sum(len(here & there) for here, there in beside),
        most=sum(min(len(here), len(there)) for here, there in beside),
        alone=int(alone.sum()) / len(both.one),
    )


def _by_fragment(text: str, words: Words) -> list[set[str]]:
    """The particulars of each fragment."""
    starts: list[int] = words.starts[words.fragments[:-1]].tolist()
    found: list[set[str]] = [set() for _ in starts]
    for place, particular in _particulars(text):
        if place >= starts[0]:
            found[bisect_right(starts, place) - 1].add(particular)
    return found


@lru_cache(maxsize=512)
def _particulars(text: str) -> tuple[tuple[int, str], ...]:
    """The names and figures of a text with their places; a name stands nowhere in small letters."""
    # What stands between words, then a word, in turns: no word is asked by itself where it stands.
    parts = _WORD.split(text)
    words, places = parts[1::2], list(accumulate(map(len, parts)))[::2]
    distinct = set(words)
    small = {word for word in distinct if word[0].islower()}
    told = {word: told for word in distinct if (told := _particular(word, small))}
    return tuple((place, told[word]) for place, word in zip(places, words, strict=False) if word in told)


def _particular(word: str, small: set[str]) -> str | None:
    """The word as it counts, None where it is no name or figure."""
    if word[0].isdigit():
        return word.replace(",", "")
    lowered = word.lower()
    if lowered in _FIGURES:
        return _FIGURES[lowered]
    return lowered if word[0].isupper() and len(word) > 1 and lowered not in small else None
