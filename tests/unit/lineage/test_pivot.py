"""The language of a round trip, and silence where none is likely."""

from __future__ import annotations

import pickle

from retell.document.make import document
from retell.document.segment import segmented
from retell.lineage.account import account
from retell.lineage.clues import round_trip
from retell.lineage.evidence import Evidence, evidence
from retell.lineage.infer import descent
from retell.lineage.pivot import pivot, replaced, respelt
from retell.models.translations import meetings
from retell.settings import LineageSettings, PivotSettings

SETTINGS = PivotSettings()
SOURCE = (
    "Governor Chernyshova said the missile had severed the cable on Friday. "
    "Her reliance on the mediator was known, and the battle for the harbour went on all night. "
    "The crew wants to be involved in the talks, and Chernyshova called the deal easier than it looked."
)
TRIP = (
    "Governor Tschernyschowa said the rocket had cut the cable on Friday. "
    "Her trust on the intermediary was known, and the struggle for the harbour went on all night. "
    "The crew likes to be engaged in the talks, and Tschernyschowa called the deal easily than it looked."
)
REWORDED = (
    "Governor Chernyshova stated the projectile had snapped the line on Friday. "
    "Her need of the envoy was known, and the fight for the port went on all night. "
    "The crew hopes to be included in the talks, and Chernyshova called the deal simpler than it looked."
)


def pair(left: str, right: str) -> Evidence:
    one, other = document(left, id="a", language="en"), document(right, id="b", language="en")
    return evidence(account(one, segmented(one)), account(other, segmented(other)))


def test_words_that_are_one_in_german_and_a_name_spelt_so_name_german() -> None:
    found = pivot(pair(SOURCE, TRIP), SETTINGS)
    assert found is not None
    assert (found.language, found.name) == ("de", "German")
    assert found.probability >= SETTINGS.named
    assert ("missile", "rocket", "rakete") in {(each.left, each.right, each.word) for each in found.pairs}
    assert found.pairs[0].word is None


def test_rewording_by_other_words_names_no_language() -> None:
    assert pivot(pair(SOURCE, REWORDED), SETTINGS) is None


def test_too_few_words_name_no_language() -> None:
    assert pivot(pair(SOURCE, SOURCE.replace("missile", "rocket")), SETTINGS) is None
    assert pivot(pair(SOURCE, SOURCE), SETTINGS) is None


def test_the_side_with_the_english_spelling_is_the_likelier_source() -> None:
    (sign,) = round_trip.find(pair(SOURCE, TRIP))
    (back,) = round_trip.find(pair(TRIP, SOURCE))
    assert (sign.value, back.value) == (1.0, -1.0)
    assert "German" in sign.why
    assert "one name in two spellings" in sign.why


def test_without_a_name_the_language_is_told_and_no_side_favoured() -> None:
    same = TRIP.replace("Tschernyschowa", "Chernyshova")
    assert list(round_trip.find(pair(SOURCE, same))) == []


def test_the_answer_carries_the_language_and_survives_the_way_to_a_worker() -> None:
    said = descent(pair(SOURCE, TRIP), LineageSettings())
    assert said.pivot is not None
    assert said.pivot.language == "de"
    assert pickle.loads(pickle.dumps(said)) == said


def test_a_name_in_two_spellings_is_found_wherever_it_stands() -> None:
    turned = SOURCE.replace("Governor Chernyshova said ", "").replace(
        "Friday.", "Friday, said Governor Tschernyschowa."
    )
    (found,) = respelt(pair(SOURCE, turned))
    assert (found.left, found.right, found.left_usual) == ("Chernyshova", "Tschernyschowa", True)


def test_each_word_stands_for_one_other() -> None:
    found = replaced(pair(SOURCE, TRIP))
    assert len({each.left for each in found}) == len(found) == len({each.right for each in found})


def test_two_words_that_are_one_in_a_language_meet_there() -> None:
    assert meetings("missiles", "rockets")["de"].word == "rakete"
    assert meetings("rocket", "missile") == meetings("missile", "rocket")
    assert meetings("missile", "breakfast") == {}
    assert meetings("", "’") == {}
