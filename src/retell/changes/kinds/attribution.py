"""Who said it, and how the reporting verb takes it.

A claim belongs to somebody. Named here: another speaker, or a word in the source's name that makes it
another body; a reporting verb of another force ("said" to "admitted"); a claim that lost its source or was
given one; a clause that passes from one speaker to another; an agency's credit that is gone. The same
speaker and the same verb elsewhere in the sentence is harmless.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retell.changes.model import Change, Severity
from retell.changes.readings.links.pairing import assigned, beside, same_gap, stayed, unchanged
from retell.changes.readings.speech.credits import credits_gone
from retell.changes.readings.speech.cues import Attribution
from retell.changes.readings.speech.quoted import matching
from retell.changes.readings.speech.sources import RULES, alike, another_body, may_be_same, names, shared
from retell.changes.readings.speech.sourcing import (
    SAME_SPEAKER,
    Placed,
    is_kept,
    near_by,
    otherwise_sourced,
    placed,
    promises_itself,
    quotes,
    reports,
    told_near,
)
from retell.changes.readings.speech.speakers import speakers
from retell.changes.readings.speech.told_plainly import of_attribution, plain_accounts, taken_over
from retell.changes.readings.stance.directives import exchanged
from retell.changes.readings.stance.evidence import FIRM, steps
from retell.changes.readings.vocabulary.reporting import Force, force
from retell.changes.readings.vocabulary.terms import heat
from retell.changes.view import Pair, Side, View
from retell.models import lexicon
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
    {Force.NEUTRAL, Force.ALLUDE},
    {Force.AGREE, Force.PROMISE},
    {Force.ACCUSE, Force.CLAIM},
    {Force.STATE, Force.NEUTRAL},
    {Force.ARGUE, Force.NEUTRAL},
    {Force.STATE, Force.REVEAL},
    {Force.STATE, Force.ARGUE},
    {Force.STATE, Force.SUGGEST},
)
"""Forces between which a verb may pass and the reader still learns the same."""
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
            yield from taken_over(pair)
            yield from _in_pair(view, pair)
            yield from plain_accounts(pair)
    yield from _other_mouths(view)
    yield from credits_gone(view)


def _in_pair(view: View, pair: Pair) -> Iterator[Change]:
    lefts = placed(view.left, pair.left, [view.left.sentences[i].span for i in pair.link.left])
    rights = placed(view.right, pair.right, [view.right.sentences[j].span for j in pair.link.right])
    close, together = beside(pair), same_gap(pair)
    kept, back = stayed(pair)

    def score(one: Placed, other: Placed) -> float:
        if kept.get(one.at, other.at) != other.at or back.get(other.at, one.at) != one.at:
            return 0.0
        near = close(one.at, other.at)
        same = shared(names(view.left.text, one.made), names(view.right.text, other.made))
        alike = (one.made.force is other.made.force) + _same_verb(one.made.word, other.made.word)
        plain = not (_is_denied(pair.left, one.at) or _is_denied(pair.right, other.at))
        total = near + same + 0.3 * alike + 0.3 * (plain and together(one.at, other.at))
        return total if total >= 0.9 else float(_are_lone(pair, lefts, rights)) * 0.9

    matched = assigned(lefts, rights, score)
    weighed = {(step.left, step.right) for step in steps(pair.left, pair.right)}
    directed = exchanged(pair.left, pair.right)
    if directed:
        weighed.add((directed[0].at, directed[1].at))
    for i, j in sorted(matched):
        near = max(close(lefts[i].at, rights[j].at), _LONE * _are_lone(pair, lefts, rights))
        if (lefts[i].at, rights[j].at) in weighed:
            continue  # how far evidence goes is for `certainty` to say, and how strongly to ask, for `sense`
        if (
            _says_no(pair, lefts[i], rights[j])
            or _is_own_doing(pair, lefts[i], rights[j])
            or _says_opinion(pair, lefts[i], rights[j])
        ):
            continue
        foretells = _foretells(pair, lefts[i].made, rights[j].made)
        yield from _compared(view, (lefts[i].made, rights[j].made), near=near, foretells=foretells)
    firmer = {left for left, _ in weighed}
    unmatched = [
        one for i, one in enumerate(lefts) if i not in {i for i, _ in matched} and one.at not in firmer
    ]
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
        quoted = not after[:1] or not after[0].isalpha()
        if one.made.force in _HEATED and ((leads and spoke) or (quoted and quotes(view.right, one))):
            why = f"“{one.made.word}” {one.made.force}, and was put in"
            yield of_attribution("cue", Severity.NUANCE, (None, one.made.cue), why, 0.7)


_LONE = 0.61
"""How near each other the only statements of two sentences that say one thing are taken to stand."""


def _are_lone(pair: Pair, lefts: Sequence[Placed], rights: Sequence[Placed]) -> bool:
    """Whether each side makes one statement, and says in it what the other does."""
    if len(lefts) != 1 or len(rights) != 1:
        return False
    one, other = lefts[0], rights[0]
    told = reports(pair.left, one) and (reports(pair.right, other) or other.made.force in _PLEDGING)
    return told and (is_kept(pair, one, 0) or is_kept(pair, other, 1))


_PLEDGING = frozenset({Force.PROMISE, Force.WARN})
"""Forces of verbs that tell in an infinitive what was said: "vowed to review"."""


_HEATED = frozenset({Force.ATTACK, Force.LOUD, Force.BOAST, Force.COMPLAIN})
"""Forces of verbs that tell in what temper somebody spoke."""


def _is_denied(words: Sequence[Token], at: int) -> bool:
    return any(token.key in ("not", "n't", "never") for token in words[max(0, at - 2) : at])


def _says_no(pair: Pair, left: Placed, right: Placed) -> bool:
    """Whether one side denies a thing and the other says that it is not so: "denied any", "said no"."""
    denying = left.made.force is Force.DENY, right.made.force is Force.DENY
    if denying[0] == denying[1]:
        return False
    words, at = (pair.right, right.at) if denying[0] else (pair.left, left.at)
    turned_down = any(force(token.key) is Force.DENY for token in words[max(0, at - 3) : at])
    return turned_down or any(token.key in _NOT for token in words[at + 1 : at + _CLAUSE])


_NOT = frozenset("no not n't never none nothing nobody neither without false untrue wrong".split())
_CLAUSE = 10
"""Tokens after a reporting verb in which what it reports is looked into."""


def _is_own_doing(pair: Pair, left: Placed, right: Placed) -> bool:
    """Whether somebody who "said they had" done a thing "confirmed that they had": it is theirs to know."""
    forces = left.made.force, right.made.force
    if set(forces) != {Force.NEUTRAL, Force.REVEAL} or not {left.made.word, right.made.word} & _CONFIRMING:
        return False
    after = [token.key for token in pair.right[right.at + 1 : right.at + 3] if token.key != "that"]
    return bool(after) and after[0] in _OWN


_CONFIRMING = frozenset("confirm confirms confirmed confirming".split())
_OWN = frozenset("it they he she we".split())


def _says_opinion(pair: Pair, left: Placed, right: Placed) -> bool:
    """Whether one side says that somebody thinks what the other says they think."""
    believing = left.made.force is Force.BELIEVE, right.made.force is Force.BELIEVE
    if believing[0] == believing[1]:
        return False
    words, at = (pair.right, right.at) if believing[0] else (pair.left, left.at)
    return any(force(token.key) is Force.BELIEVE for token in words[at + 1 : at + _CLAUSE])


def _foretells(pair: Pair, left: Attribution, right: Attribution) -> bool:
    """Whether the side that only "said" it tells what is expected, so that what was said was foretold."""
    words = pair.right if left.force is Force.PREDICT else pair.left
    cue = right.cue if left.force is Force.PREDICT else left.cue
    return any(
        (force(token.key) is Force.PREDICT or token.key in _EXPECTING or token.key in _COMING)
        and not token.span.overlaps(cue)
        for token in words
    )


_EXPECTING = frozenset("expect expects expected expecting outlook guidance".split())
_COMING = frozenset("will would shall may might could likely".split())


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
            yield of_attribution("position", Severity.HARMLESS, (left.cue, right.cue), why, 0.8)
        return
    places = left.cue, right.cue
    is_felt = near > 0.6 and abs(heat(left.word, right.word)) >= view.settings.sense.felt_heat
    if is_felt and left.force in _DIRECTING and right.force in _DIRECTING:
        return  # how strongly somebody is asked to act is a matter of tone
    if is_felt:
        why = f"“{left.word}” and “{right.word}” are of another heat"
        yield of_attribution("cue", Severity.NUANCE, places, why, 0.7)
        return
    if lexicon.base(left.word) in FIRM and lexicon.base(right.word) in FIRM:
        yield of_attribution(
            "cue", Severity.HARMLESS, places, f"“{left.word}” and “{right.word}” go as far", 0.7
        )
        return
    if "according to" in (left.word, right.word) and {left.force, right.force} <= _PLAIN:
        return
    alike_here = foretells and {left.force, right.force} == {Force.NEUTRAL, Force.PREDICT}
    if left.force is right.force or alike_here or any({left.force, right.force} <= each for each in _ALIKE):
        yield of_attribution(
            "cue", Severity.HARMLESS, places, f"“{left.word}” and “{right.word}” report alike", 0.7
        )
    elif near > 0.6:
        why = f"“{left.word}” {left.force}, “{right.word}” {right.force}"
        yield of_attribution("cue", Severity.NUANCE, places, why, 0.75)


_PLAIN = frozenset({Force.NEUTRAL, Force.STATE, Force.ARGUE})
"""Forces of verbs that "according to" stands for."""


def _same_verb(one: str, other: str) -> bool:
    return bool(set(lexicon.lemmas(one)) & set(lexicon.lemmas(other)))


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
        if _is_set_beside(texts, left.speaker, other) or _is_set_beside(texts[::-1], right.speaker, one):
            return None
        if may_be_same(texts, left.speaker, right.speaker):
            return None
        why = f"the words of “{said[0]}” are given to “{said[1]}”"
        return of_attribution("source", Severity.MEANING, (left.speaker, right.speaker), why, 0.65)
    return _body_changed(texts, left.speaker, right.speaker)


def _is_set_beside(texts: Sequence[str], speaker: Span, other: Sequence[str]) -> bool:
    """Whether what the other text calls a speaker is set beside them by a comma: "its chief, Anna Hill,"."""
    lead, _, rest = texts[0][speaker.end : speaker.end + _BESIDE].partition(",")
    aside = rest.partition(",")[0].casefold()
    return not lead.strip() and bool(aside) and all(name in aside for name in other)


_BESIDE = 40
"""Characters after a speaker in which who they are may be told again."""


def _body_changed(texts: tuple[str, str], left: Span, right: Span) -> Change | None:
    """A word that says what body the source is, gained or lost beside words both have."""
    found = another_body(texts, left, right)
    if found is None:
        return None
    number, token = found
    way = "became part of" if number else "is gone from"
    places = (None, token.span) if number else (token.span, None)
    return of_attribution(
        "source", Severity.MEANING, places, f"“{token.text}” {way} the name of the source", 0.65
    )


def _gone(
    view: View, pair: Pair, unmatched: Sequence[Placed], others: Sequence[Placed], *, side: int
) -> Iterator[Change]:
    """Attributions of one side of a link that the other does not make, though it has what they report."""
    own, other = (view.left, view.right) if side == 0 else (view.right, view.left)
    words = pair.left if side == 0 else pair.right
    speaking = [names(other.text, one.made) for one in others]
    for one in unmatched:
        mine = names(own.text, one.made)
        if not reports(words, one) or quotes(own, one) or not is_kept(pair, one, side):
            continue
        if not mine:
            if side == 0 and not others and not otherwise_sourced(pair, one, mine, side):
                yield from _unnamed(view, pair, one)
            continue
        if one.made.word == "according to" and not set(mine).isdisjoint(RULES):
            continue
        if one.made.word.endswith("ing") or any(shared(mine, theirs) >= SAME_SPEAKER for theirs in speaking):
            continue
        if otherwise_sourced(pair, one, mine, side) or near_by(own, other, pair, side, mine):
            continue
        if side == 0 and promises_itself(pair, one, mine):
            continue
        if side == 0 or not (others or _named_anyway(pair, mine)):
            yield _sourceless(own, one, side)


def _unnamed(view: View, pair: Pair, one: Placed) -> Iterator[Change]:
    """What somebody named before goes on to say ("he said", "and said"), told as fact by the right."""
    left, right = told_near(view.left, pair.link.left), told_near(view.right, pair.link.right)
    if len(right) > len(left) and set(right) - set(left):
        return
    why = "what was said stands as plain fact"
    place = one.made.cue if one.made.speaker is None else one.made.speaker.to(one.made.cue)
    place = place if len(place) <= _LONGEST_PLACE else one.made.cue
    yield of_attribution("dropped", Severity.NUANCE, (place, None), why, 0.55)


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
        return of_attribution(
            "added", Severity.NUANCE, (None, place), f"the statement is ascribed to “{who}”", 0.6
        )
    severity = Severity.MEANING if one.made.force in _CLAIMING else Severity.NUANCE
    why = f"what “{who}” is the source of stands as plain fact"
    return of_attribution("dropped", severity, (place, None), why, 0.65)


_LONGEST_PLACE = 120
"""Characters of speaker and cue together that can be pointed at in one."""


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
