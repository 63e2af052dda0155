"""What hung on a condition, or was an open question, and is told as settled; and the other way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retell.changes.edits import Op
from retell.changes.model import Change, Severity
from retell.changes.readings.stance.conditions import (
    Condition,
    conditions,
    leaves_open,
    open_questions,
    still_conditional,
)
from retell.changes.view import Pair
from retell.models import lexicon
from retell.text.spans import Span


def unconditional(pair: Pair) -> Iterator[Change]:
    """A statement that hung on a condition on the left, and stands without it on the right."""
    found = list(conditions(pair.left))
    if not found:
        return
    yield from _expected(pair, found)
    if still_conditional(pair.right, pair.left):
        return
    keys = {lexicon.base(token.key) for token in pair.right}
    for one in found:
        kept = sum(lexicon.base(key) in keys for key in one.content)
        if one.content and kept * 2 <= len(one.content):
            printed = " ".join(pair.left[at].text for at in one.at)
            why = f"“{printed}” is gone: what hung on a condition is said without one"
            yield of_certainty("raised", Severity.MEANING, (pair.left_span(one.at), None), why, 0.7)


def _expected(pair: Pair, found: Sequence[Condition]) -> Iterator[Change]:
    """A condition told as a matter of time: "if the bridge is built", "once the bridge is built"."""
    had = {token.key for token in pair.left}
    if "if" in {token.key for token in pair.right}:
        return
    later = [
        at for at, token in enumerate(pair.right) if token.key in ("once", "when") and token.key not in had
    ]
    for one in found:
        if pair.left[one.at.start].key != "if" or not one.content:
            continue
        for at in later:
            keys = {lexicon.base(token.key) for token in pair.right[at + 1 : at + 1 + len(one.at)]}
            if sum(lexicon.base(key) in keys for key in one.content) * 2 >= len(one.content):
                here, there = pair.left[one.at.start], pair.right[at]
                why = f"“{here.text}” became “{there.text}”: what may be is told as what will be"
                yield of_certainty("raised", Severity.MEANING, (here.span, there.span), why, 0.65)
                return


def settled(pair: Pair) -> Iterator[Change]:
    """A question that one side leaves open and the other answers: "whether he knew", "that he knew"."""
    for words, others, number in ((pair.left, pair.right, 0), (pair.right, pair.left, 1)):
        asked = open_questions(words)
        if not asked or leaves_open(others, words) or open_questions(others):
            continue
        for at in asked:
            partner = next((edit for edit in pair.edits if at in (edit.left, edit.right)[number]), None)
            if partner is None or partner.op is Op.MOVE:
                continue
            here = words[at].span
            there = (pair.right_span(partner.right), pair.left_span(partner.left))[number]
            places = (here, there) if number == 0 else (there, here)
            why = "an open question is answered" if number == 0 else "what is said is made an open question"
            kind = "raised" if number == 0 else "lowered"
            yield of_certainty(kind, Severity.MEANING if number == 0 else Severity.NUANCE, places, why, 0.65)


def of_certainty(
    subkind: str, severity: Severity, places: tuple[Span | None, Span | None], why: str, confidence: float
) -> Change:
    """A change of how sure the text is."""
    return Change(
        kind=f"certainty.{subkind}",
        severity=severity,
        confidence=confidence,
        why=why,
        left=places[0],
        right=places[1],
    )
