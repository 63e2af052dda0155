"""Roles, and the reading of acts they rest on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.changes.kinds import role
from retell.changes.model import Severity
from retell.changes.readings.links.roles import acts
from retell.changes.view import View
from retell.text.tokens import tokens

Seen = Callable[..., View]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The minister accused the mayor of fraud.", ("accuse", "minister", "mayor")),
        ("The mayor was accused by the minister.", ("accuse", "minister", "mayor")),
        ("Harlow sued Brandt.", ("sue", "Harlow", "Brandt")),
        ("Brandt has been sued by Harlow.", ("sue", "Harlow", "Brandt")),
        ("The leader of the union attacked the owner of the mine.", ("attack", "leader", "owner")),
    ],
)
def test_agent_and_patient_are_read(sentence: str, expected: tuple[str, str, str]) -> None:
    words = tokens(sentence)
    found = [
        (act.lemma, *(words[at].text if at is not None else None for at in (act.agent, act.patient)))
        for act in acts(words)
    ]
    assert expected in found


def test_a_passive_without_by_has_no_agent() -> None:
    (act,) = acts(tokens("The mayor was accused yesterday."))
    assert act.passive
    assert act.agent is None


def test_a_swap_is_grave_and_spans_the_act(seen: Seen) -> None:
    found = seen("Harlow sued Brandt over the bridge.", "Brandt sued Harlow over the bridge.")
    (change,) = role.find(found)
    assert change.severity is Severity.MEANING
    assert change.left is not None
    assert change.left.of(found.left.text) == "Harlow sued Brandt"


def test_an_empty_role_contradicts_nothing(seen: Seen) -> None:
    assert not list(role.find(seen("Harlow sued Brandt.", "Brandt was sued.")))


def test_a_small_word_counts_only_in_its_place(seen: Seen) -> None:
    assert list(role.find(seen("They fled to Dorna.", "They fled from Dorna.")))
    assert not list(role.find(seen("They fled to Dorna at night.", "At night they came from Dorna.")))


def test_identical_links_are_passed_over(seen: Seen) -> None:
    assert not list(role.find(seen("Harlow sued Brandt.", "Harlow sued Brandt.")))


WORDS = st.lists(
    st.sampled_from("Harlow Brandt the minister mayor accused was by sued to from because led and .".split()),
    min_size=1,
    max_size=10,
)


@given(WORDS)
def test_every_act_lies_inside_the_words(words: list[str]) -> None:
    found = tokens(" ".join(words))
    for act in acts(found):
        for at in (act.verb, act.agent, act.patient):
            assert at is None or 0 <= at < len(found)


@given(WORDS, WORDS)
def test_a_swap_is_seen_from_both_sides(seen: Seen, one: list[str], other: list[str]) -> None:
    left, right = " ".join(one), " ".join(other)
    there = [c for c in role.find(seen(left, right)) if c.kind == "role.swapped"]
    back = [c for c in role.find(seen(right, left)) if c.kind == "role.swapped"]
    assert bool(there) == bool(back)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The panel has fined the club.", "The panel has been fined the club."),
        (
            "The court, which has cleared two clerks, sat.",
            "The court, which has been cleared two clerks, sat.",
        ),
    ],
)
def test_a_verb_with_an_object_made_passive_turns_who_did_it(seen: Seen, left: str, right: str) -> None:
    found = [change for change in role.find(seen(left, right)) if change.severity is Severity.MEANING]
    assert [change.kind for change in found] == ["role.swapped"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("She trained in Dorna as a pilot.", "She was trained in Dorna as a pilot."),
        ("The shop closed on Friday.", "The shop was closed on Friday."),
        ("The storm sank two boats.", "Two boats were sunk by the storm."),
    ],
)
def test_a_verb_without_an_object_may_change_its_voice(seen: Seen, left: str, right: str) -> None:
    assert not list(role.find(seen(left, right)))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Both works shut down after orders fell.", "Both works were closed because orders fell."),
        ("She was sacked after criticising the board.", "She was fired for having criticised the board."),
    ],
)
def test_what_came_after_told_as_what_came_of_it_is_a_cause(seen: Seen, left: str, right: str) -> None:
    (found,) = [change for change in role.find(seen(left, right)) if change.severity is not Severity.HARMLESS]
    assert (found.kind, found.severity) == ("role.cause", Severity.NUANCE)


def test_what_strikes_after_an_aside_struck_before_too(seen: Seen) -> None:
    left = "Two were hurt when a fire, which spread from a shed, destroyed five boats."
    right = "Two are hurt after a fire brings down five boats."
    assert "role.cause" not in [change.kind for change in role.find(seen(left, right))]
