"""Clean news texts out of public corpora, each in the development or the test part by its name's hash."""

from __future__ import annotations

import json
import lzma
import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

LEAST, MOST = 500, 3000
"""Shorter items are tables of earnings, longer ones are several stories."""

PARTS = ("dev", "test")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One clean article."""

    id: str
    text: str

    @property
    def part(self) -> str:
        """Whether it is looked at while rules are made (dev) or only quoted (test)."""
        return part_of(self.id)


def part_of(id: str) -> str:
    """The part that a name's hash puts it in."""
    return PARTS[crc32(id.encode()) % 2]


def reuters(path: Path) -> Iterator[Text]:
    """The newswire items of a Reuters-21578 file, JSON lines in xz, without the tables."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for at, line in enumerate(file):
            body = json.loads(line)["body"].replace("&lt;", "<").replace("Reuter &#3;", "")
            text = " ".join(body.split())
            if LEAST < len(text) < MOST and not re.search(r"\b(?:Shr|vs)\b", text):
                yield Text(id=f"reuters-{at}", text=_whole(text[:1500]))


def gum_news(path: Path) -> Iterator[Text]:
    """The news documents of GUM in a tar of CoNLL-U files, sentences as their `# text` lines."""
    with tarfile.open(path, "r:xz") as archive:
        for member in sorted(archive.getmembers(), key=lambda member: member.name):
            if "GUM_news" in member.name and (file := archive.extractfile(member)):
                lines = file.read().decode("utf-8").splitlines()
                text = " ".join(line[9:].strip() for line in lines if line.startswith("# text = "))
                yield Text(id=Path(member.name).stem, text=_whole(text[:2500]))


def polnear(path: Path) -> Iterator[Text]:
    """The articles of PolNeAR."""
    with tarfile.open(path, "r:xz") as archive:
        for member in sorted(archive.getmembers(), key=lambda member: member.name):
            if member.name.endswith(".txt") and (file := archive.extractfile(member)):
                yield Text(id=Path(member.name).stem, text=file.read().decode("utf-8"))


def _whole(text: str) -> str:
    """`text` up to its last full stop, so that no sentence is cut."""
    end = max(text.rfind(". "), text.rfind(".", len(text) - 1))
    return text[: end + 1] if end > 0 else text
