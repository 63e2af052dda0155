"""How sure the text is of what it says.

A claim, a likelihood, an intention or an attempt is not yet a fact. Named here: a hedge that went, so that
the copy is surer than its source; one that came; one that gave way to another of other strength; and a
modal that makes an obligation of a possibility, or a plan of a wish. A claim become fact changes the
meaning; one hedge for another of the same strength is harmless.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retell.changes.edits import Op
from retell.changes.model import Change, Severity
from retell.changes.readings.links.pairing import assigned, beside, same_gap, unchanged, within
from retell.changes.readings.memory import remembered
from retell.changes.readings.stance.answered import foretold, is_answered
from retell.changes.readings.stance.evidence import steps
from retell.changes.readings.stance.hanging import of_certainty, settled, unconditional
from retell.changes.readings.stance.hedges import Hedge, Sort, hedges
from retell.changes.readings.stance.modals import forbidden_or_free, unreal
from retell.changes.readings.vocabulary.reporting import force
from retell.changes.view import Pair, Side, View
from retell.models import lexicon
from retell.models.lexicon import RelationKind
from retell.text.english import FUNCTION_WORDS
from retell.text.spans import Span
from retell.text.tokens import Token
from retell.values import dataclass

NAME = "certainty"
_FACTUAL = frozenset({Sort.REPORT, Sort.ATTEMPT})
"""Sorts whose loss makes a fact of a claim."""

_FELT_STEP = 0.15
"""The step between two hedges of one sort from which a reader feels it."""

_FUTURES = frozenset(
    """will 'll tomorrow next upcoming soon until would shall 'd set due plan plans planned expected
    expects scheduled going
    to can could may might if when unless should must likely""".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sides:
    """The hedges of one link that stand on one side only, and what else their weighing needs."""

    pair: Pair
    lefts: tuple[Hedge, ...]
    rights: tuple[Hedge, ...]


def find(view: View) -> Iterator[Change]:
    """Every hedge of the linked sentences that came, went or became another."""
    for pair in view.pairs:
        if not unchanged(pair):
            yield from _in_pair(_sides(view, pair))
            yield from unconditional(pair)
            yield from settled(pair)
            yield from forbidden_or_free(pair)
            yield from _weighed(pair)
            yield from unreal(pair)


def _weighed(pair: Pair) -> Iterator[Change]:
    """What an inquiry found told as what it suggests, or the other way."""
    for step in steps(pair.left, pair.right):
        here, there = pair.left[step.left], pair.right[step.right]
        kind, severity = ("raised", Severity.MEANING) if step.firmer else ("lowered", Severity.NUANCE)
        change = "what was suggested is found" if step.firmer else "what was found is only suggested"
        why = f"“{here.text}” became “{there.text}”: {change}"
        yield of_certainty(kind, severity, (here.span, there.span), why, 0.7)


def _sides(view: View, pair: Pair) -> _Sides:
    lefts = foretold(_own(view.left, pair.left), pair.left, pair.right)
    rights = foretold(_own(view.right, pair.right), pair.right, pair.left)
    kept = {
        edit.left.start + at: edit.right.start + at
        for edit in (pair.edits if lefts and rights else ())
        if edit.op in (Op.KEEP, Op.MOVE) or (edit.op is Op.REPLACE and len(edit.left) == len(edit.right))
        for at in range(len(edit.left))
        if pair.left[edit.left.start + at].key == pair.right[edit.right.start + at].key
    }
    there = {(one.sort, one.start): one for one in rights}
    same = {one.start: there.get((one.sort, kept.get(one.start, -1))) for one in lefts}
    met = {other.start for other in same.values() if other}
    return _Sides(
        pair=pair,
        lefts=tuple(one for one in lefts if same[one.start] is None),
        rights=tuple(one for one in rights if one.start not in met),
    )


def _own(side: Side, words: Sequence[Token]) -> tuple[Hedge, ...]:
    """The hedges of a side outside quotation marks, where a word is the speaker's and not the reporter's."""
    inside = within(words, _speeches(side))
    return tuple(one for one in hedges(words) if not inside[one.start] and one.sort is not Sort.APPROXIMATE)


@remembered(8)
def _speeches(side: Side) -> tuple[Span, ...]:
    """The quotations of a side that are long enough to be speech."""
    outer = (one.outer for one in side.quotations if one.depth == 0)
    return tuple(span for span in outer if len(span.of(side.text).split()) > 3)


def _in_pair(sides: _Sides) -> Iterator[Change]:
    pair = sides.pair
    close = beside(pair)

    together = same_gap(pair)

    def score(one: Hedge, other: Hedge) -> float:
        if one.sort is not other.sort and not (
            _near(one.sort, other.sort) or together(one.start, other.start)
        ):
            return 0.0
        near = close(one.start, other.start)
        return near + (0.5 if one.sort is other.sort else 0.0) if near > 0.55 else 0.0

    matched = assigned(sides.lefts, sides.rights, score)
    for i, j in sorted(matched):
        change = _exchanged(pair, sides.lefts[i], sides.rights[j])
        if change:
            yield change
    lefts = [one for i, one in enumerate(sides.lefts) if i not in {i for i, _ in matched}]
    rights = [one for j, one in enumerate(sides.rights) if j not in {j for _, j in matched}]
    # One of the same words, elsewhere in a sentence that was built anew, is the same hedge.
    elsewhere = assigned(lefts, rights, lambda one, other: float(_is_one(pair, one, other)))
    for i, one in enumerate(lefts):
        if i not in {i for i, _ in elsewhere}:
            yield from _lost(pair, one)
    for j, one in enumerate(rights):
        if j not in {j for _, j in elsewhere}:
            yield from _gained(pair, one)


def _is_one(pair: Pair, one: Hedge, other: Hedge) -> bool:
    """Whether two hedges have a sort and a word in common: "is expected", "was expected"."""
    words = set(_printed(pair.left, one).lower().split()) & set(_printed(pair.right, other).lower().split())
    return one.sort is other.sort and bool(words - FUNCTION_WORDS)


def _span(words: Sequence[Token], one: Hedge) -> Span:
    return words[one.start].span.to(words[one.stop - 1].span)


def _printed(words: Sequence[Token], one: Hedge) -> str:
    return " ".join(token.text for token in words[one.start : one.stop])


def _exchanged(pair: Pair, left: Hedge, right: Hedge) -> Change | None:
    """One hedge for another: harmless at one strength, else surer or less sure, or of another sort."""
    places = _span(pair.left, left), _span(pair.right, right)
    if _is_negated(pair.left, left) != _is_negated(pair.right, right):
        return None  # "unlikely" and "not likely": a matter of polarity
    words = f"“{_printed(pair.left, left)}” became “{_printed(pair.right, right)}”"
    if left.sort is right.sort and _is_asked(pair.left, left) and _is_asked(pair.right, right):
        return None
    if _printed(pair.left, left).lower() == _printed(pair.right, right).lower():
        return None
    if {left.sort, right.sort} == {Sort.INTENT, Sort.ATTEMPT}:
        return of_certainty("modality", Severity.NUANCE, places, f"{words}: to want is not to try", 0.6)
    if left.sort is Sort.INTENT and left.strength <= _BARE_INTENT and _is_told_of_will(pair.right, right):
        why = f"{words}: what was meant is told as what will be"
        return of_certainty("raised", Severity.NUANCE, places, why, 0.6)
    if abs(left.strength - right.strength) < _FELT_STEP and (
        left.sort is right.sort or _near(left.sort, right.sort)
    ):
        return of_certainty("modality", Severity.HARMLESS, places, f"{words}: as sure as before", 0.7)
    if _is_arrangement(left, right):
        return of_certainty("modality", Severity.HARMLESS, places, f"{words}: both say what is planned", 0.7)
    if left.sort is right.sort is Sort.FUTURE:
        return of_certainty("modality", Severity.HARMLESS, places, f"{words}, as reported speech has it", 0.7)
    if left.sort is not right.sort and not _near(left.sort, right.sort):
        why = f"{words}: {left.sort} became {right.sort}"
        return of_certainty("modality", Severity.NUANCE, places, why, 0.6)
    if abs(left.strength - right.strength) < 0.09:
        return of_certainty("modality", Severity.HARMLESS, places, f"{words}: as sure as before", 0.6)
    surer = right.strength > left.strength
    why = f"{words}: {'surer' if surer else 'less sure'} than the other version"
    if left.sort is right.sort is Sort.INTENT:
        return of_certainty("modality", Severity.NUANCE, places, why, 0.6)
    return of_certainty("raised" if surer else "lowered", Severity.NUANCE, places, why, 0.7)


_BARE_INTENT = 0.6
"""The strength of an intention that nothing was promised of."""


def _is_told_of_will(words: Sequence[Token], one: Hedge) -> bool:
    """Whether a hedge is the "would" in which somebody's "will" is told again: "said it would"."""
    said = any(force(token.key) is not None for token in words[max(0, one.start - 6) : one.start])
    return words[one.start].key == "would" and one.sort is Sort.FUTURE and said


