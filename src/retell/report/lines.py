"""What is printed of a comparison, before it is known what can show it."""

from __future__ import annotations

from retell.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A stretch of text: words with a style each, or further stretches, in a style of its own."""

    parts: tuple[tuple[str, str] | Words, ...] = ()
    style: str = ""

    @property
    def plain(self) -> str:
        """The words without their styles."""
        return "".join(part[0] if isinstance(part, tuple) else part.plain for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Words on lines of their own, set in by so many columns."""

    words: Words = Words()
    indent: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Words at the head of a line drawn across."""

    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """Two versions side by side: their titles, and rows of a number, a left cell and a right one."""

    titles: tuple[Words, Words]
    rows: tuple[tuple[str, Words, tuple[Words, ...]], ...]


Part = Line | Rule | Versions
NUMBERS = 4
"""Columns that the numbers of rows take."""
