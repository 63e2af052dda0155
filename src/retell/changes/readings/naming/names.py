"""The proper names of a text, read from capitals.

A capital at the start of a sentence says nothing: the word counts as a name only where it is one elsewhere in
either text, or is no word of the language. Sentences all in capitals, or with a capital on nearly every word,
say nothing at all.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from retell.changes.readings.amounts.numerals import HYPHENS
from retell.changes.readings.memory import remembered
from retell.changes.readings.naming.gazetteer import ADJECTIVES, LANDS, PARTICLES, SEATS, TITLES
from retell.changes.readings.times.dates import MONTHS, WEEKDAYS
from retell.models import lexicon
from retell.text.english import FUNCTION_WORDS
from retell.text.spans import Span
from retell.text.tokens import Token
from retell.values import dataclass

_OPENERS = frozenset("“‘\"'«„:;•—–*([")
_ENDS = frozenset(".”\"’')")
"""What ends a sentence, or a line of credits, and never a headline."""
NEVER = (
    frozenset(MONTHS)
    | frozenset(WEEKDAYS)
    | FUNCTION_WORDS
    | frozenset("i ok am pm gmt bst utc est edt cet cest pst pdt ps q yes no reuters ap afp".split())
    | frozenset("celsius fahrenheit centigrade kelvin richter".split())
    | frozenset("anyone anybody someone somebody everyone everybody nobody".split())
)
"""Capital words that are no names: what they say is for other kinds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One name: its span, the folded words without accents or possessive, and its tokens `at` to `stop`.

    `places` are the spans of the words. `sure` is False where its only capital opens a sentence.
    """

    span: Span
    keys: tuple[str, ...]
    at: int
    stop: int
    places: tuple[Span, ...] = ()
    sure: bool = True

    @property
    def joined(self) -> str:
        """The folded words, with spaces."""
        return " ".join(self.keys)


@dataclass(frozen=True, slots=True, kw_only=True)
class Capitals:
    """What the capitals of some texts tell: words that are names inside sentences, and words that are not."""

    names: frozenset[str]
    common: frozenset[str]


def initials(words: Sequence[Token]) -> frozenset[str]:
    """The first letters of two to five telling words in a row: "vat" for "value-added tax"."""
    found: set[str] = set()
    run = ""
    for token in words:
        if token.text in HYPHENS:
            continue
        if not token.is_word or token.key in FUNCTION_WORDS:
            run = ""
            continue
        run = (run + token.key[0])[-_LONGEST_INITIALS:]
        for length in range(2, len(run) + 1):
            found.add(run[-length:])
    return frozenset(found)


_LONGEST_INITIALS = 5
"""Letters of the longest abbreviation that is looked for among common words."""


@lru_cache(maxsize=16384)
def plain(word: str) -> str:
    """A word in lower case without accents and the stops of an abbreviation."""
    if word.isascii():
        return word.lower().replace(".", "")
    parted = unicodedata.normalize(
        "NFKD", word.casefold().replace("ø", "o").replace("ł", "l").replace("ı", "i")
    )
    return "".join(char for char in parted if not unicodedata.combining(char)).replace(".", "")


def capitals(texts: Iterable[tuple[Sequence[Token], Sequence[int]]]) -> Capitals:
    """What capitals tell in some texts, each given as tokens and the indices that open a sentence."""
    names: set[str] = set()
    common: set[str] = set()
    for words, starts in texts:
        shouting = headlines(words, starts)
        opening = openings(words, starts)
        for at, token in enumerate(words):
            if not token.is_word or shouting[at]:
                continue
            if token.text[0].islower():
                common.add(token.text)
            elif token.text[0].isalpha() and at not in opening:
                names.add(token.text)
    return Capitals(names=frozenset(map(plain, names)), common=frozenset(map(plain, common)))


@remembered(1024)
def openings(words: Sequence[Token], starts: Sequence[int]) -> frozenset[int]:
    """The tokens that open a sentence or follow a mark that lets a sentence open."""
    found = set(starts)
    for at, token in enumerate(words[:-1]):
        if not token.is_word and (token.text in _OPENERS or at in found):
            found.add(at + 1)
    return frozenset(found)


_FEWEST_CAPITALS = 3
"""Words with a capital below which a sentence is no headline, by the shares asked for here."""


@remembered(1024)
def headlines(words: Sequence[Token], starts: Sequence[int]) -> Sequence[bool]:
    """For each token, whether its sentence is set in capitals, or gives nearly every word one."""
    bounds = [*sorted(starts), len(words)]
    marks = [False] * len(words)
    for start, stop in pairwise(bounds):
        sentence = words[start:stop]
        if sum(token.is_capitalised or not token.text.isascii() for token in sentence) < _FEWEST_CAPITALS:
            continue
        texts = [token.text for token in sentence]
        if sum(not text[0].islower() for text in texts if text[0].isalpha()) < _FEWEST_CAPITALS:
            continue
        letters = [text for text in texts if len(text) > 1 and text[0].isalpha()]
        body = [text for text in letters if len(text) > 3]
        upper = sum(text[0].isupper() for text in body)
        loud = sum(text.isupper() for text in letters)
        titled = len(body) >= 5 and upper >= 0.8 * len(body) and words[stop - 1].text not in _ENDS
        is_one = titled or (len(letters) >= 4 and loud >= 0.7 * len(letters))
        if is_one:
            marks[start:stop] = [True] * (stop - start)
        elif loud >= _SHOUTED:
            _mark_shouts(marks, texts, start)
    return marks


_SHOUTED = 3
"""Words in a row, all in capitals, that are shouted: "MONSTERS ON THE RUN: Two men …"."""


def _mark_shouts(marks: list[bool], texts: Sequence[str], start: int) -> None:
    """Mark the runs of words in capitals within a sentence."""
    begin = 0
    for at in range(len(texts) + 1):
        if at < len(texts) and texts[at].isupper() and texts[at].isalpha():
            continue
        if at - begin >= _SHOUTED:
            marks[start + begin : start + at] = [True] * (at - begin)
        begin = at + 1


def names(words: Sequence[Token], starts: Sequence[int], known: Capitals) -> tuple[Name, ...]:
    """The names among some tokens, in order; `starts` are the indices that open a sentence."""
    shouting, opening = headlines(words, starts), openings(words, starts)
    return tuple(_read(words, shouting, opening, known))


def _read(
    words: Sequence[Token], shouting: Sequence[bool], opening: frozenset[int], known: Capitals
) -> Iterator[Name]:
    stop = 0
    for at, token in enumerate(words):
        if not token.is_capitalised or at < stop or shouting[at]:
            continue
        if _is_name_word(words, at, opening, known):
            stop = _end(words, at, opening, known)
            yield from _parts(words, at, stop, opening, known)


def _is_name_word(words: Sequence[Token], at: int, opening: frozenset[int], known: Capitals) -> bool:
    token = words[at]
    if (
        _is_kind_of_thing(token.text)
        or not token.is_capitalised
        or (token.key in NEVER and token.text not in ("US", "IT", "WHO"))
    ):
        return False
    if at not in opening:
        return True
    key = plain(token.text)
    if key in known.names and key not in known.common:
        return True
    if key in LANDS or key in SEATS:
        return True
    follows = at + 1 < len(words) and words[at + 1].text[0].isupper() and words[at + 1].key not in NEVER
    if follows and key not in known.common and (plain(words[at + 1].text) in known.names):
        return key in TITLES or not lexicon.is_known(key) or lexicon.usual_part(key) == "n"
    return key not in known.common and not lexicon.is_known(key) and len(key) > 2


def _is_kind_of_thing(text: str) -> bool:
    """Whether letters in the plural count things, and name none: "SUVs", "PLCs"."""
    return len(text) > _SHORTEST_PLURAL and text.endswith("s") and text[:-1].isalpha() and text[:-1].isupper()


_SHORTEST_PLURAL = 2
"""Letters of "Us", which is no plural."""


def _end(words: Sequence[Token], at: int, opening: frozenset[int], known: Capitals) -> int:
    """Where the run of name words that starts at `at` stops."""
    stop = at + 1
    while stop < len(words):
        text = words[stop].text
        touches = words[stop - 1].span.end == words[stop].span.start
        if _owns_next(words, stop) and _is_name_word(words, stop + 1, opening, known):
            stop += 2
        elif _is_name_word(words, stop, opening, known) or (text == "." and _is_initial(words, stop - 1)):
            stop += 1
        elif (
            text in HYPHENS
            and touches
            and stop + 1 < len(words)
            and words[stop + 1].span.start == words[stop].span.end
        ):
            if not words[stop + 1].text[0].isupper():
                break
            stop += 2
        elif (words[stop].key in PARTICLES or words[stop].key == "&") and _takes_particle(words, stop):
            step = 2 if stop + 1 < len(words) and words[stop + 1].key in ("the", "la", "den", "der") else 1
            if stop + step < len(words) and _is_name_word(words, stop + step, opening, known):
                stop += step + 1
            else:
                break
        else:
            break
    return stop


def _owns_next(words: Sequence[Token], at: int) -> bool:
    """Whether the mark of a plural that owns stands between two words of a name: "Farmers’ Party"."""
    if words[at].text not in "’'" or at + 1 >= len(words) or not words[at - 1].key.endswith("s"):
        return False
    return words[at - 1].span.end == words[at].span.start and words[at + 1].is_capitalised


def _takes_particle(words: Sequence[Token], at: int) -> bool:
    """Whether a small word may go on with the name: "Bank of", "Ursula von", but not "Anna Berg of"."""
    before = words[at - 1].key
    if words[at].key in ("of", "&"):
        often = lexicon.frequency(before) >= 5 or _GROUPS in lexicon.topics(before)
        is_body = often and lexicon.usual_part(before) == "n"
        return words[at].key == "&" or (is_body and before not in TITLES)
    return before not in TITLES


_GROUPS = 14
"""The lexicographer file of nouns for groups of people."""


def _is_initial(words: Sequence[Token], at: int) -> bool:
    return (len(words[at].text) == 1 and words[at].text.isupper()) or words[at].key in TITLES


def _parts(
    words: Sequence[Token], at: int, stop: int, opening: frozenset[int], known: Capitals
) -> Iterator[Name]:
    """The names inside a run of capitals: titles stand between them, a people's adjective before them."""
    begin = at
    for here in range(at, stop + 1):
        title = here + 1 < stop and _is_title(words, here)
        single = here < stop and here == begin and plain(words[here].text) in ADJECTIVES and here + 1 < stop
        if here == stop or title or single:
            end = here + 1 if single else here
            if begin < end and (made := _made(words, begin, end, opening, known)):
                yield made
            begin = here + 1


def _is_title(words: Sequence[Token], at: int) -> bool:
    """Whether a capital word stands before a name without being part of it; "General Motors" is a name."""
    key = words[at].key
    return key in TITLES and not (key in ("general", "chief") and lexicon.is_known(words[at + 1].key))


_UNTOLD = PARTICLES | {"the"}
"""Small words that do not count in a name."""


def _made(
    words: Sequence[Token], at: int, stop: int, opening: frozenset[int], known: Capitals
) -> Name | None:
    while at < stop and not words[at].text[0].isalpha():
        at += 1
    while at < stop and not words[stop - 1].is_word:
        stop -= 1
    if at >= stop:
        return None
    told = [
        (key, token.span)
        for token in words[at:stop]
        if token.is_word and token.key not in _UNTOLD and (key := plain(token.text))
    ]
    if not told or (told[0][0] in TITLES and len(told) == 1):
        return None
    first = told[0][0]
    return Name(
        span=Span(start=words[at].span.start, end=words[stop - 1].span.end),
        keys=tuple(key for key, _ in told),
        at=at,
        stop=stop,
        places=tuple(place for _, place in told),
        sure=at not in opening or first in known.names or first in LANDS or not lexicon.is_known(first),
    )
