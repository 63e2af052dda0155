"""The finding of pairs cut into parts that can be worked on apart, and put together to what one run finds.

Rows are numbers of documents by id ascending, over the whole corpus. Three cuts, each a function of arrays:

1. `postings`: documents → their keys, each with its row. Any documents.
2. `met`: all postings of some keys → what pairs share of these keys, how many of them are rare in each row.
   A key's postings must all be in one part: parts are made by the key.
3. `gathered`: all that some pairs share → which of them share enough. A pair's shares must all be in one
   part: parts are made by the pair. How many rare keys a row has must be known by then.

What follows is `pairs.judge_pairs`, which takes any pairs. A key in too many documents is dropped where its
postings are, by the rule of `meeting` and no other, so that skew is bounded: the most that one key can cost
is the pairs under its ceiling.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from retell.family.arrays import BOOL, I64, U64
from retell.family.columns import Columns
from retell.family.meeting import enough, sorts_of
from retell.family.pairs import alone
from retell.family.postings import KEY_BITS, ROW_BITS, Loops, Posting, pack, unpack
from retell.settings import FamilySettings

I8 = NDArray[np.int8]
GRAMS, COMBINATIONS, OTHER_GRAMS = 100, 101, 102
"""What a posting is of, past the numbers of bands; other grams are those of texts that meet no others."""
_SORTS = {"grams": GRAMS, "combinations": COMBINATIONS}


class Kind(IntEnum):
    """What a line of `Shares` says."""

    NEAR = 0
    """A pair shares a band; `count` says nothing."""
    SHARED = 1
    """A pair shares `count` rare keys of the sort that `tag` names."""
    RARE = 2
    """Row `first` has `count` rare keys of that sort."""
    DROPPED = 3
    """`count` keys stand in too many texts."""
    REPEATED = 4
    """Row `second` has gram `first`, and so has another row."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Postings:
    """Keys with what they are of and the row that has them; of a key those bits that the local join keeps."""

    keys: I64
    tags: I8
    rows: I64


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shares:
    """Lines of what some keys say, by kind."""

    kinds: I8
    tags: I8
    first: I64
    second: I64
    counts: I64


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Candidates:
    """Distinct pairs: `sure` ones share enough rare keys, others only a band, and must look alike besides."""

    first: I64
    second: I64
    sure: BOOL


_NONE: I64 = np.zeros(0, dtype=np.int64)
NO_POSTINGS = Postings(keys=_NONE, tags=_NONE.astype(np.int8), rows=_NONE)
NO_SHARES = Shares(
    kinds=_NONE.astype(np.int8), tags=_NONE.astype(np.int8), first=_NONE, second=_NONE, counts=_NONE
)


def only(lines: Shares, chosen: BOOL) -> Shares:
    """Some of the lines."""
    return Shares(
        kinds=lines.kinds[chosen],
        tags=lines.tags[chosen],
        first=lines.first[chosen],
        second=lines.second[chosen],
        counts=lines.counts[chosen],
    )


def postings(keys: Columns, rows: I64, twins: BOOL, settings: FamilySettings) -> Postings:
    """The postings of documents; `twins` say what an earlier one says, and meet no others."""
    lone = alone(keys, np.flatnonzero(twins), settings)
    apart = twins | (keys.words < settings.least_words)
    parts: list[tuple[U64, int, I64]] = []
    held = np.flatnonzero(lone.bands.any(axis=1))
    for band in range(lone.bands.shape[1]):
        parts.append((lone.bands[held, band], band, rows[held]))
    for name, tag in _SORTS.items():
        parts.append((lone.sorts[name].keys, tag, rows[lone.sorts[name].rows()]))
    owner = keys.sorts["grams"].rows()
    other = apart[owner]
    parts.append((keys.sorts["grams"].keys[other], OTHER_GRAMS, rows[owner[other]]))
    return Postings(
        keys=np.concatenate([_cut(each) for each, _, _ in parts]),
        tags=np.concatenate([np.full(len(each), tag, dtype=np.int8) for each, tag, _ in parts]),
        rows=np.concatenate([owners for _, _, owners in parts]).astype(np.int64),
    )


def _cut(keys: U64) -> I64:
    return (keys >> np.uint64(64 - KEY_BITS)).astype(np.int64)


def met(held: Postings, settings: FamilySettings, loops: Loops) -> Shares:
    """What the keys of a part say; all postings of each are there."""
    lines: list[Shares] = []
    tagged, rows = _tagged(held)
    for band in range(settings.bands):
        posting = _posting([tagged.get(band, _NO_KEYS)], settings.band_ceiling)
        lines += [
            _pairs(Kind.NEAR, 0, pairs, None, rows) for pairs in loops.pairs(posting.packed, posting.ceiling)
        ]
        lines.append(_dropped(posting))
    for sort in sorts_of(settings):
        tag = _SORTS[sort.name]
        posting = _posting([tagged.get(tag, _NO_KEYS)], sort.ceiling)
        for pairs in loops.pairs(posting.packed, posting.ceiling):
            lines.append(_pairs(Kind.SHARED, tag, *loops.counted(pairs), rows))
        rare = posting.rare(len(rows))
        lines.append(_lines(Kind.RARE, tag, rows[rare > 0], np.zeros((rare > 0).sum()), rare[rare > 0]))
        lines.append(_dropped(posting))
    lines.append(_repeated([tagged.get(tag, _NO_KEYS) for tag in (GRAMS, OTHER_GRAMS)], rows))
    return joined(lines)


