"""Words that say how sure something is, on one scale from doubt to fact.

A hedge has a sort, what it speaks of, and a strength 0..1: the higher, the surer. Equal strength within a
sort is the same to a reader ("may" and "might", "allegedly" and "reportedly"): both leave the claim with
somebody else, and newsrooms use them by turns. Plain fact is 1 and needs no word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from retell.changes.readings.amounts.numerals import SCALES, SMALL
from retell.changes.readings.memory import keys_of
from retell.models import lexicon
from retell.text.tokens import Token
from retell.values import dataclass


class Sort(StrEnum):
    """What a hedge speaks of."""

    REPORT = "somebody’s claim"
    LIKELY = "likelihood"
    INTENT = "an intention"
    ATTEMPT = "an attempt"
    DUTY = "an obligation"
    FUTURE = "the future"
    PENDING = "what has not happened yet"
    SO_FAR = "a state of things for now"
    APPROXIMATE = "a rough figure"
    CERTAIN = "certainty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hedge:
    """A hedge where it stands: the tokens it covers, its sort and strength."""

    start: int
    stop: int
    sort: Sort
    strength: float


_PHRASES = {
    Sort.REPORT: """
        0.4 allegedly | alleged | reportedly | reported | purportedly | purported | supposedly | supposed |
        said to
        | claimed to | claims to | claiming to | reported to | alleged to | rumoured | rumored | suspected
        | suspected of
        | suspected to | on suspicion of | accused of | accuses | accused | believed to | thought to
        | understood to | considered to
        | so - called | self - proclaimed | self - declared | self - styled | unconfirmed | unverified |
        unproven
        | claim to | claimed | claimed that | claims that | claim that | claiming that | presumed | presumably
        | in his view | in her view | in their view | in his opinion | in her opinion | in their opinion
        | ostensibly | putative | feared | feared to | is said | are said | was said | were said |
        according to reports | it is claimed | it is alleged | it was claimed""",
    Sort.LIKELY: """
        0.2 unlikely | improbable | doubtful
        0.4 may | might | could | possibly | possible | perhaps | maybe | potentially | potential |
        conceivably | conceivable | may be
        | might be | could be | is possible | it is possible that | can possibly | not certain | uncertain
        | not sure | unsure | not aware of | unaware of | no knowledge of
        | unclear | not clear | not known | unknown
        0.5 appears | appear | appeared | apparently | apparent | seems | seem | seemed | seemingly | looks
        like | appearing | seeming
        0.7 in principle | in theory | provisionally | tentatively
        | probably | likely | probable | in all likelihood | most likely | very likely | presumably
        0.74 forecast to | predicted to | projected to | estimated to | expected to | not expected until
        | not expected for | not expected before | is expected | was expected | are expected | were expected
        | poised to
        | on course to
        0.86 set to | due to | scheduled to | slated to""",
    Sort.INTENT: """
        0.4 would like | would like to | wishes to | wish to | dreams of
        | 0.5 hopes to | hope to | hoped to | hoping to
        | considering | consider | considers | mulls | mulling | weighing | weighs | thinking of | thinks
        about | mull
        0.6 wants | want | wanted | wants to | want to | wanted to | wanting to | seeks to | seek to |
        sought to |
        seeking to
        | aims to | aim to | aimed to | aiming to | intends to | intend to | intended to | intending to
        0.7 plans to | plan to | planned to | planning to | plans | planning | threatens to | threaten to |
        threatened to
        | threatening to | proposes to | proposed to | prepares to | preparing to | promises to | promised to
        | vows to | vowed to | pledges to | pledged to | agreed to | agrees to | offered to | offers to""",
    Sort.ATTEMPT: """
        0.5 tries to | try to | tried to | trying to | attempts to | attempt to | attempted to | attempting to
        | in an attempt to | in a bid to | in an effort to | attempted | struggles to | struggled to |
        sought to
        | bid to | efforts to | effort to""",
    Sort.DUTY: """
        0.5 should | ought to | ought | supposed to | recommended to | advised to | urged to | encouraged to
        0.9 must | has to | have to | had to | need to | needs to | needed to | required to | obliged to |
        forced to
        | ordered to | compelled to""",
    Sort.FUTURE: """
        0.9 will | 'll | going to | about to | shall
        0.88 is to | are to | was to | were to
        0.6 would""",
    Sort.PENDING: """
        0.3 have yet to | has yet to | had yet to | yet to | not yet""",
    Sort.SO_FAR: """
        0.7 so far | as yet | for now | at present | for the moment | for the time being | at this stage
        | at this point""",
    Sort.APPROXIMATE: """
        0.5 almost | nearly | virtually | practically | all but""",
    Sort.CERTAIN: """
        1.2 certainly | definitely | undoubtedly | surely | without doubt | unquestionably | clearly |
        obviously
        | inevitable | inevitably | unavoidable | certain to | sure to | guaranteed to | bound to
        | proven | undeniably | no doubt | confirmed""",
}
"""Phrases of each sort by strength, a token apart."""


def _read() -> dict[str, list[tuple[tuple[str, ...], Sort, float]]]:
    by_first: dict[str, list[tuple[tuple[str, ...], Sort, float]]] = {}
    for sort, block in _PHRASES.items():
        strength = 1.0
        for piece in block.replace("\n", " ").split("|"):
            words = piece.split()
            if words and words[0].replace(".", "").isdigit():
                strength, words = float(words[0]), words[1:]
            while any(word.replace(".", "").isdigit() for word in words):
                cut = next(at for at, word in enumerate(words) if word.replace(".", "").isdigit())
                by_first.setdefault(words[0], []).append((tuple(words[:cut]), sort, strength))
                strength, words = float(words[cut]), words[cut + 1 :]
            by_first.setdefault(words[0], []).append((tuple(words), sort, strength))
    for entries in by_first.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return by_first


_BY_FIRST = _read()
_NOUN_BEFORE = frozenset("a an the this that its his her their our my your 's no any of in early".split())
_NOUNS_TOO = frozenset(
    "plan plans claim claims hope hopes attempt attempts bid threat will might effort wish".split()
)
_CONDITION_SUBJECTS = frozenset("it he she they we i you the a this that there".split())


def hedges(words: Sequence[Token]) -> tuple[Hedge, ...]:
    """The hedges among `words`, the longest at each place, in order."""
    return tuple(_hedges(words))


def _hedges(words: Sequence[Token]) -> Iterator[Hedge]:
    if keys_of(words).isdisjoint(_OPENING_AS_WRITTEN):
        return
    stop = 0
    for at, token in enumerate(words):
        found = _at(words, at) if token.key in _OPENING_AS_WRITTEN and at >= stop else None
        if found is not None:
            yield found
            stop = found.stop


def _at(words: Sequence[Token], at: int) -> Hedge | None:
    if expects(words, at):
        return Hedge(start=at, stop=at + 1, sort=Sort.LIKELY, strength=_EXPECTED)
    for phrase, sort, strength in _BY_FIRST.get(_key(words[at]), ()):
        stop = at + len(phrase)
        met = len(phrase) == 1 or tuple(map(_key, words[at:stop])) == phrase
        if met and not _is_other(words, at, stop):
            return Hedge(start=at, stop=stop, sort=sort, strength=strength)
    return None


_EXPECTED = 0.7
"""The strength of what somebody expects to happen; what "is expected" of nobody in particular is surer."""
_EXPECTING = frozenset("expect expects expected predict predicts predicted forecast forecasts".split())
_OPENING_AS_WRITTEN = frozenset(_BY_FIRST) | _EXPECTING | {"n't"}
"""The words that a hedge can begin with; "n't" stands for "not"."""


def expects(words: Sequence[Token], at: int) -> bool:
    """Whether somebody expects something of somebody else: "forecasters expect prices to fall"."""
    if words[at].key not in _EXPECTING or at + 2 >= len(words) or words[at + 1].key in _NO_OBJECT:
        return False
    if not at or words[at - 1].key in _BE or not words[at - 1].is_word:
        return False
    for to in range(at + 2, min(at + 2 + _OBJECT, len(words) - 1)):
        if words[to].key == "to":
            return "v" in lexicon.parts(words[to + 1].key)
        if not words[to].is_word or words[to].key in _NO_OBJECT:
            return False
    return False


_OBJECT = 6
"""Tokens of what is expected to do something."""
_NO_OBJECT = frozenset("to that will would for by in on at and or but , .".split())


def _key(token: Token) -> str:
    return "not" if token.key == "n't" else token.key


def _is_other(words: Sequence[Token], at: int, stop: int) -> bool:
    """Whether the words are no hedge here: a month, a noun, a reporting verb with a speech of its own."""
    key = words[at].key
    before = words[at - 1].key if at else ""
    after = words[stop] if stop < len(words) else None
    if key == "may" and words[at].is_capitalised:
        return at > 0 or after is None or after.is_number
    if key == "will" and words[at].is_capitalised:
        return after is None or after.is_capitalised
    if key in _NOUNS_TOO and before in _NOUN_BEFORE:
        return key not in ("might", "will") or before not in ("that", "this")
    if key in ("could", "can") and _tells_ability(words, stop, key, before):
        return True
    if key in ("weighs", "weighing") and _tells_weight(after):
        return True
    if stop - at > 1 and words[stop - 1].key == "to" and key in ("is", "are", "was", "were"):
        return after is None or "v" not in lexicon.parts(after.key)
    if key == "feared":
        return stop - at == 1 and not (before in _BE and _follows(after, _FEARED))
    if stop - at > 1 and words[stop - 1].key == "to" and after is not None and key not in ("due", "set"):
        if after.key.endswith("ly") or after.key in _BETWEEN:
            return False
        return after.is_capitalised or "v" not in lexicon.parts(after.key)
    if stop - at > 1:
        return key == "due" and after is not None and "v" not in lexicon.parts(after.key)
    return _is_plain(key, before, after)


def _tells_ability(words: Sequence[Token], stop: int, key: str, before: str) -> bool:
    """Whether "can" or "could" leaves nothing open: it is denied, or tells what somebody was able to do."""
    after = words[stop].key if stop < len(words) else ""
    if after in ("not", "n't") or (key == "could" and (after == "only" or before in _NOTHING)):
        return True
    return any(token.key in _SENSES for token in words[stop : stop + 2])  # what can be seen is seen


def _tells_weight(after: Token | None) -> bool:
    return after is not None and (after.is_number or _is_figure(after.key) or after.key in _WEIGHTS)


_NOTHING = frozenset("nothing nobody none neither never no".split())
_BETWEEN = frozenset("be have not also then never only just still further".split())
"""What may stand between "to" and its verb."""
_BE = frozenset("is are was were be been".split())
_WEIGHTS = frozenset("about around over under up more less nearly almost roughly some just only".split())
"""What follows "weighing" where it tells a weight."""
_SENSES = frozenset("see seen hear heard feel felt smell smelled smelt hardly".split())
_FEARED = frozenset("dead drowned killed lost missing trapped buried injured destroyed".split())


_AHEAD = frozenset("will would 'll may might could should must to".split())
"""Words after which somebody is yet to "consider" a thing, and has no opinion of it."""


def _follows(after: Token | None, words: frozenset[str]) -> bool:
    """Whether the token after a hedge is one of some words."""
    return after is not None and after.key in words


def _is_figure(key: str) -> bool:
    return key.isdigit() or key in SMALL or key in SCALES


_PERSONS = 18


def _is_plain(key: str, before: str, after: Token | None) -> bool:
    following = after.key if after else ""
    if key in (
        "reported",
        "suggested",
        "suggests",
        "suggest",
        "indicated",
        "indicates",
        "confirmed",
        "hints",
    ):
        return before not in ("a", "an", "the", "no", "first") or following in ("that", "to")
    if key in ("wants", "want", "wanted"):
        return False
    if key in ("consider", "considers"):
        return not (following.endswith("ing") or before in _AHEAD)
    if key == "claimed":
        return following in ("responsibility", "the", "lives", "life") or _is_figure(following)
    if key == "suspected" and before in ("a", "an", "the"):
        return after is None or _PERSONS in lexicon.topics(after.key)  # "the suspected thief" is a suspect
    if key in (
        "accused",
        "suspected",
        "supposed",
        "presumed",
        "considered",
        "consider",
        "considers",
        "plans",
    ):
        return key not in ("suspected", "supposed", "presumed") or before in (
            "he",
            "she",
            "they",
            "it",
            "police",
        )
    if key == "should":
        return before in ("", ",", "–", "—") and following in _CONDITION_SUBJECTS
    if key in ("appear", "appears", "appeared", "appearing"):
        return following not in ("to", "that", "as")  # "will appear daily"
    if key == "apparent":
        return before in ("became", "become", "was", "is")
    return key == "ought"
