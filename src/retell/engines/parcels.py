"""Arrays on their way from part to part: all that goes to one part is one row, however much it is.

A row costs Spark a microsecond wherever it passes, a posting is seventeen bytes, and a document has more than
a hundred. So columns are cut by where they go before Spark sees them, and joined where they arrive.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any, TypeVar

import numpy as np
import pyarrow as pa

from retell.family.arrays import I64

PARCELS = "kind byte, part int, made binary"
Held = TypeVar("Held")
_TIMES = np.uint64(0x9E3779B97F4A7C15)


def parts_of_keys(keys: I64, parts: int) -> I64:
    """The part of each key: anything that is the same for the same number, and spreads."""
    mixed = keys.astype(np.uint64) * _TIMES
    found: I64 = ((mixed >> np.uint64(32)) % np.uint64(parts)).astype(np.int64)
    return found


def parts_of_pairs(first: I64, second: I64, parts: int) -> I64:
    """The part of each pair of rows."""
    return parts_of_keys(first * 0x100000001 + second, parts)


def parts_of_rows(rows: I64, documents: int, parts: int) -> I64:
    """The part of each row: ranges of one size."""
    found: I64 = rows * parts // max(documents, 1)
    return found


def parcels(held: object, to: I64, kind: int = 0) -> pa.RecordBatch:
    """A value whose fields are columns of one length, cut by the parts that its places go to."""
    columns = {each.name: getattr(held, each.name) for each in fields(held)}  # type: ignore[arg-type]
    order = np.argsort(to, kind="stable")
    parts, starts = np.unique(to[order], return_index=True)
    places = np.split(order, starts[1:]) if len(parts) else []
    made = [type(held)(**{name: column[at] for name, column in columns.items()}) for at in places]
    return packed(kind, parts, made)


def packed(kind: int, parts: Iterable[int], values: Iterable[object]) -> pa.RecordBatch:
    """Values as parcels, each to a part."""
    made = pa.array([pickle.dumps(value) for value in values], pa.binary())
    columns = [pa.array([kind] * len(made), pa.int8()), pa.array(list(parts), pa.int32()), made]
    return pa.RecordBatch.from_arrays(columns, ["kind", "part", "made"])


def unpacked(batches: Iterable[pa.RecordBatch | pa.Table]) -> Iterator[Any]:
    """What came in parcels."""
    for batch in batches:
        yield from map(pickle.loads, batch["made"].to_pylist())


def whole(parcels: Iterable[Any], nothing: Held) -> Held:
    """Those of the parcels that are of one sort as one value; `nothing` is one without any places."""
    held = [nothing, *(each for each in parcels if isinstance(each, type(nothing)))]
    names = [each.name for each in fields(nothing)]  # type: ignore[arg-type]
    return type(nothing)(**{name: np.concatenate([getattr(each, name) for each in held]) for name in names})
