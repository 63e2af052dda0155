"""Omissions and additions: passages and details."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from retell.changes.kinds import addition, omission
from retell.changes.model import Severity
from retell.changes.readings.links.onesided import details
from retell.changes.view import View

Seen = Callable[..., View]
FIRST = "The strike at the Malden mine entered its third week."
SECOND = "Rain dripped from the tents as soup was handed out."


def test_a_dropped_sentence_is_one_change_over_its_whole_length(seen: Seen) -> None:
    found = seen([FIRST, SECOND], FIRST, [(0, 0)])
    (change,) = omission.find(found)
    assert change.kind == "omission.context"
    assert change.severity is Severity.NUANCE
    assert change.right is None
    assert change.left is not None
    assert change.left.of(found.left.text) == SECOND


def test_each_of_two_dropped_neighbours_is_its_own_change(seen: Seen) -> None:
    found = seen([FIRST, SECOND, "A fiddler played for the pickets."], FIRST, [(0, 0)])
    assert len(list(omission.find(found))) == 2


def test_dropped_furniture_is_harmless(seen: Seen) -> None:
    (change,) = omission.find(seen([FIRST, "Photo shows tents by the gate."], FIRST, [(0, 0)]))
    assert change.kind == "omission.furniture"
    assert change.severity is Severity.HARMLESS
    assert "caption" in change.why


def test_a_sentence_the_page_still_has_was_lost_in_extraction(seen: Seen) -> None:
    (change,) = omission.find(seen([FIRST, SECOND], FIRST, [(0, 0)], page=f"Menu\n{FIRST}\n\n{SECOND} More"))
    assert change.severity is Severity.HARMLESS
    assert "page" in change.why


def test_a_sentence_told_elsewhere_is_harmless(seen: Seen) -> None:
    again = "Soup was handed out as rain dripped from the tents."
    (change,) = omission.find(seen([FIRST, SECOND], [FIRST, again], [(0, 0)]))
    assert change.severity is Severity.HARMLESS
    assert "elsewhere" in change.why


def test_a_dropped_sentence_says_what_it_carried(seen: Seen) -> None:
    (change,) = omission.find(seen([FIRST, "“We had 40 bowls,” said Mira Tolan of Dorna."], FIRST, [(0, 0)]))
    assert "a quotation" in change.why
    assert "names" in change.why


def test_a_new_sentence_is_an_addition(seen: Seen) -> None:
    (change,) = addition.find(seen(FIRST, [FIRST, SECOND], [(0, 0)]))
    assert change.kind == "addition.sentence"
    assert change.left is None


def test_a_dropped_detail_is_marked_tightly(seen: Seen) -> None:
    found = seen("The court lifted the temporary ban on fishing.", "The court lifted the ban on fishing.")
    (change,) = omission.find(found)
    assert change.left is not None
    assert change.left.of(found.left.text) == "temporary"


def test_a_dropped_detail_seen_from_the_other_side_is_an_addition(seen: Seen) -> None:
    found = seen("The court lifted the ban on fishing.", "The court lifted the temporary ban on fishing.")
    assert not list(omission.find(found))
    (change,) = addition.find(found)
    assert change.kind == "addition.detail"


def test_a_detail_told_in_the_next_sentence_is_not_missing(seen: Seen) -> None:
    found = seen(
        ["The court lifted the temporary ban.", "Boats left."],
        ["The court lifted the ban.", "It had been temporary; boats left."],
        [(0, 0), (1, 1)],
    )
    assert not [change for change in omission.find(found) if change.kind == "omission.detail"]


def test_weekdays_and_figures_are_left_to_their_kinds(seen: Seen) -> None:
    assert not list(omission.find(seen("The fair opened on Monday.", "The fair opened.")))
    assert not list(omission.find(seen("The fair sold 300 pies.", "The fair sold pies.")))


WORDS = st.lists(
    st.sampled_from("the armed man left Dorna on Monday with 3 rare owls , .".split()), min_size=1, max_size=9
)


@given(WORDS, WORDS)
def test_what_is_left_out_one_way_is_put_in_the_other(seen: Seen, one: list[str], other: list[str]) -> None:
    there = [c.left for c in omission.find(seen(" ".join(one), " ".join(other)))]
    back = [c.right for c in addition.find(seen(" ".join(one), " ".join(one)))]
    assert all(span is not None for span in there)
    assert back == []


def test_a_plain_noun_put_in_is_listed_and_not_held_to_say_more(seen: Seen) -> None:
    found = addition.find(
        seen("The roof was checked by Orla Quist.", "The roof was checked by passenger Orla Quist.")
    )
    assert [change.severity for change in found] == [Severity.HARMLESS]


def test_one_of_several_is_more(seen: Seen) -> None:
    (change,) = addition.find(
        seen("Bakers marched through the town.", "Bakers and plumbers marched through the town.")
    )
    assert change.severity is Severity.NUANCE


def test_one_plain_word_for_words_left_out_is_a_recast(seen: Seen) -> None:
    left = "The board, which runs the mill, was praised on Monday."
    right = "The board has obtained praise on Monday for its mill."
    assert not [
        change for change in addition.find(seen(left, right)) if change.severity is not Severity.HARMLESS
    ]


def test_initials_of_a_name_are_no_news(seen: Seen) -> None:
    left = "The Harbour Pilots Board met in Dorna."
    assert not list(addition.find(seen(left, "The Harbour Pilots Board (HPB) met in Dorna.")))


def test_a_clause_cut_whole_is_a_detail_whatever_else_was_recast(seen: Seen) -> None:
    left = "Windows of two shops were smashed late at night, but nearly all the marchers went home quietly."
    right = "The vandals broke two shop windows late at night."
    found = seen(left, right)
    assert any("marchers" in change.why for change in omission.find(found))


def test_what_the_other_text_speaks_of_is_no_detail_put_in(seen: Seen) -> None:
    lefts = ["Clerks voted for a strike with their union.", "The demands were read out."]
    rights = ["Clerks voted for a strike with their union.", "The union’s demands were read out."]
    found = addition.find(seen(lefts, rights, [(0, 0), (1, 1)]))
    assert not [change for change in found if change.severity is not Severity.HARMLESS]


def test_somebody_named_by_what_the_other_text_calls_them_is_no_detail_put_in(seen: Seen) -> None:
    left = ["A cadet drowned in the weir.", "Her mother, Ruth Brun, spoke in Dorna."]
    right = ["A cadet drowned in the weir.", "The cadet's mother, Ruth Brun, spoke in Dorna."]
    assert not list(addition.find(seen(left, right, [(0, 0), (1, 1)])))


def test_the_verb_of_a_headline_that_names_its_source_last_is_no_detail(seen: Seen) -> None:
    left, right = (
        "Boat sank after a weld broke, inspector rules",
        "Boat sank after a weld broke, says inspector",
    )
    assert not list(omission.find(seen(left, right)))


def test_a_detail_told_past_a_sentence_without_a_counterpart_is_not_put_in(seen: Seen) -> None:
    left = ["The ward opened in a tannery.", "It rained hard that week.", "Ten patients came."]
    right = ["The ward opened.", "Ten patients came to the ward in a tannery."]
    view = seen(left, right, [(0, 0), (2, 1)])
    assert not list(details(view, view.pairs[1], left=False))
