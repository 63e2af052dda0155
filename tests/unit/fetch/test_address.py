"""Addresses, and the places they lead to."""

from __future__ import annotations

import time
from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.unit.fetch.servers import answering

from retell.errors import NetworkError
from retell.fetch.address import checked, inside, place, shown_address, system_resolve
from retell.fetch.limits import FetchLimits, allowing

LIMITS = FetchLimits()
INSIDE = (
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "100.127.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.192",
    "192.0.2.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:c0a8:101::1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fec0::1",
    "ff02::1",
)
OUTSIDE = (
    "8.8.8.8",
    "93.184.215.14",
    "172.32.0.1",
    "100.128.0.1",
    "192.1.0.1",
    "2606:2800:220:1:248:1893:25c8:1946",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
    "2002:808:808::1",
)


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_inside_is_told_from_a_public_one(address: str) -> None:
    assert inside(ip_address(address))


@pytest.mark.parametrize("address", OUTSIDE)
def test_a_public_address_is_let_through(address: str) -> None:
    assert inside(ip_address(address)) is None


@given(st.ip_addresses(v=4))
def test_no_ipv4_address_counts_as_public_that_the_standard_library_holds_private(value: IPv4Address) -> None:
    assert value.is_global or inside(value)
    assert not value.is_multicast or inside(value)


@given(st.ip_addresses(v=6))
@example(IPv6Address("2001:1::1"))
def test_no_ipv6_address_counts_as_public_that_the_standard_library_holds_private(value: IPv6Address) -> None:
    embedded = value.ipv4_mapped or value.sixtofour
    assert value.is_global or embedded or inside(value)


@given(st.ip_addresses(v=4))
def test_an_address_is_as_public_as_the_one_it_stands_for(value: IPv4Address) -> None:
    mapped = IPv6Address(0xFFFF << 32 | int(value))
    nat = IPv6Address(0x64FF9B << 96 | int(value))
    relayed = IPv6Address(0x2002 << 112 | int(value) << 80 | 1)
    assert inside(mapped) == inside(nat) == inside(relayed) == inside(value)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("file:///etc/passwd", "R301"),
        ("gopher://news.test:70/1", "R301"),
        ("ftp://news.test/", "R301"),
        ("//news.test/", "R301"),
        ("jar:http://news.test/", "R301"),
        ("http://", "R302"),
        ("http:///path", "R302"),
        ("http://news.test:x/", "R302"),
        ("http://news.test:99999/", "R302"),
        ("http://[::1", "R302"),
        ("http://[fe80::1%25eth0]/", "R302"),
        ("http://news..test/", "R302"),
        ("http://ne ws.test/", "R302"),
        ("http://news.test\\@127.0.0.1/", "R302"),
        ("http://news.test/\r\nHost: other", "R302"),
        ("http://a%2fb/", "R302"),
        ("http://" + "a" * 300 + "/", "R302"),
        ("http://news.test/" + "a" * 9000, "R302"),
        ("http://name:word@news.test/", "R303"),
        ("http://127.0.0.1@news.test/", "R303"),
        ("http://news.test:22/", "R304"),
        ("http://news.test:6379/", "R304"),
        ("https://news.test:0/", "R304"),
    ],
)
def test_what_is_no_address_of_a_page_is_refused_by_name(address: str, code: str) -> None:
    with pytest.raises(NetworkError, match=code):
        place(address, LIMITS)


def test_a_password_is_not_repeated_in_a_message() -> None:
    assert "geheim" not in shown_address("https://me:geheim@news.test/a")


def test_control_characters_are_not_repeated_in_a_message() -> None:
    assert "\x1b" not in shown_address("https://news.test/\x1b[31m")


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("HTTP://News.TEST", "http://news.test/"),
        ("https://news.test:443/a?b=c#d", "https://news.test/a?b=c"),
        ("http://news.test:8080/", "http://news.test:8080/"),
        ("https://zürich.test/straße?q=ü", "https://xn--zrich-kva.test/stra%C3%9Fe?q=%C3%BC"),
        ("https://news.test/a%20b|c", "https://news.test/a%20b|c"),
        ("https://[2606:2800:0220::1]/", "https://[2606:2800:220::1]/"),
        ("https://news.test?q", "https://news.test/?q"),
    ],
)
def test_an_address_has_one_spelling(address: str, url: str) -> None:
    assert place(address, LIMITS).url == url


@given(st.text())
@example("http://[")
@example("http://\u2100.test")
@example("http://[v1.x]/")
def test_any_text_is_an_address_or_is_refused(text: str) -> None:
    for address in (text, f"http://{text}", f"http://news.test/{text}"):
        try:
            found = place(address, LIMITS)
        except NetworkError:
            continue
        assert found.url.isascii()
        assert not set(found.url) & set(" \r\n\t\\")


@pytest.mark.parametrize(
    "spelling", ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "localhost", "[::1]", "0"]
)
def test_no_spelling_of_this_machine_gets_through(spelling: str) -> None:
    found = place(f"http://{spelling}/", LIMITS)
    with pytest.raises(NetworkError, match=r"R305|R306"):
        checked(found, LIMITS, system_resolve, 5)


def test_one_answer_inside_is_enough_to_refuse() -> None:
    found = place("http://news.test/", LIMITS)
    with pytest.raises(NetworkError, match=r"R305: .*news.test is not at a public address") as caught:
        checked(found, LIMITS, answering("93.184.215.14", "10.0.0.8"), 5)
    assert "10.0.0.8" not in str(caught.value)


def test_an_answer_with_a_zone_is_refused_too() -> None:
    found = place("http://news.test/", LIMITS)
    with pytest.raises(NetworkError, match="R305"):
        checked(found, LIMITS, answering("fe80::1%eth0"), 5)


def test_a_named_host_may_be_inside_and_on_any_port() -> None:
    limits = allowing("Wiki.Example", "[::1]")
    found = place("http://wiki.example:9000/", limits)
    assert checked(found, limits, answering("10.0.0.8"), 5) == ("10.0.0.8",)
    assert place("http://[::1]:9000/", limits).host == "::1"


def test_a_name_that_nobody_knows_is_named() -> None:
    def nobody(host: str, port: int) -> list[str]:
        raise OSError(-2, "Name or service not known")

    with pytest.raises(NetworkError, match=r"R306: .*no host called news\.test was found"):
        checked(place("http://news.test/", LIMITS), LIMITS, nobody, 5)


def test_a_resolver_that_never_answers_is_not_waited_for() -> None:
    def slow(host: str, port: int) -> list[str]:
        time.sleep(5)
        return []

    begun = time.monotonic()
    with pytest.raises(NetworkError, match="R306"):
        checked(place("http://news.test/", LIMITS), LIMITS, slow, 0.1)
    assert time.monotonic() - begun < 2
