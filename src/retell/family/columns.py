"""The keys of many texts as arrays: one row for each text, in the order given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from retell.family.arrays import I32, I64, U8, U64
from retell.family.keys import Keys, text_keys
from retell.family.overflow import let_go
from retell.settings import FamilySettings


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Column:
    """Keys of one sort, text after text: those of row n end at `ends[n]`; order and repeats say nothing."""

    keys: U64
    ends: I64

    @classmethod
    def of(cls, rows: Sequence[U64]) -> Column:
        """The column of one array for each text."""
        keys = np.concatenate(rows) if rows else np.empty(0, dtype=np.uint64)
        return cls(keys=keys, ends=np.cumsum([len(row) for row in rows], dtype=np.int64))

    def stretches(self, most: int = 1 << 20) -> Iterator[tuple[int, Column]]:
        """The keys of some rows after the other, about `most` at a time, with the first row.

        What lies in a file need not stay in memory when it has been gone through.
        """
        edges = np.searchsorted(self.ends, np.arange(most, len(self.keys), most))
        edges = np.unique(np.concatenate(([0], edges, [len(self.ends)])))
        for first, last in pairwise(edges.tolist()):
            start = int(self.ends[first - 1]) if first else 0
            ends = self.ends[first:last] - start
            yield first, Column(keys=self.keys[start : start + int(ends[-1])], ends=ends)
            let_go(self.keys)

    def rows(self) -> I64:
        """The row of every key."""
        return np.repeat(np.arange(len(self.ends)), np.diff(self.ends, prepend=0))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Columns:
    """The keys of many texts.

    `bands` is (texts, bands), `signatures` (texts, minima and zeros up to whole 64 bytes). `sorts` are the
    sorts of key of which a text
    has any number, by name. `word_counts` and `name_counts` say in how many of the texts a word, a name or
    figure stands, at the place that the high bits of its hash choose.
    """

    words: I32
    digests: U64
    bands: U64
    signatures: U8
    sorts: dict[str, Column]
    word_counts: I32
    name_counts: I32

    def __len__(self) -> int:
        return len(self.words)


def columns(texts: Sequence[str], settings: FamilySettings) -> Columns:
    """The keys of texts, each worked out by itself."""
    return gathered([text_keys(text, settings) for text in texts], settings)


def gathered(keys: Sequence[Keys], settings: FamilySettings) -> Columns:
    """The keys of single texts side by side."""
    bands = np.zeros((len(keys), settings.bands), dtype=np.uint64)
    signatures = np.zeros((len(keys), signature_width(settings)), dtype=np.uint8)
    for row, each in enumerate(keys):
        if each.words:
            bands[row], signatures[row, : len(each.signature)] = each.bands, each.signature
    return Columns(
        words=np.array([each.words for each in keys], dtype=np.int32),
        digests=np.array([each.text for each in keys], dtype=np.uint64),
        bands=bands,
        signatures=signatures,
        sorts={
            "grams": Column.of([each.grams for each in keys]),
            "combinations": Column.of([each.combinations for each in keys]),
        },
        word_counts=counted((each.vocabulary for each in keys), settings.count_bits),
        name_counts=counted((each.particulars for each in keys), settings.count_bits),
    )


def signature_width(settings: FamilySettings) -> int:
    """Bytes of a row of signatures: the minima, and zeros up to whole 64 bytes."""
    return -(-settings.bands * settings.rows // 64) * 64


def counted(distinct: Iterable[U64], bits: int) -> I32:
    """How many of the arrays hold a hash, at the place that its `bits` highest bits choose."""
    counts = np.zeros(1 << bits, dtype=np.int32)
    for each in distinct:
        np.add.at(counts, (each >> np.uint64(64 - bits)).astype(np.int64), 1)
    return counts
