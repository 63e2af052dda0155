"""Web archives: what is read of them, what is left aside, and what happens where they are broken."""

from __future__ import annotations

import gzip
import resource
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from retell.document.load import from_bytes, read
from retell.document.model import Document, Skipped
from retell.settings import DocumentSettings

FIRST = "The ferry left Arholm at noon with 214 people on board, the harbour master said on Monday."
SECOND = "Divers will inspect the hull on Thursday, and the owner may face a fine of 40,000 crowns."
THIRD = "Pears from the upper valley fetched a record price at the autumn market in Stolm on Friday."


def page(text: str) -> bytes:
    return (
        f"<html><head><title>News</title></head><body><article><p>{text}</p></article></body></html>".encode()
    )


def answer(body: bytes, *headers: str, status: int = 200, kind: str = "text/html") -> bytes:
    lines = [f"HTTP/1.1 {status} Said", f"Content-Type: {kind}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


def chunked(body: bytes) -> bytes:
    return b"10\r\n" + body[:16] + b"\r\n%x\r\n" % (len(body) - 16) + body[16:] + b"\r\n0\r\n\r\n"


def record(body: bytes, kind: str = "response", url: str = "https://news.test/a", media: str = "") -> bytes:
    media = media or ("application/http; msgtype=response" if kind != "resource" else "text/html")
    lines = (
        "WARC/1.1",
        f"WARC-Type: {kind}",
        f"WARC-Target-URI: {url}",
        "WARC-Date: 2026-03-02T10:11:12Z",
        "WARC-Record-ID: <urn:uuid:6f1d3c1e-0000-4000-8000-000000000000>",
        f"Content-Type: {media}",
        f"Content-Length: {len(body)}",
        "",
        "",
    )
    return "\r\n".join(lines).encode() + body + b"\r\n\r\n"


ONE = record(answer(page(FIRST)), url="https://news.test/1")
TWO = record(answer(page(SECOND)), url="https://news.test/2")
THREE = record(page(THIRD), kind="resource", url="https://news.test/3")
INFO = record(b"software: made by hand\r\n", kind="warcinfo", media="application/warc-fields")


def of(raw: bytes, settings: DocumentSettings | None = None) -> tuple[list[Document], list[Skipped]]:
    found = list(from_bytes(raw, "crawl.warc", settings))
    documents = [item for item in found if isinstance(item, Document)]
    return documents, [item for item in found if isinstance(item, Skipped)]


def texts(documents: Sequence[Document]) -> list[str]:
    return [document.text for document in documents]


@pytest.mark.parametrize(
    "raw",
    [
        ONE + TWO + THREE,
        b"".join(gzip.compress(each) for each in (ONE, TWO, THREE)),
        gzip.compress(ONE + TWO + THREE),
    ],
)
def test_pages_are_documents_however_the_archive_is_packed(raw: bytes) -> None:
    documents, skipped = of(raw)
    assert texts(documents) == [FIRST, SECOND, THIRD]
    assert skipped == []


def test_a_page_has_its_address_and_the_time_it_was_first_seen() -> None:
    ((document,), _) = of(ONE)
    assert document.url == "https://news.test/1"
    assert document.published
    assert (document.published.when, document.published.claimed_by) == (
        "2026-03-02T10:11:12+00:00",
        "WARC-Date",
    )
    assert document.extra["first_seen"] == "2026-03-02T10:11:12+00:00"
    assert document.raw == page(FIRST)


def test_what_a_page_says_of_its_own_time_stands() -> None:
    meta = '<meta property="article:published_time" content="2026-02-28T08:00:00Z">'
    body = page(FIRST).replace(b"<head>", f"<head>{meta}".encode())
    ((document,), _) = of(record(answer(body)))
    assert document.published
    assert document.published.when == "2026-02-28T08:00:00+00:00"
    assert document.extra["first_seen"] == "2026-03-02T10:11:12+00:00"


def test_records_that_hold_no_page_are_counted() -> None:
    revisit = record(answer(b""), kind="revisit")
    picture = record(answer(b"\x89PNG", kind="image/png"))
    gone = record(answer(page(FIRST), status=404))
    documents, (told,) = of(INFO + ONE + revisit + revisit + picture + gone)
    assert texts(documents) == [FIRST]
    assert told.notice
    assert "1 not of a page, 1 of the status 404, 2 of the type revisit, 1 of the type warcinfo" in told.error


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(page(FIRST)), ("Content-Encoding: gzip",)),
        (chunked(page(FIRST)), ("Transfer-Encoding: chunked",)),
        (page(FIRST), ("Transfer-Encoding: chunked",)),
    ],
)
def test_a_page_is_taken_out_of_its_packing_and_chunks(body: bytes, headers: tuple[str, ...]) -> None:
    documents, skipped = of(record(answer(body, *headers)) + THREE)
    assert texts(documents) == [FIRST, THIRD]
    assert skipped == []


