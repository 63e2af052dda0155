"""One document has the usual word where the other has a rarer one, or the wider one for the narrower.

A writer takes the word that comes first; a rewriter has to take another one. Rewriting also widens: a
"trawler" becomes a "boat", and a boat seldom a trawler.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache

from retell.lineage.evidence import Evidence
from retell.lineage.model import Sign
from retell.models import lexicon
from retell.models.spelling import same_word
from retell.text.english import FUNCTION_WORDS

NAME = "wording"
_FELT = 1.0
"""Log ratio of frequencies, or of shares of use, under which two words are as usual as each other."""


def find(evidence: Evidence) -> Iterator[Sign]:
    """The side with more usual words among those that replaced each other, and with more usual senses.

    A pair may speak for one side by its word and for the other by its sense, since a usual word has many
    senses, each of them less usual: the weights were learned with both, and take each other back. Pairs that
    speak for one side only are the ones to show.
    """
    if not evidence.is_english:
        return
    pairs = list(replaced(evidence))
    words = [(pair, _felt(_usual(pair[0]) - _usual(pair[1]))) for pair in pairs]
    senses = [(pair, _felt(_sense_gap(*pair))) for pair in pairs]
    torn = {pair for (pair, word), (_, sense) in zip(words, senses, strict=True) if word * sense < 0}
    yield from _sign("sense", senses, torn)
    yield from _sign("wording", words, torn)


Vote = tuple[tuple[str, str], int]
"""A pair of words, and the side it speaks for: 1 for the left, -1 for the right, 0 for none."""

_WHY = {
    "sense": ("the other uses words in a sense they seldom have", "“{rare}” where this one has “{usual}”"),
    "wording": ("it has the more usual words", "“{usual}” against “{rare}”"),
}


def _sign(name: str, votes: Sequence[Vote], torn: Set[tuple[str, str]]) -> Iterator[Sign]:
    """The side that most pairs speak for; a tenth pair says less than a second."""
    cast = [(pair, vote) for pair, vote in votes if vote]
    value = sum(vote for _, vote in cast) / math.sqrt(len(cast) + 1)
    if value:
        side = 1 if value > 0 else -1
        speaking = sorted((pair for pair, vote in cast if vote == side), key=lambda pair: pair in torn)
        told = [pair if side > 0 else pair[::-1] for pair in speaking]
        why, shown = _WHY[name]
        pairs = "; ".join(shown.format(usual=usual, rare=rare) for usual, rare in told[:3])
        yield Sign(kind=NAME, name=name, value=value, why=f"{why}: {pairs}")


def _felt(gap: float) -> int:
    return 0 if abs(gap) < _FELT else 1 if gap > 0 else -1


def _sense_gap(one: str, other: str) -> float:
    """How much more usual the meaning they share is for the left word than for the right one."""
    shares = _shared_sense(one, other)
    return math.log(shares[0] / shares[1]) if shares else 0.0


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
            if all(map(_counts, (one, other))) and not same_word(one, other):
                yield one, other


def _counts(word: str) -> bool:
    return word.isalpha() and len(word) > 2 and word not in FUNCTION_WORDS and lexicon.is_known(word)


def _usual(word: str) -> float:
    return math.log1p(lexicon.frequency(word))
