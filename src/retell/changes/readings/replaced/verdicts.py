"""What the evidence on one replaced word amounts to: another thing, a hotter word, a wider one."""

from __future__ import annotations

from retell.changes.model import Severity
from retell.changes.readings.links.words import akin
from retell.changes.readings.vocabulary.reporting import force
from retell.changes.readings.vocabulary.terms import widens_kin
from retell.models import lexicon
from retell.models.lexicon import Relation, RelationKind
from retell.settings import SenseSettings
from retell.values import dataclass

_CONCRETE = frozenset((4, 5, 6, 8, 11, 13, 14, 15, 17, 18, 20, 27))
"""Lexicographer files of nouns for acts, animals, artefacts, bodies, events, groups, places and the like."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What can be said for and against two words having one meaning; what a judge of the edit would read."""

    left: str
    right: str
    part: str | None
    relation: Relation | None
    heat: int
    apart: bool
    mistranslated: bool
    other_meaning: bool | None
    """Whether the right word stands for the left only in a meaning that news seldom has; None if unknown."""
    alike: bool
    alone: bool
    """Whether the two are the only content words of their hunk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a reading amounts to."""

    kind: str
    severity: Severity
    confidence: float
    why: str


def judged(seen: Reading, settings: SenseSettings) -> Verdict | None:
    """What the evidence amounts to; None where it supports no finding."""
    if akin(seen.left, seen.right) and not seen.mistranslated:
        return None
    if abs(seen.heat) >= settings.felt_heat:
        return _tone(seen, settings)
    if seen.alike:
        return None
    if seen.apart and not seen.heat:
        return _apart(seen, settings)
    if seen.mistranslated:
        return _false_friend(seen, settings)
    if widens_kin(seen.left, seen.right):
        return _degree(seen, settings, wider=True)
    if seen.other_meaning:
        return _homonym(seen, settings)
    found = seen.relation
    if found is None:
        return None
    if _are_sisters(seen, found, settings):
        return _apart(seen, settings)
    if found.kind not in (RelationKind.WIDER, RelationKind.NARROWER) or found.pos != seen.part:
        return None
    if not seen.alone or not _is_felt(seen, found, settings):
        return None
    return _degree(seen, settings, wider=found.kind is RelationKind.WIDER)


def _tone(seen: Reading, settings: SenseSettings) -> Verdict:
    hotter = seen.heat > 0
    return Verdict(
        kind="sense.loaded" if hotter else "sense.softened",
        severity=Severity.NUANCE,
        confidence=settings.strong_tone if abs(seen.heat) > settings.felt_heat else settings.tone,
        why=f"“{seen.right}” is a {'stronger' if hotter else 'weaker'} word than “{seen.left}”",
    )


def _apart(seen: Reading, settings: SenseSettings) -> Verdict:
    return Verdict(
        kind="sense.shift",
        severity=Severity.MEANING,
        confidence=settings.apart_alone if seen.alone else settings.apart,
        why=f"“{seen.left}” and “{seen.right}” are not the same thing",
    )


def _false_friend(seen: Reading, settings: SenseSettings) -> Verdict:
    return Verdict(
        kind="sense.shift",
        severity=Severity.MEANING,
        confidence=settings.false_friend_alone if seen.alone else settings.false_friend,
        why=f"“{seen.left}” and “{seen.right}” can be one word in another language, but do not mean the same",
    )


_KINDS = frozenset((5, 6, 8, 13, 17, 20))
"""Lexicographer files of nouns whose kinds nobody takes for each other: animals, artefacts, bodies, food, the
ground and what grows."""


def _are_sisters(seen: Reading, found: Relation, settings: SenseSettings) -> bool:
    """Whether the two are two kinds of one thing, both as usually meant: "tomato" and "potato"."""
    if found.kind is not RelationKind.SISTER or found.pos != "n":
        return False
    usual = min(found.left_share, found.right_share) >= settings.usual_kind
    return usual and bool(lexicon.topics(seen.left) & lexicon.topics(seen.right) & _KINDS)


def _homonym(seen: Reading, settings: SenseSettings) -> Verdict:
    return Verdict(
        kind="sense.shift",
        severity=Severity.NUANCE,
        confidence=settings.false_friend,
        why=f"“{seen.right}” is “{seen.left}” in another of its meanings",
    )


def _is_felt(seen: Reading, found: Relation, settings: SenseSettings) -> bool:
    """Whether a reader misses what a wider word leaves out, or takes in what a narrower one adds.

    Nouns for things, people and doings do; nouns for feelings and thoughts are used one for another, and so
    are verbs, unless both are plainly meant in those senses.
    """
    if found.lost < settings.felt_loss:
        return False
    if found.pos == "n":
        concrete = lexicon.topics(seen.left) & lexicon.topics(seen.right) & _CONCRETE
        return (
            bool(concrete)
            and found.weight >= settings.usual_sense
            and not is_generic(seen.left, seen.right, settings)
        )
    if found.pos != "v" or force(seen.left) or force(seen.right):
        return False
    wider = found.kind is RelationKind.WIDER
    return found.weight >= (settings.usual_wider_verb if wider else settings.usual_narrower_verb)


def _degree(seen: Reading, settings: SenseSettings, *, wider: bool) -> Verdict:
    return Verdict(
        kind="sense.generalised" if wider else "sense.specified",
        severity=Severity.NUANCE,
        confidence=settings.degree,
        why=f"“{seen.right}” is {'wider' if wider else 'narrower'} than “{seen.left}”",
    )


def is_generic(left: str, right: str, settings: SenseSettings) -> bool:
    """Whether one of the two is what news calls anything again by: a person, a group, a thing."""
    return any(
        lexicon.synset(sense.synset).information < settings.generic_information
        for word in (left, right)
        for entry in lexicon.entries(word)
        if entry.pos == "n"
        for sense in entry.senses[:1]
    )
