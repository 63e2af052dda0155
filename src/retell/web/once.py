"""Requests that must not be done twice, by their `Idempotency-Key`.

The first answer under a key is kept and given again to whoever sends the same request with it. The same key
with another request is a mistake (422); one whose first request is not answered yet has to wait (409).
After some hours it is let go, and the same key is a new one. See the IETF draft "The Idempotency-Key HTTP
Header Field".
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from retell.store import Record, Store
from retell.web.guard import token_of
from retell.web.problem import ProblemError
from retell.web.service import Service

KIND = "idempotency"
_KEPT_HEADERS = ("location", "etag")
_LARGEST = 256 * 1024


def once(request: Request, key: str | None, body: str, done: Callable[[], Response]) -> Response:
    """The answer to a request, done now or the one it got before; without a key it is always done."""
    if key is None:
        return done()
    service: Service = request.app.state.service
    store = service.store
    if service.sweep.due():
        store.forget(KIND, _ago(service.limits.key_hours))
    token = token_of(request.scope)
    name = _hash(f"{token.id if token else ''}\x1f{key}")
    print_ = _hash(f"{request.method}\x1f{request.url.path}?{request.url.query}\x1f{body}")
    # A first revision is written only where nothing stands: of two at once, one gets through.
    if not store.put([Record(kind=KIND, id=name, body={"print": print_}, revision=1)]):
        return _before(store, name, print_)
    try:
        response = done()
    except BaseException:
        store.put([Record(kind=KIND, id=name, body=None)])
        raise
    store.put([Record(kind=KIND, id=name, body={"print": print_, **_kept(response)})])
    return response


def _ago(hours: float) -> str:
    return (datetime.now(UTC) - timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%SZ")


def _kept(response: Response) -> dict[str, object]:
    """What of an answer is kept; one that is very large is not, and its request may be done again."""
    text = bytes(response.body).decode()
    headers = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
    return {
        "status": response.status_code,
        "headers": headers,
        "text": text if len(text) < _LARGEST else None,
    }


def _before(store: Store, name: str, print_: str) -> Response:
    record = store.record(KIND, name)
    body = record.body if record and record.body else {}
    if body.get("print") != print_:
        raise ProblemError(
            HTTPStatus.UNPROCESSABLE_ENTITY, "This Idempotency-Key was used for another request."
        )
    status, text, headers = body.get("status"), body.get("text"), body.get("headers")
    if not isinstance(status, int):
        raise ProblemError(
            HTTPStatus.CONFLICT, "The first request with this Idempotency-Key is still under way."
        )
    if not isinstance(text, str):
        raise ProblemError(HTTPStatus.CONFLICT, "This request was done; its answer was too large to be kept.")
    told = {str(one): str(value) for one, value in headers.items()} if isinstance(headers, dict) else {}
    return Response(
        text, status, media_type="application/json", headers={**told, "idempotent-replayed": "true"}
    )


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
