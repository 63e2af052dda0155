"""The choice of what a trace shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from retell.changes.model import Severity
from retell.document.model import Document, Skipped
from retell.lineage.model import Edge
from retell.report.build import HEADING_LENGTH, head, label
from retell.report.model import Borrowing, Branch, Entry, Member, Pairing, StoryReport, TraceReport
from retell.report.outlets import outlet_table
from retell.report.timeline import timeline
from retell.report.verdict import RELATIONS, counted, named_sides, percent
from retell.report.witnesses import witness_table
from retell.tracing import Comparison, Story, Tracing

LOST = "A source that is not here"

Pages = Mapping[tuple[str, str], str]
"""The address of the page of a comparison, by the ids of its source and its copy."""


def traced(tracing: Tracing, documents: Sequence[Document], skipped: Iterable[Skipped]) -> TraceReport:
    """What is shown of a trace: each family as a tree, and the pairs that are no family."""
    members = {document.id: _member(document) for document in documents}
    stories = tuple(
        story_shown(number, story, pages_of(number, story), others=members)
        for number, story in enumerate(tracing.stories, start=1)
    )
    skipped = tuple(skipped)
    return TraceReport(
        verdict="; ".join(_verdict(len(documents), stories, len(tracing.matches))),
        stories=stories,
        outlets=outlet_table(comparison for story in tracing.stories for comparison in story.comparisons),
        pairings=tuple(
            Pairing(
                left=members[match.left],
                right=members[match.right],
                relation=RELATIONS[match.relation.kind],
                sure=percent(match.relation.probability),
                why=named_sides(match.relation.why, "the one", "the other"),
            )
            for match in tracing.matches
        ),
        skipped=tuple(_said(one) for one in skipped if not one.notice),
        notices=tuple(_said(one) for one in skipped if one.notice),
    )


def _verdict(read: int, stories: Sequence[StoryReport], related: int) -> Iterator[str]:
    yield f"{counted(read, 'document')} read"
    families = f"{counted(len(stories), 'family', 'families')} of copies"
    yield f"{families} among {sum(len(story.members) for story in stories)} of them" if stories else families
    if related:
        yield f"{counted(related, 'pair')} related and no copies"


def page_name(story: int, comparison: int) -> str:
    """Where the page of one comparison of a story stands, beside the trace's own page."""
    return f"comparisons/{story:04d}-{comparison:03d}.html"


def pages_of(number: int, story: Story) -> Pages:
    """Where the page of each comparison of a story stands in a folder of reports."""
    return {
        (comparison.left.id, comparison.right.id): page_name(number, at)
        for at, comparison in enumerate(story.comparisons, start=1)
    }


def _said(skipped: Skipped) -> str:
    return f"{skipped.origin}, {skipped.where}: {skipped.error}" if skipped.where else skipped.error


def _member(document: Document, seen: str | None = None) -> Member:
    return Member(
        id=document.id,
        label=label(document),
        heading=head(document, "").heading[: 2 * HEADING_LENGTH],
        published=document.published.when if document.published else None,
        seen=seen,
    )


def story_shown(
    number: int,
    story: Story,
    pages: Pages,
    seen: Mapping[str, str] = MappingProxyType({}),
    others: Mapping[str, Member] = MappingProxyType({}),
) -> StoryReport:
    """What is shown of one family.

    `pages` are the addresses of its comparisons by source and copy, `seen` when documents first came,
    `others` the documents of other families that may have to be named.
    """
    members = {document.id: _member(document, seen.get(document.id)) for document in story.documents}
    copied = {edge.copy for edge in story.lineage.edges}
    roots = [member for member in story.family.members if member not in copied]
    title = members[story.lineage.root] if story.lineage.root else members[roots[0]]
    known = {**others, **members}
    trees = tuple(_branch(story, pages, known, root, None) for root in roots)
    tables = (witness_table(story, root, members, pages) for root in roots)
    return StoryReport(
        number=number,
        title=title.heading,
        anchor=f"family-{number}",
        members=tuple(members[member] for member in story.family.members),
        trees=trees,
        entries=tuple(entry for tree in trees for entry in _entries(tree, None)),
        timeline=timeline(tuple(members[member] for member in story.family.members)),
        witnesses=tuple(table for table in tables if table),
        undecided=tuple((members[one], members[other]) for one, other in story.lineage.undecided),
        rooted=story.lineage.root is not None,
        lost=tuple(_lost(story, members)),
        beside=tuple(_beside(story, known)),
    )


