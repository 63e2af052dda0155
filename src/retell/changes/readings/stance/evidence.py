"""How far what was looked into is said to go: a study that *suggests* has not *found*.

Verbs of evidence count where the thing that speaks is an inquiry, a study, or what such a thing yields;
people "suggest" and "find" otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from retell.models import lexicon
from retell.text.tokens import Token
from retell.values import dataclass

_WEAK = frozenset("suggest indicate hint imply".split())
FIRM = frozenset("find show prove confirm establish demonstrate reveal conclude determine discover".split())
"""Verbs by which something is found for certain."""
_EITHER = _WEAK | FIRM
_YIELDING = frozenset(
    """inquiry enquiry investigation probe study report research review audit survey poll analysis inspection
    examination test trial experiment finding result data figure statistic evidence document record image
    footage scan assessment census paper review panel commission tribunal court autopsy conclusion
    estimate model simulation scientist researcher inspector auditor investigator expert""".split()
)
_REACH = 6
"""Tokens before a verb in which what speaks is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A verb of evidence on either side, by token, and whether the right is the firmer."""

    left: int
    right: int
    firmer: bool


def steps(left: Sequence[Token], right: Sequence[Token]) -> Iterator[Step]:
    """The verbs of evidence that stand for each other and do not go as far, in order."""
    one = list(_verbs(left))
    other = list(_verbs(right)) if one else []
    if len(one) != len(other):
        return
    for here, there in zip_longest(one, other):
        weak = lexicon.base(left[here].key) in _WEAK, lexicon.base(right[there].key) in _WEAK
        if weak[0] != weak[1]:
            yield Step(left=here, right=there, firmer=weak[0])


def _verbs(words: Sequence[Token]) -> Iterator[int]:
    for at, token in enumerate(words):
        if lexicon.base(token.key) not in _EITHER or token.key.endswith("ing") or not at:
            continue
        before = words[max(0, at - _REACH) : at]
        cut = next((i for i in range(len(before) - 1, -1, -1) if before[i].text in ",;:.—–"), -1)
        if any(lexicon.base(each.key) in _YIELDING for each in before[cut + 1 :]):
            yield at
