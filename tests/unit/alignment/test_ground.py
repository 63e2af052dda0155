"""The ground on which sentences are lined up, and the course through it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.alignment.course import course, course_within
from retell.alignment.ground import Bead, Ground, further, ground, landmarks, off_course
from retell.alignment.rows import features, rarities, rows
from retell.alignment.signs import ONE_MORE_SIGNS, PAIR_SIGNS, WOVEN_SIGNS
from retell.models.alignment_weights import WEIGHTS
from retell.settings import AlignmentSettings
from retell.text.tokens import tokens

STORY = [
    "The brewery in Kelm will close its bottling hall in March, its owner said.",
    "Some ninety people work there, most of them for longer than a decade.",
    "Union leaders called the decision a slap in the face and announced a vigil.",
]


def made(left: list[str], right: list[str]) -> Ground:
    sides = [[features(tokens(line)) for line in lines] for lines in (left, right)]
    over = rows(sides[0], sides[1], rarities([*sides[0], *sides[1]]))
    roles = np.full(len(left), "body"), np.full(len(right), "body")
    return ground(*over, roles, WEIGHTS, AlignmentSettings())


def test_there_is_a_weight_for_every_sign() -> None:
    assert len(WEIGHTS.pair) == len(PAIR_SIGNS)
    assert len(WEIGHTS.one_more) == len(ONE_MORE_SIGNS)
    assert len(WEIGHTS.woven) == len(WOVEN_SIGNS)


def test_a_sentence_is_likeliest_beside_itself() -> None:
    odds = made(STORY, STORY).odds[1, 1]
    assert odds.argmax(axis=1).tolist() == [0, 1, 2]
    assert (np.diag(odds) > 0).all()


def test_every_shape_of_bead_has_its_odds() -> None:
    shapes = {shape: odds.shape for shape, odds in made(STORY, STORY[:2]).odds.items()}
    assert shapes == {
        (1, 1): (3, 2),
        (1, 2): (3, 1),
        (1, 3): (3, 0),
        (2, 1): (2, 2),
        (3, 1): (1, 2),
        (2, 2): (2, 1),
    }


def test_one_sentence_a_side_is_ground_enough() -> None:
    on = made(STORY[:1], STORY[:1])
    assert [bead.left for bead in course(on)] == [range(1)]


def test_the_halves_of_a_sentence_belong_together() -> None:
    halves = ["The brewery in Kelm will close its bottling hall.", "It closes in March, its owner said."]
    on = made(STORY[:1], halves)
    assert further(Bead(left=range(1), right=range(1)), 1, on, on_left=False) > 0


def test_a_strange_sentence_does_not_belong() -> None:
    on = made(STORY[:1], [STORY[0], "Rain is expected over the weekend."])
    assert further(Bead(left=range(1), right=range(1)), 1, on, on_left=False) < 0


def test_clauses_woven_over_a_full_stop_are_one_link_of_two_beside_two() -> None:
    left = [
        "The brewery in Kelm will close its bottling hall in March, after losing its largest customer.",
        "Some ninety people work there, and union leaders called the decision a slap in the face.",
    ]
    right = [
        "The brewery in Kelm, where some ninety people work, will close its bottling hall in March.",
        "It lost its largest customer, and union leaders called the decision a slap in the face.",
    ]
    apart = [left[0], left[1].replace("Some", "About")]
    assert made(left, right).odds[2, 2][0, 0] > made(left, apart).odds[2, 2][0, 0]
    assert [len(bead.left) for bead in course(made(left, apart))] == [1, 1]


def test_a_refrain_is_no_landmark() -> None:
    refrain = ["No comment.", STORY[0], "No comment."]
    assert landmarks(made(refrain, refrain).cosine, 0.7) == [(1, 1)]


def test_landmarks_draw_the_line_that_pairs_lie_off() -> None:
    off = off_course([(1, 4), (3, 6)], (5, 9))
    assert [off[i, i + 3] for i in range(5)] == pytest.approx([0.0] * 5)
    assert off[0, 8] == pytest.approx(5.0)


@given(st.integers(1, 9), st.integers(1, 9))
def test_without_landmarks_the_corners_are_on_course(rows_: int, columns: int) -> None:
    off = off_course([], (rows_, columns))
    assert off[0, 0] <= 0.5
    assert off[-1, -1] <= 0.5


def test_a_course_within_a_block_stays_in_it() -> None:
    found = list(course_within(made(STORY, STORY).odds, range(1, 3), range(1, 3), 0.0))
    assert [(bead.left, bead.right) for bead in found] == [
        (range(1, 2), range(1, 2)),
        (range(2, 3), range(2, 3)),
    ]


def test_a_block_without_sentences_has_no_course() -> None:
    assert list(course_within(made(STORY, STORY).odds, range(1, 1), range(3), 0.0)) == []
