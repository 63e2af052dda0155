"""The quantities of a text: how much, of what, and how exactly it is claimed.

A quantity is a numeral with what stands round it: a currency or unit, the thing counted, and a word that
makes it approximate. A range is two quantities that share a unit, so "19-60" and "19 to 60" read alike.
Years, clock times and durations are not read here: `changes.dates` owns their words, and they are skipped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from retell.changes.readings.amounts import shares, units
from retell.changes.readings.amounts.numerals import HYPHENS, SCALES, STARTS, Numeral, is_below, numeral
from retell.changes.readings.amounts.shares import all_but, part_of_point, ten_in
from retell.changes.readings.amounts.units import PREFIXES, UNITS, Unit
from retell.changes.readings.memory import remembered
from retell.models import lexicon
from retell.text.english import FUNCTION_WORDS
from retell.text.spans import Span
from retell.text.tokens import Token
from retell.values import dataclass, replace


class Approximation(StrEnum):
    """How exactly a quantity is claimed."""

    EXACT = "exactly"
    ABOUT = "about"
    OVER = "more than"
    LEAST = "at least"
    UNDER = "less than"
    NEARLY = "nearly"
    MOST = "up to"
    WITHIN = "within"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One quantity: `span` with its unit and approximator, `core` the numeral with its unit alone.

    `at` and `stop` are the tokens of the core. `counted` are the words that may name what is counted.
    `vague` marks "hundreds" and the like, of which `value` is the least and `most` the end.
    `weak` marks what loses nothing when it goes: "one", "first".
    """

    span: Span
    core: Span
    at: int
    stop: int
    value: Fraction
    step: Fraction
    text: str
    other: Fraction | None = None
    unit: Unit | None = None
    counted: tuple[str, ...] = ()
    approximation: Approximation = Approximation.EXACT
    ordinal: bool = False
    fraction: bool = False
    vague: bool = False
    weak: bool = False
    scale: int = 1
    most: Fraction = Fraction(0)

    @property
    def values(self) -> frozenset[Fraction]:
        """What it may be worth, as written."""
        return frozenset({self.value} if self.other is None else {self.value, self.other})

    @property
    def amounts(self) -> tuple[Fraction, ...]:
        """What it may be worth in the first unit of its measure."""
        return tuple(amount for value in sorted(self.values) for amount in units.amounts(value, self.unit))

    @property
    def is_share(self) -> bool:
        """Whether it is a part of a whole: a percentage, or a fraction of what is not measured by length."""
        if self.unit is None:
            return self.fraction
        return self.unit.name == "percent" or (self.fraction and self.unit.measures not in _MEASURES)


_MEASURES = frozenset("length area volume mass".split())
"""Measures of which a fraction is an amount like any other: "half a kilometre"."""
_BEFORE = {
    Approximation.ABOUT: "about|around|roughly|approximately|some|circa|c|~|≈|or so|something like|"
    "an estimated|estimated|approx|close to|near|in the region of|in the order of",
    Approximation.OVER: "more than|over|above|just over|upwards of|upward of|exceeding|exceed|in excess of|"
    "older than|longer than|greater than|well over|higher than|>|exceeds|exceeded|topped|topping|beyond|"
    "better than|surpass|surpassing|surpassed|hotter than|warmer than",
    Approximation.LEAST: "at least|no less than|no fewer than|not less than|a minimum of|minimum of|≥|"
    "as many as|as much as|as high as|as few as|not fewer than",
    Approximation.UNDER: "less than|fewer than|under|below|lower than|<|smaller than|younger than|"
    "shorter than|colder than|cooler than",
    Approximation.NEARLY: "nearly|almost|just under|just below|just short of|not quite|close on|virtually|"
    "a little under|slightly less than|slightly under",
    Approximation.WITHIN: "within|inside",
    Approximation.MOST: "up to|until|till|as long as|as far as|at most|no more than|not more than|"
    "a maximum of|maximum of|≤|at the most",
}
APPROXIMATORS: dict[tuple[str, ...], Approximation] = {
    tuple(phrase.split()): kind for kind, phrases in _BEFORE.items() for phrase in phrases.split("|")
}
for _most in ("as many as", "as much as", "as high as"):
    APPROXIMATORS[tuple(_most.split())] = Approximation.MOST
