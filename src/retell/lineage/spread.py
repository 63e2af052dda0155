"""Work of a large family over the processors of the machine."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeVar

Held = TypeVar("Held")
Item = TypeVar("Item")
Result = TypeVar("Result")

_CHUNKS = 8
"""Chunks for each process, so that none waits long for the last one."""


def spread(
    function: Callable[[Held, Item], Result], held: Held, items: Sequence[Item], least: int
) -> list[Result]:
    """`function` of what is held and every item, in order; in this process where there are under `least`.

    A forked process has what is held already, so only items and results are sent. Where there is one
    processor, no fork, or no leave to start processes, all is done here.
    """
    workers = len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1
    if len(items) < max(2, least) or workers < 2:
        return [function(held, item) for item in items]
    return _forked(partial(function, held), items, workers)


def _forked(work: Callable[[Item], Result], items: Sequence[Item], workers: int) -> list[Result]:
    # Imported here: two documents are compared without them, and sooner.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    if multiprocessing.current_process().daemon:
        return [work(item) for item in items]
    size = -(-len(items) // (_CHUNKS * workers))
    with ProcessPoolExecutor(
        workers,
        mp_context=multiprocessing.get_context("fork"),
        initializer=partial(_begin, work),
    ) as pool:
        return list(pool.map(_one, items, chunksize=size))


_work: list[Callable[[Any], Any]] = []
"""What a worker process does, with what it holds; empty in every other."""


def _begin(work: Callable[[Any], Any]) -> None:
    """Make a worker ready: an interrupt is for the process that started it to see."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _work[:] = [work]


def _one(item: Any) -> Any:
    return _work[0](item)
