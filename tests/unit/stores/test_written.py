"""Values as an archive writes them, and back."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retell.alignment.model import Passage
from retell.changes.model import Severity
from retell.document.make import document
from retell.document.model import Document, Stamp
from retell.errors import StoreError
from retell.family.keys import document_keys
from retell.family.model import Match, Relation, RelationKind
from retell.lineage.model import Clue, Edge, Lineage, Second, Side, Unknown
from retell.settings import FamilySettings, Settings
from retell.store import Found
from retell.stores.asking import bound, cursor, place, searchable, time_of, words_of
from retell.stores.sql_documents import fit
from retell.stores.written import (
    details_written,
    document_read,
    dumped,
    finding_read,
    finding_written,
    keys_read,
    keys_written,
    lineage_read,
    lineage_written,
    made_by,
    match_read,
    match_written,
    packed,
    unpacked,
    unpacked_text,
)
from retell.text.spans import Span

TEXT = st.text(st.characters(codec=None), max_size=200)


@given(TEXT)
def test_any_text_is_packed_and_unpacked(text: str) -> None:
    assert unpacked_text(packed(text)) == text


def test_nothing_is_packed_as_nothing() -> None:
    assert (packed(None), unpacked(None), unpacked_text(None)) == (None, None, None)
    assert unpacked(packed(b"\x00\xff")) == b"\x00\xff"


@settings(deadline=None, max_examples=40)
@given(TEXT.filter(str.strip), st.text(max_size=20))
def test_a_document_is_written_and_read(text: str, outlet: str) -> None:
    made = document(
        text,
        language="en",
        outlet=outlet,
        authors=("A", outlet),
        published=Stamp(when="2026-01-05", claimed_by="record"),
        extra={"a": [1, {"b": None}]},
    )
    again = document_read(made.id, details_written(made), text)
    assert again == made and dict(again.extra) == dict(made.extra)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from("pier ferry smoke harbour Runa 214 the of".split()), max_size=60))
def test_keys_are_written_and_read(words: list[str]) -> None:
    made = document_keys(Document(id="x", text=" ".join(words)), FamilySettings())
    again = keys_read(keys_written(made))
    assert (again.text, again.words) == (made.text, made.words)
    for name in ("bands", "grams", "combinations", "vocabulary", "particulars", "signature"):
        np.testing.assert_array_equal(getattr(again, name), getattr(made, name))


def test_a_lineage_is_written_and_read() -> None:
    clue = Clue(kind="time", favours=Side.RIGHT, weight=0.25, why="it was there “first”")
    edge = Edge(source="a", copy="b", probability=0.75, clues=(clue,))
    made = Lineage(root=None, edges=(edge,), undecided=(("a", "c"),))
    assert lineage_read(lineage_written(made)) == made


ID = st.text(min_size=1, max_size=5)
CHANCE = st.floats(0, 1)
CLUES = st.builds(
    Clue, kind=ID, favours=st.sampled_from(Side), weight=st.floats(0, 9), why=st.text(max_size=20)
)
SPANS = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(
    lambda ends: Span(start=min(ends), end=max(ends))
)
LINEAGES = st.builds(
    Lineage,
    root=ID | st.none(),
    edges=st.lists(
        st.builds(Edge, source=ID, copy=ID, probability=CHANCE, clues=st.lists(CLUES, max_size=2).map(tuple)),
        max_size=3,
    ).map(tuple),
    undecided=st.lists(st.tuples(ID, ID), max_size=2).map(tuple),
    unknown=st.lists(
        st.builds(
            Unknown,
            source=ID,
            copies=st.lists(ID, max_size=3).map(tuple),
            probability=CHANCE,
            why=st.text(max_size=9),
        ),
        max_size=2,
    ).map(tuple),
    second=st.lists(
        st.builds(
            Second,
            source=ID,
            copy=ID,
            probability=CHANCE,
            passages=st.lists(SPANS, max_size=2).map(tuple),
            why=st.text(max_size=9),
            alike=st.lists(ID, max_size=2).map(tuple),
            outside=st.booleans(),
        ),
        max_size=2,
    ).map(tuple),
)


@given(LINEAGES)
def test_any_lineage_is_written_and_read_whole(made: Lineage) -> None:
    assert lineage_read(lineage_written(made)) == made


def test_a_lineage_of_before_lost_and_second_sources_is_read() -> None:
    assert lineage_read('{"root": "a", "edges": [], "undecided": []}') == Lineage(
        root="a", edges=(), undecided=()
    )


KINDS = st.sampled_from(RelationKind)
MATCHES = st.builds(
    Match,
    left=ID,
    right=ID,
    relation=st.builds(
        Relation,
        kind=KINDS,
        probability=CHANCE,
        why=st.text(max_size=20),
        left_coverage=CHANCE,
        right_coverage=CHANCE,
    ),
    passages=st.lists(st.builds(Passage, left=SPANS, right=SPANS, similarity=CHANCE), max_size=3).map(tuple),
)


@given(MATCHES, ID | st.none())
def test_any_match_is_written_and_read(made: Match, family: str | None) -> None:
    held = match_written(made, family)
    assert held["family"] == family and match_read(held) == made
    assert match_read(json.loads(dumped(held))) == made


@given(
    st.builds(
        Found,
        id=ID,
        left=ID,
        right=ID,
        kind=st.sampled_from(["number.value", "wording", "sense.shift"]),
        severity=st.sampled_from(Severity),
        confidence=CHANCE,
        why=st.text(max_size=20),
    )
)
def test_any_finding_is_written_and_read(made: Found) -> None:
    held = finding_written(made, "home", 3)
    assert held["main"] == made.kind.partition(".")[0] and finding_read(held) == made


def test_settings_are_told_apart_by_what_keys_depend_on() -> None:
    usual = made_by(FamilySettings())
    assert usual != made_by(FamilySettings(gram=9))
    assert usual == made_by(FamilySettings(copy_least=0.6))
    assert dumped(Settings()) == dumped(Settings())


@given(TEXT)
def test_what_is_fit_can_be_written_anywhere(text: str) -> None:
    made = fit(text)
    made.encode()
    assert "\0" not in made and fit(made) == made


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_cursor_names_its_place(at: str, id: str) -> None:
    assert place(cursor(at, id)) == (at, id)


@given(st.text(max_size=40))
def test_any_other_cursor_is_refused(cursor: str) -> None:
    try:
        assert place(cursor) is not None
    except StoreError as error:
        assert error.code == "R413"


@pytest.mark.parametrize(
    ("given_", "last", "expected"),
    [
        ("2026-03-01", False, "2026-03-01"),
        ("2026-03-01", True, "2026-03-01~"),
        ("2026-03-01T10:00:00+02:00", True, "2026-03-01T08:00:00Z"),
        ("2026-03-01T10:00:00", False, "2026-03-01T10:00:00Z"),
    ],
)
def test_bounds_are_written_as_times_are(given_: str, last: bool, expected: str) -> None:  # noqa: FBT001
    assert bound(given_, last=last) == expected


def test_a_document_is_ordered_by_its_time_or_else_by_its_arrival() -> None:
    noon = "2026-05-04T12:00:00Z"
    assert time_of(Document(id="a", text="x"), noon) == noon
    for when, expected in (
        ("2026-01-05", "2026-01-05"),
        ("2026-01-05T01:00:00+02:00", "2026-01-04T23:00:00Z"),
        ("0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00Z"),
    ):
        dated = Document(id="a", text="x", published=Stamp(when=when, claimed_by="record"))
        assert time_of(dated, noon) == expected


def test_words_are_folded_for_search() -> None:
    assert words_of("The PIER, the pier: Größe") == words_of("grösse pier the")
    assert "report" in searchable(Document(id="a", text="x", title="Report"))
