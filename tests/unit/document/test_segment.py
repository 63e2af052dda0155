"""A document cut into sentences with roles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retell.document.load import read
from retell.document.make import document
from retell.document.model import Document, Furniture, FurnitureKind, Sentence
from retell.document.segment import segmented
from retell.text.spans import Span

STORY = (
    "Ferry runs aground off Marn\nBy Ana Bell\n\nMARN (NWA) — The ferry ran aground on Monday. It sat.\n"
    "\nDivers will look at the hull today, the port said. It has two ships.\n\nSign up for our newsletter"
)


def roles(made: Document) -> list[tuple[str, str]]:
    return [(each.role, each.span.of(made.text)) for each in segmented(made)]


def test_every_sentence_has_its_role() -> None:
    assert roles(document(STORY)) == [
        ("title", "Ferry runs aground off Marn"),
        ("byline", "By Ana Bell"),
        ("dateline", "MARN (NWA) —"),
        ("body", "The ferry ran aground on Monday."),
        ("body", "It sat."),
        ("body", "Divers will look at the hull today, the port said."),
        ("body", "It has two ships."),
        ("promotion", "Sign up for our newsletter"),
    ]


@pytest.mark.parametrize(("end", "role"), [(5, "body"), (10, "credit"), (20, "credit")])
def test_half_a_sentence_of_furniture_makes_it_furniture(end: int, role: str) -> None:
    text = "Nobody was hurt here"
    label = Furniture(kind=FurnitureKind.CREDIT, span=Span(start=0, end=end), why="x")
    made = Document(id="a", text=text, language="en", furniture=(label,))
    assert segmented(made) == (Sentence(span=Span(start=0, end=20), role=role),)


def test_a_label_over_several_sentences_names_them_all() -> None:
    text = "One came. Two came. Three came."
    label = Furniture(kind=FurnitureKind.CAPTION, span=Span(start=0, end=19), why="x")
    made = Document(id="a", text=text, language="en", furniture=(label,))
    assert [each.role for each in segmented(made)] == ["caption", "caption", "body"]


@settings(deadline=None)
@given(st.text(max_size=120), st.lists(st.tuples(st.integers(0, 120), st.integers(0, 40)), max_size=4))
def test_sentences_cover_every_character_whatever_the_labels(
    text: str, labels: list[tuple[int, int]]
) -> None:
    spans = [Span(start=min(a, len(text)), end=min(a + n, len(text))) for a, n in labels]
    kinds = [FurnitureKind.DATELINE, FurnitureKind.CREDIT] * 2
    furniture = tuple(Furniture(kind=k, span=s, why="x") for k, s in zip(kinds, spans, strict=False))
    found = segmented(Document(id="a", text=text, language="en", furniture=furniture))
    inside = {at for each in found for at in range(each.span.start, each.span.end)}
    assert all(char.isspace() for at, char in enumerate(text) if at not in inside)
    assert [each.span for each in found] == sorted(each.span for each in found)


@pytest.mark.shared
def test_furniture_of_the_seed_pair_is_told_from_its_body(shared: Path) -> None:
    seeds = shared / "seeds"
    gold = json.loads((seeds / "gold.json").read_text())
    right = wrong = missed = 0
    for side in ("left", "right"):
        (made,) = read([str(seeds / gold[side]["file"])])
        assert isinstance(made, Document)
        found = {(each.span.start, each.span.end) for each in segmented(made) if not each.is_body}
        meant = {(each["start"], each["end"]) for each in gold[side]["sentences"] if each["role"] != "body"}
        right, wrong, missed = (
            right + len(found & meant),
            wrong + len(found - meant),
            missed + len(meant - found),
        )
    assert (right, wrong, missed) == (8, 0, 0)
