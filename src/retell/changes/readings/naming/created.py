"""Names that the copy makes out of common nouns of its source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retell.changes.edits import Op
from retell.changes.model import Change, Severity
from retell.changes.readings.naming.bodies import belongs, is_new_body, is_person
from retell.changes.readings.naming.names import Name, headlines, openings, plain
from retell.changes.view import Pair, View
from retell.text.spans import Span


def created_names(view: View, pair: Pair, starts: Sequence[int], known: Sequence[Name]) -> Iterator[Change]:
    """Common nouns of the left that the right writes as a name of several words."""
    opening, shouting = openings(pair.right, starts), headlines(pair.right, starts)
    told: set[Span | None] = set()
    for edit in pair.edits:
        if edit.op is not Op.REPLACE or len(edit.left) != 1 or len(edit.right) != 1:
            continue
        one, other = pair.left[edit.left.start], pair.right[edit.right.start]
        raised = one.key == other.key and one.text[0].islower() and other.text[0].isupper()
        if not raised or edit.right.start in opening or shouting[edit.right.start]:
            continue
        for change in _raised(view, pair, edit.left.start, edit.right.start, known):
            if change.right not in told:
                told.add(change.right)
                yield change


def _raised(view: View, pair: Pair, i: int, j: int, known: Sequence[Name]) -> Iterator[Change]:
    first = last = j
    while first and pair.right[first - 1].text[0].isupper():
        first -= 1
    while last + 1 < len(pair.right) and pair.right[last + 1].text[0].isupper():
        last += 1
    keys = [plain(token.text) for token in pair.right[first : last + 1]]
    right = Span(start=pair.right[first].span.start, end=pair.right[last].span.end)
    begin, end = i, i + 1
    while begin and i - begin < 4 and belongs(pair.left[begin - 1], keys):
        begin -= 1
    while end < len(pair.left) and end - i < 4 and belongs(pair.left[end], keys):
        end += 1
    left = Span(start=pair.left[begin].span.start, end=pair.left[end - 1].span.end)
    here, there = left.of(view.left.text), right.of(view.right.text)
    if is_new_body(pair.left[begin:end], keys, known) and not is_person(keys[j - first]):
        why = f"“{here}” became the proper name “{there}”"
        yield _change("created", Severity.MEANING, 0.7, why, left, right)
    else:
        one, other = pair.left[i], pair.right[j]
        why = f"“{one.text}” is written “{other.text}”"
        yield _change("form", Severity.HARMLESS, 0.6, why, one.span, other.span)


def _change(what: str, severity: Severity, confidence: float, why: str, left: Span, right: Span) -> Change:
    return Change(
        kind=f"name.{what}", severity=severity, confidence=confidence, why=why, left=left, right=right
    )
