"""A small news site to be watched, and a clock that does not wait."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.cli.articles import COPY, OTHER, SOURCE
from tests.unit.fetch.servers import Asked, Server, answering, reply, serving

from retell.fetch.fetch import Means
from retell.fetch.limits import allowing
from retell.watch.limits import WatchLimits
from retell.watch.manners import Time, Visitor

LIMITS = WatchLimits(delay=2.0, patience=1.0, fetch=allowing("127.0.0.1", "other.test"))
TEXTS = {"/source": SOURCE, "/copy": COPY, "/other": OTHER}


@dataclass(slots=True)
class Clock:
    """A time that passes when one waits, and the waits there were."""

    at: float = 1_800_000_000.0
    waits: list[float] = field(default_factory=list)

    def now(self) -> float:
        return self.at

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.at += seconds


def visitor(clock: Clock, limits: WatchLimits = LIMITS) -> Visitor:
    means = Means(resolve=answering("127.0.0.1"))
    return Visitor(limits=limits, means=means, time=Time(now=clock.now, wait=clock.wait, chance=lambda: 0.5))


def page(text: str) -> bytes:
    paragraphs = "".join(f"<p>{each}</p>" for each in text.strip().split("\n\n"))
    return f"<html><body><article>{paragraphs}</article></body></html>".encode()


def feed(*paths: str, stamp: str = "2026-03-02T10:00:00Z") -> bytes:
    entries = "".join(
        f'<entry><id>{path}</id><title>Report {path}</title><link href="{path}"/>'
        f"<updated>{stamp}</updated></entry>"
        for path in paths
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title>{entries}</feed>'.encode()


@dataclass(slots=True)
class Site:
    """What stands at each path now; None is no answer at all, an int a status."""

    server: Server
    answers: dict[str, bytes | int | None]
    validators: bool = False

    def url(self, path: str) -> str:
        return self.server.url(path)

    def asked_for(self, path: str) -> int:
        return sum(request.target == path for request in self.server.requests)


@contextmanager
def site() -> Iterator[Site]:
    answers: dict[str, bytes | int | None] = {path: page(text) for path, text in TEXTS.items()}
    made: list[Site] = []

    def answer(connection: socket.socket, request: Asked) -> None:
        found = answers.get(request.target, 404)
        if found is None:
            return
        if found == 429:
            connection.sendall(reply("no", 429, retry_after="600"))
        elif isinstance(found, int):
            connection.sendall(reply("no", found))
        elif made[0].validators and request.headers.get("if-none-match") == '"1"':
            connection.sendall(reply(status=304))
        else:
            kind = "text/html" if found.startswith(b"<html") else "application/octet-stream"
            tag = '"1"' if made[0].validators else ""
            connection.sendall(reply(found, content_type=kind, etag=tag))

    with serving(answer) as server:
        made.append(Site(server, answers))
        yield made[0]
