"""Edits as machines make them, that a person labelled: round trips through another language, and spinning.

Sentences of news (half of the texts: the other half is for tests) go to Spanish or Catalan and back by
Apertium (Debian: apertium-eng-spa 0.8.1, apertium-eng-cat 1.0.1), or lose one word to a thesaurus. Of all
that can be made so, those are kept that `labels.tsv` has an answer for: the first twelve digits of a hash of
the edit, and 0, 1 or 2. The texts themselves are not the project's to print.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.changes.texts import polnear, reuters

from retell.changes.edits import edits, hunks
from retell.models import lexicon
from retell.settings import EditSettings
from retell.text.sentences import sentences
from retell.text.tokens import Token, tokens

PIVOTS = (("eng-spa", "spa-eng"), ("eng-cat", "cat-eng"))
WIRE, WEB = 500, 90
"""Texts read of each corpus."""
MOST_HUNKS, MOST_WORDS, MOST_SENSES = 9, 5, 6
LABELS = Path(__file__).parent / "labels.tsv"
Row = dict[str, Any]


def labelled(corpora: Path) -> Iterator[Row]:
    """Every candidate that was labelled, with its `y`."""
    lines, labels = list(dict.fromkeys(news(corpora))), answers()
    made = [*spun(lines), *(row for pivot in PIVOTS for row in round_trips(lines, pivot))]
    for row in made:
        y = labels.pop(mark(row), None)
        if y is not None:
            yield {**row, "y": y}


def answers() -> dict[str, int]:
    """What was said of each edit, by its mark."""
    lines = (line.split("\t") for line in LABELS.read_text("utf-8").splitlines())
    return {name: int(y) for name, y in lines}


def mark(row: Row) -> str:
    """The name of an edit in labels.tsv."""
    told = json.dumps([row["a"], row["b"], row["a_span"], row["b_span"]], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def news(corpora: Path) -> list[str]:
    """Sentences of news from the development half of two corpora."""
    wire = (text for text in reuters(corpora / "reuters-21578.jsonl.xz") if text.part == "dev")
    web = (text for text in polnear(corpora / "polnear-train.tar.xz") if text.part == "dev")
    texts = [*islice(wire, WIRE), *islice(web, WEB)]
    return [line for text in texts for line in plain(text.text)]


def plain(text: str) -> Iterator[str]:
    """The sentences after the first that are whole, of middle length, and not made of figures."""
    flat = " ".join(text.split())
    for sentence in sentences(flat, "en")[1:8]:
        line = sentence.of(flat)
        if (
            60 < len(line) < 200
            and re.fullmatch(r'[A-Z“"].*[.”"]', line)
            and len(re.findall(r"\d", line)) < 9
        ):
            yield line


def round_trips(lines: Sequence[str], pivot: tuple[str, str]) -> Iterator[Row]:
    """The stretches that differ after a round trip."""
    back = translated(translated(lines, pivot[0]), pivot[1])
    for line, other in zip(lines, back, strict=True):
        left, right = tokens(line), tokens(other)
        found = [hunk for hunk in hunks(edits(left, right, EditSettings()), left) if not hunk.moved]
        for hunk in found if len(found) <= MOST_HUNKS else []:
            ones, others = [left[at] for at in hunk.left], [right[at] for at in hunk.right]
            yield {"a": line, "b": other, "a_span": _span(ones), "b_span": _span(others), "kind": "trip"}


def translated(lines: Sequence[str], mode: str) -> list[str]:
    """What Apertium makes of the lines."""
    given = "\n".join(f"{line} ¶" for line in lines)
    run = subprocess.run(["apertium", "-u", mode], input=given, text=True, capture_output=True, check=True)
    return [" ".join(line.split()) for line in run.stdout.split("¶")][: len(lines)]


def spun(lines: Sequence[str]) -> Iterator[Row]:
    """Every word of each line replaced by each of its synonyms, in any of its first senses."""
    table = synonyms()
    for line in lines:
        for word in tokens(line):
            if len(word.text) > 3 and word.text.isalpha() and word.text.islower():
                start, end = word.span.start, word.span.end
                for new in _others(word.key, table):
                    spans = [start, end], [start, start + len(new)]
                    copy = line[:start] + new + line[end:]
                    yield {"a": line, "b": copy, "a_span": spans[0], "b_span": spans[1], "kind": "spun"}


def _others(word: str, table: dict[int, set[str]]) -> set[str]:
    entry = max(lexicon.entries(word), key=lambda entry: entry.count, default=None)
    if entry is None or not word.startswith(entry.lemma):
        return set()
    ending = word[len(entry.lemma) :]
    if ending not in ("", "s", "d", "ed", "ing"):
        return set()
    names = {name for sense in entry.senses[:MOST_SENSES] for name in table[sense.synset]}
    return {_inflected(name, ending) for name in names - {entry.lemma}}


def _inflected(name: str, ending: str) -> str:
    stem = name[:-1] if ending in ("ed", "ing") and name.endswith("e") else name
    return stem + ("ed" if ending == "d" and not stem.endswith("e") else ending)


def synonyms() -> dict[int, set[str]]:
    """The one-word lemmas of every synset that texts were seen to use."""
    table: dict[int, set[str]] = defaultdict(set)
    for lemma in lexicon.all_lemmas():
        for entry in lexicon.entries(lemma) if lemma.isalpha() else ():
            if entry.lemma == lemma and entry.count:
                for sense in entry.senses:
                    table[sense.synset].add(lemma)
    return table


def _span(words: Sequence[Token]) -> list[int] | None:
    return [words[0].span.start, words[-1].span.end] if words else None
