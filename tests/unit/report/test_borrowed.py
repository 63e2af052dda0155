"""Passages from a second source, as a trace shows them."""

from __future__ import annotations

import json
from dataclasses import replace

from retell.lineage.model import Second
from retell.report.families import story_shown, traced
from retell.report.to_html import trace_to_html
from retell.report.to_json import story_line
from retell.report.to_text import trace_as_text
from retell.text.spans import Span
from retell.tracing import Story, Tracing


def borrowing(tracing: Tracing, source: str = "elsewhere", alike: tuple[str, ...] = ()) -> Story:
    """The story of the fixture, its copy with a passage from another document."""
    story = tracing.stories[0]
    second = Second(
        source=source,
        copy=story.lineage.edges[0].copy,
        probability=0.874,
        passages=(Span(start=0, end=20),),
        why="both say pier",
        alike=alike,
        outside=True,
    )
    return replace(story, lineage=replace(story.lineage, second=(second,)))


def test_a_passage_from_elsewhere_stands_with_its_copy(tracing: Tracing) -> None:
    story = borrowing(tracing)
    shown = story_shown(1, story, {})
    (entry,) = [entry for entry in shown.entries if entry.branch.borrowed]
    assert entry.member.id == story.lineage.second[0].copy
    (taken,) = entry.branch.borrowed
    text = next(document.text for document in story.documents if document.id == entry.member.id)
    assert taken.sources == ("elsewhere",) and taken.sure == 87 and taken.why == "both say pier"
    assert taken.passages == (" ".join(text[:20].split()),)


def test_documents_that_may_as_well_have_given_it_are_named(tracing: Tracing) -> None:
    shown = story_shown(1, borrowing(tracing, alike=("another",)), {})
    (taken,) = [taken for entry in shown.entries for taken in entry.branch.borrowed]
    assert taken.sources == ("elsewhere", "another")


def test_the_page_draws_a_second_edge_and_says_why(tracing: Tracing) -> None:
    story = borrowing(tracing)
    page = trace_to_html(traced(replace(tracing, stories=(story,), matches=()), list(story.documents), []))
    assert '<div class="borrowed">' in page and "passages likely from" in page
    assert "both say pier." in page and "<blockquote>" in page and "2px dashed" in page


def test_the_text_has_it_below_the_copy(tracing: Tracing) -> None:
    story = borrowing(tracing)
    text = trace_as_text(traced(replace(tracing, stories=(story,), matches=()), list(story.documents), []))
    assert "╌╌ passages from elsewhere (87 %)" in text and "Second source:" in text


def test_json_names_the_others_and_whether_it_is_of_the_family(tracing: Tracing) -> None:
    line = json.loads(story_line(borrowing(tracing, alike=("another",))))
    (second,) = line["second_sources"]
    assert second["alike"] == ["another"] and second["outside"] is True
    assert second["source"] == "elsewhere" and second["passages"] == [{"start": 0, "end": 20}]


def test_a_family_without_second_sources_shows_none(tracing: Tracing) -> None:
    shown = story_shown(1, tracing.stories[0], {})
    assert not any(entry.branch.borrowed for entry in shown.entries)
