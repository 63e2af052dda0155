"""A labelled corpus of copies, made over texts given to it: every way of copying, with near-misses.

Each base text gets copies by one or more ways. A line of the output is a document with `id`, `text`,
`label` (the family), `way` (how it was made) and `of` (the id it was made from). The documents of an
excerpt and of a merger carry the label of the text they mostly are; a near-miss is a family of its own.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

_SENTENCE = re.compile(r"(?<=[.!?])[\"'”]?\s+(?=[\"'“A-Z])|\n\s*\n")
_WORD = re.compile(r"[A-Za-z]+")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+|\d[\d.,]*\d")
_CLAUSE = re.compile(r",\s+")
WAYS = (
    "verbatim",
    "light",
    "medium",
    "heavy",
    "spun",
    "round_trip",
    "half",
    "excerpt",
    "merged",
    "near_miss",
    "form",
)
APART = ("excerpt", "near_miss", "form")
"""Ways that make a family of its own."""
_SMALL_WORDS = (
    "a the in on at of for to by with from and or as that this which it its has have had was were is are"
).split()
SHARE_EDITED = {"light": 0.03, "medium": 0.10, "heavy": 0.25, "spun": 0.35, "round_trip": 0.3}
FRAMES = (
    "By our staff\n{}",
    "{}\nAll rights reserved. Follow us for more.",
    "(Wire) - {}",
    "{}",
    "Updated today\n{}\nRead more on our site.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One document of the corpus."""

    id: str
    text: str
    label: str
    way: str
    of: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Words to write over others: of like frequency and ending, or given as synonyms."""

    like: Mapping[str, Sequence[str]]
    synonyms: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, texts: Sequence[str], synonyms: Mapping[str, Sequence[str]]) -> Lexicon:
        """Words of the texts, by ending and rough frequency."""
        counts = Counter(word.lower() for text in texts for word in _WORD.findall(text))
        groups: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word, count in sorted(counts.items()):
            groups[word[-2:], count.bit_length()].append(word)
        like = {word: groups[word[-2:], count.bit_length()] for word, count in counts.items()}
        return cls(like=like, synonyms=synonyms)

    def other(self, word: str, chance: random.Random) -> str:
        """Another word in the place of this one, capitalised as it was."""
        choices = self.synonyms.get(word.lower()) or self.like.get(word.lower()) or [word]
        chosen = chance.choice(choices)
        return chosen.capitalize() if word[:1].isupper() else chosen


def sentences(text: str) -> list[str]:
    """The sentences of a text, roughly."""
    return [piece.strip() for piece in _SENTENCE.split(text) if piece and piece.strip()]


def edited(text: str, share: float, lexicon: Lexicon, chance: random.Random) -> str:
    """Words replaced, dropped and doubled by another, `share` of them in all."""
    words = []
    for word in text.split(" "):
        drawn = chance.random()
        if drawn >= share:
            words.append(word)
        elif drawn < 0.6 * share:
            words.append(_WORD.sub(lambda found: lexicon.other(found.group(), chance), word, count=1))
        elif drawn < 0.8 * share:
            words += [word, lexicon.other("the", chance)]
    return " ".join(words)


def spun(text: str, lexicon: Lexicon, chance: random.Random) -> str:
    """Every sentence reworded: small-letter words replaced, clauses put round; names and figures stay."""
    done = []
    for sentence in sentences(text):
        words = [
            _WORD.sub(lambda found: lexicon.other(found.group(), chance), word, count=1)
            if word[:1].islower() and len(word) > 3 and chance.random() < SHARE_EDITED["spun"]
            else word
            for word in sentence.split(" ")
        ]
        clauses = _CLAUSE.split(" ".join(words).rstrip("."))
        turned = clauses[1:] + clauses[:1] if len(clauses) > 1 and chance.random() < 0.5 else clauses
        done.append(", ".join(turned) + ".")
    return " ".join(done)


def round_trip(text: str, lexicon: Lexicon, chance: random.Random) -> str:
    """A stand-in for translation and back: words of all sorts replaced, neighbours put round, small words
    changed for others, dropped and put in."""
    done = []
    for sentence in sentences(text):
        words: list[str] = []
        for word in sentence.split(" "):
            drawn = chance.random()
            if word in _SMALL_WORDS and drawn < SHARE_EDITED["round_trip"]:
                words += [chance.choice(_SMALL_WORDS)] if drawn > 0.1 else []
            elif word.isalpha() and word.islower() and drawn < SHARE_EDITED["round_trip"]:
                words.append(lexicon.other(word, chance))
            else:
                words.append(word)
        for at in range(1, len(words) - 2):
            if words[at].islower() and words[at + 1].islower() and chance.random() < 0.08:
                words[at], words[at + 1] = words[at + 1], words[at]
        done.append(" ".join(words))
    return " ".join(done)


def form(text: str, others: Sequence[str], chance: random.Random) -> str:
    """The same frame filled in anew: every name and figure another, the same one always by the same."""
    names = [name for other in chance.sample(others, 3) for name in _NAME.findall(other)] or ["Nobody"]
    given: dict[str, str] = {}
    return _NAME.sub(lambda found: given.setdefault(found.group(), chance.choice(names)), text)


def half(text: str, chance: random.Random) -> str:
    """The first half of a text, as an editor cuts from the end."""
    held = sentences(text)
    return " ".join(held[: max(2, round(len(held) * chance.uniform(0.45, 0.6)))])


def excerpt(host: str, text: str, chance: random.Random) -> str:
    """Some running sentences, a third of the shorter text's words or so, set into another article."""
    inside, held = sentences(host), sentences(text)
    start = chance.randrange(max(1, len(held) - 3))
    room, taken = max(30, min(len(host.split()), len(text.split())) // 3), [""]
    for sentence in held[start:]:
        words = sentence.split()[:room]
        taken.append(" ".join(words))
        room -= len(words)
        if room <= 0:
            break
    at = chance.randrange(len(inside) + 1)
    return " ".join([*inside[:at], *taken[1:], *inside[at:]])


def merged(text: str, other: str) -> str:
    """The greater part of one text, then the lesser part of another."""
    one, two = sentences(text), sentences(other)
    return " ".join([*one[: round(len(one) * 0.6)], *two[: round(len(two) * 0.4)]])


def near_miss(other: str, text: str, chance: random.Random) -> str:
    """Another report with the names of this one, and one sentence, as two reports of one event have."""
    names = _NAME.findall(text) or [""]
    retold = _NAME.sub(lambda _: chance.choice(names), other)
    return f"{retold} {chance.choice(sentences(text))[:200]}"


def apart(texts: Sequence[str], gram: int = 5, most: float = 0.12) -> list[str]:
    """The texts that hold few of the word runs of those before them, so that a label is the whole truth."""
    seen: set[int] = set()
    kept = []
    for text in texts:
        words = _WORD.findall(text.lower())
        runs = {hash(tuple(words[at : at + gram])) for at in range(len(words) - gram + 1)}
        if runs and len(runs & seen) <= most * len(runs):
            kept.append(text)
            seen |= runs
    return kept


def corpus(bases: Sequence[str], others: Sequence[str], lexicon: Lexicon, seed: int) -> Iterator[Item]:
    """Copies of the bases in every way, singles among them; `others` serve as hosts and as singles."""
    chance = random.Random(seed)
    hosts = cycle(others)
    change: dict[str, Callable[[str], str]] = {
        "verbatim": lambda text: text,
        "spun": lambda text: spun(text, lexicon, chance),
        "round_trip": lambda text: round_trip(text, lexicon, chance),
        "form": lambda text: form(text, others, chance),
        "half": lambda text: half(text, chance),
        "merged": lambda text: merged(text, next(hosts)),
        "near_miss": lambda text: near_miss(next(hosts), text, chance),
    }
    for way in ("light", "medium", "heavy"):
        change[way] = lambda text, way=way: edited(text, SHARE_EDITED[way], lexicon, chance)  # type: ignore[misc]
    for number, base in enumerate(bases):
        label = f"f{number:06d}"
        yield Item(id=label, text=base, label=label, way="base", of=None)
        for turn, way in enumerate(chance.sample(WAYS, chance.choice((1, 1, 2, 3)))):
            id = f"{label}-{turn}{way}"
            if way == "excerpt":
                text, own = excerpt(next(hosts), base, chance), f"x-{id}"
            else:
                text, own = change[way](base), f"x-{id}" if way in APART else label
            yield Item(id=id, text=chance.choice(FRAMES).format(text), label=own, way=way, of=label)


def texts_of(path: Path, field: str, least: int) -> list[str]:
    """The texts of a JSONL file that are at least `least` characters long, each once."""
    held: dict[str, None] = {}
    with path.open(encoding="utf-8") as file:
        for line in file:
            text = str(json.loads(line).get(field) or "")
            if len(text) >= least:
                held.setdefault(text)
    return list(held)


def main() -> None:
    """Read texts, write the corpus."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path, help="JSONL of base texts")
    parser.add_argument("out", type=Path, help="JSONL of the labelled corpus")
    parser.add_argument("--field", default="text")
    parser.add_argument("--bases", type=int, default=1000)
    parser.add_argument("--least", type=int, default=800, help="characters of the shortest base")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--synonyms", type=Path, help="JSON: a word to its synonyms")
    given = parser.parse_args()
    texts = texts_of(given.texts, given.field, given.least)
    random.Random(given.seed).shuffle(texts)
    texts = apart(texts)
    synonyms = json.loads(given.synonyms.read_text(encoding="utf-8")) if given.synonyms else {}
    bases, others = texts[: given.bases], texts[given.bases :]
    lexicon = Lexicon.of(texts, synonyms)
    with given.out.open("w", encoding="utf-8") as file:
        for item in corpus(bases, others or bases, lexicon, given.seed):
            line = {"id": item.id, "text": item.text, "label": item.label, "way": item.way, "of": item.of}
            print(json.dumps(line, ensure_ascii=False), file=file)


if __name__ == "__main__":
    main()
