from __future__ import annotations

import pytest

from retell.changes.readings.vocabulary.homonyms import _table, of_other_meaning
from retell.models import lexicon


@pytest.mark.parametrize(
    ("left", "right"), [("board", "plank"), ("boards", "planks"), ("minister", "pastor"), ("bill", "invoice")]
)
def test_a_word_of_another_meaning_is_known_in_any_form(left: str, right: str) -> None:
    assert of_other_meaning(left, right, ()) is True


def test_words_about_make_the_other_meaning_fair() -> None:
    assert of_other_meaning("branch", "limb", {"oak", "fell"}) is False
    assert of_other_meaning("branch", "limb", {"library"}) is True


def test_what_is_not_listed_is_unknown() -> None:
    assert of_other_meaning("branch", "office", ()) is None
    assert of_other_meaning("limb", "branch", ()) is None


def test_every_entry_has_words_and_none_is_the_word_itself() -> None:
    for word, (said, _) in _table().items():
        assert said and word not in said


def test_the_words_are_known_dictionary_forms() -> None:
    unknown = [word for word in _table() if not lexicon.is_known(word)]
    assert len(unknown) < 5
