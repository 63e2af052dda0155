"""How a time bounds what is told: by it, until it, since it, before it, after it, or in it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from retell.changes.readings.amounts.quantities import Approximation, approximation
from retell.changes.readings.times.model import Time
from retell.text.spans import Span
from retell.text.tokens import Token


class Limit(StrEnum):
    """What a small word before a time makes of it."""

    IN = "in"
    BY = "by"
    UNTIL = "until"
    SINCE = "since"
    AFTER = "after"
    FOR = "for"
    WITHIN = "within"


_WORDS = {
    word: limit
    for limit, words in (
        (Limit.IN, "in on at during"),
        (Limit.BY, "by before"),
        (Limit.UNTIL, "until till til through"),
        (Limit.SINCE, "since from"),
        (Limit.AFTER, "after following"),
        (Limit.FOR, "for"),
        (Limit.WITHIN, "within inside"),
    )
    for word in words.split()
}
_APART = frozenset(
    frozenset(pair)
    for pair in (
        (Limit.BY, Limit.IN),
        (Limit.BY, Limit.SINCE),
        (Limit.BY, Limit.AFTER),
        (Limit.BY, Limit.UNTIL),
        (Limit.UNTIL, Limit.IN),
        (Limit.UNTIL, Limit.SINCE),
        (Limit.UNTIL, Limit.AFTER),
        (Limit.SINCE, Limit.FOR),
        (Limit.WITHIN, Limit.IN),
    )
)
"""Limits that are told apart: "since March" and "in March" may say the same of what began then."""

_BETWEEN = frozenset("the at least early late mid end start beginning middle of about around".split())
_DENIALS = frozenset("not n't no never nothing nobody".split())
_ABOUT = (Approximation.EXACT, Approximation.ABOUT)
_OF_TIME = frozenset("until till over within inside".split())
"""Words that make a figure approximate, and before a time say when or how long."""


def limit(words: Sequence[Token], time: Time) -> Limit | None:
    """The limit that a time sets; None where no small word tells, or a denial turns it ("not until")."""
    at = time.at - 1
    while at >= 0 and words[at].key in _BETWEEN and time.at - at <= 4:
        at -= 1
    found = _WORDS.get(words[at].key) if at >= 0 else None
    denied = any(token.key in _DENIALS for token in words[max(0, at - 6) : max(at, 0)])
    return None if found is Limit.UNTIL and denied else found


def apart(one: Limit | None, other: Limit | None) -> bool:
    """Whether two limits say different things of one time."""
    return one is not None and other is not None and frozenset((one, other)) in _APART


def claimed(words: Sequence[Token], time: Time) -> Approximation:
    """How exactly a time is claimed; "about" counts as exactly, which in times it hardly differs from."""
    found, first = _claim(words, time)
    amount = first > 0 and words[first - 1].key == "for"  # "for over a decade", and "over the decade"
    of_time = words[first].key in _OF_TIME and not amount
    return Approximation.EXACT if found in _ABOUT or of_time else found


def claim(words: Sequence[Token], time: Time) -> Span:
    """A time with the words that say how exactly it is claimed."""
    return words[_claim(words, time)[1]].span.to(time.span)


def edge(words: Sequence[Token], time: Time) -> tuple[str, Span] | None:
    """Whether a time is said to be the earliest or the latest, and the words that say so with it."""
    after = words[time.stop : time.stop + 3]
    if [token.key for token in after[:2]] == ["at", "the"] and after[2:] and after[2].key in _LAST:
        return after[2].key, time.span.to(after[2].span)
    before = words[max(0, time.at - 3) : time.at]
    said = _NO_EARLIER.get(" ".join(token.key for token in before))
    return (said, before[0].span.to(time.span)) if said else None


def is_not_before(words: Sequence[Token], time: Time) -> bool:
    """Whether something is not to be before a time: "not expected before May"."""
    led = time.at > 0 and words[time.at - 1].key == "before"
    return led and any(token.key in _DENIALS for token in words[max(0, time.at - 5) : time.at])


_LAST = frozenset({"earliest", "latest"})
_NO_EARLIER = {
    f"{no} {word} than": edge
    for no in ("no", "not")
    for word, edge in (("earlier", "earliest"), ("sooner", "earliest"), ("later", "latest"))
}


def is_rounded(words: Sequence[Token], time: Time) -> bool:
    """Whether a time says of itself that it is a round one."""
    return _claim(words, time)[0] is not Approximation.EXACT


def _claim(words: Sequence[Token], time: Time) -> tuple[Approximation, int]:
    found, first, _ = approximation([token.key for token in words], time.at, time.stop)
    return found, first
