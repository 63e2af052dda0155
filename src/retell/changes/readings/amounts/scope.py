"""How many of a group are meant: none, few, some, most or all, read from the words before a noun."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import IntEnum

from retell.models import lexicon
from retell.text.english import FUNCTION_WORDS
from retell.text.tokens import Token
from retell.values import dataclass


class Amount(IntEnum):
    """How many are meant, from none to all."""

    NONE = 0
    FEW = 1
    SOME = 2
    MOST = 3
    ALL = 4


_PHRASES = {
    Amount.NONE: "none of|no|not any|not one|not a single|not one of|neither of",
    Amount.FEW: "few|only a few|only few|very few|hardly any|almost no|almost none of|only some|scarcely any",
    Amount.SOME: "many|many of|a lot of|lots of|"
    "not all|not every|not each|some|a few|several|some of|not all of|a number of|a handful of",
    Amount.MOST: "most|most of|nearly all|almost all|nearly every|almost every|the majority of|a majority of"
    "|virtually all|nearly all of|almost all of",
    Amount.ALL: "all|all of|every|each|all the|each of|every one of|all of the",
}
_BY_LENGTH = sorted(
    ((tuple(phrase.split()), amount) for amount, row in _PHRASES.items() for phrase in row.split("|")),
    key=lambda entry: -len(entry[0]),
)
_BY_FIRST = {
    first: tuple(entry for entry in _BY_LENGTH if entry[0][0] == first)
    for first in sorted({phrase[0] for phrase, _ in _BY_LENGTH})
}
"""The phrases that begin with a word, the longest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Words that say how many, and the dictionary form of the noun they count."""

    at: range
    amount: Amount
    noun: str
    denied: bool
    """Whether it is a universal denied: "not all"."""


def scopes(words: Sequence[Token]) -> Iterator[Scope]:
    """Every amount of the words that counts a noun just after it."""
    stop = 0
    for at, token in enumerate(words):
        found = _at(words, at) if token.key in _BY_FIRST and at >= stop else None
        if found:
            yield found
            stop = found.at.stop


def _at(words: Sequence[Token], at: int) -> Scope | None:
    for phrase, amount in _BY_FIRST[words[at].key]:
        stop = at + len(phrase)
        if len(phrase) > 1 and tuple(token.key for token in words[at:stop]) != phrase:
            continue
        noun = _noun(words, stop)
        denied = phrase[0] == "not" and amount is Amount.SOME
        return Scope(at=range(at, stop), amount=amount, noun=noun, denied=denied) if noun else None
    return None


def _noun(words: Sequence[Token], at: int) -> str | None:
    """The noun counted: within three words, a plural or what follows "every"."""
    for token in words[at : at + 4]:
        if not token.is_word:
            return None
        if token.key not in FUNCTION_WORDS and "n" in lexicon.parts(token.key):
            return lexicon.base(token.key)
    return None
