"""Details of a sentence that its counterpart on the other side does not have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retell.changes.edits import Op
from retell.changes.readings.links.clauses import clauses_gone
from retell.changes.readings.links.left_over import matters
from retell.changes.readings.links.pairing import all_tokens, within
from retell.changes.readings.links.words import Answer, akin, answers, is_content, is_filler, is_name, part
from retell.changes.readings.memory import remembered
from retell.changes.readings.times.reckoned import is_reckoned
from retell.changes.readings.vocabulary.colour import COLOURS, MEASURES, PARENTS
from retell.changes.readings.vocabulary.heated import is_hot
from retell.changes.view import Pair, View
from retell.document.model import FurnitureKind
from retell.models import lexicon, paraphrases
from retell.settings import OneSidedSettings
from retell.text.spans import Span
from retell.text.tokens import Token, tokens
from retell.values import dataclass

TITLES = frozenset(
    "mr mrs ms miss dr sir madam jr sr inc corp ltd plc llc co rep sen gov gen col capt sgt st rev".split()
)
"""Written before and after names; their coming and going is a matter of house style."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """Words inside a linked sentence that nothing on the other side answers."""

    span: Span
    words: str
    pure: bool
    """Whether they were taken out, or put in, and nothing stands in their place."""
    compound: bool
    """Whether it is one noun beside another, which paraphrase takes apart and puts together freely."""


def details(view: View, pair: Pair, *, left: bool) -> Iterator[Detail]:
    """The unanswered details of one side of a link, each run of words as one."""
    if _is_of_page(view, pair, left=left):
        return
    words, others = (pair.left, pair.right) if left else (pair.right, pair.left)
    found = answers(pair)
    mine, theirs = (found.only_left, found.only_right) if left else (found.only_right, found.only_left)
    if not mine:
        return
    around, settings = _around(view, pair, left=left), view.settings.onesided
    alone = [at for at in mine if matters((words, others), at, around, settings)]
    if alone:
        own = _bases(words)
        fresh = [token.key for token in others if is_content(token) and lexicon.base(token.key) not in own]
        alone = [at for at in alone if not any(paraphrases.known(words[at].key, key) for key in fresh)]
    if not alone:
        return
    for gone in _clauses_gone(view, pair, (alone, theirs), left=left):
        alone = [at for at in alone if at not in gone]
        span = words[gone[0]].span.to(words[gone[-1]].span)
        text = (view.left if left else view.right).text
        yield Detail(span=span, words=span.of(text), pure=True, compound=False)
    for run in _runs(words, alone):
        if _is_recast_noun((words, others), run, theirs):
            continue
        if not left and _is_other_wording((words, others), run, theirs):
            continue
        if len(run) == 1 and _is_known_thing(view, words, run[0], left=left):
            continue
        pure = _is_pure(pair, run, left=left) or _is_set_off(words, run)
        phrase = _phrase_of(pair, run, left=left) if pure else None
        whole = phrase is not None or _is_detail(words, run, settings, pure=pure)
        told = run if whole else [at for at in run if _is_telling(words, at)]
        if told and not _named_elsewhere(view, words, told, left=left):
            span = Span(start=words[told[0]].span.start, end=words[told[-1]].span.end)
            text = (view.left if left else view.right).text
            slight = _is_compound(words, told) or (
                not left and phrase is None and _is_bare_word(pair, told, settings)
            )
            yield Detail(span=span, words=span.of(text), pure=pure, compound=slight)


def _is_of_page(view: View, pair: Pair, *, left: bool) -> bool:
    """Whether the sentences of a link are a byline or the like: their words are no part of the report."""
    side, mine = (view.left, pair.link.left) if left else (view.right, pair.link.right)
    return all(side.sentences[at].role in _OF_PAGE for at in mine)


_OF_PAGE = frozenset(
    (FurnitureKind.BYLINE, FurnitureKind.DATELINE, FurnitureKind.CREDIT, FurnitureKind.TIMESTAMP)
)


def _clauses_gone(
    view: View, pair: Pair, unanswered: tuple[Sequence[int], Sequence[int]], *, left: bool
) -> Iterator[list[int]]:
    """The clauses of a side that were left out whole, outside of quotations; none inside another."""
    words, others = (pair.left, pair.right) if left else (pair.right, pair.left)
    alone, theirs = unanswered
    said = within(words, [one.inner for one in (view.left if left else view.right).quotations])
    guessed = {
        (each.left if left else each.right)
        for each in answers(pair).pairs
        if each.relation is None and not _is_one_word(pair, each)
    }
    free = sum(not is_filler(others[at]) and not is_name(others, at) for at in theirs)
    told: set[int] = set()
    for gone in clauses_gone(words, {*alone, *guessed}, free, view.settings.onesided.words_of_clause):
        if told.isdisjoint(gone) and not any(said[at] for at in gone) and set(gone) & set(alone):
            told |= set(gone)
            yield gone


def _is_recast_noun(
    sides: tuple[Sequence[Token], Sequence[Token]], run: Sequence[int], theirs: Sequence[int]
) -> bool:
    """Whether a common noun has one on the other side that is left over too, and may stand for it."""
    if len(run) != 1 or not _is_common_noun(sides[0], run[0]):
        return False
    return sum(_is_common_noun(sides[1], at) for at in theirs) == 1


def _is_known_thing(view: View, words: Sequence[Token], at: int, *, left: bool) -> bool:
    """Whether a word names what the other text speaks of too: "the union", where it tells of one."""
    owns = (
        at + 1 < len(words)
        and words[at + 1].key in ("'s", "’s")
        and _PERSONS in lexicon.topics(words[at].key)
    )
    if not at or words[at - 1].key != "the" or not (owns or _is_common_noun(words, at)):
        return False
    return lexicon.base(words[at].key) in _bases(all_tokens((view.right if left else view.left).text))


def _is_other_wording(
    sides: tuple[Sequence[Token], Sequence[Token]], run: Sequence[int], theirs: Sequence[int]
) -> bool:
    """Whether one plain word put in stands where words of the other side were left out: a recast."""
    words, others = sides
    if len(run) != 1 or _is_telling(words, run[0]) or is_name(words, run[0]):
        return False
    return any(
        not (is_filler(others[at]) or is_reckoned(others[at]) or is_name(others, at))
        and not _is_telling(others, at)
        for at in theirs
    )


def _is_common_noun(words: Sequence[Token], at: int) -> bool:
    key = words[at].key
    plain = not is_filler(words[at]) and not is_reckoned(words[at]) and not is_name(words, at)
    common = plain and not _is_telling(words, at) and part(words, at) == "n"
    return common and _PERSONS not in lexicon.topics(key)


_LEADS = frozenset(
    """in on at by for with under over behind beside near inside outside within without after before during
    through throughout across against among between from to of into about around despite except besides
    including because although though who which whose where when while a an the ,""".split()
)
"""What a phrase that hangs on the rest of a sentence begins with."""


def _phrase_of(pair: Pair, run: Sequence[int], *, left: bool) -> range | None:
    """The phrase that a run of words is what is told in, where it was taken out or put in whole."""
    words = pair.left if left else pair.right
    for edit in pair.edits:
        own, other = (edit.left, edit.right) if left else (edit.right, edit.left)
        if run[0] in own and run[-1] in own and not other and len(own) >= _SHORTEST_PHRASE:
            after = words[own.stop].text if own.stop < len(words) else ""
            follows = not after.isalpha() or after in _LEADS or words[own.start].text == ","
            return own if words[own.start].key in _LEADS and follows else None
    return None


def _is_set_off(words: Sequence[Token], run: Sequence[int]) -> bool:
    """Whether a run stands between two commas, brackets or dashes: an aside, or what somebody is."""
    start, stop = run[0], run[-1] + 1
    while start and run[0] - start < _LEAD and words[start - 1].key in _ASIDE_LEADS:
        start -= 1
    while stop < len(words) and (words[stop].is_number or words[stop].key in _ASIDE_TAILS):
        stop += 1
    opened = start > 0 and words[start - 1].text in _MARKS
    return (
        opened and stop < len(words) and (words[stop].text in _MARKS or words[stop].key in ("who", "whose"))
    )


_MARKS = frozenset(",()—–-")
_ASIDE_LEADS = frozenset(
    """a an the his her their its well largely mostly partly still far just only almost in on at for with
    under over behind near inside outside within without despite""".split()
)
"""What an aside may begin with before its first word that tells something."""
_LEAD = 3
"""Most such words."""
_ASIDE_TAILS = frozenset("of one two three four five six seven eight nine ten".split())


_SHORTEST_PHRASE = 3
"""Tokens of the shortest phrase that is felt as one: "at peak times", ", suspended,"."""


def _is_bare_word(pair: Pair, run: Sequence[int], settings: OneSidedSettings) -> bool:
    """Whether a run of the right is one plain word that holds a recast sentence together: any common noun,
    and any other word where much else was put otherwise too."""
    words, at = pair.right, run[0]
    if len(run) > 1 or is_name(words, at) or _is_telling(words, at) or _is_listed(words, at):
        return False
    if part(words, at) == "n":
        return True
    kept = sum(len(edit.right) for edit in pair.edits if edit.op in (Op.KEEP, Op.MOVE))
    return not _is_person(words, at) and kept < settings.kept_of_recast * len(words)


def _is_listed(words: Sequence[Token], at: int) -> bool:
    """Whether a word is one of several: "teachers and plumbers"."""
    if at and words[at - 1].key in _JOINING:
        return True
    follows = words[at + 1 : at + 3]
    return len(follows) > 1 and follows[0].key in _JOINING and is_content(follows[1])


_JOINING = frozenset(("and", "or"))


def _is_compound(words: Sequence[Token], run: Sequence[int]) -> bool:
    beside = [at for at in (run[0] - 1, run[0] + 1) if 0 <= at < len(words)]
    nouns = [at for at in beside if is_content(words[at]) and "n" in lexicon.parts(words[at].key)]
    return len(run) == 1 and bool(nouns) and lexicon.usual_part(words[run[0]].key) == "n"


def _around(view: View, pair: Pair, *, left: bool) -> frozenset[str]:
    """The words of the other side's sentences just before and after the link."""
    side, linked = (view.right, pair.link.right) if left else (view.left, pair.link.left)
    own, mine = (view.left, pair.link.left) if left else (view.right, pair.link.right)
    if all(own.sentences[at].role == FurnitureKind.TITLE for at in mine):
        return _bases(tokens(side.text))
    alone = set(view.alignment.only_right if left else view.alignment.only_left)
    near = {place for at in linked for step in (-1, 1) for place in _beyond(at, step, alone)} - set(linked)
    spans = [side.sentences[at].span for at in sorted(near) if 0 <= at < len(side.sentences)]
    return frozenset().union(*(_bases(tokens(side.text, span)) for span in spans))


