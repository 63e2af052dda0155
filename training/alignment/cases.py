"""Pairs of documents whose links are known: what the weights of alignment are fitted on and measured on.

Essays are ArgRewrite V.2's drafts. Stories are the labelled development stories. News is Reuters-21578 and
press releases, revised by rules that know what they did: sentences dropped, put in from another text,
moved, split, merged, run over their full stop, and reworded at four strengths with synonyms from WordNet.
Paraphrases are human ones of single sentences, strung together. Everything but the stories falls into dev
and test by a hash.
"""

from __future__ import annotations

import json
import lzma
import random
import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.alignment.run import Case, Unit, essays, merged_and_split, part_of

from retell.models import lexicon
from retell.text.english import FUNCTION_WORDS
from retell.text.sentences import sentences

Link = tuple[tuple[int, ...], tuple[int, ...]]
SOURCES = (("reuters-21578.jsonl.xz", 1), ("senate-press-releases.jsonl.xz", 7))
"""Files of texts, and every how many of their records are looked at."""


def cases(
    corpora: Path, gold: Path, part: str, *, stories: bool = True, without: Collection[str] = ()
) -> dict[str, list[Case]]:
    """The cases of one part by their source; stories `without` those named."""
    found = {
        "essays": list(essays(corpora, part)),
        "news": [case for at in range(len(SOURCES)) for case in news(corpora, part, at)],
        "paraphrases": list(paraphrases(corpora, part)),
    }
    if stories:
        found["stories"] = [story(path) for path in sorted(gold.glob("*.gold")) if path.stem not in without]
    return found


def beads(case: Case) -> list[Link]:
    """The links of a case as groups of sentences: what hangs together."""
    groups: list[tuple[set[int], set[int]]] = []
    for i, j in sorted(case.gold):
        near = [group for group in groups if i in group[0] or j in group[1]]
        left = {i}.union(*(group[0] for group in near))
        right = {j}.union(*(group[1] for group in near))
        groups = [group for group in groups if group not in near] + [(left, right)]
    return sorted((tuple(sorted(left)), tuple(sorted(right))) for left, right in groups)


def story(path: Path) -> Case:
    """A labelled pair without its furniture."""
    record = json.loads(path.read_text(encoding="utf-8"))
    sides = [_side(path, record[side]) for side in ("left", "right")]
    at = [{name: place for place, name in enumerate(side)} for side in sides]
    gold = {
        (at[0][one], at[1][other])
        for link in record["links"]
        for one in link["left"]
        for other in link["right"]
        if one in at[0] and other in at[1]
    }
    left, right = (tuple(side.values()) for side in sides)
    return Case(left=left, right=right, gold=frozenset(gold), marked=frozenset())


def _side(path: Path, side: dict[str, Any]) -> dict[str, str]:
    text = (path.parent / side["file"]).read_text(encoding="utf-8")
    body = (each for each in side["sentences"] if each["role"] == "body")
    return {each["id"]: text[each["start"] : each["end"]] for each in body}


def paraphrases(corpora: Path, part: str, count: int = 60) -> Iterator[Case]:
    """Human paraphrases in a row, a tenth of them without their counterpart on each side."""
    pairs = [pair for pair in _paraphrased(corpora) if part_of(pair[0]) == part]
    chance = random.Random(f"{part} paraphrases")
    chance.shuffle(pairs)
    for _ in range(count):
        left: list[str] = []
        right: list[str] = []
        gold = set()
        for _ in range(chance.randint(6, 24)):
            one, other = pairs.pop() if chance.random() < 0.5 else pairs.pop()[::-1]
            roll = chance.random()
            if roll >= 0.2:
                gold.add((len(left), len(right)))
            if roll >= 0.1:
                left.append(one)
            if roll < 0.1 or roll >= 0.2:
                right.append(other)
        yield Case(left=tuple(left), right=tuple(right), gold=frozenset(gold), marked=frozenset())


def _paraphrased(corpora: Path) -> Iterator[tuple[str, str]]:
    with lzma.open(corpora / "para-pairs.jsonl.xz", "rt", encoding="utf-8") as file:
        for record in map(json.loads, file):
            wanted = record["set"] in ("pan_madnani", "msrp", "apt_human") and record["label"] == 1
            if wanted and record["a"].strip() != record["b"].strip():
                yield record["a"], record["b"]


