"""The ground on which sentences are lined up: how likely every bead of every shape is a link.

A bead is some neighbouring sentences beside some. A pair's log odds come from its signs. A bead of one
beside two or three is a pair and, one by one, what each further sentence adds; a bead of two beside two is
two pairs and what speaks for their being woven together. So beads of all shapes are on one scale, and a
course through them can add them up.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from retell.alignment.rows import Matrix, Products, Rows, products
from retell.alignment.signs import FAR, WOVEN_SIGNS, OneMore, Signs, one_more_signs, pair_signs, woven_signs
from retell.models.alignment_weights import AlignmentWeights
from retell.settings import AlignmentSettings
from retell.values import dataclass

Shape = tuple[int, int]
Roles = npt.NDArray[np.str_]
_NEVER = -1e9


@dataclass(frozen=True, slots=True, kw_only=True)
class Bead:
    """Some sentences beside some, before it is a link: half-open index ranges."""

    left: range
    right: range


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The rows of both sides, and the log odds of every bead by its shape and its first sentences.

    `free` are the log odds of beads wherever they stand: those of single pairs are less sure off the course.
    `cosine` is of single sentences. `one_more[0]` holds for every left sentence and two right neighbours
    what the second adds to the first and the first to the second; `one_more[1]` the same with sides
    exchanged.
    """

    left: Rows
    right: Rows
    cosine: Matrix
    odds: dict[Shape, Signs]
    free: dict[Shape, Signs]
    one_more: tuple[Signs, Signs]
    weights: AlignmentWeights
    settings: AlignmentSettings

    @property
    def shape(self) -> Shape:
        """How many sentences each side has."""
        return len(self.left), len(self.right)

    def similarity(self, bead: Bead) -> float:
        """How alike the two sides of a bead are, 0..1: a cosine."""
        if len(bead.left) == len(bead.right) == 1:
            return float(self.cosine[bead.left.start, bead.right.start])
        found = products(self.left.only(bead.left), self.right.only(bead.right))
        return float(found.overall()[0, 0])


def ground(
    left: Rows,
    right: Rows,
    roles: tuple[Roles, Roles],
    weights: AlignmentWeights,
    settings: AlignmentSettings,
) -> Ground:
    """The ground of two sides; `roles` tells sentences of the body and of every kind of furniture apart."""
    found = products(left, right)
    over = products(left, right.runs(2)), products(left.runs(2), right)
    cosine = found.overall()
    free = np.minimum(_pairs(found, left, right, weights), settings.most_odds)
    free[roles[0][:, None] != roles[1][None, :]] -= settings.unlike_roles_odds
    off = off_course(landmarks(cosine, settings.landmark), free.shape)
    single = free + weights.off_course * np.minimum(off, FAR) / FAR
    words = left.words, right.words
    more = (
        _one_more(found, over[0], words, free, weights),
        _one_more(found.turned(), over[1].turned(), words[::-1], free.T, weights),
    )
    for added, side in zip(more, roles[::-1], strict=True):
        added[:, side[:-1] != side[1:]] = _NEVER
    odds = _shapes(single, more, settings)
    if len(left) > 1 and len(right) > 1:
        signs = woven_signs(found, over, products(left.runs(2), right.runs(2)), free)
        odds[2, 2] = _woven(signs, single, weights, settings)
    return Ground(
        left=left,
        right=right,
        cosine=cosine,
        odds=odds,
        free=_shapes(free, more, settings),
        one_more=more,
        weights=weights,
        settings=settings,
    )


def _pairs(found: Products, left: Rows, right: Rows, weights: AlignmentWeights) -> Signs:
    sums: Signs = pair_signs(found, (left.words, right.words)) @ np.array(weights.pair)
    return sums


def _shapes(single: Signs, more: tuple[Signs, Signs], settings: AlignmentSettings) -> dict[Shape, Signs]:
    """The log odds of one beside one, two and three, both ways round."""
    across, down = _with_more(single, more[0], settings), _with_more(single.T, more[1], settings)
    turned = {(tall, wide): table.T for (wide, tall), table in down.items()}
    return {(1, 1): single, **across, **turned}


def _one_more(
    found: Products, whole: Products, words: tuple[Signs, Signs], odds: Signs, weights: AlignmentWeights
) -> Signs:
    """What each of two neighbours adds to a link of one with the other: (one, neighbours, 2)."""
    every, fronts, backs = slice(None), slice(None, -1), slice(1, None)
    added = []
    for first, part in ((fronts, backs), (backs, fronts)):
        more = OneMore(
            alone=found.part(every, first),
            added=found.part(every, part),
            whole=whole,
            words=(words[0], words[1][first], words[1][first] + words[1][part]),
            odds=(odds[:, first], odds[:, part]),
        )
        added.append(one_more_signs(more) @ np.array(weights.one_more))
    return np.stack(added, axis=2)


def _with_more(odds: Signs, more: Signs, settings: AlignmentSettings) -> dict[Shape, Signs]:
    """The log odds of one sentence beside two and three."""
    base, least = settings.least_base, settings.least_more
    two = _better(
        _grown(odds[:, :-1], more[:, :, 0], base, least), _grown(odds[:, 1:], more[:, :, 1], base, least)
    )
    three = _better(
        _grown(two[:, :-1], more[:, 1:, 0], 0.0, least), _grown(two[:, 1:], more[:, :-1, 1], 0.0, least)
    )
    return {(1, 2): two, (1, 3): three}


