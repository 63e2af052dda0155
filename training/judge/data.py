"""Edits in their sentences, labelled for whether they change what is said.

    python -m training.judge.data CORPORA OUT.jsonl [--sentences]

One line an edit: both sentences, where the edit stands in each (null where it has no words there), `y` 0 for
an edit that keeps what is said, 1 for one that loses a detail, a degree or the tone, 2 for one that changes
it, the source it came from, its group (no group is in two parts) and its part: train or held by a hash of the
group, and own for what was labelled for this model.

Sources: typed edits in news paraphrases (ETPC); WordNet's example sentences with a word replaced by a synonym
in the right or wrong sense, a wider word, a sister or an antonym; sentence pairs that differ in one place and
are labelled as contradicting, entailing or equal (SICK, STS-B); what human paraphrasers replaced (MSRP,
Madnani 2012), all of it taken as harmless, which is nearly always true; news sentences with a word replaced
the way a spinner does it, by a synonym of its usual sense or of a rare one; claims on one page, of which
the same evidence supports one and refutes the other, or supports both (VitaminC). Own: round trips and spun
words labelled by hand (candidates.py), sentences written for it (edits*.txt), the labelled stories. With
--sentences also those of which every change is labelled (sentences*.txt), which what ships was not taught.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from training.judge.candidates import labelled
from training.judge.stories import story_edits
from training.judge.whole import sentence_edits

from retell.changes.edits import Hunk, edits, hunks
from retell.models import lexicon
from retell.settings import EditSettings
from retell.text.english import FUNCTION_WORDS
from retell.text.sentences import sentences
from retell.text.tokens import Token, tokens

SETTINGS = EditSettings()
MOST_TOKENS = 45
WORDNET_EACH = {
    "synonym": 2200,
    "wrong_sense": 2200,
    "sister": 600,
    "antonym": 500,
    "hypernym": 500,
    "hyponym": 300,
}
PARAPHRASES = 2400
CLAIMS = 400
SPUN_EACH = 400
WRITTEN = ("edits.txt", "edits_spun.txt", "edits_translated.txt")
"""Files of sentences written for it, beside this one."""
Edit = tuple[str, str, list[int] | None, list[int] | None]


def main(corpora: Path, out: Path, *, sentences: bool) -> None:
    """Write every source to one file and print how many edits each gave."""
    count: dict[str, int] = defaultdict(int)
    with out.open("w", encoding="utf-8") as file:
        further = (whole,) if sentences else ()
        for source in (etpc, wordnet, spun, single_hunks, paraphrases, claims, own, *further):
            for row in source(corpora):
                count[f"{row['source']} {row['part']} {row['y']}"] += 1
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
    for name in sorted(count):
        print(name, count[name])


def etpc(corpora: Path) -> Iterator[dict[str, Any]]:
    """Typed edits in news paraphrases."""
    for row in _rows(corpora, "etpc-train-spans"):
        edit = (row["s1"], row["s2"], row["sp1"], row["sp2"])
        yield _row(edit, 2 * row["y"], "etpc", f"etpc{row['pair']}", row["type"])


def wordnet(corpora: Path, most: Mapping[str, int] = WORDNET_EACH) -> Iterator[dict[str, Any]]:
    """Word replacements in WordNet's examples, so many of each relation."""
    taken: dict[str, int] = defaultdict(int)
    rows = sorted(_rows(corpora, "wordnet-sense-edits"), key=lambda row: _hash(row["s1"] + row["s2"]))
    for row in rows:
        if taken[row["rel"]] < most[row["rel"]]:
            taken[row["rel"]] += 1
            edit = (row["s1"], row["s2"], row["sp1"], row["sp2"])
            yield _row(edit, row["y"], "wordnet", row["syn"], row["rel"])


def own(corpora: Path) -> Iterator[dict[str, Any]]:
    """What was labelled, and what was written, for this model."""
    for row in labelled(corpora):
        yield {**row, "source": row["kind"], "group": row["a"], "part": "own"}
    for name in WRITTEN:
        for at, row in enumerate(written(Path(__file__).parent / name)):
            yield {**row, "source": "written", "kind": name, "group": f"{name} {at}", "part": "own"}
    for row in story_edits():
        yield {**row, "source": f"story {row['kind']}", "group": row["story"], "part": "own"}


