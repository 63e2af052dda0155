"""The two versions as one course of words, for the formats of textual scholarship.

A critical apparatus and an alignment table know no crossing: each version must be read in its own order by
going through the whole once. So the longest course of links that do not cross is kept, and a passage that
was moved stands twice, once for each version, each time alone, and each place names the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from retell.alignment.model import Link
from retell.document.model import Document, Sentence
from retell.report.model import Report
from retell.text.tokens import fold, tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word, number or mark as written, with the white space up to the next; `key` is what it counts as."""

    text: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the two versions have at one place; `same` where they agree letter for letter."""

    left: tuple[Word, ...]
    right: tuple[Word, ...]
    same: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """Sentences that stand at one place, by id; `moved` names where the other version has them."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    role: str
    moved: tuple[str, ...]
    readings: tuple[Reading, ...]


Place = tuple[tuple[int, ...], tuple[int, ...]]
"""The sentences of a unit on each side, by index."""


def collated(report: Report) -> tuple[Unit, ...]:
    """The units in order; every word of either version once, in its version's own order."""
    alignment = report.comparison.alignment
    lefts = _words(report.comparison.left, alignment.left)
    rights = _words(report.comparison.right, alignment.right)
    elsewhere = _elsewhere(alignment.links)
    units = []
    for left, right in _places(report):
        ours = tuple(word for at in left for word in lefts[at])
        theirs = tuple(word for at in right for word in rights[at])
        first = alignment.left[left[0]] if left else alignment.right[right[0]]
        alone = (f"l{left[0] + 1}" if left else f"r{right[0] + 1}") if not (left and right) else ""
        units.append(
            Unit(
                left=tuple(f"l{at + 1}" for at in left),
                right=tuple(f"r{at + 1}" for at in right),
                role=first.role,
                moved=elsewhere.get(alone, ()),
                readings=tuple(_readings(ours, theirs)),
            )
        )
    return tuple(units)


def _words(document: Document, sentences: Sequence[Sentence]) -> list[tuple[Word, ...]]:
    """The words of each sentence; what white space follows one is kept with it."""
    text = document.text
    cut = [tokens(text, sentence.span) for sentence in sentences]
    starts = [token.span.start for each in cut for token in each]
    ends = iter([*starts[1:], len(text)])
    return [
        tuple(Word(text=text[token.span.start : next(ends)], key=fold(token.text)) for token in each)
        for each in cut
    ]


def _elsewhere(links: Sequence[Link]) -> dict[str, tuple[str, ...]]:
    """For each linked sentence the ids of those beside it."""
    found: dict[str, tuple[str, ...]] = {}
    for link in links:
        left, right = tuple(f"l{at + 1}" for at in link.left), tuple(f"r{at + 1}" for at in link.right)
        found.update(dict.fromkeys(left, right))
        found.update(dict.fromkeys(right, left))
    return found


def _places(report: Report) -> Iterator[Place]:
    """Links that do not cross, and between them what stands alone on the left, then on the right."""
    alignment = report.comparison.alignment
    left = right = 0
    for link in _uncrossed(alignment.links):
        yield from _alone(left, link.left[0], right, link.right[0])
        yield link.left, link.right
        left, right = link.left[-1] + 1, link.right[-1] + 1
    yield from _alone(left, len(alignment.left), right, len(alignment.right))


def _alone(left: int, left_end: int, right: int, right_end: int) -> Iterator[Place]:
    yield from (((at,), ()) for at in range(left, left_end))
    yield from (((), (at,)) for at in range(right, right_end))


def _uncrossed(links: Sequence[Link]) -> list[Link]:
    """The course of links, each after the last on both sides, that takes in the most sentences."""
    whole = sorted((link for link in links if _unbroken(link)), key=lambda link: (link.left, link.right))
    best: list[tuple[int, int]] = []
    for at, link in enumerate(whole):
        before = [
            (best[prior][0], prior)
            for prior in range(at)
            if whole[prior].left[-1] < link.left[0] and whole[prior].right[-1] < link.right[0]
        ]
        most, prior = max(before, key=lambda item: (item[0], -item[1]), default=(0, -1))
        best.append((most + len(link.left) + len(link.right), prior))
    at = max(range(len(best)), key=lambda index: (best[index][0], -index), default=-1)
    course = []
    while at >= 0:
        course.append(whole[at])
        at = best[at][1]
    return course[::-1]


def _unbroken(link: Link) -> bool:
    return all(side[-1] - side[0] == len(side) - 1 for side in (link.left, link.right))


def _readings(left: tuple[Word, ...], right: tuple[Word, ...]) -> Iterator[Reading]:
    """Where the words agree and where they differ, by a longest common subsequence."""
    ours, theirs = [word.text.strip() for word in left], [word.text.strip() for word in right]
    i = j = 0
    for block in Indel.opcodes(ours, theirs).as_matching_blocks():
        if i < block.a or j < block.b:
            yield Reading(left=left[i : block.a], right=right[j : block.b], same=False)
        i, j = block.a + block.size, block.b + block.size
        if block.size:
            yield Reading(left=left[block.a : i], right=right[block.b : j], same=True)
