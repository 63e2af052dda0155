"""Alerts sent to a webhook, signed as Standard Webhooks asks (version 1.0.0)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from retell.errors import NetworkError, RetellError, UsageError
from retell.fetch.fetch import posted
from retell.store import Record, Store
from retell.watch.alerts import DUE, KIND, Alert, alert_of, every
from retell.watch.manners import Visitor

PREFIX = "whsec_"
_SHORTEST, _LONGEST = 24, 64
"""Bytes of a secret, as the standard has them."""
EVENT = "copy.found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hook:
    """Where alerts are posted, and the key they are signed with."""

    address: str
    key: bytes = field(repr=False)


def hook(address: str, secret: str) -> Hook:
    """A webhook with its secret as it is handed out: whsec_ and base64. UsageError where it is another."""
    try:
        key = base64.b64decode(secret.strip().removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        raise UsageError.no_secret() from None
    if not secret.strip().startswith(PREFIX) or not _SHORTEST <= len(key) <= _LONGEST:
        raise UsageError.no_secret()
    return Hook(address=address, key=key)


def body(alert: Alert) -> bytes:
    """What is posted."""
    data = {"type": EVENT, "timestamp": alert.at, "data": {**asdict(alert), "text": alert.line}}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def headers(to: Hook, alert: Alert, content: bytes, now: float) -> dict[str, str]:
    """The three headers of the standard: an id that stays, the time, and the signature over all three."""
    name, at = f"msg_{alert.id}", str(int(now))
    signed = hmac.new(to.key, f"{name}.{at}.".encode() + content, hashlib.sha256).digest()
    return {
        "content-type": "application/json",
        "webhook-id": name,
        "webhook-timestamp": at,
        "webhook-signature": f"v1,{base64.b64encode(signed).decode()}",
    }


def delivered(store: Store, to: Hook, visitor: Visitor) -> Iterator[RetellError]:
    """Post the alerts that are due; what did not arrive is told, and stays due until it is too old."""
    now = visitor.time.now
    for due in list(every(store, DUE)):
        kept = store.record(KIND, due.id)
        state: dict[str, Any] = dict(due.body or {})
        if kept is None or float(state["next"]) > now():
            continue
        failed = _posted(to, alert_of(kept), visitor)
        if failed is None:
            store.put([Record(kind=DUE, id=due.id, body=None)])
            continue
        yield failed
        store.put([_later(due, state, visitor)])


def _later(due: Record, state: dict[str, Any], visitor: Visitor) -> Record:
    """When to try again: each time twice as late, a little by chance; never where it is too old."""
    limits, now = visitor.limits, visitor.time.now()
    first = float(state.get("first", now))
    tries = int(state["tries"]) + 1
    if now - first > limits.expiry:
        return Record(kind=DUE, id=due.id, body=None)
    pause = min(limits.backoff * 2 ** (tries - 1), limits.longest_backoff)
    pause *= 0.75 + visitor.time.chance() / 2
    return replace(due, body={"tries": tries, "next": now + pause, "first": first}, revision=0)


def _posted(to: Hook, alert: Alert, visitor: Visitor) -> RetellError | None:
    """What went wrong; None where the other side took it."""
    limits, content = visitor.limits, body(alert)
    failed: RetellError | None = None
    for turn in range(limits.posts):
        if turn:
            visitor.time.wait(limits.patience * 2 ** (turn - 1) * (0.75 + visitor.time.chance() / 2))
        try:
            signed = headers(to, alert, content, visitor.time.now())
            answer = posted(to.address, content, signed, limits.fetch, visitor.means)
        except NetworkError as error:
            failed = error
            continue
        if 200 <= answer.status < 300:
            return None
        failed = NetworkError.status(to.address, answer.status, answer.retry_after)
        if answer.retry_after or answer.status < 500:
            break  # it asks for patience, or will not take it now: the next round is soon enough
    return failed