_AFTER = {
    ("or", "more"): Approximation.LEAST,
    ("and", "over"): Approximation.LEAST,
    ("or", "so"): Approximation.ABOUT,
    ("or", "thereabouts"): Approximation.ABOUT,
    ("or", "less"): Approximation.MOST,
    ("or", "fewer"): Approximation.MOST,
    ("-", "plus"): Approximation.OVER,
    ("-", "odd"): Approximation.ABOUT,
    ("plus",): Approximation.OVER,
    ("+",): Approximation.OVER,
}
_VAGUE = {
    "dozens": (24, 120),
    "scores": (40, 200),
    "hundreds": (200, 1000),
    "thousands": (2000, 10**5),
    "millions": (2 * 10**6, 10**9),
    "billions": (2 * 10**9, 10**12),
    "trillions": (2 * 10**12, 10**15),
}
_VAGUE_LEAD = {"tens": 10, "hundreds": 100, "dozens": 24, "scores": 40}
_BEGINS = STARTS | shares.BEGINS | _VAGUE.keys() | {"tens"}
"""Every word that a quantity can begin with; figures besides."""
_NO_COUNT_AFTER = frozenset("of another 's thing day such by".split()) | FUNCTION_WORDS
_NO_COUNT_BEFORE = frozenset(
    "no any every each this that the which only not 's last next another some".split()
)
_SEQUENCERS = frozenset({"", "and", "but", "then", "so", "yet"})
"""What stands before an ordinal that only counts the sentences; nothing does too."""


@remembered(1024)
def all_quantities(words: Sequence[Token]) -> tuple[Quantity, ...]:
    """The quantities among the tokens `words`, in order."""
    return quantities(words)


def quantities(words: Sequence[Token], taken: Iterable[Span] = ()) -> tuple[Quantity, ...]:
    """The quantities among the tokens `words`, in order, outside the spans already `taken`."""
    keys = [token.key for token in words]
    begins = [at for at, key in enumerate(keys) if key in _BEGINS or key[:1].isdigit()]
    if not begins:
        return ()
    touching = [False, *(one.span.end == two.span.start for one, two in pairwise(words))]
    blocked = _blocked(words, taken)
    return tuple(_shared(list(_read(words, keys, touching, (begins, blocked))), keys))


def _blocked(words: Sequence[Token], taken: Iterable[Span]) -> list[bool]:
    """For each token, whether it stands in one of the spans, which begin with a token."""
    blocked = [False] * len(words)
    spans = list(taken)
    starts = {token.span.start: at for at, token in enumerate(words)} if spans else {}
    for span in spans:
        at = starts.get(span.start, len(words))
        while at < len(words) and words[at].span.end <= span.end:
            blocked[at], at = True, at + 1
    return blocked


def _read(
    words: Sequence[Token],
    keys: Sequence[str],
    touching: Sequence[bool],
    places: tuple[Sequence[int], Sequence[bool]],
) -> Iterator[Quantity]:
    begins, blocked = places
    stop = 0
    for at in begins:
        quantity = _at(words, keys, touching, at) if at >= stop and not blocked[at] else None
        if quantity is not None and not any(blocked[quantity.at : quantity.stop]):
            yield quantity
            stop = quantity.stop


def _at(words: Sequence[Token], keys: Sequence[str], touching: Sequence[bool], at: int) -> Quantity | None:
    if keys[at] in _VAGUE or keys[at] == "tens":
        return _vague(words, keys, at)
    if at and keys[at - 1] in ("several", "few") and keys[at] + "s" in _VAGUE:
        return _several(words, keys, at)
    part = part_of_point(keys, at)
    if part:
        return _made(words, keys, part, at, part.stop, UNITS["percentage point"])
    found = all_but(keys, at, touching) or numeral(keys, at, touching) or _one_unit(keys, at)
    if found is None or not _counts(keys, at, found):
        return None
    start, unit, stop = _unit(keys, touching, at, found)
    if unit and unit.measures in ("warmth", "degrees") and start and is_below(keys, touching, start):
        start, found = start - 1, replace(found, value=-found.value)
    found, stop = ten_in(keys, found, stop, touching)
    return _made(words, keys, found, start, stop, unit)


def _one_unit(keys: Sequence[str], at: int) -> Numeral | None:
    """ "a mile", "an acre": one of a unit of measure, which loses nothing when it goes."""
    unit = UNITS.get(keys[at + 1]) if keys[at] in ("a", "an") and at + 1 < len(keys) else None
    if unit is None or unit.measures not in ("length", "area", "volume", "mass"):
        return None
    return Numeral(stop=at + 1, value=Fraction(1), step=Fraction(1), in_words=True)


