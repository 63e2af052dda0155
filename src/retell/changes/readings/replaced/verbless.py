"""Modals with a noun where their verb should be: "may enchantment"."""

from __future__ import annotations

from collections.abc import Sequence

from retell.changes.readings.memory import remembered
from retell.models import lexicon
from retell.text.tokens import Token

_MODALS = frozenset("may might could should would must cannot".split())
_BETWEEN_VERBS = frozenset("not n't also even still only yet never ever soon now then well just".split())


@remembered(512)
def verbless(words: Sequence[Token]) -> tuple[range, ...]:
    """The tokens from each such modal to its noun, in order."""
    found = []
    for at in range(1, len(words) - 2):
        if words[at].text not in _MODALS:
            continue
        then = at + 1 + (words[at + 1].key in _BETWEEN_VERBS)
        if lexicon.parts(words[then].key) == {"n"} and words[then].text.islower() and words[then].is_word:
            found.append(range(at, then + 1))
    return tuple(found)
