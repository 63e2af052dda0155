"""Comparing two documents, and tracing many."""

from __future__ import annotations

from pathlib import Path

import pytest

from retell.document.load import read
from retell.document.model import Document
from retell.engines.local import LocalEngine
from retell.family.model import RelationKind
from retell.lineage.model import Side
from retell.tracing import compare, trace

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def one(name: str) -> Document:
    [found] = [item for item in read([str(EXAMPLES / name)]) if isinstance(item, Document)]
    return found


def test_a_document_beside_itself_has_no_changes() -> None:
    told = compare(one("court/original.txt"), one("court/original.txt"))
    assert told.changes == ()
    assert told.relation.kind is RelationKind.COPY


@pytest.mark.parametrize("other", ["ferry/original.txt", "court/independent.html"])
def test_where_nothing_was_copied_no_source_is_named(other: str) -> None:
    told = compare(one("court/original.txt"), one(other))
    assert told.relation.kind in (RelationKind.UNRELATED, RelationKind.SAME_EVENT)
    assert (told.descent.source, told.descent.clues) == (Side.UNDECIDED, ())


def test_an_empty_document_is_like_nothing() -> None:
    told = compare(Document(id="a", text=""), one("court/original.txt"))
    assert (told.alignment.links, told.descent.source) == ((), Side.UNDECIDED)


def test_stories_do_not_depend_on_the_order_of_the_documents() -> None:
    found = [item for item in read([str(EXAMPLES / "court")]) if isinstance(item, Document)]
    engine = LocalEngine(workers=1)
    assert trace(found, engine) == trace(found[::-1], engine)


def test_every_edge_has_its_comparison_with_the_source_on_the_left() -> None:
    found = [item for item in read([str(EXAMPLES / "ferry")]) if isinstance(item, Document)]
    [story] = trace(found, LocalEngine(workers=1)).stories
    sides = [(each.left.id, each.right.id) for each in story.comparisons]
    assert sides == [(edge.source, edge.copy) for edge in story.lineage.edges]


def test_between_independent_reports_nothing_is_left_out_or_invented() -> None:
    for other in ("ferry/original.txt", "court/independent.html"):
        told = compare(one("court/original.txt"), one(other))
        assert all(change.left and change.right for change in told.changes)


def test_two_sentences_alone_are_compared_in_full() -> None:
    left = Document(id="a", text="The mayor, a former stonemason, opened the new bridge on Monday.")
    right = Document(id="b", text="The mayor opened the new bridge on Tuesday.")
    kinds = {change.kind for change in compare(left, right).changes}
    assert "time.value" in kinds
    assert any(kind.startswith("omission") for kind in kinds)
