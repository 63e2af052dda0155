"""Pronouns that speak of somebody else: of the other gender, of a person for a thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retell.changes.edits import Op
from retell.changes.model import Change, Severity
from retell.changes.view import Pair, View
from retell.models import lexicon
from retell.settings import RoleSettings
from retell.text.tokens import Token, tokens

_GENDERS = tuple(frozenset(words.split()) for words in ("he him his himself", "she her hers herself"))
_PERSONS = _GENDERS[0] | _GENDERS[1]
_THING = frozenset("it its itself".split())


def other_references(view: View, pair: Pair) -> Iterator[Change]:
    """The pronouns of a link that became one of the other gender, or passed between a person and a thing."""
    settings = view.settings.role
    keys = [{token.key for token in side} for side in (pair.left, pair.right)]
    for i, j in _in_place(pair):
        one, other = pair.left[i], pair.right[j]
        if any(one.key in mine and other.key in its for mine, its in (_GENDERS, _GENDERS[::-1])):
            if not _had(pair.left, other.key) and not _had(pair.right, one.key):
                why = "somebody else is spoken of"
                yield _change(one, other, Severity.MEANING, why, settings)
        elif (one.key in _THING and other.key in _PERSONS and not keys[0] & _PERSONS) or (
            one.key in _PERSONS and other.key in _THING and not keys[1] & _PERSONS
        ):
            if {one.key, other.key} & _GENDERS[1] and _tells_of_ship(view, pair):
                continue
            why = "a person for a thing, or a thing for a person"
            yield _change(one, other, Severity.NUANCE, why, settings)


def _change(one: Token, other: Token, severity: Severity, why: str, settings: RoleSettings) -> Change:
    return Change(
        kind="role.reference",
        severity=severity,
        confidence=settings.reference,
        why=f"“{one.text}” became “{other.text}”: {why}",
        left=one.span,
        right=other.span,
    )


def _tells_of_ship(view: View, pair: Pair) -> bool:
    """Whether a ship, which is "she" or "it", is spoken of in a link or just before it."""
    first = min(pair.link.left)
    spans = [
        one.span for one in view.left.sentences[max(0, first - _SENTENCES_BACK) : max(pair.link.left) + 1]
    ]
    return any(lexicon.base(token.key) in _SHIPS for span in spans for token in tokens(view.left.text, span))


_SENTENCES_BACK = 3
"""Sentences before a pronoun in which what it stands for is looked for."""
_SHIPS = frozenset(
    """ship vessel boat ferry tanker freighter trawler yacht liner warship frigate destroyer cruiser corvette
    submarine carrier schooner barge tug lifeboat steamer icebreaker keel sailboat dinghy launch sloop brig
    galleon hull""".split()
)


def _in_place(pair: Pair) -> Iterator[tuple[int, int]]:
    """The tokens that stand for each other, one for one, or lead or end two stretches that do."""
    for edit in pair.edits:
        if edit.op is not Op.REPLACE or not edit.left or not edit.right:
            continue
        if len(edit.left) == len(edit.right):
            yield from zip(edit.left, edit.right, strict=True)
        else:
            yield from dict.fromkeys(((edit.left[0], edit.right[0]), (edit.left[-1], edit.right[-1])))


def _had(words: Sequence[Token], key: str) -> bool:
    """Whether a side speaks of somebody of that gender anyway."""
    mine = next(words_of for words_of in _GENDERS if key in words_of)
    return any(token.key in mine for token in words)
