"""Long documents in blocks that fit together, and the sentences that may have moved between blocks.

A table of all pairs of two long documents has no room in memory. Words side by side that stand once on
each side vote for the sentences that hold them; pairs with the most votes, in ascending order, are where
the documents are cut. Time and memory grow with the length of the documents, not with its square.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from retell.alignment.ground import Shape, longest_ascending
from retell.alignment.rows import Block, Features
from retell.settings import AlignmentSettings

_ONCE_VOTES = 3
"""Shared couples of words that each side has once for a pair to be a place to cut."""
_RARE = 4
"""Sentences a side a word may stand in to speak for a move."""
_MOST_CANDIDATES = 6
"""Sentences that a free one is weighed against."""


def blocks(
    left: Sequence[Features], right: Sequence[Features], settings: AlignmentSettings
) -> Iterator[tuple[range, range]]:
    """The two documents, given as features, as pairs of blocks of at most `most_cells` pairs, in order."""
    whole = range(len(left)), range(len(right))
    if len(left) * len(right) <= settings.most_cells:
        yield whole
        return
    marks = _cuts(left, right)
    start = (0, 0)
    side = int(settings.most_cells**0.5)
    waiting: Shape | None = None
    for mark in [*marks, (len(left), len(right))]:
        if waiting and max(mark[0] - start[0], mark[1] - start[1]) > side:
            yield from _small(range(start[0], waiting[0]), range(start[1], waiting[1]), side)
            start = waiting
        waiting = mark
    yield from _small(range(start[0], len(left)), range(start[1], len(right)), side)


def _small(left: range, right: range, side: int) -> Iterator[tuple[range, range]]:
    """The block, cut evenly where no pair of sentences says where."""
    if max(len(left), len(right)) <= side:
        yield left, right
        return
    i, j = (left.start + left.stop) // 2, (right.start + right.stop) // 2
    yield from _small(range(left.start, i), range(right.start, j), side)
    yield from _small(range(i, left.stop), range(j, right.stop), side)


def _cuts(left: Sequence[Features], right: Sequence[Features]) -> list[Shape]:
    """Pairs of sentences that share the most of what each side has once, in ascending order."""
    votes = _votes(_once(left), _once(right))
    best_right, best_left = _best(votes), _best({(j, i): count for (i, j), count in votes.items()})
    sure = [(i, j) for i, j in sorted(best_right.items()) if best_left[j] == i and votes[i, j] >= _ONCE_VOTES]
    return [sure[at] for at in longest_ascending([j for _, j in sure])]


def _once(sentences: Sequence[Features]) -> dict[str, int]:
    """The couples of words that stand in one sentence only, and in which."""
    where: dict[str, int] = {}
    for at, sentence in enumerate(sentences):
        for one, other in pairwise(sentence.keys):
            couple = f"{one} {other}"
            where[couple] = at if where.get(couple, at) == at else -1
    return {couple: at for couple, at in where.items() if at >= 0}


def _votes(left: Mapping[str, int], right: Mapping[str, int]) -> Counter[Shape]:
    return Counter((at, right[word]) for word, at in left.items() if word in right)


def _best(votes: Mapping[Shape, int]) -> dict[int, int]:
    """For each sentence the one with most votes, the first of equals."""
    best: dict[int, tuple[int, int]] = {}
    for (i, j), count in votes.items():
        if i not in best or (count, -j) > best[i]:
            best[i] = count, -j
    return {i: -j for i, (_, j) in best.items()}


def likely_moves(
    left: Sequence[Features], right: Sequence[Features], free: tuple[set[int], set[int]]
) -> Iterator[tuple[int, list[int]]]:
    """Each free sentence of the left that shares two rare words with free ones of the right, and these."""
    holders: dict[str, list[int]] = {}
    for j in sorted(free[1]):
        for word in sorted(_telling(right[j])):
            holders.setdefault(word, []).append(j)
    for i in sorted(free[0]):
        rare = (holders.get(word, []) for word in sorted(_telling(left[i])))
        shared = Counter(j for found in rare if len(found) <= _RARE for j in found)
        likely = sorted((j for j, count in shared.items() if count > 1), key=lambda j: (-shared[j], j))
        if likely:
            yield i, sorted(likely[:_MOST_CANDIDATES])


def _telling(sentence: Features) -> frozenset[str]:
    return sentence.blocks[Block.STEMS] | sentence.blocks[Block.FIGURES]
