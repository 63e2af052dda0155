"""New documents that turned out to be copies, or to have been copied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode

from retell.lineage.model import Lineage
from retell.store import Kept, KeptFamily, Query, Record, Store
from retell.watch.state import short

KIND = "alert"
DUE = "alert-due"
_PAGE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A document as an alert names it."""

    id: str
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A source and its copy, one of which came just now.

    `probability` is that of the direction, 0.5 where it is not decided; `changes` counts by severity. `page`
    is where the two can be seen side by side, "" where no service was named.
    """

    id: str
    at: str
    source: Version
    copy: Version
    decided: bool
    probability: float
    why: tuple[str, ...]
    changes: Mapping[str, int]
    family: str
    page: str

    @property
    def line(self) -> str:
        """The alert in a sentence."""
        one, other = (_called(each) for each in (self.copy, self.source))
        if not self.decided:
            return f"{one} and {other} are versions of one report; which came first is not decided"
        grave = self.changes.get("meaning", 0)
        told = f", with {grave} changes of meaning" if grave != 1 else ", with 1 change of meaning"
        return f"{one} is likely copied from {other} ({self.probability:.0%}){told}"


def _called(version: Version) -> str:
    title = f"“{version.title}”" if version.title else version.url or version.id
    return f"{title} ({version.outlet})" if version.outlet else title


def found(store: Store, ids: Sequence[str], at: str, base: str) -> Iterator[Alert]:
    """The alerts that new documents give rise to, each pair once, those told before left out."""
    new = frozenset(ids)
    told: set[str] = set()
    for family in _families(store, sorted(new)):
        if not family.story:
            continue
        for pair, why in _pairs(family.story.lineage, new):
            name = short("\x1f".join(sorted(pair[:2])))
            if name in told or store.record(KIND, name):
                continue
            told.add(name)
            alert = _alert(store, family, pair, (name, at, base, why))
            if alert:
                yield alert


def _families(store: Store, ids: Sequence[str]) -> Iterator[KeptFamily]:
    for start in range(0, len(ids), _PAGE):
        query: Query | None = Query(ids=tuple(ids[start : start + _PAGE]), most=_PAGE)
        while query:
            page = store.families(query)
            yield from page.items
            query = Query(ids=query.ids, most=_PAGE, after=page.next) if page.next else None


Pair = tuple[str, str, float, bool]
"""Source, copy, the probability of that direction, and whether it is decided."""


def _pairs(lineage: Lineage, new: frozenset[str]) -> Iterator[tuple[Pair, tuple[str, ...]]]:
    """The pairs of a lineage that have a new document on a side."""
    for edge in lineage.edges:
        if edge.source in new or edge.copy in new:
            yield (edge.source, edge.copy, edge.probability, True), tuple(clue.why for clue in edge.clues)
    for one, other in lineage.undecided:
        if one in new or other in new:
            yield (one, other, 0.5, False), ()


def _alert(
    store: Store, family: KeptFamily, pair: Pair, made: tuple[str, str, str, tuple[str, ...]]
) -> Alert | None:
    source, copy = (store.document(id) for id in pair[:2])
    if source is None or copy is None or family.story is None:
        return None
    name, at, base, why = made
    sides = {source.document.id, copy.document.id}
    counts = Counter(
        each.severity.value for each in family.story.findings if {each.left, each.right} == sides
    )
    query = urlencode({"left": source.document.id, "right": copy.document.id})
    return Alert(
        id=name,
        at=at,
        source=_version(source),
        copy=_version(copy),
        decided=pair[3],
        probability=round(pair[2], 4),
        why=why[:3],
        changes={severity: counts[severity] for severity in ("meaning", "nuance", "harmless")},
        family=family.id,
        page=f"{base.rstrip('/')}/pair?{query}" if base else "",
    )


def _version(kept: Kept) -> Version:
    document = kept.document
    published = document.published.when if document.published else None
    return Version(
        id=document.id, title=document.title, outlet=document.outlet, url=document.url, published=published
    )


def records(alert: Alert, *, post: bool) -> tuple[Record, ...]:
    """What is kept of an alert: itself for good, and, where it is to be posted, that it is due."""
    kept = Record(kind=KIND, id=alert.id, body=asdict(alert))
    return (kept, Record(kind=DUE, id=alert.id, body={"tries": 0, "next": 0.0})) if post else (kept,)


def alert_of(record: Record) -> Alert:
    """The alert that a record keeps."""
    body: dict[str, Any] = dict(record.body or {})
    sides = {side: Version(**body.pop(side)) for side in ("source", "copy")}
    return Alert(**{**body, **sides, "why": tuple(body["why"])})


def every(store: Store, kind: str) -> Iterator[Record]:
    """All records of a kind, by id."""
    after: str | None = ""
    while after is not None:
        page = store.records(kind, after=after, most=_PAGE)
        yield from page.items
        after = page.next
