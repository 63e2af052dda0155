"""The learned weighing of one word put for another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.models.replacement import features, log_odds


@pytest.mark.parametrize(
    ("left", "right"), [("buy", "purchase"), ("street", "road"), ("children", "youngsters")]
)
def test_plain_synonyms_are_likely_the_same(left: str, right: str) -> None:
    assert log_odds(left, right) < -1


@pytest.mark.parametrize(("left", "right"), [("council", "committee"), ("branch", "limb"), ("cap", "top")])
def test_words_joined_only_in_a_rare_sense_are_likely_not(left: str, right: str) -> None:
    assert log_odds(left, right) > log_odds("street", "road") + 1


def test_every_feature_has_a_weight() -> None:
    assert isinstance(log_odds("ferry", "boat"), float)
    assert features("ferry", "boat")["bias"] == 1.0


@given(st.text(min_size=1, max_size=12), st.text(min_size=1, max_size=12))
def test_odd_words_never_raise(left: str, right: str) -> None:
    assert -20 < log_odds(left, right) < 20
