"""Passages grown from fragments that resemble each other.

Seeds are pairs of fragments alike by cosine and Dice (Sanchez-Perez et al. 2014). Seeds close on both sides
make a cluster, and a cluster a region: a run of words in each text. A region then finds its own bounds.
Each word of one side is scored by how much likelier it is to meet its like in the other side if the region
was reused than if it was not: a rare word that is there earns much, a common one little, a missing one
costs. The run with the greatest sum is the side's new bound, the other side follows, and the two take turns.

A word that is there with its neighbour counts for more, and uses up its like on the other side: so a word
repeated further on in a text on the same subject finds nothing left to match, and the region stops.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from retell.alignment.passage_ground import Ground
from retell.alignment.passage_words import Flags, Floats, Ints, Words
from retell.settings import PassageSettings
from retell.values import dataclass

Run = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Region:
    """A run of words in each of two texts, start and end, end exclusive."""

    one: Run
    two: Run

    @property
    def mirrored(self) -> Region:
        """The same with the texts changed over."""
        return Region(one=self.two, two=self.one)

    def repeats(self, other: Region, share: float) -> bool:
        """Whether the two cross, or more than `share` of either side of this one lies in the other."""
        sides = ((self.one, other.one), (self.two, other.two))
        return self.crosses(other) or any(_overlap(run, of) > share * (run[1] - run[0]) for run, of in sides)

    def crosses(self, other: Region) -> bool:
        """Whether the two overlap on both sides."""
        return _overlap(self.one, other.one) > 0 and _overlap(self.two, other.two) > 0


def grown(ground: Ground, settings: PassageSettings) -> list[Region]:
    """The regions that seeds grow into, in order, none crossing another."""
    seeds = np.argwhere((ground.near > settings.seed_cosine) & (ground.dice > settings.seed_dice))
    regions = (
        _settled(ground, _region(ground, cluster), settings)
        for cluster in _clusters(ground, seeds, settings.gap_words)
    )
    return _uncrossed(
        ground, {region for region in regions if _long_enough(ground, region, settings)}, settings
    )


def likeness(ground: Ground, region: Region) -> float:
    """The cosine of the two sides, each word weighted by its rarity; 0..1."""
    ours, theirs = (
        np.bincount(text.numbers[start:end], minlength=ground.size) * ground.rarity
        for text, (start, end) in ((ground.one, region.one), (ground.two, region.two))
    )
    length = float(np.sqrt((ours @ ours) * (theirs @ theirs)))
    return min(1.0, float(ours @ theirs) / max(length, 1e-9))


def snapped(text: Words, at: int, reach: int) -> int:
    """The edge nearest to the word index `at`, or `at` where none is within `reach`."""
    place = int(np.searchsorted(text.edges, at))
    near = text.edges[max(0, place - 1) : place + 1].tolist()
    best: int = min(near, key=lambda edge: (abs(edge - at), edge))
    return best if abs(best - at) <= reach else at


def _clusters(ground: Ground, seeds: Ints, gap: int) -> Iterator[Ints]:
    """The seeds in groups with no gap of more than `gap` words on either side."""
    waiting = [seeds] if len(seeds) else []
    while waiting:
        group = waiting.pop()
        parts = _parted(group, 0, ground.one.fragments, gap)
        if len(parts) == 1:
            parts = _parted(group, 1, ground.two.fragments, gap)
        if len(parts) == 1:
            yield group
        else:
            waiting.extend(parts)


def _parted(seeds: Ints, side: int, fragments: Ints, gap: int) -> list[Ints]:
    """The seeds in the order of one side, parted where more than `gap` words lie between two."""
    ordered = seeds[np.argsort(seeds[:, side], kind="stable")]
    starts, ends = fragments[ordered[:, side]], fragments[ordered[:, side] + 1]
    return np.split(ordered, np.flatnonzero(starts[1:] - ends[:-1] > gap) + 1)


def _region(ground: Ground, seeds: Ints) -> Region:
    """The smallest region that holds the seeds."""
    first, last = seeds.min(axis=0), seeds.max(axis=0) + 1
    ones, twos = ground.one.fragments, ground.two.fragments
    return Region(
        one=(int(ones[first[0]]), int(ones[last[0]])), two=(int(twos[first[1]]), int(twos[last[1]]))
    )


def _settled(ground: Ground, region: Region, settings: PassageSettings) -> Region:
    """The region with its bounds found, and put at the edges of sentences or lines close by."""
    for _ in range(settings.most_turns):
        ours = _bounds(ground, region, settings)
        theirs = _bounds(ground.mirrored, Region(one=region.two, two=ours), settings)
        if (ours, theirs) == (region.one, region.two):
            break
        region = Region(one=ours, two=theirs)
    ours, theirs = (
        (snapped(text, start, settings.snap_words), snapped(text, end, settings.snap_words))
        for text, (start, end) in ((ground.one, region.one), (ground.two, region.two))
    )
    return Region(one=ours, two=theirs) if ours[0] < ours[1] and theirs[0] < theirs[1] else region


def _bounds(ground: Ground, region: Region, settings: PassageSettings) -> Run:
    """The run about the middle of the first side that resembles the second side best."""
    start = max(0, region.one[0] - settings.reach_words)
    end = min(len(ground.one), region.one[1] + settings.reach_words)
    ours = ground.one.numbers[start:end]
    theirs = ground.two.numbers[slice(*region.two)]
    sums = np.concatenate(([0.0], np.cumsum(_scores(ground, ours, theirs, settings))))
    middle = (region.one[0] + region.one[1]) // 2 - start
    first = middle - int(np.argmin(sums[middle::-1]))
    last = middle + int(np.argmax(sums[middle:]))
    return (start + first, start + last) if first < last else region.one


def _scores(ground: Ground, ours: Ints, theirs: Ints, settings: PassageSettings) -> Floats:
    """For each word, the log of how much likelier it is found so in a reused text than by chance."""
    size = min(len(theirs), settings.chance_words)
    chance = 1 - (1 - ground.frequency[ours]) ** size
    kept = settings.kept_words
    gain = np.log((chance + (1 - chance) * kept) / chance)
    loss = np.log1p(-kept) * (1 - chance) ** settings.miss_cost
    paired, single = _met(ours, theirs, ground.size)
    return np.where(paired, gain * settings.pair_gain, np.where(single, gain, loss))


def _met(ours: Ints, theirs: Ints, size: int) -> tuple[Flags, Flags]:
    """Which of our words stand beside them with a neighbour, and which stand there alone and unused."""
    our_pairs, their_pairs = (side[:-1] * size + side[1:] for side in (ours, theirs))
    paired = _both(_among(our_pairs, their_pairs), len(ours))
    used = _both(_among(their_pairs, our_pairs), len(theirs))
    left = np.zeros(size, dtype=np.bool_)
    left[theirs[~used]] = True
    return paired, left[ours]


def _among(these: Ints, those: Ints) -> Flags:
    """Which of these stand among those; numpy's own way costs five times as much for short rows."""
    if not len(those):
        return np.zeros(len(these), dtype=np.bool_)
    ordered = np.sort(those)
    found: Flags = ordered[np.minimum(np.searchsorted(ordered, these), len(ordered) - 1)] == these
    return found


