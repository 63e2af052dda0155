"""The words people write for each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.models.paraphrases import key, known


@pytest.mark.parametrize(
    ("one", "other"), [("missiles", "rockets"), ("buy", "purchase"), ("pupils", "students")]
)
def test_words_written_for_each_other_are_known(one: str, other: str) -> None:
    assert known(one, other) >= 0.8


@pytest.mark.parametrize(("one", "other"), [("budget", "orchard"), ("cap", "harbour"), ("teacher", "river")])
def test_words_that_are_not_are_unknown(one: str, other: str) -> None:
    assert known(one, other) == 0


@given(st.text(max_size=12), st.text(max_size=12))
def test_the_order_of_two_words_is_no_matter(one: str, other: str) -> None:
    assert key(one, other) == key(other, one)
    assert known(one, other) == known(other, one)


@given(st.text(max_size=12), st.text(max_size=12))
def test_odd_words_never_raise(one: str, other: str) -> None:
    assert 0 <= known(one, other) <= 1
