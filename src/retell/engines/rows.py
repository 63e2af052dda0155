"""The arrays of family finding as rows that can be sent from one machine to another, and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from retell.family.arrays import I32, I64, U8
from retell.family.columns import Column, Columns, signature_width
from retell.family.components import Ties
from retell.family.holding import hold
from retell.family.judge import Verdict, judged
from retell.family.measures import measured
from retell.family.meeting import Meeting, agreeing_least
from retell.family.overlap import Figure, Overlaps, Sum, Weighing
from retell.family.pairs import Found, Pairs
from retell.family.parted import Kind, Postings, Shares
from retell.family.postings import ROW_BITS, Loops, PlainLoops, pack
from retell.settings import FamilySettings

KEYS = (
    "row long, body string, words int, digest long, bands binary, signature binary, grams binary, "
    "combinations binary, counts binary"
)
TIES = "greater long, less long"
POSTINGS = "key long, tag byte, row long"
SHARES = "kind byte, tag byte, first long, second long, count long"
PAIRS = "first long, second long, sure boolean"
JUDGED = (
    "first long, second long, tied boolean, figures binary, left_sums binary, right_sums binary, "
    "regions binary, pairs long, forms long"
)
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


def keys_rows(rows: I64, bodies: Sequence[str], keys: Columns) -> pa.RecordBatch:
    """The keys of documents; a last row without a document counts their words and names."""
    counts = _sparse(keys.word_counts) + _sparse(keys.name_counts)
    told = b"".join(
        (np.array([len(each) for each in counts], dtype=np.int64).tobytes(), *(c.tobytes() for c in counts))
    )
    return batch(
        KEYS,
        np.append(rows, -1),
        pa.array([*bodies, None], pa.string()),
        np.append(keys.words, 0).astype(np.int32),
        np.append(keys.digests, np.uint64(0)).view(np.int64),
        _binary([*(each.tobytes() for each in keys.bands), None]),
        _binary([*(each.tobytes() for each in keys.signatures), None]),
        _binary([*_pieces(keys.sorts["grams"]), None]),
        _binary([*_pieces(keys.sorts["combinations"]), None]),
        _binary([*(None for _ in bodies), told]),
    )


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


def posting_rows(held: Postings) -> pa.RecordBatch:
    """Postings as rows."""
    return batch(POSTINGS, held.keys, held.tags, held.rows)


def postings_of_rows(batches: Sequence[pa.RecordBatch]) -> Postings:
    """The postings of a part."""
    held = [[each[name].to_numpy() for each in batches] for name in ("key", "tag", "row")]
    return Postings(
        keys=_whole(held[0], np.int64), tags=_whole(held[1], np.int8), rows=_whole(held[2], np.int64)
    )


def _whole(parts: Sequence[NDArray[Any]], kind: Any) -> NDArray[Any]:
    return np.concatenate([np.empty(0, dtype=kind), *parts])


def share_rows(lines: Shares) -> pa.RecordBatch:
    """What keys say, as rows."""
    return batch(SHARES, lines.kinds, lines.tags, lines.first, lines.second, lines.counts)


def shares_of_rows(tables: Sequence[pa.Table | pa.RecordBatch]) -> Shares:
    """What keys say, from rows."""
    held = [
        [each[name].to_numpy() for each in tables] for name in ("kind", "tag", "first", "second", "count")
    ]
    kinds = (np.int8, np.int8, np.int64, np.int64, np.int64)
    columns = [_whole(parts, kind) for parts, kind in zip(held, kinds, strict=True)]
    return Shares(kinds=columns[0], tags=columns[1], first=columns[2], second=columns[3], counts=columns[4])


def tie_rows(ties: Ties) -> pa.RecordBatch:
    """Pairs of rows that are tied together."""
    return batch(TIES, *ties)


def ties_of_rows(tables: Sequence[pa.Table | pa.RecordBatch]) -> Ties:
    """Pairs of rows that are tied together, from rows."""
    greater, less = ([each[name].to_numpy() for each in tables] for name in ("greater", "less"))
    return _whole(greater, np.int64), _whole(less, np.int64)


def judged_rows(rows: pa.RecordBatch, weighing: Weighing, settings: FamilySettings) -> pa.RecordBatch:
    """Pairs beside their texts, judged: those that are something, and a last row that counts the others.

    Those that may make a family are `tied`.
    """
    first, second = rows["first"].to_numpy(), rows["second"].to_numpy()
    one, two, bodies, signatures = _sides(rows, first, second)
    texts = hold(bodies, 1)
    agreeing = texts.loops.agreeing(pack(one, two), signatures)
    sure = rows["sure"].to_numpy(zero_copy_only=False)
    met = np.flatnonzero(sure | (agreeing >= agreeing_least(settings.least_likeness, settings)))
    found = texts.overlaps(one[met], two[met], weighing, settings)
    sums = texts.sums(weighing)
    seen = measured(found, sums, (one[met], two[met]), weighing.alone)
    verdicts = judged(seen, settings)
    forms = verdicts.are(Verdict.FORM)
    # Pairs of one frame and other names say, counted over the corpus, that the frame is a form.
    framed = (seen.fuller >= settings.form_covered) & (seen.agreed < settings.form_particulars)
    told = verdicts.doubtful | framed | ~(forms | (verdicts.verdicts == Verdict.NOTHING))
    kept = np.flatnonzero(told)
    none = len(kept)
    tied = verdicts.doubtful | verdicts.are(Verdict.COPY)
    return batch(
        JUDGED,
        np.append(first[met[kept]], -1),
        np.append(second[met[kept]], -1),
        np.append(tied[kept], False),
        _binary([*(found.figures[at].tobytes() for at in kept.tolist()), None]),
        _binary([*(sums[row].tobytes() for row in one[met[kept]].tolist()), None]),
        _binary([*(sums[row].tobytes() for row in two[met[kept]].tolist()), None]),
        _binary([*(found.regions_of(at).tobytes() for at in kept.tolist()), None]),
        np.array([0] * none + [len(met)]),
        np.array([0] * none + [int((forms & ~told).sum())]),
    )


def _sides(rows: pa.RecordBatch, first: I64, second: I64) -> tuple[I64, I64, list[str], U8]:
    """The pairs by the places of their documents among these, whose texts and signatures follow."""
    named, at, place = np.unique(np.concatenate((first, second)), return_index=True, return_inverse=True)
    bodies = [*rows["left_body"].to_pylist(), *rows["right_body"].to_pylist()]
    held = [*rows["left_signature"].to_pylist(), *rows["right_signature"].to_pylist()]
    signatures = np.frombuffer(b"".join(held[i] for i in at.tolist()), dtype=np.uint8).reshape(len(named), -1)
    place = place.reshape(-1).astype(np.int64)
    return place[: len(first)], place[len(first) :], [bodies[i] for i in at.tolist()], signatures


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
        table: pa.Table,
        known: Shares,
        twins: tuple[I64, I64],
        weighing: Weighing,
        settings: FamilySettings,
    ) -> tuple[Found, int, int]:
        """What is left of the pairs, as the local engine finds it; how many met, and how many were forms."""
        pairs = _pairs(table, len(self.columns), weighing, settings)
        dropped = int(known.counts[known.kinds == Kind.DROPPED].sum())
        keys = replace(self.columns, sorts={"grams": _grams(known, len(self.columns))})
        met = Meeting(
            first=pairs.first, second=pairs.second, strength=np.zeros(len(pairs.first)), dropped=dropped
        )
        found = Found(keys=keys, weighing=weighing, twins=twins, met=met, pairs=pairs)
        return found, int(table["pairs"].to_numpy().sum()), int(table["forms"].to_numpy().sum())


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


def _pairs(table: pa.Table, documents: int, weighing: Weighing, settings: FamilySettings) -> Pairs:
    """The pairs that are something, in the order of their rows."""
    chosen = np.flatnonzero(table["first"].to_numpy() >= 0)
    first, second = table["first"].to_numpy()[chosen], table["second"].to_numpy()[chosen]
    order = np.lexsort((second, first))
    table, first, second = table.take(pa.array(chosen[order])), first[order], second[order]
    regions = table["regions"].to_pylist()
    sums = np.zeros((documents, len(Sum)), dtype=np.int64)
    sums[first] = _joined(table["left_sums"], np.int64).reshape(-1, len(Sum))
    sums[second] = _joined(table["right_sums"], np.int64).reshape(-1, len(Sum))
    found = Overlaps(
        figures=_joined(table["figures"], np.int64).reshape(-1, len(Figure)),
        regions=np.frombuffer(b"".join(regions), dtype=np.int32).reshape(-1, 4),
        ends=np.cumsum([len(each) // 16 for each in regions], dtype=np.int64),
    )
    seen = measured(found, sums, (first, second), weighing.alone)
    return Pairs(first=first, second=second, overlaps=found, seen=seen, judged=judged(seen, settings))
