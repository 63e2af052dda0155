"""Lining up the sentences of two documents.

Copies keep the course of their source for long stretches and break it now and then: paragraphs are cut,
moved, sentences split and merged. So the work is done in four passes over a matrix of similarities:

1. the course: dynamic programming (Gale & Church 1993; the bead shapes of Bertalign) over 1:1, 1:2, 2:1,
   1:3, 3:1 and 2:2 beads, a bead gaining its similarity less a threshold, an unlinked sentence costing
   nothing. Pairs that can only be each other's (mutual best, nearly identical, in ascending order) are
   fixed first, so that long documents fall into short problems;
2. moves: what the course left over is linked best first, over a higher threshold;
3. slots: where few sentences a side are left between the same two neighbours, their place speaks for them,
   and a low likeness suffices ("Almost none have …" beside "Hardly anyone has …");
4. remainders: a sentence still alone beside a linked neighbour joins it when the other side of that link
   holds its words (a fragment split off: "election. marred by fraud.").

A link is *moved* when it stands out of the longest ascending run of links.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from retell.alignment.model import Alignment, Link, LinkKind
from retell.alignment.similarity import cosines, type_matrix, vectors
from retell.document.model import Document, Sentence
from retell.settings import AlignmentSettings
from retell.text.tokens import fold, tokens

BEADS = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bead:
    """Some sentences beside some, before it is a link: half-open index ranges."""

    left: range
    right: range
    similarity: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What the passes share: the vectors of both sides, their cosines, and how alike the roles are."""

    left: type_matrix
    right: type_matrix
    cosine: type_matrix
    fair: type_matrix
    settings: AlignmentSettings

    def similarity(self, left: range, right: range) -> float:
        """How alike the sentences of `left`, taken together, are to those of `right`; 0..1."""
        if len(left) == len(right) == 1:
            return float(self.cosine[left.start, right.start])
        one = self.left[left.start : left.stop].sum(axis=0, keepdims=True)
        other = self.right[right.start : right.stop].sum(axis=0, keepdims=True)
        least = float(self.fair[left.start : left.stop, right.start : right.stop].min())
        return float(cosines(one, other)[0, 0]) * least


def align(
    left: Document,
    right: Document,
    left_sentences: tuple[Sentence, ...],
    right_sentences: tuple[Sentence, ...],
    settings: AlignmentSettings,
) -> Alignment:
    """Link the sentences of two documents; every sentence is in exactly one link or on one side only."""
    ground = _ground(left, right, left_sentences, right_sentences, settings)
    beads = list(_course(ground))
    beads += _moves(ground, beads)
    beads += _slots(ground, beads, left_sentences, right_sentences)
    beads = _remainders(ground, beads)
    return _alignment(left, right, left_sentences, right_sentences, beads)


def _ground(
    left: Document,
    right: Document,
    left_sentences: Sequence[Sentence],
    right_sentences: Sequence[Sentence],
    settings: AlignmentSettings,
) -> Ground:
    made = vectors(
        [tokens(left.text, sentence.span) for sentence in left_sentences],
        [tokens(right.text, sentence.span) for sentence in right_sentences],
        settings,
    )
    body = np.array([s.is_body for s in left_sentences]), np.array([s.is_body for s in right_sentences])
    fair = np.ones((len(left_sentences), len(right_sentences)), dtype=np.float32)
    if fair.size:
        fair[body[0][:, None] != body[1][None, :]] = settings.unlike_roles
    cosine = cosines(made.left, made.right) * fair
    return Ground(left=made.left, right=made.right, cosine=cosine, fair=fair, settings=settings)


def _course(ground: Ground) -> Iterator[Bead]:
    """The monotone course, block by block between the anchors."""
    rows, columns = ground.cosine.shape
    start = (0, 0)
    for i, j in [*_anchors(ground), (rows, columns)]:
        block = range(start[0], i), range(start[1], j)
        yield from _dynamic(ground, *block, ground.settings.threshold)
        if i < rows:
            yield Bead(left=range(i, i + 1), right=range(j, j + 1), similarity=float(ground.cosine[i, j]))
        start = (i + 1, j + 1)


def _anchors(ground: Ground) -> list[tuple[int, int]]:
    """Pairs that can only be each other's, in ascending order on both sides."""
    cosine = ground.cosine
    if not cosine.size:
        return []
    best_right, best_left = cosine.argmax(axis=1), cosine.argmax(axis=0)
    sure = [
        (int(i), int(j))
        for i, j in enumerate(best_right)
        if best_left[j] == i and cosine[i, j] >= ground.settings.anchor and _alone(cosine, int(i), int(j))
    ]
    return [sure[at] for at in longest_ascending([j for _, j in sure])]


