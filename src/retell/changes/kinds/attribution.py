"""Who said it, and how the reporting verb takes it.

A claim belongs to somebody. Named here: another speaker, or a word in the source's name that makes it
another body; a reporting verb of another force ("said" to "admitted"); a claim that lost its source or was
given one; a clause that passes from one speaker to another; an agency's credit that is gone. The same
speaker and the same verb elsewhere in the sentence is harmless.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retell.changes.edits import Hunk
from retell.changes.model import Change, Severity
from retell.changes.readings.cues import Attribution
from retell.changes.readings.directives import exchanged
from retell.changes.readings.evidence import FIRM, steps
from retell.changes.readings.pairing import assigned, beside, same_gap, unchanged
from retell.changes.readings.quoted import matching
from retell.changes.readings.reporting import Force, force
from retell.changes.readings.sources import PRONOUNS, RULES, alike, another_body, may_be_same, names, shared
from retell.changes.readings.sourcing import (
    SAME_SPEAKER,
    Placed,
    is_kept,
    near_by,
    otherwise_sourced,
    placed,
    quotes,
    reports,
)
from retell.changes.readings.speech import speakers
from retell.changes.readings.terms import heat
from retell.changes.view import Pair, Side, View
from retell.document.model import FurnitureKind
from retell.models import lexicon
from retell.text.english import FUNCTION_WORDS
from retell.text.quotations import Quotation
from retell.text.spans import Span
from retell.text.tokens import Token, tokens

NAME = "attribution"
_ALIKE = (
    {Force.URGE, Force.ASK},
    {Force.URGE, Force.SUGGEST},
    {Force.BELIEVE, Force.PREDICT},
    {Force.ARGUE, Force.STRESS},
    {Force.ATTACK, Force.ACCUSE},
    {Force.CITE, Force.NEUTRAL},
    {Force.STATE, Force.NEUTRAL},
    {Force.STATE, Force.REVEAL},
    {Force.STATE, Force.ARGUE},
    {Force.STATE, Force.SUGGEST},
)
"""Forces between which a verb may pass and the reader still learns the same."""
_CREDIT = re.compile(
    r"\(([A-Z][\w.& ]{1,30})\)|^\s*([A-Z]{2,6})\b|(?:Source|Credit|By):?\s+([A-Z][\w.&’'\- ]{1,80})"
)
_CLAIMING = frozenset(
    {
        Force.CLAIM,
        Force.ACCUSE,
        Force.DENY,
        Force.BELIEVE,
        Force.SUGGEST,
        Force.PREDICT,
        Force.WARN,
        Force.BOAST,
    }
)


_DIRECTING = frozenset({Force.URGE, Force.ORDER, Force.ASK})
"""Forces of verbs that would have somebody act."""


def find(view: View) -> Iterator[Change]:
    """Every attribution of the linked sentences that became another, came or went."""
    for pair in view.pairs:
        if not unchanged(pair):
            yield from _taken_over(pair)
            yield from _in_pair(view, pair)
            yield from _own_accounts(pair)
            yield from _asides(pair)
    yield from _other_mouths(view)
    yield from _credits(view)


def _in_pair(view: View, pair: Pair) -> Iterator[Change]:
    lefts = placed(view.left, pair.left, [view.left.sentences[i].span for i in pair.link.left])
    rights = placed(view.right, pair.right, [view.right.sentences[j].span for j in pair.link.right])
    close, together = beside(pair), same_gap(pair)

    def score(one: Placed, other: Placed) -> float:
        near = close(one.at, other.at)
        same = shared(names(view.left.text, one.made), names(view.right.text, other.made))
        alike = (one.made.force is other.made.force) + (one.made.word == other.made.word)
        plain = not (_is_denied(pair.left, one.at) or _is_denied(pair.right, other.at))
        total = near + same + 0.3 * alike + 0.3 * (plain and together(one.at, other.at))
        return total if total >= 0.9 else 0.0

    matched = assigned(lefts, rights, score)
    weighed = {(step.left, step.right) for step in steps(pair.left, pair.right)}
    directed = exchanged(pair.left, pair.right)
    if directed:
        weighed.add((directed[0].at, directed[1].at))
    for i, j in sorted(matched):
        near = close(lefts[i].at, rights[j].at)
        if (lefts[i].at, rights[j].at) in weighed:
            continue  # how far evidence goes is for `certainty` to say, and how strongly to ask, for `sense`
        yield from _compared(view, (lefts[i].made, rights[j].made), near=near, foretells=_foretells(pair))
    unmatched = [one for i, one in enumerate(lefts) if i not in {i for i, _ in matched}]
    yield from _gone(view, pair, unmatched, rights, side=0)
    unmatched = [one for j, one in enumerate(rights) if j not in {j for _, j in matched}]
    yield from _gone(view, pair, unmatched, lefts, side=1)
    yield from _heated(view, pair, unmatched, lefts)


def _heated(view: View, pair: Pair, unmatched: Sequence[Placed], lefts: Sequence[Placed]) -> Iterator[Change]:
    """A verb of attack put in before the speaker’s own: "hit back, saying"."""
    for one in unmatched:
        after = [token.key for token in pair.right[one.at + 1 : one.at + 6]]
        leads = any(key.endswith("ing") and force(key) is not None for key in after)
        mine = names(view.right.text, one.made)
        spoke = any(shared(mine, names(view.left.text, other.made)) >= SAME_SPEAKER for other in lefts)
        if one.made.force in (Force.ATTACK, Force.LOUD, Force.BOAST) and leads and spoke:
            why = f"“{one.made.word}” {one.made.force}, and was put in"
            yield _change("cue", Severity.NUANCE, (None, one.made.cue), why, 0.7)


def _is_denied(words: Sequence[Token], at: int) -> bool:
    return any(token.key in ("not", "n't", "never") for token in words[max(0, at - 2) : at])


def _foretells(pair: Pair) -> bool:
    """Whether the left tells what somebody expects, so that what they "said" of it they foretold."""
    return any(force(token.key) is Force.PREDICT or token.key in _EXPECTING for token in pair.left)


_EXPECTING = frozenset("expect expects expected expecting outlook guidance".split())


def _compared(
    view: View, made: tuple[Attribution, Attribution], *, near: float, foretells: bool
) -> Iterator[Change]:
    left, right = made
    source = _source(view, left, right) if near > 0.6 else None
    if source:
        yield source
    if left.word == right.word or _same_verb(left.word, right.word):
        if near < 0.6 and source is None:
            why = "the same speaker and verb stand elsewhere in the sentence"
            yield _change("position", Severity.HARMLESS, (left.cue, right.cue), why, 0.8)
        return
    places = left.cue, right.cue
    is_felt = near > 0.6 and abs(heat(left.word, right.word)) >= view.settings.sense.felt_heat
    if is_felt and left.force in _DIRECTING and right.force in _DIRECTING:
        return  # how strongly somebody is asked to act is a matter of tone
    if is_felt:
        why = f"“{left.word}” and “{right.word}” are of another heat"
        yield _change("cue", Severity.NUANCE, places, why, 0.7)
        return
    if lexicon.base(left.word) in FIRM and lexicon.base(right.word) in FIRM:
        yield _change("cue", Severity.HARMLESS, places, f"“{left.word}” and “{right.word}” go as far", 0.7)
        return
    alike_here = foretells and {left.force, right.force} == {Force.NEUTRAL, Force.PREDICT}
    if left.force is right.force or alike_here or any({left.force, right.force} <= each for each in _ALIKE):
        yield _change("cue", Severity.HARMLESS, places, f"“{left.word}” and “{right.word}” report alike", 0.7)
    elif near > 0.6:
        why = f"“{left.word}” {left.force}, “{right.word}” {right.force}"
        yield _change("cue", Severity.NUANCE, places, why, 0.75)


def _same_verb(one: str, other: str) -> bool:
    return bool(set(lexicon.lemmas(one)) & set(lexicon.lemmas(other)))


def _change(
    subkind: str, severity: Severity, places: tuple[Span | None, Span | None], why: str, confidence: float
) -> Change:
    return Change(
        kind=f"attribution.{subkind}",
        severity=severity,
        confidence=confidence,
        why=why,
        left=places[0],
        right=places[1],
    )


def _source(view: View, left: Attribution, right: Attribution) -> Change | None:
    """Another speaker, or one of another body; None where it may well be the same."""
    texts = view.left.text, view.right.text
    one, other = names(texts[0], left), names(texts[1], right)
    if left.speaker is None or right.speaker is None or not one or not other:
        return None
    if left.word.endswith("ing") or right.word.endswith("ing"):
        return None  # whose participle it is cannot be told without a parse
    said = [
        " ".join(made.of(text).split())
        for made, text in zip((left.speaker, right.speaker), texts, strict=True)
    ]
    if not shared(one, other):
        if may_be_same(texts, left.speaker, right.speaker):
            return None
        why = f"the words of “{said[0]}” are given to “{said[1]}”"
        return _change("source", Severity.MEANING, (left.speaker, right.speaker), why, 0.65)
    return _body_changed(texts, left.speaker, right.speaker)


def _body_changed(texts: tuple[str, str], left: Span, right: Span) -> Change | None:
    """A word that says what body the source is, gained or lost beside words both have."""
    found = another_body(texts, left, right)
    if found is None:
        return None
    number, token = found
    way = "became part of" if number else "is gone from"
    places = (None, token.span) if number else (token.span, None)
    return _change("source", Severity.MEANING, places, f"“{token.text}” {way} the name of the source", 0.65)


def _gone(
    view: View, pair: Pair, unmatched: Sequence[Placed], others: Sequence[Placed], *, side: int
) -> Iterator[Change]:
    """Attributions of one side of a link that the other does not make, though it has what they report."""
    own, other = (view.left, view.right) if side == 0 else (view.right, view.left)
    words = pair.left if side == 0 else pair.right
    speaking = [names(other.text, one.made) for one in others]
    for one in unmatched:
        mine = names(own.text, one.made)
        if not mine or not reports(words, one) or quotes(own, one) or not is_kept(pair, one, side):
            continue
        if one.made.word == "according to" and not set(mine).isdisjoint(RULES):
            continue
        if one.made.word.endswith("ing") or any(shared(mine, theirs) >= SAME_SPEAKER for theirs in speaking):
            continue
        if otherwise_sourced(pair, one, mine, side) or near_by(own, other, pair, side, mine):
            continue
        if side == 0 or not (others or _named_anyway(pair, mine)):
            yield _sourceless(own, one, side)


def _named_anyway(pair: Pair, mine: Sequence[str]) -> bool:
    """Whether the left names whom the right goes by, if not as a source."""
    return all(any(alike(name, token.key) for token in pair.left) for name in mine)


def _sourceless(own: Side, one: Placed, side: int) -> Change:
    """A statement that has its source on one side alone."""
    assert one.made.speaker is not None
    who = " ".join(one.made.speaker.of(own.text).split())
    place = one.made.speaker.to(one.made.cue)
    place = place if len(place) <= _LONGEST_PLACE else one.made.cue
    if side == 1:
        return _change("added", Severity.NUANCE, (None, place), f"the statement is ascribed to “{who}”", 0.6)
    severity = Severity.MEANING if one.made.force in _CLAIMING else Severity.NUANCE
    why = f"what “{who}” is the source of stands as plain fact"
    return _change("dropped", severity, (place, None), why, 0.65)


_LONGEST_PLACE = 120
"""Characters of speaker and cue together that can be pointed at in one."""


def _own_accounts(pair: Pair) -> Iterator[Change]:
    """What somebody says of themselves told as fact, or the other way: "who said he had called", "who
    called"."""
    for number, (words, others) in enumerate(((pair.left, pair.right), (pair.right, pair.left))):
        for at in range(1, len(words) - 3):
            told = words[at - 1].key in ("who", "which") and force(words[at].key) in _TELLING
            if not told or not _is_told_plainly(words, at, others):
                continue
            place = words[at].span.to(words[at + 1].span)
            if number == 0:
                why = "what somebody says of themselves is told as fact"
                yield _change("dropped", Severity.NUANCE, (place, None), why, 0.65)
            else:
                why = "what was told as fact is only what somebody says of themselves"
                yield _change("added", Severity.NUANCE, (None, place), why, 0.65)


