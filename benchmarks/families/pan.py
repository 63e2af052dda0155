"""PAN's text alignment corpus as retrieval: every suspicious document finds its source among all sources.

`python benchmarks/families/pan.py DIR [--half 1]`, DIR as PAN 2013 lays it out: `susp/`, `src/` and a folder
of pairs for each kind of obfuscation. An index holds the sources; each suspicious document asks for its
likeliest ones. For each kind it is told how many documents find one of their sources among five, how many
listed pairs have the source among the five once the document's other sources are left out, and what pairs are
called where families are sought. `--half` keeps the documents whose name has an even (0) or odd (1) CRC.
"""

from __future__ import annotations

import argparse
import time
import zlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from retell.family.arrays import I64, U64
from retell.family.columns import Column
from retell.family.holding import hold
from retell.family.index import MemoryIndex, Source
from retell.family.judge import Verdict
from retell.family.keys import Keys
from retell.family.pairs import find
from retell.family.texts import HeldTexts
from retell.family.words import content_hashes, key_words, word_hashes
from retell.settings import FamilySettings

_ASKED = 64
"""Sources asked for: five, and room for a document's other ones."""
_RUN = 15
"""Words in a row that nobody writes twice by chance: what the families' grams promise to find."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Texts and keys by the names of files, suspicious documents and sources apart."""

    words: Mapping[str, U64]
    keys: Mapping[str, Keys]
    suspicious: tuple[str, ...]
    sources: tuple[str, ...]


def kinds(folder: Path) -> dict[str, list[tuple[str, str]]]:
    """The pairs of each kind of obfuscation, as names of files."""
    found = {}
    for listed in sorted(folder.glob("0*/pairs")):
        rows = [line.split() for line in listed.read_text(encoding="utf-8").splitlines()]
        found[listed.parent.name] = [(one, two) for one, two in rows]
    return found


def read(folder: Path, settings: FamilySettings) -> tuple[Corpus, HeldTexts, dict[str, int]]:
    """The corpus; its texts as families are sought in them, and the row of each."""
    files = sorted([*folder.glob("susp/*.txt"), *folder.glob("src/*.txt")])
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in files]
    words = [word_hashes(key_words(text)) for text in texts]
    held = hold(texts)
    made = held.columns(settings)
    sorts = {name: _split(column) for name, column in made.sorts.items()}
    none = np.empty(0, dtype=np.uint64)
    keys = [
        Keys(
            text=int(made.digests[row]),
            words=int(made.words[row]),
            bands=made.bands[row],
            signature=made.signatures[row, : settings.bands * settings.rows],
            grams=sorts["grams"][row],
            combinations=sorts["combinations"][row],
            vocabulary=content_hashes(words[row]),
            particulars=none,
        )
        for row in range(len(texts))
    ]
    names = [path.name for path in files]
    corpus = Corpus(
        words=dict(zip(names, words, strict=True)),
        keys=dict(zip(names, keys, strict=True)),
        suspicious=tuple(path.name for path in files if path.parent.name == "susp"),
        sources=tuple(path.name for path in files if path.parent.name == "src"),
    )
    return corpus, held, {name: row for row, name in enumerate(names)}


def _split(column: Column) -> list[U64]:
    return np.split(column.keys, column.ends[:-1])


def indexed(corpus: Corpus, settings: FamilySettings) -> MemoryIndex:
    """An index of the sources."""
    index = MemoryIndex(settings)
    for name in corpus.sources:
        index.add(name, corpus.keys[name])
    return index


def called(held: HeldTexts, settings: FamilySettings) -> dict[tuple[int, int], str]:
    """What the pairs of rows that meet are called where families are sought."""
    pairs = find(held, settings).pairs
    judged: I64 = np.where(pairs.judged.doubtful, -1, pairs.judged.verdicts)
    lines = zip(pairs.first.tolist(), pairs.second.tolist(), judged.tolist(), strict=True)
    return {(one, two): "doubtful" if what < 0 else Verdict(what).name.lower() for one, two, what in lines}


