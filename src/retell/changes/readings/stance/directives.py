"""How strongly somebody is brought to act: advised, asked, called on, told, ordered.

A verb counts where what is to be done follows it: "told to", "called for", "asked that". The step from
asking to urging is a matter of taste; any other step a reader feels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retell.models import lexicon
from retell.text.tokens import Token
from retell.values import dataclass

_LEVELS = {
    **dict.fromkeys("ask request invite advise encourage recommend suggest propose".split(), 1),
    **dict.fromkeys("urge call appeal plead exhort beseech implore press".split(), 2),
    **dict.fromkeys("tell demand insist".split(), 3),
    **dict.fromkeys("order command instruct force compel oblige direct".split(), 4),
}
_LEADING = {
    "call": ("for", "on", "upon"),
    "appeal": ("for", "to"),
    "plead": ("for", "with"),
    "insist": ("on",),
}
"""Verbs that would have somebody act only before one of these words."""

_OBJECT = 4
"""Tokens between such a verb and the "to" of what is to be done: "told the owners to"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Directive:
    """A verb that would have somebody act: its token, and how strongly, 1 to 4."""

    at: int
    level: int


def exchanged(left: Sequence[Token], right: Sequence[Token]) -> tuple[Directive, Directive] | None:
    """The one directive of either side, where a reader feels the step between them."""
    one = list(_directives(left))
    other = list(_directives(right)) if len(one) == 1 else []
    if len(other) != 1:
        return None
    step = other[0].level - one[0].level
    return None if step == 0 or (one[0].level, other[0].level) == (1, 2) else (one[0], other[0])


def _directives(words: Sequence[Token]) -> Iterator[Directive]:
    for at, token in enumerate(words[:-2]):
        verb = lexicon.base(token.key)
        level = _LEVELS.get(verb)
        if level and _would_have_done(words, at, verb):
            yield Directive(at=at, level=level)


def _would_have_done(words: Sequence[Token], at: int, verb: str) -> bool:
    if verb in _LEADING:
        return words[at + 1].key in _LEADING[verb]
    if words[at].key in ("orders", "demands", "requests", "order", "demand", "request", "direct", "press"):
        return False  # as often a noun
    if verb == "ask" and words[at + 1].key == "that":
        return True
    if verb in ("demand", "request", "order", "recommend", "propose", "suggest"):
        return words[at + 1].key not in ("by", ".", ",")
    after = [token.key for token in words[at + 1 : at + 2 + _OBJECT]]
    for place, key in enumerate(after[:-1]):
        if key == "to":
            return "v" in lexicon.parts(words[at + 2 + place].key)
        if not key.isalpha() or key in ("that", "of", "about", "if"):
            return False
    return False
