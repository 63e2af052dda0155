"""What came together, or one after the other, told as cause and effect; and causes told as effects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retell.changes.edits import Edit
from retell.changes.model import Change, Severity
from retell.changes.readings.stance.causes import (
    blamed,
    blames,
    blaming,
    came_before,
    causing,
    doings,
    grounds,
    hanging,
    names_cause,
    tie,
)
from retell.changes.readings.vocabulary.opposites import alike
from retell.changes.view import Pair
from retell.models import lexicon
from retell.settings import RoleSettings
from retell.text.english import FUNCTION_WORDS
from retell.text.tokens import Token

_FORWARD = frozenset(
    ("caused", "led to", "resulted in", "prompted", "triggered", "sparked", "provoked", "gave rise to")
)


_BACKWARD = frozenset(
    (
        "because of",
        "because",
        "due to",
        "owing to",
        "as a result of",
        "resulted from",
        "stemmed from",
        "caused by",
        "prompted by",
        "triggered by",
        "sparked by",
        "provoked by",
    )
)


_OPENING = frozenset(phrase.split()[0] for phrase in _FORWARD | _BACKWARD)


def made_causes(pair: Pair, settings: RoleSettings) -> Iterator[Change]:
    """Things found together, or one after the other, of which the other version makes cause and effect."""
    for hunk in pair.hunks:
        tied, caused = tie(pair.left, hunk.left), causing(pair.right, hunk.right)
        if tied and caused:
            yield _cause_change(pair, tied, caused, Severity.MEANING, settings)
            return
        caused, tied = causing(pair.left, hunk.left), tie(pair.right, hunk.right)
        if tied and caused:
            yield _cause_change(pair, caused, tied, Severity.NUANCE, settings)
            return
    for hunk in pair.hunks:
        place = blamed(pair.right, hunk.right)
        before = place and came_before(pair.left, lexicon.base(pair.right[place.stop - 1].key))
        if place and before and not any(blames(pair.left, at) for at in range(len(pair.left))):
            yield _cause_change(pair, before, place, Severity.NUANCE, settings, stronger=True)
            return
    place = blaming(pair.right)
    if place and not names_cause(pair.left):
        yield Change(
            kind="role.cause",
            severity=Severity.MEANING,
            confidence=settings.cause,
            why=f"“{pair.right[place.start].text}” names a cause, and the left text names none",
            left=None,
            right=pair.right_span(place),
        )
        return
    struck = {lexicon.base(pair.left[verb].key) for verb, _ in doings(pair.left)}
    for verb, agent in doings(pair.right):
        place = came_before(pair.left, lexicon.base(pair.right[agent].key))
        if place and lexicon.base(pair.right[verb].key) not in struck and _is_changed(pair, verb):
            reach = range(min(verb, agent), max(verb, agent) + 1)
            yield _cause_change(pair, place, reach, Severity.MEANING, settings)
            return


def _is_changed(pair: Pair, at: int) -> bool:
    return any(at in hunk.right and not hunk.moved for hunk in pair.hunks)


def _cause_change(
    pair: Pair,
    left: range,
    right: range,
    severity: Severity,
    settings: RoleSettings,
    *,
    stronger: bool | None = None,
) -> Change:
    here, there = _phrase(pair.left, left), _phrase(pair.right, right)
    stronger = severity is Severity.MEANING if stronger is None else stronger
    way = "what came together is now cause and effect" if stronger else "cause and effect only come together"
    return Change(
        kind="role.cause",
        severity=severity,
        confidence=settings.cause,
        why=f"“{here}” became “{there}”: {way}",
        left=pair.left_span(left),
        right=pair.right_span(right),
    )


def later_made_cause(pair: Pair, edit: Edit, settings: RoleSettings) -> Iterator[Change]:
    """What came after a thing said to come of it, in a stretch of which more was changed."""
    later = [i for i in edit.left if pair.left[i].key in ("after", "following")]
    grounded = [range(j, j + size) for j in edit.right if (size := grounds(pair.right, j))]
    for i, ground in zip(later, grounded, strict=False):
        after = [
            words[at].key for words, at in ((pair.left, i + 1), (pair.right, ground.stop)) if at < len(words)
        ]
        if len(after) == 2 and len(edit.left) + len(edit.right) > 2 and alike(*after):
            yield _cause_change(pair, range(i, i + 1), ground, Severity.NUANCE, settings, stronger=True)


def causes_reversed(pair: Pair, settings: RoleSettings) -> Iterator[Change]:
    """A word of cause on both sides, the cause on one being the effect on the other."""
    turned = list(_sequence_reversed(pair, settings))
    yield from turned
    left = None if turned else _cause(pair.left)
    right = _cause(pair.right) if left else None
    if left is None or right is None:
        return
    crossed = len(left[0] & right[1]) + len(left[1] & right[0])
    straight = len(left[0] & right[0]) + len(left[1] & right[1])
    if crossed >= 2 and left[0] & right[1] and left[1] & right[0] and crossed > 2 * straight:
        yield Change(
            kind="role.cause",
            severity=Severity.MEANING,
            confidence=settings.cause,
            why="what was the cause is now the effect",
            left=pair.left_span(left[2]),
            right=pair.right_span(right[2]),
        )


def _sequence_reversed(pair: Pair, settings: RoleSettings) -> Iterator[Change]:
    """One word of sequence or ground on both sides, and what hung on it now is what it hangs on."""
    one, other = hanging(pair.left), hanging(pair.right)
    if one is None or other is None or one.word != other.word:
        return
    crossed = len(one.main & other.hung), len(one.hung & other.main)
    straight = len(one.main & other.main) + len(one.hung & other.hung)
    if min(crossed) and sum(crossed) > 2 * straight:
        yield Change(
            kind="role.sequence",
            severity=Severity.MEANING,
            confidence=settings.cause,
            why=f"what stood after “{one.word}” now stands before it",
            left=pair.left_span(range(one.at, one.at + 1)),
            right=pair.right_span(range(other.at, other.at + 1)),
        )


def _cause(words: Sequence[Token]) -> tuple[frozenset[str], frozenset[str], range] | None:
    """The words of the cause, those of the effect, and the marker; None without a single marker."""
    found: list[tuple[range, bool]] = []
    for at, token in enumerate(words):
        if token.key not in _OPENING:
            continue
        for size in (3, 2, 1):
            phrase = _phrase(words, range(at, min(at + size, len(words))))
            if (phrase in _FORWARD or phrase in _BACKWARD) and not (found and at in found[-1][0]):
                found.append((range(at, at + size), phrase in _FORWARD))
                break
    if len(found) != 1:
        return None
    marker, forward = found[0]
    before, after = _content(words[: marker.start]), _content(words[marker.stop :])
    return (before, after, marker) if forward else (after, before, marker)


def _phrase(words: Sequence[Token], indices: range) -> str:
    return " ".join(words[at].key for at in indices)


def _content(words: Sequence[Token]) -> frozenset[str]:
    return frozenset(
        lexicon.base(word.key) for word in words if word.is_word and word.key not in FUNCTION_WORDS
    )
