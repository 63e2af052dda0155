"""What a learned judge makes of an edit that no rule decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from retell.changes.edits import Hunk
from retell.changes.readings.links.words import (
    PARTICLES,
    Answer,
    akin,
    answers,
    is_content,
    is_filler,
    is_name,
)
from retell.changes.readings.memory import remembered
from retell.changes.readings.vocabulary.terms import alike
from retell.changes.view import Pair, View
from retell.models import judge, lexicon
from retell.models.judge import Judgement
from retell.models.judge_features import Edit
from retell.settings import DoubtSettings
from retell.text.spans import Span
from retell.text.tokens import Token


def doubted(view: View, pair: Pair, left: Span | None, right: Span | None) -> Judgement | None:
    """The judgement of an edit of one link, by where it stands in the two documents; None without a model.

    What is put for something else is judged with an eye to everything the copy put for something else.
    """
    if not view.settings.doubt.use_model or (left is None and right is None):
        return None
    found = judge.judged(edit(view, pair, left, right))
    if left is None or right is None:
        return found
    return judge.in_copy(found, _level(view), word=_is_word(pair, left, right))


def ask_ahead(view: View, edits: Iterable[tuple[Pair, Span, Span]]) -> None:
    """Have many edits judged at one time, which is faster than one by one; `doubted` then has the answers."""
    if view.settings.doubt.use_model:
        judge.judged_all([edit(view, *each) for each in edits])


def edit(view: View, pair: Pair, left: Span | None, right: Span | None) -> Edit:
    """An edit with the sentences it stands in, and where it stands in those."""
    sides = (view.left.text, pair.left, left), (view.right.text, pair.right, right)
    texts, spans = [], []
    for text, words, span in sides:
        start, end = (words[0].span.start, words[-1].span.end) if words else (0, 0)
        texts.append(text[start:end])
        spans.append(Span(start=span.start - start, end=span.end - start) if span else None)
    return Edit(left=texts[0], right=texts[1], left_span=spans[0], right_span=spans[1])


def doubtful(view: View) -> Iterator[tuple[Pair, Span, Span]]:
    """Every replaced word and stretch that the judge can be asked about, each once."""
    for pair in view.pairs:
        words = [
            (pair.left[each.left].span, pair.right[each.right].span)
            for each in answers(pair).pairs
            if _is_replaced(pair, each)
        ]
        hunks = [hunk for hunk in pair.hunks if is_phrase(pair, hunk, view.settings.doubt)]
        stretches = [(pair.left_span(hunk.left), pair.right_span(hunk.right)) for hunk in hunks]
        for left, right in dict.fromkeys([*words, *stretches]):
            if left and right:
                yield pair, left, right


def is_phrase(pair: Pair, hunk: Hunk, settings: DoubtSettings) -> bool:
    """Whether a stretch is short enough to be one phrase for another, and both carry something.

    Names and figures are for the kinds that can read them, and words no lexicon knows for nobody.
    """
    if hunk.moved or max(len(hunk.left), len(hunk.right)) > settings.longest_stretch:
        return False
    for words, indices in ((pair.left, hunk.left), (pair.right, hunk.right)):
        said = [words[at] for at in indices if is_content(words[at]) and not is_filler(words[at])]
        named = any(words[at].is_number or is_name(words, at) for at in indices)
        if named or not any(lexicon.is_known(word.key) for word in said):
            return False
    return True


def is_for_phrase(pair: Pair, answer: Answer, settings: DoubtSettings) -> bool:
    """Whether one of two words was put for a phrase that holds the other: "ruled out", "precluded".

    Neither is then the other's answer by itself: the judge is to read the whole stretch.
    """
    for hunk in pair.hunks:
        if answer.left in hunk.left and answer.right in hunk.right:
            sides = [pair.left[at] for at in hunk.left], [pair.right[at] for at in hunk.right]
            sizes = sorted(map(len, sides))
            single = sizes == [1, 2] or sorted(map(_carriers, sides)) == [1, 2]
            return single and sizes[1] <= settings.phrase_for_word and is_phrase(pair, hunk, settings)
    return False


def _carriers(words: Sequence[Token]) -> int:
    """The words that carry something, and the particles that go with them: "stood down" has two."""
    behind = zip(words[1:], words, strict=False)
    led = sum(word.key in PARTICLES and is_content(before) for word, before in behind)
    return led + sum(map(is_content, words))


def _is_replaced(pair: Pair, answer: Answer) -> bool:
    """Whether one word that carries something was put for another."""
    one, other = pair.left[answer.left], pair.right[answer.right]
    if one.is_number or other.is_number or is_filler(one) or is_filler(other):
        return False
    if is_name(pair.left, answer.left) or is_name(pair.right, answer.right):
        return False
    return not (akin(one.key, other.key) or alike(one.key, other.key))


def _is_word(pair: Pair, left: Span, right: Span) -> bool:
    """Whether one word was put for one."""
    sides = (pair.left, left), (pair.right, right)
    return all(sum(word.span.overlaps(span) for word in words) == 1 for words, span in sides)


@remembered(8)
def _level(view: View) -> float:
    """How damaged the copy is, by all that it put for something else, judged at one time."""
    return judge.level(judge.judged_all([edit(view, *each) for each in doubtful(view)]))
