"""Stretches inside quotation marks, in every convention of marks.

Double marks (curly, straight, low, angled, corner) pair by a stack, one paragraph at a time: a mark that
is never closed ends with its paragraph, so that a slip cannot swallow the text. Single marks share their
shape with the apostrophe and are settled afterwards: an opener needs a closer before the next opener,
under the same double marks; one that follows a plural s and precedes a word ("the dogs' bowls") is
taken only where nothing better closes. Inches, feet, minutes and clipped words ('90s, 'em) are no marks.

Linear in the text: every mark is looked at a bounded number of times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retell.text.spans import Span, trimmed
from retell.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words inside quotation marks: `outer` with the marks, `inner` without; `depth` 0 is not inside another.

    `closed` is False where the mark that ends it is missing (a paragraph of a longer quotation, or a slip).
    """

    outer: Span
    inner: Span
    depth: int = 0
    closed: bool = True


_DOUBLE = re.compile(r"``|''|[“”„‟\"＂«»‹›「」『』〝〞〟]")
_WORD = re.compile(r"[^\W_]")
_SINGLE = re.compile(r"[‘’‚‛'`]")
_CLOSERS = {
    "“": '”“"＂',
    "‟": '”“"',
    "”": "”",
    "„": '“”"‟',
    '"': '"”＂',
    "＂": '＂"',
    "``": ("''", '"', "”"),
    "''": ("''", '"'),
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹›",
    "「": "」",
    "『": "』",
    "〝": "〞〟",
}
"""What may end a quotation that each mark began; first the rule, then slips seen in print."""
_ALWAYS_OPENS = frozenset("“‟„«‹「『〝") | {"``"}
_BEFORE_OPENER = frozenset("([{<—–-/:=…“‘„«‹\"'「『*_>")
_CLIPPED = re.compile(
    r"(?:\d0s?\b|\d\ds?\b|em\b|til\b|till\b|tis\b|twas\b|cause\b|bout\b|round\b|n\b|n['’]|cos\b|coz\b|un\b|ere\b)",
    re.IGNORECASE,
)
_TERMINAL = frozenset(".!?…”\"’'»)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    text: str
    start: int
    end: int


def quotations(text: str) -> tuple[Quotation, ...]:
    """The quotations of `text`, in order of where they start, an outer one before what it holds."""
    found: list[tuple[Span, Span, bool]] = []
    for block in _blocks(text):
        doubles = list(_doubles(text, block))
        found += doubles
        found += _singles(text, block, [outer for outer, _, _ in doubles])
    worded = [one for one in found if _WORD.search(text, one[1].start, one[1].end)]
    return tuple(_nested(sorted(worded, key=lambda one: (one[0].start, -one[0].end))))


def _blocks(text: str) -> Iterator[Span]:
    """The paragraphs: lines, where a line broken for width goes on in the next."""
    start = end = 0
    open_line = False
    for line in re.finditer(r"[^\n\r\u2028\u2029]+", text):
        if open_line and line.start() - end <= 2 and line.group()[0].islower():
            end = line.end()
        else:
            if end > start:
                yield Span(start=start, end=end)
            start, end = line.start(), line.end()
        tail = line.group().rstrip()
        open_line = len(tail) >= 40 and tail[-1] not in _TERMINAL
    if end > start:
        yield Span(start=start, end=end)


def _doubles(text: str, block: Span) -> Iterator[tuple[Span, Span, bool]]:
    stack: list[_Mark] = []
    marks = [
        _Mark(text=at.group(), start=at.start(), end=at.end())
        for at in _DOUBLE.finditer(text, block.start, block.end)
    ]
    for at, mark in enumerate(marks):
        following = marks[at + 1] if at + 1 < len(marks) else None
        if _closes(text, mark, stack, following):
            opener = _popped(stack, mark)
            yield _between(text, opener, mark)
        elif _opens(text, mark, block):
            if stack and stack[-1].text == mark.text:
                yield _unclosed(text, stack.pop(), mark.start)
            stack.append(mark)
    for opener in stack:
        yield _unclosed(text, opener, block.end)


def _closes(text: str, mark: _Mark, stack: Sequence[_Mark], following: _Mark | None) -> bool:
    """Whether `mark` ends an open quotation: one of its closers, standing where a closer stands."""
    if not any(mark.text in _CLOSERS[opener.text] for opener in stack[-3:]):
        return False
    if stack[-1].end == mark.start:
        return False
    if mark.text == _CLOSERS[stack[-1].text][0] and mark.text not in ('"', "＂", "''", "”"):
        return True
    before, after = _around(text, mark)
    if mark.text == '"' and before.isdigit() and following and following.text == '"':
        return not _is_inches(text, mark, following)
    if before.isspace() and after and not after.isspace():
        return not (mark.text in _ALWAYS_OPENS or after.isalnum() or after in "[(‘'“$£€")
    return mark.text not in _ALWAYS_OPENS or not after.isalnum() or stack[-1].text == "„"


def _is_inches(text: str, mark: _Mark, following: _Mark) -> bool:
    """A figure's mark inside a quotation that goes on in lower case and is closed later."""
    rest = text[mark.end : mark.end + 2]
    before, after = _around(text, following)
    return rest[:1] == " " and rest[1:2].islower() and not before.isspace() and not after.isalnum()


def _opens(text: str, mark: _Mark, block: Span) -> bool:
    before, after = _around(text, mark)
    if mark.start <= block.start:
        before = " "
    if not after or mark.end >= block.end:
        return False
    if mark.text in _ALWAYS_OPENS:
        return True
    if mark.text in ("」", "』", "〞", "〟"):
        return False
    return (before.isspace() or before in _BEFORE_OPENER) and not after.isspace()


def _popped(stack: list[_Mark], mark: _Mark) -> _Mark:
    while len(stack) > 1 and mark.text not in _CLOSERS[stack[-1].text]:
        stack.pop()
    return stack.pop()


def _around(text: str, mark: _Mark) -> tuple[str, str]:
    before = text[mark.start - 1] if mark.start else " "
    after = text[mark.end] if mark.end < len(text) else ""
    return before, after


def _between(text: str, opener: _Mark, closer: _Mark) -> tuple[Span, Span, bool]:
    inner = trimmed(text, Span(start=opener.end, end=closer.start))
    return Span(start=opener.start, end=closer.end), inner, True


def _unclosed(text: str, opener: _Mark, end: int) -> tuple[Span, Span, bool]:
    inner = trimmed(text, Span(start=opener.end, end=end))
    return Span(start=opener.start, end=max(inner.end, opener.end)), inner, False


def _singles(text: str, block: Span, doubles: Sequence[Span]) -> Iterator[tuple[Span, Span, bool]]:
    """Pairs of single marks that stand under the same double marks."""
    marks = [
        _Mark(text=at.group(), start=at.start(), end=at.end())
        for at in _SINGLE.finditer(text, block.start, block.end)
        if text[at.start() : at.end() + 1] not in ("``", "''")
        and text[at.start() - 1 : at.end()] not in ("``", "''")
    ]
    homes = _homes([mark.start for mark in marks], doubles)
    opener: _Mark | None = None
    home, fallback = -1, None
    for mark, at in zip(marks, homes, strict=True):
        if opener and at == home and _ends_single(text, opener, mark):
            if not _is_weak(text, mark):
                yield _between(text, opener, mark)
                opener = fallback = None
            elif fallback is None:
                fallback = mark
        elif _begins_single(text, mark, block):
            if opener and at != home and _inside(at, doubles, opener):
                continue
            if opener and fallback:
                yield _between(text, opener, fallback)
            opener, home, fallback = mark, at, None
    if opener and fallback:
        yield _between(text, opener, fallback)
    elif opener and opener.text == "‘" and opener.start == block.start and text[opener.end].isupper():
        yield _unclosed(text, opener, block.end)


def _inside(home: int, doubles: Sequence[Span], opener: _Mark) -> bool:
    """Whether the double marks numbered `home` began after the single mark that is open."""
    return home >= 0 and doubles[home].start > opener.start


def _homes(places: Sequence[int], doubles: Sequence[Span]) -> list[int]:
    """For each place, the number of the innermost double marks it stands in; -1 for none."""
    order = sorted(range(len(doubles)), key=lambda number: (doubles[number].start, -doubles[number].end))
    homes, stack, upcoming = [], [], 0
    for place in places:
        while upcoming < len(order) and doubles[order[upcoming]].start <= place:
            stack.append(order[upcoming])
            upcoming += 1
        while stack and doubles[stack[-1]].end <= place:
            stack.pop()
        homes.append(stack[-1] if stack else -1)
    return homes


def _begins_single(text: str, mark: _Mark, block: Span) -> bool:
    before, after = _around(text, mark)
    if mark.start <= block.start:
        before = " "
    if not (before.isspace() or before in _BEFORE_OPENER) or not (after.isalnum() or after in '“"«[($£€…'):
        return False
    if mark.text == "’" or not after:
        return False
    return not _CLIPPED.match(text, mark.end) or _is_opener_after_all(text, mark)


def _is_opener_after_all(text: str, mark: _Mark) -> bool:
    """A left-hand curly mark before a word that could be clipped, closed right after its phrase."""
    return mark.text == "‘" and re.compile(r"[\w ]{2,40}[,.?!]?’(?!\w)").match(text, mark.end) is not None


def _ends_single(text: str, opener: _Mark, mark: _Mark) -> bool:
    before, after = _around(text, mark)
    if before.isspace() or after.isalnum() or mark.start == opener.end:
        return False
    return mark.text in {"‘": "’'", "‚": "‘’", "'": "'’", "`": "'", "‛": "’"}.get(opener.text, "")


def _is_weak(text: str, mark: _Mark) -> bool:
    """A mark that may be no more than the possessive of a plural, or the end of a clipped word."""
    before, after = _around(text, mark)
    following = text[mark.end + 1 : mark.end + 2]
    if before.lower() == "s":
        return after.isspace() and following.islower()
    return text[mark.start - 2 : mark.start].lower() == "in" and after.isspace() and following.islower()


def _nested(found: Sequence[tuple[Span, Span, bool]]) -> Iterator[Quotation]:
    """Each with its depth; one that straddles the end of an earlier one is let go."""
    stack: list[Span] = []
    for outer, inner, closed in found:
        while stack and stack[-1].end <= outer.start:
            stack.pop()
        if any(outer.end > holder.end for holder in stack):
            continue
        yield Quotation(outer=outer, inner=inner, depth=len(stack), closed=closed)
        stack.append(outer)