def _both(pairs: Flags, count: int) -> Flags:
    """The words that any of the flagged pairs of neighbours holds."""
    held = np.zeros(count, dtype=np.bool_)
    held[:-1] |= pairs
    held[1:] |= pairs
    return held


def _long_enough(ground: Ground, region: Region, settings: PassageSettings) -> bool:
    """Whether both sides are long enough to say something; in a short text, half of it is."""
    texts = ((ground.one, region.one), (ground.two, region.two))
    whole = min(int(text.ends[-1] - text.starts[0]) for text, _ in texts)
    least = min(settings.shortest_passage, whole / 2)
    return all(int(text.ends[end - 1] - text.starts[start]) >= least for text, (start, end) in texts)


def _uncrossed(ground: Ground, regions: set[Region], settings: PassageSettings) -> list[Region]:
    """The regions alike enough, the likest first; what a likelier one has told is not told again.

    Boilerplate that a text repeats would else match every one of its repetitions.
    """
    kept: list[Region] = []
    for alike, region in sorted((-likeness(ground, region), region) for region in regions):
        if -alike > settings.least_similarity and not any(
            region.repeats(other, settings.repeated) for other in kept
        ):
            kept.append(region)
    return sorted(kept)


def _overlap(these: Run, those: Run) -> int:
    return min(these[1], those[1]) - max(these[0], those[0])
