"""Versions of a page, put in order by their texts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retell.lineage.versions import in_order, likelier_newer, measured, version
from retell.settings import LineageSettings

SETTINGS = LineageSettings()
LINES = [
    "Saltby is a harbour town on the eastern coast, known for its herring.",
    "The first pier was built of oak and stood for eighty years.",
    "A storm broke it in 1953, and a new one was finished three years later.",
    "The town has a school, two churches and a museum of nets.",
    "Ferries to the outer islands leave every other day.",
    "In 1998 the lighthouse was sold to a family from the islands.",
    "The council plans a bridge, which fishers oppose.",
]


def test_the_page_that_grew_is_the_newer_one() -> None:
    assert likelier_newer("\n".join(LINES[:3]), "\n".join(LINES), SETTINGS) > 0.5


def test_the_answer_mirrors_when_the_texts_change_places() -> None:
    old, new = "\n".join(LINES[:3]), "\n".join(LINES)
    there, back = likelier_newer(old, new, SETTINGS), likelier_newer(new, old, SETTINGS)
    assert there + back == pytest.approx(1)


def test_equal_texts_are_as_likely_either_way() -> None:
    assert likelier_newer(LINES[0], LINES[0], SETTINGS) == pytest.approx(0.5)


def test_a_growing_page_is_put_in_order() -> None:
    texts = ["\n".join(LINES[:count]) for count in (6, 2, 4, 7, 3)]
    assert in_order(texts, SETTINGS) == [1, 4, 2, 0, 3]


def test_many_versions_are_ordered_too() -> None:
    texts = [" ".join(LINES[: 1 + at // 2]) + " More." * (at % 2) for at in range(12)]
    assert sorted(in_order(texts, SETTINGS)) == list(range(12))


def test_no_versions_have_no_order() -> None:
    assert in_order([], SETTINGS) == []
    assert in_order([""], SETTINGS) == [0]


@settings(deadline=None, max_examples=30)
@given(st.text(max_size=80), st.text(max_size=80))
def test_measures_of_odd_texts_are_finite_and_mirror(one: str, other: str) -> None:
    a, b = version(one), version(other)
    there, back = measured(a, b), measured(b, a)
    assert np.isfinite(there).all()
    np.testing.assert_allclose(there[:11], -back[:11])


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sampled_from(LINES), max_size=5))
def test_an_order_has_every_version_once(texts: list[str]) -> None:
    assert sorted(in_order(texts, SETTINGS)) == list(range(len(texts)))
