"""Bylines: who wrote an article, which is no matter of the names in it."""

from __future__ import annotations

from collections.abc import Sequence

from retell.changes.readings.naming.hearsay import nearly
from retell.changes.readings.naming.names import Name, plain
from retell.changes.view import Pair, View
from retell.document.model import FurnitureKind
from retell.models import lexicon
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


def outside_credits(view: View, pair: Pair, found: Sequence[Name]) -> list[Name]:
    """The names of a left side that are no part of a credit."""
    return [name for name in found if not _is_of_credit(view, pair, name)]


def _is_of_credit(view: View, pair: Pair, name: Name) -> bool:
    """Whether a name of the left is who took a picture ("Agency/Ana Ruiz"), or a post told in a byline."""
    before = pair.left[: name.at]
    if before and before[-1].text == "/":
        return True
    page = all(view.left.sentences[at].role == FurnitureKind.BYLINE for at in pair.link.left)
    return page and any(token.text == "," for token in before) and all(map(lexicon.is_known, name.keys))
