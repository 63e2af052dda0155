"""What stands on one side only: whole sentences, and details inside a sentence that has its counterpart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from retell.changes.readings.colour import COLOURS, MEASURES
from retell.changes.readings.opposites import opposite
from retell.changes.readings.reporting import force
from retell.changes.readings.words import Answer, akin, answers, is_content, is_filler, is_name
from retell.changes.view import Pair, Side, View
from retell.document.model import FurnitureKind, Sentence
from retell.models import lexicon
from retell.models.lexicon import RelationKind
from retell.settings import OneSidedSettings
from retell.text.spans import Span
from retell.text.tokens import Token, tokens

TIME_WORDS = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday
    today yesterday tomorrow tonight morning afternoon
    evening night midnight noon week weekend month year decade century day hour minute weeks months years days
    hours minutes january february march april june july august september october november december
    """.split()
)
TITLES = frozenset(
    "mr mrs ms miss dr sir madam jr sr inc corp ltd plc llc co rep sen gov gen col capt sgt st rev".split()
)
"""Written before and after names; their coming and going is a matter of house style."""


class Reason(StrEnum):
    """Why a lone sentence is, or is not, a loss."""

    FURNITURE = "furniture"
    ELSEWHERE = "its words stand elsewhere in the other text"
    ON_PAGE = "the page of the other text has it; it was lost when the text was taken from the page"
    EMPTY = "it says nothing by itself"
    LONE = "the other text has nothing like it"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoneSentence:
    """A sentence with no counterpart, and what is known of it; `carries` is what it brings, in words."""

    sentence: Sentence
    reason: Reason
    carries: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """Words inside a linked sentence that nothing on the other side answers."""

    span: Span
    words: str
    pure: bool
    """Whether they were taken out, or put in, and nothing stands in their place."""
    compound: bool
    """Whether it is one noun beside another, which paraphrase takes apart and puts together freely."""


def lone_sentences(
    side: Side, other: Side, lone: Sequence[int], settings: OneSidedSettings
) -> Iterator[LoneSentence]:
    """Each sentence of `side` that is in no link, in order."""
    known = _windows(other)
    for index in lone:
        sentence = side.sentences[index]
        words = [token for token in tokens(side.text, sentence.span) if is_content(token)]
        yield LoneSentence(
            sentence=sentence,
            reason=_reason(side, other, sentence, known, settings),
            carries=_carried(side, sentence, words),
        )


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
    wanted = [lexicon.base(word.key) for word in words]
    best = max((sum(word in window for word in wanted) for window in known), default=0)
    return Reason.ELSEWHERE if best >= settings.found_elsewhere * len(wanted) else Reason.LONE


def _windows(side: Side) -> list[frozenset[str]]:
    """The dictionary forms of each sentence together with the next."""
    each = [
        frozenset(lexicon.base(token.key) for token in tokens(side.text, sentence.span) if is_content(token))
        for sentence in side.sentences
    ]
    return each if len(each) < 2 else [one | two for one, two in pairwise(each)]


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


def details(view: View, pair: Pair, *, left: bool) -> Iterator[Detail]:
    """The unanswered details of one side of a link, each run of words as one."""
    words, others = (pair.left, pair.right) if left else (pair.right, pair.left)
    around, settings = _around(view, pair, left=left), view.settings.onesided
    found = answers(pair)
    alone = [
        at
        for at in (found.only_left if left else found.only_right)
        if _matters((words, others), at, around, settings)
    ]
    for run in _runs(words, alone):
        pure = _is_pure(pair, run, left=left)
        whole = _is_detail(words, run, settings, pure=pure)
        told = run if whole else [at for at in run if _is_telling(words, at)]
        if told and not _named_elsewhere(view, words, told, left=left):
            span = Span(start=words[told[0]].span.start, end=words[told[-1]].span.end)
            text = (view.left if left else view.right).text
            yield Detail(span=span, words=span.of(text), pure=pure, compound=_is_compound(words, told))


def _is_compound(words: Sequence[Token], run: Sequence[int]) -> bool:
    beside = [at for at in (run[0] - 1, run[0] + 1) if 0 <= at < len(words)]
    nouns = [at for at in beside if is_content(words[at]) and "n" in lexicon.parts(words[at].key)]
    return len(run) == 1 and bool(nouns) and lexicon.usual_part(words[run[0]].key) == "n"


def _around(view: View, pair: Pair, *, left: bool) -> frozenset[str]:
    """The words of the other side's sentences just before and after the link."""
    side, linked = (view.right, pair.link.right) if left else (view.left, pair.link.left)
    own, mine = (view.left, pair.link.left) if left else (view.right, pair.link.right)
    if all(own.sentences[at].role == FurnitureKind.TITLE for at in mine):
        return frozenset(lexicon.base(token.key) for token in tokens(side.text))
    near = {at + step for at in linked for step in (-1, 1)} - set(linked)
    spans = [side.sentences[at].span for at in sorted(near) if 0 <= at < len(side.sentences)]
    return frozenset(lexicon.base(token.key) for span in spans for token in tokens(side.text, span))


def _matters(
    sides: tuple[Sequence[Token], Sequence[Token]],
    at: int,
    around: frozenset[str],
    settings: OneSidedSettings,
) -> bool:
    """Whether a word left over carries something that the other side does not say in its own way."""
    token = sides[0][at]
    if is_filler(token) or force(token.key) is not None or lexicon.base(token.key) in around:
        return False
    return not any(is_content(other) and _says(token.key, other.key, settings) for other in sides[1])


