"""One document spells names as a language does through which the words of the other seem to have gone.

A translator brings a name back in the spelling of the language it went through; the source has the one usual
in English. The words alone tell that there was a round trip, and not which way: of forty round trips by
machine the commoner translation was the copy's as often as the source's. So without a name the language is
told beside the answer (`Descent.pivot`) and favours no side.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from retell.lineage.evidence import Evidence
from retell.lineage.model import Pivot, PivotPair, Sign
from retell.lineage.pivot import pivot, respelt
from retell.settings import PivotSettings

NAME = "round_trip"
_SHOWN = 4
"""Pairs told in the reason; all are in the record."""


def find(evidence: Evidence) -> Iterator[Sign]:
    """The side whose names are spelt as in English, where a language of a round trip is named."""
    # Few documents respell a name, and looking for one takes less than weighing all languages.
    spelt = respelt(evidence)
    found = pivot(evidence, PivotSettings()) if spelt else None
    if found is None:
        return
    names = [each for each in spelt if found.language in each.languages]
    value = sum(1.0 if each.left_usual else -1.0 for each in names)
    if value:
        yield Sign(kind=NAME, name="letters", value=math.copysign(1.0, value), why=_why(found))


def _why(found: Pivot) -> str:
    return f"the other looks like a round trip through {found.name} ({found.probability:.2f}): " + "; ".join(
        _told(found.pairs[:_SHOWN], found.name)
    )


def _told(pairs: Sequence[PivotPair], language: str) -> Iterator[str]:
    for pair in pairs:
        both = f"“{pair.left}” and “{pair.right}”"
        if pair.word is None:
            yield f"{both} are one name in two spellings"
        else:
            yield f"{both} can both be {language} *{pair.word}*"