def _asides(pair: Pair) -> Iterator[Change]:
    """A clause that somebody is said to say, told without them: "which they said had", "which had"."""
    for number, (words, others) in enumerate(((pair.left, pair.right), (pair.right, pair.left))):
        if any(force(token.key) is not None for token in others):
            continue
        for at in range(1, len(words) - 2):
            led = words[at - 1].key in ("which", "who", "that") and words[at].key in PRONOUNS
            if led and force(words[at + 1].key) in _TELLING and _goes_on(words, at + 2, others):
                place = words[at].span.to(words[at + 1].span)
                why = f"“{words[at].text} {words[at + 1].text}” stands in one version only"
                if number == 0:
                    yield _change("dropped", Severity.NUANCE, (place, None), why, 0.6)
                else:
                    yield _change("added", Severity.NUANCE, (None, place), why, 0.6)


def _goes_on(words: Sequence[Token], at: int, others: Sequence[Token]) -> bool:
    """Whether a verb of what is told follows, which the other side has too."""
    told = [token.key for token in words[at : at + 5] if token.key not in FUNCTION_WORDS]
    had = {lexicon.base(token.key) for token in others}
    auxiliary = words[at].key in ("had", "has", "have", "was", "were", "is", "are", "would", "will", "could")
    return auxiliary and any(lexicon.base(key) in had for key in told)


