"""Who denies what in a sentence: negating words with their reach, and opposites.

A negator reaches to the end of its clause; the first word of content after it is its focus, the thing that
is denied. A count of negators says little about two sentences that were reworded ("almost none have" and
"hardly anyone has"): what counts is whether the same focus is denied on both sides.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from retell.changes.readings.amounts.numerals import SMALL
from retell.models import lexicon
from retell.text.english import FUNCTION_WORDS
from retell.text.tokens import Token
from retell.values import dataclass

NEGATORS = frozenset(
    """
    not n't never no none nobody nothing nowhere neither nor cannot without hardly barely scarcely
    rarely seldom
    few little non zero
    """.split()
)
"""Words that deny what follows them."""
_NEGATIVE_VERBS = frozenset(
    """
    fail deny refuse lack decline reject refute dispute rebuff avoid prevent stop block ban bar prohibit
    forbid
    abstain refrain cease neglect omit miss disclaim disprove dismiss withhold shun oppose halt foil thwart
    """.split()
)
"""Verbs that deny the act or claim that follows them, by their dictionary form."""
_NEGATIVE_NOUNS = frozenset(
    "refusal failure lack absence inability unwillingness rejection denial reluctance".split()
)
"""Nouns that deny what follows their "to" or "of"."""
_FIRM_VERBS = frozenset("fail refuse decline deny lack cease neglect abstain refrain".split())
_BOUNDARIES = frozenset(". ; : ! ? ” “ — – ( )".split())
_CLAUSE_STARTS = frozenset(
    "but although though because while whereas however since unless if when which who".split()
)
_IDIOMS = (
    "not only", "no doubt", "no matter", "no wonder", "not least", "not just", "not merely", "nothing but",
    "no sooner", "whether or not", "no . ", "not to mention", "why not", "if not", "no more than",
    "no less than",
    "no fewer than", "no vote", "no votes", "not simply", "nothing short", "no later than",
    "without doubt", "without question",
    "a few", "a little", "quite a few", "the few", "these few", "past few", "last few", "next few",
    "first few",
    "little by little", "every few", "not surprisingly",
)  # fmt: skip
"""Phrases whose negator denies nothing."""
_IDIOMS_BY_WORD: dict[str, list[tuple[list[str], int]]] = {}
"""The same by each of their words, with its place in the phrase."""
for _words in (phrase.split() for phrase in _IDIOMS):
    for _back, _word in enumerate(_words):
        _IDIOMS_BY_WORD.setdefault(_word, []).append((_words, _back))
_BACKWARD = frozenset("no none nobody nothing nowhere neither little few".split())
"""Words that deny the verb they follow as well."""
_POLAR = frozenset("any anyone anybody anything anywhere ever either".split())
_SKIPPED = (
    FUNCTION_WORDS
    | _POLAR
    | frozenset("one yet really actually simply quite necessarily currently immediately yet fully".split())
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Negator:
    """A negating word: its tokens, the focus it denies (None where nothing follows), and how far it reaches.

    It reaches from `begin` to `reach`: "no" denies the verb before it too ("they pose no threat"). A negator
    that is not `firm` can answer another, but is no denial by itself ("a ban on exports").
    """

    at: int
    stop: int
    focus: int | None
    reach: int
    begin: int
    firm: bool = True


def negators(keys: Sequence[str]) -> tuple[Negator, ...]:
    """The negators among the folded keys of a sentence, in order."""
    found: list[Negator] = []
    for at, key in enumerate(keys):
        if not _may_deny(key) or (found and at < found[-1].stop):
            continue
        length = _length(keys, at)
        if length and not _is_idle(keys, at):
            stop = at + length
            reach = _reach(keys, stop)
            found.append(
                Negator(
                    at=at,
                    stop=stop,
                    focus=_focus(keys, stop, reach),
                    reach=reach,
                    begin=_begin(keys, at),
                    firm=_is_firm(keys, at, stop),
                )
            )
    return tuple(found)


@lru_cache(maxsize=16384)
def _may_deny(key: str) -> bool:
    """Whether a negator can begin with a word."""
    listed = key in NEGATORS or key in _NEGATIVE_NOUNS or key in _FIRST_OF_MORE
    return listed or is_negative_verb(key)


def _length(keys: Sequence[str], at: int) -> int:
    """How many tokens a negator takes here; 0 for none."""
    key = keys[at]
    if key in _HAVE_OR_BE and tuple(keys[at + 1 : at + 3]) == ("yet", "to"):
        return 3
    if key == "no" and keys[at + 1 : at + 2] == ["longer"]:
        return 2
    if tuple(keys[at : at + 2]) in _OF_TWO:
        return 2
    if key == "by" and keys[at + 1 : at + 3] == ["no", "means"]:
        return 3
    if key in NEGATORS:
        return 1
    if key in _NEGATIVE_NOUNS and keys[at + 1 : at + 2] in (["to"], ["of"]):
        return 2
    if key.isalpha() and len(key) > 2 and key not in FUNCTION_WORDS and verb(key) in _NEGATIVE_VERBS:
        follower = keys[at + 1] if at + 1 < len(keys) else ""
        if follower == "to" and not "".join(keys[at + 2 : at + 3]).isalpha():
            return 0  # "declined to $36.9 billion"
        return 1 + (follower == "to") if key != "stop" or follower != "." else 0
    return 0


_DISTANT = frozenset((("far", "from"), ("anything", "but"), ("nowhere", "near"), ("nothing", "like")))
"""Two words that deny what follows: "far from clear", "anything but safe"."""
_SHORT = {(form, "short") for form in ("stop", "stops", "stopped", "stopping")}
"""What stops short of an act does not do it."""
_BY_THEMSELVES = _DISTANT | _SHORT
_OF_TWO = _DISTANT | {("rather", "than"), ("instead", "of"), ("unlikely", "to"), ("unable", "to"), *_SHORT}


_HAVE_OR_BE = frozenset("have has had 's 've is are".split())
_FIRST_OF_MORE = frozenset({"no", "by", *_HAVE_OR_BE, *(first for first, _ in sorted(_OF_TWO))})
"""Words that deny together with what follows."""


def is_negative_verb(key: str) -> bool:
    """Whether the word is a verb that denies what follows."""
    return verb(key) in _NEGATIVE_VERBS


def _is_idle(keys: Sequence[str], at: int) -> bool:
    """Whether the negator stands in a phrase that denies nothing."""
    for words, back in _IDIOMS_BY_WORD.get(keys[at], ()):
        start = at - back
        if start >= 0 and list(keys[start : start + len(words)]) == words:
            return True
    if keys[at] in ("little", "few"):
        return _is_adjective(keys, at)
    return (
        keys[at] == "no"
        and at + 1 < len(keys)
        and (keys[at + 1] in (".", ",", "!") or keys[at + 1][0].isdigit())
    )


def _is_adjective(keys: Sequence[str], at: int) -> bool:
    """Whether "little" or "few" describes and denies nothing: "two little girls", "the last few days"."""
    before = keys[at - 1] if at else ""
    after = keys[at + 1] if at + 1 < len(keys) else ""
    led = (
        before in ("a", "the", "this", "that", "these", "his", "her", "its", "their", "my", "our")
        or before in SMALL
    )
    return (
        led
        or (keys[at] == "little" and after.endswith("s") and not after.endswith("ss"))
        or after == "children"
    )


def _reach(keys: Sequence[str], at: int) -> int:
    commas = 0
    gerund = at < len(keys) and keys[at].endswith("ing")
    for here in range(at, len(keys)):
        # "Not voting does mean …": the clause whose subject the denied act is has its own yes or no.
        if gerund and keys[here] in ("do", "does", "did"):
            return here
        if keys[here] in _BOUNDARIES or keys[here] in _CLAUSE_STARTS:
            return here
        commas += keys[here] == ","
        if commas > 1 or (keys[here] == "," and keys[here + 1 : here + 2] in (["and"], ["so"], ["yet"])):
            return here
    return len(keys)


def _is_firm(keys: Sequence[str], at: int, stop: int) -> bool:
    """Whether the negator denies by itself: a negating word, or a verb that goes on with an act."""
    if keys[at] in NEGATORS or keys[stop - 1] == "to" or tuple(keys[at:stop]) in _BY_THEMSELVES:
        return True
    follower = keys[stop] if stop < len(keys) else ""
    if verb(keys[at]) == "lack" and at and keys[at] != "lack":
        return True
    return verb(keys[at]) in _FIRM_VERBS and (follower == "that" or follower.endswith("ing"))


_BEGUN_AT = _BOUNDARIES | _CLAUSE_STARTS | {","}
"""What the reach of a negator does not go back past."""


def _begin(keys: Sequence[str], at: int) -> int:
    """Where the reach of a negator begins: some tokens before a "no" or "none", at itself for other words."""
    begin = at
    if keys[at] in _BACKWARD:
        while begin and at - begin < 5 and keys[begin - 1] not in _BEGUN_AT:
            begin -= 1
    return begin


def _focus(keys: Sequence[str], at: int, reach: int) -> int | None:
    for here in range(at, reach):
        key = keys[here]
        if key not in _SKIPPED and key[0].isalnum() and not (key.endswith("ly") and here + 1 < reach):
            return here
    return None


@lru_cache(maxsize=16384)
def verb(word: str) -> str:
    """The dictionary form of a verb; the word itself where it is none."""
    found = lexicon.lemmas(word, "v")
    return found[-1] if found else word


def denies(found: Sequence[Negator], at: int) -> bool:
    """Whether the word at a token is denied: an odd number of negators reach it."""
    return sum(reaches(negator, at) for negator in found) % 2 == 1


def reaches(negator: Negator, at: int) -> bool:
    """Whether a token lies in the reach of a negator, outside its own words."""
    return negator.begin <= at < negator.at or negator.stop <= at < negator.reach


def content(words: Sequence[Token], at: range) -> frozenset[str]:
    """The words of content among some tokens."""
    return frozenset(words[i].key for i in at if words[i].is_word and words[i].key not in FUNCTION_WORDS)
