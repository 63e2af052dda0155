"""Small words that say how much of a thing is meant: only it, a part of it, one of several, the second.

Each is read with the noun that it narrows. Taken from a sentence whose noun stands, it leaves more said, or
less, than the other version says; a word of the same sort anywhere on the other side answers for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise

from retell.changes.readings.amounts.numerals import FRACTIONS, ORDINALS, SMALL
from retell.models import lexicon
from retell.text.english import FUNCTION_WORDS
from retell.text.tokens import Token
from retell.values import dataclass


class Sort(StrEnum):
    """How a qualifier narrows its noun, in words fit to print."""

    ONLY = "nothing more is meant"
    PART = "a part is meant"
    MOST = "most, and not all, is meant"
    SOME = "some, and not all, are meant"
    AMONG = "one of several is meant"
    AVERAGE = "an average is meant, and not each"
    PLACED = "it has a place in a row, and not the first"


_PHRASES = {
    Sort.ONLY: "only|just|merely|solely|exclusively|nothing but",
    Sort.PART: """part of|parts of|a portion of|portions of|a section of|sections of|a fraction of|one end of|
        a stretch of|half of|half""",
    Sort.MOST: """most of|most|much of|nearly all|nearly all of|almost all|almost all of|the majority of|
        a majority of|the bulk of|virtually all|nearly every|almost every|practically all|nearly the whole|
        nearly the entire|almost the entire|almost the whole""",
    Sort.SOME: "some|some of|several|several of|a few|a few of|few|many of|a number of",
    Sort.AVERAGE: "an average of|a mean of|a median of",
    Sort.AMONG: "one of the|one of its|one of their|one of his|one of her|one of|among the|amongst the|"
    "some of the",
}
_BY_FIRST: dict[str, list[tuple[tuple[str, ...], Sort]]] = {}
"""The phrases by the word they open with, the longest first."""
for _entry in sorted(
    ((tuple(phrase.split()), sort) for sort, row in _PHRASES.items() for phrase in row.split("|")),
    key=lambda entry: (-len(entry[0]), entry[0]),
):
    _BY_FIRST.setdefault(_entry[0][0], []).append(_entry)
_SAYING_SO = {
    Sort.ONLY: frozenset(
        """only just merely solely exclusively alone sole single nothing simply but mere lone unique limited
        restricted confined purely none no fewer less until till before""".split()
    ),
    Sort.PART: frozenset(
        """part parts partly partially some section sections portion share half most much end side corner edge
        stretch fraction almost nearly percent % cent areas area piece pieces""".split()
    )
    | frozenset(FRACTIONS),
    Sort.MOST: frozenset(
        """most mostly mainly largely majority bulk nearly almost much many virtually predominantly chiefly
        percent % all primarily practically lion""".split()
    ),
    Sort.SOME: frozenset(
        """some several few many various number certain handful part most half among not couple numerous
        any two three four five percent % one dozens scores hundreds thousands other others""".split()
    ),
    Sort.AVERAGE: frozenset(
        "average averages averaged averaging mean median typical typically usually usual".split()
    ),
    Sort.AMONG: frozenset("one among amongst some several few two three ranks ranked".split()),
    Sort.PLACED: frozenset(ORDINALS) | frozenset("next 2nd 3rd 4th 5th runner after behind only but".split()),
}
"""Words that say as much as a qualifier of the sort, wherever they stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Qualifier:
    """A qualifier where it stands, and the token of the noun (or the superlative) that it narrows."""

    at: range
    sort: Sort
    head: int


_OPENING = frozenset(_BY_FIRST) | frozenset(ORDINALS)
"""Every word that a qualifier can begin with."""


def qualifiers(words: Sequence[Token]) -> Iterator[Qualifier]:
    """Every qualifier of the words that has a noun, in order."""
    stop = 0
    for at, token in enumerate(words):
        if at < stop or token.key not in _OPENING:
            continue
        found = _placed(words, at) or _worded(words, at)
        if found:
            yield found
            stop = found.at.stop


def answers_for(words: Sequence[Token], sort: Sort) -> bool:
    """Whether some words say, in whatever way, what a qualifier of the sort says."""
    if sort is Sort.PART and any((a.key, b.key) == ("one", "in") for a, b in pairwise(words)):
        return True  # "one in two"
    return any(token.key in _SAYING_SO[sort] for token in words)


def _worded(words: Sequence[Token], at: int) -> Qualifier | None:
    for phrase, sort in _BY_FIRST.get(words[at].key, ()):
        stop = at + len(phrase)
        if len(phrase) > 1 and tuple(token.key for token in words[at:stop]) != phrase:
            continue
        if _is_idle(words, at, stop, sort):
            return None
        head = _superlative(words, stop) if sort is Sort.AMONG else _noun(words, stop)
        if head is not None:
            return Qualifier(at=range(at, stop), sort=sort, head=head)
    return None


_BE = frozenset(
    "as is are was were be been being become became becoming remain remains play plays played".split()
)
_AFTER_ONLY = frozenset(
    "after when once if recently later now then yesterday last because to by as for at".split()
)


