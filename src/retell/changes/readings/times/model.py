"""A time as a text tells it, and the tokens it is read from."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction

from retell.text.spans import Span
from retell.text.tokens import Token
from retell.values import dataclass


class Sort(StrEnum):
    """What a time says."""

    DATE = "date"
    CLOCK = "clock time"
    DURATION = "duration"
    ERA = "decade or century"
    PERIOD = "quarter or season"


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """One time: its span, its sort, and the fields it gives; `at` and `stop` are its tokens.

    `amount` is a clock time in minutes, a duration in days, or the first year of an era. `away` is a unit
    and how many of them from now ("week", -1). `direction` is -1 for "ago", 1 for "from now", else 0.
    `weak` marks what loses nothing when it goes ("a year"). `leans` is the side of a clock time that is meant
    ("just before seven").
    """

    span: Span
    sort: Sort
    at: int
    stop: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: str | None = None
    away: tuple[str, int] | None = None
    amount: Fraction | None = None
    unit: str = ""
    direction: int = 0
    weak: bool = False
    leans: str = ""

    @property
    def fields(self) -> dict[str, object]:
        """The fields that are given, by name."""
        named = ("year", "month", "day", "weekday", "part", "away", "amount")
        return {name: getattr(self, name) for name in named if getattr(self, name) is not None}


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens that are read, their folded keys, and whether each touches the one before."""

    words: Sequence[Token]
    keys: Sequence[str]
    touching: Sequence[bool]

    def key(self, at: int) -> str:
        """The folded key of a token; empty outside the text."""
        return self.keys[at] if 0 <= at < len(self.keys) else ""

    def is_capital(self, at: int) -> bool:
        """Whether a token begins with a capital."""
        return at < len(self.words) and self.words[at].is_capitalised

    def number(self, at: int, largest: int) -> int | None:
        """The whole number written in figures at a token, up to `largest`."""
        key = self.key(at)
        if key.isascii() and key.isdigit() and len(key) <= 4 and int(key) <= largest:
            return int(key)
        return None

    def time(self, at: int, stop: int, sort: Sort, **fields: object) -> Time:
        """A time made of the tokens at..stop."""
        span = Span(start=self.words[at].span.start, end=self.words[stop - 1].span.end)
        return Time(span=span, sort=sort, at=at, stop=stop, **fields)  # type: ignore[arg-type]
