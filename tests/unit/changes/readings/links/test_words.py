"""Which changed words of a link answer each other."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.changes.readings.links.words import akin, answers, is_content, is_filler, is_name, part
from retell.changes.view import Pair, View
from retell.models.lexicon import RelationKind
from retell.text.tokens import tokens

Seen = Callable[..., View]


def matched(pair: Pair) -> list[tuple[str, str]]:
    return [(pair.left[each.left].text, pair.right[each.right].text) for each in answers(pair).pairs]


def test_a_synonym_answers(seen: Seen) -> None:
    pair = seen("The museum bought the painting.", "The museum purchased the painting.").pairs[0]
    assert matched(pair) == [("bought", "purchased")]
    relation = answers(pair).pairs[0].relation
    assert relation is not None
    assert relation.kind is RelationKind.SYNONYM


def test_an_inflected_word_answers_from_another_place(seen: Seen) -> None:
    pair = seen("Two thieves fled when the alarm rang.", "The alarm rings and a thief flees.").pairs[0]
    assert ("thieves", "thief") in matched(pair)
    assert ("fled", "flees") in matched(pair)


def test_a_dropped_word_has_no_answer(seen: Seen) -> None:
    pair = seen("The court lifted the temporary ban.", "The court lifted the ban.").pairs[0]
    assert [pair.left[at].text for at in answers(pair).only_left] == ["temporary"]
    assert answers(pair).only_right == ()


def test_a_word_that_stands_elsewhere_unchanged_is_not_left_over(seen: Seen) -> None:
    pair = seen("The ban on fishing, a ban he hates, ended.", "The ban on fishing ended.").pairs[0]
    assert "ban" not in [pair.left[at].text for at in answers(pair).only_left]


@pytest.mark.parametrize(
    ("one", "other"), [("decide", "decision"), ("flee", "fled"), ("resist", "resistance"), ("sell", "seller")]
)
def test_words_of_one_stem_are_akin(one: str, other: str) -> None:
    assert akin(one, other)


def test_strangers_are_not_akin() -> None:
    assert not akin("nurse", "surgeon")
    assert not akin("cat", "car")


@pytest.mark.parametrize(
    ("sentence", "word", "expected"),
    [
        ("They will battle on.", "battle", "v"),
        ("It was the battle of the year.", "battle", "n"),
        ("She quickly left.", "quickly", "r"),
        ("The orchestra arrived.", "orchestra", "n"),
    ],
)
def test_the_part_of_speech_is_read_from_the_neighbours(sentence: str, word: str, expected: str) -> None:
    words = tokens(sentence)
    at = next(at for at, token in enumerate(words) if token.text == word)
    assert part(words, at) == expected


def test_a_capital_inside_a_sentence_makes_a_name() -> None:
    words = tokens("Farmers met Brandt in Dorna.")
    assert [token.text for at, token in enumerate(words) if is_name(words, at)] == ["Brandt", "Dorna"]


def test_grammar_is_not_content_and_connectives_are_filler() -> None:
    the, however, bridge = tokens("the however bridge")
    assert not is_content(the)
    assert is_filler(however)
    assert is_content(bridge)
    assert not is_filler(bridge)


WORDS = st.lists(
    st.sampled_from("the dog barked poodle ran in Dorna on Monday and 12 cats slept .".split()), max_size=9
)


@given(WORDS, WORDS)
def test_each_word_answers_at_most_once(seen: Seen, one: list[str], other: list[str]) -> None:
    found = seen(" ".join(one) or "x", " ".join(other) or "x")
    given_answers = answers(found.pairs[0])
    lefts = [each.left for each in given_answers.pairs] + list(given_answers.only_left)
    rights = [each.right for each in given_answers.pairs] + list(given_answers.only_right)
    assert len(lefts) == len(set(lefts))
    assert len(rights) == len(set(rights))


@pytest.mark.parametrize(
    ("left", "right", "pair"),
    [
        (
            "Dealer guilty of forging deeds but cleared of theft",
            "Art dealer convicted of faking documents",
            ("guilty", "convicted"),
        ),
        (
            "The clerk checked each coffer by hand.",
            "By hand a chest each was looked into.",
            ("coffer", "chest"),
        ),
    ],
)
def test_a_word_is_answered_by_what_people_put_for_it_before_what_stands_in_its_place(
    seen: Seen, left: str, right: str, pair: tuple[str, str]
) -> None:
    assert pair in matched(seen(left, right).pairs[0])


def test_another_thing_of_its_kind_answers_before_what_stands_in_its_place(seen: Seen) -> None:
    pair = seen("The ferry hit a sleeping whale.", "The cold dolphin hit a ferry.").pairs[0]
    assert ("whale", "dolphin") in matched(pair) or not matched(pair)
    pair = seen("They fed the whale cold herring.", "They fed cheap sprats, the dolphin.").pairs[0]
    assert ("herring", "dolphin") not in matched(pair)