def _is_told_plainly(words: Sequence[Token], at: int, others: Sequence[Token]) -> bool:
    """Whether the other side tells the act reported at `at` without any word of telling before it."""
    rest = [token.key for token in words[at + 1 : at + 6] if token.key != "that"]
    if not rest or rest[0] not in PRONOUNS:
        return False
    act = next((key for key in rest[1:] if "v" in lexicon.parts(key) and key not in FUNCTION_WORDS), None)
    if act is None:
        return False
    there = next((i for i, token in enumerate(others) if lexicon.base(token.key) == lexicon.base(act)), None)
    return there is not None and not any(
        force(token.key) in _TELLING for token in others[max(0, there - 6) : there]
    )


_TELLING = (Force.NEUTRAL, Force.STATE, Force.CLAIM, Force.ARGUE, Force.STRESS)


def _taken_over(pair: Pair) -> Iterator[Change]:
    """A reporting participle made a relative clause, or back: the words pass to the noun beside it."""
    for hunk in pair.hunks:
        left = [token.key for token in pair.left[hunk.left.start : hunk.left.stop]]
        right = [token.key for token in pair.right[hunk.right.start : hunk.right.stop]]
        for number, (one, other) in enumerate(((left, right), (right, left))):
            if not _is_participle(one) or not _is_relative(other):
                continue
            words, at = (pair.right, hunk.right.start) if number == 0 else (pair.left, hunk.left.start)
            if _follows_object(words, at):
                why = "the clause was the subject’s; now it is that of the noun before “who”"
                yield _change("source", Severity.MEANING, _both(pair, hunk), why, 0.7)


