"""A run of one text that sums up much of the other.

A summary leaves no fragment that resembles another: what it tells stands scattered over its source. Seen
is this: almost every rare word of the run is known to the other text, the words round it are not, no single
stretch of the other text explains it, and its fragments are nearer to the other text than their neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from retell.alignment.passage_ground import Ground
from retell.alignment.passage_growth import Region, Run, snapped
from retell.alignment.passage_words import Flags, distinct
from retell.settings import PassageSettings


def with_summaries(ground: Ground, regions: list[Region], settings: PassageSettings) -> list[Region]:
    """The regions, and in place of those it explains better a summary of either text in the other."""
    for flipped in (False, True):
        view = ground.mirrored if flipped else ground
        found = _summary(view, [region.mirrored if flipped else region for region in regions], settings)
        if found:
            whole = found.mirrored if flipped else found
            regions = [region for region in regions if not region.crosses(whole)] + [whole]
    return sorted(regions)


def _summary(ground: Ground, regions: Sequence[Region], settings: PassageSettings) -> Region | None:
    """The run of the first text that sums up the second, if there is one."""
    run = _fullest(ground, settings)
    if not settings.summary_least <= run[1] - run[0] <= settings.summary_most:
        return None
    told = _flags(len(ground.one), [region.one for region in regions])
    inside = _flags(len(ground.one), [run])
    if (inside & told).sum() >= settings.summary_told * inside.sum():
        return None
    if not (_stands_out(ground, inside, told, settings) and _scattered(ground, run, settings)):
        return None
    source = _source(ground, run, settings)
    if source[1] - source[0] < settings.summary_ratio * (run[1] - run[0]):
        return None
    return Region(one=run, two=source)


def _fullest(ground: Ground, settings: PassageSettings) -> Run:
    """The run whose rare words the other text knows best; empty where none is full enough."""
    scores = ground.rarity[ground.one.numbers] * (ground.known - settings.summary_share)
    sums = np.concatenate(([0.0], np.cumsum(scores)))
    lowest = np.minimum.accumulate(sums)
    end = int(np.argmax(sums - lowest))
    if sums[end] - lowest[end] < settings.summary_score:
        return 0, 0
    start = int(np.flatnonzero(sums[: end + 1] == lowest[end])[-1])
    return snapped(ground.one, start, settings.snap_words), snapped(ground.one, end, settings.snap_words)


def _flags(count: int, runs: Sequence[Run]) -> Flags:
    inside = np.zeros(count, dtype=np.bool_)
    for start, end in runs:
        inside[start:end] = True
    return inside


def _stands_out(ground: Ground, inside: Flags, told: Flags, settings: PassageSettings) -> bool:
    """Whether the run is known to the other text, and nearer to it, than the words round it."""
    here = _known_share(ground, inside & ~told)
    around = ~inside & ~told
    there = _known_share(ground, around) if around.sum() > settings.summary_least else settings.summary_usual
    if here - there < settings.summary_contrast or there > settings.summary_topic:
        return False
    nearest = ground.near.max(axis=1)
    mine = distinct(ground.one.owners[inside])
    others = np.delete(nearest, mine)
    usual = float(others.mean()) if len(others) else settings.summary_near
    return float(nearest[mine].mean()) - usual >= settings.summary_nearness


def _known_share(ground: Ground, some: Flags) -> float:
    """The share of the rarity of some words of the first text that the second knows."""
    rarity = ground.rarity[ground.one.numbers]
    return float(rarity[some & ground.known].sum() / max(float(rarity[some].sum()), 1e-9))


def _scattered(ground: Ground, run: Run, settings: PassageSettings) -> bool:
    """Whether no stretch of the second text, half as long again as the run, tells most of it."""
    words = distinct(ground.one.numbers[slice(*run)])
    worth = np.zeros(ground.size)
    worth[words] = ground.rarity[words]
    numbers, width = ground.two.numbers, (run[1] - run[0]) * 3 // 2
    steps = range(0, max(1, len(numbers) - width + 1), max(1, width // 6))
    most = max(float(worth[distinct(numbers[at : at + width])].sum()) for at in steps)
    return most <= settings.summary_scatter * float(worth[distinct(numbers)].sum())


def _source(ground: Ground, run: Run, settings: PassageSettings) -> Run:
    """What is summed up of the second text: from the first fragment told to the last, or all of it."""
    mine = distinct(ground.one.owners[slice(*run)])
    told = np.flatnonzero(ground.near[mine].max(axis=0) >= settings.summary_cosine)
    if len(told) < 2:
        return 0, 0
    start, end = int(ground.two.fragments[told[0]]), int(ground.two.fragments[told[-1] + 1])
    whole = len(ground.two)
    return (0, whole) if end - start >= settings.summary_hull * whole else (start, end)
