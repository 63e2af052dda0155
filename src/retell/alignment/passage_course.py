"""How far two texts tell the same things in the same order, sentence by sentence."""

from __future__ import annotations

from bisect import bisect_left

import numpy as np

from retell.alignment.passage_ground import Ground, ground_of
from retell.document.model import Document
from retell.settings import PassageSettings
from retell.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Of the `fragments` of the shorter text, how many are nearest to one that is nearest to them.

    `ordered` of these `paired` stand in the same order on both sides, and `nearness` is the mean cosine of
    those in order. Two texts on one subject share words; two tellings of one text share their course.
    """

    fragments: int
    paired: int
    ordered: int
    nearness: float


def course(left: Document, right: Document, settings: PassageSettings) -> Course:
    """The course that two documents share."""
    texts = sorted((left.text, right.text), key=lambda text: (len(text), text))
    both = ground_of(texts[0], texts[1], settings)
    if both is None:
        return Course(fragments=0, paired=0, ordered=0, nearness=0.0)
    pairs = _pairs(both, settings.course_cosine)
    kept = [pairs[place] for place in _ordered([other for _, other, _ in pairs])]
    return Course(
        fragments=len(both.near),
        paired=len(pairs),
        ordered=len(kept),
        nearness=sum(near for *_, near in kept) / len(kept) if kept else 0.0,
    )


def in_order(both: Ground, settings: PassageSettings) -> list[tuple[int, int]]:
    """The fragments of the two texts that are each other's nearest and stand in the same order."""
    pairs = _pairs(both, settings.course_cosine)
    return [pairs[place][:2] for place in _ordered([other for _, other, _ in pairs])]


def _pairs(both: Ground, least: float) -> list[tuple[int, int, float]]:
    """Fragments that are each other's nearest, with their cosine, in the order of the first text."""
    forth, back = both.near.argmax(axis=1), both.near.argmax(axis=0)
    near = both.near[np.arange(len(forth)), forth]
    mine = np.flatnonzero((back[forth] == np.arange(len(forth))) & (near >= least))
    return [(int(place), int(forth[place]), float(near[place])) for place in mine]


def _ordered(places: list[int]) -> list[int]:
    """The indices of a longest run of rising places, left in order."""
    tails: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for index, place in enumerate(places):
        slot = bisect_left(tails, place)
        before.append(at[slot - 1] if slot else -1)
        tails[slot : slot + 1] = [place]
        at[slot : slot + 1] = [index]
    chain = at[-1:]
    while chain and before[chain[-1]] >= 0:
        chain.append(before[chain[-1]])
    return chain[::-1]
