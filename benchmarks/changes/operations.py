"""Ways of breaking a clean text that know what they break, and look-alikes that break nothing.

Each operation names every place where it can be done, as the words to take out and those to put in.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from retell.changes.readings.amounts.numerals import in_words
from retell.text.english import FUNCTION_WORDS
from retell.text.quotations import quotations

DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
_MONTH = "|".join(month[:3] for month in MONTHS)
_FIGURE = re.compile(r"(?<![\w.,/$£-])\d[\d,]*(?:\.\d+)?(?![\w/%]|[.,]\d|-)")
_OF_TIME = re.compile(r"[ -](?:years?|months?|days?|weeks?|hours?|minutes?|[ap]\.?m)\b|:\d")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}(?= [a-z]|[,.])")
_FULL_NAME = re.compile(r"(?<=[a-z,] )(?:[A-Z][a-z]{2,} ){1,2}[A-Z][a-z]{3,}(?= [a-z]|[,.])")
_FIRST_NAME = re.compile(r"(?<=[.!?] )[A-Z][a-z]{3,} [A-Z][a-z]{3,}(?= [a-z])")
_NOT_NAMES = frozenset(
    """Inc Corp Ltd The President Minister Chairman Secretary Treasury Senator Congress House Senate Party
    Yesterday Today Former Both Many Some When While Then But And""".split()
) | set(DAYS + MONTHS)
_OPPOSITES = dict(
    pair.split(":")
    for pair in """rose:fell fell:rose increased:decreased increase:decrease decrease:increase above:below
    higher:lower lower:higher profit:loss accept:reject accepted:rejected supported:opposed raised:lowered
    gained:lost agreed:refused before:after win:lose supports:opposes first:last more:fewer allowed:banned
    approved:rejected""".split()
)
_STRONGER = {"may": "will", "might": "will", "could": "will"}
_HEDGES = "reportedly allegedly apparently possibly probably perhaps likely".split()
_OTHER_FORCE = {"said": ("claimed", "admitted", "denied", "conceded"), "told": ("warned", "assured")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an operation can be done: the characters to take out, and what to put in."""

    start: int
    end: int
    put: str


