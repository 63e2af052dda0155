"""The shipped table of what English words are in other languages, joined from free bilingual dictionaries.

    python training/lineage/translations.py DICTIONARIES src/retell/models/data/translations.sqlite

DICTIONARIES holds `freedict-*.dict.dz` and `.index` of the packages named in the model card. Few of them
have English on one side and are free to ship. So a word of German, say, is joined to English through the
words of a third language that both dictionaries know: *Rakete* is in Finnish *raketti*, and so is *rocket*.
A join through several languages, or through words with few meanings, counts for more. A second round joins
through the languages of the first.
"""

from __future__ import annotations

import gzip
import math
import re
import sqlite3
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from retell.models import lexicon

HUBS = ("bul", "ell", "fin", "ind", "jpn", "nor", "pol")
"""Languages with a free dictionary to or from English."""
JOINED = ("deu", "fra", "ita", "nld", "por", "rus", "spa", "swe")
CODES = {
    "deu": "de",
    "fra": "fr",
    "ita": "it",
    "nld": "nl",
    "por": "pt",
    "rus": "ru",
    "spa": "es",
    "swe": "sv",
}
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_SURE, _LEAST, _MOST = 0.5, 0.25, 8
"""A join this strong needs no second one; strength under which a link is left out; links kept for a word."""

Links = dict[str, dict[str, float]]
"""Foreign word to English words, each with the strength of the join."""
Beside = dict[str, set[str]]
"""Word to the words that stand for it."""

SCHEMA = """
-- For each English word a line for each language (ISO 639-1): its code, a blank, and the words that can
-- stand for it, strongest first, as "word strength" with ";" between, in hundredths. The strength is the
-- geometric mean of two ratios, to the strongest link of the foreign word and to that of the English one. A
-- foreign word that stands for one English word alone is left out.
CREATE TABLE link (english TEXT PRIMARY KEY, words TEXT NOT NULL) WITHOUT ROWID;
"""


def entries(folder: Path, name: str) -> Iterator[str]:
    """The articles of a dictionary in dictd's format (RFC 2229's companion: offsets in base 64)."""
    text = gzip.decompress((folder / f"freedict-{name}.dict.dz").read_bytes())
    met: set[int] = set()
    for line in (folder / f"freedict-{name}.index").open(encoding="utf-8"):
        head, start, size = line.rstrip("\n").split("\t")[:3]
        at = _number(start)
        if at not in met and not head.startswith("00"):
            met.add(at)
            yield text[at : at + _number(size)].decode("utf-8", "replace")


def _number(digits: str) -> int:
    value = 0
    for digit in digits:
        value = value * 64 + _DIGITS.index(digit)
    return value


def translations(folder: Path, name: str) -> Iterator[tuple[str, str]]:
    """Headword and translation, each without its notes."""
    for entry in entries(folder, name):
        first, *rest = entry.split("\n")
        if name.startswith("jpn-"):
            found = re.search(r"([^\s\[\]]+)\s*/", first) or re.search(r"(\S+)\s*$", first)
            head = found[1] if found else ""
            senses = [re.sub(r"^\d+\.\s*", "", line) for line in rest if not re.fullmatch(r"\(.*\)", line)]
        else:
            head = _plain(re.sub(r"\s/.*", "", re.sub(r"<[^>]*>", "", first)))
            senses = [line for at, line in enumerate(rest) if at == 0 or re.match(r"\d+\.\s+\S", line)]
        for sense in senses:
            said = re.sub(r"^\d+\.\s+|\s\d+\.$", "", sense)
            for part in re.split(r"[,;]", said):
                word = _plain(part)
                if head and 0 < len(word) < 40:
                    yield head, word


def _plain(word: str) -> str:
    """Without brackets, stress marks and points, in small letters."""
    word = re.sub(r"\([^)]*\)|\[[^\]]*\]|\{[^}]*\}|<[^>]*>", "", word)
    if re.search("[а-я]", word):
        word = unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).replace("\u0301", ""))
    return word.strip(" .;:!?…\"'").lower()


def _english(word: str) -> str | None:
    word = re.sub(r"^(to|a|an|the) ", "", word)
    return word if re.fullmatch(r"[a-z]{3,}", word) and lexicon.is_known(word) else None


