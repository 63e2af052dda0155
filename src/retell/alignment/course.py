"""The course through a ground: the beads that together are likeliest, in ascending order on both sides.

Dynamic programming (Gale & Church 1993; the bead shapes of Bertalign): a bead gains its log odds over a
threshold, an unlinked sentence costs nothing. Landmarks that are all but certain are fixed first, so that
a long course falls into short problems.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from retell.alignment.ground import Bead, Ground, Shape, landmarks
from retell.alignment.signs import Signs

Table = list[list[float]]


def course(on: Ground) -> Iterator[Bead]:
    """The course through the whole ground."""
    rows, columns = on.shape
    start = (0, 0)
    for i, j in [*landmarks(on.cosine, on.settings.anchor), (rows, columns)]:
        yield from course_within(on.odds, range(start[0], i), range(start[1], j), 0.0)
        if i < rows:
            yield Bead(left=range(i, i + 1), right=range(j, j + 1))
        start = (i + 1, j + 1)


def course_within(
    odds: Mapping[Shape, Signs], rows: range, columns: range, threshold: float
) -> Iterator[Bead]:
    """The best course through one block, of beads with log odds over `threshold`."""
    if not rows or not columns:
        return
    gains = _gains(odds, rows, columns, threshold)
    if not gains:
        return
    height, width = len(rows), len(columns)
    best: Table = [[0.0] * (width + 1) for _ in range(height + 1)]
    back: dict[Shape, Shape] = {}
    for i in range(1, height + 1):
        fits = [(tall, wide, table[i - tall]) for (tall, wide), table in gains if tall <= i]
        here, above = best[i], best[i - 1]
        for j in range(1, width + 1):
            value = max(above[j], here[j - 1])
            for tall, wide, gain in fits:
                if wide <= j and gain[j - wide] > 0:
                    total = best[i - tall][j - wide] + gain[j - wide]
                    if total > value:
                        value = total
                        back[i, j] = tall, wide
            here[j] = value
    yield from _walked(best, back, rows, columns)


def _gains(
    odds: Mapping[Shape, Signs], rows: range, columns: range, threshold: float
) -> list[tuple[Shape, Table]]:
    """For each shape what its beads in the block gain; shapes that gain nowhere are left out."""
    found = []
    for (tall, wide), held in sorted(odds.items()):
        if tall > len(rows) or wide > len(columns):
            continue
        part = held[rows.start : rows.stop - tall + 1, columns.start : columns.stop - wide + 1] - threshold
        if (part > 0).any():
            found.append(((tall, wide), part.tolist()))
    return found


def _walked(best: Table, back: dict[Shape, Shape], rows: range, columns: range) -> Iterator[Bead]:
    found: list[Bead] = []
    i, j = len(rows), len(columns)
    while i and j:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            tall, wide = back[i, j]
            left = range(rows.start + i - tall, rows.start + i)
            found.append(Bead(left=left, right=range(columns.start + j - wide, columns.start + j)))
            i, j = i - tall, j - wide
    yield from reversed(found)
