"""What is remembered of a source between two looks, in a record of the archive."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from retell.errors import StoreError
from retell.store import Record, Store

KIND = "watched"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A source as it was left.

    `seen` are the keys of its items, the latest last; `tries` those that failed, and how often. `pending`
    are ids of documents that came and were not looked at for copies yet. `next` is the time (seconds since
    1970) before which it is left alone, `failures` how often it failed in a row.
    """

    source: str
    etag: str | None = None
    last_modified: str | None = None
    seen: tuple[str, ...] = ()
    tries: Mapping[str, int] = field(default_factory=dict)
    pending: tuple[str, ...] = ()
    next: float = 0.0
    failures: int = 0
    revision: int = 0


def state_of(store: Store, source: str) -> State:
    """The state of a source, a fresh one where it was never looked at."""
    record = store.record(KIND, short(source))
    if record is None or record.body is None:
        return State(source=source)
    body: Mapping[str, Any] = record.body
    return State(
        source=source,
        etag=body.get("etag"),
        last_modified=body.get("last_modified"),
        seen=tuple(body.get("seen", ())),
        tries=dict(body.get("tries", {})),
        pending=tuple(body.get("pending", ())),
        next=float(body.get("next", 0)),
        failures=int(body.get("failures", 0)),
        revision=record.revision,
    )


def kept(store: Store, state: State, others: Sequence[Record] = ()) -> State:
    """The state as it is now in the archive, `others` with it or neither.

    Raises StoreError where another watch of the same source was faster.
    """
    body = {
        "source": state.source,
        "etag": state.etag,
        "last_modified": state.last_modified,
        "seen": list(state.seen),
        "tries": dict(state.tries),
        "pending": list(state.pending),
        "next": state.next,
        "failures": state.failures,
    }
    written = Record(kind=KIND, id=short(state.source), body=body, revision=state.revision + 1)
    if not store.put([written, *others]):
        raise StoreError.moved_on(state.source)
    return replace(state, revision=written.revision)


def short(name: str) -> str:
    """A name of fixed length for anything."""
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:32]
