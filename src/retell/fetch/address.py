"""Where an address leads, and whether that is a place that may be read.

An address is taken apart once, and what was read of it is what is asked for: no other parser sees the string
again. A name is resolved once, every answer is checked, and the connection is made to those very answers; so
neither an odd spelling nor a name that answers differently the second time (DNS rebinding) leads inside.
"""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import quote, urlsplit

from retell.errors import NetworkError
from retell.fetch.limits import FetchLimits

Address = IPv4Address | IPv6Address
Resolve = Callable[[str, int], list[str]]
"""A name and port → the addresses it has; OSError where it has none."""

_INSIDE_4 = tuple(
    (IPv4Network(network), why)
    for network, why in (
        ("0.0.0.0/8", "this network"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "shared by a provider"),
        ("127.0.0.0/8", "this machine"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "reserved"),
        ("192.0.2.0/24", "for documentation"),
        ("192.88.99.0/24", "a relay"),
        ("192.168.0.0/16", "private"),
        ("198.18.0.0/15", "for benchmarks"),
        ("198.51.100.0/24", "for documentation"),
        ("203.0.113.0/24", "for documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
    )
)
"""IANA's registry of special-purpose IPv4 addresses, as far as they are not globally reachable."""
_OUTSIDE_6 = IPv6Network("2000::/3")
_INSIDE_6 = tuple(
    (IPv6Network(network), why)
    for network, why in (
        ("2001::/23", "reserved"),
        ("2001:db8::/32", "for documentation"),
        ("3fff::/20", "for documentation"),
    )
)
_NAMED_6 = tuple(
    (IPv6Network(network), why)
    for network, why in (
        ("::1/128", "this machine"),
        ("fc00::/7", "private"),
        ("fe80::/10", "link-local"),
        ("ff00::/8", "multicast"),
    )
)
_MAPPED = IPv6Network("::ffff:0:0/96")
_NAT64 = IPv6Network("64:ff9b::/96")
_6TO4 = IPv6Network("2002::/16")
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]{0,252}[a-z0-9_.])?")
_ODD = re.compile(r"[\x00-\x20\x7f\\]")
_LONGEST = 8192


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An address taken apart: `target` is the path and query, ready to be sent."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def url(self) -> str:
        """The address in its one spelling."""
        return f"{self.scheme}://{self.authority}{self.target}"

    @property
    def authority(self) -> str:
        """Host and port as they are sent, the port only where it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _USUAL[self.scheme] else f"{host}:{self.port}"


_USUAL = {"http": 80, "https": 443}


def place(address: str, limits: FetchLimits) -> Place:
    """An address taken apart; NetworkError where it is none that may be read."""
    shown = shown_address(address)
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError:
        raise NetworkError.no_address(shown) from None
    if parts.scheme.lower() not in _USUAL:
        raise NetworkError.scheme(shown)
    if _ODD.search(address.strip()) or len(address) > _LONGEST:
        raise NetworkError.no_address(shown)
    if "@" in parts.netloc:
        raise NetworkError.credentials(shown)
    host = _host(parts.hostname or "", shown)
    scheme = parts.scheme.lower()
    port = _USUAL[scheme] if port is None else port
    if port not in limits.ports and host not in limits.allowed:
        raise NetworkError.port(shown, port, sorted(limits.ports))
    query = f"?{parts.query}" if parts.query else ""
    target = quote(f"{parts.path or '/'}{query}", safe="/%:@!$&'()*+,;=?~[]|-._")
    return Place(scheme=scheme, host=host, port=port, target=target)


def shown_address(address: str) -> str:
    """An address fit to print: without a name and password, without control characters, not too long."""
    shown = re.sub(r"(//)[^/@]*@", r"\1…@", address)
    return "".join(char if char.isprintable() else "�" for char in shown[:200])


def _host(host: str, shown: str) -> str:
    """A host name in ASCII, or an address in its one spelling."""
    if ":" in host:
        try:
            return str(IPv6Address(host)) if "%" not in host else _refused(shown)
        except ValueError:
            return _refused(shown)
    try:
        name = host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        return _refused(shown)
    name = name.lower()
    return name if _HOST.fullmatch(name) and ".." not in name else _refused(shown)


def _refused(shown: str) -> str:
    raise NetworkError.no_address(shown)


def inside(address: Address) -> str | None:
    """Why an address is not public, in a word or two; None where it is.

    An IPv6 address that stands for an IPv4 one (mapped, NAT64, 6to4) is what that one is.
    """
    if isinstance(address, IPv4Address):
        return next((why for network, why in _INSIDE_4 if address in network), None)
    if address in _MAPPED or address in _NAT64:
        return inside(IPv4Address(int(address) & 0xFFFFFFFF))
    if address in _6TO4:
        return inside(IPv4Address(int(address) >> 80 & 0xFFFFFFFF))
    if address not in _OUTSIDE_6:
        return next((why for network, why in _NAMED_6 if address in network), "reserved")
    return next((why for network, why in _INSIDE_6 if address in network), None)


def checked(found: Place, limits: FetchLimits, resolve: Resolve, seconds: float) -> tuple[str, ...]:
    """The addresses to connect to; NetworkError where there is none, or where one of them is inside."""
    answers = _resolved(found, resolve, seconds)
    if found.host in limits.allowed:
        return tuple(answers)
    for answer in answers:
        why = inside(ip_address(answer.partition("%")[0]))
        if why:
            raise NetworkError.not_public(found.url, found.host, why)
    return tuple(answers)


def _resolved(found: Place, resolve: Resolve, seconds: float) -> list[str]:
    """The answers for a name, in time: the system's resolver cannot be told to hurry, so it is left alone."""
    answers: list[str] = []
    failed: list[str] = []

    def ask() -> None:
        try:
            answers.extend(resolve(found.host, found.port))
        except (OSError, UnicodeError) as error:
            failed.append(getattr(error, "strerror", None) or str(error))

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(max(0.0, seconds))
    if asking.is_alive():
        raise NetworkError.no_answer(found.url, found.host, "no answer in time")
    if failed or not answers:
        raise NetworkError.no_answer(found.url, found.host, failed[0] if failed else "it has no address")
    return list(dict.fromkeys(answers))


def system_resolve(host: str, port: int) -> list[str]:
    """What this machine's resolver says."""
    return [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