def _is_asked(words: Sequence[Token], one: Hedge) -> bool:
    """Whether the hedge is part of what somebody is asked: "asked if she wanted"."""
    return any(token.key in ("if", "whether") for token in words[max(0, one.start - 3) : one.start])


def _is_negated(words: Sequence[Token], one: Hedge) -> bool:
    before = {token.key for token in words[max(0, one.start - 2) : one.start]}
    after = {token.key for token in words[one.stop : one.stop + 1]}
    return bool(before & {"not", "n't", "never"} or (before | after) & _HARDLY)


_HARDLY = frozenset("hardly barely scarcely".split())


def _is_arrangement(left: Hedge, right: Hedge) -> bool:
    """Whether one says what is arranged ("due to", "set to") and the other what should come of it."""
    arranged = [one.sort is Sort.LIKELY and one.strength > 0.8 for one in (left, right)]
    expected = [one.sort is Sort.DUTY and one.strength < 0.6 for one in (left, right)]
    return (arranged[0] and expected[1]) or (arranged[1] and expected[0])


def _near(one: Sort, other: Sort) -> bool:
    return {one, other} in (
        {Sort.REPORT, Sort.LIKELY},
        {Sort.LIKELY, Sort.FUTURE},
        {Sort.INTENT, Sort.ATTEMPT},
        {Sort.INTENT, Sort.FUTURE},
        {Sort.LIKELY, Sort.CERTAIN},
    )


