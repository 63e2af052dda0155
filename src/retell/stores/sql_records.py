"""Marks, records and counts in the tables of a database."""

from __future__ import annotations

import json
from collections.abc import Sequence
from types import MappingProxyType

from sqlalchemy import Connection, FromClause, RowMapping, delete, func, insert, select

from retell.store import Mark, Page, Record, Stats, Verdict
from retell.stores.sql_documents import fit, state
from retell.stores.sql_index import chunks
from retell.stores.tables import DOCUMENT, FAMILY, MARK, RECORD, UNSETTLED, VERSION, VERSIONS
from retell.stores.written import dumped


def mark(connection: Connection, marks: Sequence[Mark], at: str) -> None:
    """Keep what reviewers said, the last word on each finding."""
    last = {each.finding: each for each in marks}
    for each in last.values():
        connection.execute(delete(MARK).where(MARK.c.finding == each.finding))
        row = {
            "finding": fit(each.finding),
            "verdict": each.verdict.value,
            "note": fit(each.note),
            "reviewer": fit(each.by),
            "at": each.at or at,
        }
        connection.execute(insert(MARK), row)


def marks(connection: Connection, findings: Sequence[str] | None) -> tuple[Mark, ...]:
    """What reviewers said of findings, or of any, by id."""
    if findings is None:
        rows = connection.execute(select(MARK).order_by(MARK.c.finding))
        return tuple(_mark(row) for row in rows.mappings())
    found: list[Mark] = []
    for some in chunks(sorted(set(findings))):
        rows = connection.execute(select(MARK).where(MARK.c.finding.in_(some)).order_by(MARK.c.finding))
        found += [_mark(row) for row in rows.mappings()]
    return tuple(found)


def _mark(row: RowMapping) -> Mark:
    return Mark(
        finding=row["finding"],
        verdict=Verdict(row["verdict"]),
        note=row["note"],
        by=row["reviewer"],
        at=row["at"],
    )


def put(connection: Connection, given: Sequence[Record], at: str) -> bool:
    """Write records, all or none; False where one of them was written by another meanwhile."""
    written = {(each.kind, each.id): _revision(record(connection, each.kind, each.id)) for each in given}
    if any(each.revision and each.revision != written[each.kind, each.id] + 1 for each in given):
        return False
    for each in given:
        connection.execute(delete(RECORD).where(RECORD.c.kind == each.kind, RECORD.c.id == each.id))
        revision = written[each.kind, each.id] = written[each.kind, each.id] + 1
        if each.body is not None:
            row = {"kind": fit(each.kind), "id": fit(each.id), "body": dumped(each.body)}
            connection.execute(insert(RECORD), {**row, "revision": revision, "at": at})
    return True


def forget(connection: Connection, kind: str, before: str) -> int:
    """Take away the records of one kind last written before a time; how many."""
    return connection.execute(delete(RECORD).where(RECORD.c.kind == kind, RECORD.c.at < before)).rowcount


def _revision(held: Record | None) -> int:
    return held.revision if held else 0


def record(connection: Connection, kind: str, id: str) -> Record | None:
    """One record."""
    row = (
        connection.execute(select(RECORD).where(RECORD.c.kind == kind, RECORD.c.id == id)).mappings().first()
    )
    return _record(row) if row else None


def records(connection: Connection, kind: str, after: str, most: int) -> Page[Record]:
    """Records of one kind by id, those past `after`."""
    t = RECORD.c
    statement = select(RECORD).where(t.kind == kind, t.id > after).order_by(t.id).limit(most + 1)
    found = [_record(row) for row in connection.execute(statement).mappings()]
    items = tuple(found[:most])
    return Page(items=items, next=items[-1].id if len(found) > most else None)


def _record(row: RowMapping) -> Record:
    return Record(
        kind=row["kind"],
        id=row["id"],
        body=MappingProxyType(json.loads(row["body"])),
        revision=row["revision"],
        at=row["at"],
    )


def stats(connection: Connection, size: int | None) -> Stats:
    """How much there is."""
    now = state(connection)
    in_families = select(func.count()).select_from(DOCUMENT).where(DOCUMENT.c.family.is_not(None))
    return Stats(
        documents=now.documents,
        versions=_count(connection, VERSION),
        families=_count(connection, FAMILY),
        in_families=connection.scalar(in_families) or 0,
        unsettled=_count(connection, UNSETTLED),
        marks=_count(connection, MARK),
        revision=now.revision,
        schema=connection.scalar(select(VERSIONS.c.version_num)) or "",
        bytes=size,
    )


def _count(connection: Connection, table: FromClause) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0
