from __future__ import annotations

from collections.abc import Callable

import pytest

from retell.changes.model import Severity
from retell.changes.readings.stance.modals import forbidden_or_free, unreal
from retell.changes.view import View

Seen = Callable[..., View]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("They must not read it.", "They do not have to read it."),
        ("They need not read it.", "They are forbidden to read it."),
    ],
)
def test_to_forbid_is_not_to_leave_free(seen: Seen, left: str, right: str) -> None:
    (found,) = forbidden_or_free(seen(left, right).pairs[0])
    assert found.severity is Severity.MEANING


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("They must not read it.", "They were not allowed to read it."),
        ("They must not read it.", "They need not pay."),
    ],
)
def test_one_rule_in_other_words_says_the_same(seen: Seen, left: str, right: str) -> None:
    assert not list(forbidden_or_free(seen(left, right).pairs[0]))


def test_what_would_have_been_is_not_what_is(seen: Seen) -> None:
    assert list(unreal(seen("Holm gains a bonus.", "Holm would have gained a bonus.").pairs[0]))
    assert not list(unreal(seen("Holm was to gain a bonus.", "Holm would have gained a bonus.").pairs[0]))
