"""Two things of a sentence that stand in each other's place on the other side.

"52 votes to 48" and "48 votes to 52" have the same words: no word was replaced, two changed places. The test
is a counterfactual one: if the left with the two exchanged has clearly more of its words in the right's order
than the left as it is, and what stood round the one now stands round the other, they were exchanged. Where
what lies between was turned round as well ("A sold it to B", "B bought it from A") the exchange says the
same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rapidfuzz.distance import LCSseq

from retell.changes.readings.amounts.numerals import SMALL
from retell.changes.readings.links.pairing import unchanged
from retell.changes.readings.links.words import is_content, is_name, part
from retell.changes.readings.memory import remembered
from retell.changes.readings.times.reckoned import TIME_WORDS
from retell.changes.readings.vocabulary.opposites import opposite
from retell.changes.view import Pair
from retell.models import lexicon
from retell.models.lexicon import RelationKind
from retell.text.english import FUNCTION_WORDS
from retell.text.tokens import Token
from retell.values import dataclass

_GAIN = 2
"""Words that must come into order when two are exchanged: the two themselves."""

_MOST_CROSSINGS = 80
"""Crossing couples above which a sentence is recast as a whole, and no exchange can be told from it."""

_LINKING = frozenset("and or & , nor a an the 's s is are was were be been as well both who which".split())
"""What may stand between two things that are listed, set beside each other or equated: their order is
free."""

_MUTUAL = frozenset(
    """meet talk speak agree argue marry merge clash collide play draw compare compete share trade lie differ
    match equal resemble border join divorce negotiate cooperate collaborate partner pair link connect
    between meeting agreement deal talks war border dispute tie merger game similar alongside
    together""".split()
)
"""Words of what two do to each other, so that either may be named first."""

_DETERMINERS = frozenset(
    "a an the this that these those his her its their our my your some any 's s '".split()
)
_PREPOSITIONS = frozenset(
    """to from of in on at by with for against into onto under over above below before after until since via
    through between behind beyond towards toward""".split()
)
_GOVERNING = 3
"""The weight of a preposition that governs a word, against 1 for another neighbour and 2 for one of content:
"to 3.5 from 2.9" and "from 2.9 to 3.5" say the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """Two things and where they stand: `left` the one and the other on the left, `right` likewise.

    The first of `right` stands where the first of `left` stood, and is the other thing. `turned` tells that
    the words between were turned round too, so that the same is said.
    """

    left: tuple[range, range]
    right: tuple[range, range]
    turned: bool

    def stretches(self, reach: int) -> tuple[tuple[range, range], ...]:
        """What to point at on each side: one stretch from the one to the other, or each by itself if far
        apart."""
        whole = tuple(range(here[0].start, here[1].stop) for here in (self.left, self.right))
        if max(map(len, whole)) <= reach:
            return ((whole[0], whole[1]),)
        return tuple(zip(self.left, self.right, strict=True))


@dataclass(frozen=True, slots=True)
class _Units:
    """One side as a sequence of units: the tokens of each, and the key it is known by; names are one unit."""

    places: tuple[range, ...]
    keys: tuple[str, ...]
    words: Sequence[Token]

    def is_content(self, at: int) -> bool:
        return is_content(self.words[self.places[at].start])

    def sort(self, at: int) -> str:
        """What a unit is: a figure, a time, or a part of speech; only things of one sort are exchanged."""
        token = self.words[self.places[at].start]
        if token.is_number or token.key in SMALL:
            return "figure"
        if token.key in TIME_WORDS:
            return "time"
        return (
            "n"
            if is_name(self.words, self.places[at].start)
            else part(self.words, self.places[at].start) or ""
        )


@remembered(512)
def exchanges(pair: Pair) -> tuple[Exchange, ...]:
    """The things that changed places within a link, best first; each stands in one exchange at most.

    Only what is an exchange from either side is one.
    """
    if unchanged(pair) or not _crosses(pair):
        return ()
    left, right = _units(pair.left), _units(pair.right)
    found = _exchanged(left, right)
    back = {keys for keys, _ in _exchanged(right, left)} if found else set()
    return tuple(one for keys, one in found if keys in back)


def _exchanged(left: _Units, right: _Units) -> list[tuple[frozenset[str], Exchange]]:
    """The exchanges seen from the left, each with the keys of its two things."""
    couples = _crossing(left, right)
    if not couples or len(couples) > _MOST_CROSSINGS:
        return []
    keys, others = list(left.keys), list(right.keys)
    found: list[tuple[frozenset[str], Exchange]] = []
    used: set[str] = set()
    for _, a, b in sorted(_gains(keys, others, couples)):
        one, other = keys[a], keys[b]
        if used & {one, other} or _may_be_one(one, other) or not _took_places(left, right, (a, b)):
            continue
        used |= {one, other}
        found.append((frozenset((one, other)), _exchange(left, right, (a, b))))
    return found


def _may_be_one(one: str, other: str) -> bool:
    """Whether two words may stand for one thing, so that their exchange says nothing: "homes", "houses"."""
    apart = (RelationKind.SISTER, RelationKind.ANTONYM)
    return any(found.kind not in apart and found.steps <= 1 for found in lexicon.relations(one, other))


def _units(words: Sequence[Token]) -> _Units:
    places: list[range] = []
    at = 0
    while at < len(words):
        stop = at + 1
        while is_name(words, at) and stop < len(words) and is_name(words, stop):
            stop += 1
        while _owns(words, stop):
            stop += 2
        places.append(range(at, stop))
        at = stop
    keys = tuple(" ".join(words[i].key for i in place) for place in places)
    return _Units(tuple(places), keys, words)


