from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.changes.readings.stance.polarity import denies, negators
from retell.changes.readings.vocabulary.opposites import alike, is_converse, opposite
from retell.text.tokens import tokens


def keys(text: str) -> list[str]:
    return [token.key for token in tokens(text)]


def denied(text: str, word: str) -> bool:
    found = keys(text)
    return denies(negators(found), found.index(word))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("He did not resign.", "resign"),
        ("He didn't resign.", "resign"),
        ("He never resigned.", "resigned"),
        ("He failed to resign.", "resign"),
        ("He has yet to resign.", "resign"),
        ("They pose no threat.", "pose"),
        ("They pose no threat.", "threat"),
        ("No one resigned.", "resigned"),
        ("They left without paying.", "paying"),
        ("The refusal to pay angered him.", "pay"),
    ],
)
def test_a_negator_denies_what_it_reaches(text: str, word: str) -> None:
    assert denied(text, word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("He resigned.", "resigned"),
        ("He did not fail to resign.", "resign"),
        ("He did not sing, but he danced.", "danced"),
        ("It not only rained.", "rained"),
        ("A few men resigned.", "resigned"),
        ("Without doubt he resigned.", "resigned"),
    ],
)
def test_a_negator_that_denies_nothing_is_no_negator(text: str, word: str) -> None:
    assert not denied(text, word)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("rose", "fell"),
        ("increases", "decrease"),
        ("above", "below"),
        ("supports", "opposed"),
        ("guilty", "innocent"),
        ("agreed", "refused"),
        ("won", "lost"),
        ("legal", "illegal"),
        ("likely", "unlikely"),
        ("hurt", "unhurt"),
        ("accepted", "rejected"),
        ("always", "never"),
    ],
)
def test_opposites_are_known_in_any_form(one: str, other: str) -> None:
    assert opposite(one, other)
    assert opposite(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("rose", "rise"),
        ("rose", "climbed"),
        ("vest", "invest"),
        ("side", "inside"),
        ("house", "garden"),
        ("a", "b"),
    ],
)
def test_other_words_are_not_opposites(one: str, other: str) -> None:
    assert not opposite(one, other)


def test_buying_and_selling_tell_one_event() -> None:
    assert is_converse("sold", "bought")
    assert not is_converse("rose", "fell")


def test_forms_of_one_word_are_alike() -> None:
    assert alike("resign", "resigned")
    assert not alike("resign", "remain")


@given(
    st.lists(
        st.sampled_from("not no few a man did fail to pay , . yet has lack of never rather than".split())
    )
)
def test_every_negator_lies_inside_its_sentence(words: list[str]) -> None:
    for found in negators(words):
        assert 0 <= found.begin <= found.at < found.stop <= found.reach <= len(words)
