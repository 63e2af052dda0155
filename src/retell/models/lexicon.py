"""What WordNet 3.0 knows of English words: lemmas, senses, and how two words stand to each other.

The file is made by training/lexicon/make.py. Lemmas follow WordNet's own morphy(7WN): irregular forms
first, then detachment of endings, each checked against the lexicon. Senses carry a share, how much of the
word's use they make up, from the counts of WordNet's tagged texts with one over the rank added.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import lru_cache, partial
from itertools import chain

from retell.models import wordmap
from retell.models.wordmap import Row, Synset
from retell.values import dataclass

__all__ = ["Entry", "Relation", "RelationKind", "Sense", "Synset", "entries", "lemmas", "relations"]

PARTS = ("n", "v", "a", "r")
SYNSETS_A_PART = 100_000_000
"""A synset's number holds its part of speech in the digits above this, in the order of PARTS from 1."""
_ENDINGS = {
    "n": "s: ses:s ves:f xes:x zes:z ches:ch shes:sh men:man ies:y",
    "v": "s: ies:y es:e es: ed:e ed: ing:e ing:",
    "a": "er: est: er:e est:e ier:y iest:y",
    "r": "",
}
"""For each part of speech, endings and what stands in their place."""
_RULES = {
    pos: tuple((rule.partition(":")[0], rule.partition(":")[2]) for rule in rules.split())
    for pos, rules in _ENDINGS.items()
}
_EVERY_ENDING = tuple(sorted({ending for rules in _RULES.values() for ending, _ in rules}))
"""A word that ends otherwise has no ending to take off."""
_RULES_BY_LETTER = {
    (pos, letter): tuple(rule for rule in rules if rule[0][-1] == letter)
    for pos, rules in _RULES.items()
    for letter in sorted({ending[-1] for ending in _EVERY_ENDING})
}
"""The rules that a word may fall under, by its last letter."""
_FEW, _RARE = 4, 0.01
"""The first few senses are always read, a later one only where it makes up this share of the word's use."""

_FAR = 6
"""Steps up within which a wider word still counts as one: past it "thing" is wider than everything."""


class RelationKind(StrEnum):
    """How the right word stands to the left one."""

    SAME = "same"
    SYNONYM = "synonym"
    ANTONYM = "antonym"
    WIDER = "wider"
    NARROWER = "narrower"
    NEAR = "near"
    DERIVED = "derived"
    SISTER = "sister"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One way two words stand to each other, in one sense of each.

    `left_share` and `right_share` are 0..1, how much of each word's use that sense makes up; `steps` counts
    hypernym links; `lost` is the information, in bits, that the left says beyond what the two share.
    """

    kind: RelationKind
    left: str
    right: str
    pos: str
    left_share: float = 1.0
    right_share: float = 1.0
    steps: int = 0
    lost: float = 0.0

    @property
    def weight(self) -> float:
        """How much this reading counts: its kind, and how usual both senses are; 0..1."""
        return (
            _PRIOR[self.kind]
            * math.sqrt(self.left_share * self.right_share)
            * math.pow(0.9, max(0, self.steps - 1))
        )


_PRIOR = {
    RelationKind.SAME: 1.0,
    RelationKind.SYNONYM: 1.0,
    RelationKind.ANTONYM: 1.0,
    RelationKind.WIDER: 0.8,
    RelationKind.NARROWER: 0.8,
    RelationKind.NEAR: 0.7,
    RelationKind.DERIVED: 0.7,
    RelationKind.SISTER: 0.3,
}


@dataclass(frozen=True, slots=True)
class Sense:
    """One sense of a lemma: its synset and its share of the lemma's use."""

    synset: int
    share: float


@dataclass(frozen=True, slots=True)
class Entry:
    """A lemma in one part of speech."""

    lemma: str
    pos: str
    senses: tuple[Sense, ...]
    count: int
    antonyms: tuple[str, ...]
    derived: tuple[str, ...]


@lru_cache(maxsize=65536)
def lemmas(word: str, pos: str | None = None) -> tuple[str, ...]:
    """The dictionary forms `word` may be a form of, those of `pos` only if given; empty for no known word."""
    return tuple(dict.fromkeys(lemma for lemma, row in _listed(word) if pos in (None, row.pos)))


@lru_cache(maxsize=65536)
def entries(word: str) -> tuple[Entry, ...]:
    """Every dictionary entry `word` may be a form of, nouns first, then verbs, adjectives and adverbs."""
    return tuple(_entry(lemma, row.pos) for lemma, row in _listed(word))


@lru_cache(maxsize=65536)
def _listed(word: str) -> tuple[tuple[str, Row], ...]:
    """The dictionary forms `word` may be a form of, and what the file has of each: most need no more."""
    form = word.lower().replace(" ", "_")
    odd, rows = _known(form)
    if not (odd or form.endswith(_EVERY_ENDING)):
        return tuple((form, rows[pos]) for pos in PARTS if pos in rows)
    forms = _lemmas_of(form, odd)
    return tuple((lemma, row) for lemma, pos in forms if (row := _known(lemma)[1].get(pos)) is not None)


