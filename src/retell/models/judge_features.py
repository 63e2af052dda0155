"""What can be known of an edit from its two sentences: figures that a judge of it is taught with.

Most are about the weakest pair: every content word that was taken out is answered by the nearest one put in
(the same stem, what the lexicon joins, what people write for each other, what stands near in the embedding),
and the edit is as harmless as the pair that answers least. The rest say whether a word fits the sentence it
was put into, what is left without an answer and how much it tells, and what stands in the edit besides:
figures, names, words that deny, hedge or report.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import JaroWinkler

from retell.models import embedding, judge_phrases, lexicon, paraphrases, senses, translations
from retell.models.judge_words import CUES, FALL, RISE
from retell.models.lexicon import RelationKind
from retell.models.spelling import same_word
from retell.text.english import FUNCTION_WORDS
from retell.text.spans import Span
from retell.text.tokens import Token, tokens
from retell.values import dataclass

Vector = NDArray[np.float32]

MOST_WORDS = 6
"""Content words of one side of an edit that are paired; a longer edit is told by its first ones."""
WINDOW = 4
"""Words on each side of the edit that are its near context."""
_MOST_SENSES = 40.0
"""Senses past which a word is as vague as any."""

_KINDS = tuple(RelationKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Two sentences and where one edit stands in each; a side without words there has no span.

    Raises ValueError where neither side has words.
    """

    left: str
    right: str
    left_span: Span | None
    right_span: Span | None

    def __post_init__(self) -> None:
        if self.left_span is None and self.right_span is None:
            raise ValueError("an edit has words on at least one side")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """One side of an edit, cut into words: those of the edit and those around it."""

    text: str
    said: str
    words: tuple[Token, ...]
    edited: tuple[Token, ...]
    around: tuple[Token, ...]
    near: tuple[Token, ...]
    content: tuple[str, ...]
    opens: bool
    closes: bool


def features(edit: Edit) -> dict[str, float]:
    """Every figure by name, in one order for every edit; none is missing."""
    left, right = _side(edit.left, edit.left_span), _side(edit.right, edit.right_span)
    told: dict[str, float] = {}
    told.update(_shape(left, right))
    told.update(_told("left", left, right))
    told.update(_told("right", right, left))
    told.update(_cues(left, right))
    told.update(_fit(left, right))
    told.update(_answered(left, right))
    told.update(judge_phrases.figures(*_spoken(left), *_spoken(right)))
    return told


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """The names of the figures, in order."""
    span = Span(start=0, end=1)
    return tuple(features(Edit(left="a", right="b", left_span=span, right_span=span)))


def table(edits: Iterable[Edit]) -> NDArray[np.float32]:
    """The figures of many edits, float32[n, len(names())]."""
    rows = [list(features(edit).values()) for edit in edits]
    return np.array(rows, dtype=np.float32).reshape(len(rows), len(names()))


@lru_cache(maxsize=4096)
def _side(text: str, span: Span | None) -> _Side:
    words = tokens(text)
    inside = [span is not None and span.overlaps(word.span) for word in words]
    at = [index for index, held in enumerate(inside) if held]
    first, last = (at[0], at[-1]) if at else (0, -1)
    edited = tuple(words[index] for index in at)
    return _Side(
        text=text,
        said=span.of(text) if span else "",
        words=words,
        edited=edited,
        around=tuple(word for word, held in zip(words, inside, strict=True) if not held),
        near=(words[max(0, first - WINDOW) : first] + words[last + 1 : last + 1 + WINDOW]) if at else (),
        content=tuple(dict.fromkeys(word.key for word in edited if _carries(word))),
        opens=bool(at) and first == 0,
        closes=bool(at) and not any(word.is_word for word in words[last + 1 :]),
    )


