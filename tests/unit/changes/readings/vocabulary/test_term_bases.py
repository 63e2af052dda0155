"""Dictionary forms written down beside the terms."""

from __future__ import annotations

import pytest

from retell.changes.readings.vocabulary import terms
from retell.changes.readings.vocabulary.term_bases import BASES
from retell.models import lexicon


@pytest.mark.parametrize("table", [terms._FIELDS, terms._SCALES])
def test_every_word_of_a_table_has_its_form_written_down(table: str) -> None:
    words = set(table.replace("|", " ").split())
    assert words <= set(BASES), f"to be added: {sorted(words - set(BASES))}"


def test_the_forms_written_down_are_those_of_the_lexicon() -> None:
    assert {word: base for word, base in BASES.items() if lexicon.base(word) != base} == {}
