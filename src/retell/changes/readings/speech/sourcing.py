"""Statements of a sentence that have a source: where the cue stands, and whether it reports anything."""

from __future__ import annotations

from collections.abc import Sequence

from retell.changes.readings.speech.cues import Attribution, attributions
from retell.changes.readings.speech.sources import BODIES, PAPERS, PRONOUNS, SPOKEN_FOR, alike, names, shared
from retell.changes.readings.vocabulary.reporting import Force, force
from retell.changes.view import Pair, Side, View
from retell.models import lexicon
from retell.text.english import FUNCTION_WORDS
from retell.text.spans import Span
from retell.text.tokens import Token
from retell.values import dataclass

_CLAUSE_OPENERS = frozenset("the a an he she it they we his her its their this these those".split())
_NOT_TELLING = frozenset(
    {None, Force.AGREE, Force.URGE, Force.ORDER, Force.ASK, Force.PRAISE, Force.ATTACK, Force.PROMISE}
)
"""Forces of verbs that do something besides telling: by themselves they name no source of a claim."""

_NEAR = 6
"""Tokens within which a reporting verb and a name belong together."""

_CLAUSE_ENDS = frozenset(".;:!?—–")
_AUXILIARIES = frozenset("is are was were has have had will would may might could can".split())
SAME_SPEAKER = 0.5
"""The share of the shorter name's words in the longer from which two names may be one speaker's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """An attribution of one side of a link, with the index of its cue there."""

    made: Attribution
    at: int


def placed(side: Side, words: Sequence[Token], spans: Sequence[Span]) -> list[Placed]:
    """The attributions made in some sentences of a side, whose tokens are `words`."""
    found = [made for span in spans for made in attributions(side.text, span, side.quotations)]
    at = {token.span.start: number for number, token in enumerate(words)} if found else {}
    known = [Placed(made=made, at=at[made.cue.start]) for made in found if made.cue.start in at]
    return [one for one in known if not _sets_terms(words, one.at) and not _is_overheard(words, one)]


def _sets_terms(words: Sequence[Token], at: int) -> bool:
    """Whether a cue only tells on what terms somebody speaks: "asked not to be named"."""
    after = " ".join(token.key for token in words[at + 1 : at + _TERMS])
    return after.startswith(("not to be ", "to remain ", "to stay ", "on condition ", "on the condition "))


_TERMS = 6
"""Tokens after a cue in which the terms are told."""


def _is_overheard(words: Sequence[Token], one: Placed) -> bool:
    """Whether somebody was heard or seen to speak, which whoever heard it tells: "heard a man suggest"."""
    before = [token.key for token in words[max(0, one.at - _NEAR) : one.at]]
    bare = one.made.word in lexicon.lemmas(one.made.word, "v")
    return bare and not _HEARING.isdisjoint(before) and "that" not in before and "," not in before


_HEARING = frozenset("hear heard hearing see saw seen seeing watched let made helped".split())
"""Verbs whose object does what a bare verb after it says."""


def reports(words: Sequence[Token], one: Placed) -> bool:
    """Whether the cue has a clause to report: "that", a comma before it, a subject after it."""
    if one.made.word == "according to":
        return True
    after = [token.key for token in words[one.at + 1 : one.at + 6]]
    if "that" in after[:4]:
        return True
    if one.made.force in (Force.BELIEVE, Force.CLAIM, Force.SUGGEST) and _clause_follows(words, one.at):
        return True
    speaker = one.made.speaker
    if speaker is None and one.at and words[one.at - 1].key in ("and", "but"):
        return one.made.force is Force.NEUTRAL and bool(after) and after[0] in _CLAUSE_OPENERS
    if one.made.force in _NOT_TELLING or speaker is None:
        return False
    set_off = [token for token in words if token.span.end <= min(speaker.start, one.made.cue.start)]
    closes = bool(set_off) and set_off[-1].text == ","
    if one.made.force is not Force.NEUTRAL:
        return closes and one.at + 1 < len(words) and words[one.at + 1].text in _CLAUSE_ENDS
    return closes or (
        one.made.word in ("said", "says", "say") and bool(after) and after[0] not in (",", ".", "to", "in")
    )


def _clause_follows(words: Sequence[Token], at: int) -> bool:
    """Whether a subject and its verb stand after the cue, without a "that": "believe the men used it"."""
    after = [token.key for token in words[at + 1 : at + 8]]
    opens = bool(after) and (after[0] in _CLAUSE_OPENERS or after[0] in _AUXILIARIES)
    return opens and any(
        key in _AUXILIARIES or (key.endswith("ed") and "v" in lexicon.parts(key)) for key in after
    )


def quotes(side: Side, one: Placed) -> bool:
    """Whether the cue stands beside quotation marks, whose own words tell that somebody speaks."""
    near = Span(start=max(0, one.made.cue.start - 120), end=one.made.cue.end + 60)
    here = next((each.span for each in side.sentences if each.span.overlaps(one.made.cue)), near)
    reach = Span(start=max(near.start, here.start), end=max(one.made.cue.end, min(near.end, here.end)))
    return any(quotation.outer.overlaps(reach) for quotation in side.quotations)


def loses_source(view: View, pair: Pair, place: Span) -> bool:
    """Whether words gone from the left name the source of a statement that on the right has none."""
    spans = [view.left.sentences[at].span for at in pair.link.left]
    told = (one.made for one in placed(view.left, pair.left, spans))
    if not any(made.speaker is not None and made.speaker.overlaps(place) for made in told):
        return False
    return not placed(view.right, pair.right, [view.right.sentences[at].span for at in pair.link.right])


def is_kept(pair: Pair, one: Placed, side: int) -> bool:
    """Whether the other side has most of what an attribution of `side` reports."""
    words, others = (pair.left, pair.right) if side == 0 else (pair.right, pair.left)
    said = _reported(words, one)
    had = {lexicon.base(token.key) for token in others}
    kept = sum(lexicon.base(key) in had for key in said)
    if side == 0 and kept >= _FEWEST_KEPT:  # what was told may be cut short, and still be told
        return kept * 2 >= min(len(said), len(_content(others)))
    return bool(said) and kept * 2 >= len(said)


_FEWEST_KEPT = 4
"""Words that both sides have from which a statement is taken to be told again, in part."""


def _reported(words: Sequence[Token], one: Placed) -> list[str]:
    """The words of content of the clause that is reported: what follows the cue, or else goes before."""
    if one.made.word == "according to" and one.made.speaker is not None:
        own = one.made.cue.to(one.made.speaker)
        return _content([token for token in words if not own.overlaps(token.span)])
    stop = next((at for at in range(one.at + 1, len(words)) if words[at].text in _CLAUSE_ENDS), len(words))
    after = _content(words[one.at + 1 : stop])
    if len(after) > 1 or one.made.speaker is None:
        return after
    return _content([token for token in words if token.span.end <= one.made.speaker.start])


def _content(words: Sequence[Token]) -> list[str]:
    return [token.key for token in words if token.is_word and token.key not in FUNCTION_WORDS]


def otherwise_sourced(pair: Pair, one: Placed, mine: Sequence[str], side: int) -> bool:
    """Whether the other side names a source: in the same words, by words that are new there, or by "by"."""
    words, others = (pair.left, pair.right) if side == 0 else (pair.right, pair.left)
    if any(
        lexicon.base(token.key) == lexicon.base(one.made.word)
        and _share_met(mine, [near.key for near in others[max(0, at - _NEAR) : at + _NEAR]]) >= SAME_SPEAKER
        for at, token in enumerate(others)
    ):
        return True
    if _is_shown(others, mine):
        return True
    fresh = {token.key for token in others} - {token.key for token in words}
    if fresh & SPOKEN_FOR or any(force(key) not in _NOT_TELLING and key != "read" for key in sorted(fresh)):
        return True
    return any(
        token.key == "by" and any(alike(name, near.key) for near in others[at + 1 : at + 5] for name in mine)
        for at, token in enumerate(others)
    )


def _is_shown(words: Sequence[Token], mine: Sequence[str]) -> bool:
    """Whether the source, or a paper where it is one, is what shows or rules it: "court papers show"."""
    for at, token in enumerate(words):
        before = [near.key for near in words[max(0, at - _NEAR) : at]]
        shows = at > 0 and lexicon.base(token.key) in _SHOWING
        if shows and not PAPERS.isdisjoint(before[-1:]) and not PAPERS.isdisjoint(mine):
            return True
        follows = at + 1 < len(words) and words[at + 1].key == "that" and "v" in lexicon.parts(token.key)
        if (shows or follows) and before and _share_met(mine, before) == 1.0:
            return True
    return False


_SHOWING = frozenset("show suggest indicate reveal find state say".split())


def promises_itself(pair: Pair, one: Placed, mine: Sequence[str]) -> bool:
    """Whether a body that "said it would" do a thing of its own "will" do it: nobody else could say so."""
    after = [token.key for token in pair.left[one.at + 1 : one.at + 4] if token.key != "that"]
    if after[:1] != ["it"] or after[1:2] not in (["will"], ["would"]):
        return False
    told = next((at for at, token in enumerate(pair.right) if token.key in _WILL), None)
    before = [token.key for token in pair.right[max(0, (told or 0) - 3) : told or 0]]
    return any(alike(name, key) for name in mine for key in before)


_WILL = frozenset("will would is".split())


def _share_met(mine: Sequence[str], keys: Sequence[str]) -> float:
    """The share of a speaker's words that stand among some keys."""
    return sum(any(alike(name, key) for key in keys) for name in mine) / len(mine) if mine else 0.0


