"""Who copied whom: two documents, and a family."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from retell.alignment.align import align
from retell.changes.model import Change, Severity
from retell.document.model import Document, Furniture, FurnitureKind, Sentence, Stamp
from retell.lineage.evidence import Evidence
from retell.lineage.infer import descent, lineage
from retell.lineage.model import Lineage, Side
from retell.settings import AlignmentSettings, LineageSettings
from retell.text.spans import Span

SETTINGS = LineageSettings()
LINES = [
    "The harbour board closed the eastern pier on Tuesday after a crack was found in a pile.",
    "Engineers from Lindqvist & Moe will inspect all forty piles this week.",
    "“We would rather lose a weekend than a boat,” said harbourmaster Ines Okafor.",
    "Fishing crews were told to land their catch at Saltby instead.",
    "The pier was last repaired in 1987 at a cost of 2.4 million crowns.",
    "Traders fear that the closure will keep visitors away during the herring fair.",
]


def document(name: str, lines: list[str], published: str | None = None) -> Document:
    stamp = Stamp(when=published, claimed_by="record") if published else None
    return Document(id=name, text="\n".join(lines), published=stamp)


def sentences(doc: Document) -> tuple[Sentence, ...]:
    found, at = [], 0
    for line in doc.text.split("\n"):
        found.append(Sentence(span=Span(start=at, end=at + len(line))))
        at += len(line) + 1
    return tuple(found)


def evidence(left: Document, right: Document, changes: tuple[Change, ...] = ()) -> Evidence:
    alignment = align(left, right, sentences(left), sentences(right), AlignmentSettings())
    return Evidence(left=left, right=right, alignment=alignment, changes=changes)


def told(documents: list[Document]) -> Lineage:
    pairs = [evidence(a, b) for a, b in combinations(sorted(documents, key=lambda d: d.id), 2)]
    return lineage(documents, pairs, SETTINGS)


def test_the_fuller_document_is_the_likelier_source() -> None:
    said = descent(evidence(document("a", LINES), document("b", LINES[:3])), SETTINGS)
    assert said.source is Side.LEFT
    assert "3 sentences" in said.clues[0].why


def test_the_answer_mirrors_when_the_documents_change_places() -> None:
    said = descent(evidence(document("b", LINES[:3]), document("a", LINES)), SETTINGS)
    assert said.source is Side.RIGHT


def test_equal_texts_without_times_are_undecided() -> None:
    said = descent(evidence(document("a", LINES), document("b", LINES)), SETTINGS)
    assert (said.source, said.probability) == (Side.UNDECIDED, 0.5)


def test_an_earlier_time_decides_between_equal_texts() -> None:
    early = document("a", LINES, "2024-03-05T09:00:00+00:00")
    late = document("b", LINES, "2024-03-05T11:30:00+00:00")
    said = descent(evidence(late, early), SETTINGS)
    assert said.source is Side.RIGHT
    assert "2 h 30 min earlier" in said.clues[0].why


def test_times_in_two_zones_are_compared_as_moments() -> None:
    early = document("a", LINES, "2024-03-05T11:00:00+03:00")
    late = document("b", LINES, "2024-03-05T09:00:00+00:00")
    assert descent(evidence(early, late), SETTINGS).source is Side.LEFT


def test_a_bare_date_says_nothing_within_its_own_day() -> None:
    early = document("a", LINES, "2024-03-05")
    late = document("b", LINES, "2024-03-05T23:00:00+00:00")
    assert descent(evidence(early, late), SETTINGS).source is Side.UNDECIDED


def test_a_time_that_cannot_be_read_is_no_clue() -> None:
    said = descent(
        evidence(document("a", LINES, "last Tuesday"), document("b", LINES, "2024-03-05")), SETTINGS
    )
    assert said.clues == ()


def test_lost_furniture_points_to_the_document_that_has_it() -> None:
    left = Document(
        id="a",
        text="\n".join(LINES),
        furniture=(
            Furniture(kind=FurnitureKind.BYLINE, span=Span(start=0, end=3), why="starts with By"),
            Furniture(kind=FurnitureKind.DATELINE, span=Span(start=4, end=8), why="place and dash"),
        ),
    )
    said = descent(evidence(left, document("b", LINES)), SETTINGS)
    assert said.source is Side.LEFT
    assert "a dateline and a byline" in said.clues[0].why


def test_a_copy_that_credits_the_outlet_gives_it_away() -> None:
    left = Document(id="a", text="\n".join(LINES), outlet="Saltby Courier")
    right = Document(
        id="b", text="\n".join([*LINES[:5], "Okafor told the Saltby Courier so."]), outlet="Daily Net"
    )
    said = descent(evidence(left, right), SETTINGS)
    assert any(clue.kind == "credit" and clue.favours is Side.LEFT for clue in said.clues)


def test_a_broken_sentence_speaks_against_the_document_that_has_it() -> None:
    left, right = document("a", LINES), document("b", LINES)
    slip = Change(
        kind="fluency.broken",
        severity=Severity.NUANCE,
        confidence=0.9,
        why="a fragment",
        left=Span(start=0, end=4),
        right=Span(start=0, end=4),
    )
    said = descent(evidence(left, right, (slip,)), SETTINGS)
    assert (said.clues[0].kind, said.clues[0].favours) == ("errors", Side.LEFT)


def test_a_name_spelt_two_ways_in_one_document_is_that_documents_slip() -> None:
    left = document("a", [*LINES, "Okafor spoke. Okafor left."])
    right = document("b", [*LINES, "Okafer spoke. Okafor left."])
    at = left.text.index("Okafor spoke")
    there = right.text.index("Okafer")
    slip = Change(
        kind="name.misspelt",
        severity=Severity.NUANCE,
        confidence=0.9,
        why="“Okafor” became “Okafer”",
        left=Span(start=at, end=at + 6),
        right=Span(start=there, end=there + 6),
    )
    assert [clue.favours for clue in descent(evidence(left, right, (slip,)), SETTINGS).clues] == [Side.LEFT]


def test_unrelated_documents_have_no_descent() -> None:
    other = document("b", ["A goalkeeper signed for two seasons."], "2020-01-01")
    said = descent(evidence(document("a", LINES, "2024-03-05"), other), SETTINGS)
    assert (said.source, said.clues) == (Side.UNDECIDED, ())


def test_a_chain_of_cuts_is_a_chain() -> None:
    family = [document("c", LINES[:2]), document("a", LINES), document("b", LINES[:4])]
    found = told(family)
    assert found.root == "a"
    assert [edge.copy for edge in found.edges] == ["b", "c"]


def test_a_family_without_evidence_has_no_edges() -> None:
    assert lineage([document("a", LINES), document("b", LINES)], [], SETTINGS).edges == ()


@settings(deadline=None, max_examples=20)
@given(st.lists(st.integers(2, 6), min_size=2, max_size=5))
def test_a_lineage_has_one_root_and_no_cycle_whatever_the_order(lengths: list[int]) -> None:
    family = [document(f"d{at}", LINES[:length]) for at, length in enumerate(lengths)]
    found = told(family)
    sources = {edge.copy: edge.source for edge in found.edges}
    assert len(sources) == len(family) - 1
    assert all(len(ancestors(name, sources)) < len(family) for name in sources)
    assert told(family[::-1]) == found


def ancestors(name: str, sources: dict[str, str]) -> list[str]:
    """Every document above `name`; a cycle shows as a list as long as the family."""
    above: list[str] = []
    while name in sources and len(above) <= len(sources):
        name = sources[name]
        above.append(name)
    return above


@settings(deadline=None, max_examples=20)
@given(st.lists(st.integers(1, 6), min_size=2, max_size=4))
def test_probabilities_are_probabilities(lengths: list[int]) -> None:
    family = [document(f"d{at}", LINES[:length]) for at, length in enumerate(lengths)]
    assert all(0 < edge.probability <= 1 for edge in told(family).edges)
