"""Texts worked on where they lie: a column of Arrow holds them as the compiled loops want them."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from retell.family.arrays import I64, U8
from retell.family.holding import hold
from retell.family.texts import HeldTexts


def texts_of(column: pa.Array, least: int = 300) -> HeldTexts:
    """The texts of a column, as `hold` makes them of strings, for one worker.

    No string is made of a text that the loops can read: decoding and encoding took a third of what sketching
    takes.
    """
    if len(column) < least:
        return hold(column.to_pylist(), 1)
    try:
        from retell.family.kernels.run import CompiledTexts, corpus_in
        from retell.family.kernels.words import SLACK
    except ModuleNotFoundError as error:
        if error.name not in ("numba", "llvmlite"):
            raise
        return hold(column.to_pylist(), 1)
    data, ends = _bytes_of(column, SLACK)
    corpus = corpus_in(data, ends, lambda row: str(column[row].as_py()))
    ready = {row: str(column[row].as_py()) for row in np.flatnonzero(corpus.ready).tolist()}
    return CompiledTexts(ready, corpus, 1)


def _bytes_of(column: pa.Array, slack: int) -> tuple[U8, I64]:
    """The bytes of all texts, then so many more; and where each ends."""
    width = np.int64 if pa.types.is_large_string(column.type) else np.int32
    _, offsets, content = column.buffers()
    edges = np.frombuffer(offsets, dtype=width)[column.offset : column.offset + len(column) + 1]
    first, last = int(edges[0]), int(edges[-1])
    data = np.zeros(last - first + slack, dtype=np.uint8)
    if last > first:
        data[: last - first] = np.frombuffer(content, dtype=np.uint8)[first:last]
    return data, edges[1:].astype(np.int64) - first
