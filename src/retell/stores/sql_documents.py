"""Documents, their versions and keys in the tables of a database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, RowMapping, bindparam, delete, insert, select, update

from retell.document.model import Document
from retell.family.keys import Keys
from retell.settings import ArchiveSettings
from retell.store import Added, Entry, Kept, Outcome, Page, Query
from retell.stores import sql_index
from retell.stores.asking import cursor, searchable, time_of
from retell.stores.identity import Holding, Known, canonical, content_of, ids_met
from retell.stores.sql_asking import WithWords, chosen, paged
from retell.stores.sql_index import chunks
from retell.stores.tables import ARCHIVE, BODY, DOCUMENT, FAMILY, GONE, KEYS, MATCH, UNSETTLED, VERSION
from retell.stores.written import (
    details_written,
    document_read,
    keys_read,
    keys_written,
    packed,
    unpacked,
    unpacked_text,
)

Row = dict[str, Any]


class Words(Protocol):
    """How a database finds rows by their words."""

    def add_words(self, connection: Connection, words: Mapping[int, tuple[str, ...]]) -> None:
        """Let rows be found by their words."""

    def remove_words(self, connection: Connection, words: Mapping[int, tuple[str, ...]]) -> None:
        """Let rows no longer be found; `words` are those they were added with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Where an archive stands: its revision, the last row given away, how many documents there are."""

    revision: int
    rows: int
    documents: int


def state(connection: Connection, *, lock: bool = False) -> State:
    """The state of the archive; `lock` keeps other writers out until the transaction ends."""
    statement = select(ARCHIVE.c.revision, ARCHIVE.c.rows, ARCHIVE.c.documents)
    row = connection.execute(statement.with_for_update() if lock else statement).one()
    return State(revision=row[0], rows=row[1], documents=row[2])


def advance(connection: Connection, before: State, *, rows: int = 0, documents: int = 0) -> None:
    """The next revision, with so many more rows and documents."""
    now = {
        "revision": before.revision + 1,
        "rows": before.rows + rows,
        "documents": before.documents + documents,
    }
    connection.execute(update(ARCHIVE), now)


def fit(text: str) -> str:
    """The text as every database can hold it: no zero bytes, no half characters."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Came:
    """A version that came, and the row it got."""

    document: Document
    keys: Keys
    row: int
    version: int
    seen: str

    @property
    def words(self) -> tuple[str, ...]:
        return searchable(self.document)


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What writing takes beside the tables: the time, the settings, and how words are found here."""

    at: str
    settings: ArchiveSettings
    words: Words


def add(connection: Connection, before: State, entries: Sequence[Entry], means: Means) -> tuple[Added, ...]:
    """Take documents in; the same as `Writer.add`."""
    entries = [replace(each, document=replace(each.document, id=fit(each.document.id))) for each in entries]
    known = _known(connection, entries)
    came: list[_Came] = []
    answers = []
    for entry in entries:
        answer = known.place(entry)
        answers.append(answer)
        if answer.outcome is not Outcome.SAME:
            row = before.rows + len(came) + 1
            document = replace(entry.document, id=answer.id)
            seen = entry.seen or means.at
            came.append(_Came(document=document, keys=entry.keys, row=row, version=answer.version, seen=seen))
    if came:
        _write(connection, came, known, means)
        new = sum(answer.outcome is Outcome.NEW for answer in answers)
        advance(connection, before, rows=len(came), documents=new)
    return tuple(answers)


def _known(connection: Connection, entries: Sequence[Entry]) -> Known:
    """What the archive has under the addresses and ids of a batch."""
    t = DOCUMENT.c
    addresses = {address for each in entries if (address := canonical(each.document.url))}
    ids = {id for each in entries for id in ids_met(each)}
    known = Known()
    for column, values in ((t.address, addresses), (t.id, ids)):
        for some in chunks(sorted(values)):
            rows = connection.execute(select(t.id, t.address, t.content, t.version).where(column.in_(some)))
            for id, address, content, version in rows:
                known.holdings[id] = Holding(address=address, content=content, version=version)
                if address:
                    known.addresses[address] = id
    return known


def _write(connection: Connection, came: Sequence[_Came], known: Known, means: Means) -> None:
    """The versions that came, with all that follows from them."""
    words = means.words
    last = {each.document.id: each for each in came}
    first = {each.document.id: each for each in came if each.version == 1}
    older = _rows_of(connection, last.keys() - first.keys())
    numbers = {id: row["number"] for id, row in older.items()} | {id: each.row for id, each in first.items()}
    added = {id: row["added"] for id, row in older.items()} | {id: e.seen for id, e in first.items()}
    dissolve(connection, sorted(last))
    _write_documents(connection, last, first, known, added)
    connection.execute(insert(VERSION), [_version_row(each, numbers[each.document.id]) for each in came])
    connection.execute(insert(BODY), [_body_row(each) for each in came])
    connection.execute(insert(KEYS), [{"row": each.row, "arrays": keys_written(each.keys)} for each in came])
    passed = [each for each in came if last[each.document.id] is not each]
    _retire(connection, [row["row"] for row in older.values()], words)
    if passed:
        connection.execute(insert(GONE), [{"row": each.row} for each in passed])
    words.add_words(connection, {each.row: each.words for each in came if each not in passed})
    went = _keys_of_rows(connection, [row["row"] for row in older.values()])
    sql_index.write(
        connection,
        [each.row for each in came],
        [each.keys for each in came],
        [*went.values(), *(each.keys for each in passed)],
        means.settings,
    )


def _rows_of(connection: Connection, ids: Sequence[str] | set[str]) -> dict[str, RowMapping]:
    """The documents of these ids as they stand."""
    found: dict[str, RowMapping] = {}
    for some in chunks(sorted(ids)):
        rows = connection.execute(select(DOCUMENT).where(DOCUMENT.c.id.in_(some)).order_by(DOCUMENT.c.id))
        found |= {row["id"]: row for row in rows.mappings()}
    return found


def _write_documents(
    connection: Connection,
    last: Mapping[str, _Came],
    first: Mapping[str, _Came],
    known: Known,
    added: Mapping[str, str],
) -> None:
    """New documents, and the last versions of known ones; `added` says when each first came."""
    rows = [_document_row(each, known.holdings[id], added[id]) for id, each in last.items()]
    new = [{**row, "number": first[row["id"]].row} for row in rows if row["id"] in first]
    if new:
        connection.execute(insert(DOCUMENT), new)
    old = [{f"new_{name}": value for name, value in row.items()} for row in rows if row["id"] not in first]
    if old:
        values: dict[str, ColumnElement[Any]] = {
            name: bindparam(f"new_{name}") for name in rows[0] if name != "id"
        }
        connection.execute(update(DOCUMENT).where(DOCUMENT.c.id == bindparam("new_id")).values(values), old)


def _document_row(came: _Came, held: Holding, added: str) -> Row:
    document = came.document
    return {
        "id": document.id,
        "address": held.address and fit(held.address),
        "row": came.row,
        "version": came.version,
        "content": held.content,
        "outlet": document.outlet and fit(document.outlet),
        "language": document.language and fit(document.language),
        "at": time_of(document, added),
        "added": added,
        "updated": came.seen,
        "family": None,
    }


def _version_row(came: _Came, number: int) -> Row:
    return {
        "row": came.row,
        "document": number,
        "version": came.version,
        "content": content_of(came.document),
        "extractor": fit(came.document.extractor),
        "seen": came.seen,
        "details": details_written(came.document),
    }


def _body_row(came: _Came) -> Row:
    document = came.document
    return {
        "row": came.row,
        "text": packed(document.text),
        "page_text": packed(document.page_text),
        "raw": packed(document.raw),
    }


def _retire(connection: Connection, rows: Sequence[int], words: Words) -> None:
    """Rows that no longer stand for a document: found neither by keys nor by words."""
    if not rows:
        return
    connection.execute(insert(GONE), [{"row": row} for row in rows])
    for some in chunks(rows, 500):
        words.remove_words(
            connection, {row: searchable(each) for row, each in _read(connection, some).items()}
        )


def _read(connection: Connection, rows: Sequence[object]) -> dict[int, Document]:
    """The documents of rows, without raw bytes and page text."""
    statement = (
        select(VERSION.c.row, DOCUMENT.c.id, VERSION.c.details, BODY.c.text)
        .join(DOCUMENT, DOCUMENT.c.number == VERSION.c.document)
        .join(BODY, BODY.c.row == VERSION.c.row)
        .where(VERSION.c.row.in_(rows))
    )
    return {
        row: document_read(id, details, unpacked_text(text) or "")
        for row, id, details, text in connection.execute(statement)
    }


def _keys_of_rows(connection: Connection, rows: Sequence[int]) -> dict[int, Keys]:
    found: dict[int, Keys] = {}
    for some in chunks(rows):
        answer = connection.execute(select(KEYS.c.row, KEYS.c.arrays).where(KEYS.c.row.in_(some)))
        found |= {row: keys_read(arrays) for row, arrays in answer}
    return found


def dissolve(connection: Connection, ids: Sequence[str]) -> None:
    """Families and matches of changed documents no longer hold; all they held is to be settled anew."""
    homes: set[str] = set()
    for some in chunks(ids):
        held = select(DOCUMENT.c.family).where(DOCUMENT.c.id.in_(some), DOCUMENT.c.family.is_not(None))
        homes |= set(connection.scalars(held))
        connection.execute(delete(MATCH).where(MATCH.c.left_id.in_(some)))
        connection.execute(delete(MATCH).where(MATCH.c.right_id.in_(some)))
    members = set(ids)
    for some in chunks(sorted(homes)):
        inside = DOCUMENT.c.family.in_(some)
        members |= set(connection.scalars(select(DOCUMENT.c.id).where(inside)))
        connection.execute(update(DOCUMENT).where(inside).values(family=None))
        connection.execute(delete(FAMILY).where(FAMILY.c.id.in_(some)))
    _unsettle(connection, sorted(members))


def _unsettle(connection: Connection, ids: Sequence[str]) -> None:
    for some in chunks(ids):
        connection.execute(delete(UNSETTLED).where(UNSETTLED.c.id.in_(some)))
        connection.execute(insert(UNSETTLED), [{"id": id} for id in some])


def remove(connection: Connection, before: State, ids: Sequence[str], means: Means) -> tuple[str, ...]:
    """Take documents out with all their versions; the same as `Writer.remove`."""
    held = _rows_of(connection, set(ids))
    there = tuple(id for id in dict.fromkeys(ids) if id in held)
    if not there:
        return ()
    dissolve(connection, there)
    rows = [row["row"] for row in held.values()]
    went = _keys_of_rows(connection, rows)
    _retire(connection, rows, means.words)
    sql_index.write(connection, [], [], list(went.values()), means.settings)
    for some in chunks([row["number"] for row in held.values()]):
        connection.execute(delete(DOCUMENT).where(DOCUMENT.c.number.in_(some)))
    advance(connection, before, documents=-len(there))
    return there


def document(connection: Connection, id: str, version: int | None) -> Kept | None:
    """One document with its raw bytes and page text; the same as `Reader.document`."""
    statement = (
        select(
            DOCUMENT,
            VERSION.c.row.label("own_row"),
            VERSION.c.version.label("own_version"),
            VERSION.c.seen,
            VERSION.c.details,
            BODY.c.text,
            BODY.c.page_text,
            BODY.c.raw,
        )
        .join(VERSION, VERSION.c.document == DOCUMENT.c.number)
        .join(BODY, BODY.c.row == VERSION.c.row)
        .where(DOCUMENT.c.id == fit(id))
    )
    own = VERSION.c.row == DOCUMENT.c.row if version is None else VERSION.c.version == version
    found = connection.execute(statement.where(own)).mappings().first()
    if found is None:
        return None
    page_text, raw = unpacked_text(found["page_text"]), unpacked(found["raw"])
    return _kept(found, page_text, raw)


def _kept(row: RowMapping, page_text: str | None = None, raw: bytes | None = None) -> Kept:
    text = unpacked_text(row["text"]) or ""
    return Kept(
        document=document_read(row["id"], row["details"], text, page_text, raw),
        version=row["own_version"],
        versions=row["version"],
        row=row["own_row"],
        seen=row["seen"],
        added=row["added"],
        updated=row["updated"],
        family=row["family"],
    )


def documents(connection: Connection, query: Query, with_words: WithWords) -> Page[Kept]:
    """Documents, the latest first, then by id; without raw bytes and page text."""
    statement = (
        select(
            DOCUMENT,
            DOCUMENT.c.row.label("own_row"),
            DOCUMENT.c.version.label("own_version"),
            VERSION.c.seen,
            VERSION.c.details,
            BODY.c.text,
        )
        .join(VERSION, VERSION.c.row == DOCUMENT.c.row)
        .join(BODY, BODY.c.row == DOCUMENT.c.row)
        .where(*chosen(query, with_words))
    )
    rows = list(connection.execute(paged(statement, query, DOCUMENT.c.at, DOCUMENT.c.id)).mappings())
    shown = rows[: query.most]
    following = cursor(shown[-1]["at"], shown[-1]["id"]) if shown and len(rows) > query.most else None
    return Page(items=tuple(_kept(row) for row in shown), next=following)


def rows(connection: Connection) -> Mapping[str, int]:
    """Every document by id with the row of its last version."""
    found = connection.execute(select(DOCUMENT.c.id, DOCUMENT.c.row).order_by(DOCUMENT.c.id))
    return dict(found.tuples().all())


def keys(connection: Connection, ids: Sequence[str]) -> Mapping[str, Keys]:
    """The kept keys of documents as they are now."""
    found: dict[str, Keys] = {}
    for some in chunks(sorted(set(ids))):
        statement = (
            select(DOCUMENT.c.id, KEYS.c.arrays)
            .join(KEYS, KEYS.c.row == DOCUMENT.c.row)
            .where(DOCUMENT.c.id.in_(some))
            .order_by(DOCUMENT.c.id)
        )
        found |= {id: keys_read(arrays) for id, arrays in connection.execute(statement)}
    return found
