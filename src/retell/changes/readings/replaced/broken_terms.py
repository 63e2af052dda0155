"""Terms of which a rewrite swapped a word for one that makes no term: "heart attack", "heart assault"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retell.changes.edits import Op
from retell.changes.readings.links.words import Answer, akin, answers, is_name
from retell.changes.readings.vocabulary.compounds import Term, is_term, terms
from retell.changes.view import Pair
from retell.models import lexicon
from retell.models.lexicon import RelationKind
from retell.text.english import FUNCTION_WORDS
from retell.text.spans import Span


def broken_terms(pair: Pair, usual: float) -> Iterator[tuple[Span, Span, str]]:
    """Each broken term of the left, what stands for it, and why it is broken.

    `usual` is the weight from which one word may stand for another even inside a term.
    """
    found = list(terms(pair.left))
    if not found:
        return
    partner = {answer.left: answer for answer in answers(pair).pairs}
    kept = _kept(pair)
    said = {lexicon.base(token.key) for token in pair.right}
    for term in found:
        swapped = [partner[at] for at in term.at if at in partner and at not in kept]
        places = [
            kept[at] if at in kept else partner[at].right for at in term.at if at in kept or at in partner
        ]
        if not swapped or all(word in said for word in term.words) or not _is_whole(pair, term, places):
            continue
        left, right = pair.left_span(term.at), pair.right_span(range(places[0], places[-1] + 1))
        if left and right and _are_swaps(pair, swapped, usual):
            now = " ".join(pair.right[j].text for j in range(places[0], places[-1] + 1))
            was = " ".join(pair.left[i].text for i in term.at)
            yield left, right, f"“{was}” is a term, “{now}” is none"


def _kept(pair: Pair) -> dict[int, int]:
    """The tokens of the left that stand on the right as they are, and where."""
    return {
        i: j
        for edit in pair.edits
        if edit.op in (Op.KEEP, Op.MOVE)
        for i, j in zip(edit.left, edit.right, strict=True)
    }


def _is_whole(pair: Pair, term: Term, places: Sequence[int]) -> bool:
    """Whether every word of a term is answered, in order and side by side."""
    grammar = sum(pair.left[at].key in FUNCTION_WORDS for at in term.at)
    if len(places) < 2 or len(places) + grammar < len(term.at):
        return False
    return list(places) == sorted(places) and places[-1] - places[0] < len(term.at)


def _are_swaps(pair: Pair, swapped: Sequence[Answer], usual: float) -> bool:
    """Whether words of a term were put for others of near meaning, none of which makes a term again."""
    for answer in swapped:
        one, other = pair.left[answer.left], pair.right[answer.right]
        if one.is_number or is_name(pair.left, answer.left) or akin(one.key, other.key):
            return False
        if answer.relation is None or answer.relation.kind in (RelationKind.SISTER, RelationKind.ANTONYM):
            return False
    if min(answer.relation.weight for answer in swapped if answer.relation) >= usual:
        return False
    at = sorted(answer.right for answer in swapped)
    around = [token.key for token in pair.right[max(0, at[0] - 1) : at[-1] + 2]]
    return not any(is_term(around[i : i + 2]) for i in range(len(around) - 1))