def _lost(pair: Pair, one: Hedge) -> Iterator[Change]:
    """A hedge of the left that nothing on the right answers."""
    if is_answered(pair.right, one, pair.left) or not _stays(pair, one, side=0):
        return
    place = _span(pair.left, one)
    right = _beside(pair, one, side=0)
    printed = _printed(pair.left, one)
    if one.sort is Sort.CERTAIN:
        yield of_certainty("lowered", Severity.NUANCE, (place, right), f"“{printed}” is gone", 0.5)
    elif one.sort in _FACTUAL or (one.sort is Sort.LIKELY and one.strength < 0.7):
        why = f"“{printed}” is gone: {one.sort} stands as fact"
        yield of_certainty("raised", Severity.MEANING, (place, right), why, 0.7)
    elif one.sort is Sort.PENDING:
        why = f"“{printed}” is gone, and with it that it may still come"
        yield of_certainty("modality", Severity.NUANCE, (place, right), why, 0.6)
    elif one.sort is Sort.FUTURE:
        yield from _future(pair, one, (place, right), side=0)
    else:
        why = f"“{printed}” is gone: {one.sort} stands as fact"
        yield of_certainty("raised", Severity.NUANCE, (place, right), why, 0.6)


def _future(
    pair: Pair, one: Hedge, places: tuple[Span | None, Span | None], *, side: int
) -> Iterator[Change]:
    """A "will" gone or come; harmless where the other side speaks of the future in its own way."""
    words = (pair.left, pair.right)[side]
    window = _window(pair, one, side=side)
    near = {token.key for token in window}
    if not any(_leads_verb(window, at) for at in range(len(window))):
        near -= {"to"}  # "his future to Putin" tells of no plan
    if words[one.start].key == "would" or near & _FUTURES or _is_under_way(pair, one, side=side):
        return
    if not _acts_alike(pair, one, side=side):
        return
    why = f"“{_printed(words, one)}” stands in one version only: a prediction and a statement"
    yield of_certainty("modality", Severity.NUANCE, places, why, 0.5)


def _leads_verb(words: Sequence[Token], at: int) -> bool:
    """Whether a "to" has a verb after it."""
    return words[at].key == "to" and at + 1 < len(words) and lexicon.usual_part(words[at + 1].key) == "v"


def _acts_alike(pair: Pair, one: Hedge, *, side: int) -> bool:
    """Whether the verb after a "will", or one of its meaning, stands on the other side in any form."""
    own, others = (pair.left, pair.right) if side == 0 else (pair.right, pair.left)
    acts = {lemma for token in own[one.stop : one.stop + 3] for lemma in lexicon.lemmas(token.key, "v")}
    for token in others:
        there = set(lexicon.lemmas(token.key, "v")) - {"be"}
        if acts & there or any(_mean_one(act, each) for act in sorted(acts) for each in sorted(there)):
            return True
    return False


