"""The shipped lexicon, compiled from the WordNet 3.0 files of Debian's package wordnet-base.

    python training/lexicon/make.py [/usr/share/wordnet]

Left out, to keep the file small: glosses, example sentences, names (instances, and lemmas written with a
capital), and nouns of more than one word. Phrasal verbs and other phrases of two words stay.
"""

from __future__ import annotations

import math
import sqlite3
import struct
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from retell.models import wordmap
from retell.models.wordmap import FILE

FILES = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
BASE = {"n": 100_000_000, "v": 200_000_000, "a": 300_000_000, "r": 400_000_000}
SENSE_TYPES = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}

SCHEMA = """
-- One row for each lemma and part of speech (n, v, a, r). `senses` is little-endian uint32 pairs, most
-- frequent sense first: the synset, and how often the sense was tagged in WordNet's own texts.
-- `antonyms` and `derived` are "lemma/pos" separated by blanks.
CREATE TABLE entry (
    lemma TEXT NOT NULL, pos TEXT NOT NULL, senses BLOB NOT NULL, antonyms TEXT, derived TEXT,
    PRIMARY KEY (lemma, pos)
) WITHOUT ROWID;
-- One row for each synset. `wider` (hypernyms), `near` (similar-to, verb groups, see-also, attributes)
-- and `opposed` (synsets with a word that is the antonym of one here) are little-endian uint32.
-- `information` is in hundredths of a bit, from the tagged counts of the synset and everything below it;
-- `topic` is the number of WordNet's lexicographer file.
CREATE TABLE synset (
    id INTEGER PRIMARY KEY, wider BLOB, near BLOB, opposed BLOB,
    depth INTEGER NOT NULL, information INTEGER NOT NULL, topic INTEGER NOT NULL
);
-- Irregular forms: "went" is the v of "go".
CREATE TABLE irregular (form TEXT NOT NULL, pos TEXT NOT NULL, lemma TEXT NOT NULL,
    PRIMARY KEY (form, pos, lemma)) WITHOUT ROWID;
"""


@dataclass(slots=True)
class Synset:
    """One synset as read: words, and pointers to other synsets and words."""

    pos: str
    topic: int
    words: list[str]
    wider: list[int] = field(default_factory=list)
    near: list[int] = field(default_factory=list)
    antonyms: list[tuple[int, int, int]] = field(default_factory=list)
    derived: list[tuple[int, int, int]] = field(default_factory=list)
    is_instance: bool = False


def main() -> None:
    """Read the folder, write the file, print its size."""
    source = Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/wordnet")
    synsets = {number: synset for pos in FILES for number, synset in read_synsets(source, pos)}
    with sqlite3.connect(":memory:") as database:
        database.executescript(SCHEMA)
        write(database, source, synsets)
    FILE.write_bytes(wordmap.packed(sorted(records(database).items()), meanings(database)))
    print(f"{FILE}: {FILE.stat().st_size:,} bytes")


def read_synsets(source: Path, pos: str) -> Iterator[tuple[int, Synset]]:
    """Every synset of one data file, by its number; the format is wndb(5WN)."""
    for line in (source / f"data.{FILES[pos]}").read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            continue
        parts = line.partition("|")[0].split()
        count = int(parts[3], 16)
        words = [parts[4 + 2 * index].partition("(")[0] for index in range(count)]
        synset = Synset(pos=pos, topic=int(parts[1]), words=words)
        at = 4 + 2 * count
        for index in range(int(parts[at])):
            point(synset, *parts[at + 1 + 4 * index : at + 5 + 4 * index])
        yield BASE[pos] + int(parts[0]), synset