def _made(
    words: Sequence[Token], keys: Sequence[str], found: Numeral, start: int, stop: int, unit: Unit | None
) -> Quantity:
    claim, first, last = approximation(keys, start, stop)
    return Quantity(
        span=Span(start=words[first].span.start, end=words[last - 1].span.end),
        core=Span(start=words[start].span.start, end=words[stop - 1].span.end),
        at=start,
        stop=stop,
        value=found.value,
        step=found.step,
        text=" ".join(token.text for token in words[start:stop]),
        other=found.other,
        unit=unit,
        counted=_counted(keys, last if last > stop else stop),
        approximation=claim,
        ordinal=found.ordinal,
        fraction=found.fraction,
        weak=(found.value == 1 and found.in_words) or (found.ordinal and found.in_words),
        scale=found.scale,
    )


def _counts(keys: Sequence[str], at: int, found: Numeral) -> bool:
    """Whether the numeral is a quantity here: not a pronoun, an ordinal adverb, or a part of a day's name."""
    before = keys[at - 1] if at else ""
    after = keys[found.stop] if found.stop < len(keys) else ""
    if not found.in_words:
        return not (found.value == 0 and not before)
    if keys[at] in ("a", "an") and found.value == 1 and after in UNITS:
        return True
    if found.value == 1 and not found.ordinal:
        return (
            (before not in _NO_COUNT_BEFORE and after not in _NO_COUNT_AFTER and after.isalpha())
            or after == "in"
            or tuple(keys[found.stop : found.stop + 3]) == ("-", "in", "-")
        )
    if found.ordinal:
        return after.isalpha() and after not in FUNCTION_WORDS and before not in _SEQUENCERS
    if found.fraction and found.value.denominator in (2, 4) and keys[at] in ("half", "a"):
        return (
            after in ("of", "a", "the", "an", "its", "their", "his", "her", "all") and before not in HYPHENS
        )
    if not found.fraction or keys[at] not in ("a", "an"):
        return True
    measured = before in _AMOUNT_LEADS and (not after[:1].isalpha() or after in FUNCTION_WORDS)
    return measured or after in ("of", "more", "less", "to", ".")


_AMOUNT_LEADS = frozenset("by of than about nearly almost over around roughly under up down".split())
"""Words after which "a third" is a part of something though nothing follows: "fell by a third,"."""


def _unit(
    keys: Sequence[str], touching: Sequence[bool], at: int, found: Numeral
) -> tuple[int, Unit | None, int]:
    """Where the quantity starts with its currency, its unit, and where it stops."""
    if not found.ordinal and at and keys[at - 1] in PREFIXES:
        start = at - 1
        joined = keys[start - 1] + keys[start] if start and touching[start] else ""
        if joined in PREFIXES:
            return start - 1, PREFIXES[joined], _named_again(keys, found.stop)
        return start, PREFIXES[keys[start]], _named_again(keys, found.stop)
    if found.ordinal:
        return at, None, found.stop
    stop = found.stop
    hyphen = stop < len(keys) and keys[stop] in HYPHENS and touching[stop]
    if found.fraction and keys[stop : stop + 1] in (["a"], ["an"]):
        hyphen = True  # "half a mile"
    elif found.fraction and keys[stop : stop + 2] in (["of", "a"], ["of", "an"]):
        stop, hyphen = stop + 1, True
    for length in range(units.LONGEST, 0, -1):
        first = stop + hyphen
        name = " ".join(keys[first : first + length])
        unit = UNITS.get(name)
        if unit and len(keys[first : first + length]) == length and _is_unit(keys, touching, found, first):
            return at, unit, first + length
    return at, None, found.stop


def _named_again(keys: Sequence[str], stop: int) -> int:
    """Past "dollars" in "$5 dollars"."""
    return stop + (
        stop < len(keys) and units.is_money(UNITS.get(keys[stop])) and keys[stop] not in ("won", "real")
    )


def _is_unit(keys: Sequence[str], touching: Sequence[bool], found: Numeral, at: int) -> bool:
    """Short or double-meaning names are units only where the figure stands close by."""
    if keys[at] in ("m", "mi", "ha", "c", "f"):
        return not found.in_words
    if keys[at] in ("won", "real", "stone", "mark", "marks", "rand", "mb"):
        return (
            found.value > 10 and not found.ordinal and at + 1 < len(keys) and keys[at + 1] not in ("the", "a")
        )
    return touching[at] or True


