from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.family.bonds import Bonds
from retell.family.cluster import covered
from retell.family.postings import Loops, PlainLoops
from retell.settings import FamilySettings

SETTINGS = FamilySettings()
ALL, FIRST, SECOND = (0, 100), (0, 50), (50, 100)
Stretch = tuple[int, int]


def compiled_loops() -> Loops:
    pytest.importorskip("numba")
    from retell.family.kernels.loops import CompiledLoops

    return CompiledLoops(1)


@pytest.fixture(params=["plain", "compiled"])
def loops(request: pytest.FixtureRequest) -> Loops:
    return PlainLoops() if request.param == "plain" else compiled_loops()


@dataclass(frozen=True, slots=True)
class Copy:
    """Two documents of a hundred characters that share one stretch each; or an excerpt."""

    left: str
    right: str
    one: Stretch = ALL
    two: Stretch = ALL
    is_copy: bool = True


def bonds_of(copies: Sequence[Copy], names: Sequence[str]) -> Bonds:
    """The bonds of documents by name, strongest first."""
    made = [
        (
            -(each.one[1] - each.one[0] + each.two[1] - each.two[0]),
            names.index(each.left),
            names.index(each.right),
            each,
        )
        for each in copies
    ]
    made.sort(key=lambda each: each[:3])
    ranked = [each for *_, each in made]
    return Bonds(
        rows=len(names),
        first=np.array([one for _, one, *_ in made], dtype=np.int64),
        second=np.array([two for *_, two, _ in made], dtype=np.int64),
        left=np.array([(each.one[1] - each.one[0]) / 100 for each in ranked]),
        right=np.array([(each.two[1] - each.two[0]) / 100 for each in ranked]),
        copies=np.array([each.is_copy for each in ranked], dtype=bool),
        sources=np.arange(len(made)),
        spans=np.array([side for each in ranked for side in (each.one, each.two)], dtype=np.int64).reshape(
            -1, 2
        ),
        ends=np.arange(1, 2 * len(made) + 1),
    )


def families(loops: Loops, *copies: Copy, quoting: Sequence[tuple[str, str]] = ()) -> list[tuple[str, ...]]:
    names = sorted({name for each in copies for name in (each.left, each.right)})
    quoted = np.array([[names.index(name) for name in pair] for pair in quoting], dtype=np.int64)
    one, two = quoted.reshape(-1, 2).T
    labels = loops.grown(bonds_of(copies, names), (one, two), SETTINGS).tolist()
    found = [
        tuple(name for name, label in zip(names, labels, strict=True) if label == row)
        for row in range(len(names))
    ]
    return [each for each in found if len(each) > 1]


def test_copies_of_copies_are_one_family(loops: Loops) -> None:
    assert families(loops, Copy("a", "b"), Copy("b", "c"), Copy("x", "y")) == [("a", "b", "c"), ("x", "y")]


def test_no_copies_make_no_family(loops: Loops) -> None:
    assert families(loops) == []


def test_a_document_that_is_half_of_each_does_not_merge_two_families(loops: Loops) -> None:
    copies = [
        Copy("a1", "a2"),
        Copy("b1", "b2"),
        Copy("a1", "half", FIRST, (0, 60)),
        Copy("b1", "half", FIRST, (60, 100)),
    ]
    assert families(loops, *copies) == [("a1", "a2", "half"), ("b1", "b2")]


def test_a_merger_joins_the_text_it_has_more_of_where_nobody_else_stands(loops: Loops) -> None:
    copies = Copy("a", "z", FIRST, (0, 60)), Copy("b", "z", FIRST, (60, 100))
    assert families(loops, *copies) == [("a", "z")]


def test_a_cut_copy_of_a_cut_copy_stays_in_the_family(loops: Loops) -> None:
    assert families(loops, Copy("a", "b", FIRST, ALL), Copy("b", "c", FIRST, ALL)) == [("a", "b", "c")]


def two_groups() -> list[Copy]:
    return [Copy(f"{g}{j}", f"{g}{i}") for g in "ab" for i in range(3) for j in range(i)]


def test_one_copy_does_not_join_two_large_groups(loops: Loops) -> None:
    thin = Copy("a0", "b0", (0, 80), (0, 80))
    assert len(families(loops, *two_groups(), thin)) == 2
    assert len(families(loops, *two_groups(), thin, Copy("a1", "b1", (0, 80), (0, 80)))) == 1


