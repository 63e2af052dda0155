"""Each clue by itself: what it sees, and that it sees nothing where there is nothing."""

from __future__ import annotations

from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retell.document.model import Document, Sentence, Stamp
from retell.lineage.account import Account, account
from retell.lineage.clues import (
    CLUES,
    containment,
    contractions,
    credit,
    detail,
    errors,
    figures,
    idiom,
    quotation,
    sequel,
    time,
    wording,
)
from retell.lineage.evidence import Evidence, evidence
from retell.lineage.infer import signs
from retell.settings import LineageSettings
from retell.text.spans import Span

FIRST = "The ferry Alma struck a reef off Saltby on Monday with 1,284 passengers on board."
SECOND = "“We didn't see the rock,” said Captain Ines Maria Okafor, who has led the crew for nine years."
THIRD = "Divers will look at the damage when the storm is over, the ferry company said."
STORY = " ".join((FIRST, SECOND, THIRD))


def read(text: str, **known: object) -> Account:
    made = Document(id=str(known.pop("id", "a")), text=text, **known)  # type: ignore[arg-type]
    found, at = [], 0
    for part in text.split(". "):
        found.append(Sentence(span=Span(start=at, end=min(len(text), at + len(part) + 1))))
        at += len(part) + 2
    return account(made, found)


def pair(left: str, right: str) -> Evidence:
    return evidence(read(left), read(right))


def seen(clue: object, left: str, right: str) -> dict[str, float]:
    return {sign.name: sign.value for sign in clue.find(pair(left, right))}  # type: ignore[attr-defined]


def test_a_cut_from_the_end_is_containment_and_a_tail() -> None:
    found = seen(containment, STORY, f"{FIRST} {SECOND}")
    assert found["containment"] > 0
    assert found["tail"] == 1


def test_a_passage_that_moved_is_nobodys_own() -> None:
    assert seen(containment, STORY, f"{THIRD} {FIRST} {SECOND}") == {}


def test_a_passage_the_report_never_comes_back_to_looks_put_in() -> None:
    strange = "Grain prices meanwhile climbed again as exporters waited for harvest forecasts."
    assert seen(containment, STORY, f"{FIRST} {strange} {SECOND} {THIRD}")["loose"] > 0


def test_lost_words_inside_a_sentence_are_detail() -> None:
    assert seen(detail, STORY, STORY.replace("Ines Maria Okafor", "Okafor"))["detail"] > 0


def test_a_doubled_word_is_a_slip() -> None:
    assert seen(
        errors, STORY, STORY.replace("off Saltby", "off off Saltby").replace("the rock", "the the rock")
    )


@pytest.mark.parametrize(
    ("one", "other"), [("1,284 kilometres", "1,284 kilometers"), ("than", "that"), ("million", "billion")]
)
def test_another_word_and_another_spelling_are_no_slips(one: str, other: str) -> None:
    left = STORY.replace("nine years", f"nine years and a {one}")
    assert "spelling" not in seen(errors, left, left.replace(one, other) + f" {one}")
    assert "spelling" not in seen(errors, left.replace(one, other) + f" {one}", left)


def test_a_report_that_begins_with_a_later_day_carries_the_story_on() -> None:
    update = STORY.replace("The ferry Alma", "Divers on Tuesday found a hole in the ferry Alma, which")
    assert seen(sequel, STORY, update) == {"sequel": 1}
    assert seen(sequel, update, STORY) == {"sequel": -1}


def test_a_day_to_come_that_both_know_of_carries_nothing_on() -> None:
    announced = STORY.replace("when the storm is over", "on Tuesday")
    assert seen(sequel, announced, "On Tuesday divers looked at the damage of Monday.") == {}


def test_words_put_for_words_go_together_worse() -> None:
    left = (
        "The prime minister said on Monday that the death toll had risen. The police are looking for "
        "witnesses to the accident. It was the third time in a row that the interest rate had been cut. "
        "The high court will hear the appeal at the end of the month, a spokesman said in a statement."
    )
    right = (
        "The prime priest said on Monday that the death fee had risen. The police are staring for "
        "witnesses to the mishap. It was the third hour in a line that the hobby rate had been sliced. "
        "The tall court will listen the plea at the tail of the month, a spokesman said in a declaration."
    )
    assert seen(idiom, left, right)["idiom"] > 1 > -1 > seen(idiom, right, left)["idiom"]


def test_two_words_replaced_are_no_evidence_of_idiom() -> None:
    assert "idiom" not in seen(idiom, STORY, STORY.replace("struck a reef", "hit a reef"))


def test_a_misspelt_word_is_a_slip_of_the_one_that_has_it() -> None:
    assert seen(errors, STORY, STORY.replace("damage", "damgae"))["spelling"] > 0
    assert seen(errors, STORY.replace("damage", "damgae"), STORY)["spelling"] < 0


def test_two_good_words_are_no_slip() -> None:
    assert "spelling" not in seen(errors, STORY, STORY.replace("rock", "dock"))


def test_a_contraction_written_in_full_points_to_the_one_that_contracts() -> None:
    assert seen(contractions, STORY, STORY.replace("didn't", "did not"))["contractions"] > 0


