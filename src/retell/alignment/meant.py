"""Links among what lining up left alone on both sides, by what the sentences mean.

A copy in other words throughout, or in another language, shares little that could be counted. Where a user
names a sentence encoder, its vectors are asked once more. Encoders differ in what cosine two sentences have
that say nothing of each other, .1 here and .7 there. So a pair counts by how far it is on the way from the
usual cosine in the two texts to that of a sentence with itself, and by how far it is ahead of its rivals.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from retell.alignment.ground import Bead, longest_ascending
from retell.document.model import Document, Sentence
from retell.models.embedding import Encoder
from retell.models.encoder import named
from retell.settings import AlignmentSettings

_USUAL = 8
"""Sentences of each side that are read at least: the median of sixty-four pairs is a usual one."""

Cosines = npt.NDArray[np.float32]
_Side = tuple[Document, Sequence[Sentence]]


def meant(
    left: _Side, right: _Side, beads: Sequence[Bead], settings: AlignmentSettings
) -> list[tuple[Bead, float]]:
    """Links of one body sentence beside one that are in no bead, each with the cosine of their vectors.

    Raises UsageError where the folder of the settings holds no encoder that can be opened.
    """
    rows = _alone(left, [bead.left for bead in beads])
    columns = _alone(right, [bead.right for bead in beads])
    if not rows or not columns:
        return []
    cosine = _cosines((left, rows), (right, columns), named(settings.encoder))
    near = nearness(cosine)
    found = {
        Bead(left=range(rows[i], rows[i] + 1), right=range(columns[j], columns[j] + 1)): (i, j)
        for i, j in clear_pairs(near[: len(rows), : len(columns)], settings)
    }
    course = _grown_course(beads, list(found))
    return [
        (bead, float(cosine[at]))
        for bead, at in found.items()
        if bead in course or near[at] >= settings.meant_moved
    ]


def nearness(cosine: Cosines) -> Cosines:
    """How far every pair is on the way from the usual cosine, the median, to 1; negative below it."""
    usual = min(max(0.0, float(np.median(cosine))), 1 - 1e-6)
    near: Cosines = (cosine - usual) / (1 - usual)
    return near


def clear_pairs(near: Cosines, settings: AlignmentSettings) -> Iterator[tuple[int, int]]:
    """The pairs that are near enough, and clearly nearer than any other of their row or column."""
    for i, j in enumerate(near.argmax(axis=1).tolist()):
        rivals = np.concatenate((np.delete(near[i], j), np.delete(near[:, j], i)))
        rival = float(rivals.max(initial=0.0))
        if near[i, j] >= max(settings.meant, rival + settings.meant_margin):
            yield i, j


def _alone(side: _Side, taken: Sequence[range]) -> list[int]:
    """The body sentences that are in no link."""
    linked = {at for run in taken for at in run}
    return [at for at, sentence in enumerate(side[1]) if sentence.is_body and at not in linked]


def _cosines(left: tuple[_Side, list[int]], right: tuple[_Side, list[int]], encoder: Encoder) -> Cosines:
    """The cosines of the sentences named and some more, these last, of one side beside the other."""
    texts = [list(_texts(side, alone)) for side, alone in (left, right)]
    vectors = encoder.sentences([*texts[0], *texts[1]])
    return vectors[: len(texts[0])] @ vectors[len(texts[0]) :].T


def _texts(side: _Side, alone: list[int]) -> Iterator[str]:
    document, sentences = side
    first = [at for at, sentence in enumerate(sentences) if sentence.is_body][:_USUAL]
    for at in (*alone, *(at for at in first if at not in alone)):
        yield " ".join(sentences[at].span.of(document.text).split())


def _grown_course(beads: Sequence[Bead], found: Sequence[Bead]) -> set[Bead]:
    """The course of the links and, of the new ones that cross none of it, the longest run."""
    course = _course(beads)
    return _course([*course, *(new for new in found if not any(_cross(new, each) for each in course))])


def _cross(one: Bead, other: Bead) -> bool:
    return (one.left.start < other.left.start) != (one.right.start < other.right.start)


def _course(beads: Sequence[Bead]) -> set[Bead]:
    """The beads of the longest ascending run."""
    ordered = sorted(beads, key=lambda bead: (bead.left.start, bead.right.start))
    return {ordered[at] for at in longest_ascending([bead.right.start for bead in ordered])}
