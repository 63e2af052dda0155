"""Who said it, and how the reporting verb takes it.

A claim belongs to somebody. Named here: another speaker, or a word in the source's name that makes it
another body; a reporting verb of another force ("said" to "admitted"); a claim that lost its source or was
given one; a clause that passes from one speaker to another; an agency's credit that is gone. The same
speaker and the same verb elsewhere in the sentence is harmless.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import JaroWinkler

from retell.changes.edits import Hunk
from retell.changes.model import Change, Severity
from retell.changes.readings.pairing import assigned, beside, unchanged
from retell.changes.readings.quoted import matching
from retell.changes.readings.reporting import Force, force
from retell.changes.readings.speech import Attribution, attributions, speakers
from retell.changes.readings.terms import heat
from retell.changes.view import Pair, Side, View
from retell.document.model import FurnitureKind
from retell.models import lexicon
from retell.models.lexicon import RelationKind
from retell.text.english import FUNCTION_WORDS
from retell.text.quotations import Quotation
from retell.text.spans import Span
from retell.text.tokens import Token, tokens

NAME = "attribution"
_ALIKE = (
    {Force.URGE, Force.ASK},
    {Force.BELIEVE, Force.PREDICT},
    {Force.ARGUE, Force.STRESS},
    {Force.ATTACK, Force.ACCUSE},
    {Force.CITE, Force.NEUTRAL},
)
"""Forces between which a verb may pass and the reader still learns the same."""

_TITLES = frozenset(
    "mr mrs ms miss dr prof sir dame lord lady sen rep gov gen col capt lt sgt rev st".split()
)
_PRONOUNS = frozenset("he she they it we i you who him her them".split())
_BODIES = frozenset(
    """police army military navy government ministry state court opposition rebel rebels union party church
    prosecutors prosecution intelligence embassy council parliament senate
    congress palace security customs coalition resistance separatist separatists militia university hospital
    bank company industry lobby charity regulator watchdog commission agency""".split()
)
"""Nouns that say what body a source is: one more or one fewer makes it another."""

_SPOKEN_FOR = frozenset(
    "spokesman spokeswoman spokesperson spokespeople statement official officials source sources".split()
)
_SAME_BODIES = tuple(
    frozenset(words.split())
    for words in (
        "company firm business corporation group enterprise concern",
        "police officers officer policemen policewoman policeman constables detectives investigators",
        "army military soldiers troops forces",
        "doctors physicians medics clinicians",
        "prosecutors prosecution",
        "researchers scientists authors team",
        "government ministers cabinet administration authorities",
        "residents villagers locals neighbours neighbors inhabitants",
        "passengers travellers travelers aboard",
    )
)
"""Words of one group name one source again, where no name is given."""
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


_CLAUSE_OPENERS = frozenset("the a an he she it they we his her its their this these those".split())
_AUXILIARIES = frozenset("is are was were has have had will would may might could can".split())
_SAME_SPEAKER = 0.5
"""The share of the shorter name's words in the longer from which two names may be one speaker's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """An attribution of one side of a link, with the index of its cue there."""

    made: Attribution
    at: int


def find(view: View) -> Iterator[Change]:
    """Every attribution of the linked sentences that became another, came or went."""
    for pair in view.pairs:
        if not unchanged(pair):
            yield from _taken_over(pair)
            yield from _in_pair(view, pair)
    yield from _other_mouths(view)
    yield from _credits(view)


def _in_pair(view: View, pair: Pair) -> Iterator[Change]:
    lefts = _placed(view.left, pair.left, [view.left.sentences[i].span for i in pair.link.left])
    rights = _placed(view.right, pair.right, [view.right.sentences[j].span for j in pair.link.right])
    close = beside(pair)

    def score(one: _Placed, other: _Placed) -> float:
        near = close(one.at, other.at)
        same = _shared(_names(view.left.text, one.made), _names(view.right.text, other.made))
        alike = (one.made.force is other.made.force) + (one.made.word == other.made.word)
        total = near + same + 0.3 * alike
        return total if total >= 0.9 else 0.0

    matched = assigned(lefts, rights, score)
    for i, j in sorted(matched):
        yield from _compared(view, (lefts[i].made, rights[j].made), near=close(lefts[i].at, rights[j].at))
    unmatched = [one for i, one in enumerate(lefts) if i not in {i for i, _ in matched}]
    yield from _gone(view, pair, unmatched, rights, side=0)
    unmatched = [one for j, one in enumerate(rights) if j not in {j for _, j in matched}]
    yield from _gone(view, pair, unmatched, lefts, side=1)
    yield from _heated(view, pair, unmatched, lefts)


