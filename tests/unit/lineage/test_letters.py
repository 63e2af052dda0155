"""Names in the spelling of other languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.lineage.letters import RULES, spelt
from retell.models.translations import LANGUAGES


@pytest.mark.parametrize(
    ("usual", "other", "language"),
    [
        ("Chekhov", "Tschechow", "de"),
        ("Lukashenko", "Lukaschenko", "de"),
        ("Zelensky", "Selenskyj", "de"),
        ("Pushkin", "Pouchkine", "fr"),
        ("Khrushchev", "Jrushchev", "es"),
        ("Shostakovich", "Sjostakovitj", "sv"),
        ("Hitler", "Gitler", "ru"),
    ],
)
def test_a_name_is_known_in_the_spelling_of_another_language(usual: str, other: str, language: str) -> None:
    assert language in spelt(usual, other)
    assert spelt(other, usual) == ()


@pytest.mark.parametrize(
    ("one", "other"), [("Smith", "Smiht"), ("Miller", "Muller"), ("Kiev", "Kyiv"), ("Eva", "Ewa")]
)
def test_slips_and_short_names_point_to_no_language(one: str, other: str) -> None:
    assert spelt(one, other) == ()


def test_letters_that_belong_together_are_not_taken_apart() -> None:
    assert "es" not in spelt("Tikhonova", "Tichonova")


def test_every_language_of_the_table_has_its_spelling() -> None:
    assert RULES.keys() == LANGUAGES.keys()


@given(st.text(max_size=12), st.text(max_size=12))
def test_odd_names_raise_nothing_and_a_name_is_never_respelt_to_itself(one: str, other: str) -> None:
    assert spelt(one, one) == ()
    assert set(spelt(one, other)) <= LANGUAGES.keys()
