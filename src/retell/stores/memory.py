"""An archive in memory: gone with the process, and the plain twin that the others are tested against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self, TypeVar

import numpy as np

from retell.document.model import Document
from retell.family.keys import Keys
from retell.family.model import Match
from retell.settings import ArchiveSettings, FamilySettings
from retell.store import (
    I32,
    I64,
    U64,
    Added,
    Entry,
    Facets,
    Found,
    Kept,
    KeptFamily,
    Mark,
    Neighbour,
    Outcome,
    Page,
    Query,
    Record,
    Settlement,
    Stats,
)
from retell.stores.asking import bound, cursor, now, place, searchable, time_of, words_of
from retell.stores.identity import Known, canonical
from retell.stores.nearness import Own, meeting, neighbours, strongest

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Version:
    """A document as it came once, with its keys and its number in the index."""

    document: Document
    keys: Keys
    row: int
    at: str


class MemoryStore:
    """An archive in memory."""

    def __init__(self, settings: ArchiveSettings | None = None, clock: Callable[[], str] = now) -> None:
        self._settings = settings or ArchiveSettings()
        self._clock = clock
        self._known = Known()
        self._held: dict[str, list[_Version]] = {}
        self._families: dict[str, KeptFamily] = {}
        self._between: tuple[Match, ...] = ()
        self._unsettled: set[str] = set()
        self._marks: dict[str, Mark] = {}
        self._records: dict[tuple[str, str], Record] = {}
        self._revision = 0
        self._rows = 0

    def close(self) -> None:
        """Nothing is held open."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()

    def add(self, entries: Sequence[Entry]) -> tuple[Added, ...]:
        """Take documents in; one that is known by its address is a new version of it, or the same."""
        answers = tuple(self._add(entry) for entry in entries)
        self._revision += any(answer.outcome is not Outcome.SAME for answer in answers)
        return answers

    def _add(self, entry: Entry) -> Added:
        answer = self._known.place(entry)
        if answer.outcome is Outcome.SAME:
            return answer
        self._rows += 1
        document = replace(entry.document, id=answer.id)
        came = _Version(document=document, keys=entry.keys, row=self._rows, at=entry.seen or self._clock())
        self._held.setdefault(answer.id, []).append(came)
        self._unsettle([answer.id])
        return answer

    def _unsettle(self, ids: Sequence[str]) -> None:
        """Families and matches of changed documents no longer hold."""
        touched = set(ids)
        for family in [each for each in self._families.values() if touched & set(each.members)]:
            del self._families[family.id]
            self._unsettled |= set(family.members)
        self._between = tuple(each for each in self._between if not touched & {each.left, each.right})
        self._unsettled |= touched

    def remove(self, ids: Sequence[str]) -> tuple[str, ...]:
        """Take documents out with all their versions; the ids that were there."""
        there = tuple(id for id in dict.fromkeys(ids) if id in self._held)
        self._unsettle(there)
        for id in there:
            del self._held[id]
            address = self._known.holdings.pop(id).address
            if address:
                del self._known.addresses[address]
        self._revision += bool(there)
        return there

    def settle(self, settlement: Settlement) -> bool:
        """Put families and matches in the place of older ones; False where the archive has moved on."""
        if settlement.revision != self._revision:
            return False
        scope = settlement.scope
        old = [family for family in self._families.values() if scope is None or scope & set(family.members)]
        for family in old:
            del self._families[family.id]
        for family in settlement.families:
            latest = max(self._at(id) for id in family.members)
            self._families[family.id] = replace(family, latest=latest)
        kept = () if scope is None else (m for m in self._between if not scope & {m.left, m.right})
        self._between = tuple(sorted((*kept, *settlement.matches), key=_pair))
        self._unsettled = set() if scope is None else self._unsettled - scope
        self._revision += 1
        return True

    def mark(self, marks: Sequence[Mark]) -> None:
        """Keep what reviewers said."""
        for each in marks:
            self._marks[each.finding] = replace(each, at=each.at or self._clock())

    def put(self, records: Sequence[Record]) -> bool:
        """Write records, all or none; False where one of them was written by another meanwhile."""
        for each in records:
            held = self._records.get((each.kind, each.id))
            if each.revision and each.revision != (held.revision if held else 0) + 1:
                return False
        for each in records:
            held = self._records.pop((each.kind, each.id), None)
            if each.body is not None:
                revision = (held.revision if held else 0) + 1
                written = replace(each, revision=revision, at=self._clock())
                self._records[each.kind, each.id] = written
        return True

    def forget(self, kind: str, before: str) -> int:
        """Take away the records of one kind last written before a time; how many."""
        old = [key for key, each in self._records.items() if key[0] == kind and each.at < before]
        for key in old:
            del self._records[key]
        return len(old)

    def document(self, id: str, version: int | None = None) -> Kept | None:
        """One document with its raw bytes and page text, as it is now or in an earlier version."""
        versions = self._held.get(id, [])
        number = len(versions) if version is None else version
        return self._kept(id, number) if 1 <= number <= len(versions) else None

    def _kept(self, id: str, number: int) -> Kept:
        versions = self._held[id]
        home = next((family.id for family in self._families.values() if id in family.members), None)
        return Kept(
            document=versions[number - 1].document,
            version=number,
            versions=len(versions),
            row=versions[number - 1].row,
            seen=versions[number - 1].at,
            added=versions[0].at,
            updated=versions[-1].at,
            family=home,
        )

    def _at(self, id: str) -> str:
        return time_of(self._held[id][-1].document, self._held[id][0].at)

    def documents(self, query: Query) -> Page[Kept]:
        """Documents, the latest first, then by id; without raw bytes and page text."""
        _checked(query)
        found = [(self._at(kept.document.id), kept.document.id, kept) for kept in self._chosen(query)]
        page = _page(found, query)
        bare = (
            replace(kept, document=replace(kept.document, raw=None, page_text=None)) for kept in page.items
        )
        return replace(page, items=tuple(bare))

    def _chosen(self, query: Query) -> Iterator[Kept]:
        for id in self._held:
            kept = self._kept(id, len(self._held[id]))
            if self._describes(query, kept) and self._has_finding(
                query, id, self._families.get(kept.family or "")
            ):
                yield kept

    def _describes(self, query: Query, kept: Kept) -> bool:
        document, at = kept.document, self._at(kept.document.id)
        since, until = bound(query.since), bound(query.until, last=True)
        words = set(words_of(query.words))
        return (
            (query.outlet is None or document.outlet == query.outlet)
            and (query.address is None or _holds(document, query.address))
            and (query.language is None or document.language == query.language)
            and (since is None or at >= since)
            and (until is None or at <= until)
            and (query.family is None or kept.family == query.family)
            and (query.ids is None or document.id in query.ids)
            and words <= set(searchable(document))
        )

    def _has_finding(self, query: Query, id: str | None, family: KeptFamily | None) -> bool:
        """Whether the family, or the document in it, has a finding of the kind and severity asked for."""
        if query.kind is None and query.severity is None:
            return True
        story = family.story if family else None
        return any(
            (id is None or id in (found.left, found.right))
            and (query.kind is None or f"{found.kind}.".startswith(f"{query.kind}."))
            and (query.severity is None or found.severity == query.severity)
            for found in (story.findings if story else ())
        )

    def families(self, query: Query) -> Page[KeptFamily]:
        """Families that have a member the query describes, the latest first, then by id."""
        _checked(query)
        found = [
            (family.latest, family.id, family)
            for family in self._families.values()
            if self._has_finding(query, None, family)
            and any(self._describes(query, self._kept(id, len(self._held[id]))) for id in family.members)
        ]
        return _page(found, query)

    def facets(self, query: Query) -> Facets:
        """What the documents of a query fall into."""
        _checked(query)
        chosen = list(self._chosen(query))
        findings = [found for kept in chosen for found in self._findings(kept)]
        return Facets(
            outlets=_counted(kept.document.outlet for kept in chosen),
            languages=_counted(kept.document.language for kept in chosen),
            months=_counted(self._at(kept.document.id)[:7] for kept in chosen),
            kinds=_counted(kind for kind, _ in {(f.kind.partition(".")[0], id) for id, f in findings}),
            severities=_counted(severity for severity, _ in {(f.severity.value, id) for id, f in findings}),
        )

    def _findings(self, kept: Kept) -> Iterator[tuple[str, Found]]:
        family = self._families.get(kept.family or "")
        id = kept.document.id
        for found in family.story.findings if family and family.story else ():
            if id in (found.left, found.right):
                yield id, found

    def rows(self) -> Mapping[str, int]:
        """Every document by id with the row of its last version."""
        return {id: self._held[id][-1].row for id in sorted(self._held)}

    def keys(self, ids: Sequence[str]) -> Mapping[str, Keys]:
        """The kept keys of documents as they are now; an id that is not there is left out."""
        return {id: self._held[id][-1].keys for id in sorted(set(ids)) if id in self._held}

    def neighbours(self, keys: Keys, most: int) -> tuple[Neighbour, ...]:
        """The documents that share enough rare keys with these, the strongest first, at most so many."""
        ids = sorted(self._held)
        held = [self._held[id][-1].keys for id in ids]
        found = [
            _sharing([getattr(each, name) for each in held], getattr(keys, name), ceiling)
            for name, ceiling in self._ceilings()
        ]
        near = meeting([rows for rows, _ in found])
        sizes = np.array([(len(each.grams), len(each.combinations)) for each in held], dtype=np.int64)
        own = Own(bands=len(keys.bands), grams=found[1][1], combinations=found[2][1])
        chosen = strongest(near, sizes.reshape(-1, 2)[near.rows], own, self._settings, most)
        return neighbours(chosen, {row: ids[row] for row in chosen.near.rows.tolist()}, most)

    def _ceilings(self) -> tuple[tuple[str, int], ...]:
        settings = self._settings
        return (
            ("bands", settings.band_ceiling),
            ("grams", settings.gram_ceiling),
            ("combinations", settings.combination_ceiling),
        )

    def frequencies(self) -> tuple[I32, int]:
        """In how many documents words stand, by the place of their hash, and how many documents there are."""
        counts = np.zeros(1 << FamilySettings().count_bits, dtype=np.int32)
        for versions in self._held.values():
            places = versions[-1].keys.vocabulary >> np.uint64(64 - FamilySettings().count_bits)
            np.add.at(counts, places.astype(np.int64), 1)
        return counts, len(self._held)

    def matches(self, ids: Sequence[str]) -> tuple[Match, ...]:
        """The matches kept, inside families and between them, that have one of these on a side."""
        wanted = set(ids)
        inside = (match for family in self._families.values() for match in family.matches)
        found = (each for each in (*inside, *self._between) if wanted & {each.left, each.right})
        return tuple(sorted(found, key=_pair))

    def unsettled(self) -> tuple[str, ...]:
        """The ids of documents that came, changed or went since families were last settled."""
        return tuple(sorted(self._unsettled))

    def marks(self, findings: Sequence[str] | None = None) -> tuple[Mark, ...]:
        """What reviewers said of these findings, or of any, by id."""
        wanted = sorted(self._marks if findings is None else set(findings) & self._marks.keys())
        return tuple(self._marks[finding] for finding in wanted)

    def records(self, kind: str, *, after: str = "", most: int = 100) -> Page[Record]:
        """Records of one kind by id, those past `after`."""
        ids = sorted(id for of, id in self._records if of == kind and id > after)
        items = tuple(self._records[kind, id] for id in ids[:most])
        return Page(items=items, next=items[-1].id if len(ids) > most else None)

    def record(self, kind: str, id: str) -> Record | None:
        """One record."""
        return self._records.get((kind, id))

    def stats(self) -> Stats:
        """How much there is."""
        return Stats(
            documents=len(self._held),
            versions=sum(map(len, self._held.values())),
            families=len(self._families),
            in_families=sum(len(family.members) for family in self._families.values()),
            unsettled=len(self._unsettled),
            marks=len(self._marks),
            revision=self._revision,
            schema="memory",
        )


