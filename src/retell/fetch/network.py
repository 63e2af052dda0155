"""Connections to addresses that were checked, with one deadline for all that is done over them."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable

import httpcore

from retell.errors import NetworkError
from retell.fetch.limits import FetchLimits

_CHUNK = 16 * 1024


class Clock:
    """How long there is for an address; started once, whatever the redirects."""

    def __init__(self, url: str, limits: FetchLimits) -> None:
        self._url = url
        self._limits = limits
        self._until = time.monotonic() + limits.seconds

    def left(self) -> float:
        """Seconds that the next wait may take; NetworkError where there are none."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise self.late()
        return min(left, self._limits.pause)

    def late(self) -> NetworkError:
        """What is said when it is over."""
        return NetworkError.too_slow(self._url, self._limits.seconds, self._limits.pause)


class CheckedNetwork(httpcore.NetworkBackend):
    """Connects to the addresses it was made with, whatever name it is asked for."""

    def __init__(self, url: str, addresses: tuple[str, ...], clock: Clock, limits: FetchLimits) -> None:
        self._url = url
        self._addresses = addresses
        self._clock = clock
        self._header = Header(url, limits.header)
        self._system = httpcore.SyncBackend()

    @property
    def header(self) -> Header:
        """The count of what comes before the body."""
        return self._header

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first of the addresses that takes one."""
        reason = ""
        for address in self._addresses:
            try:
                stream = self._system.connect_tcp(address, port, timeout=self._clock.left())
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                reason = str(error) or "no answer in time"
                continue
            return CheckedStream(stream, self._url, self._clock, self._header)
        raise NetworkError.no_connection(self._url, host, port, reason)


class Header:
    """Bytes that came before the body; a server that never comes to the point is cut off."""

    def __init__(self, url: str, most: int) -> None:
        self._url = url
        self._most = most
        self._left = most + _CHUNK
        self.over = False

    def came(self, count: int) -> None:
        """Count bytes; the last chunk may hold the start of the body, so one chunk is forgiven."""
        if self.over:
            return
        self._left -= count
        if self._left < 0:
            raise NetworkError.long_header(self._url, self._most)

    def check(self, headers: Iterable[tuple[bytes, bytes]]) -> None:
        """The header is whole: say whether it was too long."""
        self.over = True
        if sum(len(name) + len(value) + 4 for name, value in headers) > self._most:
            raise NetworkError.long_header(self._url, self._most)


class CheckedStream(httpcore.NetworkStream):
    """A connection whose every wait is within the deadline."""

    def __init__(self, inner: httpcore.NetworkStream, url: str, clock: Clock, header: Header) -> None:
        self._inner = inner
        self._url = url
        self._clock = clock
        self._header = header

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Some bytes, b"" at the end."""
        try:
            raw = self._inner.read(min(max_bytes, _CHUNK), self._clock.left())
        except httpcore.ReadTimeout:
            raise self._clock.late() from None
        self._header.came(len(raw))
        return raw

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send it all."""
        for start in range(0, len(buffer), _CHUNK):
            try:
                self._inner.write(buffer[start : start + _CHUNK], self._clock.left())
            except httpcore.WriteTimeout:
                raise self._clock.late() from None

    def close(self) -> None:
        """Hang up."""
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """The same over TLS; the certificate must be for the name, not for the address."""
        try:
            inner = self._inner.start_tls(ssl_context, server_hostname, self._clock.left())
        except httpcore.ConnectTimeout:
            raise self._clock.late() from None
        except httpcore.ConnectError as error:
            raise NetworkError.no_trust(self._url, str(error)) from None
        return CheckedStream(inner, self._url, self._clock, self._header)

    def get_extra_info(self, info: str) -> object:
        """What the connection itself says."""
        return self._inner.get_extra_info(info)
