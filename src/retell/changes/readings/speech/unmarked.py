"""Where the words of a quotation stand on the other side without their marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from retell.changes.readings.speech.quoted import words
from retell.changes.view import View
from retell.models import lexicon
from retell.text.english import FUNCTION_WORDS
from retell.text.quotations import Quotation
from retell.text.spans import Span


def linked_sentences(view: View, quotation: Quotation, side: int) -> list[Span]:
    """The sentences of the other side that are linked to those the quotation stands in."""
    own, other = (view.left, view.right) if side == 0 else (view.right, view.left)
    found = []
    for link in view.alignment.links:
        mine, theirs = (link.left, link.right) if side == 0 else (link.right, link.left)
        if any(own.sentences[i].span.overlaps(quotation.outer) for i in mine):
            found += [other.sentences[j].span for j in theirs]
    return sorted(found)


def stretch(view: View, quotation: Quotation, said: Sequence[str], *, side: int) -> Span | None:
    """Where the words of a quotation stand, unquoted, in the linked sentences of the other side."""
    text = (view.right if side == 0 else view.left).text
    telling = Counter(key for key in said if key not in FUNCTION_WORDS) or Counter(said)
    here = [token for place in linked_sentences(view, quotation, side) for token in words(text, place)]
    wanted = {stem for key in telling for stem in stems(key)}
    hits = [token for token in here if wanted & set(stems(token.text))]
    met = {stem for token in hits for stem in stems(token.text)}
    reached = sum(bool(met & set(stems(key))) for key in telling)
    if reached < 0.6 * len(telling) or not hits:
        return None
    return hits[0].span.to(hits[-1].span) if len(said) <= 3 or reached == len(telling) else hits[0].span


def stems(key: str) -> tuple[str, ...]:
    """A word and every dictionary form it may be a form of."""
    return (key, *lexicon.lemmas(key))
