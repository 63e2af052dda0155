"""What is counted of requests, and a line in the log for each."""

from __future__ import annotations

import time

import structlog
from prometheus_client import CollectorRegistry, Counter, Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_METHODS = frozenset("GET HEAD POST PUT DELETE OPTIONS PATCH".split())
_log = structlog.get_logger("retell.web")


class Measure:
    """Middleware that counts and times requests by route, never by address: addresses have no end."""

    def __init__(self, app: ASGIApp, registry: CollectorRegistry) -> None:
        self._app = app
        names = ["method", "route", "status"]
        self._answered = Counter("retell_requests", "Requests answered", names, registry=registry)
        self._taken = Histogram(
            "retell_request_seconds", "Seconds to answer", ["method", "route"], registry=registry
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        status = 500

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, sent)
        finally:
            self._note(scope, status, time.perf_counter() - began)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        method = scope["method"] if scope["method"] in _METHODS else "other"
        route = getattr(scope.get("route"), "path", "none")
        self._answered.labels(method, route, str(status)).inc()
        self._taken.labels(method, route).observe(seconds)
        _log.info("request", method=method, path=scope["path"], status=status, ms=round(1000 * seconds, 1))
