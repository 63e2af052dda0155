"""How often is asked, how long is waited, how much is kept; none of these numbers changes a result."""

from __future__ import annotations

from dataclasses import dataclass, field

from retell.fetch.limits import FetchLimits


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchLimits:
    """Manners. Times are in seconds.

    `delay` lies between two requests to one host, `longest_delay` is the most of a robots.txt's wish that is
    granted. `backoff` is waited after a source failed, doubled each time up to `longest_backoff`. `pages` is
    the most articles fetched of one source in one round, `lists` the most further lists of an index, and
    `tries` how often an article is asked for before it is given up. `remembered` items of a source are known
    again. A message is posted `posts` times in a row, `patience` apart and longer each time, then again after
    `backoff`, and given up after `expiry`. `entries` is the length of the feed of alerts.
    """

    delay: float = 2.0
    longest_delay: float = 60.0
    robots: float = 24 * 3600.0
    backoff: float = 300.0
    longest_backoff: float = 24 * 3600.0
    pages: int = 50
    lists: int = 10
    tries: int = 5
    remembered: int = 5000
    posts: int = 3
    patience: float = 1.0
    expiry: float = 3 * 24 * 3600.0
    entries: int = 200
    fetch: FetchLimits = field(default_factory=FetchLimits)