_NO_KEYS: U64 = np.zeros(0, dtype=np.uint64)


def _tagged(held: Postings) -> tuple[dict[int, U64], I64]:
    """By tag its keys with their rows, which are numbered within the part; the array beside it names them."""
    rows, local = np.unique(held.rows, return_inverse=True)
    packed = (held.keys.astype(np.uint64) << np.uint64(ROW_BITS)) | local.reshape(-1).astype(np.uint64)
    order = np.argsort(held.tags, kind="stable")
    tags, starts = np.unique(held.tags[order], return_index=True)
    return dict(zip(tags.tolist(), np.split(packed[order], starts[1:]), strict=False)), rows


def _posting(packed: Sequence[U64], ceiling: int) -> Posting:
    return Posting(packed=np.unique(np.concatenate(packed)), ceiling=ceiling)


def _repeated(packed: Sequence[U64], rows: I64) -> Shares:
    """The grams that more than one row has."""
    posting = _posting(packed, 0)
    lengths = posting.lengths()[1]
    kept = posting.packed[np.repeat(lengths > 1, lengths)]
    local = (kept & np.uint64((1 << ROW_BITS) - 1)).astype(np.int64)
    grams = (kept >> np.uint64(ROW_BITS)).astype(np.int64)
    return _lines(Kind.REPEATED, GRAMS, grams, rows[local], np.ones(len(grams)))


def _pairs(kind: Kind, tag: int, pairs: U64, counts: I64 | None, rows: I64) -> Shares:
    first, second = unpack(np.unique(pairs) if counts is None else pairs)
    return _lines(kind, tag, rows[first], rows[second], np.ones(len(first)) if counts is None else counts)


def _dropped(posting: Posting) -> Shares:
    return _lines(Kind.DROPPED, 0, np.zeros(1), np.zeros(1), np.array([posting.dropped()]))


def _lines(
    kind: Kind, tag: int, first: NDArray[np.generic], second: NDArray[np.generic], counts: NDArray[np.generic]
) -> Shares:
    return Shares(
        kinds=np.full(len(first), kind, dtype=np.int8),
        tags=np.full(len(first), tag, dtype=np.int8),
        first=first.astype(np.int64),
        second=second.astype(np.int64),
        counts=counts.astype(np.int64),
    )


def joined(lines: list[Shares]) -> Shares:
    """The lines of several parts, one part after the other."""
    return Shares(
        kinds=np.concatenate([each.kinds for each in lines]),
        tags=np.concatenate([each.tags for each in lines]),
        first=np.concatenate([each.first for each in lines]),
        second=np.concatenate([each.second for each in lines]),
        counts=np.concatenate([each.counts for each in lines]),
    )


def rare_keys(lines: Shares, documents: int) -> dict[int, I64]:
    """By sort, how many rare keys each row has."""
    found = {}
    for tag in _SORTS.values():
        chosen = (lines.kinds == Kind.RARE) & (lines.tags == tag)
        found[tag] = np.zeros(documents, dtype=np.int64)
        np.add.at(found[tag], lines.first[chosen], lines.counts[chosen])
    return found


def gathered(lines: Shares, rare: dict[int, I64], settings: FamilySettings) -> Candidates:
    """The pairs of a part that share enough, ascending; all lines of each pair are there."""
    near = pack(*_of(lines, Kind.NEAR, None))
    sure = [np.empty(0, dtype=np.uint64)]
    for sort in sorts_of(settings):
        tag = _SORTS[sort.name]
        first, second = _of(lines, Kind.SHARED, tag)
        pairs, inverse = np.unique(pack(first, second), return_inverse=True)
        counts = np.zeros(len(pairs), dtype=np.int64)
        np.add.at(
            counts, inverse.reshape(-1), lines.counts[(lines.kinds == Kind.SHARED) & (lines.tags == tag)]
        )
        one, two = unpack(pairs)
        sure.append(pairs[enough(sort, counts, np.minimum(rare[tag][one], rare[tag][two]))[0]])
    certain = np.unique(np.concatenate(sure))
    every = np.unique(np.concatenate((near, certain)))
    first, second = unpack(every)
    return Candidates(first=first, second=second, sure=np.isin(every, certain))


def _of(lines: Shares, kind: Kind, tag: int | None) -> tuple[I64, I64]:
    chosen = lines.kinds == kind
    if tag is not None:
        chosen &= lines.tags == tag
    return lines.first[chosen], lines.second[chosen]
