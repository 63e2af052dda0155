"""The proper names of a text, read from capitals, and how two names stand to each other.

A capital at the start of a sentence says nothing: the word counts as a name only where it is one elsewhere in
either text, or is no word of the language. Sentences all in capitals, or with a capital on nearly every word,
say nothing at all.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from retell.changes.readings.dates import MONTHS, WEEKDAYS
from retell.changes.readings.gazetteer import ADJECTIVES, LANDS, PARTICLES, SAME_PLACE, SEATS, TITLES
from retell.changes.readings.hearsay import nearly, one_letter, rendered, two_letters
from retell.changes.readings.memory import remembered
from retell.changes.readings.numerals import HYPHENS
from retell.models import lexicon, spelling
from retell.text.english import FUNCTION_WORDS
from retell.text.spans import Span
from retell.text.tokens import Token
from retell.values import dataclass

_OPENERS = frozenset("“‘\"'«„:•—–*([")
_ENDS = frozenset(".”\"’'")
"""What ends a sentence and never a headline."""
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


class Kinship(StrEnum):
    """How two names stand to each other."""

    SAME = "same"
    PART = "part"
    FORM = "form"
    MISSPELT = "misspelt"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Capitals:
    """What the capitals of some texts tell: words that are names inside sentences, and words that are not."""

    names: frozenset[str]
    common: frozenset[str]


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
        texts = [token.text for token in words[start:stop]]
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
    if not token.is_capitalised or (token.key in NEVER and token.text not in ("US", "IT", "WHO")):
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


def _end(words: Sequence[Token], at: int, opening: frozenset[int], known: Capitals) -> int:
    """Where the run of name words that starts at `at` stops."""
    stop = at + 1
    while stop < len(words):
        text = words[stop].text
        touches = words[stop - 1].span.end == words[stop].span.start
        if _is_name_word(words, stop, opening, known) or (text == "." and _is_initial(words, stop - 1)):
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
        elif words[stop].key in PARTICLES | {"&"} and _takes_particle(words, stop):
            step = 2 if stop + 1 < len(words) and words[stop + 1].key in ("the", "la", "den", "der") else 1
            if stop + step < len(words) and _is_name_word(words, stop + step, opening, known):
                stop += step + 1
            else:
                break
        else:
            break
    return stop


def _takes_particle(words: Sequence[Token], at: int) -> bool:
    """Whether a small word may go on with the name: "Bank of", "Ursula von", but not "Anna Berg of"."""
    before = words[at - 1].key
    if words[at].key in ("of", "&"):
        is_body = lexicon.frequency(before) >= 5 and lexicon.usual_part(before) == "n"
        return words[at].key == "&" or (is_body and before not in TITLES)
    return before not in TITLES


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
        if token.is_word and token.key not in PARTICLES | {"the"} and (key := plain(token.text))
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


def kinship(one: Name, other: Name) -> Kinship:
    """How two names stand to each other, by their letters and what the gazetteer knows."""
    mine, its = one.keys, other.keys
    if mine == its:
        return Kinship.SAME
    if _same_land(one.joined, other.joined) or _abbreviates(mine, its) or _abbreviates(its, mine):
        return Kinship.FORM
    if "".join(mine) == "".join(its) or sorted(mine) == sorted(its) or _spelt_alike(mine, its):
        return Kinship.FORM
    if _contains(mine, its) or _contains(its, mine):
        return Kinship.PART
    return Kinship.MISSPELT if _misspelt(mine, its) else Kinship.OTHER


def _same_land(one: str, other: str) -> bool:
    if SAME_PLACE.get(one, -1) == SAME_PLACE.get(other, -2):
        return True
    mine, its = LANDS.get(one, frozenset()), LANDS.get(other, frozenset())
    return bool(mine & its)


def same_seat(one: str, other: str) -> bool:
    """Whether one names the seat of the other's government: "Moscow" for "Russia"."""
    mine = LANDS.get(one, frozenset()) | SEATS.get(one, frozenset())
    its = LANDS.get(other, frozenset()) | SEATS.get(other, frozenset())
    return bool(mine & its)


def _abbreviates(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether a single word is made of the first letters of several."""
    if len(short) != 1 or len(long) < 2:
        return False
    letters = short[0]
    return letters == "".join(word[0] for word in long) or (
        len(long) >= 3 and letters == "".join(word[0] for word in long if word not in ("and", "for"))
    )


def _spelt_alike(mine: Sequence[str], its: Sequence[str]) -> bool:
    """Whether the names differ in regional spelling, a plural, an initial or a short form ("Greg") alone.

    A family name is not shortened: "Brandt" that ends as "Brand" is spelt wrong.
    """
    if len(mine) != len(its):
        return False
    family = len(mine) - 1
    return all(
        one == other
        or SAME_PLACE.get(one, -1) == SAME_PLACE.get(other, -2)
        or _regional(one, other)
        or (not family and one + "s" == other)
        or (not family and other + "s" == one)
        or (family and {one, other} <= _plural(one, other))
        or (at < family and _shortens(one, other))
        for at, (one, other) in enumerate(zip(mine, its, strict=True))
    )


def _shortens(one: str, other: str) -> bool:
    """Whether one first name is short for the other: "Greg", "Gregory"; "Liesbet" is "Liesbeth" misspelt."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and (len(long) - len(short) > 1 or len(short) < _SHORTEST_NAME)


_SHORTEST_NAME = 3
"""Letters under which a first name is an initial."""


def _plural(one: str, other: str) -> frozenset[str]:
    """Both words, where one is the other in the plural and a word of the language: "Courts", not
    "Sandilands"."""
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    common = longer == shorter + "s" and lexicon.is_known(shorter)
    return frozenset({one, other}) if common else frozenset()


def _regional(one: str, other: str) -> bool:
    return spelling.same_word(one, other)


def _contains(long: Sequence[str], short: Sequence[str]) -> bool:
    """Whether the words of one name are among the other's: the family name alone, a middle name lost."""
    return len(short) < len(long) and {_stem(key) for key in short} <= {_stem(key) for key in long}


def _stem(key: str) -> str:
    """A word of a name without a plural, in one spelling."""
    return key.removesuffix("s").replace("isation", "ization")


def _misspelt(mine: Sequence[str], its: Sequence[str]) -> bool:
    """Whether every word that differs is nearly the same."""
    if len(mine) == len(its):
        differing = [(one, other) for one, other in zip(mine, its, strict=True) if one != other]
        kept = len(mine) > len(differing)
        slips = [
            nearly(one, other)
            or one_letter(one, other)
            or (kept and (two_letters(one, other) or rendered(one, other)))
            for one, other in differing
        ]
        return all(slips) and (len(mine) > 1 or nearly(mine[0], its[0]))
    long, short = (mine, its) if len(mine) > len(its) else (its, mine)
    return len(short) == 1 and nearly(short[0], long[-1])
