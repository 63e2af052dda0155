"""Which changed words of a link answer each other, and which are left without an answer.

A rewrite replaces, moves and inflects at once, so a word's answer is looked for in four rounds: the same
word in any form anywhere in the link; a word of the same meaning anywhere among the changed ones; one that
people write or translate for it; then, inside one hunk, another thing of its kind, or whatever stands in its
place. A word with no answer was dropped, or is new.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from retell.changes.edits import Op
from retell.changes.readings.memory import remembered
from retell.changes.view import Pair
from retell.models import lexicon, paraphrases, translations
from retell.models.lexicon import Relation, RelationKind
from retell.models.spelling import same_word
from retell.text.english import FUNCTION_WORDS
from retell.text.tokens import Token
from retell.values import dataclass

PARTICLES = frozenset("up down out off on in over away back through about around along by".split())
_WEAKEST = 0.1
"""Weight of a relation below which at least one of the words is meant in a sense that it seldom has."""
_FEWEST_LANGUAGES = 2
"""Languages that must have one word for two English ones: a single one may have it by chance."""
_LED_IN = PARTICLES | {"for", "to", "with", "at"}
LIGHT_VERBS = frozenset(
    """
    be have do get make take give go come put keep let set become begin start seem appear remain stay happen
    occur try continue include involve use hold bring turn serve tend manage mean go-on want need
    """.split()
)
"""Verbs that say little by themselves; they come and go with the construction."""

FILLERS = frozenset(
    """
    according whilst amongst amid amidst despite
    actually again ago ahead already also altogether always anyway apart apparently around aside away back
    basically besides certainly clearly completely currently easily effectively especially essentially even
    eventually exactly fairly finally first firstly fully furthermore generally hence here highly however
    immediately importantly increasingly indeed initially instead just largely lastly later likewise mainly
    meanwhile merely moreover mostly namely naturally nearby necessarily nevertheless newly next nonetheless
    normally notably now nowadays obviously often once originally otherwise overall particularly perhaps
    presently previously primarily purely quickly quite rather readily really recently respectively secondly
    similarly simply since specifically still strongly subsequently successfully such surely then
    thereby therefore thing things thus together too totally truly typically ultimately usually very way well
    whatsoever widely yet addition fact order case respect regard basis number lot kind sort type part
    person people man woman one ones something anything everything somebody anybody someone anyone
    everyone own different various several additional total based major further current recent
    excess majority minority neither either both worth amount bulk rest usual typical average percent cent
    able unable capable cannot approximately roughly nearly almost
    virtually aboard local located situated sitting standing seated lying board
    incident happen happened occur occurred
    prior previous due aged per equal equivalent remaining respective
    whole entire main primary many more most much less least few same other another certain
    """.split()
)
"""Words whose coming and going leaves the news as it was: connectives, focus, stage directions, dummies."""

_NOUN_CUES = frozenset(
    "a an the this that these those my your his her its our their 's of no each every".split()
)
_VERB_CUES = frozenset("to will would can could may might must shall should did do does n't 'll 'd".split())
_GRAMMAR = FUNCTION_WORDS | frozenset("is are was were be been being am has have had 've 're".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A changed word of the left and the one of the right that stands for it, by index in the link."""

    left: int
    right: int
    relation: Relation | None
    together: bool
    """Whether both stand in one hunk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The changed content words of a link: those that answer each other, and those left over."""

    pairs: tuple[Answer, ...]
    only_left: tuple[int, ...]
    only_right: tuple[int, ...]


def is_content(token: Token) -> bool:
    """Whether the word carries news: not grammar, not a mark."""
    return token.is_word and token.key not in _GRAMMAR


def is_filler(token: Token) -> bool:
    """Whether the word may come and go without loss."""
    return _fills(token.key)


@lru_cache(maxsize=16384)
def _fills(key: str) -> bool:
    if key in FILLERS or key in FUNCTION_WORDS:
        return True
    return any(lemma in LIGHT_VERBS for lemma in lexicon.lemmas(key, "v")) and part_alone(key) == "v"


def part_alone(key: str) -> str | None:
    """The usual part of speech of a word; `v` for an unknown word in -ed or -ing."""
    return lexicon.usual_part(key)


def starts_sentence(words: Sequence[Token], at: int) -> bool:
    """Whether the token opens the sentence, or a quotation, or follows a full stop."""
    before = at - 1
    while before >= 0 and words[before].text in "“”\"'‘’«»„([—–-":
        if words[before].text in '“"‘«„':
            return True
        before -= 1
    return before < 0 or words[before].text in ".!?:;…"


