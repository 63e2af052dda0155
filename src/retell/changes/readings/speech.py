"""Who says what: the reporting verb and the speaker of each quotation and each reported claim.

Rules over tokens, no parser. A reporting verb takes its subject from the words before it ("Mr Hill, who
owns the farm, said") or, where nothing stands there, after it ("said Mr Hill"); "according to" takes what
follows. A quotation takes the verb nearest to its marks: after them where the quotation ends in a comma,
before them where a clause leads in; without one it carries on from the quotation or sentence before it.
On two versions of one report a rule's mistakes fall alike, so a comparison survives most of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from retell.changes.readings.memory import remembered
from retell.changes.readings.reporting import ALWAYS_VERBS, OFTEN_OTHER, Force, force, lemma
from retell.document.model import Sentence
from retell.text.quotations import Quotation
from retell.text.spans import Span
from retell.text.tokens import Token, tokens

_ADVERBS = frozenset(
    """also later then previously recently repeatedly once never not n't has have had 've 's 'd just even
    immediately always often again first still already further only now earlier soon would will could did does
    to be been being is was were are both simply""".split()
)
_BOUNDARIES = frozenset(
    """that because when while if as but although though so or where after before since until unless which
    whom than for_ whether ; : — – ( ) [ ] . ! ? … - “ ” " « » „""".split()
)
_AFTER_STOPS = frozenset(
    """in on at during after when while as that to about before by via through who which whose where because
    if upon following without until since today yesterday monday tuesday wednesday thursday friday saturday
    sunday earlier later this last adding and or but told was were is are had has have into against over
    not with there here it's also , ; : — – ( ) [ ] . ! ? … - “ ” " « » „""".split()
)
_PRONOUNS = frozenset("he she they it we i you who".split())
_DETERMINERS = frozenset(
    """a an the this that these those his her its their our my your no any some such another each every
    of 's ’s s' recent public official media news fresh""".split()
)
_OPENERS = re.compile(
    r"(?:when|while|as|if|although|though|later|meanwhile|according|two|three|five|days|in|on|at|by|for|after|during|since|until|last|this|next|earlier|late|early)$"
)
_LONGEST_SUBJECT = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A reporting verb or phrase, the stand it takes, and whose words it reports (None: unknown)."""

    cue: Span
    word: str
    force: Force
    speaker: Span | None


@remembered(8)
def speakers(
    text: str, sentences: Sequence[Sentence], quotations: Sequence[Quotation]
) -> tuple[Attribution | None, ...]:
    """For each quotation, in order, the attribution that covers it; None where nobody is named."""
    outer = [quotation for quotation in quotations if quotation.depth == 0]
    found: dict[Span, Attribution | None] = {}
    previous: Attribution | None = None
    for at, quotation in enumerate(outer):
        before = outer[at - 1] if at else None
        start, end = _reach(text, quotation)
        here = _after(text, quotation, outer, at, end) or _before(text, quotation, before, start)
        if here is None and before and previous and _same_breath(text, before, quotation):
            here = previous
        if here is None:
            here = _leading(text, sentences, quotation, before)
        found[quotation.outer] = here
        previous = here
    return tuple(_inherited(quotation, outer, found) for quotation in quotations)


def _inherited(
    quotation: Quotation, outer: Sequence[Quotation], found: dict[Span, Attribution | None]
) -> Attribution | None:
    if quotation.depth == 0:
        return found[quotation.outer]
    starts = [one.outer.start for one in outer]
    return found[outer[bisect_left(starts, quotation.outer.start) - 1].outer]


def attributions(text: str, span: Span, quotations: Iterable[Quotation] = ()) -> tuple[Attribution, ...]:
    """The attributions made inside `span` (a sentence, mostly), words inside quotation marks left out."""
    hidden = [one.outer for one in quotations if one.depth == 0 and one.outer.overlaps(span)]
    words = [
        token for token in tokens(text, span) if not any(quoted.contains(token.span) for quoted in hidden)
    ]
    return tuple(
        found for at in range(len(words)) if (found := _attribution(words, at)) and _is_reporting(words, at)
    )


def _is_reporting(words: Sequence[Token], at: int) -> bool:
    """Whether the cue at `at` is a verb with a speaker: no noun of its shape, no participle, no passive."""
    key = words[at].key
    if key == "according":
        return True
    before, after = (words[at - 1].key if at else ""), (words[at + 1].key if at + 1 < len(words) else "")
    if before in _BE and not any(token.key in ("by", "as") for token in words[at + 1 : at + 8]):
        return False
    if force(key) is Force.ACCUSE and after in ("of", "with", "in", "for"):
        return False
    if _PHRASES.get((key, after)) is Force.ATTACK:
        return True
    if lemma(key) in OFTEN_OTHER and after not in _CLAUSE_STARTS:
        return lemma(key) == "believe" and after in ("the", "a", "an", "their", "his", "her", "its")
    return key in ALWAYS_VERBS or _is_verb(words, at)


_BE = frozenset("is was were been being are".split())
_CLAUSE_STARTS = frozenset('that he she it they we there , : “ " ``'.split())


def _attribution(words: Sequence[Token], at: int) -> Attribution | None:
    key = words[at].key
    following = words[at + 1].key if at + 1 < len(words) else ""
    if key == "according" and following == "to":
        cue = words[at].span.to(words[at + 1].span)
        return Attribution(
            cue=cue, word="according to", force=Force.NEUTRAL, speaker=_subject_after(words, at + 2)
        )
    if key in ("pointed", "points", "pointing") and following == "out":
        return _made(words, at, Force.REVEAL)
    if (key, following) in _PHRASES:
        return _made(words, at, _PHRASES[key, following])
    if at and words[at].is_capitalised and words[at - 1].text not in ".!?":
        return None
    taken = force(key)
    return _made(words, at, taken) if taken else None


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


def _made(words: Sequence[Token], at: int, taken: Force) -> Attribution:
    passive = at and words[at - 1].key in ("is", "was", "were", "been", "being", "are", "'s")
    by = next((i for i in range(at + 1, min(at + 4, len(words))) if words[i].key == "by"), None)
    if passive and by:
        speaker = _subject_after(words, by + 1)
    else:
        speaker = _subject_before(words, at) or _subject_after(words, at + 1)
    return Attribution(cue=words[at].span, word=words[at].key, force=taken, speaker=speaker)


def _is_verb(words: Sequence[Token], at: int) -> bool:
    """Told from a noun by the word before: a determiner or "of" makes it one."""
    before = words[at - 1].key if at else ""
    if before in _DETERMINERS:
        return False
    following = words[at + 1].key if at + 1 < len(words) else ""
    if before in ("to", "will", "would", "can", "could", "may", "might", "must", "should", "not", "n't"):
        return True
    return (
        words[at].key.endswith("ing")
        or following in ("that", "the", "it", "he", "she", "they")
        or (before in _PRONOUNS or bool(at and words[at - 1].is_capitalised))
    )


def _subject_before(words: Sequence[Token], at: int) -> Span | None:
    """The noun phrase that ends before the verb at `at`; what stands between two commas is passed over."""
    end = at - 1
    while end >= 0 and (
        words[end].key in _ADVERBS or (words[end].key.endswith("ly") and words[end].text.islower())
    ):
        end -= 1
    if end >= 0 and words[end].key in ("who", "which"):
        end -= 1
    if end >= 1 and words[end].text == ",":
        opening = next((i for i in range(end - 1, max(-1, end - 25), -1) if words[i].text == ","), -1)
        end = (opening if opening > 0 else end) - 1
        if opening <= 0:
            return _phrase(words, max(0, end - 8), end + 1) if words[at].key.endswith("ing") else None
    start = end
    while start >= 0 and end - start < _LONGEST_SUBJECT and not _bounds(words, start):
        start -= 1
    return _phrase(words, start + 1, end + 1)


def _bounds(words: Sequence[Token], at: int) -> bool:
    token = words[at]
    if token.key == ",":
        return True
    if token.key == "and":
        return not (
            at + 1 < len(words) and at and words[at - 1].is_capitalised and words[at + 1].is_capitalised
        )
    if token.key in ("when", "as", "that") or token.key in _BOUNDARIES:
        return not (
            token.text == "." and at and len(words[at - 1].text) <= 3 and words[at - 1].is_capitalised
        ) and (token.text != "-")
    return token.key in ALWAYS_VERBS


def _phrase(words: Sequence[Token], start: int, stop: int) -> Span | None:
    while start < stop and (
        words[start].key in ("and", "but", "then", "so", ",", "yet") or not words[start].is_word
    ):
        start += 1
    while start < stop and not words[stop - 1].is_word:
        stop -= 1
    return words[start].span.to(words[stop - 1].span) if start < stop else None


def _subject_after(words: Sequence[Token], at: int) -> Span | None:
    """The noun phrase that starts at `at`."""
    stop = at
    while stop < len(words) and stop - at < _LONGEST_SUBJECT and not _ends(words, stop):
        stop += 1
    return _phrase(words, at, stop)


def _ends(words: Sequence[Token], at: int) -> bool:
    token = words[at]
    if token.text == "." and at and len(words[at - 1].text) <= 3 and words[at - 1].is_capitalised:
        return False
    if token.key == "and" and at + 1 < len(words):
        return not words[at + 1].is_capitalised
    if token.text == "-":
        return False
    return token.key in _AFTER_STOPS or (force(token.key) is not None and token.key in ALWAYS_VERBS)


def _reach(text: str, quotation: Quotation) -> tuple[int, int]:
    """The stretch in which a quotation's attribution may stand: its paragraph, within reason."""
    start = text.rfind("\n", 0, quotation.outer.start) + 1
    end = text.find("\n", quotation.outer.end)
    return max(start, quotation.outer.start - 600), min(
        end if end >= 0 else len(text), quotation.outer.end + 400
    )