def news(corpora: Path, part: str, source: int, count: int = 80) -> Iterator[Case]:
    """Texts of one source, revised."""
    last: list[str] = []
    given = 0
    for body in _texts(corpora / SOURCES[source][0], SOURCES[source][1]):
        lines = [span.of(body) for span in sentences(body, "en")]
        if part_of(body[:80]) != part or not 8 <= len(lines) <= 60 or len(set(lines)) < len(lines):
            continue
        if last:
            given += 1
            yield revised(lines, last, random.Random(f"{part} {source} {given}"))
        last = lines
        if given == count:
            return


def _texts(path: Path, every: int) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for at, line in enumerate(file):
            if at % every == 0:
                record = json.loads(line)
                body = " ".join(str(record.get("text") or record.get("body") or "").split())
                if len(body) < 12_000:
                    yield body


def revised(lines: Sequence[str], other: Sequence[str], chance: random.Random) -> Case:
    """One revision of a text, with sentences of `other` put in; marked are the links that were moved."""
    units: list[Unit] = [
        ((at,), [reworded(line, chance)]) for at, line in enumerate(lines) if chance.random() > 0.12
    ]
    units = list(_woven(list(merged_and_split(units, chance)), other, chance))
    units, moved = _moved(units, chance)
    gold: set[tuple[int, int]] = set()
    right: list[str] = []
    for sources, parts in units:
        for words in parts:
            gold |= {(at, len(right)) for at in sources}
            right.append(words)
    marked = frozenset((i, j) for i, j in gold if i in moved)
    return Case(left=tuple(lines), right=tuple(right), gold=frozenset(gold), marked=marked)


def _woven(units: Sequence[Unit], other: Sequence[str], chance: random.Random) -> Iterator[Unit]:
    """Now and then the end of a sentence goes over to the next, or a sentence is put in."""
    at = 0
    while at < len(units):
        if chance.random() < 0.06:
            yield ((), [chance.choice(other)])
        over = _run_over(units[at], units[at + 1]) if at + 1 < len(units) and chance.random() < 0.1 else None
        yield over or units[at]
        at += 2 if over else 1


def _run_over(one: Unit, other: Unit) -> Unit | None:
    """Two single sentences as two, the last clause of the first at the head of the second."""
    if not len(one[0]) == len(one[1]) == len(other[0]) == len(other[1]) == 1:
        return None
    line = one[1][0]
    cut = re.search(r", (?!.*, )", line[20:-20])
    if not cut:
        return None
    head, tail = line[: 20 + cut.start()], line[22 + cut.start() :].rstrip(".")
    return (one[0] + other[0], [f"{head}.", f"{tail[0].upper()}{tail[1:]}, and {other[1][0]}"])


def _moved(units: list[Unit], chance: random.Random) -> tuple[list[Unit], set[int]]:
    """The units with up to two blocks of them elsewhere, and which sentences these are."""
    moved: set[int] = set()
    for _ in range(chance.randint(0, 2)):
        start = chance.randrange(len(units))
        block = units[start : start + chance.randint(1, 2)]
        rest = units[:start] + units[start + len(block) :]
        place = chance.randrange(len(rest) + 1)
        if abs(place - start) > len(block) + 1:
            units = rest[:place] + block + rest[place:]
            moved |= {at for sources, _ in block for at in sources}
    return units, moved


def reworded(line: str, chance: random.Random) -> str:
    """The sentence with synonyms for its words and some words of grammar gone, sometimes turned round."""
    rate = chance.choice((0.0, 0.15, 0.35, 0.5))
    words = []
    for word in line.split():
        roll = chance.random()
        if roll < rate * 0.7:
            words.append(_synonym(word, chance))
        elif roll >= rate * 0.85 or word.lower() not in FUNCTION_WORDS:
            words.append(word)
    made = " ".join(words) or line
    head, _, tail = made.partition(", ")
    if rate >= 0.35 and chance.random() < 0.4 and min(len(head), len(tail)) > 15:
        return f"{tail.rstrip('.')}, {head}."
    return made


def _synonym(word: str, chance: random.Random) -> str:
    bare = word.strip(".,;:\"'").lower()
    if bare in FUNCTION_WORDS or not bare.isalpha():
        return word
    senses = [sense.synset for entry in lexicon.entries(bare)[:2] for sense in entry.senses[:2]]
    found = sorted({other for number in senses for other in _members().get(number, ())} - {bare})
    return word.lower().replace(bare, chance.choice(found)) if found else word


@cache
def _members() -> dict[int, list[str]]:
    """The single words of every synset."""
    found: dict[int, list[str]] = {}
    for lemma in filter(str.isalpha, lexicon.all_lemmas()):
        for entry in lexicon.entries(lemma):
            for sense in entry.senses if entry.lemma == lemma else ():
                found.setdefault(sense.synset, []).append(lemma)
    return found
