"""What the learned models think of replaced words that no rule decides.

Two opinions are joined in log odds: the lexicon's, which knows the two words and not the sentence, and the
judge's, which sees the edit marked in both sentences. Without the judge the lexicon's stands alone.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from retell.changes.view import Pair, View
from retell.models import judge, replacement
from retell.settings import DoubtSettings
from retell.text.spans import Span
from retell.text.tokens import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A replaced word, by token index on each side of its link."""

    pair: Pair
    left: int
    right: int


def chances(doubts: Sequence[Doubt], view: View) -> tuple[float, ...]:
    """For every doubt the probability, 0..1 to two places, that the sense has changed."""
    settings = view.settings.doubt
    known = [replacement.log_odds(d.pair.left[d.left].key, d.pair.right[d.right].key) for d in doubts]
    if not doubts:
        return ()
    if not (settings.ask_judge and judge.available()):
        return tuple(_chance(settings.lexicon_alone * odds + settings.lexicon_alone_bias) for odds in known)
    said = judge.scores([_marked(doubt, view) for doubt in doubts])
    return tuple(_joined(odds, logit, settings) for odds, logit in zip(known, said, strict=True))


def _joined(odds: float, logit: float, settings: DoubtSettings) -> float:
    return _chance(settings.bias + settings.lexicon_weight * odds + settings.judge_weight * logit)


def _chance(odds: float) -> float:
    return round(1 / (1 + math.exp(-odds)), 2)


def _marked(doubt: Doubt, view: View) -> judge.MarkedEdit:
    """The edit in its sentences, cut out of the two documents."""
    left, left_word = _cut(view.left.text, doubt.pair.left, doubt.left)
    right, right_word = _cut(view.right.text, doubt.pair.right, doubt.right)
    return judge.MarkedEdit(left=left, right=right, left_words=left_word, right_words=right_word)


def _cut(text: str, words: Sequence[Token], at: int) -> tuple[str, Span]:
    start = words[0].span.start
    span = words[at].span
    return text[start : words[-1].span.end], Span(start=span.start - start, end=span.end - start)
