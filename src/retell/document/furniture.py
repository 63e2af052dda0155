"""What on a page is not the report: labelled where it stands, never deleted.

A label costs nothing when it is missing and hides a dropped passage when it is wrong, so every rule asks
for the form of a whole line (or, for a dateline, of a paragraph's head) and none for a word inside one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from retell.document.captions import captions
from retell.document.marks import OVER_A_LIST, TAIL, dateline, is_byline, mark_of
from retell.document.model import Furniture, FurnitureKind
from retell.settings import DocumentSettings
from retell.text.english import FUNCTION_WORDS
from retell.text.sentences import paragraphs
from retell.text.spans import Span, trimmed

_LONGEST_MARK = 800
_WIDEST_COLUMN = 80
_COLUMN_LINES = 40
_LONGEST_TEASER = 20
"""Words of the headline of another article."""
_RUNNING_TIME = re.compile(r"(?:\d{1,2}:)?\d{1,2}:\d{2}\b")

Labels = dict[int, Furniture]
"""The labels of whole lines, by the number of the line."""


def furnished(
    text: str, title: str | None, given: Sequence[Furniture], settings: DocumentSettings
) -> tuple[Furniture, ...]:
    """The labels of `text`, in order: those given, and those that its lines give away."""
    lines = _lines(text, settings)
    labels = _taken(lines, given)
    _label_marks(text, lines, labels)
    _label_videos(text, lines, labels)
    _label_lists(text, lines, labels)
    _label_bylines(text, lines, labels, settings)
    _label_title(text, lines, labels, title, settings)
    heads = _datelines(text, lines, labels, settings)
    _label_sign_off(text, lines, labels, heads)
    _label_captions(text, lines, labels, settings)
    made = [label for label in labels.values() if label not in given]
    made += _tails(text, lines, labels)
    return tuple(sorted([*given, *made, *heads], key=lambda label: (label.span, label.kind)))


def _lines(text: str, settings: DocumentSettings) -> list[Span]:
    """The lines (in wrapped text, the paragraphs) that hold words, trimmed."""
    found = (trimmed(text, line) for line in paragraphs(text, settings))
    return [span for span in found if len(span)]


def _taken(lines: Sequence[Span], given: Sequence[Furniture]) -> Labels:
    """The lines that a given label already covers."""
    ordered = sorted(given, key=lambda label: label.span)
    return {
        number: label for label in ordered for number, line in enumerate(lines) if label.span.contains(line)
    }


def _label_marks(text: str, lines: Sequence[Span], labels: Labels) -> None:
    for number, line in enumerate(lines):
        if number in labels or len(line) > _LONGEST_MARK:
            continue
        words = line.of(text)
        if found := mark_of(words):
            labels[number] = Furniture(kind=found.kind, span=line, why=found.why)


def _label_videos(text: str, lines: Sequence[Span], labels: Labels) -> None:
    """The headline of an embedded video: a line with no full stop, between its label and its running time."""
    for number in [*labels]:
        is_time = _RUNNING_TIME.match(labels[number].span.of(text)) is not None
        above = number - 1
        if is_time and above >= 0 and above not in labels and _is_headline(lines[above].of(text), 30):
            why = "stands over the running time of a video"
            labels[above] = Furniture(kind=FurnitureKind.VIDEO, span=lines[above], why=why)


def _label_lists(text: str, lines: Sequence[Span], labels: Labels) -> None:
    """The headlines of other articles at the end of a page: lines with no full stop under a word for such."""
    for number in range(len(lines)):
        below = range(number + 1, len(lines))
        if OVER_A_LIST.fullmatch(lines[number].of(text)) and all(
            at in labels or _is_headline(lines[at].of(text), _LONGEST_TEASER) for at in below
        ):
            why = "stands in a list of other articles"
            made = {at: Furniture(kind=FurnitureKind.PROMOTION, span=lines[at], why=why) for at in below}
            head = Furniture(kind=FurnitureKind.PROMOTION, span=lines[number], why="heads such a list")
            labels |= {number: head, **made, **labels}
            return


def _label_sign_off(text: str, lines: Sequence[Span], labels: Labels, heads: Sequence[Furniture]) -> None:
    """A last line that is nothing but the agency named in the dateline."""
    free = [number for number in range(len(lines)) if number not in labels][-1:]
    for number in free:
        line = lines[number].of(text)
        if any(f"({line.rstrip('.')})" in head.span.of(text) for head in heads):
            why = "signs with the agency of the dateline"
            labels[number] = Furniture(kind=FurnitureKind.CREDIT, span=lines[number], why=why)


def _is_headline(line: str, most: int) -> bool:
    return len(line.split()) <= most and not line.endswith((".", ",", ";", ":", ".”", '."', "…"))


def _label_bylines(text: str, lines: Sequence[Span], labels: Labels, settings: DocumentSettings) -> None:
    for number, line in enumerate(lines[: settings.head_lines]):
        if number not in labels and len(line) < _LONGEST_MARK and is_byline(line.of(text)):
            labels[number] = Furniture(kind=FurnitureKind.BYLINE, span=line, why="names who wrote")


def _label_title(
    text: str, lines: Sequence[Span], labels: Labels, title: str | None, settings: DocumentSettings
) -> None:
    """The headline: the line that repeats the known title, or a first line that has the form of one."""
    if title:
        for number, line in enumerate(lines[: settings.head_lines]):
            if number not in labels and _plain(line.of(text)) == _plain(title):
                why = "is the title of the document"
                labels[number] = Furniture(kind=FurnitureKind.TITLE, span=line, why=why)
                return
        return
    free = [number for number in range(min(len(lines), settings.head_lines)) if number not in labels][:2]
    if free and _heads(text, lines, labels, free[0], settings):
        _label_heading(text, lines, labels, free, settings)


def _label_heading(
    text: str, lines: Sequence[Span], labels: Labels, free: Sequence[int], settings: DocumentSettings
) -> None:
    """A first line as the title, or as the kicker over a title."""
    first = free[0]
    short = len(lines[first].of(text).split()) <= 3
    if short and len(free) > 1 and free[1] == first + 1 and _heads(text, lines, labels, free[1], settings):
        why = "is a short line over the headline"
        labels[first] = Furniture(kind=FurnitureKind.KICKER, span=lines[first], why=why)
        first = free[1]
    why = "is a first line without a full stop over longer ones"
    labels[first] = Furniture(kind=FurnitureKind.TITLE, span=lines[first], why=why)


def _heads(text: str, lines: Sequence[Span], labels: Labels, number: int, settings: DocumentSettings) -> bool:
    """Whether the line is a headline: short, no full stop, and a report with one under it."""
    if any(at not in labels for at in range(number)) and number > 1:
        return False
    line, below = lines[number].of(text), [at for at in range(number + 1, len(lines)) if at not in labels][:3]
    if not below or not _is_headline(line, settings.title_words) or dateline(line):
        return False
    after = lines[below[0]]
    if (
        text[after.start].islower()
        or _runs_into(text, lines, number, after)
        or any(_hangs(line, mark) for mark in '“"')
    ):
        return False
    return any(len(lines[at]) > len(line) and text[lines[at].end - 1] in ".!?”\"’'" for at in below)


def _runs_into(text: str, lines: Sequence[Span], number: int, below: Span) -> bool:
    """Whether the line and the one below look like one paragraph wrapped to a width.

    No blank line stands between them and no line is wider than a column; or a small word ends the line.
    """
    line = lines[number]
    words = line.of(text)
    if words.split()[-1].lower() in FUNCTION_WORDS:
        return True
    apart = text[line.end : below.start].count("\n") > 1 or words.isupper()
    return not apart and all(len(each) <= _WIDEST_COLUMN for each in lines[:_COLUMN_LINES])


def _hangs(line: str, mark: str) -> bool:
    """Whether a quotation opens and does not close: a sentence that goes on below."""
    return line.count(mark) % 2 == 1 if mark == '"' else line.count("“") > line.count("”")


def _plain(words: str) -> str:
    return re.sub(r"\W+", " ", words).strip().casefold()


def _datelines(
    text: str, lines: Sequence[Span], labels: Labels, settings: DocumentSettings
) -> list[Furniture]:
    """The first dateline near the top: the head of a paragraph, or a line of its own."""
    for number, line in enumerate(lines[: settings.head_lines]):
        if number in labels:
            continue
        length = dateline(text[line.start : min(line.end, line.start + _LONGEST_MARK)])
        if length:
            span = Span(start=line.start, end=line.start + length)
            return [
                Furniture(
                    kind=FurnitureKind.DATELINE, span=span, why="names place, day or agency before a dash"
                )
            ]
    return []


def _tails(text: str, lines: Sequence[Span], labels: Labels) -> list[Furniture]:
    """Who reported and edited, in brackets at the end of a paragraph."""
    ending = [line for at, line in enumerate(lines) if at not in labels and text[line.end - 1] == ")"]
    found = ((line, TAIL.search(line.of(text))) for line in ending)
    why = "names who reported, wrote or edited"
    return [
        Furniture(
            kind=FurnitureKind.TAGLINE, span=Span(start=line.start + tail.start(), end=line.end), why=why
        )
        for line, tail in found
        if tail
    ]


def _label_captions(text: str, lines: Sequence[Span], labels: Labels, settings: DocumentSettings) -> None:
    free = [number for number in range(len(lines)) if number not in labels]
    if any(text[b.start].islower() and a.end + 1 == b.start for a, b in pairwise(lines)):
        return  # wrapped to a width: a line is no paragraph
    for at, why in captions([lines[number].of(text) for number in free], settings).items():
        line = lines[free[at]]
        labels[free[at]] = Furniture(kind=FurnitureKind.CAPTION, span=line, why=why)
