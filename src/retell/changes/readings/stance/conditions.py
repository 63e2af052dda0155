"""Clauses that make a statement hang on something: a condition, or a question that is still open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retell.changes.readings.memory import keys_of
from retell.text.english import FUNCTION_WORDS
from retell.text.tokens import Token
from retell.values import dataclass

_PHRASES = tuple(
    tuple(phrase.split())
    for phrase in (
        "if|unless|provided that|providing that|assuming that|provided he|provided she|provided they|"
        "provided it|provided the|subject to|pending"
        "|conditional on|contingent on|depending on|dependent on|in the event of|in case of|in the event that"
    ).split("|")
)
_STRONG = frozenset(phrase[0] for phrase in _PHRASES)

_OPEN = frozenset("whether".split())
_ANSWERS = frozenset(
    """whether if question questions unclear doubt doubts decide decided decides deciding consider considering
    investigate investigating investigation possible possibly possibility may might could can unknown what
    how why who which uncertain examine examining should would or""".split()
)
"""Words by which the other side may leave the question open too."""

_CLAUSE_ENDS = frozenset(", . ; : ? ! – — ( ) “ ”".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A condition where it stands: its tokens, and the words of content that it is made of."""

    at: range
    content: frozenset[str]


def conditions(words: Sequence[Token]) -> Iterator[Condition]:
    """The conditions among the words, in order; "once" and "until" tell of times and are left out."""
    if keys_of(words).isdisjoint(_STRONG):
        return
    for at, token in enumerate(words):
        if token.key not in _STRONG or (at and words[at - 1].key in ("as", "even", "what", "or", "asked")):
            continue
        if _phrase_at(words, at) and _states_condition(words, at):
            stop = _end(words, at)
            yield Condition(at=range(at, stop), content=_content(words[at:stop]))


def _phrase_at(words: Sequence[Token], at: int) -> bool:
    return any(tuple(token.key for token in words[at : at + len(phrase)]) == phrase for phrase in _PHRASES)


def _states_condition(words: Sequence[Token], at: int) -> bool:
    """Whether "if" is no "whether": "asked if", "see if", "to find out if", and no "if not" or "if any"."""
    before = words[at - 1].key if at else ""
    after = words[at + 1].key if at + 1 < len(words) else ""
    asks = before in (
        "ask",
        "asks",
        "asking",
        "see",
        "know",
        "out",
        "wonder",
        "wondered",
        "check",
        "say",
        "doubt",
    )
    small = after in ("not", "any", "so", "ever", "only", "anything", "possible", "necessary")
    return not asks and not small


def _end(words: Sequence[Token], at: int) -> int:
    stop = at + 1
    while stop < len(words) and words[stop].text not in _CLAUSE_ENDS:
        stop += 1
    return stop


def _content(words: Sequence[Token]) -> frozenset[str]:
    return frozenset(token.key for token in words if token.is_word and token.key not in FUNCTION_WORDS)


def still_conditional(words: Sequence[Token], others: Sequence[Token]) -> bool:
    """Whether any word of a side makes what it says hang on something, times told on both sides apart."""
    had = {token.key for token in others} & _TIMES
    return any(
        token.key in _HANGING - had or (token.key in _STRONG and (token.key != "in" or _phrase_at(words, at)))
        for at, token in enumerate(words)
    )


_HANGING = frozenset(
    "condition conditions once until should were when whenever whether without otherwise".split()
)
"""Words that make what is said hang on something, beside those that lead a condition."""


_TIMES = frozenset("once until when whenever".split())
"""Those of them that tell a time where they stand in both versions."""


def open_questions(words: Sequence[Token]) -> list[int]:
    """Where a question is left open by "whether"."""
    if keys_of(words).isdisjoint(_OPEN):
        return []
    return [
        at
        for at, token in enumerate(words)
        if token.key in _OPEN and (not at or words[at - 1].key not in _DOUBTING)
    ]


_DOUBTING = frozenset(
    "doubt doubts doubted doubting question questions questioned questioning dispute".split()
)
"""Verbs after which "whether" asks nothing: to doubt whether is to doubt that."""


def leaves_open(words: Sequence[Token], others: Sequence[Token]) -> bool:
    """Whether a side leaves some question open by a word that the other does not have."""
    had = {token.key for token in others}
    if any(token.text == "?" for token in words):
        return True
    return any(token.key in _ANSWERS and token.key not in had for token in words)
