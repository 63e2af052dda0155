"""The words that replaced each other go together with their neighbours in one document, and not in the other.

A writer's words come in pairs that others write too ("heart attack"); a thesaurus and a translator put word
for word ("coronary assault"). It says that a text was rewritten by such means, and little where people
rewrote it: who simplifies a text writes what is commoner.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from retell.lineage.account import Account
from retell.lineage.evidence import Evidence
from retell.lineage.model import Sign
from retell.models import bigrams

NAME = "idiom"
_LONGEST = 8
"""Words of a stretch past which it was written anew and not replaced."""
_USUAL = 4.0
"""Nats by which the words of two stretches differ, as a rule: counted as four stretches of no difference."""
_FELT = 1.0
"""Standard errors under which the difference is chance."""
_CERTAIN = 4.0
"""Standard errors past which it does not get surer: of pairs past two none was ever the wrong way round."""


def find(evidence: Evidence) -> Iterator[Sign]:
    """The side whose words are the likelier beside their neighbours, in standard errors past the first."""
    if not evidence.is_english:
        return
    gaps = sorted(_gaps(evidence))
    value = _errors([gap for gap, _ in gaps])
    if abs(value) > _FELT:
        shown = gaps[::-1] if value > 0 else gaps
        pairs = "; ".join(told for _, told in shown[:3])
        more = math.copysign(min(abs(value), _CERTAIN) - _FELT, value)
        yield Sign(kind=NAME, name=NAME, value=more, why=f"its words go together better: {pairs}")


def _gaps(evidence: Evidence) -> Iterator[tuple[float, str]]:
    """How much better the words of the left stand together than those of the right in their place."""
    left, right = evidence.left, evidence.right
    for stretch in evidence.differences.inner:
        if 0 < len(stretch.left) <= _LONGEST and 0 < len(stretch.right) <= _LONGEST:
            gap = _together(left, stretch.left) - _together(right, stretch.right)
            one, other = _told(left, stretch.left), _told(right, stretch.right)
            yield gap, f"“{one}” against “{other}”" if gap > 0 else f"“{other}” against “{one}”"


def _together(own: Account, stretch: range) -> float:
    """How well the words of a stretch follow each other and what stands before and behind, on average."""
    places = range(stretch.start, min(stretch.stop + 1, len(own.words)))
    return math.fsum(bigrams.together(*_pair(own, at)) for at in places) / len(places)


def _pair(own: Account, at: int) -> tuple[str, str]:
    """The signs of a word and of the one before it."""
    first = _is_first(own, at)
    other = bigrams.sign(own.words[at], own.keys[at], first=first)
    if first:
        return bigrams.START, other
    return bigrams.sign(own.words[at - 1], own.keys[at - 1], first=_is_first(own, at - 1)), other


def _is_first(own: Account, at: int) -> bool:
    return at == 0 or own.sentence[at] != own.sentence[at - 1]


def _told(own: Account, stretch: range) -> str:
    """The words of a stretch with one neighbour on each side, in its sentence."""
    sentence = own.sentence[stretch.start]
    around = range(max(0, stretch.start - 1), min(len(own.words), stretch.stop + 1))
    return " ".join(own.words[at] for at in around if own.sentence[at] == sentence)


def _errors(gaps: list[float]) -> float:
    """The mean in standard errors, drawn to none by a few gaps of none."""
    count = len(gaps) + _USUAL
    mean = math.fsum(gaps) / max(1, len(gaps))
    spread = math.fsum((gap - mean) ** 2 for gap in gaps) + _USUAL * _USUAL**2
    return mean * count / math.sqrt(spread)