def is_name(words: Sequence[Token], at: int) -> bool:
    """Whether the token is written as a name is: a capital where the sentence does not ask for one."""
    token = words[at]
    if not token.is_capitalised:
        return False
    if not starts_sentence(words, at) or (token.text.isupper() and len(token.text) > 1):
        return True
    following = at + 1 < len(words) and words[at + 1].is_word and words[at + 1].is_capitalised
    return following or not lexicon.is_known(token.key)


def part(words: Sequence[Token], at: int) -> str | None:
    """The part of speech of a word where it stands, by its neighbours; None where it may be anything."""
    key = words[at].key
    known = lexicon.parts(key)
    if len(known) < 2:
        return next(iter(known), None)
    before = words[at - 1].key if at else ""
    if before in _VERB_CUES and "v" in known:
        return "v"
    if key.endswith("ly") and "r" in known:
        return "r"
    if key.endswith(("ed", "ing")) and "v" in known and before not in _NOUN_CUES:
        return "v"
    if before in _NOUN_CUES:
        after = words[at + 1] if at + 1 < len(words) else None
        modifies = after is not None and is_content(after) and "n" in lexicon.parts(after.key)
        if modifies and "a" in known:
            return "a"
        return "n" if "n" in known else "a" if "a" in known else None
    return lexicon.usual_part(key)


@remembered(512)
def answers(pair: Pair) -> Answers:
    """How the changed content words of one link answer each other."""
    left, right = _changed(pair, side="left"), _changed(pair, side="right")
    found = _joined(pair, left, right, lambda i, j: _sameness(pair.left[i].key, pair.right[j].key))
    here, there = {i: _use(pair.left, i) for i in left}, {j: _use(pair.right, j) for j in right}
    found += _joined(pair, left, right, lambda i, j: _nearness(here[i], there[j]))
    found += _joined(pair, left, right, lambda i, j: _paraphrased(pair, i, j))
    found += _joined(
        pair, left, right, lambda i, j: _kinship(here[i], there[j]) if left[i] == right[j] else 0.0
    )
    found += _in_place(pair, left, right)
    return Answers(
        pairs=tuple(sorted(found, key=lambda each: (each.left, each.right))),
        only_left=_unrepeated(left, pair.left, pair.right),
        only_right=_unrepeated(right, pair.right, pair.left),
    )


def _joined(
    pair: Pair, left: dict[int, int], right: dict[int, int], score: Callable[[int, int], float]
) -> list[Answer]:
    """The words that answer each other by a score above nought, best first; they are taken out of both."""
    scored = [
        (value, here == there, -abs(i - j), i, j)
        for i, here in left.items()
        for j, there in right.items()
        if (value := score(i, j)) > 0
    ]
    return [
        _answer(pair, i, j, together=left.pop(i) == right.pop(j))
        for _, _, _, i, j in sorted(scored, reverse=True)
        if i in left and j in right
    ]


def _changed(pair: Pair, side: str) -> dict[int, int]:
    """The changed content words of one side, each with the number of its hunk."""
    words = pair.left if side == "left" else pair.right
    moved = {
        at
        for edit in pair.edits
        if edit.op is Op.MOVE
        for at in (edit.left if side == "left" else edit.right)
    }
    return {
        at: number
        for number, hunk in enumerate(pair.hunks)
        if not hunk.moved
        for at in (hunk.left if side == "left" else hunk.right)
        if is_content(words[at]) and at not in moved
    }


def _answer(pair: Pair, i: int, j: int, *, together: bool) -> Answer:
    return Answer(
        left=i, right=j, relation=_relation(_use(pair.left, i), _use(pair.right, j)), together=together
    )


@lru_cache(maxsize=65536)
def _sameness(one: str, other: str) -> float:
    """Above 0 where the two are one word: letters, spelling, inflection or derivation apart."""
    if one == other:
        return 4.0
    if same_word(one, other):
        return 3.0
    if set(lexicon.lemmas(one)) & set(lexicon.lemmas(other)):
        return 2.0
    return 1.0 if akin(one, other) else 0.0


