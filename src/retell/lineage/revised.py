"""What was changed between two versions of a page, measured so that it tells the newer one.

What is put in is set against what is taken out: sentences, figures, years, marks, words that no lexicon
has. Each measure is a log ratio, above zero where it should speak for the second version being the newer,
and its weight tells whether it does.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from retell.models import lexicon

_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_NOW = frozenset({"recently", "currently", "now", "today", "presently"})
_SMALL = 4
"""Words on each side up to which a replacement is a correction, and beyond which a passage is rewritten."""
_LONGER = 1.3
"""How much longer the one side of a rewritten passage is, to count."""

REVISED = ("added", "strange", "slips", "rewritten", "figures", "years", "later", "commas", "colons",
           "asides", "longish", "longest", "now")  # fmt: skip
"""What is measured of a pair, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """Words taken out, and those put in their place; one may be empty."""

    gone: Sequence[str]
    come: Sequence[str]


def revised(
    old: Sequence[str], new: Sequence[str], sentences: tuple[Counter[str], Counter[str]]
) -> tuple[float, ...]:
    """The measures of two versions, given as words and as sentences, in the order of `REVISED`."""
    made = _changes(old, new)
    gone = [word for change in made for word in change.gone]
    come = [word for change in made for word in change.come]
    lost, added = ((sentences[0] - sentences[1]).total(), (sentences[1] - sentences[0]).total())
    small = [each for each in made if each.gone and each.come and _longest(each) <= _SMALL]
    return (
        _ratio(added, lost),
        _ratio(_strange(gone), _strange(come)),
        _ratio(sum(_strange(each.gone) for each in small), sum(_strange(each.come) for each in small)),
        _rewritten(made),
        _ratio(sum(word[0].isdigit() for word in come), sum(word[0].isdigit() for word in gone)),
        _ratio(len(_years(come)), len(_years(gone))),
        _later(_years(gone), _years(come)),
        *(_ratio(come.count(mark), gone.count(mark)) for mark in (",", ":", "(")),
        math.log(_usual_length(come) / _usual_length(gone)),
        _ratio(max((len(e.come) for e in made), default=0), max((len(e.gone) for e in made), default=0), 3),
        _ratio(sum(word in _NOW for word in gone), sum(word in _NOW for word in come)),
    )


def _ratio(more: int, less: int, smooth: int = 1) -> float:
    return math.log((more + smooth) / (less + smooth))


def _changes(old: Sequence[str], new: Sequence[str]) -> list[_Change]:
    """What differs by a longest common subsequence, changes that touch made one."""
    found: list[_Change] = []
    start = (0, 0)
    for step in Indel.opcodes(old, new):
        if step.tag == "equal":
            _keep(found, old[start[0] : step.src_start], new[start[1] : step.dest_start])
            start = (step.src_end, step.dest_end)
    _keep(found, old[start[0] :], new[start[1] :])
    return found


def _keep(found: list[_Change], gone: Sequence[str], come: Sequence[str]) -> None:
    if gone or come:
        found.append(_Change(gone=gone, come=come))


def _longest(change: _Change) -> int:
    return max(len(change.gone), len(change.come))


def _strange(words: Sequence[str]) -> int:
    """How many of them no lexicon has: misspellings, and names."""
    return sum(len(word) > 3 and word.isalpha() and not lexicon.is_known(word) for word in words)


def _rewritten(made: Sequence[_Change]) -> float:
    """Rewritten passages that grew, against those that shrank."""
    large = [each for each in made if each.gone and each.come and _longest(each) > _SMALL]
    return _ratio(
        sum(len(each.come) > _LONGER * len(each.gone) for each in large),
        sum(len(each.gone) > _LONGER * len(each.come) for each in large),
    )


def _years(words: Sequence[str]) -> list[int]:
    return [int(word) for word in words if _YEAR.fullmatch(word)]


def _later(gone: Sequence[int], come: Sequence[int]) -> float:
    """How much later the latest year put in is than the latest taken out, squashed at some five years."""
    return math.tanh((max(come) - max(gone)) / 5) if gone and come else 0.0


def _usual_length(words: Sequence[str]) -> float:
    """Letters of a word on average, held back where there are few."""
    return (sum(map(len, words)) + 20) / (len(words) + 4)
