"""The service run: where it listens, who may come, how it ends."""

from __future__ import annotations

import logging
import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs
import structlog
import uvicorn

from retell.errors import UsageError
from retell.fetch.pages import page_bytes
from retell.store import Store
from retell.web import tokens
from retell.web.app import application
from retell.web.guard import Door, is_loopback
from retell.web.service import Service

GRACE_SECONDS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the service listens, its other names, whether it asks for a token, whether it fetches pages."""

    host: str = "127.0.0.1"
    port: int = 8765
    names: frozenset[str] = frozenset()
    tokens: bool = False
    fetches: bool = True


def checked(place: Place, store: Store) -> Door:
    """The door for a place; UsageError where others could reach it and nobody has a token."""
    asked = place.tokens or not is_loopback(place.host)
    if asked and not any(True for _ in tokens.known(store)):
        raise UsageError.no_token(place.host)
    names = place.names | ({place.host.lower()} if place.host not in ("0.0.0.0", "::") else frozenset())
    return Door(hosts=names, token=(lambda secret: tokens.read(store, secret)) if asked else None)


def serve(store: Store, place: Place) -> None:
    """Answer until interrupted; what is under way is finished first, for so long."""
    door = checked(place, store)
    folder = Path(platformdirs.user_state_dir("retell", appauthor=False)) / "jobs"
    app = application(Service(store=store, fetch=page_bytes if place.fetches else None), door, folder)
    _log_as_json()
    uvicorn.run(
        app,
        host=place.host,
        port=place.port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
        timeout_keep_alive=15,
        limit_concurrency=200,
        h11_max_incomplete_event_size=32 * 1024,
    )


def _log_as_json() -> None:
    """A line of JSON on stderr for each event."""
    logging.basicConfig(level=logging.WARNING)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
