"""The witnesses of a text side by side, word by word.

Each is laid beside the nearest one that already lies there: first the words that both have in order, then
what stands between, where words that look alike go together. What a document lacks for long was lost with
a leaf and tells nothing of its source; what it lacks for a few words is one difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, Indel

from retell.lineage.account import Account
from retell.settings import SkeletonSettings

Readings = NDArray[np.int8]
"""A row for each document, a column for each place: a number for what stands there, or `MISSING`."""

Place = dict[int, str]
"""What each document has in a place; those that have nothing there are not in it."""

MISSING = -1
"""Where a document is not kept."""
VARIANTS = 8
"""Different readings of a place that are told apart; rarer ones count as one."""
_CELLS = 40_000
"""Words by places from which only equal ones are laid beside each other: a whole passage was put in."""


def collated(accounts: Sequence[Account], settings: SkeletonSettings) -> Readings:
    """The places in which the documents differ, whatever is the same in all left out."""
    words = [[key for key in account.keys if key[0].isalnum()] for account in accounts]
    places = _laid(words)
    numbered = [_numbered(place, len(words)) for place in places]
    table = _holed(np.array(numbered, dtype=np.int8).reshape(-1, len(words)).T, settings)
    telling = [len(set(column[column >= 0].tolist())) > 1 for column in table.T]
    return table[:, np.array(telling, dtype=bool)]


def _numbered(place: Place, count: int) -> list[int]:
    """The readings of a place by how many have them, the rest as one; nothing there is a reading too."""
    held = [place.get(at, "") for at in range(count)]
    often = sorted(set(held), key=lambda word: (-held.count(word), word))
    number = {word: min(at, VARIANTS - 2) + 1 for at, word in enumerate(each for each in often if each)}
    return [number.get(word, 0) for word in held]


def _holed(table: Readings, settings: SkeletonSettings) -> Readings:
    """The table with long gaps as missing, and of short ones all but the first place."""
    usual = (table > 0).mean(axis=0) > _USUAL
    for row in table:
        for gap in _gaps(row):
            real = [at for at in gap if usual[at]]
            at_end = gap[0] == 0 or gap[-1] == len(row) - 1
            if len(real) >= settings.hole or (at_end and len(real) >= settings.torn):
                row[gap] = MISSING
            else:
                row[real[1:]] = MISSING
    return table


_USUAL = 0.3
"""Share of the documents that must have a word, for its want to be a gap in the others."""


def _gaps(row: Readings) -> Iterator[list[int]]:
    """Places in a row at which a document has nothing."""
    gap: list[int] = []
    for at, reading in enumerate(row.tolist()):
        if reading == 0:
            gap.append(at)
        elif gap:
            yield gap
            gap = []
    if gap:
        yield gap


def _laid(words: Sequence[Sequence[str]]) -> list[Place]:
    """The places of all documents, in an order that holds for each."""
    first, *rest = _course(words)
    line: list[Place] = [{first[0]: word} for word in words[first[0]]]
    stands = {first[0]: list(line)}
    for document, beside in rest:
        where = {id(place): at for at, place in enumerate(line)}
        known = [where[id(place)] for place in stands[beside]]
        found = _beside(line, known, words[beside], words[document])
        line, stands[document] = _entered(line, found, words[document], document)
    return line


def _course(words: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    """Each document and the one to lay it beside, nearest first from the one nearest to all."""
    count = len(words)
    apart = np.zeros((count, count))
    for a in range(count):
        for b in range(a):
            apart[a, b] = apart[b, a] = Indel.normalized_distance(words[a], words[b])
    start = int(np.argmin(apart.sum(axis=0)))
    yield start, start
    nearest, beside = apart[start].copy(), np.full(count, start)
    nearest[start] = np.inf
    for _ in range(count - 1):
        document = int(np.argmin(nearest))
        yield document, int(beside[document])
        closer = (apart[document] < nearest) & (nearest < np.inf)
        nearest[closer], beside[closer] = apart[document][closer], document
        nearest[document] = np.inf


def _beside(
    line: Sequence[Place], known: Sequence[int], own: Sequence[str], words: Sequence[str]
) -> list[int | None]:
    """For each word the place it belongs to, by a document `own` whose places are `known`."""
    found: list[int | None] = [None] * len(words)
    for i, k, j, m in _stretches(own, words, found, known):
        low = known[i - 1] + 1 if i else 0
        high = known[k] if k < len(known) else len(line)
        for at, place in _matched(line[low:high], words[j:m]):
            found[j + at] = low + place
    return found


def _stretches(
    own: Sequence[str], words: Sequence[str], found: list[int | None], known: Sequence[int]
) -> Iterator[tuple[int, int, int, int]]:
    """What stands between the words that both have; those are entered as found."""
    i = j = 0
    for step in Indel.opcodes(own, words):
        if step.tag != "equal":
            continue
        if j < step.dest_start:
            yield i, step.src_start, j, step.dest_start
        for ahead in range(step.src_end - step.src_start):
            found[step.dest_start + ahead] = known[step.src_start + ahead]
        i, j = step.src_end, step.dest_end
    if j < len(words):
        yield i, len(own), j, len(words)


def _matched(places: Sequence[Place], words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Words and places that go together in order, so that they look most alike (Needleman & Wunsch 1970)."""
    if len(places) * len(words) > _CELLS:
        yield from _equal([min(place.values()) for place in places], words)
        return
    best = [[0.0] * (len(words) + 1) for _ in range(len(places) + 1)]
    for i, place in enumerate(places, start=1):
        row, above = best[i], best[i - 1]
        held = set(place.values())
        for j, word in enumerate(words, start=1):
            row[j] = max(above[j], row[j - 1], above[j - 1] + _alike(held, word))
    i, j = len(places), len(words)
    while i and j:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            yield j, i


def _equal(line: Sequence[str], words: Sequence[str]) -> Iterator[tuple[int, int]]:
    for step in Indel.opcodes(line, words):
        if step.tag == "equal":
            yield from zip(
                range(step.dest_start, step.dest_end), range(step.src_start, step.src_end), strict=True
            )


def _alike(held: set[str], word: str) -> float:
    """How well a word fits into a place: 2 if it stands there, below 0 for another word altogether."""
    if word in held:
        return 2.0
    return 1.4 - 1.8 * min(OSA.normalized_distance(each, word) for each in held)


def _entered(
    line: Sequence[Place], found: Sequence[int | None], words: Sequence[str], document: int
) -> tuple[list[Place], list[Place]]:
    """The line with the words of a document in it, new places where none was found; and its own places."""
    after: dict[int, list[Place]] = {}
    own: list[Place] = []
    last = -1
    for place, word in zip(found, words, strict=True):
        if place is None:
            made = {document: word}
            after.setdefault(last, []).append(made)
        else:
            last, made = place, line[place]
            made[document] = word
        own.append(made)
    grown = list(after.get(-1, ()))
    for at, held in enumerate(line):
        grown += [held, *after.get(at, ())]
    return grown, own