def whole(_: Path) -> Iterator[dict[str, Any]]:
    """The sentences of which every change is labelled; none is kept back, for stories weigh and measure."""
    for file in sorted(Path(__file__).parent.glob("sentences*.txt")):
        for row in sentence_edits(file):
            yield {**row, "source": f"whole {row['kind']}", "group": row["story"], "part": "train"}


def written(file: Path) -> Iterator[dict[str, Any]]:
    """The sentences of one file, each with one edit between brackets."""
    for line in file.read_text("utf-8").splitlines():
        found = re.fullmatch(r"([012]) ([^\[]*)\[([^>]*)>([^\]]*)\]([^\[]*)", line)
        if found:
            y, before, old, new, after = found.groups()
            start = len(before)
            spans = [[start, start + len(words)] if words else None for words in (old, new)]
            texts = before + old + after, before + new + after
            yield {"a": texts[0], "b": texts[1], "a_span": spans[0], "b_span": spans[1], "y": int(y)}


def spun(corpora: Path, each: int = SPUN_EACH) -> Iterator[dict[str, Any]]:
    """News sentences with one word replaced from a thesaurus, in the sense it mostly has or in a rare one.

    WordNet's shares of use stand for the sense a word has in the news: right nine times in ten where one
    sense makes up most of a word's use, and words without such a sense are left out.
    """
    chance = random.Random(11)
    given = {0: 0, 1: 0}
    for row in _rows(corpora, "reuters-21578"):
        text = " ".join(str(row["body"]).split())
        for sentence in sentences(text, "en")[1:3]:
            line = sentence.of(text)
            made = _spun(line, chance) if 60 < len(line) < 260 else None
            if made and given[made[1]] < each:
                given[made[1]] += 1
                yield _row(made[0], 2 * made[1], "spun", line, "spun")


def _spun(line: str, chance: random.Random) -> tuple[Edit, int] | None:
    """One replacement in a sentence, and whether it is of the wrong sense."""
    words = [token for token in tokens(line) if token.text.isalpha() and token.text.islower()]
    chance.shuffle(words)
    for token in words:
        if len(token.text) < 4 or token.key in FUNCTION_WORDS:
            continue
        for y in (0, 1) if chance.random() < 0.4 else (1, 0):
            other = _replacement(token.key, chance, wrong=bool(y))
            if other:
                start, end = token.span.start, token.span.end
                copy = line[:start] + other + line[end:]
                return (line, copy, [start, end], [start, start + len(other)]), y
    return None


def _replacement(word: str, chance: random.Random, *, wrong: bool) -> str | None:
    found = lexicon.entries(word)
    if not found or sum(entry.count for entry in found) < 5:
        return None
    entry = max(found, key=lambda entry: entry.count)
    ending = word[len(entry.lemma) :] if word.startswith(entry.lemma) else None
    if ending not in ("", "s") or entry.count < 0.9 * sum(other.count for other in found):
        return None
    usual = entry.senses[0]
    chosen = [sense for sense in entry.senses[1:] if sense.share < 0.12] if wrong else [usual]
    if usual.share < 0.7:
        return None
    names = [
        name
        for sense in chosen
        for name in SYNONYMS.get(sense.synset, ())
        if name != entry.lemma and (wrong is (name not in SYNONYMS.get(usual.synset, ())))
    ]
    return chance.choice(names) + ending if names else None


def _synonyms() -> dict[int, tuple[str, ...]]:
    """The one-word lemmas of every synset, from the shipped lexicon."""
    table: dict[int, list[str]] = defaultdict(list)
    for lemma in lexicon.all_lemmas():
        if lemma.isalpha():
            for entry in lexicon.entries(lemma):
                if entry.lemma == lemma:
                    for sense in entry.senses:
                        table[sense.synset].append(lemma)
    return {synset: tuple(sorted(set(names))) for synset, names in table.items()}


def single_hunks(corpora: Path) -> Iterator[dict[str, Any]]:
    """Pairs that differ in one place only, whose label is therefore that edit's."""
    for row in _rows(corpora, "nli-pairs"):
        if row["set"] == "sick" and row["label"] in ("contradiction", "entailment"):
            yield from _only_hunk(row, 2 * (row["label"] == "contradiction"), "sick")
    for row in _rows(corpora, "para-pairs"):
        if row["set"] == "stsb" and (row["score"] >= 4.7 or row["score"] <= 2.8):
            yield from _only_hunk(row, 2 * (row["score"] <= 2.8), "stsb")


