"""Copies made from two documents: passages of a second one put into what is made from the first."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from benchmarks.lineage.operations import Draft, Paragraph

_WORD = re.compile(r"\w+")
_VERSION = 0.3
"""Share of word pairs, of all that two paragraphs have, from which they are versions of one."""
_SAME = 0.5
"""Share of a sentence's word pairs from which it is one that was put in."""
_LETTERS = 80
"""Under which a paragraph is not worth taking."""
_ADDED, _EXCHANGED = 0.4, 0.75
"""How often something is added; how often that or exchanged; else the copy goes on from the other."""
_COUNTS = {False: (1, 1, 2, 3), True: (1, 2, 2, 4)}
"""How many paragraphs are taken, in training and in test families."""

Pairs = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Blend:
    """A draft with passages of a second one, and those passages sentence by sentence."""

    draft: Draft
    taken: tuple[str, ...]


def blended(draft: Draft, other: Draft, chance: random.Random, *, shifted: bool) -> Blend | None:
    """`draft` with passages of `other`, in one of three ways; None where the other has nothing else to give.

    Paragraphs that it has not; the other's version of some in place of its own; or all from some paragraph
    on from the other, as by a copyist who goes on from another exemplar.
    """
    fresh = [at for at, part in enumerate(other.paragraphs) if sum(map(len, part)) > _LETTERS]
    places = {at: _place(draft.paragraphs, other.paragraphs[at]) for at in fresh}
    added = [at for at in fresh if places[at] is None]
    versions = [at for at in fresh if _differs(draft, places[at], other.paragraphs[at])]
    way = chance.random()
    if way < _EXCHANGED and (added or versions):
        chosen = (added if way < _ADDED else versions) or added or versions
        count = min(len(chosen), chance.choice(_COUNTS[shifted]))
        return _inserted(draft, other, places, sorted(chance.sample(chosen, count)))
    return _continued(draft, other, chance) if versions else None


def _inserted(draft: Draft, other: Draft, places: Mapping[int, int | None], chosen: Sequence[int]) -> Blend:
    parts = list(draft.paragraphs)
    for at in chosen:
        place = places[at]
        if place is not None:
            parts[place] = other.paragraphs[at]
    for at in chosen:
        if places[at] is None:
            parts.insert(min(at, len(parts)), other.paragraphs[at])
    taken = tuple(sentence for at in chosen for sentence in other.paragraphs[at])
    return Blend(draft=replace(draft, paragraphs=tuple(parts)), taken=taken)


def _continued(draft: Draft, other: Draft, chance: random.Random) -> Blend | None:
    """The beginning of the one and the end of the other, from a quarter of the way to three quarters."""
    share = chance.uniform(0.25, 0.75)
    end = other.paragraphs[round(len(other.paragraphs) * share) :]
    parts = draft.paragraphs[: round(len(draft.paragraphs) * share)]
    if not end or not parts:
        return None
    taken = tuple(sentence for part in end for sentence in part)
    return Blend(draft=replace(draft, paragraphs=(*parts, *end)), taken=taken)


def remaining(blend: Blend, final: Draft) -> list[str]:
    """The sentences of the finished copy that came from the second document."""
    sources = [_pairs(sentence) for sentence in blend.taken]
    return [
        sentence
        for part in final.paragraphs
        for sentence in part
        if (own := _pairs(sentence)) and any(len(own & each) >= _SAME * len(own) for each in sources)
    ]


def _place(paragraphs: Sequence[Paragraph], part: Paragraph) -> int | None:
    """Where a version of `part` stands."""
    own = _pairs(" ".join(part))
    likeness = [(_jaccard(own, _pairs(" ".join(each))), -at) for at, each in enumerate(paragraphs)]
    most, place = max(likeness, default=(0.0, 0))
    return -place if most >= _VERSION else None


def _differs(draft: Draft, place: int | None, part: Paragraph) -> bool:
    return place is not None and _said(draft.paragraphs[place]) != _said(part)


def _said(part: Paragraph) -> list[str]:
    return list(_words(" ".join(part)))


def _words(text: str) -> Iterator[str]:
    return (found.group().lower() for found in _WORD.finditer(text))


def _pairs(text: str) -> Pairs:
    return frozenset(pairwise(_words(text)))


def _jaccard(one: Pairs, other: Pairs) -> float:
    return len(one & other) / max(1, len(one | other))