class Told:
    """What is told of one kind of obfuscation."""

    def __init__(
        self,
        corpus: Corpus,
        pairs: Sequence[tuple[str, str]],
        answers: Mapping[str, tuple[Source, ...]],
        truth: Mapping[str, set[str]],
    ) -> None:
        self.pairs = pairs
        self._answers = answers
        self._truth = truth
        self._corpus = corpus
        self.of: dict[str, set[str]] = defaultdict(set)
        for one, two in pairs:
            self.of[one].add(two)

    def finds(self, most: int) -> float:
        """The share of documents that have one of their sources among the likeliest."""
        return sum(self._has(name, most) for name in self.of) / len(self.of)

    def _has(self, name: str, most: int) -> bool:
        return any(each.id in self.of[name] for each in self._answers[name][:most])

    def listed(self) -> float:
        """The share of pairs whose source is among five, the document's other sources left out."""
        hits = 0
        for one, two in self.pairs:
            others = self._truth[one] - {two}
            hits += two in [each.id for each in self._answers[one] if each.id not in others][:5]
        return hits / len(self.pairs)

    def outranked(self, chance: int) -> tuple[int, int, int]:
        """Documents that miss; of them those whose five all lend words in a row, or outweigh chance."""
        missed = [name for name in self.of if not self._has(name, 5)]
        fives = [(name, self._answers[name][:5]) for name in missed]
        runs = sum(all(self._lends(name, each.id) for each in five) for name, five in fives)
        return len(missed), runs, sum(all(each.combinations > chance for each in five) for _, five in fives)

    def _lends(self, name: str, source: str) -> bool:
        return not _runs(self._corpus.words[name]).isdisjoint(_runs(self._corpus.words[source]))


def _runs(words: U64) -> set[bytes]:
    return {words[at : at + _RUN].tobytes() for at in range(len(words) - _RUN + 1)}


def main() -> None:
    """Ask for the sources of the whole corpus once and print a line for each kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", type=int, choices=(0, 1))
    parser.add_argument("--without", choices=("words", "combinations"), help="rank without this sort of key")
    parser.add_argument("--ranks-only", action="store_true", help="seek no families")
    given = parser.parse_args()
    settings = FamilySettings()
    corpus, held, rows = read(given.folder, settings)
    ranking = settings
    if given.without == "words":
        ranking = replace(settings, source_ceiling=-1)
    elif given.without:
        ranking = replace(settings, combination_ceiling=-1)
    index = indexed(corpus, ranking)
    before = time.process_time()
    answers = {name: index.sources(corpus.keys[name], most=_ASKED) for name in corpus.suspicious}
    spent = (time.process_time() - before) / len(answers) * 1000
    print(f"{len(index)} sources, {len(answers)} questions of {spent:.1f} ms of processor each")
    verdicts = {} if given.ranks_only else called(held, settings)
    listed = {
        kind: [pair for pair in pairs if _is_in(pair[0], given.half)]
        for kind, pairs in kinds(given.folder).items()
    }
    truth: dict[str, set[str]] = defaultdict(set)
    for one, two in (pair for kind in listed if not kind.startswith("01") for pair in listed[kind]):
        truth[one].add(two)
    chance = 0
    for kind, pairs in listed.items():
        told = Told(corpus, pairs, answers, truth)
        print(f"{kind}: {len(pairs)} pairs, {len(told.of)} documents")
        if verdicts:
            rowed = [(min(rows[a], rows[b]), max(rows[a], rows[b])) for a, b in pairs]
            print(f"  called {dict(Counter(verdicts.get(pair, 'apart') for pair in rowed).most_common())}")
        if kind.startswith("01"):
            shared = {one: {each.id: each.combinations for each in answers[one]} for one in told.of}
            chance = int(np.percentile([shared[one].get(two, 0) for one, two in pairs], 95))
            print(f"  95 of 100 share no more than {chance} rare pairs of stems")
            continue
        missed, runs, above = told.outranked(chance)
        print(
            f"  a source among five {told.finds(5):.3f}, among {_ASKED} {told.finds(_ASKED):.3f}; "
            f"pairs among five {told.listed():.3f}"
        )
        print(
            f"  {missed} documents miss; in {runs} each of the five shares {_RUN} words in a row, "
            f"in {above} more than {chance} rare pairs of stems"
        )


def _is_in(name: str, half: int | None) -> bool:
    return half is None or zlib.crc32(name.encode()) & 1 == half


if __name__ == "__main__":
    main()