def paraphrases(corpora: Path) -> Iterator[dict[str, Any]]:
    """What human paraphrasers replaced, inserted and left out."""
    given = 0
    rows = [row for row in _rows(corpora, "para-pairs") if row["set"] in ("pan_madnani", "msrp")]
    for row in sorted(rows, key=lambda row: _hash(row["a"])):
        if row["label"] != 1 or given >= PARAPHRASES:
            continue
        a, b = _plain(row["a"]), _plain(row["b"])
        left, right, found = _hunks(a, b)
        if not 1 <= len(found) <= 6 or max(len(left), len(right)) > MOST_TOKENS:
            continue
        for hunk in found:
            if len(hunk.left) <= 4 and len(hunk.right) <= 4:
                given += 1
                edit = (a, b, _span(left, hunk.left), _span(right, hunk.right))
                yield _row(edit, 0, row["set"], f"{row['set']}{row['a'][:60]}", "paraphrase")


def claims(corpora: Path, most: int = CLAIMS) -> Iterator[dict[str, Any]]:
    """Two claims of one case, apart in one place, supported or refuted by the same evidence."""
    cases: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in _rows(corpora, "vitaminc-dev"):
        cases[row["page"], row["evidence"]].append(row)
    given = 0
    for (page, _), rows in sorted(cases.items()):
        true = [row["claim"] for row in rows if row["label"] == "SUPPORTS"]
        false = [row["claim"] for row in rows if row["label"] == "REFUTES"]
        pairs = [(a, b, 2) for a in true[:1] for b in false[:1]] + [(true[0], b, 0) for b in true[1:2]]
        for a, b, y in pairs:
            if a != b and given < most:
                found = list(_only_hunk({"a": a, "b": b, "id": page}, y, "vitaminc"))
                given += len(found)
                yield from found


def _only_hunk(row: dict[str, Any], y: int, source: str) -> Iterator[dict[str, Any]]:
    a, b = _plain(row["a"]), _plain(row["b"])
    left, right, found = _hunks(a, b)
    found = [hunk for hunk in found if _is_words(left, hunk.left) or _is_words(right, hunk.right)]
    if len(found) != 1 or len(left) > MOST_TOKENS:
        return
    # A detail left out is entailed and yet a loss: only replacements have a label that is the edit's own.
    if 1 <= min(len(found[0].left), len(found[0].right)) <= max(len(found[0].left), len(found[0].right)) <= 5:
        edit = (a, b, _span(left, found[0].left), _span(right, found[0].right))
        yield _row(edit, y, source, row.get("id", f"{source}{row['a']}"), "single")


def _hunks(a: str, b: str) -> tuple[tuple[Token, ...], tuple[Token, ...], list[Hunk]]:
    left, right = tokens(a), tokens(b)
    found = [hunk for hunk in hunks(edits(left, right, SETTINGS), left) if not hunk.moved]
    return left, right, found


def _is_words(words: tuple[Token, ...], indices: range) -> bool:
    return any(words[index].is_word for index in indices)


def _span(words: tuple[Token, ...], indices: range) -> list[int] | None:
    if not indices:
        return None
    return [words[indices.start].span.start, words[indices.stop - 1].span.end]


def _plain(text: str) -> str:
    """Tokenised corpora put spaces round every mark; a news sentence does not."""
    for mark in ",.;:!?)":
        text = text.replace(f" {mark}", mark)
    return text.replace("( ", "(").replace(" 's", "'s").replace(" n't", "n't").replace("$ ", "$").strip()


def _row(edit: Edit, y: int, source: str, group: str, kind: str) -> dict[str, Any]:
    part = "held" if _hash(group) % 5 == 0 else "train"
    names = ("a", "b", "a_span", "b_span")
    return {
        **dict(zip(names, edit, strict=True)),
        "y": y,
        "source": source,
        "kind": kind,
        "group": group,
        "part": part,
    }


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.md5(text.encode(), usedforsecurity=False).digest()[:4], "big")


def _rows(corpora: Path, name: str) -> Iterator[dict[str, Any]]:
    with lzma.open(corpora / f"{name}.jsonl.xz", "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


SYNONYMS = _synonyms()

if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sentences="--sentences" in sys.argv)