def _is_idle(words: Sequence[Token], at: int, stop: int, sort: Sort) -> bool:
    """Whether the words qualify nothing here: "not only", "only after", "was part of"."""
    before = words[at - 1].key if at else ""
    after = words[stop].key if stop < len(words) else ""
    if sort is Sort.ONLY:
        done = after.endswith("ed") and "v" in lexicon.parts(after)  # "just raised": a moment ago
        return (
            done or before in ("not", "the", "an", "his", "her", "if", "can", "could") or after in _AFTER_ONLY
        )
    if sort is Sort.PART:
        counted = before in ("a", "one") and at > 1 and words[at - 2].key == "and"  # "one and a half times"
        return (
            counted
            or before in _BE
            or after in ("this", "that", "it", "these", "a", "an", "past", "hour", "time")
        )
    if sort is Sort.MOST:
        led = before in ("the", "at", "its", "their") or after in ("of", "likely", "part", "only")
        return led or after.isdigit() or after in SMALL
    if sort is Sort.SOME:
        return before in ("the", "a", "in", "for", "to", "than") or (
            after.isdigit() or after in SMALL or after in ("of", "time", "way", "point", "extent", "more")
        )
    return False


def _placed(words: Sequence[Token], at: int) -> Qualifier | None:
    """ "Second-largest": an ordinal before a superlative."""
    if ORDINALS.get(words[at].key, 1) < 2 or at + 1 >= len(words):
        return None
    step = 2 if words[at + 1].text in "-‐‑" else 1
    if at + step < len(words) and is_superlative(words, at + step):
        return Qualifier(at=range(at, at + step + 1), sort=Sort.PLACED, head=at + step)
    return None


def is_superlative(words: Sequence[Token], at: int) -> bool:
    """Whether a token is, or makes, the highest degree: "largest", "most bloody"."""
    key = words[at].key
    if key in ("most", "least"):
        return at + 1 < len(words) and bool({"a", "r"} & lexicon.parts(words[at + 1].key))
    if key in ("best", "worst", "largest", "main", "biggest", "only", "first", "last", "few"):
        return True
    return key.endswith("est") and "a" in lexicon.parts(key) and key not in lexicon.lemmas(key, "a")


def _superlative(words: Sequence[Token], at: int) -> int | None:
    """The superlative that follows within three words; "one of Norland’s largest"."""
    return next((i for i in range(at, min(at + 4, len(words))) if is_superlative(words, i)), None)


def _noun(words: Sequence[Token], at: int) -> int | None:
    """The noun, or figure, that follows within four words of one phrase."""
    for i in range(at, min(at + 5, len(words))):
        token = words[i]
        if token.is_number or token.key in SMALL:
            return i
        if not token.is_word:
            return None
        if token.key in FUNCTION_WORDS:
            if i > at and token.key not in ("the", "its", "their", "his", "her", "'s", "of"):
                return None
            continue
        if "n" in lexicon.parts(token.key) and not _leads_noun(words, i):
            return i
    return None


def _leads_noun(words: Sequence[Token], at: int) -> bool:
    """Whether a word goes with the noun after it: "the school roof", "the old roof"."""
    after = words[at + 1] if at + 1 < len(words) else None
    return (
        after is not None
        and after.is_word
        and after.key not in FUNCTION_WORDS
        and lexicon.usual_part(after.key) == "n"
        and not after.is_number
    )


def bare(words: Sequence[Token], head: Token, sort: Sort, *, of_them: bool = False) -> int | None:
    """Where the head of a qualifier stands among other words, led in as one whole; None where it does not.

    `of_them` says that the qualifier had an "of" ("many of their ships"), so that "their ships" is the whole.
    """
    for at, token in enumerate(words):
        if token.key != head.key and lexicon.base(token.key) != lexicon.base(head.key):
            continue
        if sort is not Sort.SOME:
            return at
        if _is_bare_plural(words, at, of_them=of_them):
            return at
    return None


def _is_bare_plural(words: Sequence[Token], at: int, *, of_them: bool) -> bool:
    """Whether a plural stands with no word before it that says which or how many."""
    if not words[at].key.endswith("s") or words[at].key in lexicon.lemmas(words[at].key, "n"):
        return False
    before = at - 1
    while before >= 0 and "a" in lexicon.parts(words[before].key) and words[before].key not in FUNCTION_WORDS:
        before -= 1
    if (
        before >= 0
        and not of_them
        and _leads_noun(words, before)
        and lexicon.parts(words[before].key) == {"n"}
    ):
        before -= 1  # "cell windows"
    led = before < 0 or not words[before].is_word or words[before].key in _LEADING_BARE
    return led or (of_them and words[before].key in _OWNING)


_OWNING = frozenset("the its their his her our these those 's".split())
"""Words that lead in a whole of which an "of" took a part."""
_LEADING_BARE = frozenset(
    "and that but because as while when though although if whether which says said".split()
)
