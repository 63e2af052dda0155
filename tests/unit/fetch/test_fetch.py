"""Fetching from servers that behave, and from servers that do not."""

from __future__ import annotations

import gzip
import shutil
import socket
import ssl
import subprocess
import time
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from tests.unit.fetch.servers import Answer, Asked, Server, answering, by_path, reply, saying, serving, silent

from retell.errors import NetworkError
from retell.fetch.fetch import Means, asked, fetched, posted
from retell.fetch.limits import FetchLimits, allowing

LIMITS = replace(allowing("127.0.0.1", "news.test"), seconds=5.0, pause=2.0)
PAGE = b"<html><body><p>The ferry was two hours late.</p></body></html>"
LOCAL = Means(resolve=answering("127.0.0.1"))


def got(answer: Answer | bytes, limits: FetchLimits = LIMITS) -> object:
    with serving(saying(answer) if isinstance(answer, bytes) else answer) as server:
        return fetched(server.url(), limits)


def refused(answer: Answer | bytes, limits: FetchLimits = LIMITS) -> NetworkError:
    with pytest.raises(NetworkError) as caught:
        got(answer, limits)
    return caught.value


@pytest.fixture
def page() -> Iterator[Server]:
    answers: dict[str, bytes | Answer] = {
        "/a": reply(PAGE, content_type='Text/HTML; charset="ISO-8859-1"', etag='"v1"', last_modified="then"),
        "/moved": reply(status=302, location="/a"),
        "/away": reply(status=301, location="http://news.test/a"),
    }
    with serving(by_path(answers)) as server:
        yield server


def test_a_page_comes_with_what_its_header_says(page: Server) -> None:
    found = fetched(page.url("/a"), LIMITS)
    assert (found.raw, found.url, found.status) == (PAGE, page.url("/a"), 200)
    assert (found.media_type, found.charset) == ("text/html", "iso-8859-1")
    assert (found.etag, found.last_modified) == ('"v1"', "then")
    (request,) = page.requests
    assert request.headers["user-agent"].startswith("Retell/")
    assert request.headers["host"] == f"127.0.0.1:{page.port}"
    assert "cookie" not in request.headers


def test_a_redirect_is_followed_and_the_last_address_told(page: Server) -> None:
    assert fetched(page.url("/moved"), LIMITS).url == page.url("/a")


def test_loopback_is_refused_unless_it_is_named(page: Server) -> None:
    with pytest.raises(NetworkError, match=r"R304|R305"):
        fetched(page.url("/a"), FetchLimits())
    with pytest.raises(NetworkError, match="R305"):
        fetched(page.url("/a"), FetchLimits(ports=frozenset({page.port})))
    assert page.requests == []


@pytest.mark.parametrize(
    ("location", "code"),
    [
        ("http://127.0.0.1/admin", "R305"),
        ("http://169.254.169.254/latest/meta-data/", "R305"),
        ("http://[::ffff:127.0.0.1]/", "R305"),
        ("http://2130706433/", "R305"),
        ("//10.0.0.1/", "R305"),
        ("http://news.test:22/", None),
        ("http://other.test:22/", "R304"),
        ("file:///etc/passwd", "R301"),
        ("gopher://other.test/", "R301"),
        ("http://me:word@other.test/", "R303"),
        ("http://[", "R302"),
    ],
)
def test_a_redirect_is_checked_as_the_first_address_was(location: str, code: str | None) -> None:
    limits = replace(LIMITS, allowed=frozenset({"news.test"}))

    def resolve(host: str, port: int) -> list[str]:
        return ["127.0.0.1"] if host in ("news.test", "2130706433") else [host]

    with (
        serving(saying(reply(status=302, location=location))) as server,
        pytest.raises(NetworkError) as caught,
    ):
        fetched(server.url(host="news.test"), limits, Means(resolve=resolve))
    assert caught.value.code == (code or "R307")
    assert len(server.requests) == 1


def test_a_circle_of_redirects_is_seen() -> None:
    circle = by_path({"/": reply(status=302, location="/b"), "/b": reply(status=307, location="/")})
    assert refused(circle).code == "R316"


