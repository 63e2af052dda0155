"""One document has slips that the other has not: a broken sentence, a word or a name spelt wrong.

Errors enter in copying (Lachmann's principle). An editor may mend them, so this is evidence and no proof.
A spelling is wrong where it is no word and the other document has one there, and where a name is spelt
otherwise elsewhere in the document. One word in British and in American spelling is no slip.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from rapidfuzz.distance import OSA

from retell.lineage.account import Account
from retell.lineage.evidence import Evidence
from retell.lineage.model import Sign
from retell.models import bigrams, lexicon
from retell.models.spelling import same_word

NAME = "errors"


def find(evidence: Evidence) -> Iterator[Sign]:
    """The side with fewer broken sentences, and the side with fewer misspellings."""
    broken = _broken(evidence.left, evidence.right), _broken(evidence.right, evidence.left)
    yield from _sign("fluency", *broken)
    misspelt = _misspelt(evidence)
    yield from _sign("spelling", *misspelt)


def _sign(name: str, in_left: list[str], in_right: list[str]) -> Iterator[Sign]:
    value = _grown(len(in_right)) - _grown(len(in_left))
    if value:
        shown = "; ".join(f"“{slip}”" for slip in (in_right if value > 0 else in_left)[:3])
        yield Sign(
            kind=NAME, name=name, value=value, why=f"the other has slips that this one has not: {shown}"
        )


def _grown(count: int) -> float:
    """A second slip says less than the first: they come together."""
    return math.log1p(count)


def _broken(own: Account, other: Account) -> list[str]:
    return sorted((own.slips - other.slips).elements())


def _misspelt(evidence: Evidence) -> tuple[list[str], list[str]]:
    """The wrong spellings of each side where the other has the right one."""
    wrong: tuple[list[str], list[str]] = ([], [])
    for stretch in evidence.differences.inner:
        if len(stretch.left) != len(stretch.right):
            continue
        for i, j in zip(stretch.left, stretch.right, strict=True):
            one, other = evidence.left.words[i], evidence.right.words[j]
            if not _alike(one, other):
                continue
            if _slipped(one, other, evidence.left, evidence.right):
                wrong[0].append(one)
            elif _slipped(other, one, evidence.right, evidence.left):
                wrong[1].append(other)
    return wrong


def _alike(one: str, other: str) -> bool:
    """Whether the two are one word but for a letter or two."""
    if len(one) < 4 or not one.isalpha() or not other.isalpha() or one.lower() == other.lower():
        return False
    return OSA.distance(one, other, score_cutoff=2) <= (1 if len(one) < 8 else 2)


def _slipped(wrong: str, right: str, own: Account, other: Account) -> bool:
    """Whether `wrong` is the slip of the two."""
    if wrong in other.spellings or same_word(wrong.lower(), right.lower()):
        return False
    if wrong[0].islower():
        return _is_word(right) and not _is_word(wrong)
    return own.spellings[right] > 0 or (other.spellings[right] > 1 and own.spellings[wrong] == 1)


def _is_word(word: str) -> bool:
    """Whether a dictionary has it, or news writes it: the lexicon has no pronouns and no prepositions."""
    return lexicon.is_known(word) or bigrams.is_met(word)
