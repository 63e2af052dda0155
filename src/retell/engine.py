"""What an engine must do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar, runtime_checkable

from retell.document.model import Document, Skipped
from retell.family.model import Grouping

Item = TypeVar("Item")
Result = TypeVar("Result")


class Engine(Protocol):
    """Where the work of a corpus is done; what comes out does not depend on it."""

    def families(self, documents: Iterable[Document]) -> Grouping:
        """The families among documents with distinct ids, the same in whatever order they come."""

    def map(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """`function` of every item, in the order of the items; both must be picklable."""


@runtime_checkable
class Reading(Protocol):
    """An engine whose workers read files by themselves, from places that only they may reach."""

    def documents(self, *paths: str) -> Iterator[Document | Skipped]:
        """The documents of files, by id, and a `Skipped` for all that could not be read."""
