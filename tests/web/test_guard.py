"""The door of the service: each attack it is there for, and those it must let in."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Send
from starlette.types import Scope as Asked

from retell.stores import opened
from retell.web import tokens
from retell.web.guard import Door, Guard, is_loopback
from retell.web.limits import Limits
from retell.web.problem import ProblemError
from retell.web.tokens import Scope

SMALL = Limits(body=100, bulk=1000, body_seconds=0.2)


async def echo(scope: Asked, receive: Receive, send: Send) -> None:
    raw = await Request(scope, receive).body()
    await PlainTextResponse(f"{len(raw)} bytes")(scope, receive, send)


def refused(scope: Asked, problem: ProblemError) -> ASGIApp:
    return problem.as_json(scope["path"])


def asked(door: Door, method: str = "GET", path: str = "/", **request: object) -> httpx.Response:
    async def go() -> httpx.Response:
        transport = httpx.ASGITransport(Guard(echo, door, refused), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8765") as client:
            return await client.request(method, path, **request)  # type: ignore[arg-type]

    return asyncio.run(go())


@pytest.mark.parametrize("host", ["localhost", "localhost:8765", "127.0.0.1:1", "[::1]:8765", "LOCALHOST"])
def test_the_names_of_loopback_are_answered(host: str) -> None:
    assert asked(Door(), headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "[", "0.0.0.0"]
)
def test_a_name_of_anothers_making_is_not_answered(host: str) -> None:
    assert asked(Door(), headers={"host": host}).status_code == 421


def test_a_name_that_was_allowed_is_answered() -> None:
    assert (
        asked(Door(hosts=frozenset({"desk.example"})), headers={"host": "desk.example:443"}).status_code
        == 200
    )


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site", "origin": "https://evil.example"},
        {"sec-fetch-site": "same-site", "origin": "http://other.localhost"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost:9999"},
        {"content-type": "application/x-www-form-urlencoded"},
        {"content-type": "multipart/form-data; boundary=x"},
        {"content-type": "text/plain"},
    ],
)
def test_a_write_that_another_site_began_is_refused(headers: dict[str, str]) -> None:
    assert asked(Door(), "POST", headers=headers, content=b"x").status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded"},
        {"sec-fetch-site": "none"},
        {"origin": "http://localhost:8765", "content-type": "multipart/form-data; boundary=x"},
        {"content-type": "application/json"},
    ],
)
def test_a_write_of_our_own_pages_or_of_a_program_is_let_in(headers: dict[str, str]) -> None:
    assert asked(Door(), "POST", headers=headers, content=b"x").status_code == 200


def test_another_site_may_not_frame_run_or_read_a_page() -> None:
    headers = asked(Door()).headers
    policy = headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy and "script-src 'self'" in policy and "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"


def test_a_body_that_says_it_is_too_large_is_not_read() -> None:
    assert asked(Door(limits=SMALL), "POST", content=b"x" * 101).status_code == 413


def test_a_body_that_grows_too_large_is_cut_off() -> None:
    async def parts() -> AsyncIterator[bytes]:
        for _ in range(11):
            yield b"x" * 10

    assert noted(parts()).status == 413


def test_a_body_that_drips_is_cut_off() -> None:
    async def parts() -> AsyncIterator[bytes]:
        yield b"x"
        await asyncio.sleep(5)
        yield b"x"

    assert noted(parts()).status == 408


def noted(parts: AsyncIterator[bytes]) -> ProblemError:
    """What the door wrote down of a body that came in parts."""
    scope: Asked = {
        "type": "http", "method": "POST", "path": "/", "query_string": b"",
        "headers": [(b"host", b"localhost"), (b"content-type", b"application/json")],
    }  # fmt: skip

    async def receive() -> dict[str, object]:
        try:
            return {"type": "http.request", "body": await anext(parts), "more_body": True}
        except StopAsyncIteration:
            return {"type": "http.request", "body": b"", "more_body": False}

    async def send(_: object) -> None:
        pass

    asyncio.run(Guard(echo, Door(limits=SMALL), refused)(scope, receive, send))
    problem = scope["retell.problem"]
    assert isinstance(problem, ProblemError)
    return problem


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate, gzip"])
def test_a_packed_body_is_refused(encoding: str) -> None:
    found = asked(Door(), "POST", content=b"x", headers={"content-encoding": encoding})
    assert found.status_code == 415


@pytest.mark.parametrize("length", ["-1", "1e9", "x", "99999999999999999999"])
def test_a_length_that_is_none_is_refused(length: str) -> None:
    assert asked(Door(), "POST", headers={"content-length": length}).status_code == 413


class Keys:
    """A door that asks for a token, and a token of each scope."""

    def __init__(self) -> None:
        self.store = opened("memory:", create=True)
        self.door = Door(token=lambda secret: tokens.read(self.store, secret))
        self.of = {scope: tokens.issue(self.store, scope.value, scope, 1)[0] for scope in Scope}


@pytest.fixture
def keys() -> Keys:
    return Keys()


def test_without_a_token_only_health_login_and_style_are_open(keys: Keys) -> None:
    assert asked(keys.door).status_code == 401
    assert {asked(keys.door, path=path).status_code for path in ("/healthz", "/login", "/static/x")} == {200}


@pytest.mark.parametrize("secret", ["", "retell_", "retell_wrong", "wrong", "retell_' OR 1=1"])
def test_a_made_up_token_opens_nothing(keys: Keys, secret: str) -> None:
    assert asked(keys.door, headers={"authorization": f"Bearer {secret}"}).status_code == 401


@pytest.mark.parametrize(
    ("scope", "method", "path", "status"),
    [
        (Scope.READ, "GET", "/api/v1/documents", 200),
        (Scope.READ, "POST", "/api/v1/comparisons", 200),
        (Scope.READ, "POST", "/api/v1/documents", 403),
        (Scope.READ, "PUT", "/api/v1/marks/a", 403),
        (Scope.READ, "GET", "/api/v1/tokens", 403),
        (Scope.READ, "GET", "/metrics", 403),
        (Scope.WRITE, "POST", "/api/v1/documents", 200),
        (Scope.WRITE, "POST", "/api/v1/tokens", 403),
        (Scope.ADMIN, "POST", "/api/v1/tokens", 200),
    ],
)
def test_a_token_opens_what_its_scope_says(
    keys: Keys, scope: Scope, method: str, path: str, status: int
) -> None:
    assert asked(keys.door, method, path, headers=bearer(keys.of[scope])).status_code == status


def test_a_token_in_a_cookie_opens_as_much(keys: Keys) -> None:
    assert asked(keys.door, headers={"cookie": f"retell_token={keys.of[Scope.READ]}"}).status_code == 200


def test_a_token_that_ended_opens_nothing(keys: Keys) -> None:
    later = datetime.now(UTC) + timedelta(days=2)
    assert tokens.read(keys.store, keys.of[Scope.READ], later) is None


def test_a_token_that_was_revoked_opens_nothing(keys: Keys) -> None:
    found = tokens.read(keys.store, keys.of[Scope.READ])
    assert found and tokens.revoke(keys.store, tokens.short(found))
    assert asked(keys.door, headers=bearer(keys.of[Scope.READ])).status_code == 401


def test_no_token_is_kept_as_it_is(keys: Keys) -> None:
    kept = keys.store.records(tokens.KIND).items
    assert len(kept) == len(Scope) and not any(secret in repr(kept) for secret in keys.of.values())


def bearer(secret: str) -> dict[str, str]:
    return {"authorization": f"Bearer {secret}"}


@pytest.mark.parametrize(
    ("host", "is_own"), [("127.0.0.1", True), ("127.8.8.8", True), ("0.0.0.0", False), ("::", False)]
)
def test_loopback_is_told_from_the_world(host: str, *, is_own: bool) -> None:
    assert is_loopback(host) is is_own
