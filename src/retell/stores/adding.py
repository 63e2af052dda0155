"""Documents on their way into an archive: keys made, batches kept, what was skipped told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from retell.document.model import Document, Skipped
from retell.family.keys import document_keys
from retell.settings import ArchiveSettings, Settings
from retell.store import Added, Entry, Outcome, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Documents that were kept together, and what could not be read among them."""

    added: tuple[Added, ...]
    skipped: tuple[Skipped, ...]


@dataclass(slots=True, kw_only=True)
class Tally:
    """How much came of an addition."""

    new: int = 0
    updated: int = 0
    same: int = 0
    skipped: list[Skipped] = field(default_factory=list)

    def take(self, batch: Batch) -> None:
        """Count a batch."""
        outcomes = [each.outcome for each in batch.added]
        self.new += outcomes.count(Outcome.NEW)
        self.updated += outcomes.count(Outcome.UPDATED)
        self.same += outcomes.count(Outcome.SAME)
        self.skipped += batch.skipped


def added(
    store: Store,
    found: Iterable[Document | Skipped],
    settings: Settings | None = None,
    archive: ArchiveSettings | None = None,
) -> Iterator[Batch]:
    """Add documents as they come, a batch at a time; each batch is kept for good when it is yielded.

    Nothing of a batch is kept if its turn fails: the error leaves from here, and all batches before stay.
    """
    settings = settings or Settings()
    size = (archive or ArchiveSettings()).batch
    waiting: list[Document] = []
    skipped: list[Skipped] = []
    for item in found:
        if isinstance(item, Skipped):
            skipped.append(item)
        else:
            waiting.append(item)
        if len(waiting) >= size:
            yield _kept(store, waiting, skipped, settings)
            waiting, skipped = [], []
    if waiting or skipped:
        yield _kept(store, waiting, skipped, settings)


def _kept(
    store: Store, documents: Sequence[Document], skipped: Sequence[Skipped], settings: Settings
) -> Batch:
    entries = [Entry(document=each, keys=document_keys(each, settings.family)) for each in documents]
    return Batch(added=store.add(entries) if entries else (), skipped=tuple(skipped))
