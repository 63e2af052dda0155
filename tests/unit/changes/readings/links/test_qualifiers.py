from __future__ import annotations

import pytest

from retell.changes.readings.links.qualifiers import Sort, answers_for, bare, qualifiers
from retell.text.tokens import tokens


@pytest.mark.parametrize(
    ("text", "sort", "head"),
    [
        ("Only two boats were used", Sort.ONLY, "two"),
        ("It burned part of the school roof", Sort.PART, "roof"),
        ("Water covered most of the island", Sort.MOST, "island"),
        ("Some doctors say so", Sort.SOME, "doctors"),
        ("It is one of the oldest mills", Sort.AMONG, "oldest"),
        ("It is among the oldest mills", Sort.AMONG, "oldest"),
        ("the second-largest port", Sort.PLACED, "largest"),
        ("the third best team", Sort.PLACED, "best"),
    ],
)
def test_a_qualifier_is_read_with_what_it_narrows(text: str, sort: Sort, head: str) -> None:
    words = tokens(text)
    (found,) = qualifiers(words)
    assert (found.sort, words[found.head].key) == (sort, head)


@pytest.mark.parametrize(
    "text",
    [
        "Not only the boats were used",
        "It opened only after the war",
        "The school was part of the problem",
        "He is most likely to win",
        "for some time",
        "the second port of the coast",
    ],
)
def test_the_same_words_may_narrow_nothing(text: str) -> None:
    assert not list(qualifiers(tokens(text)))


def test_another_word_of_the_sort_answers() -> None:
    assert answers_for(tokens("Just two boats were used"), Sort.ONLY)
    assert answers_for(tokens("The roof was partly burned"), Sort.PART)
    assert not answers_for(tokens("The roof was burned"), Sort.PART)


def test_some_are_made_all_by_a_bare_plural_alone() -> None:
    (head,) = (token for token in tokens("doctors") if token.key == "doctors")
    assert bare(tokens("Doctors object"), head, Sort.SOME) == 0
    assert bare(tokens("These doctors object"), head, Sort.SOME) is None
