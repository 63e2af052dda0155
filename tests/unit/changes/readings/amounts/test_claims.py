"""How exactly equal quantities are claimed."""

from __future__ import annotations

import pytest

from retell.changes.model import Severity
from retell.changes.readings.amounts.claims import approximation_change, loses_estimate
from retell.changes.readings.amounts.quantities import Quantity, quantities
from retell.text.tokens import tokens


def read(text: str) -> Quantity:
    """The one quantity of a text."""
    (found,) = quantities(tokens(text))
    return found


@pytest.mark.parametrize(
    ("left", "right", "severity"),
    [
        ("at least 40 boats", "40 boats", Severity.NUANCE),
        ("at least 40 boats", "at most 40 boats", Severity.NUANCE),
        ("more than 40 boats", "fewer than 40 boats", Severity.MEANING),
        ("about 40 boats", "roughly 40 boats", None),
        ("about a third of it", "a third of it", None),
        ("nearly 40 boats", "about 40 boats", None),
    ],
)
def test_a_bound_that_went_is_felt_and_another_word_for_it_is_not(
    left: str, right: str, severity: Severity | None
) -> None:
    found = approximation_change(read(left), read(right))
    assert (found and found[0]) == severity


def test_an_estimate_is_lost_where_the_figure_stands_bare() -> None:
    told = "an estimated 40 boats"
    assert loses_estimate(told, read(told), read("40 boats"))
    assert not loses_estimate(told, read(told), read("about 40 boats"))
    assert not loses_estimate("about 40 boats", read("about 40 boats"), read("40 boats"))
