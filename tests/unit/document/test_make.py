"""Making a document."""

from __future__ import annotations

from retell.document.make import document
from retell.document.model import Furniture, FurnitureKind
from retell.text.spans import Span

STORY = "Ferry runs aground off Marn\nBy Ana Bell\nMARN (NWA) — The ferry ran aground, and nobody was hurt.\n"


def test_equal_documents_have_equal_ids() -> None:
    assert document(STORY).id == document(STORY).id


def test_the_id_is_pinned_so_that_stores_keep_their_names() -> None:
    assert document("The ferry ran aground.").id == "f544bb0a4b6bb985"


def test_another_text_or_outlet_makes_another_id() -> None:
    assert len({document(STORY).id, document(STORY + "x").id, document(STORY, outlet="Post").id}) == 3


def test_a_given_id_stands() -> None:
    assert document(STORY, id="x").id == "x"


def test_the_language_is_told_unless_given() -> None:
    assert document(STORY).language == "en"
    assert document(STORY, language="de").language == "de"


def test_the_title_is_taken_from_the_text_unless_given() -> None:
    assert document(STORY).title == "Ferry runs aground off Marn"
    assert document(STORY, title="Other").title == "Other"


def test_given_labels_stand_beside_those_found() -> None:
    given = Furniture(kind=FurnitureKind.CREDIT, span=Span(start=0, end=5), why="given")
    kinds = [label.kind for label in document(STORY, furniture=(given,)).furniture]
    assert FurnitureKind.CREDIT in kinds
    assert FurnitureKind.DATELINE in kinds


def test_the_text_is_untouched() -> None:
    assert document(" a\r\nb ").text == " a\r\nb "
