"""Documents from addresses."""

from __future__ import annotations

import pytest
from tests.unit.fetch.servers import reply, saying, serving

from retell.document.load import read
from retell.document.model import Document, Skipped
from retell.errors import NetworkError
from retell.fetch.limits import Fetched, allowing
from retell.fetch.pages import documents_at, documents_of, page_bytes, reading

LIMITS = allowing("127.0.0.1")
WORDS = "Die Fähre lag am Montag über zwei Stunden fest, sagte der Hafenmeister in Arholm den Fahrgästen."
PAGE = f"<html><head><title>Späte Fähre</title></head><body><article><p>{WORDS}</p></article></body></html>"
URL = "https://news.test/a"


def of(page: Fetched) -> Document:
    (found,) = documents_of(page)
    assert isinstance(found, Document)
    return found


def test_a_page_is_a_document_with_its_address() -> None:
    raw = PAGE.encode()
    with serving(saying(reply(raw, content_type="text/html; charset=utf-8"))) as server:
        (found,) = documents_at(server.url("/a"), limits=LIMITS)
    assert isinstance(found, Document)
    assert found.text == WORDS
    assert found.url == found.origin == server.url("/a")
    assert found.raw == raw


def test_the_charset_of_the_header_stands_where_the_page_names_none() -> None:
    page = Fetched(raw=PAGE.encode("iso-8859-2"), url=URL, media_type="text/html", charset="iso-8859-2")
    assert of(page).text == WORDS


@pytest.mark.parametrize("charset", ["iso-8859-1", "koi8-r", "utf-16", "no-such", "base64", "\0"])
def test_a_wrong_charset_does_not_damage_what_is_whole_utf8(charset: str) -> None:
    page = Fetched(raw=PAGE.encode(), url=URL, media_type="text/html", charset=charset)
    assert of(page).text == WORDS


def test_a_charset_that_browsers_read_as_something_wider_is_read_so() -> None:
    raw = PAGE.replace("Fähre lag", "Fähre „Saga“ lag").encode("cp1252")
    page = Fetched(raw=raw, url=URL, media_type="text/html", charset="iso-8859-1")
    assert "„Saga“" in of(page).text


def test_the_media_type_tells_more_than_the_ending_of_an_address() -> None:
    page = Fetched(raw=f"<script></script>{PAGE}".encode(), url=URL + ".txt", media_type="text/html")
    assert of(page).text == WORDS


def test_two_addresses_of_one_page_are_two_documents() -> None:
    one, two = (Fetched(raw=PAGE.encode(), url=URL + end, media_type="text/html") for end in ("", "?b"))
    assert of(one).id != of(two).id


def test_a_page_without_an_article_is_told_by_its_address() -> None:
    (told,) = documents_of(Fetched(raw=b"<html><body>Menu</body></html>", url=URL, media_type="text/html"))
    assert isinstance(told, Skipped)
    assert told.error.startswith(f"R107: {URL}")


def test_records_are_read_from_an_address() -> None:
    raw = f'{{"id": "a", "text": "{WORDS}"}}\n{{"id": "b", "text": "{WORDS} Und mehr."}}\n'.encode()
    page = Fetched(raw=raw, url=URL, media_type="application/x-ndjson", charset="utf-8")
    assert [item.id for item in documents_of(page) if isinstance(item, Document)] == ["a", "b"]


def test_reading_many_inputs_goes_on_past_an_address_that_fails(tmp_path: object) -> None:
    with serving(saying(reply("no", 404))) as server:
        first, second = read([server.url("/a"), server.url("/a")], fetch=reading(limits=LIMITS))
    assert isinstance(first, Skipped)
    assert first.error.startswith("R317")
    assert isinstance(second, Skipped)
    assert second.notice
    assert len(server.requests) == 1


def test_without_the_network_an_address_is_refused() -> None:
    (told,) = read(["https://news.test/a"])
    assert isinstance(told, Skipped)
    assert told.error.startswith("R116")


@pytest.mark.parametrize(("charset", "encoding"), [(None, "utf-8"), ("utf-8", "utf-8"), ("latin1", "cp1252")])
def test_bytes_whose_encoding_only_the_header_names_are_given_in_utf8(
    charset: str | None, encoding: str
) -> None:
    kind = f"text/html; charset={charset}" if charset else "text/html"
    with serving(saying(reply(PAGE.encode(encoding), content_type=kind))) as server:
        raw, url = page_bytes(server.url("/a"), LIMITS)
    assert url == server.url("/a")
    assert of(Fetched(raw=raw, url=url, media_type="text/html")).text == WORDS


def test_bytes_that_a_page_itself_names_are_left_as_they_came() -> None:
    raw = PAGE.replace("<head>", '<head><meta charset="iso-8859-1">').encode("latin-1")
    with serving(saying(reply(raw, content_type="text/html; charset=iso-8859-1"))) as server:
        assert page_bytes(server.url(), LIMITS)[0] == raw


def test_bytes_that_are_no_text_are_left_as_they_came() -> None:
    with serving(saying(reply(b"\0\1\2\3" * 50, content_type="x/y; charset=latin1"))) as server:
        assert page_bytes(server.url(), LIMITS)[0] == b"\0\1\2\3" * 50


def test_an_address_inside_gives_no_bytes() -> None:
    with pytest.raises(NetworkError, match="R305"):
        page_bytes("http://localhost/")
