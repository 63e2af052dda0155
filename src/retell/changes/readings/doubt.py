"""What a learned judge makes of an edit that no rule decides."""

from __future__ import annotations

from retell.changes.view import Pair, View
from retell.models import judge
from retell.models.judge import Judgement
from retell.models.judge_features import Edit
from retell.text.spans import Span


def doubted(view: View, pair: Pair, left: Span | None, right: Span | None) -> Judgement | None:
    """The judgement of an edit of one link, by where it stands in the two documents; None without a model."""
    if not view.settings.doubt.use_model or (left is None and right is None):
        return None
    return judge.judged(edit(view, pair, left, right))


def edit(view: View, pair: Pair, left: Span | None, right: Span | None) -> Edit:
    """An edit with the sentences it stands in, and where it stands in those."""
    sides = (view.left.text, pair.left, left), (view.right.text, pair.right, right)
    texts, spans = [], []
    for text, words, span in sides:
        start, end = (words[0].span.start, words[-1].span.end) if words else (0, 0)
        texts.append(text[start:end])
        spans.append(Span(start=span.start - start, end=span.end - start) if span else None)
    return Edit(left=texts[0], right=texts[1], left_span=spans[0], right_span=spans[1])
