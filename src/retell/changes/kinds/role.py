"""Who did what to whom, or what caused what, came out differently.

The roles round a verb both sides use are compared; active and passive with the same roles are harmless, so
is a preposition that leaves the direction as it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retell.changes.edits import Edit, Op
from retell.changes.model import Change, Severity
from retell.changes.readings.links.exchanges import exchanges
from retell.changes.readings.links.roles import (
    Act,
    NamedDoing,
    Voice,
    acts,
    has_object,
    named_doings,
    subject,
    voice,
)
from retell.changes.readings.links.turns import CAUSES, crosses
from retell.changes.readings.links.turns import turned as turned_by
from retell.changes.readings.naming.pronouns import other_references
from retell.changes.readings.speech.sources import PRONOUNS
from retell.changes.readings.stance.made_causes import causes_reversed, later_made_cause, made_causes
from retell.changes.readings.times.reckoned import is_reckoned
from retell.changes.view import Pair, View
from retell.models import lexicon
from retell.settings import RoleSettings
from retell.text.english import FUNCTION_WORDS
from retell.text.tokens import Token

NAME = "role"


_MUTUAL = frozenset(
    """meet talk speak agree argue marry merge clash collide play draw compare compete share trade lie differ
    match equal resemble border join divorce""".split()
)
"""Verbs that two do to each other, so that either may be named first."""


def find(view: View) -> Iterator[Change]:
    """Swapped roles, then reversed causes, then small words that turn a role, link by link."""
    for pair in view.pairs:
        if all(edit.op is Op.KEEP for edit in pair.edits):
            continue
        swapped = list(_exchanged(pair, view.settings.role)) or list(_swapped(pair, view.settings.role))
        swapped = swapped or list(_other_voices(pair, view.settings.role))
        yield from swapped
        if not swapped:
            yield from causes_reversed(pair, view.settings.role)
        yield from _small_words(pair, view.settings.role)
        yield from other_references(view, pair)
        yield from made_causes(pair, view.settings.role)
        if not swapped:
            yield from _other_doers(pair, view.settings.role)


def _exchanged(pair: Pair, settings: RoleSettings) -> Iterator[Change]:
    """Two things, figures and times apart, each in the place of the other."""
    for one in exchanges(pair):
        if one.turned or any(is_reckoned(pair.left[at.start]) for at in one.left):
            continue
        words = [_phrase(pair.left, at) for at in one.left]
        for here, there in one.stretches(settings.exchange_reach):
            yield Change(
                kind="role.swapped",
                severity=Severity.MEANING,
                confidence=settings.swapped,
                why=f"“{words[0]}” and “{words[1]}” changed places",
                left=pair.left_span(here),
                right=pair.right_span(there),
            )


def _swapped(pair: Pair, settings: RoleSettings) -> Iterator[Change]:
    """Verbs that both sides use, whose agent on one side is the patient on the other."""
    right = list(acts(pair.right))
    for one in acts(pair.left):
        for other in right:
            if _is_one_verb(pair, one, other) and (
                _is_swap(pair, one, other) or _is_turned(pair, one, other) or _is_crossed(pair, one, other)
            ):
                yield Change(
                    kind="role.swapped",
                    severity=Severity.MEANING,
                    confidence=settings.swapped,
                    why=f"agent and patient change places round “{pair.right[other.verb].text}”",
                    left=pair.left_span(_reach(one)),
                    right=pair.right_span(_reach(other)),
                )
                break


def _is_swap(pair: Pair, one: Act, other: Act) -> bool:
    """Both roles filled on both sides, and each head on the other's place."""
    heads = [
        _head(words, at)
        for words, act in ((pair.left, one), (pair.right, other))
        for at in (act.agent, act.patient)
    ]
    agent, patient, new_agent, new_patient = heads
    if None in heads or agent == patient:
        return False
    return agent == new_patient and patient == new_agent


def _is_one_verb(pair: Pair, one: Act, other: Act) -> bool:
    if one.lemma == other.lemma:
        return True
    mine, its = (
        lexicon.lemmas(words[act.verb].key, "v") for words, act in ((pair.left, one), (pair.right, other))
    )
    return bool(set(mine) & set(its))


def _is_turned(pair: Pair, one: Act, other: Act) -> bool:
    """Whether only the voice changed, so that whoever stands after the verb is now its doer."""
    if one.passive == other.passive:
        return False
    active, passive = (other, one) if one.passive else (one, other)
    words = (pair.right, pair.left) if one.passive else (pair.left, pair.right)
    struck, doer = _head(words[0], active.patient), _head(words[1], passive.agent)
    before, after = _head(words[0], active.agent), _head(words[1], passive.patient)
    known = before is not None and after is not None
    return struck is not None and struck == doer and (not known or before == after)


def _other_voices(pair: Pair, settings: RoleSettings) -> Iterator[Change]:
    """A verb with an object made passive, its subject kept: who did it is who it was done to."""
    kept = {
        i: j for edit in pair.edits if edit.op is Op.KEEP for i, j in zip(edit.left, edit.right, strict=True)
    }
    for i, j in kept.items():
        here = voice(pair.left, i)
        there = voice(pair.right, j) if here else None
        if there is None or here is there:
            continue
        before = subject(pair.left, i), subject(pair.right, j)
        if None in before or kept.get(before[0] or 0) != before[1]:
            continue
        active = (pair.right, j) if here is Voice.PASSIVE else (pair.left, i)
        if has_object(*active):
            yield Change(
                kind="role.swapped",
                severity=Severity.MEANING,
                confidence=settings.swapped,
                why=f"who did it and whom it was done to change places in “{pair.right[j].text}”",
                left=pair.left_span(range((before[0] or 0) + 1, i + 1)),
                right=pair.right_span(range((before[1] or 0) + 1, j + 1)),
            )


