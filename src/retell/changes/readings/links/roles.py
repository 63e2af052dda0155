"""Who does what to whom, read from the order of words round a verb; no parser.

A verb's agent is the noun before it and its patient the noun after it; "was … by" turns the two round. A
noun is known by its head, the last noun of the phrase nearest to the verb. Where the reading is unsure the
role stays empty, and an empty role contradicts nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum

from retell.changes.readings.amounts.numerals import SMALL
from retell.changes.readings.links.words import is_content, is_name
from retell.changes.readings.memory import remembered
from retell.models import lexicon
from retell.text.tokens import Token
from retell.values import dataclass

_BE = frozenset("is are was were be been being 's 're get gets got gotten getting".split())
_SKIPPED = frozenset(
    "not n't also never ever always already has have had will would may might could can be been".split()
)
_STOPS = frozenset(
    "that which who whom whose while because although though when where if and but or as after before".split()
)
_DETERMINERS = frozenset(
    "a an the this that these those his her its their our my your some any no every each all both".split()
)
_PREPOSITIONS = frozenset(
    "of in on at for with from to into about over under near between among during".split()
)
_BETWEEN = _SKIPPED - {"be", "been"}
"""What may stand between a form of "be" and its participle."""
_PASSED_OVER = _SKIPPED | _BE
_NO_OBJECT = _STOPS | _PREPOSITIONS | {"by", "against"}
"""What ends the search for an object."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One verb and the heads of its roles, by token index; None where the reading is unsure."""

    verb: int
    lemma: str
    agent: int | None
    patient: int | None
    passive: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedDoing:
    """A verb done by somebody named: the last word of the name, and all of its words."""

    verb: int
    lemma: str
    name: int
    names: frozenset[str]


def named_doings(words: Sequence[Token]) -> Iterator[NamedDoing]:
    """Every verb with a name before it for its subject: "Anna Holm had asked", "a clerk, Holm, asked"."""
    for at, token in enumerate(words):
        if not is_content(token):
            continue
        end = at - 1
        while end >= 0 and (words[end].key in _SKIPPED or words[end].key.endswith("ly")):
            end -= 1
        set_off = end >= 0 and words[end].text == ","
        end -= set_off
        start = end
        while start >= 0 and is_name(words, start):
            start -= 1
        if start == end or not _is_finite(words, at) or _is_passive(words, at):
            continue
        if _is_subject(words, start, set_off=set_off):
            lemma = next(iter(lexicon.lemmas(token.key, "v")), token.key)
            names = frozenset(word.key for word in words[start + 1 : end + 1])
            yield NamedDoing(verb=at, lemma=lemma, name=end, names=names)


def _is_finite(words: Sequence[Token], at: int) -> bool:
    """Whether the word is a verb in the past, or after an auxiliary."""
    return _is_verb(words, at) and not words[at].key.endswith("ing")


def _is_subject(words: Sequence[Token], before: int, *, set_off: bool) -> bool:
    """Whether the name after `before` may be a subject: led in by a comma, a conjunction or nothing."""
    if before < 0:
        return not set_off
    key = words[before].key
    if set_off:
        return key == ","
    return (
        not words[before].is_word or key in _STOPS or ("n" in lexicon.parts(key) and key not in _PREPOSITIONS)
    )


@remembered(512)
def acts(words: Sequence[Token]) -> tuple[Act, ...]:
    """Every verb of the words that has at least one role, in order."""
    return tuple(_acts(words))


def _acts(words: Sequence[Token]) -> Iterator[Act]:
    for at, token in enumerate(words):
        if not is_content(token) or token.is_number or not _is_verb(words, at):
            continue
        passive = _is_passive(words, at)
        before, after = _before(words, at), _after(words, at, passive=passive)
        agent, patient = (after, before) if passive else (before, after)
        if agent is not None or patient is not None:
            lemma = next(iter(lexicon.lemmas(token.key, "v")), token.key)
            yield Act(verb=at, lemma=lemma, agent=agent, patient=patient, passive=passive)