def _after(
    text: str, quotation: Quotation, outer: Sequence[Quotation], at: int, end: int
) -> Attribution | None:
    """The attribution that follows the marks in the same sentence."""
    following = outer[at + 1].outer.start if at + 1 < len(outer) else end
    finished = text[quotation.inner.end - 1] == "." and quotation.closed
    stop = min(end, following)
    words = _sentence(
        _plain(tokens(text, Span(start=quotation.outer.end, end=max(stop, quotation.outer.end))))
    )
    lead = 1 if words and words[0].text in (",", "—", "–", "-") else 0
    if len(words) <= lead or (finished and not lead and (words[0].is_capitalised or not words[0].is_word)):
        return None
    for place in range(lead, min(len(words), lead + 22)):
        found = _attribution(words, place)
        if not found or not (
            words[place].key in ALWAYS_VERBS or words[place].key == "according" or place == lead
        ):
            continue
        if place == lead or _opens_clause(words, lead, place, found):
            return found
    return None


def _plain(words: Sequence[Token]) -> Sequence[Token]:
    """The words without those in brackets."""
    if not any(token.text in ("(", "[") for token in words):
        return words
    kept, depth = [], 0
    for token in words:
        depth += token.text in ("(", "[")
        if not depth:
            kept.append(token)
        depth = max(0, depth - (token.text in (")", "]")))
    return kept if not depth else words


