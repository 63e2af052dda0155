"""What scribes do to a text, word by word: each function makes of a list of words that of the copy."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Words = list[str]

SPELLINGS = (
    ("y", "i"), ("v", "u"), ("k", "c"), ("ss", "s"), ("ll", "l"), ("tt", "t"), ("nn", "n"), ("mm", "m"),
    ("th", "t"), ("ph", "f"), ("ä", "e"), ("ö", "o"), ("ü", "u"), ("é", "e"), ("è", "e"), ("à", "a"),
    ("qu", "k"), ("ie", "i"), ("ei", "ey"), ("ck", "k"), ("dt", "d"), ("aa", "a"), ("ii", "i"), ("w", "v"),
    ("z", "s"), ("ch", "h"), ("ae", "e"), ("x", "cs"), ("gn", "ng"), ("rr", "r"), ("pp", "p"), ("f", "ff"),
)  # fmt: skip
"""Spellings that stand for each other in hands of many languages and times."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """The rates of one scribe, each for a word; `habits` are (spelling, own spelling, how often)."""

    habits: Sequence[tuple[str, str, float]]
    slip: float
    other_word: float
    word_lost: float
    word_added: float
    turned: float
    doubled: float
    eye_skip: float
    line_lost: float
    corrects: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The words of a language as its texts have them: `near` are words that are taken for each other."""

    common: Sequence[str]
    known: frozenset[str]
    near: Mapping[str, Sequence[str]]


Desk = tuple[random.Random, Hand, Lexicon]


def scribe(chance: random.Random, *, wear: float, spelling: float) -> Hand:
    """A scribe: `wear` is about the share of words changed otherwise than in spelling, `spelling` 0 to 1."""
    rules = chance.sample(SPELLINGS, 12)
    ways = [(pair if chance.random() < 0.5 else pair[::-1]) for pair in rules]
    care = wear * chance.lognormvariate(0, 0.5)
    share = [chance.random() ** 1.5 for _ in range(7)]
    part = [care * each / sum(share) for each in share]
    return Hand(
        habits=[(a, b, spelling * chance.random() ** 2) for a, b in ways],
        slip=part[0],
        other_word=part[1],
        word_lost=part[2],
        word_added=part[3],
        turned=part[4] / 2,
        doubled=part[5] / 6,
        eye_skip=part[6] / 10,
        line_lost=care / 60 * chance.random(),
        corrects=chance.random() * 0.7,
    )


def copied(words: Sequence[str], desk: Desk) -> Words:
    """A copy of `words`, all that scribes do done in turn."""
    made = list(words)
    for step in STEPS:
        made = step(made, desk)
    return made


def spelt(words: Words, desk: Desk) -> Words:
    """Words in the scribe's own spelling, now and then."""
    chance, hand, _ = desk
    made = []
    for word in words:
        for said, own, often in hand.habits:
            if said in word and chance.random() < often:
                word = word.replace(said, own, 1)  # noqa: PLW2901 - each habit works on what the last left
        made.append(word)
    return made


def corrected(words: Words, desk: Desk) -> Words:
    """What is no word made the nearest one that is."""
    chance, hand, known = desk
    return [
        chance.choice(known.near[word][:2])
        if word not in known.known and word in known.near and chance.random() < hand.corrects * 0.2
        else word
        for word in words
    ]


def slipped(words: Words, desk: Desk) -> Words:
    """A letter lost, doubled, turned round or wrong."""
    chance, hand, _ = desk
    return [_slip(word, chance) if len(word) > 2 and chance.random() < hand.slip else word for word in words]


def _slip(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word) - 1)
    ways = (
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + chance.choice("aeinorstu") + word[at + 1 :],
    )
    return chance.choice(ways)


def exchanged(words: Words, desk: Desk) -> Words:
    """Another word, mostly one that looks alike, of the few that scribes would take for it."""
    chance, hand, known = desk
    return [
        chance.choice(known.near.get(word.lower()) or known.common)
        if chance.random() < hand.other_word
        else word
        for word in words
    ]


def thinned(words: Words, desk: Desk) -> Words:
    """Words left out, short ones first."""
    chance, hand, _ = desk
    return [word for word in words if chance.random() >= hand.word_lost * (1.5 if len(word) < 5 else 0.5)]


def filled(words: Words, desk: Desk) -> Words:
    """Common words put in."""
    chance, hand, known = desk
    made: Words = []
    for word in words:
        if chance.random() < hand.word_added:
            made.append(chance.choice(known.common[:30]))
        made.append(word)
    return made


def turned(words: Words, desk: Desk) -> Words:
    """Two words in the other order."""
    chance, hand, _ = desk
    made = list(words)
    for at in range(len(made) - 1):
        if chance.random() < hand.turned:
            made[at], made[at + 1] = made[at + 1], made[at]
    return made


def doubled(words: Words, desk: Desk) -> Words:
    """A few words written twice (dittography)."""
    chance, hand, _ = desk
    made: Words = []
    for word in words:
        made.append(word)
        if chance.random() < hand.doubled:
            made += made[-chance.randint(1, 4) :]
    return made


def skipped(words: Words, desk: Desk) -> Words:
    """From a word to the next place where it stands, the words between left out (homeoteleuton)."""
    chance, hand, _ = desk
    made: Words = []
    at = 0
    while at < len(words):
        made.append(words[at])
        if chance.random() < hand.eye_skip * 8 and words[at] in words[at + 1 : at + 25]:
            at += words[at + 1 : at + 25].index(words[at]) + 1
        at += 1
    return made


def dropped(words: Words, desk: Desk) -> Words:
    """A line left out."""
    chance, hand, _ = desk
    made: Words = []
    at = 0
    while at < len(words):
        if chance.random() < hand.line_lost:
            at += chance.randint(5, 12)
            continue
        made.append(words[at])
        at += 1
    return made or words[:1]


STEPS: tuple[Callable[[Words, Desk], Words], ...] = (
    corrected,
    skipped,
    dropped,
    thinned,
    filled,
    turned,
    doubled,
    exchanged,
    slipped,
    spelt,
)


def holed(words: Sequence[str], chance: random.Random, share: float) -> Words:
    """A witness with leaves lost: at its end, its beginning or inside, together about `share` of it."""
    made = list(words)
    for _ in range(chance.randint(1, 3)):
        size = min(len(made) - 20, round(len(words) * share * chance.uniform(0.2, 0.6)))
        if size > 0:
            at = chance.choice((0, len(made) - size, chance.randrange(len(made) - size)))
            del made[at : at + size]
    return made


def joined(first: Sequence[str], other: Sequence[str], chance: random.Random) -> Words:
    """The first, and from some place on for a while the other (contamination)."""
    start = chance.random() * 0.8
    end = start + chance.uniform(0.1, 0.5)

    def place(words: Sequence[str], share: float) -> int:
        return min(len(words), round(len(words) * share))

    return [
        *first[: place(first, start)],
        *other[place(other, start) : place(other, end)],
        *first[place(first, end) :],
    ]
