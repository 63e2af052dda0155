"""Values as an archive writes them, and back."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retell.document.make import document
from retell.document.model import Document, Stamp
from retell.errors import StoreError
from retell.family.keys import document_keys
from retell.lineage.model import Clue, Edge, Lineage, Side
from retell.settings import FamilySettings, Settings
from retell.stores.asking import bound, cursor, place, searchable, time_of, words_of
from retell.stores.sql_documents import fit
from retell.stores.written import (
    details_written,
    document_read,
    dumped,
    keys_read,
    keys_written,
    lineage_read,
    lineage_written,
    made_by,
    packed,
    unpacked,
    unpacked_text,
)

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
