"""Reporting verbs and phrases in a sentence, the stand they take, and whose words they report.

Rules over tokens, no parser. A reporting verb takes its subject from the words before it ("Mr Hill, who
owns the farm, said") or, where nothing stands there, after it ("said Mr Hill"); "according to" takes what
follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from retell.changes.readings.vocabulary.reporting import ALWAYS_VERBS, OFTEN_OTHER, Force, force, lemma
from retell.models import lexicon
from retell.text.quotations import Quotation
from retell.text.spans import Span
from retell.text.tokens import Token, tokens
from retell.values import dataclass

ADVERBS = frozenset(
    """also later then previously recently repeatedly once never not n't has have had 've 's 'd just even
    immediately always often again first still already further only now earlier soon would will could did does
    to be been being is was were are both simply""".split()
)
BOUNDARIES = frozenset(
    """that because when while if as but although though so or where after before since until unless which
    whom than for_ whether ; : — – ( ) [ ] . ! ? … - “ ” " « » „""".split()
)
_AFTER_STOPS = frozenset(
    """in on at during after when while as that to about before by via through who which whose where because
    if upon following without until since today yesterday monday tuesday wednesday thursday friday saturday
    sunday earlier later this last adding and or but told was were is are had has have into against over
    not with there here it's also , ; : — – ( ) [ ] . ! ? … - “ ” " « » „""".split()
)
PRONOUNS = frozenset("he she they it we i you who".split())
DETERMINERS = frozenset(
    """a an the this that these those his her its their our my your no any some such another each every
    of 's ’s s' recent public official media news fresh""".split()
)
_LONGEST_SUBJECT = 14
_LAST_SUBJECT = 8
"""Tokens before a verb that ends a sentence in which the comma before its subject stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A reporting verb or phrase, the stand it takes, and whose words it reports (None: unknown)."""

    cue: Span
    word: str
    force: Force
    speaker: Span | None


def attributions(text: str, span: Span, quotations: Iterable[Quotation] = ()) -> tuple[Attribution, ...]:
    """The attributions made inside `span` (a sentence, mostly), words inside quotation marks left out."""
    hidden = [one.outer for one in quotations if one.depth == 0 and one.outer.overlaps(span)]
    words: Sequence[Token] = tokens(text, span)
    if hidden:
        words = [token for token in words if not any(quoted.contains(token.span) for quoted in hidden)]
    return tuple(
        found
        for at, token in enumerate(words)
        if _may_cue(token.key) and (found := cue_at(words, at)) and _is_reporting(words, at)
    )


@lru_cache(maxsize=16384)
def _may_cue(key: str) -> bool:
    """Whether a cue can begin with a word."""
    return key in _OPENING or force(key) is not None or lexicon.base(key) in _WITH_THAT


def _is_reporting(words: Sequence[Token], at: int) -> bool:
    """Whether the cue at `at` is a verb with a speaker: no noun of its shape, no participle, no passive."""
    key = words[at].key
    if key in ("according", "per"):
        return True
    before, after = (words[at - 1].key if at else ""), (words[at + 1].key if at + 1 < len(words) else "")
    if before in ("neither", "nor"):
        return False
    if after == "that" and lexicon.base(key) in _WITH_THAT:
        return before not in _BE
    if (
        after == "responsibility"
        or (key == "think" and after in ("tank", "tanks"))
        or (key in _BESIDE_NOUN and before in DETERMINERS)
    ):
        return False
    if before in _BE and not any(token.key in ("by", "as") for token in words[at + 1 : at + 8]):
        return False
    if force(key) is Force.ACCUSE and after in ("of", "with", "in", "for"):
        return False
    if _PHRASES.get((key, after)) is Force.ATTACK:
        return True
    if lemma(key) in OFTEN_OTHER and after not in _CLAUSE_STARTS:
        return lemma(key) == "believe" and after in _BELIEVED
    return key in ALWAYS_VERBS or is_verb(words, at)


