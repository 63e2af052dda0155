"""Whether a word that nothing answers carries something that the other side does not say in its own way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from retell.changes.readings.links.restated import (
    goes_with_place_of_work,
    is_abbreviated,
    is_any_body,
    is_credited,
    is_head_taken_in,
    is_of_family,
    is_of_matter,
    is_of_phrase,
    is_of_post,
    is_said_by,
    is_told_to,
    measures,
    names_speaker_again,
    opens_relative,
    spells_name,
)
from retell.changes.readings.links.words import akin, is_content, is_filler
from retell.changes.readings.times.reckoned import is_reckoned
from retell.changes.readings.vocabulary.opposites import opposite
from retell.changes.readings.vocabulary.reporting import OFTEN_OTHER, force, lemma
from retell.models import lexicon
from retell.models.lexicon import RelationKind
from retell.settings import OneSidedSettings
from retell.text.tokens import Token


def matters(
    sides: tuple[Sequence[Token], Sequence[Token]],
    at: int,
    around: frozenset[str],
    settings: OneSidedSettings,
) -> bool:
    """Whether a word left over carries something that the other side does not say in its own way."""
    token = sides[0][at]
    if (
        is_filler(token)
        or is_reckoned(token)
        or token.key in _STATES
        or _only_reports(sides[0], at)
        or measures(sides[0], at)
        or _only_calls(sides[0], at)
        or spells_name(sides[0], at)
        or is_told_to(sides[0], at)
        or names_speaker_again(sides[0], at, sides[1])
        or goes_with_place_of_work(sides[0], at, sides[1])
        or lexicon.base(token.key) in around
    ):
        return False
    if is_said_by(token.key, sides[1]) or opens_relative(sides[0], at, sides[1]):
        return False
    if is_head_taken_in(sides[0], at, sides[1]):
        return False
    if is_of_post(sides[0], at, sides[1]) or is_of_phrase(sides[0], at, sides[1]):
        return False
    if is_any_body(sides[0], at, sides[1]) or _rules(sides[0], at, sides[1]) or is_credited(sides[0], at):
        return False
    if is_of_matter(token.key, sides[1]) or is_abbreviated(sides[0], at, sides[1]):
        return False
    if is_of_family(token.key) and any(is_of_family(other.key) for other in sides[1]):
        return False
    if any(is_content(other) and _says(token.key, other.key, settings.says_as_much) for other in sides[1]):
        return False
    return not _says_as_phrase(sides, at, settings)


_STATES = frozenset("live lives lived living reside resides resided left leaves leaving".split())
"""Verbs that only say where somebody is at home, or what came of something: "left 26 people hurt"."""


def _says_as_phrase(
    sides: tuple[Sequence[Token], Sequence[Token]], at: int, settings: OneSidedSettings
) -> bool:
    """Whether a phrase round the word says what a word of the other side does: "out of the ordinary"."""
    words, others = sides
    keys = [other.key for other in others if is_content(other)]
    return any(_says(phrase, key, settings.says_as_much) for phrase in _phrases(words, at) for key in keys)


def _phrases(words: Sequence[Token], at: int) -> Iterator[str]:
    """The phrases of two to four words, listed in the lexicon, that hold a word."""
    for size in (4, 3, 2):
        for start in range(max(0, at - size + 1), min(at, len(words) - size) + 1):
            keys = [token.key for token in words[start : start + size]]
            keys[0] = next(iter(lexicon.lemmas(keys[0], "v")), keys[0])
            phrase = " ".join(keys)
            if phrase.replace(" ", "").isalpha() and lexicon.is_known(phrase):
                yield phrase


def _only_reports(words: Sequence[Token], at: int) -> bool:
    """Whether a word is a reporting verb with something to report; "charged" by itself is a deed."""
    if force(words[at].key) is None:
        return False
    after = words[at + 1].key if at + 1 < len(words) else ""
    if lemma(words[at].key) not in OFTEN_OTHER or after in ("that", "he", "she", "it", "they", "“", '"'):
        return True
    before = words[max(0, at - 2) : at]
    return len(before) > 1 and before[0].text in '”"' and before[1].key in ("he", "she", "it", "they")


def _rules(words: Sequence[Token], at: int, others: Sequence[Token]) -> bool:
    """Whether a verb ends a headline with who says it, where the other side has a word of telling too."""
    ends = at > 1 and at == len(words) - 1 and "v" in lexicon.parts(words[at].key)
    tail = ends and any(token.text == "," for token in words[max(0, at - _TAIL) : at - 1])
    return tail and any(force(token.key) is not None for token in others)


_TAIL = 5
"""Tokens before the verb of a headline that names its source last: ", safety board rules"."""


def _only_calls(words: Sequence[Token], at: int) -> bool:
    """Whether a word only leads to a name: "a group called Dry Land"."""
    return words[at].key in ("called", "named", "dubbed", "titled") and any(
        token.is_capitalised for token in words[at + 1 : at + 3]
    )


@lru_cache(maxsize=65536)
def _says(word: str, other: str, least: float) -> bool:
    """Whether the other word is akin to it, or near in meaning: by a relation of at least that weight."""
    if akin(word, other):
        return True
    close = (RelationKind.SYNONYM, RelationKind.NEAR, RelationKind.WIDER, RelationKind.NARROWER)
    if any(found.kind in close and found.weight >= least for found in lexicon.relations(word, other)):
        return True
    return _denied(word, other) or _denied(other, word) or _lacks(word, other) or _lacks(other, word)


def _lacks(word: str, other: str) -> bool:
    """Whether a word says that what the other names is not there: "unheated" rooms have no heating."""
    bare = word.removeprefix("un")
    return bare != word and len(bare) >= _SHORTEST_BARE and lexicon.is_known(bare) and akin(bare, other)


_SHORTEST_BARE = 4
"""Letters of the shortest word from which a prefix is taken."""


def _denied(word: str, other: str) -> bool:
    """Whether a word denies what is the opposite of the other: "unsuccessful" is what "failed"."""
    prefix = next((each for each in ("un", "in", "dis") if word.startswith(each) and len(word) > 6), "")
    bare = word[len(prefix) :]
    if not prefix or not lexicon.is_known(bare):
        return False
    return any(opposite(bare, form) for form in (other, *lexicon.lemmas(other, "v"))) or any(
        _derived(bare, each) for each in lexicon.antonyms(other)
    )


def _derived(one: str, other: str) -> bool:
    """Whether two words share their first half: "successful" and "succeed"."""
    half = max(4, min(len(one), len(other)) // 2)
    return one[:half] == other[:half]
