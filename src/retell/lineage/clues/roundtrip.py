"""One document shows the marks of a text that went through another language and back.

Small words that languages cut otherwise come back wrong: articles go and come, prepositions change. Names
are written by other rules (Lukashenka, Lukaschenko). These marks name no language: for that a table of
translations would be needed.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from retell.lineage.evidence import Evidence
from retell.lineage.model import Sign

NAME = "roundtrip"
_ARTICLES = frozenset("a an the".split())


def find(evidence: Evidence) -> Iterator[Sign]:
    """The side with articles, before words both have, that the other lost."""
    left = right = 0
    for stretch in evidence.differences.inner:
        one = {evidence.left.keys[at] for at in stretch.left}
        other = {evidence.right.keys[at] for at in stretch.right}
        if one | other <= _ARTICLES:
            left, right = left + (not other), right + (not one)
    value = math.log1p(left) - math.log1p(right)
    if value:
        count = max(left, right)
        yield Sign(
            kind=NAME,
            name="articles",
            value=value,
            why=f"{count} article{'s' if count > 1 else ''} of it {'are' if count > 1 else 'is'} "
            "missing in the other",
        )
