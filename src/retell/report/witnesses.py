"""What each copy made of each sentence of its source, along the whole way of copying.

A copy of a copy is compared with what it was made from, not with the first source: a sentence is followed
from comparison to comparison, and what became of it is the gravest thing that happened on the way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from retell.lineage.model import Edge
from retell.report.build import report
from retell.report.model import Fate, Member, Row, WitnessRow, WitnessTable
from retell.tracing import Story

FATES = ("same", "reworded", "altered", "dropped")


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Where a sentence of the source stands in a copy, by id, and what became of it."""

    here: tuple[str, ...]
    fate: Fate


@dataclass(frozen=True, slots=True, kw_only=True)
class Copying:
    """One step of copying: the rows of its comparison, and the page that shows them."""

    edge: Edge
    page: str
    rows: tuple[Row, ...]


def witness_table(
    story: Story, root: str, members: Mapping[str, Member], pages: Mapping[tuple[str, str], str]
) -> WitnessTable | None:
    """The sentences of `root` and what its copies made of them; None where it has no copy.

    `pages` are the addresses of the comparisons by source and copy.
    """
    copyings = _copyings(story, pages)
    copies = tuple(_below(root, copyings))
    if not copies:
        return None
    document, sentences = next(
        (made.left, made.alignment.left) for made in story.comparisons if made.left.id == root
    )
    start = tuple(Course(here=(str(at),), fate=Fate(kind="same", page=None)) for at in range(len(sentences)))
    courses = {root: start}
    for copying in copies:
        step = _step(copying)
        courses[copying.edge.copy] = tuple(_followed(one, step) for one in courses[copying.edge.source])
    return WitnessTable(
        source=members[root],
        copies=tuple(members[copying.edge.copy] for copying in copies),
        rows=tuple(
            WitnessRow(
                number=at + 1,
                role=str(sentence.role),
                text=sentence.span.of(document.text),
                fates=tuple(courses[copying.edge.copy][at].fate for copying in copies),
            )
            for at, sentence in enumerate(sentences)
        ),
        own=tuple(_own(copying.rows) for copying in copies),
    )


def _copyings(story: Story, pages: Mapping[tuple[str, str], str]) -> list[Copying]:
    made = {(found.left.id, found.right.id): found for found in story.comparisons}
    return [
        Copying(
            edge=edge,
            page=pages.get((edge.source, edge.copy), ""),
            rows=report(made[edge.source, edge.copy]).rows,
        )
        for edge in story.lineage.edges
        if (edge.source, edge.copy) in made
    ]


def _below(source: str, copyings: Sequence[Copying]) -> Iterator[Copying]:
    """The steps of copying that start at `source`, each followed by those that go on from it."""
    for copying in copyings:
        if copying.edge.source == source:
            yield copying
            yield from _below(copying.edge.copy, copyings)


Step = Mapping[str, tuple[tuple[str, ...], Fate]]
"""For each sentence of a source, by index: where it stands in the copy, and what became of it."""


def _step(copying: Copying) -> Step:
    return {
        _index(cell.id): (
            tuple(_index(other.id) for other in row.right),
            Fate(kind=_kind(row), page=f"{copying.page}#row-{row.number}"),
        )
        for row in copying.rows
        for cell in row.left
    }


def _index(name: str) -> str:
    return str(int(name[1:]) - 1)


def _kind(row: Row) -> str:
    if not row.right:
        return "dropped"
    if row.has_findings:
        return "altered"
    return "same" if row.kind == "identical" else "reworded"


def _followed(course: Course, step: Step) -> Course:
    """The course one step on; what is lost stays lost, and what is altered is not mended."""
    if not course.here:
        return Course(here=(), fate=Fate(kind="dropped", page=None))
    met = [step[name] for name in course.here if name in step]
    kept = [item for item in met if item[0]]
    if not kept:
        return Course(here=(), fate=met[0][1] if met else Fate(kind="dropped", page=None))
    gravest = max((fate for _, fate in kept), key=lambda fate: FATES.index(fate.kind))
    kind = max(gravest.kind, course.fate.kind, key=FATES.index)
    here = tuple(sorted({name for places, _ in kept for name in places}, key=int))
    return Course(here=here, fate=Fate(kind=kind, page=gravest.page))


def _own(rows: Sequence[Row]) -> int:
    """How many sentences of the report a copy has that are not from its source."""
    return sum(cell.role == "body" for row in rows if not row.left for cell in row.right)
