"""What is asked of the network, and at most how much of it is taken."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.metadata import version

AGENT = f"Retell/{version('retell')}"
PORTS = frozenset({80, 443, 8080, 8443})


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    """Caps on one address, its redirects included; none of these numbers changes a result.

    `seconds` is for all of it, `pause` for one wait. `header`, `body` (as it is sent) and `unpacked` are
    bytes. `allowed` names hosts that may be anywhere and on any port: an intranet, a test.
    """

    seconds: float = 30.0
    pause: float = 10.0
    header: int = 64 * 1024
    body: int = 16 * 1024 * 1024
    unpacked: int = 64 * 1024 * 1024
    redirects: int = 5
    ports: frozenset[int] = PORTS
    allowed: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What stands at an address. `url` is where it was found after redirects; `raw` is unpacked.

    `charset` is what the header claims, None where it claims nothing. `retry_after` is in seconds.
    """

    raw: bytes
    url: str
    media_type: str | None = None
    charset: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    status: int = 200
    retry_after: float | None = None


def allowing(*hosts: str) -> FetchLimits:
    """The usual limits, with hosts that may be inside."""
    return FetchLimits(allowed=frozenset(host.lower().strip("[]") for host in hosts))
