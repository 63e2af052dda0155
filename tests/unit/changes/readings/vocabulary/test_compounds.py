from __future__ import annotations

from retell.changes.readings.vocabulary import compounds
from retell.changes.readings.vocabulary.compounds import is_term, terms
from retell.text.tokens import tokens


def read(text: str) -> list[tuple[str, ...]]:
    return [term.words for term in terms(tokens(text))]


def test_a_term_is_found_in_any_form() -> None:
    assert read("Two heart attacks and a press conference") == [("heart", "attack"), ("press", "conference")]


def test_the_longest_term_counts() -> None:
    assert read("the chief executive officer") == [("chief", "executive", "officer")]


def test_words_of_a_term_apart_are_none() -> None:
    assert not read("an attack on the heart")


def test_a_term_is_known_by_its_words() -> None:
    assert is_term(["interest", "rates"])
    assert not is_term(["interest", "speeds"])
    assert not is_term([])


def test_the_forms_of_all_words_of_terms_are_written_down() -> None:
    words = {word for piece in compounds._TERMS.replace("\n", "|").split("|") for word in piece.split()}
    other = {word: compounds._base(word) for word in words if compounds._base(word) != word}
    assert dict(entry.split(":") for entry in compounds._BASES.split()) == other
