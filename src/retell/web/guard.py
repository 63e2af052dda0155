"""The door of the service: who is let in, what is let through, and what every answer says to a browser.

One piece of middleware looks at a request before anything else does. It refuses hosts that are not ours
(so that no name of another's making can be pointed here, "DNS rebinding"), writes that another site's page
began (by `Sec-Fetch-Site`, else by `Origin`: the rule of Go's CrossOriginProtection, for which no hidden form
field is needed), bodies that are too large, too slow or packed, and, where tokens are asked for, visitors
without one. Every answer gets a policy under which a browser runs nothing but our own files.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from retell.web.limits import Limits
from retell.web.problem import ProblemError
from retell.web.tokens import Scope as Right
from retell.web.tokens import Token

COOKIE = "retell_token"
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data", "text/plain")
_OPEN = frozenset({"/healthz", "/readyz", "/login"})
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Who may come in: `hosts` are names beside loopback's; `token` looks one up, None: nobody needs one."""

    hosts: frozenset[str] = frozenset()
    token: Callable[[str], Token | None] | None = None
    limits: Limits = field(default_factory=Limits)


class Guard:
    """The middleware; it refuses with a `ProblemError`, which `refused` turns into an answer."""

    def __init__(self, app: ASGIApp, door: Door, refused: Callable[[Scope, ProblemError], ASGIApp]) -> None:
        self._app = app
        self._door = door
        self._refused = refused

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            headers = Headers(scope=scope)
            _check_host(headers, self._door.hosts)
            _check_origin(scope["method"], headers)
            scope["retell.token"] = await asyncio.to_thread(_let_in, scope, headers, self._door)
            limits = self._door.limits
            most = _most(scope["path"], limits)
            _check_body(headers, most)
            await self._app(scope, _Body(scope, receive, most, limits.body_seconds), _decked(send))
        except ProblemError as problem:
            await self._refused(scope, problem)(scope, receive, _decked(send))


def _check_host(headers: Headers, hosts: frozenset[str]) -> None:
    host = _name(headers.get("host", ""))
    if host not in _LOOPBACK and host not in hosts:
        raise ProblemError(
            HTTPStatus.MISDIRECTED_REQUEST,
            f"This service does not answer to the name {host[:100]!r}. Start it with --allowed-host for it.",
        )


def _name(netloc: str) -> str:
    """The host of "host:port", without either bracket or port; empty where it is none."""
    try:
        return (urlsplit(f"//{netloc}").hostname or "").lower()
    except ValueError:
        return ""


def _check_origin(method: str, headers: Headers) -> None:
    """Refuse a write that a page of another site began."""
    if method in _SAFE:
        return
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site:
        foreign = site not in ("same-origin", "none")
    elif origin:
        foreign = urlsplit(origin).netloc.lower() != headers.get("host", "").lower()
    else:
        # No browser: but only a browser sends a form, and one that tells neither cannot be trusted.
        foreign = headers.get("content-type", "").lower().startswith(_FORMS)
    if foreign:
        raise ProblemError(
            HTTPStatus.FORBIDDEN,
            "The request comes from a page of another site. Send it from a page of this service.",
        )


def _let_in(scope: Scope, headers: Headers, door: Door) -> Token | None:
    """The visitor's token; ProblemError where one is asked for and not given, or opens too little."""
    path: str = scope["path"]
    if door.token is None or path in _OPEN or path.startswith("/static/"):
        return None
    secret = _secret(headers)
    token = door.token(secret) if secret else None
    if token is None:
        raise ProblemError(
            HTTPStatus.UNAUTHORIZED,
            "A token is needed: send it as Authorization: Bearer …, or log in with it at /login.",
            headers={"www-authenticate": 'Bearer realm="retell"'},
        )
    wanted = _wanted(scope["method"], path)
    if not token.scope.covers(wanted):
        raise ProblemError(
            HTTPStatus.FORBIDDEN,
            f"This token may {token.scope}; for this it must be one that may {wanted}.",
        )
    return token


def _secret(headers: Headers) -> str:
    kind, _, given = headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return given.strip()
    return cookie_parser(headers.get("cookie", "")).get(COOKIE, "")


def _wanted(method: str, path: str) -> Right:
    """The right a request needs; comparing two texts and asking for a source change nothing of others'."""
    if path.startswith("/api/v1/tokens") or path == "/metrics":
        return Right.ADMIN
    asks = path in ("/compare", "/find", "/logout", "/api/v1/comparisons", "/api/v1/find")
    return Right.READ if method in _SAFE or asks else Right.WRITE


def _most(path: str, limits: Limits) -> int:
    return limits.bulk if path in ("/api/v1/documents", "/upload") else limits.body


class _Body:
    """What a request sends, up to so many bytes and in so many seconds.

    What was wrong with it is left in the request's scope, since whoever reads the body may hide it.
    """

    def __init__(self, scope: Scope, receive: Receive, most: int, seconds: float) -> None:
        self._scope = scope
        self._receive = receive
        self._most = most
        self._seconds = seconds
        self._until = asyncio.get_running_loop().time() + seconds
        self._came = 0
        self._whole = False

    async def __call__(self) -> Message:
        """The next part of it."""
        if self._whole:
            return await self._receive()
        left = self._until - asyncio.get_running_loop().time()
        try:
            message = await asyncio.wait_for(self._receive(), max(0.001, left))
        except TimeoutError:
            late = f"The body did not arrive within {self._seconds:g} seconds."
            raise self._noted(HTTPStatus.REQUEST_TIMEOUT, late) from None
        self._came += len(message.get("body", b""))
        if self._came > self._most:
            raise self._noted(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _too_large(self._most))
        self._whole = not message.get("more_body", False)
        return message

    def _noted(self, status: HTTPStatus, detail: str) -> ProblemError:
        problem = ProblemError(status, detail)
        self._scope["retell.problem"] = problem
        return problem


def _too_large(most: int) -> str:
    return f"The body is larger than {most:,} bytes."


def _check_body(headers: Headers, most: int) -> None:
    """Refuse a packed body, which may unpack to any size, and one that says it is too large."""
    if headers.get("content-encoding", "identity").lower() != "identity":
        raise ProblemError(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Send the body as it is, without a content encoding."
        )
    length = headers.get("content-length", "0")
    if not length.isdigit() or int(length) > most:
        raise ProblemError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _too_large(most))


def _decked(send: Send) -> Send:
    """Answers with our headers; a page that set its own policy keeps it."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("cache-control", "no-store")
        await send(message)

    return sent


def is_loopback(host: str) -> bool:
    """Whether an address to listen on can be reached from this machine alone."""
    return host.lower() in _LOOPBACK or host.startswith("127.")


def token_of(scope: Mapping[str, object]) -> Token | None:
    """The token that a request came with."""
    found = scope.get("retell.token")
    return found if isinstance(found, Token) else None
