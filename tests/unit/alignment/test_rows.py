"""Sentences as rows of features."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retell.alignment.rows import Block, Features, Rows, features, products, rarities, rows, stem
from retell.text.tokens import tokens

WORDS = st.lists(
    st.sampled_from(["the", "ferry", "Saltby", "harbour", "1987", "closed", "mayor", ",", "—"]), max_size=9
).map(" ".join)


def read(line: str) -> Features:
    return features(tokens(line))


def both(left: list[str], right: list[str]) -> tuple[Rows, Rows]:
    sides = [read(line) for line in left], [read(line) for line in right]
    return rows(*sides, rarities([*sides[0], *sides[1]]))


def test_a_sentence_is_read_in_blocks() -> None:
    found = read("The ferries left Saltby in 1987.")
    assert found.blocks[Block.FIGURES] == {"1987"}
    assert found.blocks[Block.NAMES] == {"saltby"}
    assert "the" in found.blocks[Block.GRAMMAR]
    assert stem("ferries") in found.blocks[Block.STEMS]


def test_a_capital_at_the_head_makes_no_name() -> None:
    assert read("Ferries left.").blocks[Block.NAMES] == frozenset()


def test_marks_are_no_words() -> None:
    assert read("— , .").keys == ()


def test_inflections_have_one_stem() -> None:
    assert stem("repairs") == stem("repaired") == stem("repairing")


def test_a_rare_feature_weighs_more_than_a_common_one() -> None:
    sentences = [read(line) for line in ("A ferry sank.", "A ferry left.", "A ferry returned with herring.")]
    weights = rarities(sentences)[Block.WORDS]
    assert weights["herring"] > weights["ferry"]


def test_equal_sentences_are_wholly_alike() -> None:
    left, right = both(["The mayor of Saltby resigned."], ["The mayor of Saltby resigned."])
    assert products(left, right).overall()[0, 0] == pytest.approx(1.0)


def test_the_shorter_sentence_is_held_by_the_longer() -> None:
    left, right = both(["The mayor resigned."], ["The mayor resigned on Tuesday after a long quarrel."])
    in_right, in_left = products(left, right).held()
    assert in_right[0, 0] == pytest.approx(1.0)
    assert in_left[0, 0] < 0.8


def test_a_run_of_two_holds_what_each_has() -> None:
    left, right = both(["The pier was closed.", "Crews landed in Saltby."], ["The pier was closed."])
    couple = left.runs(2)
    assert len(couple) == 1
    assert products(couple, right).held()[1][0, 0] == pytest.approx(1.0)


def test_runs_longer_than_the_document_are_none() -> None:
    left, _ = both(["One."], ["Two."])
    assert len(left.runs(3)) == 0


def test_products_turned_are_those_of_the_sides_exchanged() -> None:
    left, right = both(["A ferry sank.", "Nobody was hurt."], ["The ferry has sunk."])
    turned, again = products(left, right).turned(), products(right, left)
    assert np.allclose(turned.overall(), again.overall())


@settings(deadline=None, max_examples=60)
@given(st.lists(WORDS, min_size=1, max_size=5), st.lists(WORDS, min_size=1, max_size=5))
def test_likeness_lies_between_nought_and_one(left: list[str], right: list[str]) -> None:
    found = products(*both(left, right))
    for table in (found.overall(), *found.held(), *(found.cosine(block) for block in Block)):
        assert table.shape == (len(left), len(right))
        assert ((table >= 0) & (table <= 1 + 1e-5)).all()