def test_an_endless_line_of_redirects_is_left() -> None:
    def onwards(connection: socket.socket, request: Asked) -> None:
        connection.sendall(reply(status=302, location=request.target + "x"))

    with serving(onwards) as server, pytest.raises(NetworkError, match="R315"):
        fetched(server.url(), LIMITS)
    assert len(server.requests) == LIMITS.redirects + 1


def test_a_redirect_to_nowhere_is_broken() -> None:
    assert refused(reply(status=302)).code == "R313"


def test_a_name_that_answers_differently_the_second_time_gains_nothing(page: Server) -> None:
    """DNS rebinding: the connection goes to the address that was checked, and nobody asks again."""
    answers = [["93.184.215.14"], ["127.0.0.1"]]
    asked_for: list[str] = []

    def rebinding(host: str, port: int) -> list[str]:
        asked_for.append(host)
        return answers[min(len(asked_for), 2) - 1]

    limits = FetchLimits(ports=frozenset({page.port}), seconds=0.5, pause=0.3)
    with pytest.raises(NetworkError, match=r"R307|R309"):
        fetched(page.url("/a", host="rebind.test"), limits, Means(resolve=rebinding))
    assert asked_for == ["rebind.test"]
    assert page.requests == []
    with pytest.raises(NetworkError, match="R305"):
        fetched(page.url("/a", host="rebind.test"), limits, Means(resolve=rebinding))


def test_the_name_of_a_redirect_is_resolved_and_checked_anew() -> None:
    limits = replace(LIMITS, allowed=frozenset({"news.test"}))
    means = Means(resolve=answering("127.0.0.1"))
    with (
        serving(saying(reply(status=302, location="http://inside.test/"))) as server,
        pytest.raises(NetworkError, match=r"R305: .*inside.test is not at a public address"),
    ):
        fetched(server.url(host="news.test"), limits, means)


def test_the_second_address_is_tried_where_the_first_takes_no_connection(page: Server) -> None:
    means = Means(resolve=answering("127.0.0.99", "127.0.0.1"))
    assert fetched(page.url("/a", host="news.test"), LIMITS, means).raw == PAGE


def test_a_closed_port_is_named() -> None:
    with serving(saying(b"")) as server:
        pass
    with pytest.raises(NetworkError, match=f"R307: .*127.0.0.1 takes no connection on port {server.port}"):
        fetched(server.url(), LIMITS)


def dripping(first: bytes) -> Answer:
    def answer(connection: socket.socket, request: Asked) -> None:
        connection.sendall(first)
        while True:
            time.sleep(0.05)
            connection.sendall(b"x")

    return answer


@pytest.mark.parametrize(
    "first",
    [
        b"HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nx-",
        b"HT",
        b"",
    ],
)
def test_a_slow_drip_is_cut_off_when_the_time_for_all_of_it_is_over(first: bytes) -> None:
    begun = time.monotonic()
    error = refused(dripping(first), replace(LIMITS, seconds=0.6, pause=0.5))
    assert error.code in ("R309", "R313")
    assert time.monotonic() - begun < 2


def test_a_server_that_says_nothing_is_not_waited_for() -> None:
    begun = time.monotonic()
    error = refused(silent, replace(LIMITS, pause=0.2))
    assert error.code == "R309"
    assert time.monotonic() - begun < 2


def test_time_is_for_all_redirects_together() -> None:
    def slow(connection: socket.socket, request: Asked) -> None:
        time.sleep(0.3)
        connection.sendall(reply(status=302, location=request.target + "x"))

    begun = time.monotonic()
    assert refused(slow, replace(LIMITS, seconds=0.7)).code == "R309"
    assert time.monotonic() - begun < 2


def endless(first: bytes, again: bytes) -> Answer:
    def answer(connection: socket.socket, request: Asked) -> None:
        connection.sendall(first)
        while True:
            connection.sendall(again)

    return answer