def _grown(base: Signs, more: Signs, least_base: float, least_more: float) -> Signs:
    """The base with what one more adds, where both are good enough to be put together."""
    return np.where((base > least_base) & (more > least_more), base + more, _NEVER)


def _better(one: Signs, other: Signs) -> Signs:
    better: Signs = np.maximum(one, other)
    return better


def _woven(signs: Signs, odds: Signs, weights: AlignmentWeights, settings: AlignmentSettings) -> Signs:
    """The log odds of two beside two, where that explains more than two links and all four belong."""
    more: Signs = signs @ np.array(weights.woven)
    fit = (more > settings.least_woven) & (_worst_of_best(odds) > settings.least_base)
    fit &= signs[:, :, WOVEN_SIGNS.index("largest gain")] > settings.least_woven_gain
    return np.where(fit, odds[:-1, :-1] + odds[1:, 1:] + more - settings.least_woven, _NEVER)


def _worst_of_best(odds: Signs) -> Signs:
    """Of the four sentences of every two beside two, the least of what each has with its best there."""
    a, b, c, d = odds[:-1, :-1], odds[:-1, 1:], odds[1:, :-1], odds[1:, 1:]
    by_row = np.minimum(np.maximum(a, b), np.maximum(c, d))
    by_column = np.minimum(np.maximum(a, c), np.maximum(b, d))
    worst: Signs = np.minimum(by_row, by_column)
    return worst


def further(bead: Bead, index: int, on: Ground, *, on_left: bool) -> float:
    """The log odds that a lone sentence beside a bead belongs to it."""
    one, far = (bead.left, bead.right) if on_left else (bead.right, bead.left)
    if len(one) == len(far) == 1:
        more = on.one_more[1 if on_left else 0]
        first = min(one.start, index)
        return float(more[far.start, first, 0 if index > one.start else 1])
    own, other = (on.left, on.right) if on_left else (on.right, on.left)
    single = on.free[1, 1].T if on_left else on.free[1, 1]
    part = float(single[far.start : far.stop, index].max())
    best = float(single[far.start : far.stop, one.start : one.stop].max())
    row, held, lone = other.only(far), own.only(one), own.only(range(index, index + 1))
    both = own.only(range(min(one.start, index), max(one.stop, index + 1)))
    found = OneMore(
        alone=products(row, held),
        added=products(row, lone),
        whole=products(row, both),
        words=(row.words, held.words, both.words),
        odds=(np.array([[best]]), np.array([[part]])),
    )
    return float((one_more_signs(found) @ np.array(on.weights.one_more))[0, 0])


def landmarks(cosine: Matrix, least: float) -> list[Shape]:
    """Pairs that can only be each other's, in ascending order on both sides."""
    if not cosine.size:
        return []
    best_right, best_left = cosine.argmax(axis=1), cosine.argmax(axis=0)
    sure = [
        (int(i), int(j))
        for i, j in enumerate(best_right)
        if best_left[j] == i and cosine[i, j] >= least and _alone(cosine, int(i), int(j))
    ]
    return [sure[at] for at in longest_ascending([j for _, j in sure])]


def _alone(cosine: Matrix, i: int, j: int) -> bool:
    """Whether no other sentence comes near this pair (a refrain is no landmark)."""
    near = cosine[i, j] * 0.9
    return int((cosine[i] >= near).sum()) == 1 and int((cosine[:, j] >= near).sum()) == 1


def off_course(marks: Sequence[Shape], shape: Shape) -> Signs:
    """How many sentences every pair lies off the line through the landmarks; without any, the diagonal.

    A copy may begin or end anywhere in its source, so past the outer landmarks the line goes on evenly.
    """
    rows, columns = shape
    far = rows + columns
    if marks:
        (i, j), (k, n) = marks[0], marks[-1]
        line = np.array([(i - far, j - far), *marks, (k + far, n + far)], dtype=np.float64)
    else:
        line = np.array([(-0.5, -0.5), (rows - 0.5, columns - 0.5)])
    across = np.interp(np.arange(rows), line[:, 0], line[:, 1])
    down = np.interp(np.arange(columns), line[:, 1], line[:, 0])
    off: Signs = np.minimum(
        np.abs(np.arange(columns)[None, :] - across[:, None]),
        np.abs(np.arange(rows)[:, None] - down[None, :]),
    )
    return off


def longest_ascending(values: Sequence[int]) -> list[int]:
    """Indices of a longest strictly ascending subsequence (patience sorting, Fredman 1975)."""
    tails: list[int] = []
    before: list[int] = []
    for at, value in enumerate(values):
        low, high = 0, len(tails)
        while low < high:
            middle = (low + high) // 2
            if values[tails[middle]] < value:
                low = middle + 1
            else:
                high = middle
        before.append(tails[low - 1] if low else -1)
        tails[low : low + 1] = [at]
    path: list[int] = []
    at = tails[-1] if tails else -1
    while at >= 0:
        path.append(at)
        at = before[at]
    return path[::-1]
