"""A word replaced by one with another meaning: wider, narrower, hotter, cooler, or different.

Rules decide first: whether news keeps the two words apart as terms, whether one is more heated, whether one
is the wider. What no rule decides is put to a judge that was taught with labelled edits and reads the two
words in their sentences; then whole stretches are, whose words do not answer one by one. What the judge
thinks harmless is left to `wording`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retell.changes.edits import Hunk, Op
from retell.changes.model import Change, Severity
from retell.changes.readings.links.words import (
    Answer,
    akin,
    answers,
    is_content,
    is_filler,
    is_name,
    part,
)
from retell.changes.readings.memory import keys_of, remembered
from retell.changes.readings.replaced.broken_terms import broken_terms
from retell.changes.readings.replaced.doubt import doubted, is_for_phrase, is_phrase
from retell.changes.readings.replaced.verbless import verbless
from retell.changes.readings.replaced.verdicts import Reading, Verdict, judged
from retell.changes.readings.stance.directives import exchanged
from retell.changes.readings.times.reckoned import figures
from retell.changes.readings.vocabulary.friends import are_friends
from retell.changes.readings.vocabulary.heated import is_strengthened, tone
from retell.changes.readings.vocabulary.homonyms import of_other_meaning
from retell.changes.readings.vocabulary.reporting import Force, force
from retell.changes.readings.vocabulary.terms import alike, heat, kept_apart, stands_for
from retell.changes.view import Pair, View
from retell.document.model import FurnitureKind
from retell.models import lexicon
from retell.models.judge import Judgement
from retell.models.lexicon import RelationKind
from retell.text.english import FUNCTION_WORDS
from retell.text.spans import Span
from retell.text.tokens import Token

NAME = "sense"
_LONGEST_PREFIX = 4
"""Letters: co-, ex-, non-, anti-, semi-."""
_MULTIPLES = frozenset(
    """half halves halve halved halving third thirds quarter quarters quartered double doubles doubled
    doubling twice triple tripled trebled fold""".split()
)
"""Words that make an amount of another; whether the amounts are equal is for `number` to say."""


def find(view: View) -> Iterator[Change]:
    """The changed senses: word by word the rules' where they decide, else the judge's; then by stretches."""
    for pair in view.pairs:
        terms = list(broken_terms(pair, view.settings.sense.usual_synonym))
        inside = [left for left, _, _ in terms]
        found = [change for each in answers(pair).pairs for change in _answered(view, pair, each, inside)]
        found += _directed(view, pair, found)
        found += list(_of_terms(view, terms, found))
        yield from found
        yield from _stretches(view, pair, found)


def _of_terms(
    view: View, terms: Sequence[tuple[Span, Span, str]], found: Sequence[Change]
) -> Iterator[Change]:
    """The broken terms of which no word was found by itself."""
    for left, right, why in terms:
        if not any(change.left and change.left.overlaps(left) for change in found):
            verdict = Verdict(
                kind="sense.shift",
                severity=Severity.NUANCE,
                confidence=view.settings.sense.false_friend,
                why=why,
            )
            yield _change(verdict, left, right)


def _directed(view: View, pair: Pair, found: Sequence[Change]) -> Iterator[Change]:
    """Somebody brought to act more or less strongly than before: "told to", "advised to"."""
    both = exchanged(pair.left, pair.right)
    if both is None:
        return
    left, right = pair.left[both[0].at], pair.right[both[1].at]
    if any(change.left and change.left.overlaps(left.span) for change in found):
        return
    hotter = both[1].level > both[0].level
    verdict = Verdict(
        kind="sense.loaded" if hotter else "sense.softened",
        severity=Severity.NUANCE,
        confidence=view.settings.sense.tone,
        why=f"“{right.text}” would have it done {'more' if hotter else 'less'} strongly than “{left.text}”",
    )
    yield _change(verdict, left.span, right.span)


def _answered(view: View, pair: Pair, answer: Answer, terms: Sequence[Span]) -> Iterator[Change]:
    """What one word put for another amounts to; nothing where it is harmless.

    The judge is not asked about a word of a broken term: that it is broken is known.
    """
    place = range(answer.right, answer.right + 1)
    seen = None if _is_broken(pair, place) else reading(pair, answer)
    if seen is None:
        return
    left, right = pair.left[answer.left].span, pair.right[answer.right].span
    verdict = judged(seen, view.settings.sense)
    asked = _is_open(pair, answer, seen) and not (seen.relation is None and _is_own_headline(view, pair))
    asked = asked and not any(term.overlaps(left) for term in terms)
    if verdict is None and asked and not is_for_phrase(pair, answer, view.settings.doubt):
        verdict = _weighed(doubted(view, pair, left, right), view.settings.doubt.raised, view, pair)
    if verdict:
        yield _change(verdict, left, right)


def _is_broken(pair: Pair, place: range) -> bool:
    """Whether tokens of the right lie where a noun stands for a verb: that makes no other sense but none."""
    return any(at in fault for fault in verbless(pair.right) for at in place)


def _change(verdict: Verdict, left: Span, right: Span) -> Change:
    return Change(
        kind=verdict.kind,
        severity=verdict.severity,
        confidence=verdict.confidence,
        why=verdict.why,
        left=left,
        right=right,
    )


def _is_open(pair: Pair, answer: Answer, seen: Reading) -> bool:
    """Whether the judge is asked: both words carry something, and are not known to be the same."""
    words = pair.left[answer.left], pair.right[answer.right]
    if _is_prefix(pair.left, answer.left) or _is_prefix(pair.right, answer.right):
        return False
    plain = any(is_filler(word) for word in words) or all(force(word.key) for word in words)
    if seen.relation is None and (lexicon.base(seen.left) == "say") is not (
        lexicon.base(seen.right) == "say"
    ):
        return False  # the one tells who speaks, the other what happened: neither stands for the other
    known = lexicon.is_known(seen.left) or lexicon.is_known(seen.right)
    counted = {seen.left, seen.right} & _MULTIPLES
    fair = (
        _is_turned(pair, answer) or seen.alike or seen.other_meaning is False or akin(seen.left, seen.right)
    )
    return known and not (counted or plain or fair)


def _is_prefix(words: Sequence[Token], at: int) -> bool:
    """Whether a short word is the head of one with a hyphen, and by itself no word: "co-workers"."""
    behind = words[at + 1 : at + 3]
    return (
        len(behind) == 2
        and behind[0].key == "-"
        and len(words[at].key) <= _LONGEST_PREFIX
        and words[at].span.end == behind[0].span.start
        and behind[0].span.end == behind[1].span.start
    )


def _weighed(judgement: Judgement | None, raised: float, view: View, pair: Pair) -> Verdict | None:
    """What the judge's answer amounts to; never grave between headlines that are two and not one reworded."""
    if judgement is None or judgement.harm < raised:
        return None
    grave = judgement.grave >= view.settings.doubt.grave * judgement.harm and not _is_own_headline(view, pair)
    return Verdict(
        kind="sense.shift",
        severity=Severity.MEANING if grave else Severity.NUANCE,
        confidence=round(judgement.harm, 2),
        why=judgement.why,
    )


