"""Changed senses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.changes.kinds import sense
from retell.changes.model import Severity
from retell.changes.view import View
from retell.document.make import document
from retell.settings import DoubtSettings
from retell.tracing import compare

Seen = Callable[..., View]


def test_the_spans_are_the_two_words_alone(seen: Seen) -> None:
    found = seen("Officers found a rifle under the stairs.", "Officers found a shotgun under the stairs.")
    (change,) = sense.find(found)
    assert change.left is not None
    assert change.right is not None
    assert change.left.of(found.left.text) == "rifle"
    assert change.right.of(found.right.text) == "shotgun"


def test_the_reason_names_both_words(seen: Seen) -> None:
    (change,) = sense.find(seen("The union criticised the rota.", "The union slammed the rota."))
    assert change.why == "“slammed” is a stronger word than “criticised”"
    assert change.severity is Severity.NUANCE


def test_a_term_swapped_alone_is_surer_than_one_in_a_recast(seen: Seen) -> None:
    (alone,) = sense.find(seen("A nurse gave evidence.", "A surgeon gave evidence."))
    assert alone.confidence > 0.7


def test_names_and_figures_are_left_to_their_kinds(seen: Seen) -> None:
    assert not list(sense.find(seen("They met Brandt in May.", "They met Harlow in May.")))
    assert not list(sense.find(seen("It cost 12 crowns.", "It cost 15 crowns.")))


def test_an_unknown_word_is_not_judged(seen: Seen) -> None:
    assert not list(sense.find(seen("The frobs rolled in.", "The blorts rolled in.")))


@pytest.mark.parametrize(("one", "other"), [("murdered", "killed"), ("limped", "walked")])
def test_a_verb_that_widens_plainly_is_felt(seen: Seen, one: str, other: str) -> None:
    (change,) = sense.find(seen(f"He {one} them.", f"He {other} them."))
    assert change.severity is Severity.NUANCE


def test_a_word_in_the_wrong_sense_is_the_judges_to_find(seen: Seen) -> None:
    left = "The central bank kept its key rate at four percent."
    found = list(sense.find(seen(left, left.replace("rate", "pace"))))
    assert [change.kind for change in found] == ["sense.shift"]
    assert found[0].severity is not Severity.HARMLESS


def test_without_the_model_only_rules_speak(seen: Seen) -> None:
    left = "The central bank kept its key rate at four percent."
    view = seen(left, left.replace("rate", "pace"))
    bare = replace(view, settings=replace(view.settings, doubt=DoubtSettings(use_model=False)))
    assert not list(sense.find(bare))


def test_the_head_of_a_hyphened_word_is_no_word_for_another(seen: Seen) -> None:
    found = seen("His colleagues ruled it out on Monday.", "His co-workers ruled it out on Monday.")
    assert not list(sense.find(found))


def test_shares_of_an_amount_are_left_to_numbers(seen: Seen) -> None:
    assert not list(sense.find(seen("The fee was cut by half.", "The fee was halved.")))


def test_a_long_recast_is_no_phrase_for_another(seen: Seen) -> None:
    right = "Nobody in the valley had ever thought that the old mill would one day be a school."
    found = seen("The mill, which had stood empty since the war, became a school last spring.", right)
    limit = 4 * DoubtSettings().longest_stretch * 4
    assert all(change.left is None or len(change.left) < limit for change in sense.find(found))


WORDS = st.lists(
    st.sampled_from("the nurse surgeon poodle dog fell plummeted regime charged Dorna 12 “ ” . , of".split()),
    min_size=1,
    max_size=10,
)


@given(WORDS, WORDS)
def test_every_finding_has_both_sides_and_a_reason(seen: Seen, one: list[str], other: list[str]) -> None:
    for change in sense.find(seen(" ".join(one), " ".join(other))):
        assert change.left is not None
        assert change.right is not None
        assert change.why
        assert 0 < change.confidence <= 1


@given(WORDS)
def test_a_text_beside_itself_has_no_changed_sense(seen: Seen, words: list[str]) -> None:
    assert not list(sense.find(seen(" ".join(words), " ".join(words))))


def test_two_desks_headlines_are_not_one_reworded() -> None:
    body = (
        "A grain terminal exploded in the port of Saltmere on Tuesday, the fire service said. "
        "Seven people were killed, and eleven are missing. The cause is not known."
    )
    headlines = "Seven killed in grain terminal explosion in Saltmere", "Seven dead in port blast"
    left, right = (document(f"{headline}\n\n{body}", id=headline, language="en") for headline in headlines)
    assert [change.kind for change in compare(left, right).changes if change.kind == "sense.shift"] == []


@pytest.mark.parametrize(("one", "other"), [("brother", "sibling"), ("husband", "partner"), ("son", "child")])
def test_a_name_of_a_relative_that_leaves_open_which_is_wider(seen: Seen, one: str, other: str) -> None:
    (change,) = sense.find(
        seen(f"She came with her {one} on Monday.", f"She came with her {other} on Monday.")
    )
    assert change.kind == "sense.generalised"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Talks began at a sensitive hour.", "Talks began at a sensible hour."),
        ("He was detained at the border.", "He was arrested at the border."),
        ("The detention lasted an hour.", "The arrest lasted an hour."),
    ],
)
def test_words_that_look_or_pass_for_one_another_are_told_apart(seen: Seen, left: str, right: str) -> None:
    (change,) = sense.find(seen(left, right))
    assert change.kind == "sense.shift"


def test_encouraging_is_less_than_urging(seen: Seen) -> None:
    (change,) = sense.find(
        seen("The mayor urged shops to close early.", "The mayor encouraged shops to close early.")
    )
    assert change.kind == "sense.softened"


def test_a_noun_for_a_verb_is_no_other_sense(seen: Seen) -> None:
    view = seen("The town may object to the quarry.", "The town may gadget to the quarry.")
    assert not list(sense.find(view))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The hearing resumed at noon.", "The hearing began again at noon."),
        ("The board rejected the bid.", "The board did not, though, accept the bid."),
        ("The director of the zoo was at home.", "The boss of the zoo was at home."),
        ("They tested it in a laboratory.", "They tested it in a lab."),
    ],
)
def test_a_phrase_that_makes_up_for_its_word_is_no_other_sense(seen: Seen, left: str, right: str) -> None:
    assert not list(sense.find(seen(left, right)))


def test_a_word_joined_by_a_hyphen_is_as_hot_as_the_whole(seen: Seen) -> None:
    (change,) = sense.find(seen("The talks ended in a quarrel.", "The talks ended in a punch-up."))
    assert change.kind == "sense.loaded"


def test_who_speaks_is_no_other_sense_of_what_happened(seen: Seen) -> None:
    view = seen("The depot burned, he said.", "The depot he burned.")
    assert not list(sense.find(view))
    left, right = "Police said a wall gave way.", "Police found a wall gave way."
    assert not list(sense.find(seen(left, right)))


def test_a_denied_opposite_among_adjectives_is_weighed(seen: Seen) -> None:
    assert list(sense.find(seen("A deal was unlikely then.", "A deal was not possible then.")))
