"""Second sources outside the family: an excerpt of another text that a copy has and its own source has not.

The engine finds the excerpt between two documents of two families, or of one and a document alone. It was
put in by the copy whose source lacks it. Where the first document of the family has it, or where the other
document was itself made from one that lacks it, the passage may as well have gone the other way, and nothing
is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from retell.document.model import Document
from retell.lineage.account import Account, Gram
from retell.lineage.model import Lineage, Second
from retell.lineage.second import joined
from retell.settings import SecondWeights
from retell.text.spans import Span
from retell.text.tokens import tokens
from retell.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """What a member of a family and a document outside share: where it stands in the member.

    `descended` tells whether the outside document has it from its own source, None where it has no source.
    """

    member: str
    other: str
    passages: tuple[Span, ...]
    descended: bool | None


def outside(
    members: Mapping[str, Account], found: Lineage, excerpt: Excerpt, settings: SecondWeights
) -> Iterator[Second]:
    """The copies that put the excerpt in, in the order of their ids."""
    shared = frozenset[Gram]().union(*_within(members[excerpt.member], excerpt.passages).values())
    if not shared or excerpt.descended is False:
        return
    having = {
        id for id, account in members.items() if len(shared & account.grams) >= settings.has * len(shared)
    }
    for edge in sorted(found.edges, key=lambda edge: edge.copy):
        lacking = len(shared & members[edge.source].grams) < settings.lacks * len(shared)
        if edge.copy in having and lacking:
            yield _second(members[edge.copy], shared, excerpt, settings)


def gathered(found: Iterable[Second]) -> Iterator[Second]:
    """Of second sources that give a copy the same passages one, the others beside it as alike.

    The one that gives most is named, and of equals one that has it from no other.
    """
    groups: list[list[Second]] = []
    for each in sorted(found, key=lambda each: (each.copy, -_length(each), each.probability, each.source)):
        group = next((group for group in groups if _gives_the_same(group[0], each)), None)
        if group is None:
            groups.append([each])
        else:
            group.append(each)
    for first, *others in groups:
        alike = tuple(sorted(each.source for each in others))
        surest = max(each.probability for each in (first, *others))
        yield replace(first, alike=alike, probability=surest)


def _length(second: Second) -> int:
    return sum(map(len, second.passages))


def _gives_the_same(one: Second, other: Second) -> bool:
    """Whether most of what the lesser gives is given by the larger too."""
    common = sum(_common(a, b) for a in one.passages for b in other.passages)
    return one.copy == other.copy and 2 * common >= _length(other)


def has_passages(document: Document, passages: Iterable[str]) -> bool:
    """Whether a document has most word pairs of some passages."""
    wanted = {pair for passage in passages for pair in _pairs(passage)}
    return 2 * len(wanted & set(_pairs(document.text))) >= len(wanted)


def _pairs(text: str) -> Iterator[Gram]:
    return pairwise(token.key for token in tokens(text) if token.is_word)


def _within(account: Account, passages: Sequence[Span]) -> dict[int, frozenset[Gram]]:
    """The word pairs of the sentences that lie in some passage by half and more, by number."""
    return {
        number: pairs
        for number, pairs in _sentences(account).items()
        if 2 * sum(_common(account.spans[number], span) for span in passages) >= len(account.spans[number])
    }


def _common(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _sentences(account: Account) -> dict[int, frozenset[Gram]]:
    said: dict[int, list[str]] = {}
    for number, key in zip(account.sentence, account.keys, strict=True):
        if key[0].isalnum():
            said.setdefault(number, []).append(key)
    return {number: frozenset(pairwise(words)) for number, words in said.items()}


def _second(copy: Account, shared: frozenset[Gram], excerpt: Excerpt, settings: SecondWeights) -> Second:
    sentences = [
        number
        for number, pairs in sorted(_sentences(copy).items())
        if pairs and len(pairs & shared) >= settings.has * len(pairs)
    ]
    count = len(sentences)
    return Second(
        source=excerpt.other,
        copy=copy.document.id,
        probability=settings.outside_descended if excerpt.descended else settings.outside,
        passages=tuple(joined(copy.spans, sentences)),
        why=f"{count} sentence{'s' if count != 1 else ''} of it stand{'s' if count == 1 else ''} there, in "
        "another text, and not in its source"
        + (", and that text has them from its own source" if excerpt.descended else ""),
        outside=True,
    )
