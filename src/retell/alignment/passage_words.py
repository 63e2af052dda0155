"""A text as a row of numbered words cut into short fragments, for finding passages."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from retell.settings import PassageSettings
from retell.text.patterns import pattern
from retell.values import dataclass

Ints = NDArray[np.int64]
Floats = NDArray[np.floating]
Flags = NDArray[np.bool_]

_UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = pattern(rf"([{_UNSPACED}]|[^\W_{_UNSPACED}]+)")
_SPACED_WORD = re.compile(r"([^\W_]+)")
"""The same for a text in which no such sign stands; ten times as soon compiled."""
_SENTENCE_END = re.compile(r"[.!?…؟][\"'”’»)\]]*\s|[。！？]|\n\s*\n")
_EDGE = re.compile(r"[.!?…؟:;][\"'”’»)\]]*\s|[。！？]|\n")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Words:
    """The words of one text: where each starts and ends, its number, and where the text may be cut.

    `numbers` are shared by the two texts of a pair: equal numbers, equal stems. `fragments` and `edges` are
    word indices, first 0 and last the count of words; fragment k is `fragments[k]..fragments[k + 1]`, and
    an edge is where a sentence, clause or line ends, at which a passage would rather begin and end.
    """

    starts: Ints
    ends: Ints
    numbers: Ints
    fragments: Ints
    edges: Ints

    def __len__(self) -> int:
        return len(self.starts)

    @property
    def owners(self) -> Ints:
        """For every word, the fragment it stands in."""
        return np.repeat(np.arange(len(self.fragments) - 1), np.diff(self.fragments))


def words(text: str, vocabulary: dict[str, int], settings: PassageSettings) -> Words:
    """The words of `text`, numbered by `vocabulary`, which grows; none past the most allowed."""
    read = _read(text, settings)
    numbers = [vocabulary.setdefault(stem, len(vocabulary)) for stem in read.stems]
    return Words(
        starts=read.starts,
        ends=read.ends,
        numbers=np.array(numbers, dtype=np.int64),
        fragments=read.fragments,
        edges=read.edges,
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Read:
    """What is known of a text before it meets another."""

    starts: Ints
    ends: Ints
    stems: tuple[str, ...]
    fragments: Ints
    edges: Ints


@lru_cache(maxsize=512)
def _read(text: str, settings: PassageSettings) -> _Read:
    """The words of `text` and where it may be cut; kept, since a document meets many others."""
    # What stands between words, then a word, in turns: no word is asked by itself where it stands.
    parts = (_SPACED_WORD if _is_spaced(text) else _WORD).split(text, settings.most_words)
    written = parts[1::2]
    places = np.cumsum(np.fromiter(map(len, parts), dtype=np.int64, count=len(parts)))
    starts, ends = places[: 2 * len(written) : 2].copy(), places[1 : 2 * len(written) : 2].copy()
    stop = int(ends[-1]) if written else 0
    return _Read(
        starts=starts,
        ends=ends,
        stems=tuple(word.lower()[: settings.stem_letters] for word in written),
        fragments=_fragments(_cuts(_SENTENCE_END, text[:stop], starts), settings),
        edges=_cuts(_EDGE, text[:stop], starts),
    )


def _is_spaced(text: str) -> bool:
    """Whether it is in scripts with spaces alone: no sign above them but those of punctuation."""
    return text.isascii() or all(char < "\u0e00" or "\u2000" <= char < "\u3000" for char in set(text))


def _cuts(mark: re.Pattern[str], text: str, starts: Ints) -> Ints:
    """The indices of the words that follow a mark, with 0 and the count of words."""
    after = np.array([found.end() for found in mark.finditer(text)], dtype=np.int64)
    return distinct(np.concatenate(([0], np.searchsorted(starts, after), [len(starts)])))


def distinct(values: Ints) -> Ints:
    """The values, each once, ascending.

    np.unique would load numpy.ma, which costs a comparison more than all its sorting.
    """
    ordered = np.sort(values)
    return ordered[_firsts(ordered)]


def counted(values: Ints) -> tuple[Ints, Ints]:
    """The distinct values, ascending, and how often each stands there."""
    ordered = np.sort(values)
    firsts = _firsts(ordered)
    return ordered[firsts], np.diff(np.append(firsts, len(ordered)))


def _firsts(ordered: Ints) -> Ints:
    """Where each value of a sorted array stands first."""
    return np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1]))[: len(ordered)])


def _fragments(cuts: Ints, settings: PassageSettings) -> Ints:
    """Word indices at which fragments begin: sentences, the short joined and the long cut evenly."""
    least, most, count = settings.shortest_fragment, settings.longest_fragment, int(cuts[-1])
    joined = [0]
    for cut in cuts.tolist():
        if cut - joined[-1] >= least and (cut == count or count - cut >= least):
            joined.append(cut)
    if joined[-1] < count:
        joined.append(count)
    even = joined[:1]
    for start, end in pairwise(joined):
        parts = -(-(end - start) // most)
        even.extend(start + (end - start) * part // parts for part in range(1, parts + 1))
    return np.array(even, dtype=np.int64)
