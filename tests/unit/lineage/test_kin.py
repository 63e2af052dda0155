"""What is measured of two documents of a family by themselves."""

from __future__ import annotations

import pytest

from retell.document.make import document
from retell.document.model import Document, FurnitureKind
from retell.document.segment import segmented
from retell.lineage.account import account
from retell.lineage.clues.furniture import heading, pieces
from retell.lineage.kin import PAIR, edge_measures, kin

BODY = (
    "The lighthouse at Skerry Point went dark on Monday after its lamp cracked. Keeper Odd Myhre said that a "
    "new one would come by boat from the mainland. Skippers were told to steer by the church until then."
)


def story(id: str, headline: str, byline: str = "", body: str = BODY) -> Document:
    return document("\n\n".join(part for part in (headline, byline, body) if part), id=id, language="en")


def told(source: Document, copy: Document, direction: float = 0.0) -> dict[str, float]:
    family = kin([account(each, segmented(each)) for each in (source, copy)], 60, 32)
    table = edge_measures(family, {(0, 1): (direction, 0.0, 0.0)})
    return dict(zip(PAIR, table[family.edges.tolist().index([0, 1])].tolist(), strict=True))


def test_a_heading_is_the_title_or_the_first_line() -> None:
    assert heading(document(BODY, id="a", title="Lamp  cracks at Skerry")) == "lamp cracks at skerry"
    assert heading(story("a", "Lighthouse goes dark")) == "lighthouse goes dark"


def test_a_text_that_begins_with_a_paragraph_has_no_heading() -> None:
    assert heading(document(BODY, id="a")) == ""
    assert heading(document("", id="a")) == ""


def test_pieces_are_what_stands_beside_the_report_but_the_headline() -> None:
    found = pieces(story("a", "Lighthouse goes dark", "By Siri Aune"))
    assert found == {(FurnitureKind.BYLINE, "by siri aune")}


def test_copies_under_one_headline_are_told() -> None:
    one, two = story("a", "Lighthouse goes dark"), story("b", "Lighthouse goes dark")
    assert told(one, two)["headed"] == 1.0
    assert told(one, story("b", "No light at Skerry Point"))["headed"] == 0.0


def test_texts_without_headlines_are_not_under_one() -> None:
    assert told(document(BODY, id="a"), document(BODY, id="b"))["headed"] == 0.0


@pytest.mark.parametrize(
    ("theirs", "own", "kept", "fresh", "dropped"),
    [
        ("By Siri Aune", "By Siri Aune", 1.0, 0.0, 0.0),
        ("By Siri Aune", "By Leif Hagen", 0.0, 1.0, 1.0),
        ("By Siri Aune", "", 0.0, 0.0, 1.0),
        ("", "By Leif Hagen", 0.0, 1.0, 0.0),
    ],
)
def test_bylines_are_kept_put_in_and_dropped(
    theirs: str, own: str, kept: float, fresh: float, dropped: float
) -> None:
    found = told(story("a", "Lighthouse goes dark", theirs), story("b", "Lighthouse goes dark", own))
    assert (found["kept"], found["fresh"], found["dropped"]) == (kept, fresh, dropped)


@pytest.mark.parametrize(("direction", "backward"), [(2.0, 0.0), (-2.0, 2.0)])
def test_what_the_clues_say_against_an_edge_is_measured_apart(direction: float, backward: float) -> None:
    found = told(story("a", "One"), story("b", "Two"), direction)
    assert (found["direction"], found["backward"]) == (direction, backward)