_BE = frozenset("is was were be been being are".split())
_BELIEVED = frozenset("the a an their his her its is are was were has had have".split())
"""What opens what is believed: "believe a man did it", "what they believe was milk"."""
_BESIDE_NOUN = frozenset("alleged supposed suspected reported claimed purported accused feared".split())
"""Participles that only say of a noun that somebody calls it so: "the alleged leader"."""
_CLAUSE_STARTS = frozenset('that he she it they we there , : “ " ``'.split())


def cue_at(words: Sequence[Token], at: int) -> Attribution | None:
    """The attribution whose cue begins at a token; None where none does."""
    key = words[at].key
    following = words[at + 1].key if at + 1 < len(words) else ""
    if key == "according" and following == "to":
        cue = words[at].span.to(words[at + 1].span)
        return Attribution(
            cue=cue, word="according to", force=Force.NEUTRAL, speaker=subject_after(words, at + 2)
        )
    if key == "per" and _leads_source(words, at):
        led = at > 0 and words[at - 1].key == "as"
        cue = words[at - led].span.to(words[at].span)
        return Attribution(
            cue=cue, word="according to", force=Force.NEUTRAL, speaker=subject_after(words, at + 1)
        )
    if key in ("pointed", "points", "pointing") and following == "out":
        return _made(words, at, Force.STATE)
    if following == "that" and lexicon.base(key) in _WITH_THAT and "v" in lexicon.parts(key):
        return _made(words, at, _WITH_THAT[lexicon.base(key)])
    if (key, following) in _PHRASES:
        return _made(words, at, _PHRASES[key, following])
    if at and words[at].is_capitalised and words[at - 1].text not in ".!?":
        return None
    taken = force(key)
    return _made(words, at, taken) if taken else None


def _leads_source(words: Sequence[Token], at: int) -> bool:
    """Whether a "per" names a source: "as per the report", ", per Anna Hill"; not "per day"."""
    opens = not at or words[at - 1].text in (",", ";", "—", "–")
    named = at + 1 < len(words) and words[at + 1].is_capitalised
    return (at > 0 and words[at - 1].key == "as") or (opens and named)


_WITH_THAT = {
    "find": Force.NEUTRAL,
    "show": Force.NEUTRAL,
    "learn": Force.NEUTRAL,
    "hear": Force.NEUTRAL,
    "know": Force.REVEAL,
    "realise": Force.REVEAL,
    "realize": Force.REVEAL,
    "discover": Force.REVEAL,
}
"""Verbs of coming to know, which report where "that" follows: "the court heard that", "the study found
that"."""

_PHRASES = {
    (form, particle): taken
    for forms, particle, taken in (
        ("go goes went going", "on", Force.NEUTRAL),
        ("put puts putting", "it", Force.NEUTRAL),
        ("refer refers referred referring", "to", Force.ALLUDE),
        ("call calls called calling", "for", Force.URGE),
        ("call calls called calling", "on", Force.URGE),
        ("hit hits hitting", "out", Force.ATTACK),
        ("hit hits hitting", "back", Force.ATTACK),
        ("fire fires fired firing", "back", Force.ATTACK),
        ("shoot shoots shot shooting", "back", Force.ATTACK),
        ("snap snaps snapped snapping", "back", Force.ATTACK),
        ("lash lashes lashed lashing", "back", Force.ATTACK),
        ("lash lashes lashed lashing", "out", Force.ATTACK),
        ("tear tears tore tearing", "into", Force.ATTACK),
    )
    for form in forms.split()
}


_OPENING = frozenset({"according", "per", "pointed", "points", "pointing", *(form for form, _ in _PHRASES)})
"""First words of cues that are no reporting verbs."""


