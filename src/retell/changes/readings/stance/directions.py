"""Which way an amount is told to go: up or down, to a profit or to a loss."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from functools import lru_cache

from retell.changes.model import Change, Severity
from retell.changes.readings.stance.polarity import denies, negators
from retell.changes.readings.vocabulary.opposites import forms
from retell.changes.view import Pair
from retell.text.tokens import Token
from retell.values import dataclass

_CONFIDENCE = 0.75
_REACH = 4
"""Words after a verb, and before a comparative, within which the amount it tells of stands."""

_BEFORE = 3
"""Words before a move within which it is said that the move came earlier than what the sentence tells."""


class Way(Enum):
    """What an amount does or what a result is; the value pairs what is opposite."""

    UP = ("move", 1)
    DOWN = ("move", -1)
    PROFIT = ("result", 1)
    LOSS = ("result", -1)

    def is_turned(self, other: Way) -> bool:
        """Whether the two are opposite."""
        return self.value[0] == other.value[0] and self.value[1] != other.value[1]


@dataclass(frozen=True, slots=True)
class Move:
    """A way an amount goes, and the tokens that say so."""

    way: Way
    at: range


_RISING = frozenset(
    """rise climb gain add advance jump soar surge rally increase grow rebound rocket leap firm swell
    strengthen recover""".split()
)
_FALLING = frozenset(
    """fall lose drop decline slip slide shed dip sink plunge tumble decrease shrink slump weaken plummet
    dive ease retreat contract drop crash""".split()
)
_HIGHER = frozenset("higher stronger firmer up".split())
_LOWER = frozenset("lower weaker softer down".split())
_PROFITS = frozenset("profit profits earnings surplus".split())
_LOSSES = frozenset("loss losses deficit shortfall".split())
_COMPARED, _RESULTS = _HIGHER | _LOWER, _PROFITS | _LOSSES
_MOVING = _RISING | _FALLING
_CARRIERS = frozenset(
    """be is are was were been end ended finish finished close closed edge edged inch inched creep crept open
    opened trade trading traded go went move moved start started stand stood nudge nudged tick ticked
    """.split()
)
"""Verbs that say which way an amount goes only by the word after them: "edged up 3"."""

_GIVING = frozenset("give gives gave given giving".split())
_CARRYING = _CARRIERS | _GIVING

_EARLIER = frozenset("after having despite since following from recouping erasing".split())
"""Words before a move that came before what the sentence tells: "up 2 points after sinking 10"."""

_AMOUNTS = frozenset("percent cent percentage point points penny pennies half third quarter".split())
_LEVELS = frozenset(("to", "at"))


def turned(pair: Pair) -> Iterator[Change]:
    """What all amounts of one side do that those of the other side do the other way."""
    left, right = moves(pair.left), moves(pair.right)
    ways = {move.way for move in left}, {move.way for move in right}
    if len(ways[0]) != 1 or len(ways[1]) != 1 or not left[0].way.is_turned(right[0].way):
        return
    here, there = (" ".join(side[at].text for at in move.at) for side, move in _said(pair, left, right))
    yield Change(
        kind="negation.reversed",
        severity=Severity.MEANING,
        confidence=_CONFIDENCE,
        why=f"“{here}” became “{there}”: the amount goes the other way",
        left=pair.left_span(left[0].at),
        right=pair.right_span(right[0].at),
    )


def _said(pair: Pair, left: Sequence[Move], right: Sequence[Move]) -> list[tuple[Sequence[Token], Move]]:
    return [(pair.left, left[0]), (pair.right, right[0])]


def moves(words: Sequence[Token]) -> list[Move]:
    """The ways that amounts are told to go, each by a word beside a figure; denied and earlier ones aside."""
    if not any(word.is_number or word.key in _AMOUNTS for word in words):
        return []
    keys = [word.key for word in words]
    denied = negators(keys)
    found = []
    for at, key in enumerate(keys):
        way = _way(words, keys, at) if _may_tell(key) else None
        if way is None or _EARLIER & set(keys[max(0, at - _BEFORE) : at]):
            continue
        if not denies([each for each in denied if each.at != at], at):
            start = at - 1 if _is_carried(keys, at) else at
            found.append(Move(way, range(start, at + 1)))
    return found


@lru_cache(maxsize=16384)
def _may_tell(key: str) -> bool:
    """Whether a word can tell which way an amount goes."""
    listed = key in ("up", "off") or key in _COMPARED or key in _RESULTS
    return listed or not forms(key).isdisjoint(_MOVING)


def _way(words: Sequence[Token], keys: Sequence[str], at: int) -> Way | None:
    """The way that a word tells of a figure beside it; None for any other word."""
    key = keys[at]
    if key == "up" and set(keys[max(0, at - 1) : at]) & _GIVING and _has_amount(words, at):
        return Way.DOWN
    if key in _COMPARED:
        told = _is_carried(keys, at) or _is_compared(words, at)
        return (Way.UP if key in _HIGHER else Way.DOWN) if told and _has_amount(words, at) else None
    if key == "off":
        return Way.DOWN if _is_carried(keys, at) and _has_amount(words, at) else None
    if key in _RESULTS:
        of_amount = keys[at + 1 : at + 2] == ["of"] and _has_amount(words, at + 1)
        return (Way.PROFIT if key in _PROFITS else Way.LOSS) if of_amount else None
    stems = forms(key)
    if not _has_amount(words, at) or keys[at + 1 : at + 2] == ["of"]:
        return None
    return Way.UP if stems & _RISING else Way.DOWN if stems & _FALLING else None


def _is_carried(keys: Sequence[str], at: int) -> bool:
    """Whether the word before is a verb that leaves the way to this word."""
    return (keys[at] in _COMPARED or keys[at] == "off") and at > 0 and keys[at - 1] in _CARRYING


def _is_compared(words: Sequence[Token], at: int) -> bool:
    """Whether a comparative follows its amount: "0.46 points lower"."""
    return words[at].key not in ("up", "down") and any(word.is_number for word in words[max(0, at - 2) : at])


def _has_amount(words: Sequence[Token], at: int) -> bool:
    """Whether a figure stands just after a word, or just before a comparative; not "up to 40"."""
    after = words[at + 1 : at + 1 + _REACH]
    if after and after[0].key in _LEVELS and words[at].key in _COMPARED:
        return False
    return any(word.is_number or word.key in _AMOUNTS for word in after) or _is_compared(words, at)
