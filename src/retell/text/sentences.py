"""Sentence spans over untouched text.

A sentence can only end where a mark ends it, so every mark (with the closing quotation marks and brackets
behind it) is a candidate, and a candidate is put to the rules first and to a learned model last. The rules
are those of news: initials, titles, "No. 5", "U.S.", clock times, speech that goes on after its quotation
mark. The model is nupunkt's for English and sentencex for other languages. Two rules hold everywhere: a
line end ends a sentence, and a lower-case start belongs to what stands before it.

Text wrapped to a fixed width, as wire copy is, has line ends that mean nothing; where most of them fall
inside sentences they are read as spaces, and a blank line, an indent or a short line ends the paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from retell.settings import DocumentSettings
from retell.text.abbreviations import (
    AFTER_CLOCK,
    BEFORE_FIGURES,
    BEFORE_NAMES,
    CLOSING,
    REPORTING,
    SENTENCE_STARTERS,
    STATES,
)
from retell.text.patterns import pattern
from retell.text.spans import Span, trimmed

_CLOSERS = "\"'”’»›)\\]}」』】）〉》"
_OPENERS = "\"'“‘«‹(\\[{「『【（〈《„‚¿¡—–-"
_ENDS = ".!?…‼⁇⁈⁉"
_UNSPACED_ENDS = "。！？｡．؟۔।॥։።፧။។"
_TURNED = r"(?:[“‘«](?=\s)|[ \u00a0\u202f]»)"  # „so“ in German, »so« in Danish, « so » in French
_MARK = re.compile(
    rf"(?:[{_ENDS}]|(?<=\.) \.(?! ?\w))++(?:[{_CLOSERS}]|{_TURNED})*+"
    rf"|[{_UNSPACED_ENDS}]++[{_ENDS}{_CLOSERS}]*+"
)
_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_ONE_LINE_END = ("\n", "\r\n", "\r")
_LAST_WORD = re.compile(r"[^\s\"“‘«(\[—–]*$")
_NEXT_WORD = re.compile(rf"[\s{_OPENERS}]*([^\W_]+(?:[.'’-][^\W_]+)*)")
_SPEAKER = pattern(r"\s+(?:[A-Z][\w.’'-]*\s+){1,3}([a-z]+)\b")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]", re.ASCII)
_INITIAL = pattern(r"(?<!\w)[A-ZÀ-ÞА-Я]$")
_WHOLE_WORD = re.compile(r"(?:[a-z'’]+-)*[a-z'’]{4,}")
_APOSTROPHE = re.compile("['’]")
_BRAND = re.compile(r"[a-z]{1,2}[A-Z]")
_GLUED = pattern(r"[^\W\d_]{2}[.!?][”’\"')]?$")
_QUOTES = str.maketrans(dict.fromkeys('"“”„‟«»‹›‘‚「」『』', " "))
_WINDOW = 40
_CHUNK = 20_000

Breaks = Sequence[int]
"""Where a model begins its sentences, ascending."""


def sentences(
    text: str, language: str | None = None, settings: DocumentSettings | None = None
) -> tuple[Span, ...]:
    """The sentences of `text`, in order, trimmed: they overlap nowhere and leave out nothing but white space.

    `language` is an ISO 639-1 code; None is read as English.
    """
    settings = settings or DocumentSettings()
    english = language in (None, "en")
    breaks = _english_breaks if english else lambda block: _other_breaks(block, str(language))
    return tuple(
        span for block in paragraphs(text, settings) for span in _cut(text, block, breaks, english=english)
    )


def _cut(text: str, block: Span, model: Callable[[str], Breaks], *, english: bool) -> Iterator[Span]:
    """The sentences of one paragraph."""
    words = block.of(text)
    start = 0
    for end in _ends(words, model, english=english):
        yield from _kept(text, Span(start=block.start + start, end=block.start + end))
        start = end
    yield from _kept(text, Span(start=block.start + start, end=block.end))


def _kept(text: str, span: Span) -> tuple[Span, ...]:
    found = trimmed(text, span)
    return (found,) if len(found) else ()


def _ends(words: str, model: Callable[[str], Breaks], *, english: bool) -> Iterator[int]:
    """The offsets in one paragraph where a sentence ends and another follows."""
    marks = [mark for mark in _MARK.finditer(words) if mark.end() < len(words) and _open(words, mark)]
    if not marks:
        return
    breaks: Breaks | None = None
    for mark in marks:
        verdict = _rules(words, mark, english=english)
        if verdict is None:  # the model costs most of the time, and most paragraphs never need it
            breaks = model(words) if breaks is None else breaks
            verdict = _broken(words, mark, breaks)
        if verdict:
            yield mark.end()


def _open(words: str, mark: re.Match[str]) -> bool:
    """Whether a sentence could begin behind the mark: white space, a script without it, or a lost space."""
    following = words[mark.end()]
    if following.isspace() or mark.group()[0] in _UNSPACED_ENDS:
        return True
    if not following.isupper() or not words[mark.end() + 1 : mark.end() + 2].islower():
        return False
    return bool(_GLUED.search(words[max(0, mark.start() - 3) : mark.end()]))


def _broken(words: str, mark: re.Match[str], breaks: Breaks) -> bool:
    """Whether the model begins a sentence between this mark and the word behind it."""
    following = _NEXT_WORD.match(words, mark.end(), mark.end() + _WINDOW)
    last = following.start(1) if following else mark.end() + 1
    at = bisect_left(breaks, mark.start() + 1)
    return at < len(breaks) and breaks[at] <= last


def _rules(words: str, mark: re.Match[str], *, english: bool) -> bool | None:
    """Whether a sentence ends at this mark; None where the rules cannot tell."""
    following = _NEXT_WORD.match(words, mark.end(), mark.end() + _WINDOW)
    after = following[1] if following else ""
    if mark.group()[0] in _UNSPACED_ENDS:
        return True if mark.group()[0] in "。！？｡" else None
    if after[:1].islower() and not _BRAND.match(after):
        return False
    if not words[mark.end()].isspace():
        return True
    if english:
        return _english(words, mark, after)
    return (
        False
        if mark.group() == "." and _INITIAL.search(words[max(0, mark.start() - 2) : mark.start()])
        else None
    )


def _english(words: str, mark: re.Match[str], after: str) -> bool | None:
    ending = mark.group()
    if ending[0] in "!?":
        return not _goes_on(words, mark)
    if ending == ".":
        return _after_full_stop(words[max(0, mark.start() - _WINDOW) : mark.start()], after)
    # A closing quotation mark behind a full stop ends the sentence, whatever the quoted words look like.
    return True if ending[0] == "." and ending[1] in '"”’»)' and after[:1].isupper() else None


def _goes_on(words: str, mark: re.Match[str]) -> bool:
    """Whether the speaker follows a question or a cry: "“Why?” Obama asked"."""
    if mark.group()[-1] not in "\"”’'»":
        return False
    speaker = _SPEAKER.match(words, mark.end(), mark.end() + 2 * _WINDOW)
    return speaker is not None and speaker[1] in REPORTING


def _after_full_stop(before: str, after: str) -> bool | None:
    """The full stop behind an abbreviation, by what kind it is and what follows."""
    found = _LAST_WORD.search(before)
    word = found.group() if found else ""
    lower, opens = word.lower(), _APOSTROPHE.split(after)[0].lower() in SENTENCE_STARTERS
    if lower in {"a.m", "p.m", "am", "pm"} and "." in lower:
        return after.lower() not in AFTER_CLOCK
    if lower in BEFORE_NAMES and after and not (len(word) > 1 and word.isupper() and opens):
        return False
    if lower in BEFORE_FIGURES and after[:1].isdigit():
        return False
    if (len(word) == 1 and word.isupper()) or _INITIALS.fullmatch(word) or _closing(word):
        return opens
    return True if opens or _WHOLE_WORD.fullmatch(word) else None


def _closing(word: str) -> bool:
    """Whether it is an abbreviation that also ends sentences; "Miss." is a state, "miss." is a verb."""
    return word.lower() in CLOSING and (word[0].isupper() or word.lower() not in STATES)


def _english_breaks(block: str) -> Breaks:
    """What nupunkt says; its tables are loaded for the first paragraph that the rules leave open."""
    import nupunkt

    return [start + first for start, piece in _chunks(block) for first, _ in nupunkt.sent_spans(piece)]


def _other_breaks(block: str, language: str) -> Breaks:
    """What sentencex says; quotation marks are blanked for it, since it never splits between them."""
    from sentencex import get_sentence_boundaries

    return [
        start + found["start_index"]
        for start, piece in _chunks(block.translate(_QUOTES))
        for found in get_sentence_boundaries(language, piece)
    ]


def _chunks(block: str) -> Iterator[tuple[int, str]]:
    """The block in pieces that a model can take, cut at white space where there is some."""
    start = 0
    while len(block) - start > _CHUNK:
        end = block.rfind(" ", start + _CHUNK // 2, start + _CHUNK) + 1 or start + _CHUNK
        yield start, block[start:end]
        start = end
    yield start, block[start:]


def paragraphs(text: str, settings: DocumentSettings) -> Iterator[Span]:
    """The lines of `text`, or, where it is wrapped to a width, the lines that run on taken together."""
    lines = [Span(start=line.start(), end=line.end()) for line in _LINE.finditer(text)]
    width = _width(text, lines, settings)
    start: int | None = None
    for line, following in zip(lines, [*lines[1:], None], strict=False):
        start = line.start if start is None else start
        if following is None or not _runs_on(text, line, following, width):
            yield Span(start=start, end=line.end)
            start = None


def _runs_on(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether two lines of wrapped text are one paragraph: a short line that ends a sentence ends one."""
    if not width or not _neighbours(text, line, following):
        return False
    return len(line) > width // 2 or text[line.end - 1] not in _ENDS + '"”:;'


def _neighbours(text: str, line: Span, following: Span) -> bool:
    """Whether nothing but one line end stands between two lines, and the second is not indented."""
    return text[line.end : following.start] in _ONE_LINE_END and not text[following.start].isspace()


def _width(text: str, lines: Sequence[Span], settings: DocumentSettings) -> int:
    """The width that a text is wrapped to; 0 where its line ends mean what they say."""
    inner = [(a, b) for a, b in pairwise(lines) if _neighbours(text, a, b)]
    if len(inner) < settings.wrapped_least:
        return 0
    split = sum(_splits(text, a, b) for a, b in inner)
    width = max(len(line) for line, _ in inner)
    return width if split >= settings.wrapped_lines * len(inner) and width <= settings.wrapped_width else 0


def _splits(text: str, line: Span, following: Span) -> bool:
    """Whether the line end falls inside a sentence: no mark before it, a small letter behind it."""
    return text[following.start].islower() and text[line.end - 1] not in _ENDS + '"”:;'