@lru_cache(maxsize=65536)
def akin(one: str, other: str) -> bool:
    """Whether the two share a stem: one lemma, listed as derived, or alike but for the ending."""
    if one == other or set(lexicon.lemmas(one)) & set(lexicon.lemmas(other)):
        return True
    if lexicon.derived(one, other):
        return True
    if one[:4] != other[:4]:
        return False
    shared = _shared_start(one, other)
    return (
        shared >= 4 and shared >= max(len(one), len(other)) - 4 and shared >= 0.6 * min(len(one), len(other))
    )


def _shared_start(one: str, other: str) -> int:
    return next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


_Use = tuple[str | None, tuple[str, ...]]
"""A word where it stands: its part of speech, and its forms, particles taken along."""


def _use(words: Sequence[Token], at: int) -> _Use:
    return part(words, at), tuple(_forms(words, at))


def _nearness(here: _Use, there: _Use) -> float:
    """Above 0 where the lexicon holds the two for close in meaning."""
    found = _relation(here, there)
    if found is None or found.kind in (RelationKind.SISTER, RelationKind.ANTONYM):
        return 0.0
    return found.weight if found.weight >= _WEAKEST else 0.0


@lru_cache(maxsize=65536)
def _relation(here: _Use, there: _Use) -> Relation | None:
    """How the two stand to each other, read in the part of speech they have here, particles taken along."""
    found = [each for one in here[1] for other in there[1] for each in lexicon.relations(one, other)]
    if not found:
        return None
    fitting = [each for each in found if each.pos == here[0]] if here[0] == there[0] else found
    return max(fitting or found, key=lambda each: each.weight, default=None)


def _forms(words: Sequence[Token], at: int) -> Iterator[str]:
    yield words[at].key
    if at + 1 < len(words) and words[at + 1].key in _LED_IN:
        yield f"{words[at].key} {words[at + 1].key}"


def _paraphrased(pair: Pair, i: int, j: int) -> float:
    """Above 0 where people are known to put the one word for the other, names apart."""
    if is_name(pair.left, i) or is_name(pair.right, j):
        return 0.0
    return _interchanged(pair.left[i].key, pair.right[j].key)


@lru_cache(maxsize=65536)
def _interchanged(one: str, other: str) -> float:
    """Above 0 where the two are listed as paraphrases, or are one word in several languages."""
    abroad = len(translations.meetings(one, other))
    shared = abroad / len(translations.LANGUAGES) if abroad >= _FEWEST_LANGUAGES else 0.0
    return paraphrases.known(one, other) + shared


def _kinship(here: _Use, there: _Use) -> float:
    """Above 0 where the lexicon joins the two in any way, two kinds of one thing and opposites among them."""
    found = _relation(here, there)
    return found.weight if found is not None and found.weight >= _WEAKEST else 0.0


def _in_place(pair: Pair, left: dict[int, int], right: dict[int, int]) -> list[Answer]:
    """Pair what is left within each hunk, in order, where the parts of speech allow it."""
    found = []
    for i, hunk in list(left.items()):
        for j in sorted(at for at, other in right.items() if other == hunk):
            if _may_stand_for(pair, i, j):
                found.append(_answer(pair, i, j, together=True))
                del left[i], right[j]
                break
    return found


def _may_stand_for(pair: Pair, i: int, j: int) -> bool:
    if is_name(pair.left, i) != is_name(pair.right, j) or pair.left[i].is_number != pair.right[j].is_number:
        return False
    here, there = part(pair.left, i), part(pair.right, j)
    if here == there or here is None or there is None:
        return True
    # "Rising rents" and "rising pensions": which part of speech is meant is a guess where nothing tells.
    return _are_alone(pair, i, j) and bool(lexicon.parts(pair.left[i].key) & lexicon.parts(pair.right[j].key))


def _are_alone(pair: Pair, i: int, j: int) -> bool:
    """Whether the two are all that differs in their place."""
    return any(
        edit.op is Op.REPLACE and edit.left == range(i, i + 1) and edit.right == range(j, j + 1)
        for edit in pair.edits
    )


def _unrepeated(
    left_over: dict[int, int], words: Sequence[Token], others: Sequence[Token]
) -> tuple[int, ...]:
    """Those of the words whose like does not stand anywhere in the other side of the link."""
    keys = {token.key for token in others}
    unmet = [at for at in sorted(left_over) if words[at].key not in keys]
    stems = {lemma for key in keys for lemma in lexicon.lemmas(key)} if unmet else set[str]()
    return tuple(at for at in unmet if stems.isdisjoint(lexicon.lemmas(words[at].key)))
