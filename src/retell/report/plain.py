"""What is printed of a comparison as lines without styles.

It is what rich would print where there are no styles: most comparisons are printed into a pipe or a file,
and to load rich and let it lay out a page takes longer than all that is done here. Signs that may take
another width than one column are left to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from retell.report.lines import NUMBERS, Line, Part, Rule, Versions, Words

LEAST = 40
"""Columns below which there may be no room for what is set in."""
_ONE_COLUMN = frozenset(
    chr(code)
    for first, last in ((0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x2FF), (0x370, 0x482), (0x2010, 0x2027))
    for code in range(first, last + 1)
) | frozenset("\n′″€™−→↔─└╌")
_WORD = re.compile(r"\s*\S+\s*")


def plain(parts: Iterable[Part], width: int) -> str:
    """The parts on lines of at most `width` columns, no blanks at their ends."""
    held = tuple(parts)
    if width < LEAST or not all(_ONE_COLUMN.issuperset(words) for part in held for words in _words(part)):
        from retell.report.styled import unstyled

        text = unstyled(held, width)
    else:
        text = "".join(f"{line}\n" for part in held for line in _laid_out(part, width))
    return "\n".join(line.rstrip() for line in text.split("\n"))


def _words(part: Part) -> Iterator[str]:
    if not isinstance(part, Versions):
        yield part.words.plain
        return
    yield from (title.plain for title in part.titles)
    for _, left, right in part.rows:
        yield from (words.plain for words in (left, *right))


def _laid_out(part: Part, width: int) -> Iterator[str]:
    if isinstance(part, Line):
        yield from (" " * part.indent + line for line in wrapped(part.words.plain, width - part.indent))
    elif isinstance(part, Rule):
        yield _ruled(part.words, width)
    else:
        yield from _side_by_side(part, width)


def _ruled(words: Words, width: int) -> str:
    title = words.plain.replace("\n", " ")
    title = title if len(title) <= width - 2 else title[: width - 3] + "…"
    return f"{title} ".ljust(width, "─")


def _side_by_side(part: Versions, width: int) -> Iterator[str]:
    """A table of three columns, a blank to the left and right of what is in each."""
    right = (width - NUMBERS - 4) // 2
    columns = (NUMBERS + 2, width - NUMBERS - 4 - right, right)
    inner = columns[1] - 2, columns[2] - 2
    titles = [_cell(title, room) for title, room in zip(part.titles, inner, strict=True)]
    most = max(map(len, titles))
    raised = [[""] * (most - len(lines)) + lines for lines in titles]
    yield from _row("", raised, columns, "┃")
    yield "╇".join("━" * column for column in columns)
    for number, left, rights in part.rows:
        lines = (
            _cell(left, inner[0]),
            [line for each in rights for line in _cell(each, inner[1])],
        )
        yield from _row(number, lines, columns, "│")


def _row(number: str, sides: Sequence[Sequence[str]], columns: Sequence[int], divider: str) -> Iterator[str]:
    numbers = [number.rjust(NUMBERS)]
    for cells in zip_longest(numbers, *sides, fillvalue=""):
        yield divider.join(f" {cell}".ljust(column) for cell, column in zip(cells, columns, strict=True))


def wrapped(text: str, width: int) -> list[str]:
    """The lines of `text`, broken between words; a word longer than a line is broken where the line ends."""
    return [piece[:width] for line in text.split("\n") for piece in _broken(line, width, inside=True)]


def _cell(words: Words, width: int) -> list[str]:
    """The lines of a cell of a table, in which a word longer than a line is cut short."""
    lines = words.plain.split("\n")
    return [_short(piece, width) for line in lines for piece in _broken(line, width, inside=False)]


def _short(line: str, width: int) -> str:
    return line if len(line.rstrip()) <= width else line[: width - 1] + "…"


def _broken(line: str, width: int, *, inside: bool) -> Iterator[str]:
    """A line broken between words, and inside those longer than `width` if wanted."""
    start = used = 0
    for word in _WORD.finditer(line) if len(line) > width else ():
        begin, written = word.start(), len(word.group().rstrip())
        if written <= width - used:
            used += len(word.group())
            continue
        if begin:
            yield line[start:begin]
        start, used = begin, len(word.group())
        if inside and written > width:
            start += (used - 1) // width * width
            yield from (line[at : at + width] for at in range(begin, start, width))
            used = word.end() - start
    yield line[start:]
