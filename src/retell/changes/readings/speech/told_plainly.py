"""Clauses that somebody is said to say, told plainly or given to somebody else by their grammar alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retell.changes.edits import Hunk
from retell.changes.model import Change, Severity
from retell.changes.readings.memory import keys_of
from retell.changes.readings.speech.sources import PRONOUNS
from retell.changes.readings.vocabulary.reporting import Force, force
from retell.changes.view import Pair
from retell.models import lexicon
from retell.text.english import FUNCTION_WORDS
from retell.text.spans import Span
from retell.text.tokens import Token


def of_attribution(
    subkind: str, severity: Severity, places: tuple[Span | None, Span | None], why: str, confidence: float
) -> Change:
    """A change of who said it, or how it is said to have been said."""
    return Change(
        kind=f"attribution.{subkind}",
        severity=severity,
        confidence=confidence,
        why=why,
        left=places[0],
        right=places[1],
    )


def plain_accounts(pair: Pair) -> Iterator[Change]:
    """What is told as fact, or pressed, on one side, and only said on the other."""
    yield from own_accounts(pair)
    yield from asides(pair)
    yield from pressed(pair)


def own_accounts(pair: Pair) -> Iterator[Change]:
    """What somebody says of themselves told as fact, or the other way: "who said he had called", "who
    called"."""
    for number, (words, others) in enumerate(((pair.left, pair.right), (pair.right, pair.left))):
        if keys_of(words).isdisjoint(("who", "which")):
            continue
        for at in range(1, len(words) - 3):
            told = words[at - 1].key in ("who", "which") and force(words[at].key) in _TELLING
            if not told or not _is_told_plainly(words, at, others):
                continue
            place = words[at].span.to(words[at + 1].span)
            if number == 0:
                why = "what somebody says of themselves is told as fact"
                yield of_attribution("dropped", Severity.NUANCE, (place, None), why, 0.65)
            else:
                why = "what was told as fact is only what somebody says of themselves"
                yield of_attribution("added", Severity.NUANCE, (None, place), why, 0.65)


def asides(pair: Pair) -> Iterator[Change]:
    """A clause that somebody is said to say, told without them: "which they said had", "which had"."""
    for number, (words, others) in enumerate(((pair.left, pair.right), (pair.right, pair.left))):
        if keys_of(words).isdisjoint(("which", "who", "that")):
            continue
        led = [
            at
            for at in range(1, len(words) - 2)
            if words[at - 1].key in ("which", "who", "that") and words[at].key in PRONOUNS
        ]
        if not led or any(force(token.key) is not None or token.key == "according" for token in others):
            continue
        for at in led:
            if force(words[at + 1].key) in _TELLING and _goes_on(words, at + 2, others):
                place = words[at].span.to(words[at + 1].span)
                why = f"“{words[at].text} {words[at + 1].text}” stands in one version only"
                if number == 0:
                    yield of_attribution("dropped", Severity.NUANCE, (place, None), why, 0.6)
                else:
                    yield of_attribution("added", Severity.NUANCE, (None, place), why, 0.6)


def pressed(pair: Pair) -> Iterator[Change]:
    """A further thing that somebody said, told with a verb of its own force: "but that", "but insisted"."""
    for number, (words, others) in enumerate(((pair.left, pair.right), (pair.right, pair.left))):
        if "that" not in keys_of(others):
            continue
        joined = [
            at
            for at in range(1, len(others) - 2)
            if others[at].key == "that" and others[at - 1].key in _JOINING
        ]
        if not joined or any(force(token.key) in _PRESSING for token in others):
            continue
        for at in range(1, len(words) - 2):
            if words[at - 1].key not in _JOINING or force(words[at].key) not in _PRESSING:
                continue
            if not any(force(token.key) in _TELLING for token in words[: at - 1]):
                continue
            here = next((i for i in joined if _tells_alike(words, at + 1, others, i + 1)), None)
            if here is None:
                continue
            places = others[here - 1].span.to(others[here].span), words[at].span
            why = f"“{words[at].text}” {force(words[at].key)}, where the other version only goes on"
            both = places if number == 1 else places[::-1]
            yield of_attribution("cue", Severity.NUANCE, both, why, 0.7)


