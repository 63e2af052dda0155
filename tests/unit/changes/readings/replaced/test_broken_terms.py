from __future__ import annotations

from collections.abc import Callable

import pytest

from retell.changes.readings.replaced.broken_terms import broken_terms
from retell.changes.view import View

Seen = Callable[..., View]


def test_a_term_with_a_word_swapped_is_broken(seen: Seen) -> None:
    pair = seen("He died of a heart attack in May.", "He died of a heart assault in May.").pairs[0]
    ((left, right, why),) = broken_terms(pair, 0.3)
    assert (
        "“heart assault”" in why and len(left) == len("heart attack") and len(right) == len("heart assault")
    )


@pytest.mark.parametrize(
    "right",
    [
        "He died of a heart attack in May.",
        "He died of heart failure in May.",
        "He died of a stroke in May.",
        "In May a heart attack killed him.",
    ],
)
def test_a_term_kept_or_told_otherwise_is_not(seen: Seen, right: str) -> None:
    assert not list(broken_terms(seen("He died of a heart attack in May.", right).pairs[0], 0.3))
