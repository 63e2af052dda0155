"""Queries as statements."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, and_, exists, or_, select

from retell.store import Query
from retell.stores.asking import bound, place, words_of
from retell.stores.identity import canonical
from retell.stores.tables import DOCUMENT, FAMILY, FINDING

WithWords = Callable[[tuple[str, ...]], ColumnElement[bool]]
"""How a database says that a document holds all these words."""


def described(
    query: Query, with_words: WithWords, documents: FromClause = DOCUMENT
) -> list[ColumnElement[bool]]:
    """What a query says of a document itself."""
    t = documents.c
    since, until = bound(query.since), bound(query.until, last=True)
    said: list[ColumnElement[bool] | None] = [
        None if query.outlet is None else t.outlet == query.outlet,
        None if query.address is None else t.address == (canonical(query.address) or ""),
        None if query.language is None else t.language == query.language,
        None if since is None else t.at >= since,
        None if until is None else t.at <= until,
        None if query.family is None else t.family == query.family,
        None if query.ids is None else t.id.in_(query.ids),
        with_words(words) if (words := words_of(query.words)) else None,
    ]
    return [each for each in said if each is not None]


def with_finding(query: Query) -> list[ColumnElement[bool]]:
    """What a query says of a finding."""
    t = FINDING.c
    said: list[ColumnElement[bool]] = []
    if query.kind is not None:
        said.append(t.kind == query.kind if "." in query.kind else t.main == query.kind)
    if query.severity is not None:
        said.append(t.severity == query.severity.value)
    return said


def chosen(query: Query, with_words: WithWords) -> list[ColumnElement[bool]]:
    """All that a query says, of documents."""
    said = described(query, with_words)
    finding = with_finding(query)
    if finding:
        for_it = FINDING.c.family == DOCUMENT.c.family
        sides = or_(FINDING.c.left_id == DOCUMENT.c.id, FINDING.c.right_id == DOCUMENT.c.id)
        # Facets count findings around this: theirs are not the ones asked for here.
        told = select(FINDING.c.id).where(for_it, sides, *finding).correlate(DOCUMENT)
        said.append(exists(told))
    return said


def of_families(query: Query, with_words: WithWords) -> list[ColumnElement[bool]]:
    """All that a query says, of families."""
    said: list[ColumnElement[bool]] = []
    member = described(query, with_words)
    if member:
        said.append(exists(select(DOCUMENT.c.id).where(DOCUMENT.c.family == FAMILY.c.id, *member)))
    finding = with_finding(query)
    if finding:
        said.append(exists(select(FINDING.c.id).where(FINDING.c.family == FAMILY.c.id, *finding)))
    return said


def paged(
    statement: Select[Any], query: Query, at: ColumnElement[str], id: ColumnElement[str]
) -> Select[Any]:
    """The statement for one page and one item more: the latest first, then by id."""
    start = place(query.after)
    if start:
        when, name = start
        statement = statement.where(or_(at < when, and_(at == when, id > name)))
    return statement.order_by(at.desc(), id).limit(query.most + 1)