def _is_verb(words: Sequence[Token], at: int) -> bool:
    """Whether the word can be a verb with roles here: an inflected form, or after a modal or "to"."""
    token = words[at]
    if "v" not in lexicon.parts(token.key) or is_name(words, at):
        return False
    before = words[at - 1].key if at else ""
    if before in _DETERMINERS or before in ("of", "'s"):
        return False
    lemmas = lexicon.lemmas(token.key, "v")
    # "saw" and "found" are the past of one verb and the stem of another.
    return (
        token.key not in lemmas
        or len(lemmas) > 1
        or before
        in (
            "to",
            "will",
            "would",
            "may",
            "can",
            "could",
            "should",
            "must",
            "did",
        )
    )


def _is_passive(words: Sequence[Token], at: int) -> bool:
    """A form of "be" just before, and a participle: not in -ing."""
    if words[at].key.endswith("ing"):
        return False
    back = at - 1
    while back >= 0 and (words[back].key in _BETWEEN or words[back].key.endswith("ly")):
        back -= 1
    return back >= 0 and words[back].key in _BE


def subject(words: Sequence[Token], at: int) -> int | None:
    """The last token before a verb and its auxiliaries, where that is a word which may be its subject."""
    at -= 1
    while at >= 0 and (words[at].key in _PASSED_OVER or words[at].key.endswith("ly")):
        at -= 1
    return at if at >= 0 and words[at].is_word and words[at].key not in _NO_SUBJECT else None


class Voice(Enum):
    """Whether the subject of a verb does it or it is done to them."""

    ACTIVE = "active"
    PASSIVE = "passive"


def voice(words: Sequence[Token], at: int) -> Voice | None:
    """The voice of a verb in the past or behind an auxiliary; None for another word, or a form in -ing."""
    if not is_content(words[at]) or not _is_finite(words, at):
        return None
    return Voice.PASSIVE if _is_passive(words, at) else Voice.ACTIVE


def has_object(words: Sequence[Token], at: int) -> bool:
    """Whether an object opens right behind a verb: a determiner, a number, a name, a pronoun."""
    after = at + 1
    if after >= len(words) or (not words[after].is_word and not words[after].is_number):
        return False
    key = words[after].key
    return key in _DETERMINERS or key in SMALL or words[after].is_number or key in ("him", "them", "us", "me")


_NO_SUBJECT = (_STOPS - {"that", "which", "who"}) | _PREPOSITIONS | {"to", "than", "by"}


def _before(words: Sequence[Token], at: int) -> int | None:
    """The head of the noun phrase before the verb, what hangs on it by a preposition passed over."""
    at -= 1
    while at >= 0 and (words[at].key in _PASSED_OVER or words[at].key.endswith("ly")):
        at -= 1
    head = None
    while at >= 0 and words[at].is_word and words[at].key not in _STOPS:
        if words[at].key in _PREPOSITIONS:
            head = None
        elif head is None and _is_noun(words, at):
            head = at
        elif head is None and is_content(words[at]):
            return None
        elif head is not None and _starts_phrase(words, at):
            if at == 0 or words[at - 1].key not in _PREPOSITIONS:
                break
            head, at = None, at - 1
        at -= 1
    return head


def _starts_phrase(words: Sequence[Token], at: int) -> bool:
    return words[at].key in _DETERMINERS


def _after(words: Sequence[Token], at: int, *, passive: bool) -> int | None:
    """The head of the noun phrase after the verb; of a passive, the one after "by"."""
    at += 1
    if passive:
        stop = min(len(words), at + 8)
        at = next((i + 1 for i in range(at, stop) if words[i].key == "by"), len(words))
    head = None
    while at < len(words) and words[at].is_word and words[at].key not in _NO_OBJECT:
        if _is_noun(words, at):
            head = at
        elif head is not None:
            break
        at += 1
    return head


def _is_noun(words: Sequence[Token], at: int) -> bool:
    """Whether the word can head a phrase: a name, or a noun by its usual use."""
    token = words[at]
    if not is_content(token) or token.is_number:
        return False
    if is_name(words, at) or not lexicon.is_known(token.key):
        return True
    plain = token.key in lexicon.lemmas(token.key, "v") or "v" not in lexicon.parts(token.key)
    return "n" in lexicon.parts(token.key) and (plain or lexicon.usual_part(token.key) == "n")
