"""Names that differ."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retell.changes.kinds.name import find
from retell.changes.model import Change, Severity
from retell.changes.view import View

Seen = Callable[..., View]
VOCABULARY = (
    "The the mayor Harwick Anna Berg Berk met President of Leeds resistance "
    "Resistance ’s Russia Russian WHO , . in"
).split()
WORDS = st.lists(
    st.sampled_from(VOCABULARY),
    min_size=1,
).map(" ".join)


def said(seen: Seen, left: str, right: str) -> list[Change]:
    return list(find(seen(left, right)))


def test_a_misspelling_points_at_the_word_alone(seen: Seen) -> None:
    left, right = "They praised Oksana Khaletskaya.", "They praised Oksana Chaletskaya."
    (change,) = said(seen, left, right)
    assert change.left is not None
    assert (change.kind, change.severity) == ("name.misspelt", Severity.NUANCE)
    assert change.left.of(left) == "Khaletskaya"


def test_a_spelling_at_odds_with_the_same_text_is_told_so(seen: Seen) -> None:
    left = "Then Oksana Khaletskaya sang. Later they praised Khaletskaya."
    right = "Then Oksana Khaletskaya sang. Later they praised Chaletskaya."
    (change,) = said(seen, left, right)
    assert "elsewhere in the same text" in change.why


def test_another_place_changes_the_meaning(seen: Seen) -> None:
    (change,) = said(seen, "A lorry burned in Leeds.", "A lorry burned in Hull.")
    assert (change.kind, change.severity) == ("name.swap", Severity.MEANING)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(left=WORDS, right=WORDS)
def test_every_change_points_at_words_of_its_side(seen: Seen, left: str, right: str) -> None:
    for change in said(seen, left, right):
        assert change.left is None or change.left.of(left)
        assert change.right is None or change.right.of(right)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=WORDS)
def test_a_text_beside_itself_says_nothing(seen: Seen, text: str) -> None:
    assert said(seen, text, text) == []
