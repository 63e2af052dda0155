"""One document has the usual word where the other has a rarer one, or the wider one for the narrower.

A writer takes the word that comes first; a rewriter has to take another one. Rewriting also widens: a
"trawler" becomes a "boat", and a boat seldom a trawler.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache

from retell.lineage.evidence import Evidence
from retell.lineage.model import Sign
from retell.models import lexicon
from retell.text.english import FUNCTION_WORDS

NAME = "wording"
_FELT = 1.0
"""Log ratio of frequencies, or of shares of use, under which two words are as usual as each other."""


def find(evidence: Evidence) -> Iterator[Sign]:
    """The side with more usual words among those that replaced each other."""
    yield from _senses(evidence)
    left: list[tuple[str, str]] = []
    right: list[tuple[str, str]] = []
    for one, other in replaced(evidence):
        gap = _usual(one) - _usual(other)
        if abs(gap) >= _FELT:
            (left if gap > 0 else right).append((one, other) if gap > 0 else (other, one))
    value = (len(left) - len(right)) / math.sqrt(len(left) + len(right) + 1)
    if value:
        shown = "; ".join(f"“{usual}” against “{rare}”" for usual, rare in (left if value > 0 else right)[:3])
        yield Sign(kind=NAME, name="wording", value=value, why=f"it has the more usual words: {shown}")


def _senses(evidence: Evidence) -> Iterator[Sign]:
    """The side whose words are meant in their usual sense where the others are meant in a rare one."""
    left: list[tuple[str, str]] = []
    right: list[tuple[str, str]] = []
    for one, other in replaced(evidence):
        shares = _shared_sense(one, other)
        if shares and abs(math.log(shares[0] / shares[1])) >= _FELT:
            (left if shares[0] > shares[1] else right).append((one, other))
    value = (len(left) - len(right)) / math.sqrt(len(left) + len(right) + 1)
    if value:
        pairs = left if value > 0 else [(other, one) for one, other in right]
        shown = "; ".join(f"“{usual}” against “{rare}”" for usual, rare in pairs[:3])
        why = f"the other uses words in a sense they seldom have: {shown}"
        yield Sign(kind=NAME, name="sense", value=value, why=why)


@lru_cache(maxsize=16384)
def _shared_sense(one: str, other: str) -> tuple[float, float] | None:
    """How much of the use of each word is the meaning they share; None where they share none."""
    here, there = _uses(one), _uses(other)
    both = sorted(here.keys() & there.keys())
    return max(((here[at], there[at]) for at in both), key=lambda uses: uses[0] * uses[1], default=None)


def _uses(word: str) -> dict[int, float]:
    found: dict[int, float] = {}
    for entry in lexicon.entries(word):
        for sense in entry.senses:
            found[sense.synset] = max(found.get(sense.synset, 0.0), sense.share)
    return found


def replaced(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """The content words, known to the lexicon, that stand for each other one to one."""
    for stretch in evidence.differences.inner:
        if not 1 <= len(stretch.left) == len(stretch.right) <= 3:
            continue
        for i, j in zip(stretch.left, stretch.right, strict=True):
            one, other = evidence.left.keys[i], evidence.right.keys[j]
            if one != other and all(map(_counts, (one, other))):
                yield one, other


def _counts(word: str) -> bool:
    return word.isalpha() and len(word) > 2 and word not in FUNCTION_WORDS and lexicon.is_known(word)


def _usual(word: str) -> float:
    return math.log1p(lexicon.frequency(word))
