"""Families, matches and findings in the tables of a database."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from retell.family.model import Match
from retell.store import Facets, Found, KeptFamily, Page, Query, Settlement, Told
from retell.stores.asking import cursor
from retell.stores.sql_asking import WithWords, chosen, of_families, paged
from retell.stores.sql_documents import fit
from retell.stores.sql_index import chunks
from retell.stores.tables import DOCUMENT, FAMILY, FINDING, MATCH, UNSETTLED
from retell.stores.written import (
    finding_read,
    finding_written,
    lineage_read,
    lineage_written,
    match_read,
    match_written,
)


def settle(connection: Connection, settlement: Settlement) -> None:
    """Put families and matches in the place of those that the scope had."""
    _clear(connection, settlement.scope)
    latest = _latest(connection, settlement.families)
    for some in chunks(settlement.families, 500):
        _write(connection, some, latest)
    between = [match_written(match, None) for match in settlement.matches]
    for rows in chunks(between):
        connection.execute(insert(MATCH), rows)


def _clear(connection: Connection, scope: frozenset[str] | None) -> None:
    if scope is None:
        connection.execute(update(DOCUMENT).where(DOCUMENT.c.family.is_not(None)).values(family=None))
        for table in (MATCH, FINDING, FAMILY, UNSETTLED):
            connection.execute(delete(table))
        return
    homes: set[str] = set()
    for some in chunks(sorted(scope)):
        held = select(DOCUMENT.c.family).where(DOCUMENT.c.id.in_(some), DOCUMENT.c.family.is_not(None))
        homes |= set(connection.scalars(held))
        between = MATCH.c.family.is_(None)
        connection.execute(delete(MATCH).where(MATCH.c.left_id.in_(some), between))
        connection.execute(delete(MATCH).where(MATCH.c.right_id.in_(some), between))
        connection.execute(delete(UNSETTLED).where(UNSETTLED.c.id.in_(some)))
    for some in chunks(sorted(homes)):
        connection.execute(update(DOCUMENT).where(DOCUMENT.c.family.in_(some)).values(family=None))
        connection.execute(delete(FAMILY).where(FAMILY.c.id.in_(some)))


def _latest(connection: Connection, families: Iterable[KeptFamily]) -> Mapping[str, str]:
    """The times of all members."""
    found: dict[str, str] = {}
    for some in chunks(sorted({id for family in families for id in family.members})):
        rows = connection.execute(select(DOCUMENT.c.id, DOCUMENT.c.at).where(DOCUMENT.c.id.in_(some)))
        found |= dict(rows.tuples().all())
    return found


def _write(connection: Connection, families: Sequence[KeptFamily], latest: Mapping[str, str]) -> None:
    connection.execute(
        insert(FAMILY), [_family_row(each, max(latest[id] for id in each.members)) for each in families]
    )
    homes = [{"member": id, "home": family.id} for family in families for id in family.members]
    placed = update(DOCUMENT).where(DOCUMENT.c.id == bindparam("member")).values(family=bindparam("home"))
    connection.execute(placed, homes)
    inside = [match_written(match, family.id) for family in families for match in family.matches]
    if inside:
        connection.execute(insert(MATCH), inside)
    found = [row for family in families for row in _finding_rows(family)]
    if found:
        connection.execute(insert(FINDING), found)


def _family_row(family: KeptFamily, latest: str) -> dict[str, object]:
    story = family.story
    return {
        "id": family.id,
        "latest": latest,
        "lineage": lineage_written(story.lineage) if story else None,
        "basis": story.basis if story else None,
        "settings": story.settings if story else None,
        "retell": story.retell if story else None,
        "told": story.at if story else None,
    }


def _finding_rows(family: KeptFamily) -> list[dict[str, object]]:
    found = family.story.findings if family.story else ()
    rows = [finding_written(each, family.id, position) for position, each in enumerate(found)]
    return [{**row, "why": fit(str(row["why"]))} for row in rows]


def families(connection: Connection, query: Query, with_words: WithWords) -> Page[KeptFamily]:
    """Families that have a member the query describes, the latest first, then by id."""
    statement = select(FAMILY).where(*of_families(query, with_words))
    rows = list(connection.execute(paged(statement, query, FAMILY.c.latest, FAMILY.c.id)).mappings())
    shown = rows[: query.most]
    ids = [row["id"] for row in shown]
    members, held, found = _members(connection, ids), _inside(connection, ids), _findings(connection, ids)
    items = tuple(_family(row, members[row["id"]], held[row["id"]], found[row["id"]]) for row in shown)
    following = cursor(shown[-1]["latest"], ids[-1]) if shown and len(rows) > query.most else None
    return Page(items=items, next=following)


def _members(connection: Connection, families: Sequence[str]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for some in chunks(families):
        t = DOCUMENT.c
        for home, id in connection.execute(select(t.family, t.id).where(t.family.in_(some)).order_by(t.id)):
            found[home].append(id)
    return found


def _inside(connection: Connection, families: Sequence[str]) -> Mapping[str, list[Match]]:
    found: dict[str, list[Match]] = defaultdict(list)
    for some in chunks(families):
        t = MATCH.c
        rows = connection.execute(select(MATCH).where(t.family.in_(some)).order_by(t.left_id, t.right_id))
        for row in rows.mappings():
            found[row["family"]].append(match_read(row))
    return found


def _findings(connection: Connection, families: Sequence[str]) -> Mapping[str, list[Found]]:
    found: dict[str, list[Found]] = defaultdict(list)
    for some in chunks(families):
        t = FINDING.c
        rows = connection.execute(select(FINDING).where(t.family.in_(some)).order_by(t.family, t.position))
        for row in rows.mappings():
            found[row["family"]].append(finding_read(row))
    return found


def _family(
    row: RowMapping, members: Sequence[str], held: Sequence[Match], found: Sequence[Found]
) -> KeptFamily:
    story = None
    if row["lineage"] is not None:
        story = Told(
            lineage=lineage_read(row["lineage"]),
            findings=tuple(found),
            basis=row["basis"],
            settings=row["settings"],
            retell=row["retell"],
            at=row["told"],
        )
    return KeptFamily(
        id=row["id"], members=tuple(members), matches=tuple(held), latest=row["latest"], story=story
    )


def matches(connection: Connection, ids: Sequence[str]) -> tuple[Match, ...]:
    """The matches kept that have one of the documents on a side."""
    found: dict[tuple[str, str], Match] = {}
    for some in chunks(sorted(set(ids))):
        for side in (MATCH.c.left_id, MATCH.c.right_id):
            for row in connection.execute(select(MATCH).where(side.in_(some))).mappings():
                found[row["left_id"], row["right_id"]] = match_read(row)
    return tuple(found[pair] for pair in sorted(found))


def unsettled(connection: Connection) -> tuple[str, ...]:
    """The ids of documents that came, changed or went since families were last settled."""
    return tuple(connection.scalars(select(UNSETTLED.c.id).order_by(UNSETTLED.c.id)))


def facets(connection: Connection, query: Query, with_words: WithWords) -> Facets:
    """What the documents of a query fall into."""
    said = chosen(query, with_words)
    t = DOCUMENT.c
    return Facets(
        outlets=_counted(connection, t.outlet, said),
        languages=_counted(connection, t.language, said),
        months=_counted(connection, func.substr(t.at, 1, 7), said),
        kinds=_counted_findings(connection, FINDING.c.main, said),
        severities=_counted_findings(connection, FINDING.c.severity, said),
    )


def _counted(
    connection: Connection, value: ColumnElement[Any], said: Sequence[ColumnElement[bool]]
) -> tuple[tuple[str, int], ...]:
    rows = connection.execute(select(value, func.count()).where(*said).group_by(value))
    return _ordered({found: count for found, count in rows if found})


def _counted_findings(
    connection: Connection, value: ColumnElement[Any], said: Sequence[ColumnElement[bool]]
) -> tuple[tuple[str, int], ...]:
    """How many of the documents are on a side of such a finding."""
    sides = or_(FINDING.c.left_id == DOCUMENT.c.id, FINDING.c.right_id == DOCUMENT.c.id)
    joined = select(value, func.count(DOCUMENT.c.id.distinct())).join(
        DOCUMENT, (FINDING.c.family == DOCUMENT.c.family) & sides
    )
    return _ordered(dict(connection.execute(joined.where(*said).group_by(value)).tuples().all()))


def _ordered(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(counts).items(), key=lambda each: (-each[1], each[0])))