def _mean_one(one: str, other: str) -> bool:
    return any(found.kind is RelationKind.SYNONYM for found in lexicon.relations(one, other))


def _is_under_way(pair: Pair, one: Hedge, *, side: int) -> bool:
    """Whether the other side tells the same act in a form in -ing or the present, as news tells a plan."""
    own, others = (pair.left, pair.right) if side == 0 else (pair.right, pair.left)
    act = next((token.key for token in own[one.stop : one.stop + 3] if "v" in lexicon.parts(token.key)), "")
    forms = {token.key for token in others if set(lexicon.lemmas(token.key, "v")) & {act}}
    return any(form.endswith(("ing", "s")) or form == act for form in sorted(forms))


def _window(pair: Pair, one: Hedge, *, side: int) -> Sequence[Token]:
    """The other side's words about where the hedge would stand."""
    others = (pair.right, pair.left)[side]
    for hunk in pair.hunks:
        own, other = (hunk.left, hunk.right) if side == 0 else (hunk.right, hunk.left)
        if own.start <= one.start < own.stop:
            return others[max(0, other.start - 3) : other.stop + 3]
    return others


def _gained(pair: Pair, one: Hedge) -> Iterator[Change]:
    """A hedge of the right that nothing on the left calls for."""
    if is_answered(pair.left, one, pair.right) or not _stays(pair, one, side=1):
        return
    place = _span(pair.right, one)
    left = _beside(pair, one, side=1)
    printed = _printed(pair.right, one)
    if one.sort is Sort.CERTAIN:
        yield of_certainty("raised", Severity.NUANCE, (left, place), f"“{printed}” was put in", 0.5)
    elif one.sort is Sort.FUTURE:
        yield from _future(pair, one, (left, place), side=1)
    elif one.sort is Sort.SO_FAR:
        return  # a report speaks of its own day
    elif one.sort is Sort.PENDING and any(token.key in _NONE for token in pair.left):
        return  # "no date has been set" and "a date has yet to be set"
    elif one.sort is Sort.PENDING:
        yield of_certainty("modality", Severity.NUANCE, (left, place), f"“{printed}” was put in", 0.5)
    elif one.sort is Sort.DUTY and pair.right[one.start].key in ("forced", "had", "has", "have", "needed"):
        return  # what was forced or had to be done was done
    elif one.sort is Sort.DUTY:
        why = f"“{printed}” was put in: {one.sort}"
        yield of_certainty("modality", Severity.NUANCE, (left, place), why, 0.55)
    else:
        why = f"“{printed}” was put in: a fact became {one.sort}"
        yield of_certainty("lowered", Severity.NUANCE, (left, place), why, 0.65)


_NONE = frozenset("no none nobody awaits awaiting still".split())


def _stays(pair: Pair, one: Hedge, *, side: int) -> bool:
    """Whether what the hedge is about stands on the other side too: else a detail went."""
    own, others = (pair.left, pair.right) if side == 0 else (pair.right, pair.left)
    near = own[max(0, one.start - 6) : one.start] if one.sort is Sort.SO_FAR else own[one.stop : one.stop + 6]
    about = [token for token in near if token.is_word and token.key not in FUNCTION_WORDS]
    about = about[-2:] if one.sort is Sort.SO_FAR else about[:2]
    keys = sorted({token.key for token in others})
    if any(
        key == token.key or set(lexicon.lemmas(key)) & set(lexicon.lemmas(token.key))
        for token in about
        for key in keys
    ):
        return True
    grave = (
        one.sort in _FACTUAL or (one.sort is Sort.LIKELY and one.strength < 0.7) or one.sort is Sort.PENDING
    )
    return grave and _beside(pair, one, side=side) is not None


def _beside(pair: Pair, one: Hedge, *, side: int) -> Span | None:
    """What stands on the other side in the hedge's stretch, if short enough to point at."""
    for hunk in pair.hunks:
        own, other = (hunk.left, hunk.right) if side == 0 else (hunk.right, hunk.left)
        if own.start <= one.start < own.stop and other and not hunk.moved:
            place = pair.right_span(other) if side == 0 else pair.left_span(other)
            mine, theirs = (pair.left, pair.right) if side == 0 else (pair.right, pair.left)
            had = {token.key for token in mine}
            new = [theirs[at].key for at in other if theirs[at].key not in had]
            telling = [key for key in new if key not in FUNCTION_WORDS]
            return place if new and len(telling) <= 2 and len(other) <= 5 else None
    return None
