"""A "not" put in or taken out where nothing round it changed."""

from __future__ import annotations

from collections.abc import Callable

from retell.changes.readings.stance.bare_denials import bare_denials
from retell.changes.view import View

Seen = Callable[..., View]


def places(seen: Seen, left: str, right: str) -> list[tuple[str, str]]:
    pair = seen(left, right).pairs[0]
    return [
        (
            " ".join(token.text for token in pair.left[mine.start : mine.stop]),
            " ".join(token.text for token in pair.right[its.start : its.stop]),
        )
        for mine, its in bare_denials(pair)
    ]


def test_a_denial_put_in_is_told_with_its_auxiliary(seen: Seen) -> None:
    assert places(seen, "Nobody left and the boat will sail.", "Nobody left and the boat will not sail.") == [
        ("will", "will not")
    ]


def test_a_denial_taken_out_is_told(seen: Seen) -> None:
    left = "The mayor had not been told, and did not ask."
    assert places(seen, left, "The mayor had been told, and didn't ask.") == [("had not", "had")]


def test_a_denial_said_by_another_word_is_left_to_others(seen: Seen) -> None:
    assert places(seen, "The mayor had not been told.", "Never had the mayor been told.") == []


def test_not_only_denies_nothing_where_a_but_follows(seen: Seen) -> None:
    assert places(seen, "No, it is only large but old.", "No, it is not only large but old.") == []
    assert places(seen, "No, it is only large.", "No, it is not only large.") == [("is", "is not")]