def _alone(cosine: type_matrix, i: int, j: int) -> bool:
    """Whether no other sentence comes near this pair (a refrain is no anchor)."""
    near = cosine[i, j] * 0.9
    return int((cosine[i] >= near).sum()) == 1 and int((cosine[:, j] >= near).sum()) == 1


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


def _dynamic(ground: Ground, rows: range, columns: range, threshold: float) -> Iterator[Bead]:
    """The best course through one block, of beads more alike than `threshold`."""
    if not rows or not columns:
        return
    height, width = len(rows), len(columns)
    best = np.zeros((height + 1, width + 1))
    back: dict[tuple[int, int], Bead] = {}
    for i in range(1, height + 1):
        for j in range(1, width + 1):
            value = max(best[i - 1, j], best[i, j - 1])
            for bead in _ending_at(ground, rows, columns, (i, j), threshold):
                gain = best[i - len(bead.left), j - len(bead.right)] + bead.similarity - threshold
                if gain > value:
                    value = gain
                    back[i, j] = bead
            best[i, j] = value
    yield from _walked(best, back, height, width)


def _ending_at(
    ground: Ground, rows: range, columns: range, end: tuple[int, int], threshold: float
) -> Iterator[Bead]:
    """The beads whose last sentences are the row and column `end` of the block, counted from one."""
    i, j = end
    floor = ground.settings.part
    for height, width in BEADS:
        if height > i or width > j:
            continue
        left = range(rows.start + i - height, rows.start + i)
        right = range(columns.start + j - width, columns.start + j)
        window = ground.cosine[left.start : left.stop, right.start : right.stop]
        if height * width > 1 and not (
            window.max(axis=0).min() >= floor and window.max(axis=1).min() >= floor
        ):
            continue
        similarity = ground.similarity(left, right)
        if similarity > threshold:
            yield Bead(left=left, right=right, similarity=similarity)


def _walked(
    best: np.ndarray[tuple[int, ...], np.dtype[np.float64]], back: dict[tuple[int, int], Bead], i: int, j: int
) -> Iterator[Bead]:
    found: list[Bead] = []
    while i and j:
        if best[i, j] == best[i - 1, j]:
            i -= 1
        elif best[i, j] == best[i, j - 1]:
            j -= 1
        else:
            bead = back[i, j]
            found.append(bead)
            i, j = i - len(bead.left), j - len(bead.right)
    yield from reversed(found)