@lru_cache(maxsize=65536)
def _known(form: str) -> tuple[tuple[tuple[str, str], ...], dict[str, Row]]:
    """What a form is an irregular form of, and what is listed under it by part of speech."""
    record = wordmap.load().record(form)
    return record.irregular, {row.pos: row for row in record.rows}


def _lemmas_of(word: str, odd: tuple[tuple[str, str], ...]) -> dict[tuple[str, str], None]:
    """The dictionary forms, each with its part of speech, that a word may be a form of, in order."""
    return {
        (form, pos): None
        for pos in PARTS
        for form in _forms(word, pos, [lemma for part, lemma in odd if part == pos])
    }


def all_lemmas() -> list[str]:
    """Every dictionary form of the lexicon, in the order of the alphabet; for training, not for a run."""
    return sorted(form for form in wordmap.load().forms() if _known(form)[1])


@lru_cache(maxsize=65536)
def is_known(word: str) -> bool:
    """Whether `word` is, or is a form of, a word of the lexicon."""
    return bool(_listed(word))


@lru_cache(maxsize=65536)
def parts(word: str) -> frozenset[str]:
    """The parts of speech `word` may have: any of n, v, a, r."""
    return frozenset(row.pos for _, row in _listed(word))


@lru_cache(maxsize=65536)
def usual_part(word: str) -> str | None:
    """The part of speech `word` most often has."""
    found = [row for _, row in _listed(word)]
    return max(found, key=lambda row: (row.count, len(row.senses))).pos if found else None


@lru_cache(maxsize=65536)
def frequency(word: str) -> int:
    """How often a form of `word` was tagged in WordNet's texts: a rough commonness, 0 for rare or unknown."""
    return sum(row.count for _, row in _listed(word))


@lru_cache(maxsize=65536)
def base(word: str) -> str:
    """The likeliest dictionary form of `word`; `word` itself in lower case where it is unknown."""
    found = _listed(word)
    return max(found, key=lambda each: (each[1].count, -len(each[0])))[0] if found else word.lower()


@lru_cache(maxsize=65536)
def antonyms(word: str) -> tuple[str, ...]:
    """The words listed as opposites of `word`, in order of the alphabet."""
    return tuple(sorted({other.partition("/")[0] for _, row in _listed(word) for other in row.antonyms}))


@lru_cache(maxsize=65536)
def topics(word: str) -> frozenset[int]:
    """The lexicographer files `word` has a sense in (wndb: 18 persons, 28 times, 6 artefacts …)."""
    return frozenset(synset(number).topic for _, row in _listed(word) for number in row.senses[::2])


def relation(left: str, right: str) -> Relation | None:
    """The weightiest way the two words stand to each other; None where the lexicon knows none."""
    found = relations(left, right)
    return found[0] if found else None


@lru_cache(maxsize=65536)
def relations(left: str, right: str) -> tuple[Relation, ...]:
    """Every way the two words stand to each other, the best of each kind, weightiest first."""
    best: dict[RelationKind, Relation] = {}
    for one in _listed(left):
        for other in _listed(right):
            for found in _between(*one, *other):
                if found.kind not in best or found.weight > best[found.kind].weight:
                    best[found.kind] = found
    return tuple(sorted(best.values(), key=lambda found: (-found.weight, found.kind)))


def _between(lemma: str, one: Row, another: str, other: Row) -> Iterator[Relation]:
    plain = partial(Relation, left=lemma, right=another, pos=one.pos)
    if lemma == another:
        yield plain(kind=RelationKind.SAME)
    elif f"{another}/{other.pos}" in one.derived or f"{lemma}/{one.pos}" in other.derived:
        yield plain(kind=RelationKind.DERIVED)
    if one.pos != other.pos or lemma == another:
        return
    if f"{another}/{other.pos}" in one.antonyms:
        yield plain(kind=RelationKind.ANTONYM)
    if not _may_meet(_reach(lemma, one.pos), _reach(another, other.pos)):
        return
    theirs = _in_use(_entry(another, other.pos))
    for here in _in_use(_entry(lemma, one.pos)):
        for there in theirs:
            found = senses_apart(here.synset, there.synset)
            if found:
                kind, steps, lost = found
                shared = partial(plain, left_share=here.share, right_share=there.share)
                yield shared(kind=kind, steps=steps, lost=lost)


@dataclass(frozen=True, slots=True)
class _Reach:
    """All senses of an entry together: their synsets, and what these can be related to or through."""

    own: frozenset[int]
    about: frozenset[int]
    wider: frozenset[int]
    near: frozenset[int]


@lru_cache(maxsize=65536)
def _reach(lemma: str, pos: str) -> _Reach:
    senses = _known(lemma)[1][pos].senses[::2]
    if len(senses) > _FEW:
        senses = tuple(sense.synset for sense in _in_use(_entry(lemma, pos)))
    found = [synset(number) for number in senses]
    wider = frozenset(chain.from_iterable(each.wider for each in found))
    near = frozenset(chain.from_iterable(each.near for each in found))
    opposed = chain.from_iterable(map(_opposed, found))
    return _Reach(frozenset(senses), near.union(senses, _higher(wider), opposed), wider, near)