def _is_own_headline(view: View, pair: Pair) -> bool:
    """Whether the two are headlines with less than half of their words in common: each desk writes one."""
    if any(view.alignment.left[at].role != FurnitureKind.TITLE for at in pair.link.left):
        return False
    left, right = ({word.key for word in words if is_content(word)} for words in (pair.left, pair.right))
    return 2 * len(left & right) < max(len(left), len(right))


def _stretches(view: View, pair: Pair, found: Sequence[Change]) -> Iterator[Change]:
    """Replaced stretches of several words that the judge holds for damaged, and no word of which was
    found."""
    hunks = () if _is_own_headline(view, pair) else pair.hunks
    for hunk in hunks:
        left, right = pair.left_span(hunk.left), pair.right_span(hunk.right)
        if left is None or right is None or not is_phrase(pair, hunk, view.settings.doubt):
            continue
        if _is_reckoned(pair, hunk) or _holds_prefix(pair, hunk) or _is_broken(pair, hunk.right):
            continue
        if any(change.left and change.left.overlaps(left) for change in found) or _is_fair(pair, hunk):
            continue
        raised = view.settings.doubt.raised_stretch
        verdict = _weighed(doubted(view, pair, left, right), raised, view, pair)
        if verdict:
            yield _change(verdict, left, right)


def _holds_prefix(pair: Pair, hunk: Hunk) -> bool:
    """Whether a stretch holds a word cut at its hyphen, of which the judge would read the head alone."""
    sides = (pair.left, hunk.left), (pair.right, hunk.right)
    return any(_is_prefix(words, at) for words, indices in sides for at in indices)


def _is_reckoned(pair: Pair, hunk: Hunk) -> bool:
    """Whether a stretch makes an amount of another."""
    words = [pair.left[at] for at in hunk.left] + [pair.right[at] for at in hunk.right]
    return any(word.key in _MULTIPLES for word in words)


_PLAIN = frozenset({Force.NEUTRAL, Force.STATE})
"""Forces of verbs that only say that something was said."""


def _is_fair(pair: Pair, hunk: Hunk) -> bool:
    """Whether a stretch is one word for another that is known to stand for it where it is."""
    inside = [each for each in answers(pair).pairs if each.left in hunk.left and each.right in hunk.right]
    seen = reading(pair, inside[0]) if len(inside) == 1 else None
    if seen is None:
        return False
    if _is_turned(pair, inside[0]):
        return True
    return seen.alike or seen.other_meaning is False or {force(seen.left), force(seen.right)} <= _PLAIN