def _vague(words: Sequence[Token], keys: Sequence[str], at: int) -> Quantity | None:
    """ "hundreds", "tens of thousands": a least and an end instead of a value."""
    stop, low, end = at + 1, *_VAGUE.get(keys[at], (0, 0))
    if (
        keys[at] in _VAGUE_LEAD
        and keys[at + 1 : at + 2] == ["of"]
        and "".join(keys[at + 2 : at + 3]) in _VAGUE
    ):
        unit = _VAGUE[keys[at + 2]][0] // 2
        low, end, stop = _VAGUE_LEAD[keys[at]] * unit, _VAGUE_LEAD[keys[at]] * unit * 10, at + 3
    if not low or (keys[at] == "scores" and keys[stop : stop + 1] != ["of"]):
        return None
    made = Numeral(stop=stop, value=Fraction(low), step=Fraction(low), in_words=True)
    tail = stop + (keys[stop : stop + 1] == ["of"])
    quantity = _made(words, keys, made, at, stop, None)
    counted = _counted(keys, tail)
    unit_at = UNITS.get(keys[tail]) if tail < len(keys) else None
    return replace(quantity, vague=True, most=Fraction(end), weak=False, counted=counted, unit=unit_at)


def _several(words: Sequence[Token], keys: Sequence[str], at: int) -> Quantity:
    """ "several hundred", "a few thousand": what "hundreds" and "thousands" are."""
    low, end = _VAGUE[keys[at] + "s"]
    scale = SCALES.get(keys[at + 1], 1) if at + 1 < len(keys) else 1
    stop = at + 1 + (scale > 1)
    made = Numeral(stop=stop, value=Fraction(low * scale), step=Fraction(low * scale), in_words=True)
    quantity = _made(words, keys, made, at - 1, stop, UNITS.get(keys[stop]) if stop < len(keys) else None)
    return replace(quantity, vague=True, most=Fraction(end * scale), weak=False)


_GOING = frozenset("go goes went gone going".split())
"""Verbs that "under" belongs to, and not to the length of time behind it."""
_CREEPING = frozenset("edged inched crept climbed moved ticked nudged rose went jumped rounded".split())
"""Verbs after which "up to" tells how far an amount went, and is no limit."""


def approximation(keys: Sequence[str], start: int, stop: int) -> tuple[Approximation, int, int]:
    """The approximator before or after the tokens start..stop, and where the whole then starts and stops."""
    for length in (4, 3, 2, 1):
        phrase = tuple(keys[start - length : start]) if start >= length else ()
        if phrase == ("up", "to") and start > 2 and keys[start - 3] in _CREEPING:
            break  # "edged up to 400"
        if phrase == ("under",) and start > 1 and keys[start - 2] in _GOING:
            break  # "went under nine days later"
        if phrase in APPROXIMATORS:
            return APPROXIMATORS[phrase], start - length, stop
    for length in (2, 1):
        following = tuple(keys[stop : stop + length])
        if following in _AFTER:
            return _AFTER[following], start, stop + len(following)
    return Approximation.EXACT, start, stop


def _counted(keys: Sequence[str], stop: int) -> tuple[str, ...]:
    """The nouns after a numeral, as far as the next word of grammar: what may be counted."""
    found: list[str] = []
    while stop < len(keys) and (keys[stop] in HYPHENS or keys[stop] in ("of", "the", "more", "other")):
        stop += 1
    for key in keys[stop : stop + 5]:
        if not key.isalpha() and key not in HYPHENS:
            break
        if key in FUNCTION_WORDS:
            break
        if key.isalpha():
            found.append(singular(key))
    return tuple(found)


@lru_cache(maxsize=8192)
def singular(word: str) -> str:
    """A word in the form in which two counted things are compared."""
    nouns = lexicon.lemmas(word, "n")
    return nouns[-1] if nouns else word


def _shared(found: Sequence[Quantity], keys: Sequence[str]) -> Iterator[Quantity]:
    """Every quantity, the first of a range given the unit and scale of the second ("2 to 3 mln")."""
    for at, quantity in enumerate(found):
        follower = found[at + 1] if at + 1 < len(found) else None
        if follower is None or quantity.unit or quantity.ordinal or quantity.fraction or quantity.vague:
            yield quantity
            continue
        between = tuple(keys[quantity.stop : follower.at])
        joint = between in (("to",), ("and",), ("or",)) or (len(between) == 1 and between[0] in HYPHENS)
        if not joint or follower.ordinal or follower.fraction:
            yield quantity
            continue
        scaled = (
            follower.scale if quantity.scale == 1 and quantity.value * follower.scale < follower.value else 1
        )
        joint_counted = quantity.counted or follower.counted
        yield replace(
            quantity,
            value=quantity.value * scaled,
            step=quantity.step * scaled,
            unit=follower.unit,
            counted=joint_counted,
        )
