"""Lining up the sentences of two documents.

Copies keep the course of their source for long stretches and break it now and then: paragraphs are cut,
moved, sentences split and merged. So the work is done in passes over the log odds of every bead:

1. the course: dynamic programming over 1:1, 1:2, 2:1, 1:3, 3:1 and 2:2 beads;
2. moves: what the course left over is linked best first, over a higher threshold;
3. places, in a text reworded throughout: what is still left over is linked by where it stands between the
   links already found (places.py);
4. slots: where few sentences a side are left between the same two neighbours, their place speaks for them,
   and low odds suffice ("Almost none have …" beside "Hardly anyone has …");
5. remainders: a sentence still alone beside a linked neighbour joins it when that is likelier than not
   (a fragment split off: "election. marred by fraud.");
6. meanings, where a user names a sentence encoder: what is alone on both sides is asked about (meant.py).

A link is *moved* when it stands out of the longest ascending run of links. Long documents fall into blocks
first (blocks.py); each block is lined up like a document, then the moves between blocks are sought.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np

from retell.alignment.blocks import blocks, likely_moves
from retell.alignment.course import course, course_within
from retell.alignment.ground import Bead, Ground, further, ground, longest_ascending
from retell.alignment.model import Alignment, Link, LinkKind
from retell.alignment.places import placed
from retell.alignment.rows import Features, features, rarities, rows
from retell.document.model import Document, FurnitureKind, Sentence
from retell.models.alignment_weights import WEIGHTS, AlignmentWeights
from retell.settings import AlignmentSettings
from retell.text.tokens import fold, tokens

_Side = tuple[Document, Sequence[Sentence]]


def align(
    left: Document,
    right: Document,
    left_sentences: tuple[Sentence, ...],
    right_sentences: tuple[Sentence, ...],
    settings: AlignmentSettings,
    weights: AlignmentWeights = WEIGHTS,
) -> Alignment:
    """Link the sentences of two documents; every sentence is in exactly one link or on one side only."""
    one, other = (left, left_sentences), (right, right_sentences)
    found = _lined_up(one, other, settings, weights)
    if settings.encoder:
        from retell.alignment.meant import meant  # what opens encoders is loaded where one is named

        found += meant(one, other, [bead for bead, _ in found], settings)
    ordered = sorted(found, key=lambda pair: (pair[0].left.start, pair[0].right.start))
    return Alignment(
        left=left_sentences,
        right=right_sentences,
        links=tuple(_links(one, other, ordered)),
        only_left=tuple(sorted(_free(len(left_sentences), [bead.left for bead, _ in ordered]))),
        only_right=tuple(sorted(_free(len(right_sentences), [bead.right for bead, _ in ordered]))),
    )


def _lined_up(
    left: _Side, right: _Side, settings: AlignmentSettings, weights: AlignmentWeights
) -> list[tuple[Bead, float]]:
    """The beads of two documents, each with its similarity."""
    lefts, rights = _features(left), _features(right)
    rarity = rarities([*lefts, *rights])

    def on(at: Sequence[int], to: Sequence[int]) -> Ground:
        made = rows([lefts[i] for i in at], [rights[j] for j in to], rarity)
        roles = np.array([left[1][i].role for i in at]), np.array([right[1][j].role for j in to])
        return ground(*made, roles, weights, settings)

    parts = list(blocks(lefts, rights, settings))
    found: list[tuple[Bead, float]] = []
    for part, beside in parts:
        here = on(part, beside)
        beads = _beads(here, left[1][part.start : part.stop], right[1][beside.start : beside.stop])
        found += [(_shifted(bead, part.start, beside.start), here.similarity(bead)) for bead in beads]
    if len(parts) > 1:
        free = (
            _free(len(lefts), [bead.left for bead, _ in found]),
            _free(len(rights), [bead.right for bead, _ in found]),
        )
        found += _far_moves(likely_moves(lefts, rights, free), on, settings)
    return found


def _features(side: _Side) -> list[Features]:
    document, sentences = side
    return [features(tokens(document.text, sentence.span)) for sentence in sentences]


def _shifted(bead: Bead, by: int, across: int) -> Bead:
    return Bead(
        left=range(bead.left.start + by, bead.left.stop + by),
        right=range(bead.right.start + across, bead.right.stop + across),
    )


def _beads(on: Ground, left: Sequence[Sentence], right: Sequence[Sentence]) -> list[Bead]:
    """The passes over one ground."""
    if not left or not right:
        return []
    beads = first_beads(on)
    reworded = is_reworded(on, beads)
    if reworded:
        lone = left_over(on, beads)
        beads += placed(
            on, beads, [i for i in lone[0] if left[i].is_body], [j for j in lone[1] if right[j].is_body]
        )
    beads += _titles(on, beads, left, right)
    beads += _slots(on, beads, left, right, reworded=reworded)
    settings = on.settings
    return _remainders(on, beads, settings.reworded_remainder_odds if reworded else settings.remainder_odds)


def first_beads(on: Ground) -> list[Bead]:
    """The course and the moves: what is linked whatever stands round it."""
    beads = list(course(on))
    return beads + _moves(on, beads)


def left_over(on: Ground, beads: Sequence[Bead]) -> tuple[list[int], list[int]]:
    """The sentences of each side that are in no bead."""
    taken = [bead.left for bead in beads], [bead.right for bead in beads]
    return sorted(_free(on.shape[0], taken[0])), sorted(_free(on.shape[1], taken[1]))


def _moves(on: Ground, beads: Sequence[Bead]) -> list[Bead]:
    """Links among what the course left over, likeliest first."""
    left = _free(on.shape[0], [bead.left for bead in beads])
    right = _free(on.shape[1], [bead.right for bead in beads])
    if not left or not right:
        return []
    likely: list[tuple[float, Bead]] = []
    for (tall, wide), odds in on.free.items():
        for i, j in np.argwhere(odds >= on.settings.move_odds).tolist():
            likely.append((float(odds[i, j]), Bead(left=range(i, i + tall), right=range(j, j + wide))))
    likely.sort(key=lambda each: (-each[0], each[1].left.start, each[1].right.start, len(each[1].left)))
    return list(_taken(likely, left, right))


def _taken(likely: Iterable[tuple[float, Bead]], left: set[int], right: set[int]) -> Iterator[Bead]:
    """The beads, in order, whose sentences are all still free; they are taken from the sets."""
    for _, bead in likely:
        if left.issuperset(bead.left) and right.issuperset(bead.right):
            left.difference_update(bead.left)
            right.difference_update(bead.right)
            yield bead


def _far_moves(
    candidates: Iterable[tuple[int, Sequence[int]]],
    on: Callable[[Sequence[int], Sequence[int]], Ground],
    settings: AlignmentSettings,
) -> list[tuple[Bead, float]]:
    """Links between blocks, likeliest first; `candidates` are free sentences with their likely fellows."""
    likely: list[tuple[float, Bead]] = []
    alike: dict[Bead, float] = {}
    for i, others in candidates:
        here = on((i,), others)
        for at, j in enumerate(others):
            bead = Bead(left=range(i, i + 1), right=range(j, j + 1))
            if (odds := float(here.free[1, 1][0, at])) >= settings.move_odds:
                likely.append((odds, bead))
                alike[bead] = float(here.cosine[0, at])
    likely.sort(key=lambda each: (-each[0], each[1].left.start, each[1].right.start))
    left = {bead.left.start for bead in alike}
    right = {bead.right.start for bead in alike}
    return [(bead, alike[bead]) for bead in _taken(likely, left, right)]


def _slots(
    on: Ground,
    beads: Sequence[Bead],
    left: Sequence[Sentence],
    right: Sequence[Sentence],
    *,
    reworded: bool,
) -> list[Bead]:
    """Links between the few body sentences left over on both sides of one gap in the course."""
    rows, columns = on.shape
    ends = (
        Bead(left=range(-1, 0), right=range(-1, 0)),
        Bead(left=range(rows, rows + 1), right=range(columns, columns + 1)),
    )
    order = sorted((ends[0], *beads, ends[1]), key=lambda bead: (bead.left.start, bead.right.start))
    taken = {j for bead in beads for j in bead.right}
    found: list[Bead] = []
    for before, after in pairwise(order):
        gap = (
            _body(left, before.left.stop, after.left.start),
            _body(right, before.right.stop, after.right.start),
        )
        # A move may have taken a sentence out of the middle of a gap on the right.
        few = all(0 < len(part) <= on.settings.slot_size for part in gap)
        if few and taken.isdisjoint(gap[1]):
            lone = len(gap[0]) == len(gap[1]) == 1 and reworded
            # In a reworded text place is known: how far off the whole course they lie says nothing more.
            within = course_within(
                on.free if reworded else on.odds,
                *gap,
                on.settings.lone_slot_odds if lone else on.settings.slot_odds,
            )
            found += [bead for bead in within if len(bead.left) == len(bead.right) == 1]
    return found


def is_reworded(on: Ground, beads: Sequence[Bead]) -> bool:
    """Whether a copy kept the words of hardly a sentence, so that one without any in common is no new one.

    Reports of one event that were not copied have some such links too, but few.
    """
    linked = min(
        sum(map(len, side)) for side in ([bead.left for bead in beads], [bead.right for bead in beads])
    )
    if linked < on.settings.copied_share * min(on.shape):
        return False
    alike = sorted(
        float(on.cosine[bead.left.start, bead.right.start])
        for bead in beads
        if len(bead.left) == len(bead.right) == 1
    )
    if not alike:
        return False
    median = (alike[(len(alike) - 1) // 2] + alike[len(alike) // 2]) / 2
    return median < on.settings.reworded


def _titles(
    on: Ground, beads: Sequence[Bead], left: Sequence[Sentence], right: Sequence[Sentence]
) -> list[Bead]:
    """The headlines, and the bylines, where neither is linked: rewriting leaves them no word."""
    taken = {i for bead in beads for i in bead.left}, {j for bead in beads for j in bead.right}
    found = []
    for kind in (FurnitureKind.TITLE, FurnitureKind.BYLINE):
        one, other = _lines(left, kind), _lines(right, kind)
        few = sorted((len(one), len(other))) in ([1, 1], [1, 2])
        if few and taken[0].isdisjoint(one) and taken[1].isdisjoint(other):
            odds = on.free[1, 1][one.start : one.stop, other.start : other.stop]
            if odds.max() >= on.settings.title_odds:
                found.append(Bead(left=one, right=other))
    return found


def _lines(side: Sequence[Sentence], kind: FurnitureKind) -> range:
    """The lines of one kind, nothing where they do not stand together."""
    lines = [at for at, sentence in enumerate(side) if sentence.role == kind]
    together = lines and lines[-1] - lines[0] == len(lines) - 1
    return range(lines[0], lines[-1] + 1) if together else range(0)


def _body(sentences: Sequence[Sentence], start: int, stop: int) -> range:
    """The sentences from start to stop without the furniture at both ends."""
    while start < stop and not sentences[start].is_body:
        start += 1
    while stop > start and not sentences[stop - 1].is_body:
        stop -= 1
    return range(start, stop)


def _free(count: int, taken: Sequence[range]) -> set[int]:
    return set(range(count)).difference(*taken) if taken else set(range(count))


def _remainders(on: Ground, beads: Sequence[Bead], least: float) -> list[Bead]:
    """Sentences still alone join a neighbour's link where the log odds of that are over `least`."""
    grown = list(beads)
    for i in sorted(_free(on.shape[0], [bead.left for bead in grown])):
        _grow(on, grown, i, least, on_left=True)
    for j in sorted(_free(on.shape[1], [bead.right for bead in grown])):
        _grow(on, grown, j, least, on_left=False)
    return grown


