"""A text as the bytes that words are read from: case and compatibility forms folded, marks dropped.

A text that is ASCII stands for itself. In any other, letters fold one by one (case folding, then the
compatibility decomposition without its marks), what is no part of a word becomes a blank, and a letter of a
script written without spaces gets a blank on both sides. So one scanner reads every text: a word is a run of
ASCII letters and digits and of bytes past ASCII. A capital keeps its case where it folds to an ASCII letter;
any other at the start of a word is announced by `CAPITAL`, a byte that belongs to no word.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from retell.family.arrays import I8, U8

CAPITAL = "\x0e"
"""Stands before a word whose first letter is a capital outside ASCII."""

_UNSPACED = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x3040, 0x30FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
)
"""Scripts written without spaces: Thai and Lao, Burmese, Khmer, Japanese syllables, ideographs."""

_QUOTES = "“”„‟«»"
"""Marks of a quotation; they part words like any other, and are told apart from the rest for that."""

_INDIC = (0x0900, 0x0DFF)
_JOINERS = (0x200C, 0x200D)
_MARKS = re.compile(r"[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u064b-\u065f\u0670\u0640\u3099\u309a]+")
_INNER_CAPITAL = re.compile(r"(?<=[A-Za-z0-9\x80-\U0010ffff])\x0e")


def folded(text: str) -> str:
    """The text folded; itself where it is ASCII."""
    if text.isascii():
        return text
    pieces = _JOINED.sub(lambda found: _normal(found.group()), text) if _JOINED.search(text) else text
    return _INNER_CAPITAL.sub("", pieces.translate(_FOLDS))


def origins(text: str) -> list[int]:
    """For each character of the folded text, the character of `text` it came from; what melted, the first."""
    if text.isascii():
        return list(range(len(text)))
    found: list[int] = []
    held = ""
    at = 0
    while at < len(text):
        piece = _JOINED.match(text, at)
        end = piece.end() if piece else at + 1
        made = (_normal(piece.group()) if piece else text[at]).translate(_FOLDS)
        if made.startswith(CAPITAL) and _INNER_CAPITAL.search(held + CAPITAL):
            made = made[1:]
        found += [at] * len(made)
        held = made[-1:] or held
        at = end
    return found


def is_unspaced(code: int) -> bool:
    """Whether a code point is of a script written without spaces."""
    return any(first <= code <= last for first, last in _UNSPACED)


def _normal(piece: str) -> str:
    """Letters and what joins them as one, composed, so that what follows can go letter by letter."""
    return unicodedata.normalize("NFKC", piece)


_SECONDS = (
    "\u093c\u09bc\u09be\u09d7\u0a3c\u0b3c\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0c56\u0cc2\u0cd5\u0cd6\u0d3e\u0d57"
    "\u0dca\u0dcf\u0ddf\u0f72\u0f74\u0f80\u0fb5\u0fb7\u102e\u1161-\u1175\u11a8-\u11c2\u1b35"
)
_JOINING = frozenset(chr(code) for code in range(0x900, 0x11C3) if re.match(f"[{_SECONDS}]", chr(code))) | {
    "\u1b35"
}
_JOINED = re.compile(rf"[^\x00-\x7f][{_SECONDS}]+")
"""A character and those after it that may melt into it (Unicode 15, canonical composition)."""


def _fold(code: int) -> str:
    """What one character is read as."""
    character = chr(code)
    if code < 0x80:
        return " " if character == CAPITAL else character
    if character in _QUOTES:
        return '"'
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", character.casefold()))
    plain = unicodedata.normalize("NFKC", plain)
    pieces = []
    for each in plain:
        if is_unspaced(ord(each)):
            pieces.append(f" {each} ")
        elif each.isalnum() or _INDIC[0] <= ord(each) <= _INDIC[1] or ord(each) in _JOINERS:
            pieces.append(each)
        else:
            pieces.append(" ")
    found = "".join(pieces)
    if character.isupper() and found[:1].isalpha():
        return found.capitalize() if found.isascii() else CAPITAL + found
    return found


class _Folds(dict[int, str]):
    """What every character is read as, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        made = self[code] = _fold(code)
        return made


_FOLDS = _Folds()
_BLOCKS = ((0x3400, 0x9FFF), (0xAC00, 0xD7A3))
"""Ideographs and Hangul syllables fold to themselves; the table leaves them out."""
_TABLED = (*range(0x80, 0x3400), *range(0xF900, 0x10000))
"""What the table is made for; other scripts of the basic plane are rare in news."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoldTable:
    """What the characters of the basic plane fold to: eight bytes from `at[code] * 8` of `bytes`.

    `lengths` is -1 where a character may melt into the one before it, folds to more than eight bytes, or is
    rare: a text that has one is folded by `folded`.
    """

    bytes: U8
    lengths: I8


@lru_cache(maxsize=1)
def fold_table() -> FoldTable:
    """The table, made once in a process."""
    lengths = np.full(1 << 16, -1, dtype=np.int8)
    for first, last in _BLOCKS:
        lengths[first : last + 1] = 0
    lengths[:0x80] = 1
    held = bytearray(8 << 16)
    for code in _TABLED:
        made = _FOLDS[code].encode("utf-8", "surrogatepass")
        if len(made) <= 8 and chr(code) not in _JOINING:
            lengths[code] = len(made)
            held[8 * code : 8 * code + len(made)] = made
    return FoldTable(bytes=np.frombuffer(bytes(held), dtype=np.uint8), lengths=lengths)
