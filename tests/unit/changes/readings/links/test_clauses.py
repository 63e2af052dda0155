from __future__ import annotations

from retell.changes.readings.links.clauses import clauses_gone
from retell.changes.readings.links.words import is_content
from retell.text.tokens import Token, tokens

TOLD = tokens("Two sheds burned at dawn, but neighbours rescued every goat.")


def every(words: tuple[Token, ...]) -> set[int]:
    return {at for at, token in enumerate(words) if is_content(token)}


def gone(alone: set[int], others: int, fewest: int = 2) -> list[str]:
    return [" ".join(TOLD[at].key for at in found) for found in clauses_gone(TOLD, alone, others, fewest)]


def after(word: str) -> set[int]:
    at = next(number for number, token in enumerate(TOLD) if token.key == word)
    return {number for number in every(TOLD) if number > at}


def test_a_clause_of_which_nothing_is_answered_is_gone() -> None:
    assert gone(after("but"), 0) == ["neighbours rescued goat"]


def test_a_clause_of_which_a_word_is_answered_is_not() -> None:
    assert not gone(after("neighbours"), 0)


def test_as_many_words_left_on_the_other_side_may_stand_for_it() -> None:
    assert gone(after("but"), 3)
    assert not gone(after("but"), 4)


def test_a_clause_needs_its_fewest_words() -> None:
    assert not gone(after("but"), 0, fewest=4)


def test_nothing_is_gone_of_nothing() -> None:
    assert not list(clauses_gone((), (), 0, 2))
    assert not gone(set(), 0)
