"""Quoted speech of two documents, matched: which marks on the left hold what marks on the right hold.

Over the whole of both documents, so that a quotation is found again though it moved: candidates share a
rare word or stand in linked sentences, the best pairs are taken first, and what is left joins a pair when
its words are those the pair still lacks (a quotation split by "he said", or two run into one).

Words are compared under a normal form that keeps what was said and drops how it is printed: case, marks,
contractions ("isn't" is "is not"), figures, hyphens; brackets mark what an editor put in.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache

from retell.changes.readings.amounts.numerals import in_words
from retell.changes.readings.memory import remembered
from retell.changes.view import Side, View
from retell.models.spelling import same_word
from retell.text.english import CONTRACTIONS, FUNCTION_WORDS
from retell.text.quotations import Quotation
from retell.text.spans import Span
from retell.text.tokens import Token, tokens
from retell.values import dataclass

_ENOUGH = 0.5
_ENOUGH_LINKED = 0.3
_SOUNDS = frozenset("um uh er erm ah hmm mm uhm".split())
_WHOLE = {
    "gonna": ("going", "to"),
    "wanna": ("want", "to"),
    "gotta": ("got", "to"),
    "cannot": ("can", "not"),
    "okay": ("ok",),
    "yeah": ("yes",),
    "y'all": ("you", "all"),
    "til": ("until",),
    "till": ("until",),
    "'em": ("them",),
    "ain": ("is",),
    "&": ("and",),
    "%": ("percent",),
    "towards": ("toward",),
    "whilst": ("while",),
    "amongst": ("among",),
}
_SMALL = {str(number): in_words(number) for number in range(101)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Quotations that hold the same words: one beside one, or several where they were split or joined."""

    left: tuple[Quotation, ...]
    right: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """Every outer quotation of both sides, once."""

    matches: tuple[Match, ...]
    only_left: tuple[Quotation, ...]
    only_right: tuple[Quotation, ...]


@lru_cache(maxsize=2048)
def words(text: str, span: Span) -> tuple[Token, ...]:
    """What is said in `span`, as tokens in normal form: marks left out, each pointing at what is printed."""
    said: list[Token] = []
    printed = tokens(text, span)
    for at, token in enumerate(printed):
        if not token.is_word and token.text not in ("%", "&"):
            continue
        for form in _normal(token, printed[at + 1].key if at + 1 < len(printed) else ""):
            said.append(Token(span=token.span, text=form))
    return tuple(said)


def _normal(token: Token, following: str) -> tuple[str, ...]:
    key = token.key
    if key in _SOUNDS:
        return ()
    if key in ("ca", "wo", "sha") and following != "n't":
        return (key,)
    if key in CONTRACTIONS:
        return (CONTRACTIONS[key],)
    if key in _SMALL:
        return tuple(_SMALL[key].replace("-", " ").split())
    return _WHOLE.get(key, (key.replace(",", "") if token.is_number else key,))


@remembered(2)
def matching(view: View) -> Matching:
    """The quotations of both sides, matched."""
    lefts = [one for one in view.left.quotations if one.depth == 0]
    rights = [one for one in view.right.quotations if one.depth == 0]
    left_words = [_keys(view.left, one) for one in lefts]
    right_words = [_keys(view.right, one) for one in rights]
    linked = _linked(view, lefts, rights)
    scored = sorted(
        (-_likeness(left_words[i], right_words[j], linked=(i, j) in linked), abs(i - j), i, j)
        for i, j in sorted(_candidates(left_words, right_words) | linked)
    )
    groups_left, groups_right = _grouped(scored, left_words, right_words, linked)
    return _made(lefts, rights, groups_left, groups_right)


def _keys(side: Side, quotation: Quotation) -> Counter[str]:
    """The words of a quotation by their beginnings, so that spelling and endings do not keep a pair apart."""
    said = (token.text for token in words(side.text, quotation.inner))
    return Counter(key if len(key) < 5 or key in FUNCTION_WORDS else key[:4] for key in said)


