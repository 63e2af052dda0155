"""What the pages and the API share: the archive, the caps, and what is kept ready."""

from __future__ import annotations

import threading
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
    """What was made lately, the least used of it forgotten first; safe to use from many threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._held: OrderedDict[Hashable, object] = OrderedDict()
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

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What stands under the key, made where it is not there; two may make it at the same time."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]  # type: ignore[return-value]  # a key names one kind of thing
        made = make()
        with self._lock:
            self._held[key] = made
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        return made