_PRESSING = (Force.CLAIM, Force.STRESS)
"""Forces of verbs that take a side in what they tell."""
_JOINING = frozenset(("and", "but"))
"""Words that join a second clause of what was said: "and that"."""


def _tells_alike(words: Sequence[Token], at: int, others: Sequence[Token], to: int) -> bool:
    """Whether most words of content of two stretches are the same."""
    mine, its = (
        {lexicon.base(token.key) for token in side[start : start + _TOLD] if token.key not in FUNCTION_WORDS}
        for side, start in ((words, at), (others, to))
    )
    met = sum(token in its for token in mine)
    return met > 0 and met * 2 >= min(len(mine), len(its))


_TOLD = 8
"""Tokens of a clause that are held against another."""


def _goes_on(words: Sequence[Token], at: int, others: Sequence[Token]) -> bool:
    """Whether a verb of what is told follows, which the other side has too."""
    told = [token.key for token in words[at : at + 5] if token.key not in FUNCTION_WORDS]
    had = {lexicon.base(token.key) for token in others}
    auxiliary = words[at].key in ("had", "has", "have", "was", "were", "is", "are", "would", "will", "could")
    return auxiliary and any(lexicon.base(key) in had for key in told)


def _is_told_plainly(words: Sequence[Token], at: int, others: Sequence[Token]) -> bool:
    """Whether the other side tells the act reported at `at` without any word of telling before it."""
    rest = [token.key for token in words[at + 1 : at + 6] if token.key != "that"]
    if not rest or rest[0] not in PRONOUNS:
        return False
    act = next((key for key in rest[1:] if "v" in lexicon.parts(key) and key not in FUNCTION_WORDS), None)
    if act is None:
        return False
    there = next((i for i, token in enumerate(others) if lexicon.base(token.key) == lexicon.base(act)), None)
    return there is not None and not any(
        force(token.key) in _TELLING for token in others[max(0, there - 6) : there]
    )


_TELLING = (Force.NEUTRAL, Force.STATE, Force.CLAIM, Force.ARGUE, Force.STRESS)


def taken_over(pair: Pair) -> Iterator[Change]:
    """A reporting participle made a relative clause, or back: the words pass to the noun beside it."""
    for hunk in pair.hunks:
        left = [token.key for token in pair.left[hunk.left.start : hunk.left.stop]]
        right = [token.key for token in pair.right[hunk.right.start : hunk.right.stop]]
        for number, (one, other) in enumerate(((left, right), (right, left))):
            if not _is_participle(one) or not _is_relative(other):
                continue
            words, at = (pair.right, hunk.right.start) if number == 0 else (pair.left, hunk.left.start)
            if _follows_object(words, at):
                why = "the clause was the subject’s; now it is that of the noun before “who”"
                yield of_attribution("source", Severity.MEANING, _both(pair, hunk), why, 0.7)


def _is_participle(keys: Sequence[str]) -> bool:
    return bool(keys) and any(key.endswith("ing") and force(key) is not None for key in keys[:2])


def _is_relative(keys: Sequence[str]) -> bool:
    return len(keys) > 1 and keys[0] in ("who", "which") and any(force(key) is not None for key in keys[1:4])


def _follows_object(words: Sequence[Token], at: int) -> bool:
    """Whether a verb stands before the noun that a relative clause at `at` hangs on: it is no subject."""
    before = [token.key for token in words[max(0, at - 12) : at]]
    if "by" in before[-6:]:
        return False  # "disputed by a spokesman, who said": he is the doer
    return any(lexicon.usual_part(key) == "v" and key.endswith("ed") for key in before[:-1])


def _both(pair: Pair, hunk: Hunk) -> tuple[Span | None, Span | None]:
    return pair.left_span(hunk.left), pair.right_span(hunk.right)