def point(synset: Synset, symbol: str, offset: str, pos: str, words: str) -> None:
    """Keep one pointer, if it is of a kind the lexicon uses."""
    target = BASE["a" if pos == "s" else pos] + int(offset)
    here, there = int(words[:2], 16), int(words[2:], 16)
    if symbol == "@":
        synset.wider.append(target)
    elif symbol == "@i":
        synset.is_instance = True
    elif symbol in ("&", "$", "^", "="):
        synset.near.append(target)
    elif symbol == "!":
        synset.antonyms.append((here, target, there))
    elif symbol in ("+", "\\"):
        synset.derived.append((here, target, there))


def write(database: sqlite3.Connection, source: Path, synsets: dict[int, Synset]) -> None:
    """Fill the three tables."""
    counts = read_counts(source)
    order = read_order(source)
    kept = {
        key: senses
        for key, senses in order.items()
        if wanted(*key) and any(is_plain(key[0], synsets[number]) for number in senses)
    }
    tagged: dict[int, int] = defaultdict(int)
    for (lemma, pos), senses in sorted(order.items()):
        for rank, number in enumerate(senses, 1):
            tagged[number] += counts.get((lemma, pos, rank), 0)
    information = content(synsets, tagged)
    antonyms, derived = lexical(synsets)
    used: set[int] = set()
    for (lemma, pos), senses in sorted(kept.items()):
        pairs = [(number, counts.get((lemma, pos, rank), 0)) for rank, number in enumerate(senses, 1)]
        pairs = [pair for pair in pairs if not synsets[pair[0]].is_instance]
        used.update(number for number, _ in pairs)
        blob = b"".join(struct.pack("<II", *pair) for pair in pairs)
        words = [" ".join(sorted(table.get((lemma, pos), ()))) or None for table in (antonyms, derived)]
        database.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?)", (lemma, pos, blob, *words))
    for number in sorted(upward(synsets, used)):
        synset = synsets[number]
        near = [other for other in synset.near if other in used]
        opposed = sorted({target for _, target, _ in synset.antonyms})
        links = packed(synset.wider), packed(near), packed(opposed)
        row = (number, *links, depth(synsets, number), information[number], synset.topic)
        database.execute("INSERT INTO synset VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    database.executemany("INSERT OR IGNORE INTO irregular VALUES (?, ?, ?)", sorted(read_irregular(source)))


def wanted(lemma: str, pos: str) -> bool:
    """One word, or a phrase of two words that is no noun."""
    words = lemma.count("_") + 1
    return words == 1 or (words == 2 and pos != "n")


def is_plain(lemma: str, synset: Synset) -> bool:
    """Whether the word is written without capitals there, and is not the name of one thing."""
    written = [word for word in synset.words if word.lower() == lemma]
    return not synset.is_instance and any(word == word.lower() for word in written)


def packed(numbers: list[int]) -> bytes | None:
    """Numbers as little-endian uint32; None for none."""
    return struct.pack(f"<{len(numbers)}I", *numbers) if numbers else None


def upward(synsets: dict[int, Synset], used: set[int]) -> set[int]:
    """The synsets used, and everything above them."""
    reached, todo = set(used), sorted(used)
    while todo:
        for wider in synsets[todo.pop()].wider:
            if wider not in reached:
                reached.add(wider)
                todo.append(wider)
    return reached


def depth(synsets: dict[int, Synset], number: int) -> int:
    """Steps up to the top, the shortest way."""
    steps, layer = 0, {number}
    while all(synsets[each].wider for each in layer) and steps < 30:
        layer = {wider for each in layer for wider in synsets[each].wider}
        steps += 1
    return steps


def content(synsets: dict[int, Synset], tagged: dict[int, int]) -> dict[int, int]:
    """Information content after Resnik 1995, in hundredths of a bit, one added to each count."""
    total: dict[int, float] = defaultdict(float)
    sums: dict[str, float] = defaultdict(float)
    for number, synset in synsets.items():
        weight = tagged.get(number, 0) + 1.0
        sums[synset.pos] += weight
        for above in upward(synsets, {number}):
            total[above] += weight
    return {
        number: round(-100 * math.log2(total[number] / sums[synset.pos]))
        for number, synset in synsets.items()
    }


def lexical(synsets: dict[int, Synset]) -> tuple[dict[tuple[str, str], set[str]], ...]:
    """Word to word: the antonyms and the derived words of each entry."""
    tables: tuple[dict[tuple[str, str], set[str]], ...] = (defaultdict(set), defaultdict(set))
    for synset in synsets.values():
        for table, pointers in zip(tables, (synset.antonyms, synset.derived), strict=True):
            for here, target, there in pointers:
                other = synsets[target]
                if here and there and "_" not in other.words[there - 1]:
                    word = other.words[there - 1].lower()
                    table[synset.words[here - 1].lower(), synset.pos].add(f"{word}/{other.pos}")
    return tables


def read_order(source: Path) -> dict[tuple[str, str], list[int]]:
    """The synsets of each lemma, most frequent first, from the index files."""
    found: dict[tuple[str, str], list[int]] = {}
    for pos, name in FILES.items():
        for line in (source / f"index.{name}").read_text(encoding="utf-8").splitlines():
            if not line.startswith("  "):
                parts = line.split()
                found[parts[0], pos] = [BASE[pos] + int(part) for part in parts[-int(parts[2]) :]]
    return found


def read_counts(source: Path) -> dict[tuple[str, str, int], int]:
    """How often each sense was tagged, by lemma, part of speech and rank of the sense."""
    found: dict[tuple[str, str, int], int] = {}
    for line in (source / "cntlist.rev").read_text(encoding="utf-8").splitlines():
        key, rank, count = line.split()
        lemma, _, rest = key.partition("%")
        found[lemma, SENSE_TYPES[rest[0]], int(rank)] = int(count)
    return found


def read_irregular(source: Path) -> Iterator[tuple[str, str, str]]:
    """Form, part of speech and lemma of every irregular form of one word."""
    for pos, name in FILES.items():
        for line in (source / f"{name}.exc").read_text(encoding="utf-8").splitlines():
            form, *lemmas = line.split()
            yield from ((form, pos, lemma) for lemma in lemmas if "_" not in form + lemma)


def records(database: sqlite3.Connection) -> dict[str, wordmap.Record]:
    """Everything that is known under each form."""
    odd: dict[str, list[tuple[str, str]]] = defaultdict(list)
    rows: dict[str, list[wordmap.Row]] = defaultdict(list)
    for form, pos, lemma in database.execute("SELECT form, pos, lemma FROM irregular ORDER BY 1, 2, 3"):
        odd[form].append((pos, lemma))
    query = "SELECT lemma, pos, senses, antonyms, derived FROM entry ORDER BY lemma, pos"
    for lemma, pos, senses, antonyms, derived in database.execute(query):
        words = tuple((antonyms or "").split()), tuple((derived or "").split())
        rows[lemma].append(wordmap.Row(pos=pos, senses=numbers(senses), antonyms=words[0], derived=words[1]))
    return {
        form: wordmap.Record(irregular=tuple(odd.get(form, ())), rows=tuple(rows.get(form, ())))
        for form in odd.keys() | rows.keys()
    }


def meanings(database: sqlite3.Connection) -> list[tuple[int, wordmap.Synset]]:
    """Every synset by its number, ascending."""
    query = "SELECT id, wider, near, opposed, information, depth, topic FROM synset ORDER BY id"
    return [
        (
            number,
            wordmap.Synset(numbers(wider), numbers(near), numbers(opposed), depth, information / 100, topic),
        )
        for number, wider, near, opposed, information, depth, topic in database.execute(query)
    ]


def numbers(blob: bytes | None) -> tuple[int, ...]:
    """Little-endian numbers of four bytes."""
    return struct.unpack(f"<{len(blob) // 4}I", blob) if blob else ()


if __name__ == "__main__":
    main()
