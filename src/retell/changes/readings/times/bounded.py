"""Equal times that bound what is told otherwise: by then or in it, until then or since, at least so long."""

from __future__ import annotations

from collections.abc import Sequence

from retell.changes.model import Change, Severity
from retell.changes.readings.amounts.claims import says_bound
from retell.changes.readings.times.lengths import is_length
from retell.changes.readings.times.limits import Limit, apart, claim, claimed, edge, is_not_before, limit
from retell.changes.readings.times.model import Sort, Time
from retell.changes.view import Pair
from retell.settings import TimeSettings
from retell.text.spans import Span
from retell.text.tokens import Token


def bounded(pair: Pair, left: Time, right: Time, settings: TimeSettings) -> Change | None:
    """One time that bounds something else: by it or in it, until it or by it, at least till then."""
    if edge(pair.left, left) or edge(pair.right, right):
        return _edged(pair, left, right, settings)
    one, other = claimed(pair.left, left), claimed(pair.right, right)
    kind, places = "time.limit", (_led(pair.left, left), _led(pair.right, right))
    if one is not other and not says_bound(pair, one, other):
        why = f"“{one.value}” became “{other.value}” before the same time"
        if left.sort is Sort.DURATION:  # how much time is meant is an amount like any other
            kind, places = "number.approximation", (claim(pair.left, left), claim(pair.right, right))
    elif (
        apart(*(limits := (limit(pair.left, left), limit(pair.right, right))))
        and (left.weekday is None or limits[0] is Limit.BY)
        and (Limit.WITHIN not in limits or (is_length(left, right) and _is_deadline(pair, left)))
        and not _ends_then(pair, (left, right), limits)
    ):
        why = f"“{limits[0]}” became “{limits[1]}” before the same time"
    elif left.weekday is not None and limits == (Limit.BY, None) and _is_deadline(pair, left):
        why = f"“{limits[0]}” before the time is gone"
    else:
        return None
    return Change(
        kind=kind,
        severity=Severity.NUANCE,
        confidence=settings.limit,
        why=why,
        left=places[0],
        right=places[1],
    )


def _edged(pair: Pair, left: Time, right: Time, settings: TimeSettings) -> Change | None:
    """A time that is the earliest or latest on one side, and the time on the other."""
    here, there = edge(pair.left, left), edge(pair.right, right)
    if bool(here) == bool(there):
        return None
    told, (words, time) = here or there, (pair.right, right) if here else (pair.left, left)
    assert told is not None
    if is_not_before(words, time) or limit(words, time) in _EDGES[told[0]]:
        return None
    if any(token.key in _OPEN for token in words):
        return None
    return Change(
        kind="time.limit",
        severity=Severity.MEANING if here and told[0] == "earliest" else Severity.NUANCE,
        confidence=settings.limit,
        why=f"the {told[0]} time is told as the time itself",
        left=told[1] if here else left.span,
        right=right.span if here else told[1],
    )


_EDGES = {
    "earliest": frozenset({Limit.UNTIL, Limit.AFTER, Limit.SINCE}),
    "latest": frozenset({Limit.BY, Limit.UNTIL, Limit.WITHIN}),
}
"""Limits that say of a time that it is the earliest or the latest."""
_OPEN = frozenset("may might could least earliest latest earlier later until".split())
"""Words that leave a time open as much as "at the earliest" does."""


def _led(words: Sequence[Token], time: Time) -> Span:
    """A time with the two words before it."""
    return Span(start=words[max(0, time.at - 2)].span.start, end=time.span.end)


def _ends_then(pair: Pair, both: tuple[Time, Time], limits: tuple[Limit | None, Limit | None]) -> bool:
    """Whether what ends in a year on one side is told to last until it on the other."""
    if set(limits) != {Limit.IN, Limit.UNTIL}:
        return False
    at = limits.index(Limit.IN)
    words, time = (pair.left, pair.right)[at], both[at]
    return any(token.key in _ENDINGS for token in words[max(0, time.at - 4) : time.at])


_ENDINGS = frozenset("end ends ended ending expire expires expired expiring lapse lapses lapsed".split())


def _is_deadline(pair: Pair, left: Time) -> bool:
    """Whether something is to be done by a time: a word of what is ahead stands before it."""
    return any(token.key in _TO_BE_DONE for token in pair.left[max(0, left.at - 12) : left.at])


_TO_BE_DONE = frozenset("will 'll must should would to shall may can could due expected".split())
