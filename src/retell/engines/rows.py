"""The arrays of family finding as rows that can be sent from one machine to another, and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from retell.engines.judging import JudgedPairs
from retell.family.arrays import I32, I64
from retell.family.columns import Column, Columns, signature_width
from retell.family.components import Ties
from retell.family.holding import hold
from retell.family.meeting import Meeting
from retell.family.overlap import Weighing
from retell.family.pairs import Found
from retell.family.parted import Kind, Shares
from retell.family.postings import ROW_BITS, Loops, PlainLoops
from retell.settings import FamilySettings

KEYS = (
    "row long, body string, words int, digest long, bands binary, signature binary, grams binary, "
    "combinations binary, counts binary"
)
TIES = "greater long, less long"
_NONE: I32 = np.zeros(0, dtype=np.int32)
_COMPILED_FROM = 200_000
"""Postings from which loading compiled loops pays."""


def loops_for(size: int) -> Loops:
    """The loops for so many postings."""
    return PlainLoops() if size < _COMPILED_FROM else hold(["", ""], 1, least=1).loops


def batch(schema: str, *columns: Any) -> pa.RecordBatch:
    """Columns under the names of a schema."""
    names = [part.split()[0] for part in schema.split(",")]
    return pa.RecordBatch.from_arrays(
        [each if isinstance(each, pa.Array) else pa.array(each) for each in columns], names
    )


def keys_rows(rows: pa.Array, bodies: pa.Array, keys: Columns) -> pa.RecordBatch:
    """The keys of documents; how many of them have a word or a name is told apart."""
    return batch(
        KEYS,
        rows,
        bodies,
        keys.words.astype(np.int32),
        keys.digests.view(np.int64),
        _binary([each.tobytes() for each in keys.bands]),
        _binary([each.tobytes() for each in keys.signatures]),
        _binary(_pieces(keys.sorts["grams"])),
        _binary(_pieces(keys.sorts["combinations"])),
        _binary([None] * len(rows)),
    )


def counts_rows(words: I32, names: I32) -> pa.RecordBatch:
    """A row without a document that counts the words and names of many."""
    counts = _sparse(words) + _sparse(names)
    lengths = np.array([len(each) for each in counts], dtype=np.int64)
    told = b"".join((lengths.tobytes(), *(each.tobytes() for each in counts)))
    none = _binary([None])
    text = pa.array([None], pa.string())
    zero = np.zeros(1, dtype=np.int64)
    return batch(KEYS, zero - 1, text, zero.astype(np.int32), zero, none, none, none, none, _binary([told]))


def _binary(pieces: Sequence[bytes | None]) -> pa.Array:
    return pa.array(pieces, pa.binary())


def _pieces(column: Column) -> list[bytes]:
    starts = [0, *column.ends[:-1].tolist()]
    return [column.keys[one:two].tobytes() for one, two in zip(starts, column.ends.tolist(), strict=False)]


def _sparse(counts: I32) -> tuple[I32, I32]:
    places = np.flatnonzero(counts)
    return places.astype(np.int32), counts[places]


def columns_of_rows(rows: pa.RecordBatch, settings: FamilySettings) -> tuple[I64, Columns]:
    """The rows that are documents, and their keys."""
    rows = rows.filter(pa.array(rows["row"].to_numpy() >= 0))
    count = rows.num_rows
    keys = Columns(
        words=rows["words"].to_numpy(),
        digests=rows["digest"].to_numpy().view(np.uint64),
        bands=_joined(rows["bands"], np.uint64).reshape(count, settings.bands),
        signatures=_joined(rows["signature"], np.uint8).reshape(count, signature_width(settings)),
        sorts={name: _column(rows[name]) for name in ("grams", "combinations")},
        word_counts=_NONE,
        name_counts=_NONE,
    )
    return rows["row"].to_numpy(), keys


def _joined(pieces: pa.Array, kind: type[np.generic]) -> NDArray[Any]:
    return np.frombuffer(b"".join(pieces.to_pylist()), dtype=kind)


def _column(pieces: pa.Array) -> Column:
    ends = np.cumsum([len(each) // 8 for each in pieces.to_pylist()], dtype=np.int64)
    return Column(keys=_joined(pieces, np.uint64), ends=ends)


def tie_rows(ties: Ties) -> pa.RecordBatch:
    """Pairs of rows that are tied together."""
    return batch(TIES, *ties)


def ties_of_rows(tables: Sequence[pa.Table | pa.RecordBatch]) -> Ties:
    """Pairs of rows that are tied together, from rows."""
    greater, less = ([each[name].to_numpy() for each in tables] for name in ("greater", "less"))
    return _whole(greater), _whole(less)


def _whole(parts: Sequence[I64]) -> I64:
    return np.concatenate([np.empty(0, dtype=np.int64), *parts])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tally:
    """What the driver knows of all documents: the columns of `Columns` that are one number a document."""

    columns: Columns

    @classmethod
    def of(cls, table: pa.Table, documents: int, settings: FamilySettings) -> Tally:
        """From the rows of keys, in whatever order they came."""
        rows = table["row"].to_numpy()
        words, digests = np.zeros(documents, dtype=np.int32), np.zeros(documents, dtype=np.uint64)
        chosen = rows >= 0
        words[rows[chosen]] = table["words"].to_numpy()[chosen]
        digests[rows[chosen]] = table["digest"].to_numpy()[chosen].view(np.uint64)
        totals = [np.zeros(1 << settings.count_bits, dtype=np.int32) for _ in range(2)]
        for told in table["counts"].to_pylist():
            if told:
                _added(told, totals)
        return cls(columns=_driver_columns(words, digests, totals[0], totals[1]))

    def found(
        self,
        told: JudgedPairs,
        known: Shares,
        twins: tuple[I64, I64],
        weighing: Weighing,
        settings: FamilySettings,
    ) -> Found:
        """What is left of the pairs, as the local engine finds it."""
        pairs = told.pairs(len(self.columns), weighing, settings)
        dropped = int(known.counts[known.kinds == Kind.DROPPED].sum())
        keys = replace(self.columns, sorts={"grams": _grams(known, len(self.columns))})
        met = Meeting(
            first=pairs.first, second=pairs.second, strength=np.zeros(len(pairs.first)), dropped=dropped
        )
        return Found(keys=keys, weighing=weighing, twins=twins, met=met, pairs=pairs)


def _added(told: bytes, totals: Sequence[I32]) -> None:
    lengths = np.frombuffer(told[:32], dtype=np.int64).tolist()
    numbers = np.split(np.frombuffer(told[32:], dtype=np.int32), np.cumsum(lengths)[:-1])
    np.add.at(totals[0], numbers[0], numbers[1])
    np.add.at(totals[1], numbers[2], numbers[3])


def _driver_columns(words: I32, digests: NDArray[np.uint64], word_counts: I32, name_counts: I32) -> Columns:
    """Keys without the keys: they stay where the documents are."""
    return Columns(
        words=words,
        digests=digests,
        bands=np.zeros((len(words), 0), dtype=np.uint64),
        signatures=np.zeros((len(words), 0), dtype=np.uint8),
        sorts={},
        word_counts=word_counts,
        name_counts=name_counts,
    )


def _grams(known: Shares, documents: int) -> Column:
    """The grams that more than one document has."""
    chosen = known.kinds == Kind.REPEATED
    grams, rows = known.first[chosen], known.second[chosen]
    order = np.lexsort((grams, rows))
    ends = np.cumsum(np.bincount(rows, minlength=documents)).astype(np.int64)
    return Column(keys=grams[order].astype(np.uint64) << np.uint64(ROW_BITS), ends=ends)