def _grow(on: Ground, beads: list[Bead], index: int, least: float, *, on_left: bool) -> None:
    best: tuple[float, int] | None = None
    for at, bead in enumerate(beads):
        side, far = (bead.left, bead.right) if on_left else (bead.right, bead.left)
        if len(far) == 1 and index in (side.start - 1, side.stop):
            odds = further(bead, index, on, on_left=on_left)
            if odds > least and (not best or odds > best[0]):
                best = odds, at
    if best:
        beads[best[1]] = _widened(beads[best[1]], index, on_left=on_left)


def _widened(bead: Bead, index: int, *, on_left: bool) -> Bead:
    side = bead.left if on_left else bead.right
    wider = range(min(side.start, index), max(side.stop, index + 1))
    return Bead(left=wider, right=bead.right) if on_left else Bead(left=bead.left, right=wider)


def _links(left: _Side, right: _Side, beads: Sequence[tuple[Bead, float]]) -> Iterator[Link]:
    in_course = set(longest_ascending([bead.right.start for bead, _ in beads]))
    for at, (bead, similarity) in enumerate(beads):
        yield Link(
            left=tuple(bead.left),
            right=tuple(bead.right),
            kind=_kind(left, right, bead),
            moved=at not in in_course,
            similarity=round(min(1.0, max(0.0, similarity)), 4),
        )


def _kind(left: _Side, right: _Side, bead: Bead) -> LinkKind:
    if len(bead.left) == len(bead.right) and all(
        _same_words(left, i, right, j) for i, j in zip(bead.left, bead.right, strict=True)
    ):
        return LinkKind.IDENTICAL
    if len(bead.left) > len(bead.right):
        return LinkKind.MERGED
    return LinkKind.SPLIT if len(bead.right) > len(bead.left) else LinkKind.REWORDED


def _same_words(left: _Side, i: int, right: _Side, j: int) -> bool:
    one, other = left[1][i].span.of(left[0].text).split(), right[1][j].span.of(right[0].text).split()
    return len(one) == len(other) and all(
        a == b or fold(a) == fold(b) for a, b in zip(one, other, strict=True)
    )