def _is_crossed(pair: Pair, one: Act, other: Act) -> bool:
    """Whether doer and bystander changed places: "Holm sold shares to Larsen", "Larsen … to Holm"."""
    if one.passive or other.passive or one.agent is None or other.agent is None or one.lemma in _MUTUAL:
        return False
    mine, its = pair.left[one.agent].key, pair.right[other.agent].key
    return mine != its and its in _beyond(pair.left, one) and mine in _beyond(pair.right, other)


def _beyond(words: Sequence[Token], act: Act) -> frozenset[str]:
    """The nouns after a verb in its clause that hang on a preposition."""
    found: set[str] = set()
    led = False
    for at in range(act.verb + 1, min(act.verb + 12, len(words))):
        if not words[at].is_word or words[at].key in ("who", "which", "that", "and", "but", "when", "as"):
            break
        led = led or words[at].key in ("to", "from", "against", "for", "by")
        if led:
            found.add(words[at].key)
    return frozenset(found)


def _head(words: Sequence[Token], at: int | None) -> str | None:
    return None if at is None else lexicon.base(words[at].key)


def _reach(act: Act) -> range:
    places = [at for at in (act.agent, act.patient, act.verb) if at is not None]
    return range(min(places), max(places) + 1)


def _other_doers(pair: Pair, settings: RoleSettings) -> Iterator[Change]:
    """Verbs of both sides done by one person here, by another there, both being in both sentences."""
    here = _done_once(pair.left)
    there = _done_once(pair.right) if here else {}
    for lemma, one in here.items():
        other = there.get(lemma)
        if other is None:
            continue
        mine, its = pair.left[one.name].key, pair.right[other.name].key
        keys = {token.key for token in pair.left}, {token.key for token in pair.right}
        if {mine, its} & PRONOUNS or one.names & other.names:
            continue
        if mine == its or not all({mine, its} <= side for side in keys):
            continue
        yield Change(
            kind="role.agent",
            severity=Severity.MEANING,
            confidence=settings.swapped,
            why=f"“{pair.left[one.verb].text}” is what “{pair.left[one.name].text}” did, "
            f"now “{pair.right[other.name].text}”",
            left=pair.left_span(range(one.name, one.verb + 1)),
            right=pair.right_span(range(other.name, other.verb + 1)),
        )


def _done_once(words: Sequence[Token]) -> dict[str, NamedDoing]:
    """What named people do, by verb, for the verbs that one of them only does."""
    found = list(named_doings(words))
    lemmas = [one.lemma for one in found]
    return {one.lemma: one for one in found if lemmas.count(one.lemma) == 1}


def _small_words(pair: Pair, settings: RoleSettings) -> Iterator[Change]:
    """Prepositions and conjunctions replaced in place by one that turns the role, the words around kept."""
    for at, edit in enumerate(pair.edits):
        if edit.op is Op.REPLACE:
            yield from later_made_cause(pair, edit, settings)
        if edit.op is not Op.REPLACE or not _is_framed(pair, at):
            continue
        one, other = _phrase(pair.left, edit.left), _phrase(pair.right, edit.right)
        why = turned_by(one, other)
        if why and not _told_from_the_other_end(pair, edit):
            told = f"“{one}” became “{other}”: {why}"
            yield _turn(pair, edit, "role.preposition", Severity.MEANING, told, settings)
        elif crosses(one, other):
            why = f"“{one}” became “{other}”: to go in is not to go there"
            yield _turn(pair, edit, "role.preposition", Severity.NUANCE, why, settings)
        elif any(one in before and other in after for before, after in CAUSES):
            why = f"“{one}” became “{other}”: what came together is now cause and effect"
            yield _turn(pair, edit, "role.cause", Severity.NUANCE, why, settings)


def _told_from_the_other_end(pair: Pair, edit: Edit) -> bool:
    """Whether the two parties changed places with the word: "A lost it to B", "B won it from A"."""
    after = [
        next((word for near in words[at.stop : at.stop + 3] for word in sorted(_content([near]))), "")
        for words, at in ((pair.left, edit.left), (pair.right, edit.right))
    ]
    before = _content(pair.left[: edit.left.start]), _content(pair.right[: edit.right.start])
    return after[0] != after[1] and after[0] in before[1] and after[1] in before[0]


def _turn(pair: Pair, edit: Edit, kind: str, severity: Severity, why: str, settings: RoleSettings) -> Change:
    return Change(
        kind=kind,
        severity=severity,
        confidence=settings.small_word,
        why=why,
        left=pair.left_span(edit.left),
        right=pair.right_span(edit.right),
    )


def _is_framed(pair: Pair, at: int) -> bool:
    """Whether a kept word stands right after the edit, and one right before it."""
    edit = pair.edits[at]
    kept = [other for other in pair.edits if other.op is Op.KEEP]
    before = any(
        other.left.stop == edit.left.start and other.right.stop == edit.right.start for other in kept
    )
    before = before or edit.left.start == edit.right.start == 0
    after = any(other.left.start == edit.left.stop and other.right.start == edit.right.stop for other in kept)
    return before and after


def _phrase(words: Sequence[Token], indices: range) -> str:
    return " ".join(words[at].key for at in indices)


def _content(words: Sequence[Token]) -> frozenset[str]:
    return frozenset(
        lexicon.base(word.key) for word in words if word.is_word and word.key not in FUNCTION_WORDS
    )
