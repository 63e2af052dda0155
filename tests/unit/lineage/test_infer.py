"""Who copied whom: two documents, and a family."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retell.document.model import Document, Furniture, FurnitureKind, Sentence, Stamp
from retell.lineage.account import Account, account
from retell.lineage.evidence import evidence as paired
from retell.lineage.infer import decided, descent, likely_pairs, lineage, measured
from retell.lineage.kin import kin
from retell.lineage.model import Descent, Lineage, Side
from retell.settings import LineageSettings
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


def read(doc: Document) -> Account:
    return account(doc, sentences(doc))


def said_of(left: Document, right: Document) -> Descent:
    return descent(paired(read(left), read(right)), SETTINGS)


def told(documents: list[Document]) -> Lineage:
    return lineage([read(document) for document in documents], SETTINGS)


def test_the_fuller_document_is_the_likelier_source() -> None:
    said = said_of(document("a", LINES), document("b", LINES[:3]))
    assert said.source is Side.LEFT
    assert any("3 sentences" in clue.why for clue in said.clues)


def test_the_answer_mirrors_when_the_documents_change_places() -> None:
    said = said_of(document("b", LINES[:3]), document("a", LINES))
    assert said.source is Side.RIGHT


def test_equal_texts_without_times_are_undecided() -> None:
    said = said_of(document("a", LINES), document("b", LINES))
    assert (said.source, said.probability) == (Side.UNDECIDED, 0.5)


def test_an_earlier_time_decides_between_equal_texts() -> None:
    early = document("a", LINES, "2024-03-05T09:00:00+00:00")
    late = document("b", LINES, "2024-03-05T11:30:00+00:00")
    said = said_of(late, early)
    assert said.source is Side.RIGHT
    assert "2 h 30 min earlier" in said.clues[0].why


def test_times_in_two_zones_are_compared_as_moments() -> None:
    early = document("a", LINES, "2024-03-05T11:00:00+03:00")
    late = document("b", LINES, "2024-03-05T09:00:00+00:00")
    assert said_of(early, late).source is Side.LEFT


def test_a_bare_date_says_nothing_within_its_own_day() -> None:
    early = document("a", LINES, "2024-03-05")
    late = document("b", LINES, "2024-03-05T23:00:00+00:00")
    assert said_of(early, late).source is Side.UNDECIDED


def test_a_time_that_cannot_be_read_is_no_clue() -> None:
    said = said_of(document("a", LINES, "last Tuesday"), document("b", LINES, "2024-03-05"))
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
    said = said_of(left, document("b", LINES))
    assert said.source is Side.LEFT
    assert "a dateline and a byline" in said.clues[0].why


def test_a_copy_that_credits_the_outlet_gives_it_away() -> None:
    left = Document(id="a", text="\n".join(LINES), outlet="Saltby Courier")
    right = Document(
        id="b", text="\n".join([*LINES[:5], "Okafor told the Saltby Courier so."]), outlet="Daily Net"
    )
    said = said_of(left, right)
    assert any(clue.kind == "credit" and clue.favours is Side.LEFT for clue in said.clues)


def test_a_broken_sentence_speaks_against_the_document_that_has_it() -> None:
    broken = [LINES[0].replace("closed the eastern", "closed the the eastern"), *LINES[1:]]
    said = said_of(document("a", LINES), document("b", broken))
    assert [(clue.kind, clue.favours) for clue in said.clues if clue.kind == "errors"] == [
        ("errors", Side.LEFT)
    ]


def test_a_name_spelt_two_ways_in_one_document_is_that_documents_slip() -> None:
    left = document("a", [*LINES, "Okafor spoke. Okafor left."])
    right = document("b", [*LINES, "Okafer spoke. Okafor left."])
    assert [clue.favours for clue in said_of(left, right).clues] == [Side.LEFT]


def test_unrelated_documents_have_no_descent() -> None:
    other = document("b", ["A goalkeeper signed for two seasons."], "2020-01-01")
    said = said_of(document("a", LINES, "2024-03-05"), other)
    assert (said.source, said.clues) == (Side.UNDECIDED, ())


def test_a_chain_of_cuts_is_a_chain() -> None:
    family = [document("c", LINES[:2]), document("a", LINES), document("b", LINES[:4])]
    edges = {frozenset((edge.source, edge.copy)) for edge in told(family).edges}
    assert edges == {frozenset("ab"), frozenset("bc")}


def test_copies_that_cut_and_reword_descend_from_the_full_text() -> None:
    said = {"closed": "shut", "crack": "fissure", "fear": "dread", "boat,”": "vessel,”", "week.": "sennight."}
    reworded = [" ".join(said.get(word, word) for word in line.split()) for line in LINES]
    slipped = [line.replace("catch", "cacth") for line in reworded[:5]]
    found = told([document("c", slipped), document("a", LINES), document("b", reworded)])
    assert [(edge.source, edge.copy) for edge in found.edges] == [("a", "b"), ("b", "c")]
    assert found.root == "a"


def test_a_family_without_evidence_has_no_edges() -> None:
    assert told([document("a", ["Nothing."]), document("b", LINES)]).edges == ()


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


def test_a_large_family_is_held_against_what_stands_above_its_nearest() -> None:
    texts = {f"d{at:02}": [*LINES[:at], *LINES[at + 1 :]] for at in range(len(LINES))}
    texts["top"] = LINES
    accounts = [read(document(name, lines)) for name, lines in sorted(texts.items())]
    family = kin(accounts, 1, 32)
    few = replace(SETTINGS, every_pair=1, likeliest=1, forebears=2)
    found = likely_pairs(family, few)
    assert found <= set(family.pairs)
    assert all((at, 6) in found for at in range(6))


@settings(deadline=None, max_examples=10)
@given(st.permutations(range(5)))
def test_a_large_family_is_the_same_in_any_order(order: list[int]) -> None:
    documents = [document(f"d{at}", LINES[: 6 - at]) for at in range(5)]
    few = replace(SETTINGS, every_pair=1)
    there = lineage([read(each) for each in documents], few)
    assert lineage([read(documents[at]) for at in order], few) == there


def swapped(lines: list[str], old: str, new: str) -> list[str]:
    return [line.replace(old, new) for line in lines]


@pytest.mark.parametrize(("beginnings", "passes"), [(1, 2), (4, 2), (4, 0)])
def test_what_may_be_the_source_of_a_document_or_that_it_has_none_makes_one(
    beginnings: int, passes: int
) -> None:
    texts = [
        LINES,
        LINES[:4],
        LINES[1:],
        swapped(LINES, "closed", "shut"),
        swapped(LINES[:4], "told", "asked"),
    ]
    given_ = replace(SETTINGS, beginnings=beginnings, passes=passes)
    whole = measured([read(document(f"d{at}", text)) for at, text in enumerate(texts)], given_)
    chances, tree = decided(whole, range(len(texts)), given_)
    assert np.allclose(chances.edges.sum(axis=0) + chances.roots, 1.0)
    assert len(tree) == len(texts) - 1
