"""A sentence that rewriting broke, or mended: cut in two, a word doubled, an article or a bracket astray.

A fault counts when one side has it and the other has not; where a reader still understands, it is harmless.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from retell.changes.model import Change, Severity
from retell.changes.readings.replaced.verbless import verbless
from retell.changes.view import Pair, View
from retell.models import lexicon
from retell.settings import FluencySettings
from retell.text.patterns import pattern
from retell.text.tokens import Token
from retell.values import dataclass

NAME = "fluency"
_DOUBLED = frozenset(
    """
    the a an of to in and is was for on at with by from or it he she they we be as are were this his her its
    their but not will would can could has have which who when while into about after before if than been
    """.split()
)
"""Words that stand twice by mistake alone; "had had" and "that that" may be meant."""

_VOWEL_SOUND = pattern(r"[aeiou]|hono|hones|hour|heir", re.IGNORECASE)
_CONSONANT_SOUND = pattern(r"uni(?!n|m)|us[eu]|eu|ew|one|once|u[bkrt][aeiou]|ufo|ouija", re.IGNORECASE)
_SPELT_AS_VOWEL = frozenset("AEFHILMNORSX")
_AGREE = {
    subject: frozenset(verbs.split())
    for subject, verbs in {
        "he": "are were have do am 're 've",
        "she": "are were have do am 're 've",
        "it": "are were have do am 're 've",
        "they": "is was has does am",
        "we": "is was has does am",
        "i": "is are has does were",
        "you": "is was has does am",
    }.items()
}
_UNREAL = frozenset(
    "if though as wish wishes wished did does do may that unless whether like than to".split()
)
"""Words after which "he were" and "it have" are good grammar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault: a rule, the tokens it lies in, what to say of it; `grave` where the reader must guess."""

    rule: str
    start: int
    stop: int
    why: str
    grave: bool = False


def find(view: View) -> Iterator[Change]:
    """The faults that one side of a link has and the other has not."""
    for pair in view.pairs:
        left, right = list(faults(pair.left)), list(faults(pair.right))
        for fault in _beyond(right, left):
            yield _change(pair, fault, view.settings.fluency, broken=True)
        for fault in _beyond(left, right):
            yield _change(pair, fault, view.settings.fluency, broken=False)


def faults(words: Sequence[Token]) -> Iterator[Fault]:
    """Every fault in the words of a link, rule by rule."""
    for rule in _RULES:
        yield from rule(words)


def _beyond(own: Sequence[Fault], others: Sequence[Fault]) -> Iterator[Fault]:
    """The faults of one side beyond as many of the same rule on the other."""
    spare = Counter(fault.rule for fault in others)
    for fault in own:
        if spare[fault.rule]:
            spare[fault.rule] -= 1
        else:
            yield fault


def _change(pair: Pair, fault: Fault, settings: FluencySettings, *, broken: bool) -> Change:
    here = range(fault.start, fault.stop)
    across = _across(pair, here, broken=broken)
    span = pair.right_span(here) if broken else pair.left_span(here)
    other = pair.left_span(across) if broken else pair.right_span(across)
    grave = broken and fault.grave
    return Change(
        kind="fluency.broken" if broken else "fluency.fixed",
        severity=Severity.NUANCE if grave else Severity.HARMLESS,
        confidence=settings.grave if fault.grave else settings.slight,
        why=fault.why if broken else f"mended: {fault.why}",
        left=other if broken else span,
        right=span if broken else other,
    )


def _across(pair: Pair, here: range, *, broken: bool) -> range:
    """The tokens of the other side in the first differing stretch that the fault lies in."""
    for hunk in pair.hunks:
        own, other = (hunk.right, hunk.left) if broken else (hunk.left, hunk.right)
        if own.start < here.stop and here.start < own.stop:
            return other
    return range(0)


def _fragments(words: Sequence[Token]) -> Iterator[Fault]:
    """A full stop with a lower-case word after it, unless what ends there is an abbreviation."""
    for at in range(1, len(words) - 1):
        if words[at].text not in (".", "!", "?"):
            continue
        before, after = words[at - 1], words[at + 1]
        if not before.is_word or words[at].span.start != before.span.end:
            continue
        apart = after.span.start > words[at].span.end
        if apart and after.text.islower() and after.text.isalpha() and _ends_word(before):
            stop = min(_end(words, at + 1), at + 9)
            yield Fault(
                rule="fragment",
                start=at,
                stop=stop,
                why=f"a full stop cuts the sentence, and “{after.text} …” is left hanging",
                grave=True,
            )


def _ends_word(token: Token) -> bool:
    """Whether a full stop after the token ends a sentence, not an abbreviation."""
    return "." not in token.text and len(token.text) > 2 and (token.is_number or lexicon.is_known(token.key))


def _end(words: Sequence[Token], at: int) -> int:
    while at < len(words) and words[at].text not in ".!?,;:":
        at += 1
    return at


def _doubled(words: Sequence[Token]) -> Iterator[Fault]:
    for at, (one, other) in enumerate(pairwise(words), start=1):
        if one.key == other.key and other.key in _DOUBLED and other.text.islower():
            yield Fault(rule="doubled", start=at - 1, stop=at + 1, why=f"“{words[at].text}” stands twice")


def _articles(words: Sequence[Token]) -> Iterator[Fault]:
    for at, (one, other) in enumerate(pairwise(words)):
        article, following = one.text, other.text
        if article not in ("a", "an", "A", "An", "aN") or not following.isascii() or not following.isalpha():
            continue
        if (article.lower() == "an") != _sounds_like_vowel(following):
            yield Fault(
                rule="article", start=at, stop=at + 2, why=f"“{article} {following}” has the wrong article"
            )


def _sounds_like_vowel(word: str) -> bool:
    if "." in word or (word.isupper() and len(word) < 5):
        return word[0] in _SPELT_AS_VOWEL
    return bool(_VOWEL_SOUND.match(word)) and not _CONSONANT_SOUND.match(word)


def _disagreements(words: Sequence[Token]) -> Iterator[Fault]:
    for at, (subject, verb) in enumerate(pairwise(words), start=1):
        if subject.key not in _AGREE or verb.key not in _AGREE[subject.key]:
            continue
        before = words[at - 2].key if at > 1 else ""
        if before not in _UNREAL and before not in ("and", "or", "does", "n't", "not"):
            both = f"{words[at - 1].text} {words[at].text}"
            yield Fault(rule="agreement", start=at - 1, stop=at + 1, why=f"“{both}” does not agree")


def _spinning(words: Sequence[Token]) -> Iterator[Fault]:
    """Alternatives in braces, left over from a rewriting program: {one|other}."""
    opened = -1
    for at, token in enumerate(words):
        if token.text == "{":
            opened = at
        elif token.text == "}" and opened >= 0:
            if any(word.text == "|" for word in words[opened:at]):
                why = "alternatives in braces were left in the text"
                yield Fault(rule="braces", start=opened, stop=at + 1, why=why, grave=True)
            opened = -1


def _brackets(words: Sequence[Token]) -> Iterator[Fault]:
    open_at: list[int] = []
    for at, token in enumerate(words):
        if token.text == "(":
            open_at.append(at)
        elif token.text == ")" and open_at:
            open_at.pop()
        elif token.text == ")" and at and not words[at - 1].is_number and len(words[at - 1].text) > 1:
            yield Fault(rule="bracket", start=at, stop=at + 1, why="a bracket closes that was never opened")
    for at in open_at:
        yield Fault(rule="bracket", start=at, stop=at + 1, why="a bracket opens and is never closed")


_SAYS = frozenset("said says say stated states claimed claims".split())
_BE = frozenset("is are was were be been being 's 're".split())


def _said_to_have(words: Sequence[Token]) -> Iterator[Fault]:
    """ "She said to have seen": what she says of herself has lost its subject."""
    for at in range(1, len(words) - 3):
        if words[at].key not in _SAYS:
            continue
        keys = [token.key for token in words[at : at + 4]]
        if keys[1:3] != ["to", "have"] or keys[0] in ("claimed", "claims"):
            continue
        before = [token.key for token in words[max(0, at - 3) : at]]
        if not _BE & set(before) and "v" in lexicon.parts(keys[3]):
            why = f"“{keys[0]} to have {keys[3]}” is no English for what somebody says of themselves"
            yield Fault(rule="said", start=at, stop=at + 4, why=why, grave=True)


_DANGLING = frozenset("the a an and or their than into which whose".split())


def _cut_off(words: Sequence[Token]) -> Iterator[Fault]:
    """A sentence that ends on a word that must be followed by another."""
    last = len(words) - 1
    if last >= 3 and words[last].text in ".!?":
        last -= 1
    if last < 3 or not words[last].text.islower():
        return
    if words[last].key in _DANGLING:
        why = f"the sentence ends in “{words[last].text}” and is cut off"
        yield Fault(rule="cut", start=last, stop=last + 1, why=why, grave=True)


def _verbless(words: Sequence[Token]) -> Iterator[Fault]:
    for place in verbless(words):
        why = f"“{words[place[0]].text} {words[place[-1]].text}” has a noun for a verb"
        yield Fault(rule="verbless", start=place.start, stop=place.stop, why=why, grave=True)


_RULES: tuple[Callable[[Sequence[Token]], Iterator[Fault]], ...] = (
    _fragments,
    _doubled,
    _articles,
    _disagreements,
    _spinning,
    _brackets,
    _cut_off,
    _said_to_have,
    _verbless,
)
