"""What on a page is not the report."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retell.document.furniture import furnished
from retell.document.model import FurnitureKind
from retell.settings import DocumentSettings

SETTINGS = DocumentSettings()
BODY = (
    "The council of Marn voted on Monday to close the old bridge for the winter after a survey found cracks.",
    "Lorries will be sent round by the valley road, which adds forty minutes to the trip, the council said.",
    "“We had no choice,” said Ana Bell, who leads the council. “The steel is sixty years old.”",
    "Shops near the bridge expect a hard winter. Some owners have asked for help with their rent.",
)


def labels(*lines: str, title: str | None = None) -> list[tuple[str, str]]:
    text = "\n\n".join(lines)
    return [(each.kind.value, each.span.of(text)) for each in furnished(text, title, (), SETTINGS)]


def test_a_plain_report_has_no_furniture() -> None:
    assert labels(*BODY) == []


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("byline", "By Ana Bell and Bo Li"),
        ("byline", "By ANA BELL, Northern Correspondent"),
        ("byline", "Ana Bell, Staff Writer"),
        ("byline", "By the editors of the Marn Post, from agencies"),
        ("timestamp", "Updated 3 March 2024, 10:12 GMT"),
        ("timestamp", "Published: Mar 3, 2024 at 9:05 p.m. EST"),
        ("timestamp", "Sunday, March 3, 2024"),
        ("timestamp", "2 hours ago"),
        ("credit", "Source: CNN"),
        ("credit", "Photo by Bo Li"),
        ("credit", "Bo Li/Getty Images"),
        ("credit", "(Reuters)"),
        ("tagline", "© 2024 Marn Post. All rights reserved."),
        ("credit", "02:23 - Source: NWA"),
        ("video", "Video thumbnail bridge clip 2"),
        ("video", "WATCH: The bridge closes"),
        ("caption", "FILE - The old bridge at Marn is seen in June."),
        ("caption", "Photo: The bridge on the day of the vote."),
        ("caption", "The bridge on Monday after the vote in Marn (AP Photo/Bo Li)"),
        ("correction", "Correction: an earlier version of this story gave the wrong year."),
        ("correction", "This article was updated to add a comment by the council."),
        ("promotion", "Read more: How the bridge was built"),
        ("promotion", "Sign up for our morning letter"),
        ("promotion", "ALSO READ | Ten bridges to see"),
        ("promotion", "Advertisement"),
        ("promotion", "Our Standards: how the Marn Post works"),
        ("kicker", "News | Transport"),
        ("tagline", "Reporting by Ana Bell; Editing by Bo Li"),
        ("tagline", "(Additional reporting by Bo Li in Oslo)"),
        ("tagline", "The Associated Press contributed to this report."),
    ],
)
def test_a_line_of_furniture_is_named(kind: str, line: str) -> None:
    assert (kind, line) in labels(BODY[0], line, *BODY[1:])


@pytest.mark.parametrize(
    "line",
    [
        "By Tuesday evening the town had run out of sand.",
        "Sources said the bridge would not open again before summer.",
        "Updated figures show that the cost has doubled since 2019, the council said.",
        "Read the room, Ms. Bell told her critics.",
        "Photographs of the cracks were shown to the court.",
        "Reuters reported on Sunday that the firm had known.",
        "Watch out for ice, drivers were told.",
        "The reporting by the Post led to an inquiry.",
        "Correction officers were among those who signed.",
        "Related industries will suffer, the survey says.",
        "The story was corrected by a second witness in court.",
        "NATO — the alliance of which it is part — did not answer.",
        "Follow the money, the judge said.",
        "Video of the fall was shown to the jury.",
        "The council voted (by 9 to 3) to close it.",
    ],
)
def test_a_sentence_of_the_report_is_not_furniture(line: str) -> None:
    assert labels(BODY[0], line, *BODY[1:]) == []


@pytest.mark.parametrize(
    "head",
    [
        "GENEVA (AP) —",
        "CNN  —", "CNN \u00a0—", "LONDON, March 3 —", "MARN, N.D. (NWA) -", "Washington, D.C. -",
        "NEW YORK --", "PARIS, 3 March 2024 (AFP) –", "(Reuters) -",
        "Geneva (AFP) -", "ST. PAUL, Minn. —",
    ],
)  # fmt: skip
def test_a_dateline_is_the_head_of_its_sentence_and_no_more(head: str) -> None:
    assert labels(f"{head} {BODY[0]}", *BODY[1:]) == [("dateline", head)]


@pytest.mark.parametrize(
    "line",
    [
        "WATCH — The bridge closes for the winter.",
        "The bridge — a landmark — closed.",
        "MARN COUNCIL VOTES — BRIDGE TO CLOSE FOR WINTER",
        "Ana Bell - the leader of the council - voted.",
    ],
)
def test_what_only_looks_like_a_dateline_is_none(line: str) -> None:
    assert "dateline" not in [kind for kind, _ in labels(line, *BODY)]


def test_a_dateline_on_a_line_of_its_own_is_found() -> None:
    assert ("dateline", "CNN \u00a0—") in labels("CNN \u00a0—\u00a0", *BODY)


def test_a_first_line_without_a_stop_is_the_title() -> None:
    assert labels("Marn closes its old bridge", *BODY) == [("title", "Marn closes its old bridge")]


def test_a_short_line_over_the_title_is_a_kicker() -> None:
    assert labels("Transport", "Marn closes its old bridge", *BODY)[0] == ("kicker", "Transport")


def test_headlines_of_other_articles_at_the_end_are_no_report() -> None:
    listed = ("Most read", "Five walks for a wet weekend", "Who won the Harbour Cup?")
    assert labels(*BODY, *listed) == [("promotion", line) for line in listed]


def test_a_report_that_goes_on_under_a_heading_is_the_report() -> None:
    assert labels(BODY[0], "Latest", *BODY[1:]) == []


def test_who_reported_may_close_a_paragraph() -> None:
    signed = f"{BODY[3]} (Reporting by Ana Bell; Editing by Bo Li)"
    assert [kind for kind, _ in labels(*BODY[:3], signed)] == ["tagline"]
    assert labels(*BODY[:3], signed)[0][1].strip() == "(Reporting by Ana Bell; Editing by Bo Li)"


def test_a_last_line_may_sign_with_the_agency_of_the_dateline() -> None:
    dated = f"MARN (Northland Press) — {BODY[0]}"
    assert labels(dated, *BODY[1:], "Northland Press")[-1] == ("credit", "Northland Press")
    assert labels(*BODY, "Northland Press") == []


def test_a_known_title_is_found_whatever_its_form() -> None:
    found = labels("Marn closes its old bridge.", *BODY, title="Marn Closes Its Old Bridge")
    assert found == [("title", "Marn closes its old bridge.")]


def test_a_text_wrapped_to_a_width_has_no_title_in_its_first_line() -> None:
    text = (
        "The council of Marn voted on Monday to\nclose the old bridge for winter after\na survey found it.\n"
    )
    assert furnished(text, None, (), SETTINGS) == ()


def test_the_headline_of_an_embedded_video_is_part_of_the_video() -> None:
    found = labels("This bridge is about to close", "01:12 - Source: NWA", *BODY)
    assert found[0] == ("video", "This bridge is about to close")


def test_a_caption_without_a_mark_says_again_what_the_report_says_in_the_present() -> None:
    report = (
        "Hundreds of shipyard workers walked through the old harbour of Marn on Saturday against job cuts.",
        "Shipyard workers march through the old harbour of Marn with paper boats.",
        "The yard said in May that it would cut two hundred jobs, and unions called the plan a betrayal.",
        "Many carried paper boats as a sign of what the yard once built.",
    )
    assert labels(*report) == [("caption", report[1])]


def test_another_apostrophe_marks_a_caption_from_another_desk() -> None:
    report = (
        "Most of the yard’s workers lost their homes in 2019, when a flood swept the town.",
        "It wasn’t the first flood, and it won’t be the last, they’ve said in the town’s hall.",
        "Most of the yard's workers lost homes when a flood swept the town in 2019.",
        "The council’s plan is not known, and it hasn’t said when it’ll be.",
    )
    assert labels(*report) == [("caption", report[2])]


def test_a_report_in_the_past_that_repeats_itself_has_no_captions() -> None:
    report = (
        "Shipyard workers marched through the old harbour of Marn on Saturday.",
        "The shipyard workers marched through the harbour of Marn to the old gate.",
        "The march ended at the gate of the old harbour.",
    )
    assert labels(*report) == []


def test_every_label_says_why() -> None:
    text = "\n\n".join(
        ["Marn closes bridge", "By Ana Bell", f"MARN (NWA) — {BODY[0]}", *BODY[1:], "Source: NWA"]
    )
    found = furnished(text, None, (), SETTINGS)
    assert {each.kind for each in found} == {
        FurnitureKind.TITLE, FurnitureKind.BYLINE, FurnitureKind.DATELINE, FurnitureKind.CREDIT,
    }  # fmt: skip
    assert all(each.why for each in found)


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from([*BODY, "By A B", "CNN —", "1:2", "Source: x", "\u2028", "(", "Photo:", "“"])
        | st.text()
    )
)
def test_labels_are_in_order_and_inside_the_text(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = furnished(text, None, (), SETTINGS)
    assert [each.span for each in found] == sorted(each.span for each in found)
    assert all(each.span.of(text).strip() for each in found)