def _owns(words: Sequence[Token], at: int) -> bool:
    """Whether what stands before `at` owns the thing after it: "the minister's adviser" is one thing."""
    if at + 1 >= len(words) or words[at].key != "'s" or not is_content(words[at + 1]):
        return False
    return is_content(words[at - 1]) and lexicon.usual_part(words[at + 1].key) == "n"


def _crossing(left: _Units, right: _Units) -> list[tuple[int, int]]:
    """Couples of units, each once on either side, whose order is the other way round there."""
    counts = Counter(left.keys), Counter(right.keys)
    place = {key: at for at, key in enumerate(right.keys)}
    lone = [
        at
        for at, key in enumerate(left.keys)
        if left.is_content(at) and counts[0][key] == 1 and counts[1][key] == 1
    ]
    return [
        (a, b)
        for number, a in enumerate(lone)
        for b in lone[number + 1 :]
        if place[left.keys[a]] > place[left.keys[b]] and left.sort(a) == left.sort(b)
    ]


def _gains(
    keys: list[str], others: list[str], couples: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, int]]:
    """Each couple whose exchange brings enough words into order, with what it brings, negated."""
    as_it_is = LCSseq.similarity(keys, others)
    for a, b in couples:
        keys[a], keys[b] = keys[b], keys[a]
        gain = LCSseq.similarity(keys, others) - as_it_is
        keys[a], keys[b] = keys[b], keys[a]
        if gain >= _GAIN:
            yield -gain, a, b


def _crosses(pair: Pair) -> bool:
    """Whether any word that stands once on each side changed its order; a quick look before the long one."""
    here, there = _once(pair.left), _once(pair.right)
    course = [there[key] for key in here if key in there]
    return any(one > other for one, other in pairwise(course))


def _once(words: Sequence[Token]) -> dict[str, int]:
    """The words that stand once, in order, each with its place."""
    place: dict[str, int] = {}
    again: set[str] = set()
    for at, token in enumerate(words):
        if token.key in place:
            again.add(token.key)
        else:
            place[token.key] = at
    return {key: at for key, at in place.items() if key not in again} if again else place


def _took_places(left: _Units, right: _Units, couple: tuple[int, int]) -> bool:
    """Whether each of two units stands among the other's neighbours, and their order matters."""
    a, b = couple
    there = right.keys.index(left.keys[a]), right.keys.index(left.keys[b])
    mine, its = (_surroundings(left, at) for at in couple)
    now, then = (_surroundings(right, at) for at in there)
    own = _weight(mine & now) + _weight(its & then)
    crossed = _weight(mine & then) + _weight(its & now)
    return (
        crossed > own
        and _is_ordered(left, range(a + 1, b))
        and _is_ordered(right, range(there[1] + 1, there[0]))
    )


def _surroundings(side: _Units, at: int) -> frozenset[tuple[int, str]]:
    """What stands round a unit: on each hand the next word, articles apart, and the next word of content."""
    found = set()
    for step in (-1, 1):
        near, content = False, False
        here = at + step
        while 0 <= here < len(side.keys) and not (near and content) and abs(here - at) <= 5:
            key = side.keys[here]
            if key not in _DETERMINERS and not near:
                near = True
                found.add((_GOVERNING * step if step < 0 and key in _PREPOSITIONS else step, key))
            if not content and side.is_content(here):
                content = True
                found.add((2 * step, lexicon.base(key)))
            here += step
    return frozenset(found)


def _weight(shared: frozenset[tuple[int, str]]) -> int:
    return sum(abs(hand) for hand, _ in shared)


def _is_ordered(side: _Units, between: range) -> bool:
    """Whether more stands between two things than sets them side by side."""
    keys = [side.keys[at] for at in between]
    if any(lexicon.base(key) in _MUTUAL or key in _MUTUAL for key in keys):
        return False
    bare = [key for key in keys if key not in _LINKING and key[0].isalnum()]
    listed = keys.count(",") + keys.count("and") + keys.count("or") >= len(bare) > 0
    ordering = any(key in FUNCTION_WORDS or "v" in lexicon.parts(key) for key in bare)
    return (ordering and not listed) or keys in (["-"], ["–"])


def _exchange(left: _Units, right: _Units, couple: tuple[int, int]) -> Exchange:
    a, b = couple
    now, then = right.keys.index(left.keys[a]), right.keys.index(left.keys[b])
    between = left.keys[a + 1 : b], right.keys[then + 1 : now]
    return Exchange(
        left=(left.places[a], left.places[b]),
        right=(right.places[then], right.places[now]),
        turned=_is_turned(*between),
    )


def _is_turned(here: Sequence[str], there: Sequence[str]) -> bool:
    """Whether what lies between two things says on one side the converse of what it says on the other."""
    if ("by" in here) != ("by" in there) or _is_genitive(here, there) or _is_genitive(there, here):
        return True
    gone, come = [key for key in here if key not in there], [key for key in there if key not in here]
    return any(opposite(one, other) for one in gone for other in come) or (
        bool(gone and come) and not (_related(gone, come) or _related(come, gone))
    )


def _is_genitive(here: Sequence[str], there: Sequence[str]) -> bool:
    """Whether what belongs to a thing is told by an "’s" on one side and an "of" on the other."""
    last = next((key for key in reversed(there) if key not in _DETERMINERS), "")
    return bool(here) and here[0] == "'s" and last == "of"


def _related(gone: Sequence[str], come: Sequence[str]) -> bool:
    """Whether each content word that went has one of its meaning in its place."""
    return all(
        key in FUNCTION_WORDS
        or any(lexicon.relations(key, other) or lexicon.base(key) == lexicon.base(other) for other in come)
        for key in gone
    )