Finder = Callable[[str, random.Random, Sequence[str]], Iterator[Place]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One way of editing: the family it must be reported under, or none for a look-alike."""

    name: str
    family: str | None
    places: Finder
    in_quotations: bool = True

    def free(self, text: str, chance: random.Random, others: Sequence[str]) -> list[Place]:
        """The places where it can be done, those inside quotation marks left out unless it may go there."""
        found = list(self.places(text, chance, others))
        if self.in_quotations:
            return found
        hidden = [quotation.outer for quotation in quotations(text)]
        return [
            place
            for place in found
            if not any(span.start < place.end and place.start < span.end for span in hidden)
        ]


def _words(table: dict[str, str] | dict[str, tuple[str, ...]]) -> Finder:
    """Puts one word for another, as the table says."""
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, table))})(?!\w)")

    def places(text: str, chance: random.Random, _: Sequence[str]) -> Iterator[Place]:
        for found in pattern.finditer(text):
            put = table[found[0]]
            yield Place(
                start=found.start(), end=found.end(), put=put if isinstance(put, str) else chance.choice(put)
            )

    return places


def _other_of(words: Sequence[str]) -> Finder:
    return _words({word: tuple(other for other in words if other != word) for word in words})


def _pattern(pattern: str, put: str) -> Finder:
    """Puts the template `put` for what matches."""
    compiled = re.compile(pattern)

    def places(text: str, _: random.Random, __: Sequence[str]) -> Iterator[Place]:
        for found in compiled.finditer(text):
            yield Place(start=found.start(), end=found.end(), put=found.expand(put))

    return places


def _figures(text: str) -> Iterator[re.Match[str]]:
    """Figures that are amounts: no years, days of a month, spans of time or clock times."""
    for found in _FIGURE.finditer(text):
        dated = re.search(rf"\b(?:{_MONTH})[a-z]*\.? $", text[max(0, found.start() - 11) : found.start()])
        follows = re.match(rf" (?:{_MONTH})|,? (?:19|20)\d\d", text[found.end() :])
        year = re.fullmatch(r"(?:19|20)\d\d", found[0])
        if not (dated or follows or year or _OF_TIME.match(text, found.end())):
            yield found


def _digit(text: str, chance: random.Random, _: Sequence[str]) -> Iterator[Place]:
    for found in _figures(text):
        figure = found[0]
        at = chance.choice([at for at, char in enumerate(figure) if char.isdigit()])
        digit = chance.choice([each for each in "123456789" if each != figure[at]])
        yield Place(start=found.start(), end=found.end(), put=figure[:at] + digit + figure[at + 1 :])


def _year(text: str, chance: random.Random, _: Sequence[str]) -> Iterator[Place]:
    for found in re.finditer(r"(?<![\w.,/-])(?:19|20)\d\d(?![\w/-]|[.,]\d)", text):
        yield Place(
            start=found.start(),
            end=found.end(),
            put=str(int(found[0]) + chance.choice([-3, -2, -1, 1, 2, 3])),
        )


def _day(text: str, chance: random.Random, _: Sequence[str]) -> Iterator[Place]:
    for found in re.finditer(rf"\b(?:{'|'.join(MONTHS)}) (\d\d?)\b(?!,?\d)", text):
        other = chance.choice([day for day in range(1, 29) if day != int(found[1])])
        yield Place(start=found.start(1), end=found.end(1), put=str(other))


def names(text: str) -> list[str]:
    """The one-word names of a text, to put into others."""
    return [found[0] for found in _NAME.finditer(text) if found[0] not in _NOT_NAMES]


def _swapped(pattern: re.Pattern[str]) -> Finder:
    def places(text: str, chance: random.Random, others: Sequence[str]) -> Iterator[Place]:
        fresh = [name for name in others if name not in text]
        for found in pattern.finditer(text):
            words = found[0].split()
            if fresh and not _NOT_NAMES & set(words):
                put = " ".join([*words[:-1], chance.choice(fresh)])
                yield Place(start=found.start(), end=found.end(), put=put)

    return places


def _misspelt(text: str, chance: random.Random, _: Sequence[str]) -> Iterator[Place]:
    for found in _NAME.finditer(text):
        name = found[0]
        if name in _NOT_NAMES or len(name) < 6:
            continue
        at = chance.randrange(1, len(name) - 1)
        put = chance.choice(
            [
                name[:at] + name[at + 1] + name[at] + name[at + 2 :],
                name[:at] + name[at + 1 :],
                name[:at] + chance.choice("aeioulnrst") + name[at:],
            ]
        )
        if put != name:
            yield Place(start=found.start(), end=found.end(), put=put)


def quoted_words(text: str) -> Iterator[re.Match[str]]:
    """Content words well inside quotation marks."""
    for quotation in quotations(text):
        if quotation.depth == 0 and len(quotation.inner.of(text).split()) >= 6:
            for found in re.compile(r"(?<= )[a-z]{4,}(?= [a-z])").finditer(
                text, quotation.inner.start, quotation.inner.end
            ):
                if found[0] not in FUNCTION_WORDS:
                    yield found


def _quote_replaced(text: str, chance: random.Random, _: Sequence[str]) -> Iterator[Place]:
    """A word of the quotation gives way to a lower-case content word of the same text."""
    pool = sorted(set(re.findall(r"(?<= )[a-z]{5,}(?= )", text)) - FUNCTION_WORDS)
    for found in quoted_words(text):
        fresh = [word for word in pool if word[:4] != found[0][:4]]
        if fresh:
            yield Place(start=found.start(), end=found.end(), put=chance.choice(fresh))


def _quote_dropped(text: str, _: random.Random, __: Sequence[str]) -> Iterator[Place]:
    for found in quoted_words(text):
        yield Place(start=found.start(), end=found.end() + 1, put="")


def _quote_added(text: str, chance: random.Random, _: Sequence[str]) -> Iterator[Place]:
    added = ("never", "only", "certainly", "terrible", "important", "immediately")
    for found in quoted_words(text):
        yield Place(start=found.start(), end=found.end(), put=f"{chance.choice(added)} {found[0]}")


def _in_words(text: str, _: random.Random, __: Sequence[str]) -> Iterator[Place]:
    for found in _figures(text):
        if re.fullmatch(r"[1-9]\d?", found[0]) and re.match(r" [a-z]{4,}", text[found.end() :]):
            yield Place(start=found.start(), end=found.end(), put=in_words(int(found[0])))


def _separators(text: str, _: random.Random, __: Sequence[str]) -> Iterator[Place]:
    for found in _figures(text):
        if re.fullmatch(r"\d{1,3}(?:,\d{3})+", found[0]):
            yield Place(start=found.start(), end=found.end(), put=found[0].replace(",", ""))


def _marks(text: str, _: random.Random, __: Sequence[str]) -> Iterator[Place]:
    """Straight marks for curly ones and the other way round."""
    for quotation in quotations(text):
        inner = quotation.inner.of(text)
        if quotation.depth == 0 and text[quotation.outer.start] in '"“' and not set('"“”') & set(inner):
            opener, closer = ("“", "”") if text[quotation.outer.start] == '"' else ('"', '"')
            yield Place(start=quotation.outer.start, end=quotation.outer.end, put=f"{opener}{inner}{closer}")


OPERATIONS = (
    Operation(name="number: a digit", family="number", places=_digit),
    Operation(
        name="number: magnitude",
        family="number",
        places=_words(
            {"million": "billion", "mln": "bln", "billion": "million", "bln": "mln", "thousand": "million"}
        ),
    ),
    Operation(
        name="number: in words",
        family="number",
        places=_words({"two": "three", "three": "five", "four": "two", "five": "six", "dozen": "hundred"}),
    ),
    Operation(name="date: weekday", family="time", places=_other_of(DAYS)),
    Operation(
        name="date: month", family="time", places=_other_of([m for m in MONTHS if m not in ("May", "March")])
    ),
    Operation(name="date: day", family="time", places=_day),
    Operation(name="date: year", family="time", places=_year),
    Operation(name="name: one word", family="name", places=_swapped(_NAME)),
    Operation(name="name: last of several", family="name", places=_swapped(_FULL_NAME)),
    Operation(name="name: at the start", family="name", places=_swapped(_FIRST_NAME)),
    Operation(name="name: misspelt", family="name", places=_misspelt),
    Operation(name="quotation: a word replaced", family="quotation", places=_quote_replaced),
    Operation(name="quotation: a word dropped", family="quotation", places=_quote_dropped),
    Operation(name="quotation: a word added", family="quotation", places=_quote_added),
    Operation(
        name="negation: not dropped",
        family="negation",
        places=_pattern(r"\b(did|does|do|has|have|had|is|was|were|would|will|could) not (?=[a-z])", r"\1 "),
    ),
    Operation(
        name="negation: not added",
        family="negation",
        places=_pattern(
            r"\b(is|was|were|would|will|could|has|have|had) (?=[a-z]{4,})(?!been|also)", r"\1 not "
        ),
    ),
    Operation(name="negation: opposite", family="negation", places=_words(_OPPOSITES)),
    Operation(name="hedge: modal raised", family="certainty", places=_words(_STRONGER)),
    Operation(
        name="hedge: dropped",
        family="certainty",
        places=_pattern(rf"(?<=[a-z] )(?:{'|'.join(_HEDGES)}) (?=[a-z])", ""),
    ),
    Operation(name="attribution: other force", family="attribution", places=_words(_OTHER_FORCE)),
    Operation(
        name="attribution: dropped",
        family="attribution",
        places=_pattern(r"(?<=[a-z]), (?:he|she|they|the [a-z]+|[A-Z][a-z]+) said\.(?= |$)", "."),
    ),
)

LOOK_ALIKES = (
    Operation(name="number: figure in words", family=None, in_quotations=False, places=_in_words),
    Operation(name="number: no separator", family=None, in_quotations=False, places=_separators),
    Operation(
        name="number: abbreviation",
        family=None,
        in_quotations=False,
        places=_words({"mln": "million", "bln": "billion"}),
    ),
    Operation(
        name="number: per cent",
        family=None,
        in_quotations=False,
        places=_words({"pct": "percent", "percent": "per cent"}),
    ),
    Operation(
        name="date: day first",
        family=None,
        in_quotations=False,
        places=_pattern(rf"\b({'|'.join(MONTHS)}) (\d\d?)\b(?!,?\d)", r"\2 \1"),
    ),
    Operation(
        name="date: on",
        family=None,
        in_quotations=False,
        places=_pattern(rf"(?<=[a-z] )on (?=(?:{'|'.join(DAYS)})\b)", ""),
    ),
    Operation(
        name="name: spelling",
        family=None,
        in_quotations=False,
        places=_words({"United States": "U.S.", "U.S.": "US", "Britain": "UK"}),
    ),
    Operation(name="quotation: other marks", family=None, places=_marks),
    Operation(
        name="negation: contracted",
        family=None,
        in_quotations=False,
        places=_pattern(r"\b(did|does|do|has|have|had|is|was|were|would|could) not(?= [a-z])", r"\1n't"),
    ),
    Operation(
        name="hedge: same strength",
        family=None,
        in_quotations=False,
        places=_words({"may": "might", "approximately": "about", "probably": "likely"}),
    ),
    Operation(
        name="hedge: about a figure",
        family=None,
        in_quotations=False,
        places=_pattern(r"\babout (?=\d)", "around "),
    ),
    Operation(
        name="attribution: same force",
        family=None,
        in_quotations=False,
        places=_words({"said": "stated", "says": "states"}),
    ),
    Operation(
        name="synonym",
        family=None,
        in_quotations=False,
        places=_words(
            {
                "company": "firm",
                "earlier": "previously",
                "buy": "purchase",
                "begin": "start",
                "help": "assist",
            }
        ),
    ),
)