def test_one_copy_of_two_whole_texts_joins_groups_of_any_size(loops: Loops) -> None:
    assert len(families(loops, *two_groups(), Copy("a0", "b0"))) == 1


def test_excerpts_are_never_merged(loops: Loops) -> None:
    assert families(loops, Copy("a", "b", is_copy=False)) == []


def test_a_short_text_that_is_what_a_family_is_quoted_by_joins_nothing(loops: Loops) -> None:
    copies = Copy("a", "b"), Copy("b", "short", (0, 20), ALL)
    assert families(loops, *copies) == [("a", "b", "short")]
    assert families(loops, *copies, quoting=[("a", "short")]) == [("a", "b")]


def test_a_report_and_its_update_are_one_family_though_cut_copies_of_each_share_a_passage(
    loops: Loops,
) -> None:
    copies = Copy("a", "cut"), Copy("b", "update"), Copy("a", "update", (0, 50), (0, 50))
    crossing = [("cut", "update"), ("b", "cut")]
    assert families(loops, *copies, quoting=crossing) == [("a", "b", "cut", "update")]
    less = Copy("a", "update", (0, 50), (0, 20))
    assert families(loops, *copies[:2], less, quoting=crossing) == [("a", "cut"), ("b", "update")]


def test_every_member_is_explained_and_a_large_family_is_not_told_in_full(loops: Loops) -> None:
    pairs = [(one, two) for one in range(20) for two in range(one + 1, 20)]
    first, second = (np.array(side, dtype=np.int64) for side in zip(*pairs, strict=True))
    told = loops.explaining(first, second, SETTINGS.explaining)
    assert set(first[told].tolist()) | set(second[told].tolist()) == set(range(20))
    assert told.sum() < 20 * SETTINGS.explaining + 20


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda each: (min(each), max(each)))))
def test_what_stretches_cover_is_counted_once(stretches: list[Stretch]) -> None:
    assert covered(stretches) == len({at for start, end in stretches for at in range(start, end)})


stretches = st.sampled_from([ALL, FIRST, SECOND, (0, 80), (20, 95)])
drawn_copies = st.lists(
    st.builds(Copy, st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh"), stretches, stretches),
    max_size=18,
    unique_by=lambda each: frozenset((each.left, each.right)),
).map(lambda drawn: [each for each in drawn if each.left < each.right])
quotations = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=4)


@given(drawn_copies, st.integers())
def test_families_ignore_the_order_of_the_copies(copies: list[Copy], seed: int) -> None:
    turned = list(copies)
    random.Random(seed).shuffle(turned)
    assert families(PlainLoops(), *copies) == families(PlainLoops(), *turned)


@given(drawn_copies, quotations)
def test_compiled_growth_gives_the_families_of_the_plain_one(
    copies: list[Copy], quoting: list[tuple[str, str]]
) -> None:
    names = {name for each in copies for name in (each.left, each.right)}
    known = [pair for pair in quoting if set(pair) <= names]
    plain = families(PlainLoops(), *copies, quoting=known)
    assert families(compiled_loops(), *copies, quoting=known) == plain


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=40), st.integers(1, 4))
def test_compiled_loops_explain_by_the_same_copies(pairs: list[tuple[int, int]], each: int) -> None:
    first, second = (np.array([pair[side] for pair in pairs], dtype=np.int64) for side in (0, 1))
    plain = PlainLoops().explaining(first, second, each)
    assert compiled_loops().explaining(first, second, each).tolist() == plain.tolist()


@given(drawn_copies)
def test_what_explains_a_family_connects_it(copies: list[Copy]) -> None:
    names = sorted({name for each in copies for name in (each.left, each.right)})
    bonds, none = bonds_of(copies, names), np.zeros(0, dtype=np.int64)
    labels = PlainLoops().grown(bonds, (none, none), SETTINGS)
    inside = np.flatnonzero(labels[bonds.first] == labels[bonds.second])
    told = PlainLoops().explaining(bonds.first[inside], bonds.second[inside], SETTINGS.explaining)
    for label in np.unique(labels).tolist():
        reached = {label}
        for _ in names:
            for at in inside[told].tolist():
                ends = {int(bonds.first[at]), int(bonds.second[at])}
                reached |= ends if ends & reached else set()
        assert reached == set(np.flatnonzero(labels == label).tolist())