def _made(words: Sequence[Token], at: int, taken: Force) -> Attribution:
    passive = at and words[at - 1].key in ("is", "was", "were", "been", "being", "are", "'s")
    by = next((i for i in range(at + 1, min(at + 4, len(words))) if words[i].key == "by"), None)
    if passive and by:
        speaker = subject_after(words, by + 1)
    elif at and words[at - 1].key in ("and", "but"):
        speaker = None  # a second verb of the one who did what the first tells
    else:
        speaker = _subject_before(words, at) or subject_after(words, at + 1)
    return Attribution(cue=words[at].span, word=words[at].key, force=taken, speaker=speaker)


def is_verb(words: Sequence[Token], at: int) -> bool:
    """Told from a noun by the word before: a determiner or "of" makes it one."""
    before = words[at - 1].key if at else ""
    if before in DETERMINERS:
        return False
    following = words[at + 1].key if at + 1 < len(words) else ""
    if before in ("to", "will", "would", "can", "could", "may", "might", "must", "should", "not", "n't"):
        return True
    if following in (".", "") and lexicon.parts(words[at].key) == frozenset("v"):
        return any(token.key == "," for token in words[max(0, at - _LAST_SUBJECT) : at])
    return (
        words[at].key.endswith("ing")
        or following in ("that", "the", "it", "he", "she", "they", "there", "we", "this")
        or (before in PRONOUNS or bool(at and words[at - 1].is_capitalised))
    )


def _subject_before(words: Sequence[Token], at: int) -> Span | None:
    """The noun phrase that ends before the verb at `at`; what stands between two commas is passed over."""
    end = at - 1
    while end >= 0 and (
        words[end].key in ADVERBS or (words[end].key.endswith("ly") and words[end].text.islower())
    ):
        end -= 1
    if end >= 0 and words[end].key in ("who", "which"):
        end -= 1
    if end >= 1 and words[end].text == ",":
        opening = next((i for i in range(end - 1, max(-1, end - 25), -1) if words[i].text == ","), -1)
        end = (opening if opening > 0 else end) - 1
        if opening <= 0:
            return phrase(words, max(0, end - 8), end + 1) if words[at].key.endswith("ing") else None
    start = end
    while start >= 0 and end - start < _LONGEST_SUBJECT and not _bounds(words, start):
        start -= 1
    return phrase(words, start + 1, end + 1)


def _bounds(words: Sequence[Token], at: int) -> bool:
    token = words[at]
    if token.key == ",":
        return True
    if token.key == "and":
        return not (
            at + 1 < len(words) and at and words[at - 1].is_capitalised and words[at + 1].is_capitalised
        )
    if token.key in ("when", "as", "that") or token.key in BOUNDARIES:
        return not (
            token.text == "." and at and len(words[at - 1].text) <= 3 and words[at - 1].is_capitalised
        ) and (token.text != "-")
    return token.key in ALWAYS_VERBS


def phrase(words: Sequence[Token], start: int, stop: int) -> Span | None:
    """The tokens start..stop as a span, conjunctions and marks at its ends left out; None for none."""
    while start < stop and (
        words[start].key in ("and", "but", "then", "so", ",", "yet") or not words[start].is_word
    ):
        start += 1
    while start < stop and not words[stop - 1].is_word:
        stop -= 1
    return words[start].span.to(words[stop - 1].span) if start < stop else None


def subject_after(words: Sequence[Token], at: int) -> Span | None:
    """The noun phrase that starts at `at`."""
    stop = at
    while stop < len(words) and stop - at < _LONGEST_SUBJECT and not _ends(words, stop):
        stop += 1
    return phrase(words, at, stop)


def _ends(words: Sequence[Token], at: int) -> bool:
    token = words[at]
    if token.text == "." and at and len(words[at - 1].text) <= 3 and words[at - 1].is_capitalised:
        return False
    if token.key == "and" and at + 1 < len(words):
        return not words[at + 1].is_capitalised
    if token.text == "-":
        return False
    return token.key in _AFTER_STOPS or (force(token.key) is not None and token.key in ALWAYS_VERBS)
