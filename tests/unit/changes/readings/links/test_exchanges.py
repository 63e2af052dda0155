"""Things that changed places inside a sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.changes.readings.links.exchanges import Exchange, exchanges
from retell.changes.view import View

Seen = Callable[..., View]


def found(seen: Seen, left: str, right: str) -> list[tuple[str, str, bool]]:
    (pair,) = seen(left, right).pairs
    return [
        (
            " ".join(pair.left[at].text for at in one.left[0]),
            " ".join(pair.left[at].text for at in one.left[1]),
            one.turned,
        )
        for one in exchanges(pair)
    ]


@pytest.mark.parametrize(
    ("left", "right", "one", "other"),
    [
        ("They won by 7 seats to 4.", "They won by 4 seats to 7.", "7", "4"),
        ("Orla taught Finn to swim.", "Finn taught Orla to swim.", "Orla", "Finn"),
        ("Pears rose while plums fell.", "Pears fell while plums rose.", "rose", "fell"),
        ("It was cut in Turin and sewn in Lyon.", "It was cut in Lyon and sewn in Turin.", "Turin", "Lyon"),
        (
            "The owner’s lawyer wrote to the tenant.",
            "The tenant wrote to the owner’s lawyer.",
            "owner ’s lawyer",
            "tenant",
        ),
    ],
)
def test_two_things_in_each_others_place_are_seen(
    seen: Seen, left: str, right: str, one: str, other: str
) -> None:
    assert found(seen, left, right) == [(one, other, False)]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Orla and Finn swam.", "Finn and Orla swam."),
        ("Orla married Finn in May.", "Finn married Orla in May."),
        ("Orla, a diver, surfaced.", "A diver, Orla, surfaced."),
        ("It rose to 5 from 3.", "It rose from 3 to 5."),
        ("Homes burned and houses fell.", "Houses burned and homes fell."),
        ("Unions back him and owners oppose him.", "Owners oppose him and unions back him."),
        ("Orla swam.", "Orla swam."),
    ],
)
def test_an_order_that_is_free_is_no_exchange(seen: Seen, left: str, right: str) -> None:
    assert found(seen, left, right) == []


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Orla sold the boat to Finn.", "Finn bought the boat from Orla."),
        ("The storm sank the boat.", "The boat was sunk by the storm."),
        ("Orla is older than Finn.", "Finn is younger than Orla."),
    ],
)
def test_what_was_turned_with_them_says_the_same(seen: Seen, left: str, right: str) -> None:
    assert all(turned for _, _, turned in found(seen, left, right))


def test_near_things_are_pointed_at_in_one() -> None:
    near = Exchange(left=(range(1), range(2, 3)), right=(range(1), range(2, 3)), turned=False)
    assert near.stretches(5) == ((range(3), range(3)),)
    assert near.stretches(2) == ((range(1), range(1)), (range(2, 3), range(2, 3)))


@given(st.permutations("Orla taught Finn to swim in the cold green lake".split()))
def test_whatever_the_order_each_thing_is_in_one_exchange(seen: Seen, words: list[str]) -> None:
    (pair,) = seen("Orla taught Finn to swim in the cold green lake.", " ".join(words) + ".").pairs
    places = [at for one in exchanges(pair) for here in one.left for at in here]
    assert len(places) == len(set(places))
