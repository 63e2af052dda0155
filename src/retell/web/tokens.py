"""Keys to the service: only their hashes are kept; each has scopes and an end.

A token is 256 random bits, so a plain SHA-256 of it cannot be searched for; nothing slower is needed.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from retell.store import Record, Store

KIND = "token"
PREFIX = "retell_"
_ID_LENGTH = 12


class Scope(StrEnum):
    """What a token opens; each takes in the ones before it."""

    READ = "read"
    WRITE = "write"
    ADMIN = "admin"

    def covers(self, wanted: Scope) -> bool:
        """Whether this scope is enough for what is wanted."""
        order = list(Scope)
        return order.index(self) >= order.index(wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """What is known of a token: never the token itself. `expires` is UTC, ISO 8601."""

    id: str
    name: str
    scope: Scope
    expires: str

    def is_good(self, now: datetime) -> bool:
        """Whether its end has not come."""
        return now < datetime.fromisoformat(self.expires)


def issue(store: Store, name: str, scope: Scope, days: int) -> tuple[str, Token]:
    """A new token, told this once, and what is kept of it."""
    secret = PREFIX + secrets.token_urlsafe(32)
    expires = (datetime.now(UTC) + timedelta(days=days)).isoformat(timespec="seconds")
    token = Token(id=_hash(secret), name=name, scope=scope, expires=expires)
    store.put([Record(kind=KIND, id=token.id, body={"name": name, "scope": scope.value, "expires": expires})])
    return secret, token


def read(store: Store, secret: str, now: datetime | None = None) -> Token | None:
    """The token that a secret is, if it is known and good."""
    if not secret.startswith(PREFIX):
        return None
    record = store.record(KIND, _hash(secret))
    token = _token(record) if record else None
    return token if token and token.is_good(now or datetime.now(UTC)) else None


def known(store: Store) -> Iterator[Token]:
    """Every token, by id."""
    after: str | None = ""
    while after is not None:
        page = store.records(KIND, after=after)
        yield from map(_token, page.items)
        after = page.next


def revoke(store: Store, id: str) -> bool:
    """Take a token away by its id, or by the beginning of it; False where none or several have it."""
    fitting = [token for token in known(store) if token.id.startswith(id)] if id else []
    if len(fitting) != 1:
        return False
    return store.put([Record(kind=KIND, id=fitting[0].id, body=None)])


def short(token: Token) -> str:
    """The beginning of a token's id, enough to name it by."""
    return token.id[:_ID_LENGTH]


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _token(record: Record) -> Token:
    body = record.body or {}
    return Token(
        id=record.id,
        name=str(body["name"]),
        scope=Scope(str(body["scope"])),
        expires=str(body["expires"]),
    )