def _candidates(lefts: Sequence[Counter[str]], rights: Sequence[Counter[str]]) -> set[tuple[int, int]]:
    """Pairs that share a word which few quotations of the right hold."""
    holders: dict[str, list[int]] = defaultdict(list)
    for j, held in enumerate(rights):
        for key in held:
            holders[key].append(j)
    often = max(8, len(rights) // 8)
    return {
        (i, j)
        for i, held in enumerate(lefts)
        for key in held
        if len(holders[key]) <= often
        for j in holders[key]
    }


def _linked(view: View, lefts: Sequence[Quotation], rights: Sequence[Quotation]) -> set[tuple[int, int]]:
    """Pairs that touch the two sides of one link."""
    of_left, of_right = _by_sentence(view.left, lefts), _by_sentence(view.right, rights)
    return {
        (i, j)
        for pair in view.alignment.links
        for left in pair.left
        for right in pair.right
        for i in of_left.get(left, ())
        for j in of_right.get(right, ())
    }


def _by_sentence(side: Side, quotations: Sequence[Quotation]) -> dict[int, list[int]]:
    """The numbers of the quotations that touch each sentence."""
    touching: dict[int, list[int]] = defaultdict(list)
    at = 0
    for number, quotation in enumerate(quotations):
        while at < len(side.sentences) and side.sentences[at].span.end <= quotation.outer.start:
            at += 1
        upcoming = at
        while upcoming < len(side.sentences) and side.sentences[upcoming].span.start < quotation.outer.end:
            touching[upcoming].append(number)
            upcoming += 1
    return touching


def _weight(held: Counter[str]) -> float:
    return sum(count * (0.3 if key in FUNCTION_WORDS else 1.0) for key, count in held.items())


def _likeness(left: Counter[str], right: Counter[str], *, linked: bool) -> float:
    """0..1 and a little for the link: the weight of the words in common over that of the shorter."""
    shared = left & right
    least = min(_weight(left), _weight(right))
    if not least:
        return 0.0
    share = _weight(shared) / least
    if least < 2.0 and not linked and left != right:
        return 0.0
    return share + (0.2 if linked else 0.0)


def _grouped(
    scored: Sequence[tuple[float, int, int, int]],
    lefts: Sequence[Counter[str]],
    rights: Sequence[Counter[str]],
    linked: set[tuple[int, int]],
) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """The right ones of each left, and the left ones of each right; one of the two has one member."""
    of_left: dict[int, list[int]] = {}
    of_right: dict[int, list[int]] = {}
    for negative, _, i, j in scored:
        needed = _ENOUGH_LINKED + 0.2 if (i, j) in linked else _ENOUGH
        if -negative >= needed and i not in of_left and j not in of_right:
            of_left[i], of_right[j] = [j], [i]
    for negative, _, i, j in scored:
        if -negative < 0.7 or (i in of_left) == (j in of_right):
            continue
        if i in of_left:
            partners = [rights[k] for k in of_left[i]]
            if len(of_right[of_left[i][0]]) == 1 and _fills(rights[j], lefts[i], partners):
                of_left[i].append(j)
                of_right[j] = [i]
        else:
            partners = [lefts[k] for k in of_right[j]]
            if len(of_left[of_right[j][0]]) == 1 and _fills(lefts[i], rights[j], partners):
                of_right[j].append(i)
                of_left[i] = [j]
    return of_left, of_right


def _fills(part: Counter[str], whole: Counter[str], partners: Sequence[Counter[str]]) -> bool:
    """Whether the words of `part` are among those of `whole` that its partners do not account for."""
    rest = Counter(whole)
    for partner in partners:
        rest -= partner
    return _weight(part & rest) >= 0.6 * _weight(part) > 0


def _made(
    lefts: Sequence[Quotation],
    rights: Sequence[Quotation],
    of_left: dict[int, list[int]],
    of_right: dict[int, list[int]],
) -> Matching:
    groups = {(tuple(sorted(of_right[of_left[i][0]])), tuple(sorted(of_left[i]))) for i in sorted(of_left)}
    return Matching(
        matches=tuple(
            Match(left=tuple(lefts[i] for i in group[0]), right=tuple(rights[j] for j in group[1]))
            for group in sorted(groups)
        ),
        only_left=tuple(one for i, one in enumerate(lefts) if i not in of_left),
        only_right=tuple(one for j, one in enumerate(rights) if j not in of_right),
    )


def same_form(left: str, right: str) -> bool:
    """Whether two normal forms are one word otherwise printed: spelling, hyphens, a clitic spelt out."""
    if left == right or same_word(left, right):
        return True
    return (left in _CLITICS and right in _CLITICS[left]) or (right in _CLITICS and left in _CLITICS[right])


_CLITICS = {"'s": ("is", "has", "us"), "'d": ("would", "had", "did")}
