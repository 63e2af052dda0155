"""Chains of pairs followed in parts, with no cluster."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retell.family.arrays import I64
from retell.family.components import (
    Ties,
    contracted,
    distinct,
    large_star,
    mark,
    shared_out,
    small_star,
    turned,
)
from retell.family.postings import PlainLoops

pairs = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=40)


def tied(held: list[tuple[int, int]]) -> Ties:
    one, two = np.array(held, dtype=np.int64).reshape(-1, 2).T
    return distinct(one, two)


def least(held: list[tuple[int, int]]) -> dict[int, int]:
    """By following every pair until nothing changes; rows that are their own least are left out."""
    found = {row: row for pair in held for row in pair}
    while True:
        before = dict(found)
        for one, two in held:
            found[one] = found[two] = min(found[one], found[two])
        if found == before:
            return {row: to for row, to in found.items() if row != to}


def _dealt(left: I64, right: I64, parts: int) -> list[Ties]:
    """Pairs in parts by the row on the left."""
    return [(left[left % parts == part], right[left % parts == part]) for part in range(parts)]


def _together(found: list[Ties]) -> Ties:
    return np.concatenate([one for one, _ in found]), np.concatenate([two for _, two in found])


def followed(ties: Ties, parts: int, *, started: bool) -> tuple[Ties, int]:
    """Rounds until nothing changes, every step in so many parts."""
    if started:
        ties = _together([contracted(each, PlainLoops()) for each in _dealt(ties[1], ties[0], parts)])
    before, rounds = (-1, -1), 0
    while mark(distinct(*ties)) != before:
        before = mark(distinct(*ties))
        ties = _together([large_star(each) for each in _dealt(*turned(ties), parts)])
        ties = _together([small_star(each) for each in _dealt(*distinct(*ties), parts)])
        rounds += 1
    return distinct(*ties), rounds


@given(pairs, st.integers(1, 4), st.booleans())
def test_every_row_ends_at_the_least_of_its_chain(
    held: list[tuple[int, int]],
    parts: int,
    started: bool,  # noqa: FBT001
) -> None:
    (greater, less), _ = followed(tied(held), parts, started=started)
    assert dict(zip(greater.tolist(), less.tolist(), strict=True)) == least(held)
    assert len(greater) == len(least(held))


@pytest.mark.parametrize("started", [True, False])
def test_a_chain_of_fifty_thousand_ends_in_a_few_rounds(started: bool) -> None:  # noqa: FBT001
    chain = np.random.default_rng(3).permutation(50_000).astype(np.int64)
    (greater, less), rounds = followed(distinct(chain[1:], chain[:-1]), 4, started=started)
    assert len(greater) == 49_999
    assert not less.any()
    assert rounds <= 16


def test_a_chain_in_the_order_of_its_rows_ends_as_well() -> None:
    chain = np.arange(20_000)
    (greater, less), rounds = followed((chain[1:], chain[:-1]), 3, started=False)
    assert (len(greater), int(less.sum())) == (19_999, 0)
    assert rounds <= 20


@given(pairs, st.integers(1, 3))
@settings(max_examples=40)
def test_components_are_dealt_out_whole(held: list[tuple[int, int]], parts: int) -> None:
    stars, _ = followed(tied(held), 1, started=False)
    rows, part = shared_out(stars, parts)
    assert rows.tolist() == sorted({row for one, two in held for row in (one, two) if one != two})
    of = dict(zip(rows.tolist(), part.tolist(), strict=True))
    assert all(of[one] == of[two] for one, two in held if one != two)
    assert all(0 <= each < parts for each in of.values())


def test_a_mark_tells_sets_of_pairs_apart_and_not_their_order() -> None:
    one, two = tied([(1, 2), (3, 4), (5, 6)]), tied([(1, 2), (3, 4), (5, 7)])
    assert mark(one) != mark(two)
    assert mark((one[0][::-1], one[1][::-1])) == mark(one)
    assert mark(tied([])) == (0, 0)
