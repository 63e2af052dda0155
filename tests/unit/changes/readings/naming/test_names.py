from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.changes.readings.naming.hearsay import nearly, rendered, sound
from retell.changes.readings.naming.kinship import Kinship, kinship, same_seat
from retell.changes.readings.naming.names import (
    Name,
    capitals,
    names,
    plain,
)
from retell.text.tokens import tokens


def read(text: str) -> list[str]:
    words = tokens(text)
    return [name.span.of(text) for name in names(words, [0], capitals([(words, [0])]))]


def name(text: str) -> Name:
    words = tokens(f"with {text} now")
    (found,) = names(words, [0], capitals([(words, [0])]))
    return found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The mayor of Harwick met Adela Marsh.", ["Harwick", "Adela Marsh"]),
        ("They saw Dr. Adela Marsh and President Emil Varga.", ["Adela Marsh", "Emil Varga"]),
        ("Farmers met on Monday in May.", []),
        ("He left the Bank of England early.", ["Bank of England"]),
        ("The prize of Anna Bergqvist of Oslo went missing.", ["Anna Bergqvist", "Oslo"]),
        ("A painting by Ludwig van Tholen was sold.", ["Ludwig van Tholen"]),
        ("He met Swedish minister Pia Holm.", ["Swedish", "Pia Holm"]),
        ("FIRE DESTROYS OLD MILL IN HARWICK TOWN", []),
        ("New Harbour Plans Divide Small Fishing Town", []),
    ],
)
def test_names_are_read_from_capitals(text: str, found: list[str]) -> None:
    assert read(text) == found


def test_a_word_that_opens_a_sentence_is_a_name_if_it_is_one_elsewhere() -> None:
    text = "Marsh resigned after they asked Marsh to go."
    assert read(text) == ["Marsh", "Marsh"]


@pytest.mark.parametrize(
    ("one", "other", "kin"),
    [
        ("Anna Berg", "Anna Berg", Kinship.SAME),
        ("Anna Berg", "Berg", Kinship.PART),
        ("José Núñez", "Jose Nunez", Kinship.SAME),
        ("World Health Organization", "WHO", Kinship.FORM),
        ("Russia", "Russian", Kinship.FORM),
        ("Kiev", "Kyiv", Kinship.FORM),
        ("Labour Party", "Labor Party", Kinship.FORM),
        ("Gregory Pinkham", "Greg Pinkham", Kinship.FORM),
        ("Khaletskaya", "Chaletskaya", Kinship.MISSPELT),
        ("Oksana Khaletskaya", "Oksana Chaletskaya", Kinship.MISSPELT),
        ("Jon Smithe", "John Smith", Kinship.MISSPELT),
        ("Iran", "Iraq", Kinship.OTHER),
        ("Austria", "Australia", Kinship.OTHER),
        ("Leeds", "Hull", Kinship.OTHER),
    ],
)
def test_two_names_stand_to_each_other_as_an_editor_would_say(one: str, other: str, kin: Kinship) -> None:
    assert kinship(name(one), name(other)) is kin
    assert kinship(name(other), name(one)) is kin


def test_a_capital_stands_for_its_land() -> None:
    assert same_seat("moscow", "russia")
    assert same_seat("kremlin", "russian")
    assert not same_seat("moscow", "france")


def test_sounds_that_transliterations_confuse_are_one() -> None:
    assert sound("khaletskaya") == sound("chaletskaja")


def test_short_words_are_never_nearly_the_same() -> None:
    assert not nearly("ann", "anna")


@given(
    st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1),
    st.text(alphabet="abcdefghijklmnop", min_size=1),
)
def test_nearness_runs_both_ways(one: str, other: str) -> None:
    assert nearly(one, other) == nearly(other, one)


def test_accents_and_stops_are_no_part_of_a_key() -> None:
    assert plain("Núñez") == "nunez"
    assert plain("U.S.") == "us"


@given(st.text())
def test_odd_text_is_read_without_complaint(text: str) -> None:
    words = tokens(text)
    for found in names(words, [0], capitals([(words, [0])])):
        assert found.span.of(text)
        assert kinship(found, found) is Kinship.SAME


@pytest.mark.parametrize(("one", "other"), [("penridge", "penrizh"), ("dale", "deyl")])
def test_a_name_written_down_by_ear_is_the_name(one: str, other: str) -> None:
    assert rendered(one, other)


@pytest.mark.parametrize(("one", "other"), [("penridge", "carter"), ("penridge", "rossi"), ("hill", "hall")])
def test_another_name_is_not_one_written_down_by_ear(one: str, other: str) -> None:
    assert not rendered(one, other)
