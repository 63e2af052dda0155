"""Which word stands for which."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from retell.changes.wordlinks import neighbours, signs, word_links
from retell.models.link_weights import WEIGHTS
from retell.text.tokens import tokens

WORDS = st.lists(
    st.sampled_from(
        ["the", "The", "ferry", "boat", "left", "Port", "at", "noon", "12", ",", "mayor", "said"]
    ),
    max_size=10,
).map(" ".join)


def linked(left: str, right: str) -> set[tuple[str, str]]:
    a, b = tokens(left), tokens(right)
    return {(a[i].text, b[j].text) for i, j in word_links(a, b)}


def test_equal_sentences_are_linked_word_by_word() -> None:
    words = tokens("The ferry left the port at noon.")
    assert word_links(words, words) == tuple((at, at) for at in range(len(words)))


def test_an_inflected_word_is_linked() -> None:
    assert ("leaves", "left") in linked("The ferry leaves the port.", "The ferry left the port.")


def test_a_synonym_is_linked() -> None:
    assert ("buy", "purchase") in linked("They will buy the mill.", "They will purchase the mill.")


def test_a_moved_clause_is_linked_where_it_went() -> None:
    found = linked("The mayor said on Monday the ferry left.", "The ferry left, the mayor said on Monday.")
    assert {("mayor", "mayor"), ("Monday", "Monday"), ("ferry", "ferry"), ("left", "left")} <= found


def test_nothing_is_linked_with_nothing() -> None:
    assert word_links((), tokens("The ferry left.")) == word_links(tokens("The ferry left."), ()) == ()


def test_there_is_a_weight_for_every_sign() -> None:
    words = tokens("The ferry left.")
    plain = signs(words, words, ())
    assert plain.shape[2] == len(WEIGHTS.alone)
    assert plain.shape[2] + neighbours(plain[:, :, 0]).shape[2] == len(WEIGHTS.together)


@settings(max_examples=60, deadline=None)
@given(WORDS, WORDS)
def test_links_point_at_tokens_and_come_in_order(left: str, right: str) -> None:
    a, b = tokens(left), tokens(right)
    found = word_links(a, b)
    assert list(found) == sorted(set(found))
    assert all(0 <= i < len(a) and 0 <= j < len(b) for i, j in found)
