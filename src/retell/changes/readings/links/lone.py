"""Whole sentences that stand on one side only, and what their absence on the other amounts to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise

from retell.changes.model import Change, Severity
from retell.changes.readings.amounts.quantities import all_quantities
from retell.changes.readings.links.words import akin, is_content, is_filler, is_name
from retell.changes.readings.memory import remembered
from retell.changes.view import Side, View
from retell.document.model import Sentence
from retell.models import lexicon, paraphrases
from retell.models.lexicon import RelationKind
from retell.settings import OneSidedSettings
from retell.text.tokens import Token, tokens
from retell.values import dataclass


class Reason(StrEnum):
    """Why a lone sentence is, or is not, a loss."""

    FURNITURE = "furniture"
    ELSEWHERE = "its words stand elsewhere in the other text"
    ON_PAGE = "the page of the other text has it; it was lost when the text was taken from the page"
    RECAST = "a sentence in the same place of the other text says something of the kind"
    TAKEN_IN = "the sentence beside its place in the other text takes it in"
    EMPTY = "it says nothing by itself"
    LONE = "the other text has nothing like it"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoneSentence:
    """A sentence with no counterpart, and what is known of it; `carries` is what it brings, in words."""

    sentence: Sentence
    reason: Reason
    carries: str


def lone_changes(view: View, *, left: bool) -> Iterator[Change]:
    """One change for each sentence of a side that has no counterpart: left out, or new."""
    for lone in lone_sentences(view, left=left):
        yield _change(lone, view.settings.onesided, left=left)


def _change(lone: LoneSentence, settings: OneSidedSettings, *, left: bool) -> Change:
    way = "left out" if left else "new"
    if lone.reason is Reason.LONE:
        severity, why = Severity.NUANCE, f"the sentence is {way}."
        why += f" It carries {lone.carries}." if lone.carries else ""
    elif lone.reason is Reason.FURNITURE:
        severity, why = Severity.HARMLESS, f"{way}, but it is page furniture: a {lone.sentence.role}"
    else:
        severity, why = Severity.HARMLESS, f"{way}, but {lone.reason}"
    plain = "omission.context" if left else "addition.sentence"
    furniture = "omission.furniture" if left else "addition.furniture"
    return Change(
        kind=furniture if lone.reason is Reason.FURNITURE else plain,
        severity=severity,
        confidence=settings.passage,
        why=why,
        left=lone.sentence.span if left else None,
        right=None if left else lone.sentence.span,
    )


def lone_sentences(view: View, *, left: bool) -> Iterator[LoneSentence]:
    """Each sentence of a side that is in no link, in order."""
    side, other = (view.left, view.right) if left else (view.right, view.left)
    lone = view.alignment.only_left if left else view.alignment.only_right
    settings, opposite = view.settings.onesided, _opposite(view, left=left)
    known = _windows(other) if lone else []
    for index in lone:
        sentence = side.sentences[index]
        words = [token for token in tokens(side.text, sentence.span) if is_content(token)]
        reason = _reason(side, other, sentence, known, settings)
        if reason is Reason.LONE and any(
            _is_recast(words, each, settings) for each in opposite.get(index, ())
        ):
            reason = Reason.RECAST
        if reason is Reason.LONE and any(
            _is_taken_in(words, *each) for each in _beside(view, index, left=left)
        ):
            reason = Reason.TAKEN_IN
        yield LoneSentence(sentence=sentence, reason=reason, carries=_carried(side, sentence, words))


def _is_recast(words: Sequence[Token], others: Sequence[Token], settings: OneSidedSettings) -> bool:
    """Whether enough of a sentence is answered, in sense if not in words, by one that stands in its place."""
    wanted = [token for token in words if not is_filler(token)]
    met = sum(any(_answers(token, other) for other in others if is_content(other)) for token in wanted)
    return bool(wanted) and met >= settings.recast_sentence * len(wanted)


def _beside(view: View, index: int, *, left: bool) -> Iterator[tuple[Sequence[Token], Sequence[Token]]]:
    """What the links of the sentences next to a lone one put beside them: the words of both sides."""
    for pair in view.pairs:
        own, words, others = (
            (pair.link.left, pair.left, pair.right) if left else (pair.link.right, pair.right, pair.left)
        )
        if index in (own[0] - 1, own[-1] + 1):
            yield words, others


def _is_taken_in(words: Sequence[Token], kept: Sequence[Token], others: Sequence[Token]) -> bool:
    """Whether a sentence was run into its neighbour's: most of its words are there, and not for the
    neighbour's sake."""
    own = {lexicon.base(token.key) for token in kept}
    wanted = [token for token in words if not is_filler(token)]
    free = [token for token in others if is_content(token) and lexicon.base(token.key) not in own]
    met = sum(
        any(akin(token.key, each.key) or paraphrases.known(token.key, each.key) for each in free)
        for token in wanted
    )
    return met >= 1 and met * 2 >= len(wanted)


