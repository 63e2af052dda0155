"""Asking a host politely: what its robots.txt allows, and no faster than it wishes."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlsplit

from protego import Protego

from retell.document.files import decoded
from retell.errors import InputError, NetworkError
from retell.fetch.address import place, shown_address
from retell.fetch.fetch import Means, asked
from retell.fetch.limits import Fetched
from retell.settings import DocumentSettings
from retell.watch.limits import WatchLimits

ROBOT = "Retell"
_ROBOTS_SIZE = 512 * 1024
"""Bytes of a robots.txt that are read: RFC 9309, 2.5, asks for at least 500 KiB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """The clock, how to wait, and chance; a test has its own."""

    now: Callable[[], float] = time.time
    wait: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random

    def iso(self) -> str:
        """Now, as ISO 8601 in UTC to the second."""
        return datetime.fromtimestamp(self.now(), UTC).isoformat(timespec="seconds")


@dataclass(slots=True)
class _Host:
    rules: Protego | None = None
    read: float = 0.0
    next: float = 0.0
    known: bool = False


@dataclass(slots=True, kw_only=True)
class Visitor:
    """Asks for pages one after the other, and remembers every host's wishes while it runs."""

    limits: WatchLimits = field(default_factory=WatchLimits)
    means: Means = field(default_factory=Means)
    time: Time = field(default_factory=Time)
    hosts: dict[str, _Host] = field(default_factory=dict)

    def asked(self, address: str, *, etag: str | None = None, last_modified: str | None = None) -> Fetched:
        """The answer at an address; NetworkError where robots.txt forbids it, or nothing comes of it."""
        host = self._host(address)
        if not self._allows(host, address):
            raise NetworkError.robots(shown_address(address))
        self._wait(host)
        found = asked(address, self.limits.fetch, self.means, etag=etag, last_modified=last_modified)
        if found.retry_after is not None and found.status in (429, 503):
            host.next = max(host.next, self.time.now() + min(found.retry_after, self.limits.longest_backoff))
        if urlsplit(found.url).netloc != urlsplit(address).netloc:
            self._check_moved(found.url)
        return found

    def busy_for(self, address: str) -> float:
        """Seconds for which the host of an address asked to be left alone."""
        return max(0.0, self._host(address).next - self.time.now())

    def _check_moved(self, address: str) -> None:
        """A page that another host gave out is used only where that host allows it."""
        if not self._allows(self._host(address), address):
            raise NetworkError.robots(shown_address(address))

    def _host(self, address: str) -> _Host:
        found = place(address, self.limits.fetch)
        return self.hosts.setdefault(f"{found.scheme}://{found.authority}", _Host())

    def _allows(self, host: _Host, address: str) -> bool:
        if not host.known or self.time.now() - host.read > self.limits.robots:
            host.rules = self._rules(host, address)
            host.read, host.known = self.time.now(), True
        return host.rules is None or bool(host.rules.can_fetch(address, ROBOT))

    def _rules(self, host: _Host, address: str) -> Protego | None:
        """The rules of a host: none where it has none; all is forbidden where it fails (RFC 9309, 2.3.1)."""
        found = place(address, self.limits.fetch)
        self._wait(host)
        try:
            page = asked(f"{found.scheme}://{found.authority}/robots.txt", self.limits.fetch, self.means)
        except NetworkError as error:
            if error.code in ("R306", "R307", "R308", "R309", "R313"):
                raise
            return None
        if page.status >= 500 or page.status == 429:
            raise NetworkError.status(page.url, page.status, page.retry_after)
        if not 200 <= page.status < 300:
            return None
        try:
            return Protego.parse(decoded(page.raw[:_ROBOTS_SIZE], page.url, DocumentSettings(), page.charset))
        except InputError:
            return None

    def _wait(self, host: _Host) -> None:
        pause = host.next - self.time.now()
        if pause > 0:
            self.time.wait(pause)
        wished = host.rules.crawl_delay(ROBOT) if host.rules else None
        delay = min(max(self.limits.delay, float(wished or 0)), self.limits.longest_delay)
        host.next = self.time.now() + delay