def read(folder: Path) -> tuple[dict[str, Beside], dict[tuple[str, str], Beside]]:
    """The English of the words of each hub, and for each other pair of languages what stands for what."""
    hubs: dict[str, Beside] = {hub: defaultdict(set) for hub in HUBS}
    pairs: dict[tuple[str, str], Beside] = defaultdict(lambda: defaultdict(set))
    for path in sorted(folder.glob("freedict-*.dict.dz")):
        name = path.name.removeprefix("freedict-").removesuffix(".dict.dz")
        one, other = name.split("-")
        if "eng" in (one, other):
            hub = other if one == "eng" else one
            for head, word in translations(folder, name) if hub in hubs else ():
                english, foreign = (head, word) if one == "eng" else (word, head)
                if known := _english(english):
                    hubs[hub][foreign].add(known)
        else:
            for head, word in translations(folder, name):
                pairs[one, other][head].add(word)
                pairs[other, one][word].add(head)
    return hubs, pairs


def joined(
    hubs: Mapping[str, Beside], pairs: Mapping[tuple[str, str], Beside], language: str
) -> tuple[Links, Links]:
    """The first round: strengths, and how many languages each join goes through."""
    strength: Links = defaultdict(lambda: defaultdict(float))
    through: dict[tuple[str, str], set[str]] = defaultdict(set)
    for hub, english in hubs.items():
        for word, others in pairs.get((language, hub), {}).items():
            if " " in word or len(word) < 3:
                continue
            for other in sorted(others):
                meant = english.get(other, ())
                for each in sorted(meant):
                    strength[word][each] += 1 / math.sqrt(len(others) * len(meant))
                    through[word, each].add(hub)
    counts: Links = defaultdict(dict)
    for (word, each), met in through.items():
        counts[word][each] = float(len(met))
    return strength, counts


def rejoined(
    first: Mapping[str, Links],
    pairs: Mapping[tuple[str, str], Beside],
    language: str,
    links: Links,
    counts: Links,
) -> None:
    """The second round, through the languages of the first: adds to `links` and `counts`."""
    for other, theirs in first.items():
        for word, beside in pairs.get((language, other), {}).items():
            if other == language or " " in word:
                continue
            for each in sorted(beside):
                meant = theirs.get(each, {})
                most = max(meant.values(), default=1.0)
                for english, strength in meant.items():
                    links[word][english] += strength / most / math.sqrt(len(beside))
                    counts[word][english] = counts[word].get(english, 0.0) + 1


def weighed(links: Links) -> dict[str, dict[str, float]]:
    """English word to foreign words, each with its strength."""
    top_foreign = {word: max(meant.values()) for word, meant in links.items() if meant}
    top_english: dict[str, float] = defaultdict(float)
    for meant in links.values():
        for english, strength in meant.items():
            top_english[english] = max(top_english[english], strength)
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for word, meant in links.items():
        for english, strength in meant.items():
            share = strength / top_foreign[word]
            mean = math.sqrt(share * strength / top_english[english])
            if mean >= _LEAST:
                found[english][word] = mean
    return found


def table(folder: Path) -> Iterator[tuple[str, str]]:
    """The rows of the table."""
    hubs, pairs = read(folder)
    rounds = {language: joined(hubs, pairs, language) for language in JOINED}
    first = {
        language: {word: _kept(word, meant, counts) for word, meant in links.items()}
        for language, (links, counts) in rounds.items()
    }
    lines: dict[str, list[str]] = defaultdict(list)
    for language, (links, counts) in sorted(rounds.items()):
        rejoined(first, pairs, language, links, counts)
        made = weighed({word: _kept(word, meant, counts) for word, meant in links.items()})
        for english, said in told(made):
            lines[english].append(f"{CODES[language]} {said}")
    for english, each in sorted(lines.items()):
        yield english, "\n".join(sorted(each))


def told(made: Mapping[str, Mapping[str, float]]) -> Iterator[tuple[str, str]]:
    """English words of some use with their best foreign words, those left out that say nothing of a pair."""
    best = {
        english: sorted(words.items(), key=lambda each: (-each[1], each[0]))[:_MOST]
        for english, words in made.items()
        if lexicon.frequency(english) >= 1
    }
    meanings = Counter(word for words in best.values() for word, _ in words)
    for english, words in sorted(best.items()):
        kept = [(word, mean) for word, mean in words if meanings[word] > 1]
        if kept:
            yield english, ";".join(f"{word} {round(100 * mean)}" for word, mean in kept)


def _kept(word: str, meant: Mapping[str, float], counts: Links) -> dict[str, float]:
    return {
        each: strength for each, strength in meant.items() if strength >= _SURE or counts[word][each] >= 2
    }


def main() -> None:
    """Write the table."""
    out = Path(sys.argv[2])
    out.unlink(missing_ok=True)
    base = sqlite3.connect(out)
    base.executescript(SCHEMA)
    base.executemany("INSERT INTO link VALUES (?, ?)", table(Path(sys.argv[1])))
    base.commit()
    base.execute("VACUUM")


if __name__ == "__main__":
    main()