def _beyond(at: int, step: int, alone: set[int]) -> tuple[int, ...]:
    """The sentence beside one, and the next too where that is in no link."""
    return (at + step, at + 2 * step) if at + step in alone else (at + step,)


@remembered(1024)
def _bases(words: Sequence[Token]) -> frozenset[str]:
    """The words of a sentence in dictionary form."""
    return frozenset(lexicon.base(token.key) for token in words)


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


def _is_one_word(pair: Pair, answer: Answer) -> bool:
    return akin(pair.left[answer.left].key, pair.right[answer.right].key)


def _is_detail(words: Sequence[Token], run: Sequence[int], settings: OneSidedSettings, *, pure: bool) -> bool:
    """Whether the run is enough to report: taken out clean, or too much to be the price of a recast."""
    weighty = [at for at in run if _is_weighty(words, at, settings)]
    return bool(weighty) and (pure or len(weighty) >= settings.words_beyond_recast)


def _is_telling(words: Sequence[Token], at: int) -> bool:
    """Whether a word colours or measures what stands beside it, however the rest was recast."""
    key = words[at].key
    if key in MEASURES or (key in PARENTS and [token.key for token in words[at + 1 : at + 2]] == ["of"]):
        return True
    following = words[at + 1] if at + 1 < len(words) else None
    judges = key in COLOURS or (is_hot(key) and "a" in lexicon.parts(key))
    return judges and following is not None and is_content(following) and not is_filler(following)


def _is_weighty(words: Sequence[Token], at: int, settings: OneSidedSettings) -> bool:
    """Whether a word says something of its own; figures and times are left to their kinds."""
    token = words[at]
    if is_reckoned(token) or len(token.key) < 3 or token.key in TITLES:
        return False
    if is_name(words, at) or _is_person(words, at):
        return True
    entry = max(lexicon.entries(token.key), key=lambda each: each.count, default=None)
    if entry is None or entry.pos == "r" or not entry.senses:
        return entry is None
    hyphened = at > 0 and words[at - 1].text == "-"
    if "a" not in lexicon.parts(token.key) and at + 1 < len(words) and _heads_compound(words[at + 1]):
        return hyphened and "n" in lexicon.parts(words[at + 1].key)  # "an off-duty officer"
    needed = settings.felt_adjective if entry.pos == "a" else settings.felt_word
    return lexicon.synset(entry.senses[0].synset).information >= needed


def _is_person(words: Sequence[Token], at: int) -> bool:
    """Whether the word says what somebody is, set off from the rest: ", a father of three,"."""
    return _PERSONS in lexicon.topics(words[at].key) and _is_set_off(words, [at])


_PERSONS = 18


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