def _spoken(side: _Side) -> tuple[tuple[Token, ...], range]:
    """The words of a side without its marks, and where those of the edit stand among them."""
    words = tuple(word for word in side.words if word.is_word or word.is_number)
    edited = {word.span.start for word in side.edited}
    at = [index for index, word in enumerate(words) if word.span.start in edited]
    return words, range(at[0], at[-1] + 1) if at else range(0)


def _carries(word: Token) -> bool:
    return word.is_word and word.key not in FUNCTION_WORDS


def _shape(left: _Side, right: _Side) -> dict[str, float]:
    one, other = _vocabulary(left.text)[0], _vocabulary(right.text)[0]
    counts = len(left.edited), len(right.edited)
    return {
        "only left": float(not right.edited),
        "only right": float(not left.edited),
        "words left": float(counts[0]),
        "words right": float(counts[1]),
        "longer by": float(counts[1] - counts[0]),
        "content left": float(len(left.content)),
        "content right": float(len(right.content)),
        "sentence left": float(len(left.words)),
        "sentence right": float(len(right.words)),
        "sentences share": len(one & other) / max(1, len(one | other)),
        "written alike": JaroWinkler.similarity(left.said.lower(), right.said.lower()),
        "only marks": float(not any(word.is_word for word in left.edited + right.edited)),
    }


def _told(name: str, here: _Side, there: _Side) -> dict[str, float]:
    """What one side of the edit says that the other sentence does not, and what it is made of."""
    others, stems = _vocabulary(there.text)
    beyond = {word.key for word in there.around}
    lone = [key for key in here.content if key not in others and lexicon.base(key) not in stems]
    bits = [_bits(key) for key in lone]
    words = [word for word in here.edited if word.is_word]
    parts = [lexicon.usual_part(key) for key in here.content]
    return {
        f"{name} lone": float(len(lone)),
        f"{name} lone share": len(lone) / max(1, len(here.content)),
        f"{name} lone bits": min(60.0, sum(bits)),
        f"{name} lone most bits": max(bits, default=0.0),
        f"{name} elsewhere": sum(word.key in beyond for word in words) / max(1, len(words)),
        f"{name} figures": float(sum(word.is_number for word in words)),
        f"{name} capitals": float(sum(word.is_capitalised for word in words if word is not here.words[0])),
        f"{name} nouns": float(parts.count("n")),
        f"{name} verbs": float(parts.count("v")),
        f"{name} adjectives": float(parts.count("a")),
        f"{name} adverbs": float(parts.count("r")),
        f"{name} opens": float(here.opens),
        f"{name} closes": float(here.closes),
        f"{name} commas": float(sum(word.text in ",;:–—" for word in here.edited)),
        f"{name} marks": float(sum(word.text in "“”\"'‘’" for word in here.edited)),
    }


