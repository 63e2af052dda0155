"""Denials that one side words otherwise: by "unless", "neither", "not all", or until a moment."""

from __future__ import annotations

from collections.abc import Sequence

from retell.changes.readings.stance.polarity import Negator
from retell.text.spans import Span
from retell.text.tokens import Token
from retell.values import dataclass

NEIGHBOURS = 8
"""Words within which two changed stretches are one phrase recast."""

_UNTIL = frozenset("until till before unless".split())
_ONLY = frozenset("only just finally".split())
_LATEST = frozenset("last latest lately previous".split())
_ONCE = frozenset("when after once if until on at in from".split())
BEFORE_SUBJECT = frozenset("no none neither nobody nothing".split())


@dataclass(frozen=True, slots=True)
class Denials:
    """One side of a link as negation reads it: its words, their keys, and the words that deny."""

    words: Sequence[Token]
    keys: tuple[str, ...]
    negators: tuple[Negator, ...]

    def span(self, start: int, stop: int) -> Span:
        """Where the tokens start..stop stand in the text."""
        return Span(start=self.words[start].span.start, end=self.words[stop - 1].span.end)

    def is_spoilt(self, at: int) -> bool:
        """Whether a word is joined to one that says it is ill done: "ill-treating"."""
        return at > 1 and self.words[at - 1].text in _HYPHENS and self.keys[at - 2] in ("ill", "mal", "mis")


_HYPHENS = frozenset("-‐‑")


def is_answered(side: Denials, at: int, others: Sequence[Negator]) -> bool:
    """Whether what a word denies by itself the other side denies too: "neither is", "both are not"."""
    return side.keys[at] in BEFORE_SUBJECT and any(each.firm for each in others)


def hanging_on(lone: Sequence[Negator], side: Denials, other: Denials) -> list[Negator]:
    """The negators of a side without those of "if … not" where the other side says "unless"."""
    if "unless" not in other.keys or "unless" in side.keys:
        return list(lone)
    return [each for each in lone if not _CONDITION & set(side.keys[max(0, each.at - 8) : each.at])]


_CONDITION = frozenset("if unless provided".split())


def of_all(
    lone_left: list[Negator], left: Denials, lone_right: list[Negator], right: Denials
) -> tuple[list[Negator], list[Negator]]:
    """The negators left where "not all did" on one side is not "some did not" on the other."""
    for mine, one, other in ((lone_left, left, right), (lone_right, right, left)):
        for each in mine:
            some_not = _SOME & set(other.keys) and any(its.firm for its in other.negators)
            if some_not and tuple(one.keys[each.at : each.at + 2]) in _NOT_ALL:
                return [], []
    return lone_left, lone_right


_NOT_ALL = frozenset((("not", "all"), ("not", "every"), ("not", "everyone"), ("not", "everybody")))
_SOME = frozenset("some several many others few part".split())


def only_later(one: Denials, other: Denials, negator: Negator, partner: int) -> bool:
    """Whether what is denied until a moment is affirmed from it on: "no word until", "word only when"."""
    if _UNTIL & set(one.keys) & set(other.keys):
        return False  # "will not appear until May" and "will appear until May"
    until = _UNTIL & set(one.keys[negator.stop : negator.reach + 1])
    only = [at for at, key in enumerate(other.keys) if key in _ONLY and abs(at - partner) <= NEIGHBOURS]
    if "since" in one.keys[negator.stop :] and set(other.keys) & _LATEST:
        return True
    if "earliest" in other.keys and _UNTIL & set(one.keys[negator.stop :]):
        return True
    if until and any(_ONCE & set(other.keys[at + 1 : at + 3]) for at in only):
        return True
    return any(
        key in _UNTIL and _is_moment(one.keys[at + 1 : at + 2], other)
        for at, key in enumerate(one.keys[: negator.reach + 1])
        if at >= negator.stop
    )


def _is_moment(moment: Sequence[str], other: Denials) -> bool:
    """Whether the other side puts the thing at the same moment: "not until 2010", "in 2010"."""
    return bool(moment) and any(
        key in _ONCE and list(other.keys[at + 1 : at + 2]) == list(moment)
        for at, key in enumerate(other.keys)
    )
