"""Sources that are not among the documents, as a trace shows them."""

from __future__ import annotations

from dataclasses import replace

from retell.lineage.model import Unknown
from retell.report.families import LOST, story_shown, traced
from retell.report.to_html import trace_to_html
from retell.report.to_text import trace_as_text
from retell.tracing import Story, Tracing


def lost(tracing: Tracing) -> Story:
    """The story of the fixture, its copy made by way of a document that is not there."""
    story = tracing.stories[0]
    edge = story.lineage.edges[0]
    unknown = Unknown(source=edge.source, copies=(edge.copy,), probability=1.0, why="both say pier")
    return replace(story, lineage=replace(story.lineage, unknown=(unknown,)))


def test_a_lost_source_stands_between_the_source_and_its_copies(tracing: Tracing) -> None:
    shown = story_shown(1, lost(tracing), {})
    (between,) = [branch for branch in shown.trees[0].copies if branch.lost]
    assert between.member.label == LOST and between.sure == 99 and between.clues == ("both say pier",)
    (copy,) = between.copies
    assert copy.through == shown.trees[0].member.label and not copy.lost


def test_the_table_has_the_lost_source_too(tracing: Tracing) -> None:
    entries = story_shown(1, lost(tracing), {}).entries
    labels = [entry.member.label for entry in entries]
    assert LOST in labels
    below = entries[labels.index(LOST) + 1]
    assert below.source is not None and below.source.label == LOST


def test_without_lost_sources_every_document_stands_once(tracing: Tracing) -> None:
    shown = story_shown(1, tracing.stories[0], {})
    assert sorted(entry.member.id for entry in shown.entries) == sorted(tracing.stories[0].family.members)
    assert not any(entry.branch.lost or entry.branch.through for entry in shown.entries)


def test_it_is_said_on_the_page_and_in_the_text(tracing: Tracing) -> None:
    story = lost(tracing)
    documents = list(story.documents)
    made = traced(replace(tracing, stories=(story,), matches=()), documents, [])
    page, text = trace_to_html(made), trace_as_text(made)
    assert f'class="node lost"><span class="name">{LOST}' in page and "through the one above" in page
    assert LOST in text and "Unknown source:" in text