@lru_cache(maxsize=4096)
def _vocabulary(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a sentence, and their dictionary forms."""
    keys = frozenset(word.key for word in tokens(text))
    return keys, frozenset(map(lexicon.base, keys))


def _bits(key: str) -> float:
    """How much a word tells, in bits: the rarer, the more; unknown words are names or terms."""
    return 17.0 - math.log2(1 + lexicon.frequency(key)) if lexicon.is_known(key) else 14.0


def _cues(left: _Side, right: _Side) -> dict[str, float]:
    told = {}
    for name, cues in CUES.items():
        counts = [sum(word.key in cues for word in side.edited) for side in (left, right)]
        told[f"{name} left"], told[f"{name} right"] = map(float, counts)
    figures = [{word.text for word in side.edited if word.is_number} for side in (left, right)]
    capitals = [{word.key for word in side.edited if word.is_capitalised} for side in (left, right)]
    ways = [sum((word.key in RISE) - (word.key in FALL) for word in side.edited) for side in (left, right)]
    told["way left"], told["way right"] = map(float, ways)
    told["ways oppose"] = float(ways[0] * ways[1] < 0)
    told["figures differ"] = float(figures[0] != figures[1])
    told["capitals differ"] = float(len(capitals[0] ^ capitals[1]))
    return told


def _fit(left: _Side, right: _Side) -> dict[str, float]:
    """How near the two sides of the edit stand to each other and to what is around them."""
    around = _joined(left.around), _joined(right.around)
    window = _joined(left.near or right.near), _joined(right.near or left.near)
    texts = (left.said, right.said, *around, *window, left.text, right.text)
    one, other, here, there, *last = _vectors(texts)
    near, whole = last[:2], last[2:]
    return {
        "sides near": float(one @ other),
        "sentences near": float(whole[0] @ whole[1]),
        "rests near": float(here @ there),
        "left fits left": float(one @ here),
        "right fits left": float(other @ here),
        "right fits right": float(other @ there),
        "fits worse": float(one @ here - other @ here),
        "left fits window": float(one @ near[0]),
        "right fits window": float(other @ near[1]),
        "left said in right": float(one @ whole[1]),
        "right said in left": float(other @ whole[0]),
        "left weighs": 1.0 - float(here @ whole[0]),
        "right weighs": 1.0 - float(there @ whole[1]),
    }


def _joined(words: Sequence[Token]) -> str:
    return " ".join(word.text for word in words)


def _vector(text: str) -> Vector:
    return _vectors((text,))[0]


def _vectors(texts: Sequence[str]) -> list[Vector]:
    """The vectors of some texts; those that are not known yet are made at one time."""
    found = {text: _VECTORS.get(text) for text in texts}
    new = [text for text, vector in found.items() if vector is None]
    if new:
        made = dict(zip(new, embedding.load().sentences(new), strict=True))
        if len(_VECTORS) + len(made) > _MOST_VECTORS:
            _VECTORS.clear()
        _VECTORS.update(made)
        found.update(made)
    return [vector for text in texts if (vector := found[text]) is not None]


_VECTORS: dict[str, Vector] = {}
"""Vectors that were made: the words of a story stand in many of its edits."""
_MOST_VECTORS = 16384


def _answered(left: _Side, right: _Side) -> dict[str, float]:
    """What is known of the pair of content words that answer each other least, and of the best pair."""
    pairs = _pairs(left, right)
    if not pairs:
        return dict.fromkeys(["pairs", "best pair", "mean pair", *PAIR_NAMES], -1.0)
    chosen = [score for score, _, _ in pairs]
    _, one, other = min(pairs, key=lambda pair: pair[0])
    return {
        "pairs": float(len({(one, other) for _, one, other in pairs})),
        "best pair": max(chosen),
        "mean pair": sum(chosen) / len(chosen),
        **_pair(one, other, left, right),
    }


def weakest(edit: Edit) -> tuple[str, str] | None:
    """The content words of the edit that answer each other least; None where a side has none."""
    pairs = _pairs(_side(edit.left, edit.left_span), _side(edit.right, edit.right_span))
    if not pairs:
        return None
    _, one, other = min(pairs, key=lambda pair: pair[0])
    return one, other


def _pairs(left: _Side, right: _Side) -> list[tuple[float, str, str]]:
    """Every content word of either side with the best answer on the other, and how good that is."""
    ones, others = left.content[:MOST_WORDS], right.content[:MOST_WORDS]
    if not ones or not others:
        return []
    scores = np.array([[_nearness(one, other) for other in others] for one in ones])
    best = [(at, int(row.argmax())) for at, row in enumerate(scores)]
    best += [(int(column.argmax()), at) for at, column in enumerate(scores.T)]
    return [(float(scores[at, to]), ones[at], others[to]) for at, to in best]


@lru_cache(maxsize=65536)
def _nearness(one: str, other: str) -> float:
    """How well one word answers another, for choosing between pairs."""
    if one == other or same_word(one, other) or set(lexicon.lemmas(one)) & set(lexicon.lemmas(other)):
        return 2.0
    found = lexicon.relation(one, other)
    joined = found.weight if found and found.kind not in (RelationKind.SISTER, RelationKind.ANTONYM) else 0.0
    return max(joined, 0.5 * paraphrases.known(one, other)) + 0.5 * float(_vector(one) @ _vector(other))


def _pair(one: str, other: str, left: _Side, right: _Side) -> dict[str, float]:
    told = dict(zip(WORD_NAMES, _of_words(one, other), strict=True))
    here, there = _vector(_joined(left.around)), _vector(_joined(right.around))
    ones, others = _vector(one), _vector(other)
    meant = senses.in_context(one, other, here)
    return {
        **told,
        "meant as the new one": meant.shared,
        "meant close to the new one": meant.close,
        "new one meant as the old": meant.new_shared,
        "new one meant close to the old": meant.new_close,
        "meanings near": meant.near,
        "old sense certain": meant.certain,
        "shared sense fits better": meant.gain,
        "old word fits": float(ones @ here),
        "new word fits": float(others @ here),
        "new word fits less": float(ones @ here - others @ there),
    }


@lru_cache(maxsize=65536)
def _of_words(one: str, other: str) -> tuple[float, ...]:
    """What is known of two words wherever they stand, in the order of `WORD_NAMES`."""
    found = {each.kind: each for each in lexicon.relations(one, other)}
    entries = lexicon.entries(one), lexicon.entries(other)
    counts = [sum(len(entry.senses) for entry in each) for each in entries]
    parts = lexicon.usual_part(one), lexicon.usual_part(other)
    shared = found.get(RelationKind.SYNONYM)
    return (
        *(found[kind].weight if kind in found else 0.0 for kind in _KINDS),
        max((each.weight for each in found.values()), default=0.0),
        float(not found),
        max((each.lost for each in found.values()), default=0.0),
        shared.left_share if shared else 0.0,
        shared.right_share if shared else 0.0,
        paraphrases.known(one, other),
        *_abroad(one, other),
        float(_vector(one) @ _vector(other)),
        JaroWinkler.similarity(one, other),
        float(same_word(one, other)),
        float(bool(set(lexicon.lemmas(one)) & set(lexicon.lemmas(other)))),
        float(not entries[0]),
        float(not entries[1]),
        math.log1p(lexicon.frequency(one)),
        math.log1p(lexicon.frequency(other)),
        math.log1p(lexicon.frequency(other)) - math.log1p(lexicon.frequency(one)),
        min(_MOST_SENSES, float(counts[0])),
        min(_MOST_SENSES, float(counts[1])),
        float(parts[0] == parts[1]),
        float(bool(lexicon.parts(one) & lexicon.parts(other))),
        float(len(lexicon.topics(one) & lexicon.topics(other))),
        *(float(parts[0] == part) for part in lexicon.PARTS),
    )


def _abroad(one: str, other: str) -> tuple[float, ...]:
    """In how many languages the two can be one word, and how surely at best, at worst and in all."""
    met = translations.meetings(one, other)
    found = [met[language].strength for language in sorted(met)]
    return float(len(found)), max(found, default=0.0), min(found, default=0.0), sum(found)


WORD_NAMES = (
    *(f"is {kind.value}" for kind in _KINDS),
    "strongest relation",
    "no relation",
    "information lost",
    "shared sense of old",
    "shared sense of new",
    "written for each other",
    "languages that join them",
    "surest language",
    "least sure language",
    "languages together",
    "words near",
    "letters alike",
    "one word",
    "one lemma",
    "old unknown",
    "new unknown",
    "old common",
    "new common",
    "commoner by",
    "senses of old",
    "senses of new",
    "same part of speech",
    "may be same part",
    "topics shared",
    *(f"old is {part}" for part in lexicon.PARTS),
)
SENSE_NAMES = (
    "meant as the new one",
    "meant close to the new one",
    "new one meant as the old",
    "new one meant close to the old",
    "meanings near",
    "old sense certain",
    "shared sense fits better",
)
PAIR_NAMES = (*WORD_NAMES, *SENSE_NAMES, "old word fits", "new word fits", "new word fits less")
