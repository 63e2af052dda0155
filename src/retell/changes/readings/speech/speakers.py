"""Who speaks each quotation.

A quotation takes the reporting verb nearest to its marks: after them where the quotation ends in a comma,
before them where a clause leads in; without one it carries on from the quotation or sentence before it.
On two versions of one report a rule's mistakes fall alike, so a comparison survives most of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from retell.changes.readings.memory import remembered
from retell.changes.readings.speech.cues import (
    ADVERBS,
    BOUNDARIES,
    DETERMINERS,
    PRONOUNS,
    Attribution,
    attributions,
    cue_at,
    is_verb,
    phrase,
    subject_after,
)
from retell.changes.readings.vocabulary.reporting import ALWAYS_VERBS, Force
from retell.document.model import Sentence
from retell.text.patterns import pattern
from retell.text.quotations import Quotation
from retell.text.spans import Span
from retell.text.tokens import Token, tokens

_OPENERS = pattern(
    r"(?:when|while|as|if|although|though|later|meanwhile|according|two|three|five|days|in|on|at|by|for|after|during|since|until|last|this|next|earlier|late|early)$"
)


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
        found = cue_at(words, place)
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
        found = cue_at(words, place)
        if found and (key in ALWAYS_VERBS or key == "according" or is_verb(words, place)):
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
        if words[at].key in PRONOUNS:
            return words[at].span
        if words[at].is_capitalised and words[at].is_word and (at > start or _is_name(words, at)):
            stop = at
            while stop < len(words) and (words[stop].is_capitalised or words[stop].text == "."):
                stop += 1
            return phrase(words, at, stop)
        if at == start and words[at].key in DETERMINERS:
            return subject_after(words, at)
    return None


_NO_NAME = ADVERBS | BOUNDARIES | frozenset("and in on at for with by of there".split())


def _is_name(words: Sequence[Token], at: int) -> bool:
    return words[at].key not in _NO_NAME


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
