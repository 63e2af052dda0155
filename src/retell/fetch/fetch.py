"""An address → what stands there."""

from __future__ import annotations

import re
import ssl
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from functools import cache
from urllib.parse import urljoin

import httpcore

from retell.document.packed import unpacked
from retell.errors import NetworkError
from retell.fetch.address import Place, Resolve, checked, place, shown_address, system_resolve
from retell.fetch.limits import AGENT, Fetched, FetchLimits
from retell.fetch.network import CheckedNetwork, Clock

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ACCEPT = "text/html, application/xhtml+xml, application/xml;q=0.9, text/plain;q=0.8, */*;q=0.5"
_TOKEN = re.compile(r"[A-Za-z0-9._:-]{1,40}")


@cache
def _trust() -> ssl.SSLContext:
    return httpcore.default_ssl_context()


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """How names become addresses, and whose certificates are believed."""

    resolve: Resolve = system_resolve
    trust: Callable[[], ssl.SSLContext] = _trust


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked at an address; `known` are the validators of the copy that is there already."""

    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes = b""


def fetched(address: str, limits: FetchLimits | None = None, means: Means | None = None) -> Fetched:
    """What stands at a public address, redirects followed; NetworkError where that is nothing."""
    found = asked(address, limits, means)
    if not 200 <= found.status < 300:
        raise NetworkError.status(shown_address(found.url), found.status, found.retry_after)
    return found


def asked(
    address: str,
    limits: FetchLimits | None = None,
    means: Means | None = None,
    *,
    etag: str | None = None,
    last_modified: str | None = None,
) -> Fetched:
    """The answer at an address, of whatever status; with 304 nothing changed since these validators."""
    known = {"if-none-match": etag, "if-modified-since": last_modified}
    headers = {"accept": _ACCEPT, **{name: value for name, value in known.items() if value}}
    limits, means = limits or FetchLimits(), means or Means()
    clock = Clock(shown_address(address), limits)
    here = place(address, limits)
    seen = [here.url]
    while True:
        found, location = _answered(here, Request(headers=headers), (limits, means, clock))
        if location is None:
            return found
        here = _next(here, location, limits)
        if here.url in seen:
            raise NetworkError.loop(shown_address(address), here.url)
        if len(seen) > limits.redirects:
            raise NetworkError.too_many_redirects(shown_address(address), limits.redirects)
        seen.append(here.url)


def posted(
    address: str,
    content: bytes,
    headers: Mapping[str, str],
    limits: FetchLimits | None = None,
    means: Means | None = None,
) -> Fetched:
    """The answer to what is sent to an address, under the same guard; a redirect is not followed."""
    limits, means = limits or FetchLimits(), means or Means()
    clock = Clock(shown_address(address), limits)
    request = Request(method="POST", headers=headers, content=content)
    return _answered(place(address, limits), request, (limits, means, clock))[0]


def _next(here: Place, location: str, limits: FetchLimits) -> Place:
    try:
        address = urljoin(here.url, location)
    except ValueError:
        raise NetworkError.no_address(shown_address(location)) from None
    return place(address, limits)


def _answered(
    here: Place, request: Request, bounds: tuple[FetchLimits, Means, Clock]
) -> tuple[Fetched, str | None]:
    """One answer, and where it leads on."""
    limits, means, clock = bounds
    network = CheckedNetwork(here.url, checked(here, limits, means.resolve, clock.left()), clock, limits)
    url = httpcore.URL(scheme=here.scheme, host=here.host, port=here.port, target=here.target)
    usual = {"host": here.authority, "user-agent": AGENT, "accept-encoding": "gzip, deflate"}
    sent: list[tuple[bytes | str, bytes | str]] = list({**usual, **request.headers}.items())
    trust = means.trust() if here.scheme == "https" else None
    try:
        with (
            httpcore.ConnectionPool(ssl_context=trust, network_backend=network) as pool,
            pool.stream(request.method, url, headers=sent, content=request.content or None) as response,
        ):
            network.header.check(response.headers)
            headers = _by_name(response.headers)
            moved = request.method == "GET" and response.status in _REDIRECTS
            if moved:
                return _moved(here, response.status, headers)
            return _whole(here, response, headers, limits), None
    except (httpcore.ProtocolError, httpcore.NetworkError) as error:
        raise NetworkError.broken(here.url, _plain(error)) from None


def _plain(error: Exception) -> str:
    reason = str(error) or type(error).__name__
    return reason.partition("\n")[0][:200]


def _by_name(headers: Sequence[tuple[bytes, bytes]]) -> dict[str, str]:
    """Headers by name; of two with one name the first stands."""
    found: dict[str, str] = {}
    for name, value in headers:
        found.setdefault(name.decode("ascii", "replace").lower(), value.decode("latin-1").strip())
    return found


def _moved(here: Place, status: int, headers: Mapping[str, str]) -> tuple[Fetched, str]:
    if not headers.get("location"):
        raise NetworkError.broken(here.url, f"it answers {status} and says not where to")
    # Servers send addresses outside ASCII as UTF-8, whatever the standard says.
    location = headers["location"].encode("latin-1").decode("utf-8", "replace")
    return Fetched(raw=b"", url=here.url, status=status), location


def _whole(
    here: Place, response: httpcore.Response, headers: Mapping[str, str], limits: FetchLimits
) -> Fetched:
    raw = _body(here, response, headers, limits)
    media_type, charset = _content_type(headers.get("content-type", ""))
    return Fetched(
        raw=_unpacked(raw, headers.get("content-encoding", ""), here.url, limits.unpacked),
        url=here.url,
        media_type=media_type,
        charset=charset,
        etag=headers.get("etag"),
        last_modified=headers.get("last-modified"),
        status=response.status,
        retry_after=_seconds(headers.get("retry-after")),
    )


def _unpacked(raw: bytes, coding: str, url: str, most: int) -> bytes:
    try:
        return unpacked(raw, coding, most)
    except OverflowError:
        raise NetworkError.unpacks_to_more(url, most) from None
    except LookupError:
        raise NetworkError.unknown_coding(url, coding) from None
    except ValueError as error:
        raise NetworkError.broken(url, str(error)) from None


def _body(here: Place, response: httpcore.Response, headers: Mapping[str, str], limits: FetchLimits) -> bytes:
    length = headers.get("content-length", "")
    if length.isdigit() and int(length) > limits.body:
        raise NetworkError.too_large(here.url, limits.body)
    parts: list[bytes] = []
    size = 0
    for part in response.iter_stream():
        size += len(part)
        if size > limits.body:
            raise NetworkError.too_large(here.url, limits.body)
        parts.append(part)
    return b"".join(parts)


def _content_type(value: str) -> tuple[str | None, str | None]:
    """The media type and charset of a header, in lower case; None for what it does not say."""
    message = Message()
    message["content-type"] = re.sub(r"[\r\n]", " ", value)
    charset = message.get_param("charset")
    label = charset.strip().lower() if isinstance(charset, str) else ""
    return message.get_content_type() if "/" in value else None, label if _TOKEN.fullmatch(label) else None


def _seconds(value: str | None) -> float | None:
    """Retry-After as seconds from now (RFC 9110, 10.2.3); None where it says nothing that can be read."""
    if not value:
        return None
    if value.isdigit():
        return float(value[:9])
    try:
        when = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (when - datetime.now(UTC)).total_seconds())
