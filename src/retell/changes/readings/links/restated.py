"""What a word that one side alone has is told by on the other: a figure, a cause, another form of speech."""

from __future__ import annotations

from collections.abc import Sequence

from retell.changes.readings.links.words import akin, is_content, is_name, part
from retell.changes.readings.times.reckoned import reckoned
from retell.changes.readings.vocabulary.colour import PARENTS
from retell.models import lexicon
from retell.text.tokens import Token


def is_of_family(key: str) -> bool:
    """Whether a word tells of parents or children: "with two children" is "a mother of two"."""
    return key in PARENTS or key in _CHILDREN


_ONE_MATTER = tuple(
    frozenset(words.split())
    for words in (
        """die dies died dying dead death deaths deadly fatal fatality fatalities kill kills killed lethal
        perish perished""",
        "employ employs employed employee employees workforce staff staffed staffs jobs workers",
        "anonymity anonymous anonymously unnamed",
    )
)
"""Words of several kinds that tell of one thing: what is fatal kills, who has a workforce employs it."""


def is_of_matter(key: str, others: Sequence[Token]) -> bool:
    """Whether a word tells of a thing that another word of the other side tells of."""
    return any(key in words and any(token.key in words for token in others) for words in _ONE_MATTER)


def is_of_post(words: Sequence[Token], at: int, others: Sequence[Token]) -> bool:
    """Whether a word names who leads, as a word that only the other side has does: "director", "boss"."""
    own = {token.key for token in words}
    return words[at].key in _LEADING and any(
        token.key in _LEADING and token.key not in own for token in others
    )


_LEADING = frozenset(
    """boss bosses manager managers director directors executive executives chief chiefs head heads leader
    leaders ceo president chair chairman chairwoman chairperson""".split()
)


def is_of_phrase(words: Sequence[Token], at: int, others: Sequence[Token]) -> bool:
    """Whether a word belongs to a phrase that a small word of the other side stands for."""
    for start in range(max(0, at - _LENGTH + 1), at + 1):
        told = _SMALLER.get(tuple(token.key for token in words[start : start + _LENGTH]))
        if told is not None and any(token.key in told for token in others):
            return True
    return False


_AGAINST = frozenset("not n't never without refused declined refuses declines refusing declining".split())
_OVER = frozenset("across over opposite beyond past".split())
_SMALLER: dict[tuple[str, ...], frozenset[str]] = {
    **{(verb, "short", "of"): _AGAINST for verb in ("stop", "stops", "stopped", "stopping", "fell", "fall")},
    **{(which, "side", "of"): _OVER for which in ("other", "far", "opposite")},
}
"""Phrases, and the small words that say as much."""
_LENGTH = 3
"""Words of every one of them."""


def is_any_body(words: Sequence[Token], at: int, others: Sequence[Token]) -> bool:
    """Whether a word only says that what the noun before it names is a body: "the brokerage firm"."""
    if words[at].key not in _BODIES or not at or part(words, at - 1) != "n":
        return False
    before = lexicon.base(words[at - 1].key)
    return any(lexicon.base(token.key) == before for token in others)


_BODIES = frozenset(
    """firm company group organisation organization agency body association service outfit business
    corporation""".split()
)


def is_credited(words: Sequence[Token], at: int) -> bool:
    """Whether a word names who took a picture: "(Agency/Ana Ruiz)"."""
    bars = (i for i in range(at - 1, max(-1, at - _NAME_REACH), -1) if words[i].text == "/")
    bar = next(bars, None)
    return bar is not None and all(token.is_capitalised for token in words[bar + 1 : at + 1])


_NAME_REACH = 4
"""Tokens within which a name stands after the bar of a credit."""


def is_abbreviated(words: Sequence[Token], at: int, others: Sequence[Token]) -> bool:
    """Whether the other side has the initials of a phrase that a word is of: "chief executive", "CEO"."""
    for token in others:
        letters = token.text
        if not (_SHORTEST_INITIALS < len(letters) <= _LONGEST_INITIALS and letters.isupper()):
            continue
        for size in (len(letters), len(letters) - 1):
            for start in range(max(0, at - size + 1), at + 1):
                initials = "".join(word.text[0] for word in words[start : start + size])
                if len(initials) == size and letters.casefold().startswith(initials.casefold()):
                    return True
    return False


_LONGEST_INITIALS = 6
"""Letters of the longest abbreviation that is looked for in full."""


_CHILDREN = frozenset(
    """child children kid kids son sons daughter daughters grandchild grandchildren grandson grandsons
    granddaughter granddaughters""".split()
)


_SAID_BY = {
    "slightly": "edged edge edging inched nudged little bit marginally fractionally shade touch",
    "narrowly": "margin margins close slim thin barely just scraped scrape edged squeaked handful",
    "temporarily": "time while brief short meantime interim",
    "briefly": "moment moments minute minutes short while time",
    "illegally": "smuggle smuggled smuggling trafficked trafficking poached illicit unlawful banned",
    "drastically": "slash slashed slashing gutted plunge plunged plummeted slump collapsed",
    "sharply": "plunged plunge plummeted jumped soared surged slumped slashed steep steeply",
    "violently": "attacked assaulted beat beaten violence force",
    "unanimously": "all every unanimous none",
    "anonymously": "named name anonymity anonymous identified",
    "peacefully": "peaceful incident violence trouble",
    "unchanged": "same steady still hold holds held kept keep keeps left stood",
    "indefinitely": "notice",
    "fatally": "dead died death killed fatal",
    "deliberately": "purpose intent set started arson",
    "accidentally": "accident mistake error",
    "twice": "two double doubled times second again both pair",
    "thrice": "three treble trebled triple tripled times third again",
    "repeatedly": "again often times kept keeps many multiple several number repeated continually constantly",
    "solely": "only just alone exclusively purely",
    "exclusively": "only just alone solely purely",
}
"""What measures a deed, and words of other kinds that measure it as well."""
_MEASURES = frozenset(_SAID_BY).union(*(words.split() for words in _SAID_BY.values()))


