"""One document has passages of the report that the other lacks.

Copying cuts, mostly from the end; what it adds is little. The document with more of its own is the
likelier source, the more so the more there is of it, and most where the other stops short.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from retell.lineage.account import Account
from retell.lineage.differences import Stretch
from retell.lineage.evidence import Evidence
from retell.lineage.model import Sign
from retell.text.english import FUNCTION_WORDS

NAME = "containment"
_SMOOTH = 12
"""Words added to both sides before they are compared: about half a sentence."""
_TELLING = 5
"""Content words from which a passage can be told to be loose."""
_TIED = 0.2
"""Share of them that the rest of the document has, under which it is: a report's own come back to half."""


def find(evidence: Evidence) -> Iterator[Sign]:
    """The side with more words in passages of its own, and the side that goes on where the other stops."""
    found = evidence.differences
    left = sum(len(stretch.left) - len(stretch.right) for stretch in found.lone_left)
    right = sum(len(stretch.right) - len(stretch.left) for stretch in found.lone_right)
    if left != right:
        more = _told(evidence.left, [stretch.left for stretch in found.lone_left], left)
        less = _told(evidence.right, [stretch.right for stretch in found.lone_right], right)
        more, less = (more, less) if left > right else (less, more)
        yield Sign(
            kind=NAME,
            name="containment",
            value=math.log((left + _SMOOTH) / (right + _SMOOTH)),
            why=f"it has {more} of the report that the other lacks"
            + (f", and the other has {less} of its own" if min(left, right) else ""),
        )
    loose = _loose(evidence.left, [each.left for each in found.lone_left])
    strange = _loose(evidence.right, [each.right for each in found.lone_right])
    if loose != strange:
        yield Sign(
            kind=NAME,
            name="loose",
            value=math.log1p(strange) - math.log1p(loose),
            why="the other has a passage that the rest of its report never comes back to",
        )
    tail = _ends_in(evidence.left, found.lone_left, 0) - _ends_in(evidence.right, found.lone_right, 1)
    if tail:
        yield Sign(kind=NAME, name="tail", value=float(tail), why="it goes on where the other stops")


def _told(account: Account, stretches: Sequence[range], words: int) -> str:
    """How much is meant: sentences where whole ones are, words where not."""
    sizes = account.sentences
    inside = [account.sentence[at] for stretch in stretches for at in stretch]
    whole = sum(inside.count(number) >= 0.6 * sizes[number] for number in sorted(set(inside)))
    return f"{whole} sentence{'s' if whole > 1 else ''}" if whole else f"{words} words"


def _loose(account: Account, stretches: Sequence[range]) -> int:
    """How many passages share hardly a word with the rest of the document: they look put in."""
    return sum(_is_loose(account, stretch) for stretch in stretches)


def _is_loose(account: Account, stretch: range) -> bool:
    said = {account.keys[at] for at in stretch}
    telling = {word for word in said if len(word) > 3 and word not in FUNCTION_WORDS}
    rest = {*account.keys[: stretch.start], *account.keys[stretch.stop :]}
    return len(telling) >= _TELLING and len(telling & rest) < _TIED * len(telling)


def _ends_in(account: Account, stretches: Sequence[Stretch], side: int) -> bool:
    """Whether the account ends in a passage of its own."""
    last = stretches[-1] if stretches else None
    return last is not None and (last.left, last.right)[side].stop == len(account.keys)
