"""Servers on this machine that answer as they are told, well or badly."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

Answer = Callable[[socket.socket, "Asked"], None]
"""What is done with a connection once the request has come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request as it came."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


@dataclass(slots=True)
class Server:
    """A server under way: where it listens, and what it was asked so far."""

    port: int
    requests: list[Asked] = field(default_factory=list)

    def url(self, path: str = "/", *, host: str = "127.0.0.1", scheme: str = "http") -> str:
        """The address of a path on it."""
        return f"{scheme}://{host}:{self.port}{path}"


@contextlib.contextmanager
def serving(answer: Answer, tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    """A server that gives every connection to `answer` in a thread of its own."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = Server(port=listening.getsockname()[1])
        threading.Thread(target=_listen, args=(listening, server, answer, tls), daemon=True).start()
        try:
            yield server
        finally:
            with contextlib.suppress(OSError):
                listening.shutdown(socket.SHUT_RDWR)


def _listen(listening: socket.socket, server: Server, answer: Answer, tls: ssl.SSLContext | None) -> None:
    with contextlib.suppress(OSError):
        while True:
            connection, _ = listening.accept()
            threading.Thread(target=_serve, args=(connection, server, answer, tls), daemon=True).start()


def _serve(connection: socket.socket, server: Server, answer: Answer, tls: ssl.SSLContext | None) -> None:
    with contextlib.suppress(OSError, ValueError), connection:
        connection.settimeout(20)
        speaking = tls.wrap_socket(connection, server_side=True) if tls else connection
        with speaking:
            asked = _read(speaking)
            server.requests.append(asked)
            answer(speaking, asked)
            with contextlib.suppress(OSError):
                speaking.shutdown(socket.SHUT_WR)


def _read(connection: socket.socket) -> Asked:
    raw = b""
    while b"\r\n\r\n" not in raw:
        part = connection.recv(65536)
        if not part:
            raise ValueError("no request came")
        raw += part
    head, _, body = raw.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    while len(body) < int(headers.get("content-length", "0")):
        body += connection.recv(65536)
    method, target, _ = first.split(" ")
    return Asked(method=method, target=target, headers=headers, body=body)


def reply(body: bytes | str = b"", status: int = 200, **headers: str) -> bytes:
    """A whole, well-formed answer; an underscore in a header's name is a hyphen."""
    raw = body.encode() if isinstance(body, str) else body
    named = {"content_length": str(len(raw)), **headers}
    lines = [f"HTTP/1.1 {status} Said", *(f"{name.replace('_', '-')}: {named[name]}" for name in named)]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + raw


def saying(raw: bytes) -> Answer:
    """Always the same bytes."""
    return lambda connection, _: connection.sendall(raw)


def by_path(answers: dict[str, bytes | Answer]) -> Answer:
    """An answer by the path that is asked for; 404 elsewhere."""

    def answer(connection: socket.socket, asked: Asked) -> None:
        found = answers.get(asked.target, reply("not here", 404))
        if isinstance(found, bytes):
            connection.sendall(found)
        else:
            found(connection, asked)

    return answer


def silent(connection: socket.socket, asked: Asked) -> None:
    """Says nothing for a while, then hangs up."""
    time.sleep(3)


def answering(*addresses: str) -> Callable[[str, int], list[str]]:
    """A resolver that has the same answers for every name."""
    return lambda *_: list(addresses)
