"""What two texts have in common, word by word: which stretches stand in both, and how much of what is rare.

The words of the right text are gone through in order. Where three in a row stand in the left one too, the
run is followed as far as it goes. A run that begins shortly after the last one ended, on both sides, goes on
with its region: what lies between was reworded. Any other opens a region of its own, if it is long enough;
of several places the longest run is taken, then the first. A region counts if it has enough words in runs.

These functions are the plain form, for few pairs; `kernels.overlap` says the same of many.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np

from retell.family.arrays import BOOL, I32, I64, U16, U64
from retell.family.columns import Columns
from retell.family.folding import folded
from retell.family.words import bounds, content_hashes, function_hashes, key_words, particulars, word_hashes
from retell.settings import FamilySettings

_SEED = 3
_MOST_PLACES = 32
_MOST_REGIONS = 64
WEIGHT_UNIT = 256
"""A weight of one is so much: weights are whole numbers, so that a sum is the same in any order."""


class Figure(IntEnum):
    """The numbers told of a pair, by their place."""

    WORD_WEIGHT = 0
    WORDS = 1
    NAME_WEIGHT = 2
    NAMES = 3
    LEFT_BYTES = 4
    LEFT_WEIGHT = 5
    RIGHT_BYTES = 6
    RIGHT_WEIGHT = 7
    EXACT = 8
    LONGEST = 9
    RUN_WEIGHT = 10
    LONG_WEIGHT = 11
    OWN = 12
    REGIONS = 13


class Sum(IntEnum):
    """The numbers told of a text, by their place."""

    COUNT = 0
    DISTINCT = 1
    NAMES = 2
    WORD_WEIGHT = 3
    NAME_WEIGHT = 4
    BYTES = 5


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Overlaps:
    """What pairs have in common: a row of `Figure` for each, and its regions, which end at `ends`.

    A region is four numbers: the words from and to which it goes on the left, then on the right. `sums` are
    those of the texts by row, as far as they are in a pair.
    """

    figures: I64
    regions: I32
    ends: I64
    sums: I64 = field(default_factory=lambda: np.zeros((0, len(Sum)), dtype=np.int64))

    def regions_of(self, pair: int) -> I32:
        """The regions of a pair."""
        found: I32 = self.regions[self.ends[pair - 1] if pair else 0 : self.ends[pair]]
        return found


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Weighing:
    """What the words and the names weigh at each place that the high bits of their hashes choose.

    `alone` is the weight of a name that no other document has, in whole units.
    """

    word_places: U16
    name_places: U16
    alone: float

    @classmethod
    def of(cls, keys: Columns, settings: FamilySettings) -> Weighing:
        """By the logarithm of how few of the documents hold them, for names and figures squared.

        The corpus is taken to be larger by some unseen documents, or of two both would call every word of
        theirs common.
        """
        documents = len(keys) + settings.unseen_documents
        words, names = (
            np.log(documents / np.clip(counts, 1, documents))
            for counts in (keys.word_counts, keys.name_counts)
        )
        return cls(
            word_places=np.round(WEIGHT_UNIT * words).astype(np.uint16),
            name_places=np.round(WEIGHT_UNIT * names**2).astype(np.uint16),
            alone=round(float(np.log(documents) ** 2), 6),
        )

    def words(self, hashes: U64) -> I64:
        """What words weigh, those that carry no news nothing."""
        weights = self.word_places[_places(hashes, self.word_places)].astype(np.int64)
        return np.where(np.isin(hashes, function_hashes()), 0, weights)

    def names(self, hashes: U64) -> I64:
        """What names and figures weigh."""
        return self.name_places[_places(hashes, self.name_places)].astype(np.int64)


def _places(hashes: U64, weights: U16) -> I64:
    return (hashes >> np.uint64(65 - len(weights).bit_length())).astype(np.int64)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Read:
    """A text as it is compared: the hash, weight and size of each word and whether it is quoted; its distinct
    words and particulars, and its sums."""

    hashes: list[int]
    weights: I64
    sizes: I64
    quoted: BOOL
    distinct: U64
    names: U64
    sums: tuple[int, ...]


def read(text: str, weighing: Weighing) -> Read:
    """The text taken apart."""
    words = key_words(text)
    hashes = word_hashes(words)
    sizes = np.array([len(word.encode("utf-8", "surrogatepass")) for word in words], dtype=np.int64)
    distinct, names = content_hashes(hashes), particulars(text)
    sums = (
        len(words),
        len(distinct),
        len(names),
        int(weighing.words(distinct).sum()),
        int(weighing.names(names).sum()),
        int(sizes.sum()),
    )
    return Read(
        hashes=hashes.tolist(),
        weights=weighing.words(hashes),
        sizes=sizes,
        quoted=_quoted(folded(text)),
        distinct=distinct,
        names=names,
        sums=sums,
    )


def _quoted(text: str) -> BOOL:
    """For each word whether it stands within quotation marks; a quotation left open ends with its line."""
    places = bounds(text)
    found = np.zeros(len(places), dtype=bool)
    inside, since, at = False, 0, 0
    for word, (start, end) in enumerate(places):
        for mark in text[at:start]:
            if mark == '"':
                inside, since = not inside, word
            elif mark == "\n" and inside:
                found[since:word] = False
                inside = False
        found[word] = inside
        at = end
    if inside and '"' not in text[at:]:
        found[since:] = False
    return found


def overlaps(
    texts: Sequence[str], pairs: Iterable[tuple[int, int]], weighing: Weighing, settings: FamilySettings
) -> Overlaps:
    """What pairs of texts have in common, one pair after the other."""
    held: dict[int, Read] = {}
    figures, regions, ends = [], [], []
    for pair in pairs:
        for row in pair:
            if row not in held:
                held[row] = read(texts[row], weighing)
        told, found = overlap(held[pair[0]], held[pair[1]], weighing, settings)
        figures.append(told)
        regions += found
        ends.append(len(regions))
    return Overlaps(
        figures=np.array(figures, dtype=np.int64).reshape(-1, len(Figure)),
        regions=np.array(regions, dtype=np.int32).reshape(-1, 4),
        ends=np.array(ends, dtype=np.int64),
        sums=_sums(held, len(texts)),
    )


def _sums(held: Mapping[int, Read], rows: int) -> I64:
    found = np.zeros((rows, len(Sum)), dtype=np.int64)
    for row, each in held.items():
        found[row] = each.sums
    return found


def overlap(
    one: Read, two: Read, weighing: Weighing, settings: FamilySettings
) -> tuple[list[int], list[tuple[int, int, int, int]]]:
    """What two texts have in common, and its regions."""
    words = np.intersect1d(one.distinct, two.distinct, assume_unique=True)
    names = np.intersect1d(one.names, two.names, assume_unique=True)
    ours, theirs = np.zeros(len(one.hashes), dtype=bool), np.zeros(len(two.hashes), dtype=bool)
    regions: list[tuple[int, int, int, int]] = []
    exact = longest = weight = long_weight = own = 0
    for runs in _regions(one, two, settings):
        longest = max(longest, *(length for _, _, length in runs))
        for x, _, length in runs:
            if length >= settings.excerpt_run:
                long_weight += int(one.weights[x : x + length].sum())
                unquoted = int((~one.quoted[x : x + length]).sum())
                own += max(unquoted, length - settings.public_quotation)
        if sum(length for _, _, length in runs) < settings.least_region:
            continue
        (x, y, _), (x_last, y_last, last) = runs[0], runs[-1]
        regions.append((x, x_last + last, y, y_last + last))
        ours[x : x_last + last] = theirs[y : y_last + last] = True
        exact += sum(length for _, _, length in runs)
        weight += sum(int(one.weights[x : x + length].sum()) for x, _, length in runs)
    told = {
        Figure.WORD_WEIGHT: weighing.words(words).sum(),
        Figure.WORDS: len(words),
        Figure.NAME_WEIGHT: weighing.names(names).sum(),
        Figure.NAMES: len(names),
        Figure.LEFT_BYTES: one.sizes[ours].sum(),
        Figure.LEFT_WEIGHT: one.weights[ours].sum(),
        Figure.RIGHT_BYTES: two.sizes[theirs].sum(),
        Figure.RIGHT_WEIGHT: two.weights[theirs].sum(),
        Figure.EXACT: exact,
        Figure.LONGEST: longest,
        Figure.RUN_WEIGHT: weight,
        Figure.LONG_WEIGHT: long_weight,
        Figure.OWN: own,
        Figure.REGIONS: min(len(regions), _MOST_REGIONS),
    }
    return [int(told[figure]) for figure in Figure], regions[:_MOST_REGIONS]


def _regions(one: Read, two: Read, settings: FamilySettings) -> list[list[tuple[int, int, int]]]:
    """The runs that two texts share, as start on the left, start on the right and length, by region."""
    seeds: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for x in range(len(one.hashes) - _SEED + 1):
        seeds[tuple(one.hashes[x : x + _SEED])].append(x)
    found: list[list[tuple[int, int, int]]] = []
    y = 0
    while y + _SEED <= len(two.hashes):
        places = seeds.get(tuple(two.hashes[y : y + _SEED]), [])[:_MOST_PLACES]
        near = _nearest(places, y, found[-1][-1], settings) if found else None
        if near is not None:
            length = _run(one.hashes, two.hashes, near, y)
            found[-1].append((near, y, length))
        else:
            length, back = max(((_run(one.hashes, two.hashes, x, y), -x) for x in places), default=(0, 0))
            if length < settings.least_run:
                y += 1
                continue
            found.append([(-back, y, length)])
        y += length
    return found


def _nearest(
    places: Sequence[int], y: int, last: tuple[int, int, int], settings: FamilySettings
) -> int | None:
    """The place that goes on with the region whose last run is given, the gaps on both sides most alike."""
    x_end, y_end = last[0] + last[2], last[1] + last[2]
    if y - y_end > settings.region_gap:
        return None
    near = [x for x in places if 0 <= x - x_end <= settings.region_gap]
    return min(near, key=lambda x: (abs((x - x_end) - (y - y_end)), x), default=None)


def _run(ours: Sequence[int], theirs: Sequence[int], x: int, y: int) -> int:
    """How many words are the same from two places on."""
    length = 0
    while x + length < len(ours) and y + length < len(theirs) and ours[x + length] == theirs[y + length]:
        length += 1
    return length