def _answers(one: Token, other: Token) -> bool:
    if akin(one.key, other.key):
        return True
    return any(
        found.kind not in _APART and found.steps <= 1 for found in lexicon.relations(one.key, other.key)
    )


_APART = (RelationKind.SISTER, RelationKind.ANTONYM)


def _opposite(view: View, *, left: bool) -> dict[int, list[tuple[Token, ...]]]:
    """For each lone sentence of a side, the tokens of the other side’s lone ones between the same links."""
    al = view.alignment
    mine, theirs = (al.only_left, al.only_right) if left else (al.only_right, al.only_left)
    linked = [(link.left, link.right) if left else (link.right, link.left) for link in al.links]
    other = view.right if left else view.left
    found: dict[int, list[tuple[Token, ...]]] = {}
    for index in mine:
        before = [pair for pair in linked if pair[0][-1] < index]
        after = [pair for pair in linked if pair[0][0] > index]
        low = max(before, key=lambda pair: pair[0][-1])[1][-1] if before else -1
        high = min(after, key=lambda pair: pair[0][0])[1][0] if after else len(other.sentences)
        found[index] = [tokens(other.text, other.sentences[at].span) for at in theirs if low < at < high]
    return found


def _reason(
    side: Side,
    other: Side,
    sentence: Sentence,
    known: Sequence[frozenset[str]],
    settings: OneSidedSettings,
) -> Reason:
    words = [token for token in tokens(side.text, sentence.span) if is_content(token)]
    if not sentence.is_body:
        return Reason.FURNITURE
    if len(words) < settings.fewest_words:
        return Reason.EMPTY
    if other.document.page_text and _stands_in(sentence.span.of(side.text), other.document.page_text):
        return Reason.ON_PAGE
    wanted = _told(tokens(side.text, sentence.span))
    best = max((sum(map(window.__contains__, wanted)) for window in known), default=0)
    return Reason.ELSEWHERE if best >= settings.found_elsewhere * len(wanted) else Reason.LONE


def _windows(side: Side) -> list[frozenset[str]]:
    """The dictionary forms and figures of each sentence together with the next."""
    each = [frozenset(_told(tokens(side.text, sentence.span))) for sentence in side.sentences]
    return each if len(each) < 2 else [one | two for one, two in pairwise(each)]


@remembered(1024)
def _told(words: Sequence[Token]) -> list[str]:
    """What a sentence tells: its content in dictionary form, and its figures by value, however written."""
    figured = all_quantities(words)
    counted = {at for each in figured for at in range(each.at, each.stop)}
    told = [lexicon.base(word.key) for at, word in enumerate(words) if at not in counted and is_content(word)]
    return told + [f"#{each.value}" for each in figured]


def _stands_in(passage: str, page: str) -> bool:
    return _flat(passage) in _flat(page)


def _flat(text: str) -> str:
    return re.sub(r"\W+", " ", text).casefold().strip()


def _carried(side: Side, sentence: Sentence, words: Sequence[Token]) -> str:
    """What a sentence brings: somebody's words, figures, names."""
    brought = []
    if any(quotation.outer.overlaps(sentence.span) for quotation in side.quotations):
        brought.append("a quotation")
    if any(word.is_number for word in words):
        brought.append("figures")
    if any(is_name(words, at) for at in range(1, len(words))):
        brought.append("names")
    return " and ".join(brought)