def _opens_clause(words: Sequence[Token], lead: int, place: int, found: Attribution) -> bool:
    """Whether the speaker stands first after the marks, or the verb is set off by commas further on."""
    if found.speaker is None:
        return False
    if found.word == "according to" or found.speaker.start <= words[min(lead + 1, place)].span.start:
        return True
    return any(token.text == "," for token in words[lead:place])


def _sentence(words: Sequence[Token]) -> Sequence[Token]:
    """The words up to the end of the sentence they begin in."""
    for at, token in enumerate(words):
        if token.text in ("!", "?") or (
            token.text == "."
            and at + 1 < len(words)
            and words[at + 1].is_capitalised
            and not (at and len(words[at - 1].text) <= 3 and words[at - 1].is_capitalised)
        ):
            return words[:at]
    return words


def _before(text: str, quotation: Quotation, previous: Quotation | None, start: int) -> Attribution | None:
    """The attribution that leads into the marks, nearest first."""
    begin = max(start, previous.outer.end if previous else 0)
    if begin >= quotation.outer.start:
        return None
    words = _last_sentence(_plain(tokens(text, Span(start=begin, end=quotation.outer.start))))
    for place in range(len(words) - 1, -1, -1):
        key = words[place].key
        found = _attribution(words, place)
        if found and (key in ALWAYS_VERBS or key == "according" or _is_verb(words, place)):
            if words[place].key.endswith("ing") or found.speaker is None:
                main = _clause_subject(words)
                return Attribution(
                    cue=found.cue, word=found.word, force=found.force, speaker=main or found.speaker
                )
            return found
    colon = words[-1].text == ":" if words else False
    return _unreported(words) if colon or len(words) > 2 else None


