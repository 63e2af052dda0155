"""Figures that tell the one beside them again."""

from __future__ import annotations

import pytest

from retell.changes.readings.amounts.glosses import is_gloss
from retell.changes.readings.amounts.quantities import quantities
from retell.settings import Settings
from retell.text.tokens import tokens


@pytest.mark.parametrize(
    ("text", "gloss"),
    [
        ("a road of 40 km (25 miles)", True),
        ("a bill of 2.6 billion euros ($2.9 billion)", True),
        ("40 boats and 25 crews", False),
        ("a road of 40 km and a weight of 25 kg", False),
    ],
)
def test_the_same_again_in_another_unit_is_a_gloss(text: str, *, gloss: bool) -> None:
    found = quantities(tokens(text))
    assert is_gloss(found[-1], found, Settings().changes.number) is gloss
