"""Long documents in blocks."""

from __future__ import annotations

import random
import tracemalloc

import pytest

from retell.alignment.align import align
from retell.alignment.blocks import blocks, likely_moves
from retell.alignment.model import Alignment
from retell.alignment.rows import Features, features
from retell.document.model import Document, Sentence
from retell.settings import AlignmentSettings
from retell.text.spans import Span
from retell.text.tokens import tokens

SMALL = AlignmentSettings(most_cells=400)


def lines(count: int, seed: int = 1) -> list[str]:
    """Sentences of invented words, each with a voice of its own."""
    chance = random.Random(seed)
    parts = ["ka", "lo", "mi", "ren", "tas", "vu", "der", "sel", "nok", "pir", "hem", "gol"]

    def word() -> str:
        return "".join(chance.choices(parts, k=3))

    return [f"The {word()} of {word()} {word()} a {word()} and the {word()} {word()}." for _ in range(count)]


def read(given: list[str]) -> list[Features]:
    return [features(tokens(line)) for line in given]


def aligned(left: list[str], right: list[str], settings: AlignmentSettings) -> Alignment:
    sides = [document(left), document(right)]
    return align(sides[0][0], sides[1][0], sides[0][1], sides[1][1], settings)


def document(given: list[str]) -> tuple[Document, tuple[Sentence, ...]]:
    found, at = [], 0
    for line in given:
        found.append(Sentence(span=Span(start=at, end=at + len(line))))
        at += len(line) + 1
    return Document(id="x", text="\n".join(given)), tuple(found)


def test_short_documents_are_one_block() -> None:
    given = read(lines(20))
    assert list(blocks(given, given, SMALL)) == [(range(20), range(20))]


@pytest.mark.parametrize(("left", "right"), [(90, 90), (90, 30), (7, 200)])
def test_blocks_cover_both_sides_once_in_order(left: int, right: int) -> None:
    found = list(blocks(read(lines(left)), read(lines(right)), SMALL))
    assert [at for block, _ in found for at in block] == list(range(left))
    assert [at for _, block in found for at in block] == list(range(right))


def test_no_block_is_larger_than_allowed() -> None:
    found = list(blocks(read(lines(150)), read(lines(130, seed=2)), SMALL))
    assert all(len(one) * len(other) <= SMALL.most_cells for one, other in found)


def test_a_long_document_is_cut_where_it_goes_on_in_the_other() -> None:
    story = lines(120)
    found = list(blocks(read(story), read([*lines(25, seed=3), *story]), SMALL))
    assert all(other.start - one.start == 25 for one, other in found[2:])


def test_a_long_document_is_linked_like_a_short_one() -> None:
    story = lines(80)
    copy = [line for at, line in enumerate(story) if at % 9]
    whole, parts = (aligned(story, copy, settings) for settings in (AlignmentSettings(), SMALL))
    assert [(link.left, link.right) for link in parts.links] == [
        (link.left, link.right) for link in whole.links
    ]


def test_a_sentence_moved_to_a_far_block_is_found() -> None:
    story = lines(100)
    found = aligned(story, [*story[1:], story[0]], SMALL)
    assert [(link.left, link.right) for link in found.links if link.moved] == [((0,), (99,))]


def test_a_free_sentence_is_weighed_against_those_that_share_rare_words() -> None:
    left, right = read(lines(3)), read(lines(3)[::-1])
    assert list(likely_moves(left, right, ({0, 2}, {0, 1}))) == [(2, [0])]


def test_memory_grows_with_the_length_and_not_with_its_square() -> None:
    peaks = []
    for count in (150, 600):
        story = lines(count)
        sides = document(story)
        tracemalloc.start()
        align(sides[0], sides[0], sides[1], sides[1], AlignmentSettings(most_cells=2500))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 5 * peaks[0]