def is_said_by(word: str, others: Sequence[Token]) -> bool:
    """Whether a measure of a deed stands in another word of the other side: "edged up" is "rose slightly"."""
    if word not in _MEASURES:
        return False
    kin = _SAID_BY.get(word, "").split()
    return any(token.key in kin or word in _SAID_BY.get(token.key, "").split() for token in others)


def measures(words: Sequence[Token], at: int) -> bool:
    """Whether a word is part of a figure or time, or only says what one measures: "lasted", "a time of"."""
    told = reckoned(words)
    if at in told:
        return True
    if lexicon.base(words[at].key) not in _MEASURING:
        return False
    near = range(max(0, at - _MEASURED_NEAR), at + _MEASURED_NEAR + 1)
    if any(i in told for i in near):
        return True
    led = at + 1 < len(words) and words[at + 1].key == "of"
    return led and any(i in told for i in range(at, _clause_end(words, at)))


def _clause_end(words: Sequence[Token], at: int) -> int:
    """The next mark that ends a clause, or the end of the words."""
    return next((i for i in range(at, len(words)) if words[i].text in _CLAUSE_ENDS), len(words))


_CLAUSE_ENDS = frozenset(".;:!?,—–")


_MEASURED_NEAR = 4
_MEASURING = frozenset(
    """time period length duration distance height weight speed rate level age sum figure amount temperature
    term sentence price cost size area depth width volume last take measure weigh stand reach
    value share proportion percentage count capacity
    due scheduled slated dated""".split()
)
"""Words that say what a figure beside them is a figure of."""


def is_told_to(words: Sequence[Token], at: int) -> bool:
    """Whether a noun only names whom somebody told: "told reporters", "told the paper"."""
    before = [token.key for token in words[max(0, at - 2) : at]]
    led = before[-1:] and before[-1] in ("the", "a", "our", "this")
    return (before[-2:-1] if led else before[-1:]) in (["told"], ["tells"], ["telling"])


def names_speaker_again(words: Sequence[Token], at: int, others: Sequence[Token]) -> bool:
    """Whether a noun is the speaker named again where the other side has a speaker: "the carmaker said"."""
    said = at + 1 < len(words) and words[at + 1].key in _SAID and at > 0 and words[at - 1].key == "the"
    return said and any(token.key in _SAID for token in others)


_SAID = frozenset("said says".split())


def goes_with_place_of_work(words: Sequence[Token], at: int, others: Sequence[Token]) -> bool:
    """Whether a calling is left to be told by where somebody works: "an analyst at Dorna Bank"."""
    if at + 2 >= len(words) or words[at + 1].key not in ("at", "of", "with", "from"):
        return False
    if at < _APPOSED or words[at - 1].key not in ("a", "an") or words[at - 2].text != ",":
        return False
    kept = {token.text for token in others}
    place = next((token for token in words[at + 2 : at + 5] if token.is_capitalised), None)
    return place is not None and place.text in kept


_APPOSED = 3
"""Fewest tokens before a calling that follows a name: the name, a comma, an article."""


def spells_name(words: Sequence[Token], at: int) -> bool:
    """Whether a word in brackets is the initials of the name before it: "the Coast Guard (CG)"."""
    letters = words[at].text
    bracketed = 0 < at < len(words) - 1 and words[at - 1].text == "(" and words[at + 1].text == ")"
    if not bracketed or not letters.isupper() or len(letters) < _SHORTEST_INITIALS:
        return False
    before = [token.text[0] for token in words[max(0, at - 1 - 2 * len(letters)) : at - 1] if token.is_word]
    capitals = "".join(letter for letter in before if letter.isupper())
    return capitals.endswith(letters)


_SHORTEST_INITIALS = 2
"""Letters below which a bracketed capital is no abbreviation of the name before it."""


def is_head_taken_in(words: Sequence[Token], at: int, others: Sequence[Token]) -> bool:
    """Whether a noun goes with the word before it, which is told as a noun by itself on the other side.

    "Medical staff" is "medics", "a consulting company" a "consultancy".
    """
    if not at or not words[at - 1].is_word or part(words, at) != "n":
        return False
    before = words[at - 1].key
    own = {lexicon.base(token.key) for token in words}
    return any(
        is_content(other)
        and lexicon.base(other.key) not in own
        and "n" in lexicon.parts(other.key)
        and (akin(before, other.key) or lexicon.derived(before, other.key))
        and not _heads_noun(others, to)
        for to, other in enumerate(others)
    )


def _heads_noun(words: Sequence[Token], at: int) -> bool:
    """Whether a noun stands before another, which it describes."""
    plain = at + 1 < len(words) and is_content(words[at + 1]) and not is_name(words, at + 1)
    return plain and lexicon.usual_part(words[at + 1].key) == "n"


def opens_relative(words: Sequence[Token], at: int, others: Sequence[Token]) -> bool:
    """Whether a verb only ties on what the other side has too: "who teaches law" is "the law expert"."""
    if not at or words[at - 1].key not in _RELATIVES or "v" not in lexicon.parts(words[at].key):
        return False
    object_ = next((token for token in words[at + 1 : at + _OBJECT_REACH] if is_content(token)), None)
    kept = {lexicon.base(token.key) for token in others}
    return object_ is not None and lexicon.base(object_.key) in kept


_RELATIVES = frozenset("who which that".split())
_OBJECT_REACH = 4
"""Tokens after a verb within which its object begins."""