def reading(pair: Pair, answer: Answer) -> Reading | None:
    """The evidence on one replaced word; None where the two are one word, a name or a figure."""
    one, other = pair.left[answer.left], pair.right[answer.right]
    if one.key == other.key or one.is_number or other.is_number:
        return None
    if is_name(pair.left, answer.left) or is_name(pair.right, answer.right):
        return None
    if answer.relation is not None and answer.relation.kind in (RelationKind.SAME, RelationKind.DERIVED):
        return None
    apart = kept_apart(one.key, other.key)
    idiom = apart and _is_idiom(pair, answer)
    return Reading(
        left=one.key,
        right=other.key,
        part=_shared_part(pair, answer),
        relation=answer.relation,
        heat=_heat(pair, answer),
        apart=apart and not idiom,
        mistranslated=are_friends(one.key, other.key),
        other_meaning=of_other_meaning(one.key, other.key, keys_of(pair.left)),
        alike=alike(one.key, other.key) or stands_for(one.key, other.key) or idiom,
        alone=answer.together and _alone(pair, answer),
    )


_AGAIN = frozenset({"again", "anew", "afresh"})
_VOTING = (["to", "the", "polls"], ["at", "the", "polls"])
_DENIALS = frozenset("not n't never cannot no nor without fail failed fails refuse refused refuses".split())
_DENYING_REACH = 5
"""Tokens between a denial and the verb it denies: "did not, however, accept"."""


def _is_idiom(pair: Pair, answer: Answer) -> bool:
    """Whether a term says more than it says elsewhere: "began again" is resumed, "to the polls" to vote."""
    for words, at in ((pair.left, answer.left), (pair.right, answer.right)):
        near = [token.key for token in words[max(0, at - 2) : at + 3]]
        if not _AGAIN.isdisjoint(near) or near[:3] in _VOTING:
            return True
    return False


def _is_denied(words: Sequence[Token], at: int) -> bool:
    return any(token.key in _DENIALS for token in words[max(0, at - _DENYING_REACH) : at])


def _is_turned(pair: Pair, answer: Answer) -> bool:
    """Whether one of two opposites is denied and the other not: "rejected", "did not accept".

    Verbs alone: between adjectives there is a middle, and who is "not happy" need not be "unhappy".
    """
    found = answer.relation
    if found is None or found.kind is not RelationKind.ANTONYM or found.pos != "v":
        return False
    return _is_denied(pair.left, answer.left) is not _is_denied(pair.right, answer.right)


def _heat(pair: Pair, answer: Answer) -> int:
    """How many steps hotter the right word is: by the scale of both, or by itself; 0 where others make up."""
    one, other = _joined(pair.left, answer.left), _joined(pair.right, answer.right)
    found = heat(one, other, of_amounts=_tells_amounts(pair))
    one_stand = force(one) is not None and force(one) is force(other)
    if not found and not one_stand and _shared_part(pair, answer) and answer.together:
        found = 2 * tone(one, other)
    beside = (
        pair.right[max(0, answer.right - 2) : answer.right + 3]
        if found < 0
        else (pair.left[max(0, answer.left - 2) : answer.left + 3])
    )
    return 0 if found and is_strengthened({token.key for token in beside}) else found


def _joined(words: Sequence[Token], at: int) -> str:
    """A word with what a hyphen joins to it: "bust-up"."""
    if at + 2 < len(words) and words[at + 1].text == "-" and words[at + 1].span.start == words[at].span.end:
        return f"{words[at].key}-{words[at + 2].key}"
    return words[at].key


@remembered(512)
def _tells_amounts(pair: Pair) -> bool:
    """Whether the left tells of money, shares or a thing that is measured, and so of rising and falling."""
    return any(token.key in _AMOUNTS for token in pair.left) or any(
        each.unit is not None for each in figures(pair.left)
    )


_AMOUNTS = frozenset(
    """price prices share shares stock stocks rate rates sale sales profit profits revenue revenues income
    earnings cost costs number numbers figure figures temperature temperatures demand supply output exports
    imports inflation unemployment growth value index yield yields turnover spending attendance support level
    levels population percent per cent pressure speed dollar euro pound yen""".split()
)


def _shared_part(pair: Pair, answer: Answer) -> str | None:
    here, there = part(pair.left, answer.left), part(pair.right, answer.right)
    return here if here == there else None


def _alone(pair: Pair, answer: Answer) -> bool:
    """Whether the hunk of the two holds no other content."""
    for edit in pair.edits:
        if edit.op is Op.REPLACE and answer.left in edit.left and answer.right in edit.right:
            words = [pair.left[at] for at in edit.left] + [pair.right[at] for at in edit.right]
            return (
                sum(word.is_word and word.key not in FUNCTION_WORDS and not is_filler(word) for word in words)
                <= 2
            )
    return False
