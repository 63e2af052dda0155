"""Bylines: who wrote an article, which is no matter of the names in it."""

from __future__ import annotations

from collections.abc import Sequence

from retell.changes.readings.naming.hearsay import nearly
from retell.changes.readings.naming.names import plain
from retell.changes.view import Pair, View
from retell.document.model import FurnitureKind
from retell.text.tokens import Token


def are_bylines(view: View, pair: Pair) -> bool:
    """Whether a link is of two bylines that name nobody in common, not even misspelt."""
    sides = (view.left, pair.link.left), (view.right, pair.link.right)
    if any(side.sentences[at].role != FurnitureKind.BYLINE for side, found in sides for at in found):
        return False
    here, there = _named(pair.left), _named(pair.right)
    return not any(one == other or nearly(one, other) for one in here for other in there)


def _named(words: Sequence[Token]) -> set[str]:
    """The words of the name, without what is told after a comma: "By Ana Ruiz, Crime Correspondent"."""
    stop = next((at for at, token in enumerate(words) if not token.is_word), len(words))
    return {plain(token.text) for token in words[1:stop] if token.is_capitalised}
