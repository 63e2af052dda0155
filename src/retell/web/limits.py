"""What a visitor may ask for at most; none of these numbers changes a result."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Caps on what comes in and on what is done at once.

    `body` and `bulk` are bytes of a request, `article` code points of one text, `body_seconds` how long a
    request may take to arrive, `at_once` how many comparisons run together and `waiting` how many may wait
    for their turn, `kept` how many comparisons stay rendered in memory (a story counts for as many as it
    has members), `jobs` how many finished jobs are kept, `key_hours` how long the answer to a request with
    an `Idempotency-Key` is.
    """

    body: int = 4 * 2**20
    bulk: int = 256 * 2**20
    article: int = 200_000
    body_seconds: float = 60.0
    at_once: int = 2
    waiting: int = 16
    kept: int = 64
    jobs: int = 500
    key_hours: float = 24.0
