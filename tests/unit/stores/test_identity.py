"""What makes a document the one that is known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.document.make import document
from retell.document.model import Stamp
from retell.family.keys import document_keys
from retell.settings import FamilySettings
from retell.store import Entry, Outcome
from retell.stores.identity import Known, canonical, content_of


def entry(text: str, **fields: object) -> Entry:
    made = document(text, **fields)  # type: ignore[arg-type]
    return Entry(document=made, keys=document_keys(made, FamilySettings()))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://News.Example/a", "https://news.example/a"),
        ("https://news.example:443/a/", "https://news.example/a"),
        ("https://news.example/a#photos", "https://news.example/a"),
        ("https://news.example/a?utm_source=x&id=3&fbclid=y", "https://news.example/a?id=3"),
        ("https://news.example/a?b=2&a=1", "https://news.example/a?a=1&b=2"),
        ("https://reader@news.example./a", "https://news.example/a"),
        ("https://[2001:DB8::1]/a", "https://[2001:db8::1]/a"),
    ],
)
def test_addresses_that_name_one_page_are_one(one: str, other: str) -> None:
    assert canonical(one) == canonical(other) == other


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://news.example/a?id=3", "https://news.example/a?id=4"),
        ("https://news.example/a", "https://news.example/A"),
        ("https://news.example/a", "https://www.news.example/a"),
        ("https://news.example:8080/a", "https://news.example/a"),
    ],
)
def test_addresses_that_name_two_pages_stay_two(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


@pytest.mark.parametrize(
    "url", [None, "", "news.example/a", "ftp://news.example/a", "https://", "https://[x", "https://a:b/"]
)
def test_what_is_no_address_of_a_page_names_none(url: str | None) -> None:
    assert canonical(url) is None


@given(st.text(max_size=60))
def test_any_text_as_an_address_is_read_or_passed_over(url: str) -> None:
    found = canonical(f"https://{url}")
    assert found is None or canonical(found) == found


def test_content_is_what_a_document_says_and_claims_to_be() -> None:
    one = document("The pier shut.", outlet="A", url="https://a.example/1")
    assert content_of(one) == content_of(document("The pier shut.", outlet="A", url="https://b.example/2"))
    assert content_of(one) != content_of(document("The pier shut.", outlet="B"))
    assert content_of(one) != content_of(document("The pier closed.", outlet="A"))
    dated = document("The pier shut.", outlet="A", published=Stamp(when="2026-01-01", claimed_by="record"))
    assert content_of(one) != content_of(dated)


def test_a_page_that_goes_back_to_what_it_said_is_a_third_version() -> None:
    known = Known()
    texts = ("The pier shut.", "The pier closed.", "The pier shut.")
    answers = [known.place(entry(text, url="https://a.example/1")) for text in texts]
    assert [(each.version, each.outcome) for each in answers] == [
        (1, Outcome.NEW),
        (2, Outcome.UPDATED),
        (3, Outcome.UPDATED),
    ]


def test_one_id_with_two_addresses_is_two_documents() -> None:
    known = Known()
    first = known.place(entry("The pier shut.", id="7", url="https://a.example/1"))
    second = known.place(entry("The pier shut.", id="7", url="https://a.example/2"))
    assert (first.id, second.outcome) == ("7", Outcome.NEW)
    assert second.id != "7"
    assert known.place(entry("The pier shut.", id="7", url="https://a.example/2")).outcome is Outcome.SAME
