"""What the pages and the API share: the archive, the caps, and what is kept ready."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TypeVar

from retell.settings import Settings
from retell.store import Store
from retell.web.limits import Limits
from retell.web.problem import ProblemError

Made = TypeVar("Made")

_SWEEP_SECONDS = 600.0

Fetch = Callable[[str], tuple[bytes, str]]
"""An address → the bytes that stand there, and the address they came from; RetellError where it fails."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """An open archive and how it is served; made once, shared by every request."""

    store: Store
    settings: Settings = field(default_factory=Settings)
    limits: Limits = field(default_factory=Limits)
    ready: Ready = field(default_factory=lambda: Ready(Limits().kept))
    fetch: Fetch | None = None
    turns: Turns = field(default_factory=lambda: Turns(Limits()))
    sweep: Every = field(default_factory=lambda: Every(_SWEEP_SECONDS))


class Every:
    """Something to be done now and then: due at once, and then when so many seconds have gone by."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._last = -seconds

    def due(self) -> bool:
        """Whether it is to be done now; it is not due again for a while then."""
        with self._lock:
            now = time.monotonic()
            if now - self._last < self._seconds:
                return False
            self._last = now
            return True


class Turns:
    """Places for work that keeps a core busy: few at once, and no endless queue before them."""

    def __init__(self, limits: Limits) -> None:
        self._places = threading.BoundedSemaphore(limits.at_once)
        self._queue = threading.BoundedSemaphore(limits.at_once + limits.waiting)

    @contextmanager
    def one(self) -> Iterator[None]:
        """A place, once it is free; ProblemError where too many wait for one already."""
        if not self._queue.acquire(blocking=False):
            raise ProblemError(
                HTTPStatus.SERVICE_UNAVAILABLE,
                "Too much is being compared already. Try again in a few seconds.",
                headers={"retry-after": "5"},
            )
        try:
            with self._places:
                yield
        finally:
            self._queue.release()


class Ready:
    """What was made lately, the least used of it forgotten first; safe to use from many threads.

    What is held weighs `most` at the most, but for one thing that is heavier by itself.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._held: OrderedDict[Hashable, tuple[object, int]] = OrderedDict()
        self._weight = 0
        self._begun: set[Hashable] = set()

    def has(self, key: Hashable) -> bool:
        """Whether it is there."""
        with self._lock:
            return key in self._held

    def begin(self, key: Hashable) -> bool:
        """Whether nobody else is making it; until `end` nobody else will."""
        with self._lock:
            begun = key in self._begun
            self._begun.add(key)
            return not begun

    def end(self, key: Hashable) -> None:
        """Say that it is made, or never will be."""
        with self._lock:
            self._begun.discard(key)

    def get(self, key: Hashable, make: Callable[[], Made], weight: int = 1) -> Made:
        """What stands under the key, made where it is not there; two may make it at the same time."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key][0]  # type: ignore[return-value]  # a key names one kind of thing
        made = make()
        with self._lock:
            self._weight += weight - self._held.pop(key, (None, 0))[1]
            self._held[key] = made, weight
            while self._weight > self._most and len(self._held) > 1:
                self._weight -= self._held.popitem(last=False)[1][1]
        return made
