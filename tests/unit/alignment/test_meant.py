"""Links found by what sentences mean, as a named encoder tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from retell.alignment import meant as asked
from retell.alignment.align import align
from retell.alignment.ground import Bead
from retell.alignment.meant import Cosines, clear_pairs, meant, nearness
from retell.document.model import Document, FurnitureKind, Sentence
from retell.models.embedding import Vectors
from retell.settings import AlignmentSettings
from retell.text.spans import Span

SETTINGS = AlignmentSettings(encoder="somewhere")
MEANINGS = ("lamp", "boats", "letters", "hull", "milk", "repairs")
STORY = [
    "The lighthouse on Skarn Point went dark on Monday evening, the coast guard said.",
    "Keeper Odd Tveit had warned the ministry in spring that the lamp was failing, a clerk said.",
    "Repairs are to begin on Friday, once a spare lamp has come from the depot at Brevik.",
]
LEFT = [
    "Skarn lighthouse went dark.",
    "Two trawlers ran aground.",
    "Nobody answered his notes.",
    "Divers found cracks under the waterline.",
]
RIGHT = [
    "Skarn lighthouse went dark.",
    "Fishing vessels struck rocks.",
    "What the keeper wrote met with silence.",
    "A kindergarten lacks milk.",
]
TOLD = dict(
    zip([*LEFT, *RIGHT[1:]], ["lamp", "boats", "letters", "hull", "boats", "letters", "milk"], strict=True)
)


class _Told:
    """An encoder that knows what each sentence is about; all have something of the story, as here."""

    def __init__(self, common: float = 0.5) -> None:
        self.common = common
        self.read: list[str] = []

    def sentences(self, texts: Sequence[str]) -> Vectors:
        self.read += texts
        own = np.array([[name == TOLD.get(text) for name in MEANINGS] for text in texts], dtype=np.float32)
        shared = np.full((len(texts), 1), self.common, dtype=np.float32)
        made = np.hstack([shared, own * np.sqrt(1 - self.common**2)])
        return np.asarray(made, dtype=np.float32)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> _Told:
    made = _Told()
    monkeypatch.setattr(asked, "named", lambda _: made)
    return made


def side(lines: Sequence[str], furniture: Sequence[int] = ()) -> tuple[Document, tuple[Sentence, ...]]:
    found, at = [], 0
    for number, line in enumerate(lines):
        span = Span(start=at, end=at + len(line))
        found.append(
            Sentence(span=span, role=FurnitureKind.CAPTION) if number in furniture else Sentence(span=span)
        )
        at += len(line) + 1
    return Document(id="x", text="\n".join(lines)), tuple(found)


def bead(i: int, j: int) -> Bead:
    return Bead(left=range(i, i + 1), right=range(j, j + 1))


def linked(left: Sequence[str], right: Sequence[str], *beads: Bead) -> list[tuple[int, int]]:
    found = meant(side(left), side(right), beads, SETTINGS)
    return [(each.left.start, each.right.start) for each, _ in found]


@pytest.mark.usefixtures("told")
def test_sentences_that_mean_the_same_are_linked_and_others_left() -> None:
    assert linked(LEFT, RIGHT, bead(0, 0)) == [(1, 1), (2, 2)]


@pytest.mark.usefixtures("told")
def test_a_link_has_the_cosine_of_its_vectors() -> None:
    assert [round(cosine, 4) for _, cosine in meant(side(LEFT), side(RIGHT), [bead(0, 0)], SETTINGS)] == [
        1,
        1,
    ]


@pytest.mark.usefixtures("told")
def test_nothing_that_is_linked_is_linked_again() -> None:
    assert linked(LEFT, RIGHT, bead(0, 0), bead(1, 2)) == []


def test_an_encoder_is_not_asked_where_one_side_has_nothing_left(told: _Told) -> None:
    assert linked(LEFT[:1], RIGHT, bead(0, 0)) == []
    assert told.read == []


@pytest.mark.usefixtures("told")
def test_furniture_is_left_alone() -> None:
    found = meant(side(LEFT, furniture=[1]), side(RIGHT), [bead(0, 0)], SETTINGS)
    assert [each.left.start for each, _ in found] == [2]


@pytest.mark.parametrize("common", [0.1, 0.9])
def test_it_does_not_matter_where_the_cosines_of_an_encoder_lie(
    common: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asked, "named", lambda _: _Told(common))
    assert linked(LEFT, RIGHT, bead(0, 0)) == [(1, 1), (2, 2)]


def test_a_pair_out_of_the_course_must_be_surer(monkeypatch: pytest.MonkeyPatch, told: _Told) -> None:
    crossed = [RIGHT[1], RIGHT[0], RIGHT[3]]
    assert linked(LEFT[:2], crossed, bead(0, 1)) == [(1, 0)]
    strict = replace(SETTINGS, meant_moved=1.01)
    monkeypatch.setattr(asked, "named", lambda _: told)
    assert meant(side(LEFT[:2]), side(crossed), [bead(0, 1)], strict) == []


def test_a_pair_with_a_rival_as_near_is_not_clear() -> None:
    near = np.array([[0.9, 0.85], [0.1, 0.2]], dtype=np.float32)
    assert list(clear_pairs(near, SETTINGS)) == []
    assert list(clear_pairs(near, replace(SETTINGS, meant_margin=0.04))) == [(0, 0)]


def test_a_single_pair_must_be_near_enough_alone() -> None:
    least = SETTINGS.meant
    assert list(clear_pairs(np.array([[least + 0.01]], dtype=np.float32), SETTINGS)) == [(0, 0)]
    assert list(clear_pairs(np.array([[least - 0.01]], dtype=np.float32), SETTINGS)) == []


def test_the_usual_cosine_is_no_nearness_and_one_is_all() -> None:
    near = nearness(np.array([[0.7, 0.7, 1.0], [0.7, 0.85, 0.7]], dtype=np.float32))
    assert near.tolist() == [pytest.approx([0, 0, 1], abs=1e-6), pytest.approx([0, 0.5, 0], abs=1e-6)]


def test_vectors_that_are_all_alike_say_nothing() -> None:
    assert list(clear_pairs(nearness(np.ones((2, 2), dtype=np.float32)), SETTINGS)) == []


COSINES = arrays(
    np.float32, st.tuples(st.integers(1, 6), st.integers(1, 6)), elements=st.floats(-1, 1, width=32)
)


@given(COSINES)
def test_every_sentence_is_in_one_pair_at_most_and_either_side_sees_the_same(cosine: Cosines) -> None:
    near = nearness(cosine)
    found = list(clear_pairs(near, SETTINGS))
    assert len({i for i, _ in found}) == len({j for _, j in found}) == len(found)
    assert sorted((j, i) for i, j in clear_pairs(near.T, SETTINGS)) == found


def test_lining_up_asks_about_what_is_left_alone_where_an_encoder_is_named(told: _Told) -> None:
    left, right = side([*STORY[:1], *LEFT[1:], *STORY[1:]]), side([*STORY, *RIGHT[1:]])
    plain = align(left[0], right[0], left[1], right[1], AlignmentSettings())
    assert told.read == []
    found = align(left[0], right[0], left[1], right[1], SETTINGS)
    assert [link.left for link in plain.links] == [(0,), (4,), (5,)]
    assert [(link.left, link.right, link.moved) for link in found.links] == [
        ((0,), (0,), False),
        ((1,), (3,), True),
        ((2,), (4,), True),
        ((4,), (1,), False),
        ((5,), (2,), False),
    ]
    assert (found.only_left, found.only_right) == ((3,), (5,))
