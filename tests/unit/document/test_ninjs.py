"""News items of agencies."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from retell.document.load import from_bytes
from retell.document.model import Document, Skipped

WORDS = "The ferry left Arholm at noon with 214 people on board, the harbour master said on Monday."
OLD: dict[str, Any] = {
    "uri": "https://agency.test/items/1",
    "type": "text",
    "versioncreated": "2026-03-02T10:12:00Z",
    "firstcreated": "2026-03-02T09:00:00Z",
    "pubstatus": "usable",
    "urgency": 3,
    "language": "en-GB",
    "headline": "Ferry fire",
    "byline": "Ola Berg",
    "copyrightholder": "North Agency",
    "body_xhtml": f"<p>{WORDS}</p><p>Two were hurt.</p>",
}
NEW: dict[str, Any] = {
    "uri": "tag:agency.test,2026:1",
    "standard": {"name": "ninjs", "version": "2.1"},
    "type": "text",
    "versioncreated": "2026-03-02T10:12:00Z",
    "language": "en",
    "headlines": [{"role": "short", "value": "Fire"}, {"role": "main", "value": "Ferry fire"}],
    "bylines": [{"value": "Ola Berg"}],
    "infosources": [{"name": "North Agency"}],
    "bodies": [
        {"contenttype": "text/html", "value": f"<p>{WORDS}</p>"},
        {"contenttype": "text/plain", "value": WORDS},
    ],
}


def of(value: object, name: str = "item.json") -> Document:
    (found,) = from_bytes(json.dumps(value).encode(), name)
    assert isinstance(found, Document), found
    return found


def test_an_item_of_the_first_version_is_a_document() -> None:
    found = of(OLD)
    assert found.text == f"{WORDS}\n\nTwo were hurt."
    assert (found.id, found.url, found.title) == (OLD["uri"], OLD["uri"], "Ferry fire")
    assert (found.outlet, found.authors, found.language) == ("North Agency", ("Ola Berg",), "en")
    assert found.published
    assert found.modified
    assert found.published.when == "2026-03-02T09:00:00+00:00"
    assert found.published.claimed_by == "ninjs firstcreated"
    assert found.modified.when == "2026-03-02T10:12:00+00:00"
    assert found.extra["urgency"] == 3


def test_an_item_of_the_second_version_is_a_document() -> None:
    found = of(NEW)
    assert found.text == WORDS
    assert (found.id, found.url, found.title) == (NEW["uri"], None, "Ferry fire")
    assert (found.outlet, found.authors) == ("North Agency", ("Ola Berg",))
    assert found.published
    assert found.modified is None


def test_the_plain_body_is_taken_before_the_marked_up_one() -> None:
    assert of({**OLD, "body_text": "As plain as it comes."}).text == "As plain as it comes."


@pytest.mark.parametrize("body", ["body_xhtml", "body_html"])
def test_markup_is_taken_off(body: str) -> None:
    item = {key: value for key, value in OLD.items() if key != "body_xhtml"}
    assert of({**item, body: f"<p>{WORDS}</p>"}).text == WORDS


def test_items_may_stand_in_a_list_or_line_by_line() -> None:
    for raw, name in (
        (json.dumps([OLD, NEW]), "items.json"),
        ("\n".join(json.dumps(each) for each in (OLD, NEW)), "items.jsonl"),
    ):
        assert sum(isinstance(found, Document) for found in from_bytes(raw.encode(), name)) == 2


def test_a_picture_is_told_as_one() -> None:
    (told,) = from_bytes(json.dumps({"uri": "x", "type": "picture", "headline": "Fire"}).encode(), "a.json")
    assert isinstance(told, Skipped)
    assert "R127" in told.error
    assert "picture" in told.error


def test_a_record_with_a_text_is_a_record_whatever_else_it_has() -> None:
    assert of({**OLD, "text": "A plain record."}).text == "A plain record."


@given(
    st.dictionaries(
        st.sampled_from(sorted({*OLD, *NEW})),
        st.recursive(
            st.none() | st.integers() | st.text(),
            lambda inner: (
                st.lists(inner)
                | st.dictionaries(st.sampled_from(["value", "role", "contenttype", "name"]), inner)
            ),
        ),
    )
)
@hypothesis_settings(deadline=None, max_examples=100)
def test_odd_items_stop_nothing(item: dict[str, object]) -> None:
    raw = json.dumps({**item, "uri": "x", "headline": item.get("headline")}).encode()
    assert all(isinstance(found, Document | Skipped) for found in from_bytes(raw, "a.json"))