def _heated(
    view: View, pair: Pair, unmatched: Sequence[_Placed], lefts: Sequence[_Placed]
) -> Iterator[Change]:
    """A verb of attack put in before the speaker’s own: "hit back, saying"."""
    for one in unmatched:
        after = [token.key for token in pair.right[one.at + 1 : one.at + 6]]
        leads = any(key.endswith("ing") and force(key) is not None for key in after)
        names = _names(view.right.text, one.made)
        spoke = any(_shared(names, _names(view.left.text, other.made)) >= _SAME_SPEAKER for other in lefts)
        if one.made.force in (Force.ATTACK, Force.LOUD, Force.BOAST) and leads and spoke:
            why = f"“{one.made.word}” {one.made.force}, and was put in"
            yield _change("cue", Severity.NUANCE, (None, one.made.cue), why, 0.7)


def _placed(side: Side, words: Sequence[Token], spans: Sequence[Span]) -> list[_Placed]:
    at = {token.span.start: number for number, token in enumerate(words)}
    return [
        _Placed(made=made, at=at[made.cue.start])
        for span in spans
        for made in attributions(side.text, span, side.quotations)
        if made.cue.start in at
    ]


def _names(text: str, made: Attribution | None) -> list[str]:
    """The words that tell who the speaker is."""
    if made is None or made.speaker is None:
        return []
    return [
        token.key
        for token in tokens(text, made.speaker)
        if token.is_word and token.key not in FUNCTION_WORDS and token.key not in _TITLES
    ]


def _shared(one: Sequence[str], other: Sequence[str]) -> float:
    """0..1: how much of the shorter name stands in the longer, endings and transliteration aside."""
    if not one or not other:
        return 0.0
    short, long = sorted((one, other), key=len)
    return sum(any(_alike(a, b) for b in long) for a in short) / len(short)


def _alike(one: str, other: str) -> bool:
    if one == other or set(lexicon.lemmas(one)) & set(lexicon.lemmas(other)):
        return True
    return JaroWinkler.similarity(one, other) > 0.9


def _compared(view: View, made: tuple[Attribution, Attribution], *, near: float) -> Iterator[Change]:
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
    if near > 0.6 and abs(heat(left.word, right.word)) >= view.settings.sense.felt_heat:
        why = f"“{left.word}” and “{right.word}” are of another heat"
        yield _change("cue", Severity.NUANCE, places, why, 0.7)
        return
    if left.force is right.force or any({left.force, right.force} <= alike for alike in _ALIKE):
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
    one, other = _names(texts[0], left), _names(texts[1], right)
    if left.speaker is None or right.speaker is None or not one or not other:
        return None
    if left.word.endswith("ing") or right.word.endswith("ing"):
        return None  # whose participle it is cannot be told without a parse
    said = [
        " ".join(made.of(text).split())
        for made, text in zip((left.speaker, right.speaker), texts, strict=True)
    ]
    if not _shared(one, other):
        if _may_be_same(view, left.speaker, right.speaker):
            return None
        why = f"the words of “{said[0]}” are given to “{said[1]}”"
        return _change("source", Severity.MEANING, (left.speaker, right.speaker), why, 0.65)
    return _another_body(view, left.speaker, right.speaker)