def near_by(own: Side, other: Side, pair: Pair, number: int, mine: Sequence[str]) -> bool:
    """Whether the other side names the speaker in the sentences next to the link more often than this one."""
    indices = (pair.link.left, pair.link.right) if number == 0 else (pair.link.right, pair.link.left)
    return _told_beside(other, indices[1], mine) > _told_beside(own, indices[0], mine)


def told_near(side: Side, linked: Sequence[int]) -> list[str]:
    """For each statement with a source in the sentences just before and after a link, its sentence."""
    places = (at for at in (min(linked) - 1, max(linked) + 1) if 0 <= at < len(side.sentences))
    spans = (side.sentences[at].span for at in places)
    return [span.of(side.text) for span in spans for _ in attributions(side.text, span)]


def _pronouns_of(mine: Sequence[str]) -> frozenset[str]:
    """The pronouns that may stand for a speaker: a body, or several people, is no "she"."""
    last = mine[-1] if mine else ""
    body = last in BODIES or (last.endswith("s") and last not in lexicon.lemmas(last, "n"))
    return _OF_MANY if body and lexicon.is_known(last) else PRONOUNS


_OF_MANY = PRONOUNS - frozenset("he she him her".split())


def _told_beside(side: Side, indices: Sequence[int], mine: Sequence[str]) -> int:
    """How many attributions to a speaker, or to a pronoun, stand in the sentences just before and after."""
    return sum(
        shared(mine, theirs) >= SAME_SPEAKER or (bool(theirs) and set(theirs) <= _pronouns_of(mine))
        for at in (indices[0] - 1, indices[-1] + 1)
        if 0 <= at < len(side.sentences)
        for made in attributions(side.text, side.sentences[at].span)
        for theirs in (names(side.text, made),)
    )