def _says(word: str, other: str, settings: OneSidedSettings) -> bool:
    """Whether the other word is akin to it, or near in meaning."""
    if akin(word, other):
        return True
    close = (RelationKind.SYNONYM, RelationKind.NEAR, RelationKind.WIDER, RelationKind.NARROWER)
    if any(
        found.kind in close and found.weight >= settings.says_as_much
        for found in lexicon.relations(word, other)
    ):
        return True
    return _denied(word, other) or _denied(other, word)


def _denied(word: str, other: str) -> bool:
    """Whether a word denies what is the opposite of the other: "unsuccessful" is what "failed"."""
    prefix = next((each for each in ("un", "in", "dis") if word.startswith(each) and len(word) > 6), "")
    bare = word[len(prefix) :]
    if not prefix or not lexicon.is_known(bare):
        return False
    return any(opposite(bare, form) for form in (other, *lexicon.lemmas(other, "v"))) or any(
        _derived(bare, each) for each in lexicon.antonyms(other)
    )


def _derived(one: str, other: str) -> bool:
    """Whether two words share their first half: "successful" and "succeed"."""
    half = max(4, min(len(one), len(other)) // 2)
    return one[:half] == other[:half]


def _runs(words: Sequence[Token], alone: Sequence[int]) -> list[list[int]]:
    """Neighbouring words together, over grammar but not over a mark or another content word."""
    runs: list[list[int]] = []
    for at in alone:
        between = words[runs[-1][-1] + 1 : at] if runs else ()
        if (
            runs
            and len(between) <= 3
            and all(token.is_word or token.text in "-’'" for token in between)
            and not any(is_content(token) and not is_filler(token) for token in between)
        ):
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def _is_pure(pair: Pair, run: Sequence[int], *, left: bool) -> bool:
    """Whether nothing stands in the place of the run: its hunk has no new content on the other side."""
    found = answers(pair)
    same = {(each.right if left else each.left) for each in found.pairs if _is_one_word(pair, each)}
    words = pair.right if left else pair.left
    for hunk in pair.hunks:
        own, other = (hunk.left, hunk.right) if left else (hunk.right, hunk.left)
        if run[0] in own:
            bare = other and not any(is_content(words[at]) for at in other)
            if bare and len(run) == 1:
                # "targeting" is said by "against"
                return "v" not in lexicon.parts((pair.left if left else pair.right)[run[0]].key)
            # A figure or time for another stands for that, and not for what was told beside it.
            own_words = pair.left if left else pair.right
            reckoned = any(is_reckoned(own_words[at]) for at in own if at not in run)
            return not any(
                is_content(words[at]) and at not in same and not (reckoned and is_reckoned(words[at]))
                for at in other
            )
    return False


def is_reckoned(token: Token) -> bool:
    """Whether it is a figure or a time, which kinds of their own compare."""
    return token.is_number or token.key in TIME_WORDS


def _is_one_word(pair: Pair, answer: Answer) -> bool:
    return akin(pair.left[answer.left].key, pair.right[answer.right].key)


def _is_detail(words: Sequence[Token], run: Sequence[int], settings: OneSidedSettings, *, pure: bool) -> bool:
    """Whether the run is enough to report: taken out clean, or too much to be the price of a recast."""
    weighty = [at for at in run if _is_weighty(words, at, settings)]
    return bool(weighty) and (pure or len(weighty) >= settings.words_beyond_recast)


def _is_telling(words: Sequence[Token], at: int) -> bool:
    """Whether a word colours or measures what stands beside it, however the rest was recast."""
    key = words[at].key
    if key in MEASURES:
        return True
    following = words[at + 1] if at + 1 < len(words) else None
    return key in COLOURS and following is not None and is_content(following) and not is_filler(following)


def _is_weighty(words: Sequence[Token], at: int, settings: OneSidedSettings) -> bool:
    """Whether a word says something of its own; figures and times are left to their kinds."""
    token = words[at]
    if token.is_number or token.key in TIME_WORDS or len(token.key) < 3 or token.key in TITLES:
        return False
    if is_name(words, at):
        return True
    entry = max(lexicon.entries(token.key), key=lambda each: each.count, default=None)
    if entry is None or entry.pos == "r" or not entry.senses:
        return entry is None
    if "a" not in lexicon.parts(token.key) and at + 1 < len(words) and _heads_compound(words[at + 1]):
        return False
    needed = settings.felt_adjective if entry.pos == "a" else settings.felt_word
    return lexicon.synset(entry.senses[0].synset).information >= needed


def _heads_compound(token: Token) -> bool:
    """Whether the word after a noun makes it a label: "transfer window", "the club's chairman"."""
    return token.key == "'s" or (is_content(token) and lexicon.usual_part(token.key) == "n")


def _named_elsewhere(view: View, words: Sequence[Token], run: Sequence[int], *, left: bool) -> bool:
    """Whether the run is nothing but a name that the other text knows, or a part of one."""
    if any(_is_telling(words, at) for at in run):
        return False
    if not all(is_name(words, at) or not _is_weighty(words, at, view.settings.onesided) for at in run):
        return False
    if any(0 <= at < len(words) and is_name(words, at) for at in (run[0] - 1, run[-1] + 1)):
        return True
    text = (view.right if left else view.left).text
    return any(words[at].text in text for at in run if is_name(words, at))
