"""Pairs of sentences with their edits, as the reader is taught with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from training.judge import data

from retell.models import reader

KINDS_OF_WORDNET = {
    "synonym": 16000,
    "wrong_sense": 16000,
    "sister": 3000,
    "antonym": 2500,
    "hypernym": 2000,
    "hyponym": 1500,
}
"""Most edits of each relation; fewer are there of some."""
CLAIMS, SPUN_EACH = 6000, 5000

Row = dict[str, Any]


def more(corpora: Path, rows: Sequence[Row]) -> Iterator[Row]:
    """More edits of the public sources than the trees need, none with a sentence that is held."""
    known = {(row["a"], row["b"]) for row in rows}
    held = {text for row in rows if row["part"] == "held" for text in (row["a"], row["b"])}
    sources = (
        data.wordnet(corpora, KINDS_OF_WORDNET),
        data.claims(corpora, CLAIMS),
        data.spun(corpora, SPUN_EACH),
    )
    for source in sources:
        for row in source:
            texts = row["a"], row["b"]
            if row["part"] == "train" and texts not in known and not held & set(texts):
                yield row


def samples(tokenizer: Any, rows: Iterable[Row]) -> list[Sample]:
    """The rows by their two sentences, cut into pieces."""
    together: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row["a_span"] or row["b_span"]:
            together[row["a"], row["b"], row["source"].partition(" ")[0]].append(row)
    texts = sorted({text for left, right, _ in together for text in (left, right)})
    cut = tokenizer(
        texts,
        truncation=True,
        max_length=reader.WINDOW,
        return_offsets_mapping=True,
        add_special_tokens=False,
    )
    pieces = dict(zip(texts, zip(cut["input_ids"], cut["offset_mapping"], strict=True), strict=True))
    found = []
    for (left, right, _), chosen in together.items():
        asked = [edit for row in chosen if (edit := _asked(row, pieces[left][1], pieces[right][1]))]
        if asked:
            found.append(Sample(pieces[left][0], pieces[right][0], asked))
    return found


def _asked(row: Row, left: Sequence[tuple[int, int]], right: Sequence[tuple[int, int]]) -> Asked | None:
    spans = row["a_span"], row["b_span"]
    places = [_covered(span, offsets) for span, offsets in zip(spans, (left, right), strict=True)]
    if places == [None, None] or any(span and not place for span, place in zip(spans, places, strict=True)):
        return None
    words = [row[side][slice(*span)] if span else "" for side, span in zip("ab", spans, strict=True)]
    return Asked(places[0], places[1], (words[0], words[1]), row)


def _covered(span: list[int] | None, offsets: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    found = [at for at, (start, end) in enumerate(offsets) if span and start < span[1] and end > span[0]]
    return (found[0], found[-1] + 1) if found else None


@dataclass(frozen=True, slots=True)
class Batch:
    """Pairs as one text each, where their edits stand in them, and of which pair each edit is."""

    ids: torch.Tensor
    mask: torch.Tensor
    types: torch.Tensor
    of: torch.Tensor
    sides: torch.Tensor
    asked: list[Asked]


def batch(chosen: Sequence[Sample]) -> Batch:
    """Samples side by side, padded to the longest."""
    longest = max(sample.size for sample in chosen)
    ids, mask, types = (torch.zeros(len(chosen), longest, dtype=torch.long) for _ in range(3))
    asked = [edit for sample in chosen for edit in sample.asked]
    of = torch.tensor([at for at, sample in enumerate(chosen) for _ in sample.asked])
    sides = torch.zeros(2, len(asked), longest)
    row = 0
    for at, sample in enumerate(chosen):
        text = [101, *sample.left, 102, *sample.right, 102]
        second = 2 + len(sample.left)
        ids[at, : len(text)] = torch.tensor(text)
        mask[at, : len(text)] = 1
        types[at, second : len(text)] = 1
        for edit in sample.asked:
            for side, (place, start) in enumerate(((edit.left, 1), (edit.right, second))):
                if place:
                    sides[side, row, start + place[0] : start + place[1]] = 1 / (place[1] - place[0])
            row += 1
    return Batch(ids, mask, types, of, sides, asked)


@dataclass(frozen=True, slots=True)
class Asked:
    """One edit: its pieces on each side (None where it has no words), its words, and its row."""

    left: tuple[int, int] | None
    right: tuple[int, int] | None
    words: tuple[str, str]
    row: Row


@dataclass(frozen=True, slots=True)
class Sample:
    """A pair of sentences as pieces, and its edits."""

    left: list[int]
    right: list[int]
    asked: list[Asked]

    @property
    def size(self) -> int:
        """Pieces, with those that part the sentences."""
        return len(self.left) + len(self.right) + 3

    @property
    def source(self) -> str:
        """Where its edits come from."""
        return str(self.asked[0].row["source"]).partition(" ")[0]