@pytest.mark.parametrize(
    ("first", "again"),
    [
        (b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 10_000),
        (b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n", b"2710\r\n" + b"x" * 10_000 + b"\r\n"),
        (b"HTTP/1.1 200 OK\r\ncontent-length: 9999999999\r\n\r\n", b"x" * 10_000),
    ],
)
def test_an_endless_body_is_cut_off(first: bytes, again: bytes) -> None:
    assert refused(endless(first, again), replace(LIMITS, body=100_000)).code == "R311"


@pytest.mark.parametrize(
    ("first", "again"),
    [
        (b"HTTP/1.1 200 OK\r\n", b"x-more: " + b"y" * 1000 + b"\r\n"),
        (b"HTTP/1.1 200 OK\r\nx-one: ", b"y" * 10_000),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100),
        (b"", b"x" * 10_000),
    ],
)
def test_an_endless_header_is_cut_off(first: bytes, again: bytes) -> None:
    assert refused(endless(first, again)).code in ("R310", "R313")


def test_a_header_that_is_too_long_is_refused_whole_too() -> None:
    assert refused(reply(PAGE, x_long="y" * 3000), replace(LIMITS, header=2000)).code == "R310"


def test_a_small_answer_that_unpacks_to_a_large_one_is_cut_off() -> None:
    bomb = gzip.compress(bytes(50_000_000))
    assert len(bomb) < 100_000
    error = refused(reply(bomb, content_encoding="gzip"), replace(LIMITS, unpacked=1_000_000))
    assert error.code == "R312"


@pytest.mark.parametrize(
    ("packed", "coding"),
    [
        (gzip.compress(PAGE), "gzip"),
        (gzip.compress(PAGE), "X-GZIP"),
        (zlib.compress(PAGE), "deflate"),
        (zlib.compress(PAGE)[2:-4], "deflate"),
        (gzip.compress(PAGE[:20]) + gzip.compress(PAGE[20:]), "gzip"),
        (gzip.compress(PAGE) + b"\0" * 100, "gzip"),
        (PAGE, "identity"),
    ],
)
def test_a_packed_page_is_unpacked(packed: bytes, coding: str) -> None:
    with serving(saying(reply(packed, content_encoding=coding))) as server:
        assert fetched(server.url(), LIMITS).raw == PAGE


@pytest.mark.parametrize(
    ("packed", "coding", "code"),
    [
        (PAGE, "gzip", "R313"),
        (gzip.compress(PAGE * 50)[:-20], "gzip", "R313"),
        (PAGE, "br", "R314"),
        (gzip.compress(gzip.compress(PAGE)), "gzip, gzip", "R314"),
    ],
)
def test_a_packing_that_cannot_be_undone_is_named(packed: bytes, coding: str, code: str) -> None:
    assert refused(reply(packed, content_encoding=coding)).code == code


@pytest.mark.parametrize(
    "raw",
    [
        b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nhalf of it",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nff\r\nhalf of it",
        b"HTTP/1.1 200 OK\r\ncontent-le",
        b"",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: 3\r\ncontent-length: 4\r\n\r\nabcd",
    ],
)
def test_half_an_answer_is_none(raw: bytes) -> None:
    assert refused(raw).code == "R313"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_a_status_that_says_no_is_told(status: int) -> None:
    assert str(refused(reply("no", status))).endswith(f"answers {status}. Look at the address.")


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_status_that_may_pass_says_when_to_come_back(status: int) -> None:
    assert f"answers {status}. Try again later." in str(refused(reply("wait", status)))
    assert "in 120 seconds" in str(refused(reply("wait", status, retry_after="120")))


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [
        ("7", 7, 7),
        (format_datetime(datetime.now(UTC) + timedelta(hours=2), usegmt=True), 3600, 7201),
        (format_datetime(datetime.now(UTC) - timedelta(seconds=90), usegmt=True), 0, 0),
    ],
)
def test_the_time_to_come_back_is_read_in_both_forms(value: str, low: float, high: float) -> None:
    with serving(saying(reply("wait", 429, retry_after=value))) as server:
        told = asked(server.url(), LIMITS).retry_after
    assert told is not None
    assert low <= told <= high