def _is_participle(keys: Sequence[str]) -> bool:
    return bool(keys) and any(key.endswith("ing") and force(key) is not None for key in keys[:2])


def _is_relative(keys: Sequence[str]) -> bool:
    return len(keys) > 1 and keys[0] in ("who", "which") and any(force(key) is not None for key in keys[1:4])


def _follows_object(words: Sequence[Token], at: int) -> bool:
    """Whether a verb stands before the noun that a relative clause at `at` hangs on: it is no subject."""
    before = [token.key for token in words[max(0, at - 12) : at]]
    if "by" in before[-6:]:
        return False  # "disputed by a spokesman, who said": he is the doer
    return any(lexicon.usual_part(key) == "v" and key.endswith("ed") for key in before[:-1])


def _both(pair: Pair, hunk: Hunk) -> tuple[Span | None, Span | None]:
    return pair.left_span(hunk.left), pair.right_span(hunk.right)


def _other_mouths(view: View) -> Iterator[Change]:
    """Matched quotations whose speakers are two people."""
    said_left = dict(zip(view.left.quotations, _said(view.left), strict=True))
    said_right = dict(zip(view.right.quotations, _said(view.right), strict=True))
    for match in matching(view).matches:
        left, right = said_left[match.left[0]], said_right[match.right[0]]
        if left is None or right is None or _short(view.left.text, match.left[0]):
            continue
        change = _source(view, left, right)
        if change and change.left and change.right:
            yield change


def _said(side: Side) -> tuple[Attribution | None, ...]:
    return speakers(side.text, side.sentences, side.quotations)


def _short(text: str, quotation: Quotation) -> bool:
    return len(tokens(text, quotation.inner)) < 4


def _credits(view: View) -> Iterator[Change]:
    """An agency named in a credit line or dateline of the left and nowhere on the right."""
    document = view.right.document
    rest = " ".join(
        (document.text, document.outlet or "", document.title or "", *document.authors)
    ).casefold()
    for piece in view.left.document.furniture:
        if piece.kind not in (FurnitureKind.CREDIT, FurnitureKind.DATELINE, FurnitureKind.BYLINE):
            continue
        found = _CREDIT.search(piece.span.of(view.left.text))
        name = next((group for group in found.groups() if group), "") if found else ""
        if name and name.strip().casefold() not in rest:
            why = f"the credit of “{name.strip()}” is gone"
            yield _change("credit", Severity.NUANCE, (piece.span, None), why, 0.6)
