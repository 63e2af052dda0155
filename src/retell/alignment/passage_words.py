"""A text as a row of numbered words cut into short fragments, for finding passages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from retell.settings import PassageSettings

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
_BREAK = re.compile(r"[.!?…؟][\"'”’»)\]]*\s|[。！？]|\n\s*\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one text: where each starts and ends, its number, and where the fragments begin.

    `numbers` are shared by the two texts of a pair: equal numbers, equal stems. `fragments` holds word
    indices, first 0 and last the count of words, so that fragment k is `fragments[k]..fragments[k + 1]`.
    """

    starts: Ints
    ends: Ints
    numbers: Ints
    fragments: Ints

    def __len__(self) -> int:
        return len(self.starts)

    @property
    def owners(self) -> Ints:
        """For every word, the fragment it stands in."""
        return np.repeat(np.arange(len(self.fragments) - 1), np.diff(self.fragments))


def words(text: str, vocabulary: dict[str, int], settings: PassageSettings) -> Words:
    """The words of `text`, numbered by `vocabulary`, which grows."""
    found = list(_WORD.finditer(text))
    starts = np.array([word.start() for word in found], dtype=np.int64)
    ends = np.array([word.end() for word in found], dtype=np.int64)
    stem = settings.stem_letters
    numbers = [vocabulary.setdefault(word.group().lower()[:stem], len(vocabulary)) for word in found]
    breaks = np.array([mark.end() for mark in _BREAK.finditer(text)], dtype=np.int64)
    return Words(
        starts=starts,
        ends=ends,
        numbers=np.array(numbers, dtype=np.int64),
        fragments=_fragments(np.searchsorted(starts, breaks), len(found), settings),
    )


def _fragments(breaks: Ints, count: int, settings: PassageSettings) -> Ints:
    """Word indices at which fragments begin: sentences, the short joined and the long cut evenly."""
    cuts = [0]
    for cut in breaks.tolist():
        if cut - cuts[-1] >= settings.shortest_fragment and count - cut >= settings.shortest_fragment:
            cuts.append(cut)
    if count:
        cuts.append(count)
    even: list[int] = cuts[:1]
    for start, end in pairwise(cuts):
        parts = -(-(end - start) // settings.longest_fragment)
        even.extend(start + (end - start) * part // parts for part in range(1, parts + 1))
    return np.array(even, dtype=np.int64)
