"""Archives of every sort for tests, and documents to put in them."""

from __future__ import annotations

import random

from retell.document.make import document
from retell.document.model import Document, Stamp
from retell.family.keys import document_keys
from retell.settings import FamilySettings
from retell.store import Entry

SETTINGS = FamilySettings()
NOON = "2026-05-04T12:00:00Z"
_SYLLABLES = "bal cor dun fen gar hol lim mor nes pol quar ras sol tam vil wen yar zel".split()
_JOINTS = ("the", "of", "in", "and", "to", "with", "for")


def clock() -> str:
    """Always noon."""
    return NOON


def word(chance: random.Random) -> str:
    """An invented word."""
    return "".join(chance.sample(_SYLLABLES, 3))


def text(seed: int, sentences: int = 8) -> str:
    """An invented report, drawn by a seed."""
    chance = random.Random(seed)
    return " ".join(
        f"{word(chance).capitalize()} "
        + " ".join(f"{chance.choice(_JOINTS)} {word(chance)} {word(chance)}" for _ in range(5))
        + f" {chance.randrange(1000)}."
        for _ in range(sentences)
    )


def edited(words: str, every: int = 9) -> str:
    """The text with some words gone."""
    return " ".join(each for number, each in enumerate(words.split()) if number % every)


def report(seed: int, *, words: str | None = None, **fields: object) -> Document:
    """An invented report with a day, an outlet and what else is given."""
    known: dict[str, object] = {
        "id": f"r{seed:03d}",
        "outlet": f"Outlet {seed % 3}",
        "published": Stamp(when=f"2026-0{1 + seed % 9}-1{seed % 7}T08:00:00+02:00", claimed_by="record"),
        "language": "en",
        "title": f"Report {seed}",
    }
    return document(text(seed) if words is None else words, **(known | fields))  # type: ignore[arg-type]


def entry(made: Document) -> Entry:
    """The document with its keys."""
    return Entry(document=made, keys=document_keys(made, SETTINGS))


def entries(*seeds: int) -> list[Entry]:
    """Invented reports with their keys."""
    return [entry(report(seed)) for seed in seeds]
