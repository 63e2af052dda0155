"""Links among what the course left over, by where they stand between the links already found.

In a text that is reworded throughout hardly a pair is verbatim, so that the line which sure pairs draw
(ground.py) is a poor guide. The links found are a better one: a sentence that follows a linked one is
likely to follow it in the other text too, wherever the two were moved.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from retell.alignment.ground import Bead, Ground
from retell.alignment.signs import FAR, Signs

PLACED_SIGNS = ("constant", "odds", "off the link before", "off the link behind", "odds over rivals")
_ROUNDS = 2
"""A link found by its place is a neighbour to others once; a third round found nothing."""
_CLEAR = 4.0
"""Log odds over all rivals past which a pair is not clearer."""
_NOBODY = -3.0
"""Log odds of the rival that a sentence always has, to be without a counterpart. Without it, or with 0, the
paraphrases of training/alignment come to F1 .989 or .992 for .995."""
_Numbers = npt.NDArray[np.int64]
_Ranges = Sequence[tuple[range, range]]


def placed(on: Ground, beads: Sequence[Bead], left: Sequence[int], right: Sequence[int]) -> list[Bead]:
    """Links of one left sentence beside one right sentence, of those given, likeliest first."""
    found: list[Bead] = []
    rows, columns = list(left), list(right)
    for _ in range(_ROUNDS):
        if not rows or not columns:
            break
        odds = place_signs(on, [*beads, *found], rows, columns) @ np.array(on.weights.placed)
        new = list(_likeliest(odds - on.settings.place_odds, rows, columns))
        if not new:
            break
        found += new
        rows = [i for i in rows if all(bead.left.start != i for bead in new)]
        columns = [j for j in columns if all(bead.right.start != j for bead in new)]
    return found


def place_signs(on: Ground, beads: Sequence[Bead], left: Sequence[int], right: Sequence[int]) -> Signs:
    """Signs of every pair of the sentences given, none of which is in a bead: (left, right, signs)."""
    odds = on.free[1, 1][np.ix_(left, right)]
    rows, columns = np.array(left)[:, None], np.array(right)[None, :]
    after, until = _neighbours([(bead.left, bead.right) for bead in beads], on.shape)
    above, below = _neighbours([(bead.right, bead.left) for bead in beads], on.shape[::-1])
    before = np.minimum(_off(columns - after[rows]), _off(rows - above[columns]))
    behind = np.minimum(_off(until[rows] - 1 - columns), _off(below[columns] - 1 - rows))
    rivals = np.maximum(_rivals(odds), _rivals(odds.T).T)
    clear = np.clip(odds - np.maximum(rivals, _NOBODY), -_CLEAR, _CLEAR)
    layers = [np.ones_like(odds), np.clip(odds, -8, 6), before, behind, clear]
    return np.stack(layers, axis=2)


def _likeliest(odds: Signs, left: Sequence[int], right: Sequence[int]) -> Iterator[Bead]:
    """The pairs that are likelier than not, best first, each sentence once."""
    pairs = [(-float(odds[i, j]), i, j) for i, j in np.argwhere(odds > 0).tolist()]
    taken: tuple[set[int], set[int]] = set(), set()
    for _, i, j in sorted(pairs):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            yield Bead(left=range(left[i], left[i] + 1), right=range(right[j], right[j] + 1))


def _neighbours(links: _Ranges, shape: tuple[int, int]) -> tuple[_Numbers, _Numbers]:
    """For every sentence where the link before it ends on the other side, and where the one behind begins."""
    beside = {at: other for own, other in links for at in own}
    count, end = shape
    after, until = np.zeros(count, dtype=np.int64), np.full(count, end, dtype=np.int64)
    last, following = 0, end
    for at in range(count):
        after[at] = last
        last = beside[at].stop if at in beside else last
    for at in reversed(range(count)):
        until[at] = following
        following = beside[at].start if at in beside else following
    return after, until


def _off(steps: _Numbers) -> Signs:
    """How far a sentence is off its place, 0..1; the wrong side of its neighbour is a step further."""
    off: Signs = np.minimum(np.where(steps < 0, 1 - steps, steps), FAR) / FAR
    return off


def _rivals(odds: Signs) -> Signs:
    """For every pair the best of the others in its row."""
    if odds.shape[1] == 1:
        return np.full(odds.shape, _NOBODY)
    ordered = np.sort(odds, axis=1)
    best: Signs = np.where(odds == ordered[:, -1:], ordered[:, -2:-1], ordered[:, -1:])
    return best