@pytest.mark.parametrize("value", ["soon", "-5", "٣"])
def test_a_time_that_cannot_be_read_is_none(value: str) -> None:
    raw = reply("wait", 429).replace(b"\r\n\r\n", f"\r\nretry-after: {value}\r\n\r\n".encode(), 1)
    with serving(saying(raw)) as server:
        assert asked(server.url(), LIMITS).retry_after is None


def test_a_page_that_did_not_change_is_not_sent_again() -> None:
    def answer(connection: socket.socket, request: Asked) -> None:
        same = request.headers.get("if-none-match") == '"v1"'
        connection.sendall(reply(status=304) if same else reply(PAGE, etag='"v1"'))

    with serving(answer) as server:
        first = asked(server.url(), LIMITS)
        second = asked(server.url(), LIMITS, etag=first.etag, last_modified="then")
    assert (second.status, second.raw) == (304, b"")
    assert server.requests[1].headers["if-modified-since"] == "then"


def test_a_media_type_that_makes_no_sense_is_none() -> None:
    with serving(saying(reply(PAGE, content_type='nonsense; charset="\'--"'))) as server:
        found = fetched(server.url(), LIMITS)
    assert (found.media_type, found.charset) == (None, None)


def test_what_is_posted_arrives_and_the_answer_comes_back() -> None:
    with serving(saying(reply("taken", 202))) as server:
        answer = posted(server.url("/hook"), b'{"a":1}', {"content-type": "application/json"}, LIMITS)
    (request,) = server.requests
    assert (request.method, request.target, request.body) == ("POST", "/hook", b'{"a":1}')
    assert request.headers["content-type"] == "application/json"
    assert answer.status == 202


def test_what_is_posted_is_under_the_same_guard() -> None:
    with serving(saying(reply("taken"))) as server:
        with pytest.raises(NetworkError, match=r"R304|R305"):
            posted(server.url(), b"{}", {})
        with pytest.raises(NetworkError, match="R305"):
            posted("http://169.254.169.254/", b"{}", {})
    assert server.requests == []


def test_what_is_posted_does_not_follow_a_redirect() -> None:
    with serving(saying(reply(status=307, location="http://127.0.0.1/other"))) as server:
        assert posted(server.url(), b"{}", {}, LIMITS).status == 307
    assert len(server.requests) == 1


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for news.test that only the test believes."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("needs the openssl command, to make a certificate")
    folder = tmp_path_factory.mktemp("tls")
    key, made = folder / "key.pem", folder / "made.pem"
    name = ["-subj", "/CN=news.test", "-addext", "subjectAltName=DNS:news.test"]
    kind = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    subprocess.run(
        [openssl, *kind, "-keyout", key, "-out", made, "-days", "2", *name], check=True, capture_output=True
    )
    return key, made


@pytest.fixture
def secure(certificate: tuple[Path, Path]) -> Iterator[Server]:
    key, made = certificate
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, key)
    with serving(saying(reply(PAGE)), context) as server:
        yield server


def test_the_certificate_is_asked_for_the_name_though_the_connection_goes_to_the_address(
    secure: Server, certificate: tuple[Path, Path]
) -> None:
    means = replace(LOCAL, trust=lambda: ssl.create_default_context(cafile=str(certificate[1])))
    found = fetched(secure.url(host="news.test", scheme="https"), LIMITS, means)
    assert found.raw == PAGE


def test_a_certificate_for_another_name_is_not_believed(
    secure: Server, certificate: tuple[Path, Path]
) -> None:
    means = replace(LOCAL, trust=lambda: ssl.create_default_context(cafile=str(certificate[1])))
    with pytest.raises(NetworkError, match="R308"):
        fetched(secure.url(host="other.test", scheme="https"), allowing("other.test"), means)


def test_a_certificate_that_nobody_vouches_for_is_not_believed(secure: Server) -> None:
    with pytest.raises(NetworkError, match="R308"):
        fetched(secure.url(host="news.test", scheme="https"), LIMITS, LOCAL)
    assert secure.requests == []
