from __future__ import annotations

from dataclasses import replace

import pytest

from retell.document.model import Document
from retell.lineage.model import Edge, Lineage
from retell.report.model import Member, WitnessTable
from retell.report.witnesses import FATES, witness_table
from retell.tracing import Comparison, Story, Tracing, compare

SOURCE = "Rain fell on Orm. Two barns burned. The mayor fled on Monday. No cow was hurt."
FIRST = "Rain fell on Orm. Three barns burned. Bells rang all night long in Orm. The mayor fled on Monday."
SECOND = "Rain fell on Orm. Three barns burned. Bells rang all night long in Orm."


def member(document: Document) -> Member:
    return Member(id=document.id, label=document.id, heading="", published=None)


@pytest.fixture
def table() -> WitnessTable:
    """A source, its copy and the copy's own copy."""
    source, first, second = (
        Document(id=name, text=text, language="en")
        for name, text in (("a", SOURCE), ("b", FIRST), ("c", SECOND))
    )
    lineage = Lineage(
        root="a",
        edges=tuple(
            Edge(source=one, copy=other, probability=0.9, clues=()) for one, other in (("a", "b"), ("b", "c"))
        ),
        undecided=(),
    )
    comparisons = compare(source, first), compare(first, second)
    story = Story(
        family=None,  # type: ignore[arg-type]  # a table asks nothing of the family
        documents=(source, first, second),
        lineage=lineage,
        comparisons=comparisons,
        settings=comparisons[0].settings,
    )
    members = {document.id: member(document) for document in story.documents}
    made = witness_table(story, "a", members, {("a", "b"): "1.html", ("b", "c"): "2.html"})
    assert made
    return made


def fates(table: WitnessTable, copy: int) -> list[str]:
    return [row.fates[copy].kind for row in table.rows]


def test_each_sentence_of_the_source_is_a_row_and_each_copy_a_column(table: WitnessTable) -> None:
    assert [row.text for row in table.rows] == [
        "Rain fell on Orm.",
        "Two barns burned.",
        "The mayor fled on Monday.",
        "No cow was hurt.",
    ]
    assert [copy.id for copy in table.copies] == ["b", "c"]
    assert all(len(row.fates) == 2 for row in table.rows)


def test_what_became_of_a_sentence_is_named(table: WitnessTable) -> None:
    assert fates(table, 0) == ["same", "altered", "same", "dropped"]


def test_what_an_earlier_copy_altered_or_lost_is_not_mended_by_a_later_one(table: WitnessTable) -> None:
    assert fates(table, 1) == ["same", "altered", "dropped", "dropped"]


def test_each_fate_leads_to_the_row_that_shows_it(table: WitnessTable) -> None:
    assert table.rows[1].fates[0].page == "1.html#row-2"
    assert table.rows[2].fates[1].page == "2.html#row-4"
    assert table.rows[3].fates[1].page is None


def test_sentences_that_a_copy_added_are_counted(table: WitnessTable) -> None:
    assert table.own == (1, 0)


def test_a_document_without_copies_has_no_table(tracing: Tracing) -> None:
    story = tracing.stories[0]
    members = {document.id: member(document) for document in story.documents}
    assert witness_table(story, "copy-9", members, {}) is None


def test_no_sentence_gets_better_on_the_way(table: WitnessTable) -> None:
    for row in table.rows:
        ranks = [FATES.index(fate.kind) for fate in row.fates]
        assert ranks == sorted(ranks)


def test_a_moved_sentence_is_still_found(tracing: Tracing, comparison: Comparison) -> None:
    story = replace(tracing.stories[0], documents=(comparison.left, *tracing.stories[0].documents[:2]))
    members = {document.id: member(document) for document in story.documents}
    pages = {("varnsund-1", name): f"{name}.html" for name in ("copy-7", "copy-9")}
    made = witness_table(story, "varnsund-1", members, pages)
    assert made and [copy.id for copy in made.copies] == ["copy-7", "copy-9"]
