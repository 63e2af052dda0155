"""Events of a sentence that are told as done, or as still to come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache

from retell.models import lexicon
from retell.text.spans import Span
from retell.text.tokens import Token
from retell.values import dataclass


class Tense(StrEnum):
    """Whether an event has happened."""

    DONE = "done"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A verb, by its dictionary form, with the words that place it in time."""

    verb: str
    tense: Tense
    span: Span
    at: int


_AHEAD = {
    tuple(phrase.split())
    for phrase in (
        "would|would be|will|'ll|shall|going to|is to|are to|set to|due to|expected to|plan to|plans to|"
        "planning to|about to|"
        "scheduled to|yet to|intends to|intend to|hopes to|prepares to|preparing to|poised to|"
        "ready to|vowed to|"
        "will be|will have|'ll be|going to be|set to be|due to be|expected to be|scheduled to be|yet to be|"
        "about to be|is to be|are to be|will not|wo n't"
    ).split("|")
}
_BETWEEN = frozenset(
    "not n't yet also now soon then later eventually finally never only still already probably likely "
    "be been have itself himself themselves".split()
)
_HAVE = frozenset("has have had 's 've 'd having".split())
_BE = frozenset("was were been".split())
_LED_BY = (_HAVE | _BE | _BETWEEN) - {"'s", "'d"}
"""What may stand before a verb in the past and belong to it."""
_MODAL = frozenset("will would can could may might must shall should to 'll".split())


_AHEAD_FIRST = frozenset(phrase[0] for phrase in _AHEAD)
"""Every word that a word of the future can begin with."""


def events(words: Sequence[Token]) -> tuple[Event, ...]:
    """The events of the tokens `words` whose tense says that they are done or ahead."""
    return tuple(_read(words, [token.key for token in words]))


def _read(words: Sequence[Token], keys: Sequence[str]) -> Iterator[Event]:
    stop = 0
    for at, key in enumerate(keys):
        if at < stop:
            continue
        ahead = _ahead_at(keys, at) if key in _AHEAD_FIRST else 0
        if ahead:
            verb_at = _skip(keys, at + ahead)
            verb = _verb(keys, verb_at)
            if verb:
                yield _event(words, verb, Tense.AHEAD, at, verb_at)
                stop = verb_at + 1
                continue
        verb = _past(key)
        if verb:
            start = at
            while start and keys[start - 1] in _LED_BY:
                start -= 1
            if not any(key in _MODAL for key in keys[max(0, start - 2) : at]):
                yield _event(words, verb, Tense.DONE, start, at)


def _event(words: Sequence[Token], verb: str, tense: Tense, start: int, last: int) -> Event:
    span = Span(start=words[start].span.start, end=words[last].span.end)
    return Event(verb=verb, tense=tense, span=span, at=last)


def _ahead_at(keys: Sequence[str], at: int) -> int:
    """How many tokens a word of the future takes here; 0 for none."""
    return next((length for length in (3, 2, 1) if tuple(keys[at : at + length]) in _AHEAD), 0)


def _skip(keys: Sequence[str], at: int) -> int:
    while at < len(keys) and (keys[at] in _BETWEEN or keys[at].endswith("ly")):
        at += 1
    return at


def _verb(keys: Sequence[str], at: int) -> str | None:
    if at >= len(keys) or not keys[at].isalpha():
        return None
    return next(iter(_bases(keys[at])), None)


@lru_cache(maxsize=16384)
def _past(key: str) -> str | None:
    """The dictionary form of a past or participle, None for any other word."""
    if not key.isalpha() or len(key) < 3 or key in _BE or key in _HAVE:
        return None
    bases = _bases(key)
    if not bases or key in bases:
        return None
    if key.endswith("ed") or not key.endswith(("s", "ing")):
        return bases[0]
    return None


def _bases(word: str) -> tuple[str, ...]:
    return lexicon.lemmas(word, "v")