def _may_be_same(view: View, left: Span, right: Span) -> bool:
    """Whether two phrases without a word in common may name one speaker."""
    texts = view.left.text, view.right.text
    proper = [_proper(text, span) for text, span in zip(texts, (left, right), strict=True)]
    described = [_is_description(text, span) for text, span in zip(texts, (left, right), strict=True)]
    if (
        bool(proper[0]) != bool(proper[1])
        or described[0] != described[1]
        or _one_person(texts, proper[0], proper[1])
    ):
        return True
    one, other = (
        [t.key for t in tokens(text, span)] for text, span in zip(texts, (left, right), strict=True)
    )
    if set(one) & _SPOKEN_FOR or set(other) & _SPOKEN_FOR or set(one) & _PRONOUNS or set(other) & _PRONOUNS:
        return True
    same_body = not proper[0] and any(set(one) & body and set(other) & body for body in _SAME_BODIES)
    if len(one) > 6 or len(other) > 6 or same_body:
        return True
    return not proper[0] and any(
        found.kind not in (RelationKind.SISTER, RelationKind.ANTONYM)
        for a in one
        for b in other
        for found in lexicon.relations(a, b)
    )


def _is_description(text: str, span: Span) -> bool:
    """Whether a phrase says what somebody is, not what they are called: "the Norland minister"."""
    words = tokens(text, span)
    return (
        words[0].key in ("the", "a", "an", "his", "her", "its", "their", "one") and words[-1].text.islower()
    ) or (words[0].key == "the" and any(token.text.islower() for token in words[1:]))


