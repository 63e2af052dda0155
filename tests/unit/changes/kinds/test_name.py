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


def test_a_word_of_a_name_put_otherwise_is_another_name(seen: Seen) -> None:
    (change,) = said(seen, "Shares of Harlow Lane rose.", "Shares of Harlow Path rose.")
    assert (change.kind, change.severity) == ("name.swap", Severity.NUANCE)


def test_what_a_place_is_may_be_said_in_another_word(seen: Seen) -> None:
    (change,) = said(seen, "They closed the Port of Varnby.", "They closed the Harbor of Varnby.")
    assert (change.kind, change.severity) == ("name.form", Severity.HARMLESS)


def test_a_line_of_credits_is_no_headline(seen: Seen) -> None:
    left = "(Reporting by Inge Tarvel in Kolm; editing by Ada Moor)"
    (change,) = said(seen, left, left.replace("Tarvel", "Tarfel"))
    assert change.kind == "name.misspelt"


def test_a_word_misspelt_in_a_name_is_told_once(seen: Seen) -> None:
    (change,) = said(seen, "It was edited by Peregrine Voss.", "It was edited by Peregrine Vosk.")
    assert (change.kind, change.severity) == ("name.misspelt", Severity.NUANCE)


def test_a_name_misspelt_beside_its_common_noun_is_found(seen: Seen) -> None:
    found = said(seen, "Wells fell in the village of Tolvo.", "Wells fell in Torvo Village.")
    assert [change.kind for change in found if change.severity is not Severity.HARMLESS] == ["name.misspelt"]


def test_a_people_of_no_known_land_is_no_misspelling(seen: Seen) -> None:
    found = said(seen, "They spoke on Vareba’s radio.", "They spoke on Vareban radio.")
    assert all(change.severity is Severity.HARMLESS for change in found)


def test_letters_that_stand_for_words_of_the_other_text_name_nothing_new(seen: Seen) -> None:
    assert not said(seen, "The value-added tax in Moor will rise.", "In Moor the VAT will rise.")


def test_capitals_alone_make_no_new_body(seen: Seen) -> None:
    found = said(seen, "They met in Tarrow village hall.", "They met in Tarrow Village Hall.")
    assert all(change.severity is Severity.HARMLESS for change in found)


def test_a_former_officer_may_be_called_a_previous_one(seen: Seen) -> None:
    assert not said(seen, "They held a former driver of theirs.", "They held a previous driver of theirs.")
