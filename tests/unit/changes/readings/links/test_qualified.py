from __future__ import annotations

from collections.abc import Callable

import pytest

from retell.changes.readings.amounts.quantities import quantities
from retell.changes.readings.links.qualified import made_level, qualified
from retell.changes.view import View
from retell.settings import NumberSettings

Seen = Callable[..., View]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Only two boats were used.", "Two boats were used."),
        ("Two boats were used.", "Only two boats were used."),
        ("It burned part of the roof.", "It burned the roof."),
        ("It is the second-largest port.", "It is the largest port."),
    ],
)
def test_a_qualifier_of_one_side_alone_is_told(seen: Seen, left: str, right: str) -> None:
    (found,) = qualified(seen(left, right).pairs[0], NumberSettings())
    assert found.kind == "number.scope" and found.left and found.right


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Only two boats were used.", "Just two boats were used."),
        ("It burned part of the roof.", "It burned the roof in part."),
        ("Doctors object.", "Some doctors object."),
        ("It burned part of the roof.", "It burned."),
    ],
)
def test_what_is_answered_or_gone_whole_is_passed_over(seen: Seen, left: str, right: str) -> None:
    assert not list(qualified(seen(left, right).pairs[0], NumberSettings()))


def test_by_and_to_are_told_apart_before_one_figure(seen: Seen) -> None:
    pair = seen("Fees rise by 30 crowns.", "Fees rise to 30 crowns.").pairs[0]
    (one,), (other,) = quantities(pair.left), quantities(pair.right)
    assert made_level(pair, one, other)
    assert not made_level(seen("Fees rise by 30 crowns.", "Fees rise by 30 crowns.").pairs[0], one, one)
