from __future__ import annotations

import pytest

from retell.changes.readings.links.left_over import matters
from retell.settings import OneSidedSettings
from retell.text.tokens import tokens


def counts(text: str, word: str, other: str) -> bool:
    words = tokens(text)
    at = next(number for number, token in enumerate(words) if token.key == word)
    return matters((words, tokens(other)), at, frozenset(), OneSidedSettings())


@pytest.mark.parametrize(
    ("text", "word", "other"),
    [
        ("Hanne Vold told reporters on the quay.", "reporters", "Hanne Vold said on the quay."),
        ("The brewer said it would appeal.", "brewer", "Dorna Ales says it will appeal."),
        ("said Hanne Vold, an economist at Dorna Bank", "economist", "said Hanne Vold of Dorna Bank"),
        ("“We start again,” she added.", "added", "“We start again.”"),
        ("a widow with two granddaughters", "granddaughters", "a grandmother of two"),
    ],
)
def test_a_word_said_in_another_way_does_not_matter(text: str, word: str, other: str) -> None:
    assert not counts(text, word, other)


@pytest.mark.parametrize(
    ("text", "word", "other"),
    [
        ("Hanne Vold met reporters on the quay.", "reporters", "Hanne Vold stood on the quay."),
        ("The brewer closed its cellar.", "brewer", "It closed its cellar."),
        ("said Hanne Vold, an economist at Dorna Bank", "economist", "said Hanne Vold of Elm Street"),
        ("The ban on armed patrols was lifted.", "armed", "The ban on patrols was lifted."),
    ],
)
def test_a_word_that_nothing_says_matters(text: str, word: str, other: str) -> None:
    assert counts(text, word, other)