def _moves(ground: Ground, beads: Sequence[Bead]) -> list[Bead]:
    """Links among what the course left over, most alike first."""
    left = _free(ground.cosine.shape[0], [bead.left for bead in beads])
    right = _free(ground.cosine.shape[1], [bead.right for bead in beads])
    pairs = sorted(
        ((float(ground.cosine[i, j]), i, j) for i in left for j in right),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    found: list[Bead] = []
    for similarity, i, j in pairs:
        if similarity < ground.settings.move_threshold:
            break
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            found.append(Bead(left=range(i, i + 1), right=range(j, j + 1), similarity=similarity))
    return found


def _slots(
    ground: Ground, beads: Sequence[Bead], left: Sequence[Sentence], right: Sequence[Sentence]
) -> list[Bead]:
    """Links between the few body sentences left over on both sides of one gap in the course."""
    rows, columns = ground.cosine.shape
    ends = (
        Bead(left=range(-1, 0), right=range(-1, 0), similarity=0),
        Bead(left=range(rows, rows + 1), right=range(columns, columns + 1), similarity=0),
    )
    course = sorted((ends[0], *beads, ends[1]), key=lambda bead: (bead.left.start, bead.right.start))
    taken = {j for bead in beads for j in bead.right}
    found: list[Bead] = []
    for before, after in pairwise(course):
        gap = (
            _body(left, before.left.stop, after.left.start),
            _body(right, before.right.stop, after.right.start),
        )
        # A move may have taken a sentence out of the middle of a gap on the right.
        few = all(0 < len(part) <= ground.settings.slot_size for part in gap)
        if few and taken.isdisjoint(gap[1]):
            equal = len(gap[0]) == len(gap[1])
            least = ground.settings.slot_threshold if equal else ground.settings.uneven_slot_threshold
            found += _dynamic(ground, gap[0], gap[1], least)
    return found


def _body(sentences: Sequence[Sentence], start: int, stop: int) -> range:
    """The sentences from start to stop without the furniture at both ends."""
    while start < stop and not sentences[start].is_body:
        start += 1
    while stop > start and not sentences[stop - 1].is_body:
        stop -= 1
    return range(start, stop)


def _free(count: int, taken: Sequence[range]) -> set[int]:
    return set(range(count)).difference(*taken) if taken else set(range(count))


def _remainders(ground: Ground, beads: Sequence[Bead]) -> list[Bead]:
    """Sentences still alone join a neighbour's link when its other side holds their words."""
    grown = list(beads)
    for i in sorted(_free(ground.cosine.shape[0], [bead.left for bead in grown])):
        _grow(ground, grown, i, on_left=True)
    for j in sorted(_free(ground.cosine.shape[1], [bead.right for bead in grown])):
        _grow(ground, grown, j, on_left=False)
    return grown


def _grow(ground: Ground, beads: list[Bead], index: int, *, on_left: bool) -> None:
    own = ground.left if on_left else ground.right
    best: tuple[float, int] | None = None
    for at, bead in enumerate(beads):
        side, other = (bead.left, bead.right) if on_left else (bead.right, bead.left)
        if index not in (side.start - 1, side.stop):
            continue
        far = (ground.right if on_left else ground.left)[other.start : other.stop]
        share = _held(own[index], far)
        wider = _widened(bead, index, on_left=on_left)
        gain = ground.similarity(wider.left, wider.right) - bead.similarity
        if (
            share >= ground.settings.held
            and gain > -ground.settings.growth_loss
            and (not best or share > best[0])
        ):
            best = (share, at)
    if best:
        wider = _widened(beads[best[1]], index, on_left=on_left)
        similarity = ground.similarity(wider.left, wider.right)
        beads[best[1]] = Bead(left=wider.left, right=wider.right, similarity=similarity)


def _held(vector: np.ndarray[tuple[int, ...], np.dtype[np.float32]], others: type_matrix) -> float:
    """The share of a sentence's weight that stands in the other sentences too."""
    total = float((vector * vector).sum())
    there = others.max(axis=0) > 0
    return float((vector[there] ** 2).sum()) / total if total else 0.0


def _widened(bead: Bead, index: int, *, on_left: bool) -> Bead:
    side = bead.left if on_left else bead.right
    wider = range(min(side.start, index), max(side.stop, index + 1))
    if on_left:
        return Bead(left=wider, right=bead.right, similarity=bead.similarity)
    return Bead(left=bead.left, right=wider, similarity=bead.similarity)


def _alignment(
    left: Document,
    right: Document,
    left_sentences: tuple[Sentence, ...],
    right_sentences: tuple[Sentence, ...],
    beads: Sequence[Bead],
) -> Alignment:
    ordered = sorted(beads, key=lambda bead: (bead.left.start, bead.right.start))
    course = set(longest_ascending([bead.right.start for bead in ordered]))
    links = tuple(
        Link(
            left=tuple(bead.left),
            right=tuple(bead.right),
            kind=_kind(left, right, left_sentences, right_sentences, bead),
            moved=at not in course,
            similarity=round(min(1.0, max(0.0, bead.similarity)), 4),
        )
        for at, bead in enumerate(ordered)
    )
    return Alignment(
        left=left_sentences,
        right=right_sentences,
        links=links,
        only_left=tuple(sorted(_free(len(left_sentences), [bead.left for bead in ordered]))),
        only_right=tuple(sorted(_free(len(right_sentences), [bead.right for bead in ordered]))),
    )


def _kind(
    left: Document,
    right: Document,
    left_sentences: Sequence[Sentence],
    right_sentences: Sequence[Sentence],
    bead: Bead,
) -> LinkKind:
    one = [_words(left, left_sentences[index]) for index in bead.left]
    other = [_words(right, right_sentences[index]) for index in bead.right]
    if one == other:
        return LinkKind.IDENTICAL
    if len(bead.left) > len(bead.right):
        return LinkKind.MERGED
    return LinkKind.SPLIT if len(bead.right) > len(bead.left) else LinkKind.REWORDED


def _words(document: Document, sentence: Sentence) -> str:
    return " ".join(fold(word) for word in sentence.span.of(document.text).split())
