"""Properties of the kinds that speak of speech; single findings are written in tests/cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retell.changes.kinds import attribution, certainty, quotation
from retell.changes.model import Change, Severity
from retell.changes.view import View
from retell.document.model import Furniture, FurnitureKind
from retell.text.spans import Span

Seen = Callable[..., View]
Find = Callable[[View], Iterator[Change]]
FINDERS = (quotation.find, attribution.find, certainty.find)
WORDS = st.lists(
    st.sampled_from(
        "Hill Marsh said claimed “ ” ' \" ‘ ’ , . may will not n't … [ ] the bridge is closed allegedly who "
        "calling it according to police plans tried 5 \u0301 🙂".split()
    ),
    min_size=1,
    max_size=14,
).map(" ".join)


@pytest.mark.parametrize("find", FINDERS)
@given(left=WORDS, right=WORDS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_odd_text_never_raises_and_spans_fit(seen: Seen, find: Find, left: str, right: str) -> None:
    view = seen(left, right)
    for change in find(view):
        assert change.left is None or change.left.end <= len(left)
        assert change.right is None or change.right.end <= len(right)
        assert change.why


@pytest.mark.parametrize("find", FINDERS)
@given(text=WORDS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_text_beside_itself_has_no_changes(seen: Seen, find: Find, text: str) -> None:
    assert not [change for change in find(seen(text, text)) if change.severity is not Severity.HARMLESS]


@pytest.mark.parametrize(("speaker", "surname"), [("Anna Hill", "Hill"), ("Anna Hill-Osei", "Hill-Osei")])
def test_the_reason_names_the_speaker(seen: Seen, speaker: str, surname: str) -> None:
    view = seen(f"“We will fight on,” said {speaker}.", f"“We will battle on,” said {speaker}.")
    (change,) = quotation.find(view)
    assert change.why == f"“fight” became “battle” inside a quotation of {surname}’s"


def test_a_quotation_is_found_again_in_a_sentence_that_is_not_linked(seen: Seen) -> None:
    left = ["“The old harbour is sinking slowly,” said Hill.", "It rained."]
    right = ["It rained.", "“The old harbour is sinking quickly,” said Hill."]
    found = [c for c in quotation.find(seen(left, right, [(1, 0)])) if c.severity is not Severity.HARMLESS]
    assert [change.kind for change in found] == ["quotation.wording"]


def test_an_agency_whose_credit_is_gone_is_named(seen: Seen) -> None:
    view = seen("NORHAVEN (Newswire) The bridge is closed.", "The bridge is closed.")
    piece = Furniture(kind=FurnitureKind.DATELINE, span=Span(start=0, end=19), why="a test")
    side = replace(view.left, document=replace(view.left.document, furniture=(piece,)))
    kinds = [change.kind for change in attribution.find(replace(view, left=side))]
    assert "attribution.credit" in kinds


@pytest.mark.parametrize("kind", [quotation, attribution, certainty])
def test_a_kind_tells_the_reader_what_it_is(kind: object) -> None:
    assert kind.__doc__


def _kinds(find: Find, view: View) -> list[str]:
    return [change.kind for change in find(view) if change.severity is not Severity.HARMLESS]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("A ruling is expected on Monday in the case.", "In the case a decision was expected on Monday."),
        ("The deal is unlikely to hold.", "The deal will hardly hold."),
        ("A guest may be held for a day.", "The law allows a guest to be held for a day."),
        ("More trucks are expected.", "More trucks are due."),
        ("A bid was possible.", "A bid was conceivable."),
        ("The mayor was not certain of a deal.", "The mayor was not sure of a deal."),
        ("The club agreed to pay for it.", "The club committed to paying for it."),
        ("Divers are trying to find the hull.", "Divers are working to find the hull."),
        ("It could mimic the signal.", "It can mimic the signal."),
        ("No date was set for a vote.", "A date for a vote has yet to be set."),
        ("The death could not have been prevented.", "Nothing could have been done to prevent the death."),
        ("They asked whether he would accept it.", "Would he accept it?"),
        ("The ruling opened a claim for damages.", "The ruling opened a damages claim that grew."),
        ("Sales stop if the price falls.", "Sales stop in the event of a lower price."),
    ],
)
def test_as_sure_in_other_words_is_no_change_of_certainty(seen: Seen, left: str, right: str) -> None:
    assert not _kinds(certainty.find, seen(left, right))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("They agreed in principle on a sale.", "They agreed on a sale."),
        ("Test results are not expected for two weeks.", "Test results will come in two weeks."),
        ("They would consider leaving the pact.", "They would leave the pact."),
        ("The fund is forecast to shrink.", "The fund shrinks."),
    ],
)
def test_what_was_provisional_told_as_settled_is_surer(seen: Seen, left: str, right: str) -> None:
    assert _kinds(certainty.find, seen(left, right)) == ["certainty.raised"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Marsh denied any part in it.", "Marsh insisted she had no part in it."),
        ("Police said they did not believe he was alone.", "Police think he was not alone."),
        ("The club agreed to cut its debt.", "The club pledged to cut its debt."),
        ("The union denied that cuts were planned.", "The union rejected claims that cuts were planned."),
        ("Hill argues that the lease ended.", "According to Hill, the lease ended."),
        ("Its chief, Anna Hill, said it was shut.", "Anna Hill, its chief, said it was shut."),
        ("Marsh said that rents would rise.", "Marsh predicted that rents would rise."),
    ],
)
def test_the_same_stand_in_other_words_is_no_change_of_cue(seen: Seen, left: str, right: str) -> None:
    assert not _kinds(attribution.find, seen(left, right))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The bank estimates that it needs two million.", "The bank says that it needs two million."),
        (
            "Hill said that the bridge was shut on Monday.",
            "On Monday, Hill revealed that the bridge was shut.",
        ),
        ("“We lost a lot.”", "“We lost a lot,” she sighed."),
        ("“We lost a lot,” said Hill.", "“We lost a lot,” sobbed Hill."),
        ("The council said that the rule would be reviewed.", "The council vowed to review the rule."),
    ],
)
def test_another_stand_is_a_change_of_cue(seen: Seen, left: str, right: str) -> None:
    assert _kinds(attribution.find, seen(left, right)) == ["attribution.cue"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("She slowed and said she had felt cramp since noon.", "She slowed and had felt cramp since noon."),
        ("They said the wall was cracked.", "The wall was cracked."),
        ("He drank what doctors believe was spoiled milk.", "He drank spoiled milk."),
    ],
)
def test_what_was_only_said_told_as_fact_loses_its_source(seen: Seen, left: str, right: str) -> None:
    assert _kinds(attribution.find, seen(left, right)) == ["attribution.dropped"]


def test_a_speaker_told_beside_it_still_speaks(seen: Seen) -> None:
    left = ["They said the wall was cracked.", "It would be mended."]
    right = ["The wall was cracked.", "It would be mended, they said."]
    assert "attribution.dropped" not in _kinds(attribution.find, seen(left, right, [(0, 0), (1, 1)]))


def test_a_source_that_the_next_sentence_had_already_is_none_of_this_one(seen: Seen) -> None:
    left = ["They said the wall was cracked.", "The mayor said it would be mended."]
    right = ["The wall was cracked.", "It would be mended, the mayor said."]
    assert "attribution.dropped" in _kinds(attribution.find, seen(left, right, [(0, 0), (1, 1)]))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "A third of the boats leak, according to the harbour survey.",
            "One boat in three leaks, harbour records show.",
        ),
        (
            "He left after a safety board found that he had hidden the leak.",
            "He went when a safety board ruled that he had hidden the leak.",
        ),
        (
            "The pilots said they had heard a mate suggest that the boat turn back.",
            "The pilots said a mate had been heard to propose turning the boat back.",
        ),
        (
            "Two pilots, who asked not to be named, said the boat leaked.",
            "Two pilots, speaking on condition of anonymity, said the boat leaked.",
        ),
        (
            "“It leaked for a whole week,” said its secretary, Ada Brun, on Monday.",
            "“It leaked for a whole week,” said its clerk, Ada Brun, on Monday.",
        ),
    ],
)
def test_a_source_told_in_another_phrase_is_the_same(seen: Seen, left: str, right: str) -> None:
    assert _felt(attribution.find, seen(left, right)) == []


def test_a_source_that_nothing_shows_is_gone(seen: Seen) -> None:
    left = "A third of the boats leak, according to the harbour survey."
    assert _felt(attribution.find, seen(left, "A third of the boats leak.")) == ["attribution.dropped"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "Brun said the boats were old but that the harbour would stay open.",
            "Brun said the boats were old, but insisted that the harbour would stay open.",
        ),
        (
            "Brun has said that the boats were old and that he owned none of them.",
            "Brun has said that the boats were old and claims he owned none of them.",
        ),
    ],
)
def test_a_verb_that_presses_what_was_only_said_on_is_told(seen: Seen, left: str, right: str) -> None:
    assert _felt(attribution.find, seen(left, right)) == ["attribution.cue"]
    assert _felt(attribution.find, seen(right, left)) == ["attribution.cue"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The court weighs a loan to the yard.", "The court considers a loan to the yard."),
        ("He had a pack weighing 22 kilograms.", "He had 22 kilograms in his pack."),
        ("The first boat arrived only at four.", "The first boat could only arrive at four."),
        ("Owners are thought to have paid for the boat.", "It is thought that owners paid for the boat."),
        ("A rumour spread that the boat leaked.", "The boat was rumoured to leak."),
        (
            "They are considering whether to ask the board again.",
            "The board may be asked again.",
        ),
        (
            "A vote may be held if ten members ask for one.",
            "Ten members must ask for a vote to be held.",
        ),
        (
            "He was told that he did not have to blame himself.",
            "He was told of his right not to blame himself.",
        ),
    ],
)
def test_doubt_told_in_another_phrase_is_the_same(seen: Seen, left: str, right: str) -> None:
    assert _felt(certainty.find, seen(left, right)) == []


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "The yard is viable if the two boats are finished.",
            "The yard will be viable once the two boats are finished.",
        ),
        (
            "The floods could peak in May if the rain eased, and last until June.",
            "The floods could peak in May and last until June.",
        ),
    ],
)
def test_a_condition_told_as_what_will_be_is_surer(seen: Seen, left: str, right: str) -> None:
    assert "certainty.raised" in _felt(certainty.find, seen(left, right))


def _felt(find: Find, view: View) -> list[str]:
    return [change.kind for change in find(view) if change.severity is not Severity.HARMLESS]


def test_a_suspected_thing_told_as_the_thing_is_surer(seen: Seen) -> None:
    left = "Ten are ill in a suspected fever outbreak in Dorna, the mayor said."
    right = "Ten are ill in a fever outbreak in Dorna, the mayor says."
    assert "certainty.raised" in _felt(certainty.find, seen(left, right))
    assert _felt(certainty.find, seen("The suspected thief ran.", "The thief ran.")) == []
