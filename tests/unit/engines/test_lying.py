"""Texts of an Arrow column against the same texts as strings."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from retell.family.columns import Columns
from retell.family.holding import hold
from retell.settings import FamilySettings

pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
pytest.importorskip("numba", reason="numba is not installed")
lying = pytest.importorskip("retell.engines.lying")

SETTINGS = replace(FamilySettings(), count_bits=10)
TEXTS = [
    "The harbour board put off its vote until the spring session of the council.",
    "",
    "Der Rat verschob die Abstimmung über den Fähranleger in Straßburg auf März.",
    "Паром сел на мель в густом тумане у северного мола.",
    "\U00010400\U00010414 an odd letter 𝔣𝔬𝔲𝔫𝔡 in few fonts, and 𐐨 beside it, seven words on",
    "港口委员会将投票推迟到春季会议。",
]


def same(one: Columns, other: Columns) -> None:
    assert (one.bands == other.bands).all()
    assert (one.signatures == other.signatures).all()
    assert (one.digests == other.digests).all()
    assert (one.word_counts == other.word_counts).all()
    for name, column in one.sorts.items():
        assert (column.ends == other.sorts[name].ends).all()
        assert (column.keys == other.sorts[name].keys).all()


@pytest.mark.parametrize("kind", ["string", "large_string"])
def test_a_column_has_the_keys_of_its_strings(kind: str) -> None:
    column = pa.array(TEXTS, getattr(pa, kind)())
    expected = hold(TEXTS, 1, least=0).columns(SETTINGS)
    same(lying.texts_of(column, least=0).columns(SETTINGS), expected)


def test_part_of_a_column_is_read_from_where_it_begins() -> None:
    column = pa.array([*TEXTS, *TEXTS]).slice(2, 5)
    expected = hold([*TEXTS, *TEXTS][2:7], 1, least=0).columns(SETTINGS)
    same(lying.texts_of(column, least=0).columns(SETTINGS), expected)


def test_places_in_odd_texts_are_those_of_their_letters() -> None:
    texts, strings = lying.texts_of(pa.array(TEXTS), least=0), hold(TEXTS, 1, least=0)
    rows, words = np.array([4, 0, 2]), np.array([[1, 4], [0, 3], [2, 9]], dtype=np.int32)
    assert (texts.places(rows, words) == strings.places(rows, words)).all()


def test_few_texts_need_no_compiled_loops() -> None:
    assert len(lying.texts_of(pa.array(TEXTS)).columns(SETTINGS)) == len(TEXTS)
    assert len(lying.texts_of(pa.array([], pa.string()), least=0).columns(SETTINGS)) == 0
