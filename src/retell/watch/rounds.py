"""One look at every source, and what follows from it.

A kill at any moment loses nothing and tells nothing twice. A document is kept before its item is marked as
seen, and in the same write as the mark its id is put down as not yet looked at for copies; that entry goes in
the same write as its alerts come; and an alert is due until the other side has taken it, always under one id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from retell.document.load import is_address
from retell.document.model import Document, Skipped
from retell.errors import NetworkError, RetellError
from retell.settings import Settings
from retell.store import Store
from retell.stores.adding import added
from retell.stores.settling import settled
from retell.watch.alerts import Alert, found, records
from retell.watch.manners import Visitor
from retell.watch.post import Hook, delivered
from retell.watch.sources import Entry, Listing, documents, listing
from retell.watch.state import State, kept, state_of

_PASSING = ("R306", "R307", "R309", "R313")
_GROUP = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """What is watched and how: `base` is the address of a service over the same archive, "" for none."""

    sources: tuple[str, ...]
    visitor: Visitor = field(default_factory=Visitor)
    settings: Settings = field(default_factory=Settings)
    hook: Hook | None = None
    base: str = ""


@dataclass(slots=True, kw_only=True)
class Round:
    """What one look came to."""

    added: int = 0
    alerts: list[Alert] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


def looked(store: Store, watch: Watch, tell: Callable[[Alert], None] = lambda _: None) -> Round:
    """Look at every source once; `tell` hears of each alert once it is kept."""
    made = Round()
    states = [state for source in watch.sources for state in _source(store, source, watch, made)]
    waiting = [state for state in states if state.pending]
    if waiting:
        settled(store, watch.settings)
        for state in waiting:
            _raise(store, state, watch, made, tell)
    if watch.hook:
        for error in delivered(store, watch.hook, watch.visitor):
            made.skipped.append(Skipped(origin=watch.hook.address, error=str(error)))
    return made


def _raise(store: Store, state: State, watch: Watch, made: Round, tell: Callable[[Alert], None]) -> None:
    """The alerts of what a source brought, kept together with the word that it was looked at."""
    alerts = list(found(store, state.pending, watch.visitor.time.iso(), watch.base))
    written = [record for alert in alerts for record in records(alert, post=watch.hook is not None)]
    kept(store, replace(state, pending=()), written)
    made.alerts += alerts
    for alert in alerts:
        tell(alert)


def _source(store: Store, source: str, watch: Watch, made: Round, *, depth: int = 0) -> Iterator[State]:
    """Take in what a source has that is new; its state then, and those of the lists it names."""
    state = state_of(store, source)
    now = watch.visitor.time.now()
    if state.next > now:
        yield state
        return
    try:
        listed = listing(state, watch.visitor, watch.settings.document)
    except RetellError as error:
        made.skipped.append(Skipped(origin=source, error=str(error)))
        yield kept(store, _failed(state, watch))
        return
    seen = frozenset(state.seen)
    fresh = [entry for entry in listed.entries if entry.key not in seen]
    state = _taken(store, state, fresh, watch, made)
    done = not state.tries and not [entry for entry in fresh if entry.key not in state.seen]
    left = replace(
        state,
        seen=_remembered(state, listed, watch.visitor.limits.remembered),
        etag=listed.etag if done else None,
        last_modified=listed.last_modified if done else None,
        failures=0,
        next=0.0,
    )
    yield left if left == state else kept(store, left)
    for further in listed.lists[: watch.visitor.limits.lists] if depth == 0 else ():
        yield from _source(store, further, watch, made, depth=1)


def _remembered(state: State, listed: Listing, most: int) -> tuple[str, ...]:
    """The keys worth keeping: all that are listed now, and the latest of the others."""
    if not listed.entries:
        return state.seen
    now = {entry.key for entry in listed.entries}
    past = [key for key in state.seen if key not in now]
    return (*past[-most:], *(key for key in state.seen if key in now))


def _failed(state: State, watch: Watch) -> State:
    """The state of a source that failed: left alone for a while, longer each time."""
    limits, time = watch.visitor.limits, watch.visitor.time
    failures = state.failures + 1
    pause = min(limits.backoff * 2 ** min(failures - 1, 20), limits.longest_backoff)
    pause *= 0.75 + time.chance() / 2
    busy = _busy(state.source, watch) if is_address(state.source) else 0.0
    return replace(state, failures=failures, next=time.now() + max(pause, busy))


def _busy(address: str, watch: Watch) -> float:
    try:
        return watch.visitor.busy_for(address)
    except NetworkError:
        return 0.0


def _taken(store: Store, state: State, fresh: Sequence[Entry], watch: Watch, made: Round) -> State:
    """Keep the documents of new entries, group by group, and mark each group as seen."""
    limits = watch.visitor.limits
    asked = 0
    for group in _groups(fresh):
        page = group[0].page
        if page is not None:
            asked += 1
            if asked > limits.pages or _busy(page, watch) > limits.longest_delay:
                continue  # the next round is soon enough
        state = _kept(store, state, group, watch, made)
    return state


def _groups(fresh: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Entries that are at hand many together; those whose page must be asked for one by one."""
    at_hand = [entry for entry in fresh if entry.page is None]
    yield from (at_hand[start : start + _GROUP] for start in range(0, len(at_hand), _GROUP))
    yield from ([entry] for entry in fresh if entry.page is not None)


def _kept(store: Store, state: State, group: list[Entry], watch: Watch, made: Round) -> State:
    settings = watch.settings
    try:
        came = list(documents(group, state.source, watch.visitor, settings.document))
    except NetworkError as error:
        tries = state.tries.get(group[0].key, 0) + 1
        if _passes(error) and tries < watch.visitor.limits.tries:
            made.skipped.append(Skipped(origin=state.source, error=str(error), notice=True))
            return kept(store, replace(state, tries={**state.tries, group[0].key: tries}))
        came = [Skipped(origin=state.source, error=str(error), notice=error.code == "R318")]
    made.skipped += [item for item in came if isinstance(item, Skipped)]
    ids: list[str] = []
    for batch in added(store, [item for item in came if isinstance(item, Document)], settings):
        ids += [each.id for each in batch.added]
    made.added += len(ids)
    keys = [entry.key for entry in group]
    return kept(
        store,
        replace(
            state,
            seen=(*state.seen, *keys),
            tries={key: count for key, count in state.tries.items() if key not in keys},
            pending=tuple(dict.fromkeys((*state.pending, *ids))),
        ),
    )


def _passes(error: NetworkError) -> bool:
    """Whether trying again may help."""
    return error.code in _PASSING or (error.code == "R317" and "Try again" in str(error))