def _higher(wider: frozenset[int]) -> frozenset[int]:
    """Some synsets and all wider than they, as far as `_above` goes from what the first are wider than."""
    found = edge = wider
    for _ in range(_FAR - 1):
        edge = frozenset(chain.from_iterable(map(_wider, edge))) - found
        if not edge:
            break
        found |= edge
    return found


@lru_cache(maxsize=65536)
def _wider(number: int) -> tuple[int, ...]:
    """The synsets one step wider; nothing else is read, for many are only passed through."""
    return wordmap.load().wider(number)


def _may_meet(one: _Reach, other: _Reach) -> bool:
    """Whether any two senses are related: most pairs of words are not, and few sets tell it of all senses."""
    return not (
        one.about.isdisjoint(other.own)
        and one.own.isdisjoint(other.about)
        and one.wider.isdisjoint(other.wider)
        and one.near.isdisjoint(other.near)
    )


def derived(left: str, right: str) -> bool:
    """Whether one of the two words is listed as derived from the other."""
    return any(
        lemma != another
        and (f"{another}/{other.pos}" in one.derived or f"{lemma}/{one.pos}" in other.derived)
        for lemma, one in _listed(left)
        for another, other in _listed(right)
    )


def _in_use(entry: Entry) -> tuple[Sense, ...]:
    """The senses worth reading: all but those hardly ever meant."""
    return tuple(sense for at, sense in enumerate(entry.senses) if at < _FEW or sense.share >= _RARE)


@lru_cache(maxsize=65536)
def senses_apart(here: int, there: int) -> tuple[RelationKind, int, float] | None:
    """Kind, steps and information lost between two synsets."""
    if here == there:
        return RelationKind.SYNONYM, 0, 0.0
    one, other = _around(here), _around(there)
    if there in one.opposed:
        return RelationKind.ANTONYM, 1, 0.0
    if there in one.above:
        return RelationKind.WIDER, one.above[there], max(0.0, one.information - other.information)
    if here in other.above:
        return RelationKind.NARROWER, other.above[here], max(0.0, other.information - one.information)
    if there in one.near or here in other.near:
        return RelationKind.NEAR, 1, 0.0
    if one.wider.isdisjoint(other.wider) and one.near.isdisjoint(other.near):
        return None
    shared = one.wider & other.wider or one.near & other.near
    common = max(synset(number).information for number in shared)
    return RelationKind.SISTER, 2, max(0.0, one.information - common)


@dataclass(frozen=True, slots=True)
class _Around:
    """A synset as it is held against others: what stands about it, as sets; wider ones with their steps."""

    above: dict[int, int]
    wider: frozenset[int]
    near: frozenset[int]
    opposed: frozenset[int]
    information: float


@lru_cache(maxsize=65536)
def _around(number: int) -> _Around:
    here = synset(number)
    wider, near = frozenset(here.wider), frozenset(here.near)
    return _Around(_above(number), wider, near, _opposed(here), here.information)


@lru_cache(maxsize=65536)
def _above(number: int) -> dict[int, int]:
    """The wider synsets of one, each with its fewest steps, as far as `_FAR`."""
    found: dict[int, int] = {}
    for wider in synset(number).wider:
        found[wider] = 1
        for higher, steps in _above(wider).items():
            if steps < _FAR:
                found[higher] = min(found.get(higher, steps + 1), steps + 1)
    return found


def _opposed(here: Synset) -> frozenset[int]:
    """The synsets opposed to one: its own, or for an adjective those opposed to the head it is similar to."""
    if not (here.opposed or here.near):
        return frozenset()
    direct = set(here.opposed)
    for head in here.near if not direct else ():
        direct.update(synset(head).opposed)
    around = {near for each in direct for near in synset(each).near if near // SYNSETS_A_PART == 3}
    return frozenset(direct | around)


@lru_cache(maxsize=65536)
def synset(number: int) -> Synset:
    """One synset by its number; an empty one for a number that is not there."""
    return wordmap.load().synset(number)


def _forms(word: str, pos: str, irregular: Iterable[str]) -> Iterable[str]:
    """The word itself, its irregular lemmas, and what is left when an ending is taken off."""
    found = [word, *irregular]
    if len(found) == 1 and not word.endswith("ss"):
        for ending, stem in _RULES_BY_LETTER.get((pos, word[-1:]), ()):
            if word.endswith(ending) and len(word) > len(ending) + 1:
                found += _undoubled(word[: -len(ending)] + stem)
    return dict.fromkeys(found)


def _undoubled(stem: str) -> Iterator[str]:
    yield stem
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] in "bdglmnprt":
        yield stem[:-1]


@lru_cache(maxsize=65536)
def _entry(lemma: str, pos: str) -> Entry:
    row = _known(lemma)[1][pos]
    counts = [count + 1.0 / rank for rank, count in enumerate(row.senses[1::2], start=1)]
    total = sum(counts)
    senses = tuple(
        Sense(number, count / total) for number, count in zip(row.senses[::2], counts, strict=True)
    )
    return Entry(lemma, pos, senses, row.count, row.antonyms, row.derived)
