"""Work spread over as many threads as there are cores."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import TypeVar

import numpy as np

from retell.family.kernels.desk import Corpus

Item = TypeVar("Item")
Result = TypeVar("Result")
_AT_ONCE = 2 << 20
"""Bytes of text that one thread takes at a time."""


def spread(
    work: Callable[[Iterator[Item]], list[Result]], items: Sequence[Item], workers: int | None
) -> list[Result]:
    """`work` on every thread, each taking items as it comes to them."""
    waiting = iter(items)
    threads = min(workers or os.cpu_count() or 1, max(1, len(items)))
    if threads == 1:
        return work(waiting)
    with ThreadPoolExecutor(threads) as pool:
        return [each for part in pool.map(work, [waiting] * threads) for each in part]


def parts_of(corpus: Corpus) -> list[tuple[int, int]]:
    """The rows cut so that no part has many more bytes than a thread should take at a time."""
    ends = np.cumsum(corpus.ends - corpus.starts)
    total = int(ends[-1]) if len(ends) else 0
    cuts = np.searchsorted(ends, np.arange(_AT_ONCE, total, _AT_ONCE), side="left") + 1
    edges = np.unique(np.concatenate(([0], cuts, [len(ends)]))).tolist()
    return list(pairwise(edges))


def longest_of(corpus: Corpus) -> int:
    """The bytes of the longest text."""
    return int((corpus.ends - corpus.starts).max(initial=0))
