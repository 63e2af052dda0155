"""Which sense a word has in its sentence."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.models import embedding, lexicon
from retell.models.senses import InContext, glosses, in_context


def read(old: str, new: str, around: str) -> InContext:
    return in_context(old, new, embedding.load().sentences([around])[0])


def test_plain_synonyms_share_the_sense_that_is_meant() -> None:
    assert read("start", "begin", "They will the work on Monday").shared > 0.5


@pytest.mark.parametrize(
    ("old", "new", "around"),
    [
        ("branch", "limb", "The library closed one in the suburb to save money"),
        ("rate", "pace", "The central bank kept its key unchanged to hold inflation"),
    ],
)
def test_a_sense_that_does_not_fit_the_sentence_is_hardly_shared(old: str, new: str, around: str) -> None:
    assert read(old, new, around).shared < 0.2


def test_the_same_words_are_read_otherwise_in_another_sentence() -> None:
    tree = read("branch", "limb", "The gardener sawed a thick off the old oak tree").shared
    office = read("branch", "limb", "The bank opened an office and a for its customers in the town").shared
    assert tree > office


def test_a_word_the_lexicon_does_not_know_has_nothing_in_common() -> None:
    assert read("zzyzx", "begin", "They will on Monday") == InContext()


def test_an_unknown_synset_has_an_empty_definition() -> None:
    assert not glosses([1]).any()


def test_every_common_sense_has_a_definition() -> None:
    words = ("bank", "run", "fair", "soon")
    entries = [entry for word in words for entry in lexicon.entries(word)]
    found = [sense.synset for entry in entries for sense in entry.senses]
    assert np.allclose(np.linalg.norm(glosses(found), axis=1), 1, atol=1e-3)


@given(st.text(max_size=10), st.text(max_size=10), st.text(max_size=40))
def test_odd_words_never_raise_and_shares_are_shares(old: str, new: str, around: str) -> None:
    found = read(old, new, around)
    assert -1e-6 <= found.shared <= 1 + 1e-6
    assert -1e-6 <= found.new_shared <= 1 + 1e-6
