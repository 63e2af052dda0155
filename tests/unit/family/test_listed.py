from __future__ import annotations

from unittest.mock import patch

import numpy as np
import pytest

from retell.document.model import Document, Furniture, FurnitureKind
from retell.family import listed
from retell.family.listed import LineDocuments, id_of, row_of, with_furniture
from retell.text.spans import Span

TEXTS = ["The ferry sank.", "Señora Álvarez spoke.", "Nobody was hurt."]


def documents() -> LineDocuments:
    held = [text.encode() for text in TEXTS]
    ends = np.cumsum([len(each) for each in held])
    starts = ends - np.array([len(each) for each in held])
    data = np.frombuffer(b"".join(held), dtype=np.uint8)
    return LineDocuments(["a", "b", "d"], (data, starts, ends), {2: "Nobody was hurt\ufffd."})


def test_a_document_is_made_when_it_is_asked_for() -> None:
    held = documents()
    with patch.object(listed, "_TOLD", 1):
        assert [each.text for each in held] == [*TEXTS[:2], "Nobody was hurt\ufffd."]
    assert held[-2] == Document(id="b", text=TEXTS[1])
    assert [each.id for each in held[1:]] == ["b", "d"]
    with pytest.raises(IndexError):
        held[3]


def test_ids_and_rows_are_found_in_either_sort_of_documents() -> None:
    for held in (documents(), list(documents())):
        assert [id_of(held, row) for row in range(3)] == ["a", "b", "d"]
        assert [row_of(held, id) for id in ("a", "b", "d")] == [0, 1, 2]


def test_furniture_is_that_of_documents_that_were_read() -> None:
    furniture = (Furniture(kind=FurnitureKind.DATELINE, span=Span(start=0, end=3), why="a town"),)
    read = [Document(id="a", text=TEXTS[0]), Document(id="b", text=TEXTS[1], furniture=furniture)]
    assert with_furniture(read, np.arange(2)) == [1]
    assert with_furniture(documents(), np.arange(3)) == []