def test_a_quotation_told_in_plain_words_points_to_the_one_that_quotes() -> None:
    plain = STORY.replace("“", "").replace("”", "")
    assert seen(quotation, STORY, plain)["quotation"] > 0


def test_a_rounded_figure_points_to_the_exact_one() -> None:
    assert seen(figures, STORY, STORY.replace("1,284", "1,300"))["figures"] > 0


def test_another_figure_as_exact_says_nothing() -> None:
    assert seen(figures, STORY, STORY.replace("1,284", "1,482")) == {}


def test_the_usual_word_looks_like_the_first() -> None:
    assert seen(wording, STORY, STORY.replace("said Captain", "averred Captain"))["wording"] > 0


@pytest.mark.parametrize(
    "words",
    [
        "told the Courier",
        "First published by the Courier",
        "(Courier)",
        "republished with permission from Courier",
    ],
)
def test_naming_the_other_outlet_is_a_credit(words: str) -> None:
    left = read(STORY, outlet="Courier")
    right = read(f"{STORY} {words}.", id="b", outlet="Daily Net")
    assert [sign.value for sign in credit.find(evidence(left, right))] == [1.0]


@pytest.mark.parametrize("field", ["isBasedOn", "canonical"])
def test_a_page_that_points_to_the_other_credits_it(field: str) -> None:
    left = read(STORY, url="https://courier.example/alma/")
    extra = MappingProxyType({field: "https://courier.example/alma"})
    right = read(STORY, id="b", url="https://net.example/1", extra=extra)
    assert [sign.value for sign in credit.find(evidence(left, right))] == [1.0]


def stamped(published: str | None, modified: str | None = None) -> Account:
    claim = Stamp(when=published, claimed_by="record") if published else None
    touched = Stamp(when=modified, claimed_by="JSON-LD dateModified") if modified else None
    return read(STORY, id=str(published), published=claim, modified=touched)


@pytest.mark.parametrize(
    ("one", "other", "names"),
    [
        (("2024-03-05T09:00:00+00:00",), ("2024-03-05T10:00:00+00:00",), ["time"]),
        (("2024-03-05",), ("2024-03-07T10:00:00+00:00",), ["date"]),
        (("2024-03-05",), ("2024-03-05T10:00:00+00:00",), []),
        ((None, "2024-03-05T09:00:00+00:00"), ("2024-03-06T10:00:00+00:00",), ["touched"]),
        (("2024-03-05T09:00:00",), ("2024-03-05T10:00:00+00:00",), []),
        (("2024-03-05T09:00:00",), ("2024-03-07T10:00:00+00:00",), ["time"]),
        ((None,), ("2024-03-06T10:00:00+00:00",), []),
    ],
)
def test_a_time_says_as_much_as_its_claim_allows(
    one: tuple[str | None, ...], other: tuple[str | None, ...], names: list[str]
) -> None:
    found = list(time.find(evidence(stamped(*one), stamped(*other))))
    assert [sign.name for sign in found] == names
    assert all(sign.value == 1 for sign in found)


def seen_at(when: str) -> Account:
    return read(STORY, id=f"seen {when}", published=Stamp(when=when, claimed_by="WARC-Date"))


def test_a_page_seen_before_the_other_was_published_was_there_first() -> None:
    (sign,) = time.find(evidence(seen_at("2024-03-05T09:00:00+00:00"), stamped("2024-03-05T10:00:00+00:00")))
    assert (sign.name, sign.value) == ("time", 1.0)
    assert sign.why.startswith("seen 1 h 0 min earlier")


def test_a_page_seen_after_the_other_was_published_may_be_as_old() -> None:
    (sign,) = time.find(evidence(stamped("2024-03-05T10:00:00+00:00"), seen_at("2024-03-05T12:00:00+00:00")))
    assert (sign.name, sign.value) == ("seen", 1.0)


def test_a_bare_date_a_day_before_a_time_says_half_as_much() -> None:
    (sign,) = time.find(evidence(stamped("2024-03-05"), stamped("2024-03-06T10:00:00+00:00")))
    assert (sign.name, sign.value) == ("date", 0.5)


@settings(deadline=None, max_examples=25)
@given(st.lists(st.sampled_from([FIRST, SECOND, THIRD, "He don't know.", "A big the the boat."]), min_size=1))
def test_every_clue_mirrors_when_the_documents_change_places(parts: list[str]) -> None:
    there = {sign.name: sign.value for sign in signs(pair(STORY, " ".join(parts)))}
    back = {sign.name: -sign.value for sign in signs(pair(" ".join(parts), STORY))}
    assert there == pytest.approx(back)


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=120), st.text(max_size=120))
def test_odd_text_raises_nothing(left: str, right: str) -> None:
    for sign in signs(evidence(read(left or "x"), read(right or "x"))):
        assert sign.why


def test_every_sign_has_a_weight_and_every_clue_a_reason() -> None:
    names = {
        "time",
        "date",
        "touched",
        "credit",
        "containment",
        "tail",
        "loose",
        "furniture",
        "detail",
        "fluency",
    }
    names |= {"spelling", "contractions", "quotation", "figures", "wording", "sense"}
    assert all(hasattr(LineageSettings(), f"{name}_weight") for name in names)
    assert all(clue.__doc__ for clue in CLUES)
