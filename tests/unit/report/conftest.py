"""A comparison made by hand, with one of everything a report must show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from retell.alignment.model import Alignment, Link, LinkKind, Passage
from retell.changes.model import Change, Severity
from retell.document.model import Document, Furniture, FurnitureKind, Sentence, Stamp
from retell.family.model import Family, Match, Relation, RelationKind
from retell.lineage.model import Clue, Descent, Edge, Lineage, Side
from retell.settings import Settings
from retell.text.spans import Span
from retell.tracing import Comparison, Story, Tracing

LEFT = (
    "Harbour crane topples at Varnsund",
    "VARNSUND — A crane fell across two berths on Tuesday, injuring three dockers.",
    "“We heard a crack and then <nothing>,” said foreman Ilse Brandt.",
    "The port may reopen on Friday, officials said.",
    "No ship was hit.",
    "The crane had been inspected in May.",
    "Photo: Varnsund Courier",
)
RIGHT = (
    "A crane collapsed across two berths on Tuesday, injuring thirty dockers.",
    "The crane had been inspected in May.",
    "“We heard a bang and then <nothing>,” claimed foreman Ilse Brand.",
    "The port will reopen on Friday.",
    "Cranes are tall.",
)


def find(text: str, words: str) -> Span:
    """Where `words` stand in `text`."""
    at = text.index(words)
    return Span(start=at, end=at + len(words))


def _sentences(parts: tuple[str, ...], text: str, roles: dict[int, str]) -> tuple[Sentence, ...]:
    return tuple(Sentence(span=find(text, part), role=roles.get(at, "body")) for at, part in enumerate(parts))


def _change(kind: str, severity: Severity, words: tuple[str | None, str | None], sure: float = 0.9) -> Change:
    left, right = words
    return Change(
        kind=kind,
        severity=severity,
        confidence=sure,
        why=f"“{left or 'nothing'}” became “{right or 'nothing'}”",
        left=find("\n".join(LEFT), left) if left else None,
        right=find("\n".join(RIGHT), right) if right else None,
    )


def _changes() -> tuple[Change, ...]:
    return (
        _change("wording", Severity.HARMLESS, ("fell", "collapsed")),
        _change("number.magnitude", Severity.MEANING, ("three", "thirty")),
        _change("quotation.wording", Severity.NUANCE, ("crack", "bang")),
        _change("attribution.verb", Severity.NUANCE, ("said foreman", "claimed foreman"), 0.3),
        _change("name.spelling", Severity.NUANCE, ("Brandt", "Brand.")),
        _change("certainty", Severity.MEANING, ("may", "will")),
        _change("attribution.dropped", Severity.MEANING, (", officials said", None), 0.4),
        _change("omission", Severity.NUANCE, ("No ship was hit.", None)),
        _change("order", Severity.HARMLESS, ("The crane had been inspected in May.",) * 2),
        _change("addition", Severity.NUANCE, (None, "Cranes are tall.")),
    )


def _link(left: int, right: int, kind: LinkKind, *, moved: bool = False) -> Link:
    return Link(left=(left,), right=(right,), kind=kind, moved=moved, similarity=0.8)


@pytest.fixture
def comparison() -> Comparison:
    left_text, right_text = "\n".join(LEFT), "\n".join(RIGHT)
    furniture = (
        Furniture(kind=FurnitureKind.TITLE, span=find(left_text, LEFT[0]), why="the first line"),
        Furniture(kind=FurnitureKind.CREDIT, span=find(left_text, LEFT[6]), why="it begins with “Photo:”"),
    )
    left = Document(
        id="varnsund-1",
        text=left_text,
        title=LEFT[0],
        outlet="Varnsund Courier",
        authors=("Mats Orre",),
        published=Stamp(when="2031-03-04T09:30:00+01:00", claimed_by="record"),
        language="en",
        furniture=furniture,
    )
    alignment = Alignment(
        left=_sentences(LEFT, left_text, {0: "title", 6: "credit"}),
        right=_sentences(RIGHT, right_text, {}),
        links=(
            _link(1, 0, LinkKind.REWORDED),
            _link(2, 2, LinkKind.REWORDED),
            _link(3, 3, LinkKind.REWORDED),
            _link(5, 1, LinkKind.IDENTICAL, moved=True),
        ),
        only_left=(0, 4, 6),
        only_right=(4,),
    )
    return Comparison(
        left=left,
        right=Document(id="copy-7", text=right_text, language="en", origin="in/copy.txt", extractor="text"),
        alignment=alignment,
        relation=Relation(
            kind=RelationKind.COPY,
            probability=0.97,
            why="Four runs word for word.",
            left_coverage=0.72,
            right_coverage=0.94,
        ),
        passages=(
            Passage(left=find(left_text, LEFT[1]), right=find(right_text, RIGHT[0]), similarity=0.87654321),
        ),
        changes=_changes(),
        descent=Descent(
            source=Side.LEFT,
            probability=0.91,
            clues=(
                Clue(kind="containment", favours=Side.LEFT, weight=1.2, why="it holds what the other lacks"),
            ),
        ),
        settings=Settings(),
    )


@pytest.fixture
def between() -> Callable[..., Comparison]:
    """A comparison of two lines of text, linked as reworded, with the changes given."""

    def make(
        left: str, right: str, *changes: Change, languages: tuple[str, str] = ("en", "en")
    ) -> Comparison:
        sides = [
            Document(id=name, text=text, language=language)
            for name, text, language in zip(("a", "b"), (left, right), languages, strict=True)
        ]
        return Comparison(
            left=sides[0],
            right=sides[1],
            alignment=Alignment(
                left=(Sentence(span=Span(start=0, end=len(left))),),
                right=(Sentence(span=Span(start=0, end=len(right))),),
                links=(_link(0, 0, LinkKind.IDENTICAL if left == right else LinkKind.REWORDED),),
                only_left=(),
                only_right=(),
            ),
            relation=Relation(
                kind=RelationKind.COPY, probability=0.9, why="", left_coverage=1.0, right_coverage=1.0
            ),
            passages=(),
            changes=changes,
            descent=Descent(source=Side.UNDECIDED, probability=0.5, clues=()),
            settings=Settings(),
        )

    return make


@pytest.fixture
def tracing(comparison: Comparison) -> Tracing:
    """One family of three, the third undecided against the second, and a pair that is none."""
    third = replace(comparison.right, id="copy-9", origin="in/other.txt")
    relation = replace(comparison.relation, kind=RelationKind.SAME_EVENT, why="The same day and port.")
    story = Story(
        family=Family(members=("copy-7", "copy-9", "varnsund-1"), matches=()),
        documents=(comparison.right, third, comparison.left),
        lineage=Lineage(
            root="varnsund-1",
            edges=(
                Edge(source="varnsund-1", copy="copy-7", probability=0.91, clues=comparison.descent.clues),
                Edge(source="varnsund-1", copy="copy-9", probability=0.6, clues=()),
            ),
            undecided=(("copy-7", "copy-9"),),
        ),
        comparisons=(comparison, replace(comparison, right=third)),
        settings=Settings(),
    )
    match = Match(left="copy-9", right="lone", relation=relation, passages=comparison.passages)
    return Tracing(stories=(story,), matches=(match,))
