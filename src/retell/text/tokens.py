"""Words, numbers and marks of a text, each with its span.

Clitics are cut as the Penn Treebank cuts them ("did|n't", "Russia|'s"), hyphens stand alone, and a
figure keeps its separators ("1,204.5"). No character is changed: a token is a span and what stands there.
Scripts written without spaces (Han, kana, Thai …) fall to single characters, which a diff can still align.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import field
from functools import lru_cache

from retell.text.patterns import pattern
from retell.text.spans import Span
from retell.values import dataclass

APOSTROPHES = "'’ʼ＇"
_UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_MARKS = (
    r"\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f"
    r"\u0900-\u0903\u093a-\u094f\u200c\u200d"
)
"""Signs that stand on or join letters, in Latin, Cyrillic, Hebrew, Arabic, Devanagari."""
_LONG_SET = rf"(?P<unspaced> (?-i:[{_UNSPACED}])[\u0300-\u036f\u3099\u309a]* ) |"
_FORMS = rf"""
      (?P<plain> [a-z]++(?=[\s,;:)!?"”]) | [a-z]{{2,}}+(?=\.) )
    | (?P<number> \d+(?:[.,]\d+)* )(?=st\b|nd\b|rd\b|th\b|\b|[^\W\d_])
    | (?P<abbreviation> (?<!\w)(?:[^\W\d_]\.){{2,}} )
    | %s (?P<clitic> (?<=[^\W\d_])(?: n[{APOSTROPHES}]t | [{APOSTROPHES}](?:s|re|ve|ll|d|m) )(?![^\W_]) )
    | (?P<word> (?:(?!n[{APOSTROPHES}]t(?![^\W_]))(?:[^\W\d_]|[{_MARKS}])
                  |(?<=[^\W\d_])[{APOSTROPHES}](?=[^\W\d_])(?!(?:s|re|ve|ll|d|m|t)(?![^\W_])))+\d* )
    | (?P<mark> \S )
    """
_FLAGS = re.VERBOSE | re.IGNORECASE
_SPACED, _ANY = pattern(_FORMS % "", _FLAGS), pattern(_FORMS % _LONG_SET, _FLAGS)
"""What cuts a text in scripts with spaces alone, and any text: the long set takes long to compile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One word, number or mark: where it stands and what is written there.

    `key` is the form under which two tokens count as the same word: case, marks and width folded.
    """

    span: Span
    text: str
    key: str = field(init=False, repr=False, compare=False)
    is_word: bool = field(init=False, repr=False, compare=False)
    """Whether it holds a letter or a digit."""
    is_number: bool = field(init=False, repr=False, compare=False)
    """Whether it is written in figures."""
    is_capitalised: bool = field(init=False, repr=False, compare=False)
    """Whether its first letter is an upper-case one."""

    def __post_init__(self) -> None:
        # Every stage asks for these, most of them several times: they are made once.
        key, is_word, is_number, is_capitalised = _told(self.text)
        object.__setattr__(self, "key", key)
        object.__setattr__(self, "is_word", is_word)
        object.__setattr__(self, "is_number", is_number)
        object.__setattr__(self, "is_capitalised", is_capitalised)


@lru_cache(maxsize=16384)
def _told(text: str) -> tuple[str, bool, bool, bool]:
    """What a written word is known by: its key, and whether it is a word, a number, capitalised."""
    is_word = text.isalnum() or any(char.isalnum() for char in text)
    return fold(text), is_word, text[:1].isdigit(), text[:1].isupper()


@lru_cache(maxsize=4096)
def tokens(text: str, span: Span | None = None) -> tuple[Token, ...]:
    """The tokens of `text`, or of one span of it, in order; offsets are into the whole text.

    The answers for the last few thousand spans are kept, for the finders of changes ask for the same
    sentences again and again. A span between blanks or quotation marks is cut from the tokens of the whole.
    """
    start, end = (span.start, span.end) if span is not None else (0, len(text))
    if text[start - 1 : start] in _CLEAN and text[end : end + 1] in _CLEAN:
        whole, starts = _whole(text)
        return whole[bisect_left(starts, start) : bisect_left(starts, end)]
    return _cut(text, start, end)


_CLEAN = frozenset(["", *' \n\t“”«»„"'])
"""What may stand before or after a span without a say in how the words inside are cut."""


@lru_cache(maxsize=8)
def _whole(text: str) -> tuple[tuple[Token, ...], list[int]]:
    """The tokens of a whole text, and where each starts."""
    words = _cut(text, 0, len(text))
    return words, [token.span.start for token in words]


def _cut(text: str, start: int, end: int) -> tuple[Token, ...]:
    """The tokens of a stretch; a thousand are made for every page, so straight into their slots."""
    made: list[Token] = []
    for found in _cutter(text).finditer(text, start, end):
        begin, stop = found.span()
        written = text[begin:stop]
        span, token = _new(Span), _new(Token)
        _set_start(span, begin)
        _set_end(span, stop)
        key, is_word, is_number, is_capitalised = _told(written)
        _set_span(token, span)
        _set_text(token, written)
        _set_key(token, key)
        _set_word(token, is_word)
        _set_number(token, is_number)
        _set_capitalised(token, is_capitalised)
        made.append(token)
    return tuple(made)


@lru_cache(maxsize=16)
def _cutter(text: str) -> re.Pattern[str]:
    """What cuts a text into tokens, by whether a letter of a script without spaces is in it."""
    spaced = text.isascii() or all(sign < "\u0e00" or "\u2000" <= sign < "\u3000" for sign in set(text))
    return _SPACED if spaced else _ANY


def _slot(kind: type, name: str) -> Callable[[object, object], None]:
    setter: Callable[[object, object], None] = kind.__dict__[name].__set__
    return setter


_new = object.__new__
_set_start, _set_end = _slot(Span, "start"), _slot(Span, "end")
_set_span, _set_text = _slot(Token, "span"), _slot(Token, "text")
_set_key, _set_word = _slot(Token, "key"), _slot(Token, "is_word")
_set_number, _set_capitalised = _slot(Token, "is_number"), _slot(Token, "is_capitalised")


def fold(word: str) -> str:
    """`word` in lower case, compatibility forms and apostrophes made one."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKC", word).casefold()
    return plain.translate(_APOSTROPHE_TABLE)


_APOSTROPHE_TABLE = {ord(mark): "'" for mark in APOSTROPHES}
