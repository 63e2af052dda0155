"""The verdict line and what it rests on, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retell.alignment.model import LinkKind
from retell.family.model import RelationKind
from retell.lineage.model import Side
from retell.report.model import Loss, Summary, Verdict
from retell.tracing import Comparison

RELATIONS = {
    RelationKind.COPY: "one is a copy of the other",
    RelationKind.EXCERPT: "one holds an excerpt of the other",
    RelationKind.SAME_EVENT: "independent reports of the same event",
    RelationKind.UNRELATED: "unrelated",
}


_SIDE = re.compile(r"\bthe (left|right)( text)?\b")

PIVOT_PAIRS = 6
"""Pairs of words that are told for a language of a round trip."""


def verdict(
    comparison: Comparison,
    summary: Summary,
    dropped: Sequence[Loss],
    added: Sequence[Loss],
    names: tuple[str, str] = ("the left", "the right"),
) -> Verdict:
    """What was found, most telling first; no single figure stands for it.

    `names` are what the two are called where it is told what speaks for which.
    """
    relation = comparison.relation.kind
    if relation in (RelationKind.COPY, RelationKind.EXCERPT):
        parts = list(_of_copy(comparison, summary, dropped, added))
    else:
        parts = list(_of_strangers(comparison, summary))
    return Verdict(parts=tuple(parts), rests_on=tuple(_rests_on(comparison, names)))


def named_sides(why: str, left: str, right: str) -> str:
    """A reason told of two documents that have other names than left and right where it is read."""
    names = {"left": left, "right": right}
    return _SIDE.sub(lambda found: names[found[1]], why)


def counted(number: int, one: str, many: str | None = None) -> str:
    """The number and its noun: "1 quotation", "7 quotations", "no quotation"."""
    return f"{number or 'no'} {one if number < 2 else many or one + 's'}"


def percent(probability: float) -> int:
    """A whole percentage that never claims certainty it was not given."""
    whole = round(probability * 100)
    return min(whole, 99) if probability < 1 else whole


def _of_copy(
    comparison: Comparison, summary: Summary, dropped: Sequence[Loss], added: Sequence[Loss]
) -> Iterator[str]:
    if _unchanged(comparison):
        yield f"all {counted(summary.body_of_copy, 'sentence')} the same, word for word"
    else:
        yield _taken(comparison, summary)
        if summary.quotations:
            yield f"{counted(summary.quotations_altered, 'quotation')} altered"
        yield f"{counted(summary.meaning, 'change')} of meaning"
        yield f"{summary.nuance or 'none'} of nuance"
    yield from _lost(dropped)
    new = [loss for loss in added if loss.role == "body"]
    if new:
        yield f"{counted(len(new), 'passage')} added"
    if comparison.descent.source is Side.UNDECIDED:
        yield "which came first is undecided"


def _taken(comparison: Comparison, summary: Summary) -> str:
    share = f"{summary.body_taken} of {counted(summary.body_of_copy, 'sentence')}"
    if comparison.descent.source is Side.UNDECIDED:
        return f"{share} on the right {'stands' if summary.body_taken == 1 else 'stand'} on the left too"
    return f"{share} taken from the source"


def _unchanged(comparison: Comparison) -> bool:
    alignment = comparison.alignment
    body_alone = any(alignment.left[at].is_body for at in alignment.only_left) or any(
        alignment.right[at].is_body for at in alignment.only_right
    )
    same = all(link.kind is LinkKind.IDENTICAL and not link.moved for link in alignment.links)
    return bool(alignment.links) and same and not body_alone and not comparison.changes


def _lost(dropped: Sequence[Loss]) -> Iterator[str]:
    body = [loss for loss in dropped if loss.role == "body"]
    furniture = len(dropped) - len(body)
    if body and furniture:
        yield f"{counted(len(body), 'passage')} dropped, and {counted(furniture, 'piece')} of page furniture"
    elif body:
        yield f"{counted(len(body), 'passage')} dropped"
    elif furniture:
        yield f"{counted(furniture, 'passage')} dropped, {'all ' if furniture > 1 else ''}page furniture"
    else:
        yield "nothing dropped"


def _of_strangers(comparison: Comparison, summary: Summary) -> Iterator[str]:
    if comparison.relation.kind is RelationKind.SAME_EVENT:
        yield "not a copy: independent reports of the same event"
    else:
        yield "not a copy: the two are unrelated"
    share = f"{summary.body_taken} of {counted(summary.body_of_copy, 'sentence')}"
    resemble = "resembles" if summary.body_taken == 1 else "resemble"
    yield (
        f"{share} on the right {resemble} one on the left" if summary.body_taken else "no sentence in common"
    )


def _sides(comparison: Comparison) -> tuple[str, str]:
    """What the two are called: source and copy, once it is known which is which."""
    if comparison.relation.kind not in (RelationKind.COPY, RelationKind.EXCERPT):
        return "the left", "the right"
    named = {Side.LEFT: ("the source", "the copy"), Side.RIGHT: ("the copy", "the source")}
    return named.get(comparison.descent.source, ("the left", "the right"))


def _rests_on(comparison: Comparison, names: tuple[str, str]) -> Iterator[str]:
    relation, descent = comparison.relation, comparison.descent
    left, right = _sides(comparison)
    called = {Side.LEFT: names[0], Side.RIGHT: names[1]}
    why = named_sides(relation.why, left, right).rstrip(".")
    sure = f"{RELATIONS[relation.kind]} ({percent(relation.probability)} %)"
    yield f"Relation: {sure}. {why}." if why else f"Relation: {sure}."
    shared = counted(len(comparison.passages), "shared passage")
    yield (
        f"Text in common: {shared}, {percent(relation.left_coverage)} % of {left} and "
        f"{percent(relation.right_coverage)} % of {right}."
    )
    if relation.kind not in (RelationKind.COPY, RelationKind.EXCERPT):
        yield "Descent: neither was copied from the other."
    elif descent.source is Side.UNDECIDED:
        yield "Descent: the two texts do not tell which came first."
    else:
        yield f"Descent: {called[descent.source]} is likely the source ({percent(descent.probability)} %)."
    for clue in descent.clues:
        spoken = called.get(clue.favours, "neither")
        yield f"Clue, {clue.kind.replace('_', ' ')}, for {spoken} as source: {clue.why}"
    if descent.pivot:
        pairs = "; ".join(f"“{pair.left}” and “{pair.right}”" for pair in descent.pivot.pairs[:PIVOT_PAIRS])
        yield (
            f"Words replaced as by a round trip through {descent.pivot.name} "
            f"({percent(descent.pivot.probability)} %): {pairs}."
        )
    languages = comparison.left.language, comparison.right.language
    if all(languages) and languages[0] != languages[1]:
        named = " and ".join(str(language) for language in languages)
        yield f"The two are in different languages ({named}): little can be lined up by words."