def _unreported(words: Sequence[Token]) -> Attribution | None:
    """Words led into without a reporting verb: the subject of the clause is taken for the speaker."""
    subject = _clause_subject(words)
    if subject is None:
        return None
    return Attribution(cue=words[-1].span, word="", force=Force.NEUTRAL, speaker=subject)


def _clause_subject(words: Sequence[Token]) -> Span | None:
    """The first name or pronoun of a clause, as far as it goes."""
    start = 0
    if words and _OPENERS.match(words[0].key):
        start = next((at + 1 for at, token in enumerate(words) if token.text == ","), 0)
    for at in range(start, len(words)):
        if words[at].key in _PRONOUNS:
            return words[at].span
        if words[at].is_capitalised and words[at].is_word and (at > start or _is_name(words, at)):
            stop = at
            while stop < len(words) and (words[stop].is_capitalised or words[stop].text == "."):
                stop += 1
            return _phrase(words, at, stop)
        if at == start and words[at].key in _DETERMINERS:
            return _subject_after(words, at)
    return None


def _is_name(words: Sequence[Token], at: int) -> bool:
    return words[at].key not in _ADVERBS | _BOUNDARIES | {
        "and",
        "in",
        "on",
        "at",
        "for",
        "with",
        "by",
        "of",
        "there",
    }


def _last_sentence(words: Sequence[Token]) -> Sequence[Token]:
    for at in range(len(words) - 2, -1, -1):
        ends = words[at].text in (".", "!", "?") and not (
            words[at].text == "." and at and len(words[at - 1].text) <= 3 and words[at - 1].is_capitalised
        )
        if ends:
            return words[at + 1 :]
    return words


def _same_breath(text: str, before: Quotation, quotation: Quotation) -> bool:
    """Whether one speaker goes on: only marks or a few words between, or the next paragraph of a long one."""
    between = text[before.outer.end : quotation.outer.start]
    if not before.closed:
        return between.strip() == ""
    return between.strip() == "" or ("\n" not in between.strip() and len(between) < 300)


def _leading(
    text: str, sentences: Sequence[Sentence], quotation: Quotation, before: Quotation | None
) -> Attribution | None:
    """The speaker of a quotation that stands alone: whoever the sentence before it was about."""
    number = bisect_left([sentence.span.start for sentence in sentences], quotation.outer.start + 1) - 2
    if number < 0:
        return None
    span = sentences[number].span
    stop = min(span.end, quotation.outer.start)
    if before and before.outer.end > span.start:
        span = Span(start=min(before.outer.end, stop), end=stop)
    earlier = attributions(text, Span(start=min(span.start, stop), end=stop))
    named = [one for one in earlier if one.speaker]
    return named[-1] if named else _unreported(tokens(text, Span(start=min(span.start, stop), end=stop)))
