"""What English words are in eight other languages: which two of them are one word there.

The file is made by training/lineage/translations.py, from dictionaries of FreeDict (CC BY-SA 3.0).
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from retell.models import lexicon
from retell.values import dataclass

FILE = Path(__file__).parent / "data" / "translations.sqlite"
LANGUAGES: Mapping[str, str] = {
    "de": "German",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "nl": "Dutch",
    "pt": "Portuguese",
    "ru": "Russian",
    "sv": "Swedish",
}
"""The languages of the table, by ISO 639-1 code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A word of another language that two English words can both stand for.

    `strength` is 0..1, how good the weaker of the two links is.
    """

    word: str
    strength: float


@lru_cache(maxsize=16384)
def meetings(one: str, other: str) -> Mapping[str, Meeting]:
    """By language, the best word that `one` and `other`, or words they are forms of, share there."""
    found: dict[str, Meeting] = {}
    for left in _bases(one):
        for right in _bases(other):
            if left != right:
                for language, meeting in _met(_links(left), _links(right)):
                    if language not in found or meeting.strength > found[language].strength:
                        found[language] = meeting
    return found


def _bases(word: str) -> list[str]:
    return sorted({word, *lexicon.lemmas(word)})


def _met(left: _Links, right: _Links) -> Iterator[tuple[str, Meeting]]:
    for language in sorted(left.keys() & right.keys()):
        here, there = left[language], right[language]
        shared = [(min(int(here[word]), int(there[word])), word) for word in here.keys() & there.keys()]
        if shared:
            strength, word = max(shared)
            yield language, Meeting(word=word, strength=strength / 100)


_Links = Mapping[str, Mapping[str, str]]
"""By language, the words that can stand for an English one, each with how good the link is, in hundredths:
as written, for few are ever weighed."""


@lru_cache(maxsize=16384)
def _links(english: str) -> _Links:
    row = _database(os.getpid()).execute("SELECT words FROM link WHERE english = ?", (english,)).fetchone()
    return dict(_line(line) for line in row[0].split("\n")) if row else {}


def _line(line: str) -> tuple[str, dict[str, str]]:
    language, _, words = line.partition(" ")
    links: dict[str, str] = dict(word.rsplit(" ", 1) for word in words.split(";"))
    return language, links


@lru_cache(maxsize=1)
def _database(process: int) -> sqlite3.Connection:  # noqa: ARG001 - a connection does not survive a fork
    """The table, read only; opened once in each process, shared by its threads."""
    return sqlite3.connect(f"{FILE.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
