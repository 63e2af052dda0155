"""Parts texts into those that teach, those that are looked at, those that sharpen, and those that test.

A text goes where its digest says, so it goes there whatever else is read. A text of a later part that says
much of what one of an earlier part says is left out: newswire and press offices repeat themselves. What was
parted is recorded, and `fit.py` takes no family over a text that the record does not let it learn from.

    python -m training.lineage.split newswire.jsonl releases.jsonl --to FOLDER --record split.json
"""

from __future__ import annotations

import argparse
import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

PARTS = {"train": range(10), "dev": range(10, 13), "sharpness": range(13, 15), "test": range(15, 20)}
"""Twentieths of the texts, by digest. What teaches comes first: the others give way to it."""
_LENGTHS = {"usual": (220, 900), "short": (90, 219)}
"""Words."""
_MOST = 300
"""Texts of one file, length and part."""
_RUN = 6
_ALIKE = 0.15
"""Words in a row that tell a repeat, and the share of them from which a text is one."""


def digest(text: str) -> str:
    """What a text is recorded by."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def part(text: str) -> str:
    """The part that a text belongs to."""
    at = zlib.crc32(text.encode()) % 20
    return next(name for name, held in PARTS.items() if at in held)


def parted(texts: Sequence[str]) -> dict[str, list[str]]:
    """The texts of each part, without those that repeat one of an earlier part or of their own."""
    met: set[int] = set()
    found: dict[str, list[str]] = {}
    for name in PARTS:
        found[name] = []
        for text in texts:
            if len(found[name]) < _MOST and part(text) == name:
                runs = _runs(text)
                if len(runs & met) <= _ALIKE * len(runs):
                    found[name].append(text)
                    met |= runs
    return found


def _runs(text: str) -> set[int]:
    words = text.lower().split()
    return {hash(tuple(words[at : at + _RUN])) for at in range(len(words) - _RUN + 1)}


def usable(path: Path, length: tuple[int, int]) -> Iterator[str]:
    """The texts of a file of records that have so many words, and eight sentences or five."""
    least, most = length
    for line in path.open(encoding="utf-8"):
        record = json.loads(line)
        text = str(record.get("text") or record.get("body") or "")
        if least <= len(text.split()) <= most and text.count(".") >= (8 if most > 219 else 5):
            yield text


def main() -> None:
    """Write the parts of each file, and the record of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+", help='JSONL with "text" or "body"')
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--record", type=Path, required=True)
    given = parser.parse_args()
    record: dict[str, list[str]] = {name: [] for name in PARTS}
    for path in given.files:
        for length, words in _LENGTHS.items():
            for name, texts in parted(list(usable(path, words))).items():
                lines = [json.dumps({"text": text}) + "\n" for text in texts]
                (given.to / f"{path.stem}-{length}-{name}.jsonl").write_text("".join(lines), encoding="utf-8")
                record[name] += map(digest, texts)
    given.record.write_text(json.dumps(_sorted(record), indent=0) + "\n", encoding="utf-8")


def _sorted(record: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    return {name: sorted(held) for name, held in record.items()}


if __name__ == "__main__":
    main()