def _one_person(texts: Sequence[str], one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names are first and last name somewhere, or one may be short for the other."""
    if any(name.isupper() and 1 < len(name) <= 6 for name in (*one, *other)) and len(one) != len(other):
        return True
    return any(f"{a} {b}" in text or f"{b} {a}" in text for a in one for b in other for text in texts)


def _proper(text: str, span: Span) -> list[str]:
    """The words of a phrase that are names: capitals, unless the sentence begins with a common word."""
    return [
        token.text
        for at, token in enumerate(tokens(text, span))
        if token.is_capitalised
        and token.key not in FUNCTION_WORDS
        and (at or not lexicon.is_known(token.key) or token.text.isupper() or _in_mid_sentence(text, token))
    ]


def _in_mid_sentence(text: str, token: Token) -> bool:
    before = text[max(0, token.span.start - 3) : token.span.start].rstrip(" ”\"’'")
    return bool(before) and before[-1] not in ".!?\n“‘"


def _another_body(view: View, left: Span, right: Span) -> Change | None:
    """A word that says what body the source is, gained or lost beside words both have."""
    texts = view.left.text, view.right.text
    words = [tokens(text, span) for text, span in zip(texts, (left, right), strict=True)]
    keys = [{token.key for token in side} for side in words]
    for number in (0, 1):
        for token in words[number]:
            known = token.key in keys[1 - number] or any(_alike(token.key, key) for key in keys[1 - number])
            if (
                token.key not in _BODIES
                or known
                or _called_so(texts[1 - number], token.key, keys[0] & keys[1])
                or _works_there(texts[1 - number], (left, right)[1 - number], token.key)
            ):
                continue
            places = (None, token.span) if number else (token.span, None)
            way = "became part of" if number else "is gone from"
            why = f"“{token.text}” {way} the name of the source"
            return _change("source", Severity.MEANING, places, why, 0.65)
    return None


def _called_so(text: str, word: str, company: set[str]) -> bool:
    """Whether the other version puts the word beside one of the speaker's own words somewhere."""
    words = tokens(text)
    company = {key for key in company if key not in FUNCTION_WORDS and key != word}
    return any(
        token.key == word and any(near.key in company for near in words[max(0, at - 2) : at + 3])
        for at, token in enumerate(words)
    )


def _works_there(text: str, speaker: Span, body: str) -> bool:
    """Whether the body follows the speaker as where they belong: "who teaches at the university"."""
    after = tokens(text, Span(start=speaker.end, end=min(len(text), speaker.end + 120)))
    keys = [token.key for token in after]
    return keys[:1] in ([","], ["who"], ["of"], ["at"], ["from"]) and any(
        key == body and bool({"at", "of", "for", "from", "with", "in"} & set(keys[max(0, at - 3) : at]))
        for at, key in enumerate(keys)
    )


def _gone(
    view: View, pair: Pair, unmatched: Sequence[_Placed], others: Sequence[_Placed], *, side: int
) -> Iterator[Change]:
    """Attributions of one side of a link that the other does not make, though it has what they report."""
    own, other = (view.left, view.right) if side == 0 else (view.right, view.left)
    words = pair.left if side == 0 else pair.right
    theirs = {token.key for token in (pair.right if side == 0 else pair.left)}
    for one in unmatched:
        if one.made.speaker is None or others or not _reports(words, one) or _quotes(own, one):
            continue
        names = _names(own.text, one.made)
        if not names or _still_there(one, theirs) or _near_by(other, pair, side, names):
            continue
        if side == 1 and all(any(_alike(name, key) for key in theirs) for name in names):
            continue  # the left names whom it goes by, if not as a source
        who = " ".join(one.made.speaker.of(own.text).split())
        place = one.made.speaker.to(one.made.cue)
        if len(place) > 120:
            place = one.made.cue
        claiming = one.made.force in _CLAIMING
        severity = Severity.MEANING if claiming and side == 0 else Severity.NUANCE
        if side == 0:
            why = f"what “{who}” is the source of stands as plain fact"
            yield _change("dropped", severity, (place, None), why, 0.65)
        else:
            yield _change("added", severity, (None, place), f"the statement is ascribed to “{who}”", 0.6)


def _reports(words: Sequence[Token], one: _Placed) -> bool:
    """Whether the cue has a clause to report: "that", a comma before it, a subject after it."""
    if one.made.word == "according to":
        return True
    after = [token.key for token in words[one.at + 1 : one.at + 6]]
    if "that" in after[:4]:
        return True
    if one.made.force in (Force.BELIEVE, Force.CLAIM, Force.SUGGEST) and _clause_follows(words, one.at):
        return True
    speaker = one.made.speaker
    if one.made.force is not Force.NEUTRAL or speaker is None:
        return False
    set_off = [token for token in words if token.span.end <= min(speaker.start, one.made.cue.start)]
    closes = bool(set_off) and set_off[-1].text == ","
    return closes or (
        one.made.word in ("said", "says") and bool(after) and after[0] not in (",", ".", "to", "in")
    )


def _clause_follows(words: Sequence[Token], at: int) -> bool:
    """Whether a subject and its verb stand after the cue, without a "that": "believe the men used it"."""
    after = [token.key for token in words[at + 1 : at + 8]]
    opens = bool(after) and after[0] in _CLAUSE_OPENERS
    return opens and any(
        key in _AUXILIARIES or (key.endswith("ed") and "v" in lexicon.parts(key)) for key in after[1:]
    )


def _quotes(side: Side, one: _Placed) -> bool:
    """Whether the cue stands beside quotation marks, whose own words tell that somebody speaks."""
    reach = Span(start=max(0, one.made.cue.start - 120), end=one.made.cue.end + 60)
    return any(quotation.outer.overlaps(reach) for quotation in side.quotations)


def _still_there(one: _Placed, theirs: set[str]) -> bool:
    """Whether the other side has the verb in another form, or another way of naming a source."""
    return (
        bool(theirs & _SPOKEN_FOR)
        or any(force(key) is not None and key != "read" for key in sorted(theirs))
        or (one.made.word in theirs)
    )


def _near_by(side: Side, pair: Pair, number: int, names: Sequence[str]) -> bool:
    """Whether the speaker is named with a reporting verb in a sentence next to the link."""
    indices = pair.link.right if number == 0 else pair.link.left
    for at in (indices[0] - 1, indices[-1] + 1):
        if 0 <= at < len(side.sentences):
            for made in attributions(side.text, side.sentences[at].span):
                theirs = _names(side.text, made)
                if _shared(names, theirs) >= _SAME_SPEAKER or (theirs and set(theirs) <= _PRONOUNS):
                    return True
    return False


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
