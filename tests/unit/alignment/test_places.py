"""Links found by the place between other links."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.alignment.ground import Bead, Ground, ground
from retell.alignment.places import PLACED_SIGNS, place_signs, placed
from retell.alignment.rows import features, rarities, rows
from retell.alignment.signs import FAR
from retell.models.alignment_weights import WEIGHTS
from retell.settings import AlignmentSettings
from retell.text.tokens import tokens

LEFT = [
    "The lighthouse on Skarn Point went dark on Monday evening.",
    "Two trawlers ran aground within the hour.",
    "Keeper Odd Tveit had warned the ministry in spring that the lamp was failing.",
    "Nobody answered him.",
    "Repairs are to begin on Friday.",
]
RIGHT = [
    "On Monday evening the light at Skarn Point failed.",
    "A pair of fishing boats struck rocks inside sixty minutes.",
    "The ministry had known since spring: keeper Odd Tveit wrote that the lamp was failing.",
    "His letters met with silence.",
    "Work will start on Friday.",
]
ODDS, OFF_BEFORE, OFF_BEHIND, OVER = (PLACED_SIGNS.index(name) for name in PLACED_SIGNS[1:])


def on(left: list[str], right: list[str]) -> Ground:
    sides = [[features(tokens(line)) for line in lines] for lines in (left, right)]
    made = rows(sides[0], sides[1], rarities([*sides[0], *sides[1]]))
    roles = np.full(len(left), "body"), np.full(len(right), "body")
    return ground(*made, roles, WEIGHTS, AlignmentSettings())


def bead(i: int, j: int) -> Bead:
    return Bead(left=range(i, i + 1), right=range(j, j + 1))


def test_there_is_a_weight_for_every_sign() -> None:
    assert len(WEIGHTS.placed) == len(PLACED_SIGNS)


def test_a_sentence_between_linked_neighbours_is_in_its_place() -> None:
    signs = place_signs(on(LEFT, RIGHT), [bead(0, 0), bead(2, 2)], [1, 3], [1, 3])
    assert signs[0, 0, OFF_BEFORE] == signs[0, 0, OFF_BEHIND] == 0
    assert signs[0, 1, OFF_BEFORE] > 0


def test_a_moved_neighbour_takes_its_place_along() -> None:
    signs = place_signs(on(LEFT, RIGHT), [bead(0, 3)], [1], [1, 4])
    assert signs[0, 1, OFF_BEFORE] == 0
    assert signs[0, 0, OFF_BEFORE] > 0


def test_elsewhere_a_sentence_is_off_its_place_by_the_sentences_between() -> None:
    signs = place_signs(on(LEFT, RIGHT), [bead(1, 1), bead(3, 3)], [2], [0, 2, 4])
    assert signs[0, :, OFF_BEFORE].tolist() == pytest.approx([2 / FAR, 0, 2 / FAR])


def test_a_pair_without_rivals_is_weighed_against_having_no_counterpart() -> None:
    found = on(LEFT, RIGHT)
    signs = place_signs(found, [bead(0, 0)], [1], [1])
    assert signs[0, 0, OVER] == pytest.approx(np.clip(found.free[1, 1][1, 1] + 3, -4, 4))


def test_sentences_with_hardly_a_word_in_common_are_linked_by_their_place() -> None:
    assert bead(3, 3) in placed(on(LEFT, RIGHT), [bead(0, 0), bead(2, 2), bead(4, 4)], [1, 3], [1, 3])


def test_out_of_place_they_are_not() -> None:
    strange = ["A bakery in town has won a prize for its rye bread.", *RIGHT[:3], RIGHT[4]]
    found = placed(on(LEFT, strange), [bead(0, 1), bead(1, 2), bead(2, 3), bead(4, 4)], [3], [0])
    assert found == []


def test_nothing_left_on_one_side_is_no_link() -> None:
    assert placed(on(LEFT, RIGHT), [bead(0, 0)], [], [1, 2]) == []


@given(st.permutations(range(5)), st.integers(0, 5))
def test_every_sentence_given_is_in_one_link_at_most(order: list[int], linked: int) -> None:
    beads = [bead(i, order[i]) for i in range(linked)]
    left, right = list(range(linked, 5)), sorted(order[linked:])
    found = placed(on(LEFT, RIGHT), beads, left, right)
    for side, given_side in (("left", left), ("right", right)):
        used = [getattr(each, side).start for each in found]
        assert len(set(used)) == len(used)
        assert set(used) <= set(given_side)