def _holds(document: Document, address: str) -> bool:
    wanted = canonical(address)
    return wanted is not None and canonical(document.url) == wanted


def _checked(query: Query) -> None:
    """Raise StoreError for bounds that are none, also where there is nothing to bound."""
    bound(query.since), bound(query.until, last=True), place(query.after)


def _pair(match: Match) -> tuple[str, str]:
    return match.left, match.right


def _page(found: list[tuple[str, str, Item]], query: Query) -> Page[Item]:
    """The page of a query from (time, id, item): the latest first, then by id."""
    found.sort(key=lambda each: each[1])
    found.sort(key=lambda each: each[0], reverse=True)
    start = place(query.after)
    if start:
        at, id = start
        found = [each for each in found if each[0] < at or (each[0] == at and each[1] > id)]
    shown = found[: query.most]
    following = cursor(shown[-1][0], shown[-1][1]) if shown and len(found) > query.most else None
    return Page(items=tuple(item for _, _, item in shown), next=following)


def _sharing(held: Sequence[U64], asked: U64, ceiling: int) -> tuple[I64, int]:
    """The rows that share each rare key, once for each, and how many of the keys are rare."""
    rows: list[int] = []
    rare = 0
    for key in asked:
        found = [row for row, column in enumerate(held) if key in column]
        rare += len(found) <= ceiling
        rows += found if len(found) <= ceiling else []
    return np.array(rows, dtype=np.int64), rare


def _counted(values: Iterable[str | None]) -> tuple[tuple[str, int], ...]:
    """Each value and how often it is there, the most first."""
    counts = Counter(value for value in values if value)
    return tuple(sorted(counts.items(), key=lambda each: (-each[1], each[0])))