def _lost(story: Story, members: Mapping[str, Member]) -> Iterator[str]:
    """Lost sources, told in full: a label may stand for several documents."""
    for lost in story.lineage.unknown:
        copies = " and ".join(_named(members[copy]) for copy in lost.copies)
        yield (
            f"Unknown source: {copies} likely come from a document that is not here, made from "
            f"{_named(members[lost.source])} ({min(99, percent(lost.probability))} %). {lost.why}."
        )


def _beside(story: Story, members: Mapping[str, Member]) -> Iterator[str]:
    """Second sources, told in full."""
    for second in story.lineage.second:
        yield (
            f"Second source: {_called(members, second.copy)} likely has passages from "
            f"{' or '.join(_called(members, id) for id in (second.source, *second.alike))} "
            f"({min(99, percent(second.probability))} %). {second.why}."
        )


def _called(members: Mapping[str, Member], id: str) -> str:
    """A document by its label and id; one that is not at hand by its id alone."""
    return _named(members[id]) if id in members else id


def _named(member: Member) -> str:
    return member.label if member.label == member.id else f"{member.label} ({member.id})"


def _branch(
    story: Story,
    pages: Pages,
    members: Mapping[str, Member],
    at: str,
    edge: Edge | None,
    through: str | None = None,
) -> Branch:
    """The document `at` with its copies below it; the lineage has no cycle."""
    made = _made_by(story, edge)
    return Branch(
        member=members[at],
        sure=min(99, percent(edge.probability)) if edge else None,
        clues=tuple(f"{clue.kind.replace('_', ' ')}: {clue.why}" for clue in edge.clues) if edge else (),
        counts=_counts(made) if made else "",
        page=pages.get((edge.source, edge.copy)) if edge else None,
        copies=tuple(_copies(story, pages, members, at)),
        through=through,
        borrowed=tuple(_borrowed(story, members, at)),
    )


def _borrowed(story: Story, members: Mapping[str, Member], at: str) -> Iterator[Borrowing]:
    """The passages of the document `at` that likely come from another than its source."""
    texts = {document.id: document.text for document in story.documents}
    for second in story.lineage.second:
        if second.copy == at:
            yield Borrowing(
                sources=tuple(_called(members, id) for id in (second.source, *second.alike)),
                sure=min(99, percent(second.probability)),
                why=second.why,
                passages=tuple(" ".join(span.of(texts[at]).split()) for span in second.passages),
            )


def _copies(story: Story, pages: Pages, members: Mapping[str, Member], at: str) -> Iterator[Branch]:
    """What was copied from `at`; where a lost document must have been between, below that one."""
    edges = {edge.copy: edge for edge in story.lineage.edges if edge.source == at}
    for copy in list(edges):
        if copy not in edges:
            continue
        lost = next((one for one in story.lineage.unknown if one.source == at and copy in one.copies), None)
        if lost is None:
            yield _branch(story, pages, members, copy, edges.pop(copy))
            continue
        below = [edges.pop(one) for one in lost.copies if one in edges]
        yield Branch(
            member=Member(id="", label=LOST, heading="", published=None),
            sure=min(99, percent(lost.probability)),
            clues=(lost.why,),
            counts="",
            page=None,
            copies=tuple(_branch(story, pages, members, one.copy, one, members[at].label) for one in below),
            lost=True,
        )


def _entries(branch: Branch, source: Member | None) -> Iterator[Entry]:
    """The documents of a tree, one after the other, each before its copies."""
    yield Entry(member=branch.member, source=source, branch=branch)
    for copy in branch.copies:
        yield from _entries(copy, branch.member)


def _made_by(story: Story, edge: Edge | None) -> Comparison | None:
    pair = (edge.source, edge.copy) if edge else None
    return next((made for made in story.comparisons if (made.left.id, made.right.id) == pair), None)


def _counts(comparison: Comparison) -> str:
    found = [change.severity for change in comparison.changes]
    grave = ", ".join(
        f"{found.count(severity)} of {severity.value}"
        for severity in (Severity.MEANING, Severity.NUANCE)
        if severity in found
    )
    return f"changes: {grave}" if grave else "no change but of wording"
