"""Documents on their way into an archive."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.conformance.archives import report

from retell.document.model import Document, Skipped
from retell.errors import StoreError
from retell.settings import ArchiveSettings
from retell.store import Added, Entry, Mark, Verdict
from retell.stores import opened
from retell.stores.adding import Tally, added
from retell.stores.exporting import document_lines, export, restore
from retell.stores.memory import MemoryStore

SMALL = ArchiveSettings(batch=3)
BROKEN = Skipped(origin="a.jsonl", where="line 2", error="R108: not JSON")


class FullStore(MemoryStore):
    """A store whose disk is full after some batches."""

    def __init__(self, batches: int) -> None:
        super().__init__()
        self.left = batches

    def add(self, entries: Sequence[Entry]) -> tuple[Added, ...]:
        if not self.left:
            raise StoreError.full("here")
        self.left -= 1
        return super().add(entries)


def test_documents_are_kept_a_batch_at_a_time() -> None:
    store = MemoryStore()
    found: list[Document | Skipped] = [report(1), BROKEN, *(report(seed) for seed in range(2, 8))]
    batches = list(added(store, found, archive=SMALL))
    assert [len(batch.added) for batch in batches] == [3, 3, 1]
    assert [batch.skipped for batch in batches] == [(BROKEN,), (), ()]


def test_what_was_skipped_is_told_where_nothing_was_read() -> None:
    (batch,) = added(MemoryStore(), [BROKEN])
    assert (batch.added, batch.skipped) == ((), (BROKEN,))
    assert list(added(MemoryStore(), [])) == []


def test_a_batch_that_fails_leaves_those_before_it() -> None:
    store = FullStore(1)
    kept: list[Added] = []
    with pytest.raises(StoreError, match="R406"):
        for batch in added(store, [report(seed) for seed in range(7)], archive=SMALL):
            kept += batch.added
    assert [each.id for each in kept] == ["r000", "r001", "r002"]
    assert store.stats().documents == 3


def test_batches_are_counted() -> None:
    store, tally = MemoryStore(), Tally()
    page = "https://news.example/a"
    for text in ("One two three.", "One two four.", "One two four."):
        for batch in added(store, [report(1, url=page, words=text), BROKEN]):
            tally.take(batch)
    assert (tally.new, tally.updated, tally.same, len(tally.skipped)) == (1, 1, 1, 3)


def test_an_archive_goes_through_files_unchanged(tmp_path: Path) -> None:
    page = "https://news.example/a"
    times = iter(f"2026-05-04T12:00:{second:02d}Z" for second in range(60))
    with MemoryStore(clock=lambda: next(times)) as store:
        list(added(store, [report(1, url=page, raw=b"\xff\x00", page_text="all"), report(2)]))
        list(added(store, [report(3, url=page, extra={"a": [1]})]))
        store.mark([Mark(finding="f", verdict=Verdict.ACCEPT, note="“so”", by="ada")])
        assert export(store, tmp_path) == 3
        with opened(str(tmp_path / "other.db"), create=True) as other:
            assert restore(other, tmp_path) == 3
            assert list(document_lines(other)) == list(document_lines(store))
            assert other.marks() == store.marks()
            ours, theirs = store.document("r001", 1), other.document("r001", 1)
            assert ours is not None and theirs is not None
            assert theirs.document == ours.document
            assert (theirs.seen, theirs.added, theirs.updated) == (ours.seen, ours.added, ours.updated)


def test_restoring_twice_changes_nothing(tmp_path: Path) -> None:
    with MemoryStore() as store, MemoryStore() as other:
        list(added(store, [report(1), report(2)]))
        export(store, tmp_path)
        restore(other, tmp_path)
        before = other.stats()
        restore(other, tmp_path)
        assert other.stats() == before


@pytest.mark.parametrize("line", ["not json", "[]", "{}", '{"id": "a", "text": "x", "archive": {}}'])
def test_a_damaged_export_is_refused(line: str, tmp_path: Path) -> None:
    with MemoryStore() as store:
        export(store, tmp_path)
        (tmp_path / "documents.jsonl").write_text(f"{line}\n")
        with pytest.raises(StoreError, match="R416"):
            restore(store, tmp_path)
