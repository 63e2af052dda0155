"""Sentence links on revised essays, and on news with planted moves, splits and merges.

    python -m benchmarks.alignment.run CORPORA [--part dev|test] [--most N] [--mistakes N] [--encoder FOLDER]

The essays are ArgRewrite V.2 (pairs of drafts with gold links); the news is Reuters-21578, revised by rules
that know what they did. Both fall into a dev and a test part by a hash of the essay or item; settings were
chosen on dev, and the figures to quote are those of test. Beside it run the peers of peers.py; one of them
with a sentence encoder where its folder is named.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.alignment.peers import by_best_match, by_length, by_vectors

from retell.alignment.align import align
from retell.alignment.model import Alignment
from retell.document.model import Document, Sentence
from retell.models import embedding
from retell.models.encoder import named
from retell.settings import AlignmentSettings
from retell.text.sentences import sentences
from retell.text.spans import Span

Pairs = frozenset[tuple[int, int]]
Unit = tuple[tuple[int, ...], list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Two lists of sentences, the links between them, and which links matter more (changed, or moved)."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    gold: frozenset[tuple[int, int]]
    marked: frozenset[tuple[int, int]]


def essays(corpora: Path, part: str) -> Iterator[Case]:
    """Drafts beside drafts; marked are the links whose sentences differ."""
    with lzma.open(corpora / "argrewrite-dev.jsonl.xz", "rt", encoding="utf-8") as file:
        for record in map(json.loads, file):
            if part_of(str(record["essay"])) == part:
                yield essay(record)


def essay(record: dict[str, Any]) -> Case:
    """One pair of drafts."""
    old, new = record["Old Draft"], record["New Draft"]
    left = tuple(str(row["Sentence Content"]).strip() for row in old)
    right = tuple(str(row["Sentence Content"]).strip() for row in new)
    rows = {int(row["Sentence Index"]): at for at, row in enumerate(old)}
    columns = {int(row["Sentence Index"]): at for at, row in enumerate(new)}
    gold = {
        (at, columns[other]) for at, row in enumerate(old) for other in indices(row) if other in columns
    } | {(rows[other], at) for at, row in enumerate(new) for other in indices(row) if other in rows}
    marked = frozenset((i, j) for i, j in gold if left[i] != right[j])
    return Case(left=left, right=right, gold=frozenset(gold), marked=marked)


def indices(row: dict[str, Any]) -> list[int]:
    """The sentences of the other draft that a row names."""
    return [int(number) for number in re.findall(r"\d+", str(row["Aligned Index"]))]


def planted(corpora: Path, part: str, count: int = 150) -> Iterator[Case]:
    """News items revised by rule: sentences dropped, blocks moved, split, merged and reworded."""
    given = 0
    with lzma.open(corpora / "reuters-21578.jsonl.xz", "rt", encoding="utf-8") as file:
        for record in map(json.loads, file):
            body = " ".join(str(record.get("text") or record.get("body") or "").split())
            lines = [span.of(body) for span in sentences(body, "en")]
            if part_of(body[:80]) != part or not 8 <= len(lines) <= 60 or len(set(lines)) < len(lines):
                continue
            given += 1
            yield revised(lines, random.Random(f"{part}{given}"))
            if given == count:
                return


def revised(lines: Sequence[str], chance: random.Random) -> Case:
    """One revision; marked are the links that were moved out of the course."""
    units: list[Unit] = [
        ((at,), [reworded(line, chance)]) for at, line in enumerate(lines) if chance.random() > 0.12
    ]
    units = list(merged_and_split(units, chance))
    moved: set[int] = set()
    for _ in range(chance.randint(0, 2)):
        start = chance.randrange(len(units))
        block = units[start : start + chance.randint(1, 2)]
        rest = units[:start] + units[start + len(block) :]
        place = chance.randrange(len(rest) + 1)
        if abs(place - start) > len(block) + 1:
            units = rest[:place] + block + rest[place:]
            moved |= {at for sources, _ in block for at in sources}
    gold: set[tuple[int, int]] = set()
    marked: set[tuple[int, int]] = set()
    right: list[str] = []
    for sources, parts in units:
        for words in parts:
            gold |= {(at, len(right)) for at in sources}
            marked |= {(at, len(right)) for at in sources if at in moved}
            right.append(words)
    return Case(left=tuple(lines), right=tuple(right), gold=frozenset(gold), marked=frozenset(marked))


def merged_and_split(units: Sequence[Unit], chance: random.Random) -> Iterator[Unit]:
    """Now and then two units in one sentence, or one in two at a comma."""
    at = 0
    while at < len(units):
        sources, [line] = units[at]
        if chance.random() < 0.1 and at + 1 < len(units) and len(line) < 160:
            others, [next_line] = units[at + 1]
            yield (sources + others, [f"{line.rstrip('.')}, and {next_line[0].lower()}{next_line[1:]}"])
            at += 2
            continue
        cut = re.search(r"(?<=\w{3}), (?=(?:and|but|which|while|as|with) )", line[40:-40])
        if chance.random() < 0.25 and cut:
            place = 40 + cut.start()
            yield (sources, [line[:place] + ".", line[place + 2].upper() + line[place + 3 :]])
        else:
            yield (sources, [line])
        at += 1


def reworded(line: str, chance: random.Random) -> str:
    """The sentence with some words replaced, dropped and put in; a third of them untouched."""
    rate = chance.choice((0.0, 0.12, 0.3))
    words: list[str] = []
    for word in line.split():
        roll = chance.random()
        if roll < rate * 0.6:
            words.append(chance.choice(("officials", "recently", "agreed", "market", "further", "plan")))
        elif roll < rate * 0.85:
            continue
        else:
            words.append(word)
    return " ".join(words) or line


def document(lines: Sequence[str]) -> tuple[Document, tuple[Sentence, ...]]:
    """The lines as a document, its sentences given."""
    found, at = [], 0
    for line in lines:
        found.append(Sentence(span=Span(start=at, end=at + len(line))))
        at += len(line) + 1
    return Document(id="x", text="\n".join(lines)), tuple(found)


def links(case: Case, settings: AlignmentSettings) -> tuple[Alignment, Pairs]:
    """The alignment of a case, and its links as pairs of sentences."""
    left, right = document(case.left), document(case.right)
    found = align(left[0], right[0], left[1], right[1], settings)
    return found, frozenset((i, j) for link in found.links for i in link.left for j in link.right)


def figures(cases: Sequence[Case], answers: Sequence[Pairs]) -> dict[str, float]:
    """Precision, recall and F1 of links, and recall of the marked ones."""
    right = sum(len(case.gold & said) for case, said in zip(cases, answers, strict=True))
    precision = right / max(1, sum(map(len, answers)))
    recall = right / max(1, sum(len(case.gold) for case in cases))
    marked = sum(len(case.marked & said) for case, said in zip(cases, answers, strict=True))
    return {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * precision * recall / max(1e-9, precision + recall), 4),
        "marked_recall": round(marked / max(1, sum(len(case.marked) for case in cases)), 4),
    }


def moves_found(cases: Sequence[Case], alignments: Sequence[Alignment]) -> float:
    """The share of planted moves whose link was found and called moved, or whose neighbours were."""
    found = total = 0
    for case, alignment in zip(cases, alignments, strict=True):
        said = {(i, j) for link in alignment.links if link.moved for i in link.left for j in link.right}
        total += bool(case.marked)
        found += bool(case.marked and said)
    return round(found / max(1, total), 4)


def part_of(name: str) -> str:
    """Dev or test, by a hash of the name."""
    return "dev" if hashlib.md5(name.encode(), usedforsecurity=False).digest()[0] % 2 else "test"


def main() -> None:
    """Print the figures of one part."""
    parser = argparse.ArgumentParser()
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--part", choices=("dev", "test"), default="test")
    parser.add_argument("--most", type=int, default=150, help="pairs of each sort")
    parser.add_argument("--mistakes", type=int, default=0)
    parser.add_argument("--encoder", help="folder of a sentence encoder")
    given = parser.parse_args()
    for name, source in (("essays", essays), ("planted", planted)):
        cases = list(source(given.corpora, given.part))[: given.most]
        both = [links(case, AlignmentSettings()) for case in cases]
        answers = [said for _, said in both]
        print(f"{name} {given.part}: {len(cases)} pairs")
        print("  retell    ", figures(cases, answers), "moves", moves_found(cases, [a for a, _ in both]))
        for peer, way in peers(given.encoder):
            print(f"  {peer:10}", figures(cases, [way(case.left, case.right) for case in cases]))
        show_mistakes(cases, answers, given.mistakes)


def peers(encoder: str | None) -> Iterator[tuple[str, Callable[[Sequence[str], Sequence[str]], Pairs]]]:
    """The other ways, by name."""
    yield "best match", by_best_match
    yield "lengths", by_length
    yield "static", partial(by_vectors, encoder=embedding.load())
    if encoder:
        yield "encoder", partial(by_vectors, encoder=named(encoder))


def show_mistakes(cases: Sequence[Case], answers: Sequence[Pairs], most: int) -> None:
    """Print links that are wrong or missing."""
    wrong = [
        ("false " if (i, j) in said else "missed", case.left[i], case.right[j])
        for case, said in zip(cases, answers, strict=True)
        for i, j in sorted(case.gold ^ said)
    ]
    for kind, left, right in wrong[:most]:
        print(f"  {kind} | {left} | {right}")


if __name__ == "__main__":
    main()