@pytest.mark.parametrize(
    "broken",
    [
        record(answer(b"no gzip at all", "Content-Encoding: gzip")),
        record(answer(gzip.compress(page(FIRST))[:-20], "Content-Encoding: gzip")),
        record(answer(page(FIRST), "Content-Encoding: br")),
        record(answer(b"5\r\nabcde\r\nzz\r\n", "Transfer-Encoding: chunked")),
        record(b"this is no HTTP"),
        record(answer(b"")),
        record(answer(b"<html><body>Menu</body></html>")),
        record(answer(b"\x00\x01\x02\x03" * 100)),
    ],
)
def test_a_record_that_cannot_be_read_is_told_by_its_place_and_costs_no_other(broken: bytes) -> None:
    documents, (told,) = of(ONE + broken + TWO)
    assert texts(documents) == [FIRST, SECOND]
    assert not told.notice
    assert told.where == f"byte {len(ONE)}"
    assert told.error[:4] in ("R103", "R104", "R107", "R121")


@pytest.mark.parametrize(
    "raw",
    [
        ONE + b"some garbage\r\nbetween records\r\n\r\n" + TWO + THREE,
        gzip.compress(ONE) + b"\x1f\x8b\x08 damaged" * 3 + gzip.compress(TWO) + gzip.compress(THREE),
        gzip.compress(ONE) + b"padding" + gzip.compress(TWO) + gzip.compress(THREE),
    ],
)
def test_reading_goes_on_past_damage(raw: bytes) -> None:
    documents, skipped = of(raw)
    assert texts(documents) == [FIRST, SECOND, THIRD]
    assert skipped
    assert all(told.error.startswith("R121") for told in skipped)


def test_the_place_of_a_record_after_damage_is_its_own() -> None:
    damage = b"some garbage\r\nbetween records\r\n\r\n"
    documents, _ = of(ONE + damage + TWO + THREE)
    place = len(ONE + damage + TWO)
    assert documents[2].origin == f"crawl.warc, byte {place}"


def test_a_record_that_is_cut_short_is_told() -> None:
    documents, (told,) = of(ONE + TWO[:-60])
    assert texts(documents) == [FIRST]
    assert "cut short" in told.error


def test_a_page_that_unpacks_to_too_much_is_refused_without_unpacking_it() -> None:
    bomb = gzip.compress(bytes(200_000_000))
    settings = DocumentSettings(largest_file=1_000_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    documents, (told,) = of(record(answer(bomb, "Content-Encoding: gzip")) + TWO, settings)
    assert told.error.startswith("R105")
    assert texts(documents) == [SECOND]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000


def test_a_record_that_is_too_large_is_refused() -> None:
    documents, (told,) = of(record(answer(page(FIRST * 40))) + TWO, DocumentSettings(largest_file=2000))
    assert told.error.startswith("R105")
    assert texts(documents) == [SECOND]


def test_a_file_that_is_no_web_archive_is_told() -> None:
    (told,) = of(b"hello")[1]
    assert told.error.startswith("R121")


def test_an_empty_archive_is_told() -> None:
    (told,) = of(b"")[1]
    assert told.error.startswith("R103")


def test_archives_in_a_folder_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(ONE)
    (tmp_path / "b.warc.gz").write_bytes(gzip.compress(TWO))
    found = list(read([str(tmp_path)]))
    assert texts([item for item in found if isinstance(item, Document)]) == [FIRST, SECOND]


def test_an_archive_is_known_by_its_first_bytes() -> None:
    for raw in (ONE, gzip.compress(ONE)):
        (found,) = from_bytes(raw, "-")
        assert isinstance(found, Document)


@hypothesis_settings(deadline=None, max_examples=30)
@given(st.integers(0, len(ONE + TWO) - 1), st.binary(min_size=1, max_size=6))
def test_no_damage_stops_a_run(at: int, junk: bytes) -> None:
    whole = ONE + TWO
    for raw in (whole[:at] + junk + whole[at + len(junk) :], whole[:at] + junk + whole[at:], whole[:at]):
        assert all(isinstance(item, Document | Skipped) for item in from_bytes(raw, "crawl.warc"))
