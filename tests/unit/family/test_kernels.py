"""What is compiled says what its plain form says, byte for byte."""

from __future__ import annotations

import os
import subprocess
import sys
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("numba", reason="numba is not installed; everything then runs in its plain form")

from tests.unit.family.corpus import COURT, FERRY, ODD, family, texts

from retell.family.columns import Column, Columns
from retell.family.kernels import beside
from retell.family.kernels.loops import CompiledLoops
from retell.family.kernels.run import CompiledTexts, buffered
from retell.family.meeting import meeting
from retell.family.near import labelled
from retell.family.overlap import Weighing
from retell.family.postings import Loops, PlainLoops, Posting
from retell.family.texts import PlainTexts
from retell.settings import FamilySettings

SETTINGS = FamilySettings(count_bits=12)
CHECKED = """
from retell.family.kernels.run import CompiledTexts
from retell.family.overlap import Weighing
from retell.family.meeting import meeting
from retell.family.near import labelled
from retell.settings import FamilySettings
from tests.unit.family.corpus import FERRY, ODD, family
texts = CompiledTexts.of([*ODD, FERRY, *family(3)], 2)
settings = FamilySettings(count_bits=12)
keys = texts.columns(settings)
met = meeting(keys, settings, texts.loops)
found = texts.overlaps(met.first, met.second, Weighing.of(keys, settings), settings)
texts.places(met.first[:0], found.regions[:0, :2])
print(len(met.first), found.figures.sum())
"""


def rows(column: Column) -> list[list[int]]:
    """The distinct keys of each text."""
    starts = np.concatenate(([0], column.ends))
    return [
        np.unique(column.keys[start:end]).tolist() for start, end in zip(starts, column.ends, strict=False)
    ]


def assert_alike(one: Columns, two: Columns) -> None:
    for name in ("words", "digests", "bands", "signatures", "word_counts", "name_counts"):
        assert np.array_equal(getattr(one, name), getattr(two, name)), name
    for name, column in one.sorts.items():
        assert rows(column) == rows(two.sorts[name]), name


def assert_same(held: list[str], workers: int) -> None:
    """Both forms give the same keys, pairs, overlaps and places."""
    plain, compiled = PlainTexts(held), CompiledTexts.of(held, workers)
    keys = plain.columns(SETTINGS)
    assert_alike(keys, compiled.columns(SETTINGS))
    one, two = (meeting(keys, SETTINGS, each.loops) for each in (plain, compiled))
    assert np.array_equal(one.first, two.first)
    assert np.array_equal(one.strength, two.strength)
    assert one.dropped == two.dropped
    weighing = Weighing.of(keys, SETTINGS)
    assert np.array_equal(plain.sums(weighing), compiled.sums(weighing))
    first, second = np.triu_indices(len(held), 1)
    ours, theirs = (each.overlaps(first, second, weighing, SETTINGS) for each in (plain, compiled))
    assert np.array_equal(ours.figures, theirs.figures)
    assert np.array_equal(ours.regions, theirs.regions)
    assert np.array_equal(ours.ends, theirs.ends)
    spoken = np.flatnonzero(keys.words)
    stretches = np.stack((keys.words[spoken] // 3, keys.words[spoken]), axis=1).astype(np.int32)
    assert np.array_equal(plain.places(spoken, stretches), compiled.places(spoken, stretches))


@pytest.mark.parametrize("workers", [1, 3])
def test_copies_in_every_alphabet_give_the_same_bytes(workers: int) -> None:
    assert_same([*ODD, FERRY, COURT, *family(1), *family(2)], workers)


@settings(deadline=None, max_examples=40)
@given(texts)
def test_any_text_gives_the_same_bytes(held: list[str]) -> None:
    assert_same(held, 1)


@settings(deadline=None)
@given(st.lists(st.sets(st.integers(0, 12), max_size=6), max_size=8))
def test_pairs_are_those_of_the_plain_loops(documents: list[set[int]]) -> None:
    column = Column.of([np.array(sorted(each), dtype=np.uint64) << np.uint64(24) for each in documents])
    posting = Posting.of(column, 3)
    for least in (1, 2):
        ours, theirs = (told(loops, posting, 8, least) for loops in (PlainLoops(), CompiledLoops()))
        assert ours == theirs


def told(loops: Loops, posting: Posting, rows: int, least: int) -> list[tuple[int, int]]:
    """The pairs that share keys, and how many."""
    parts = loops.shared(loops.runs(posting), rows, least, lambda *each: each)
    return [pair for part in parts for pair in zip(*(side.tolist() for side in part), strict=True)]


@settings(deadline=None)
@given(st.lists(st.sets(st.integers(0, 9), max_size=9), max_size=12), st.integers(1, 3), st.integers(1, 9))
def test_pairs_are_the_same_in_however_many_parts(
    documents: list[set[int]], at_once: int, places: int
) -> None:
    column = Column.of([np.array(sorted(each), dtype=np.uint64) << np.uint64(24) for each in documents])
    posting = Posting.of(column, 12)
    rows = len(documents)
    with patch.object(beside, "_AT_ONCE", at_once), patch.object(beside, "_PLACES", places):
        assert told(CompiledLoops(2), posting, rows, 1) == told(PlainLoops(), posting, rows, 1)


def test_runs_must_be_of_rows_that_are_there_and_end() -> None:
    for runs in ([0, ~2], [0, 1], [3, ~1]):
        with pytest.raises(ValueError, match="runs"):
            list(CompiledLoops().shared(np.array(runs, dtype=np.int32), 2, 1, lambda *each: each))


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(7, 12), st.booleans()), min_size=1), st.integers(1, 3)
)
def test_what_is_wanted_is_that_of_the_plain_loops(pairs: list[tuple[int, int, bool]], each: int) -> None:
    one, two, whole = (np.array(side) for side in zip(*pairs, strict=True))
    ours, theirs = (loops.wanted(one, two, whole, each) for loops in (PlainLoops(), CompiledLoops()))
    assert ours.tolist() == theirs.tolist()


def test_nothing_is_read_or_written_out_of_bounds() -> None:
    environment = {**os.environ, "NUMBA_BOUNDSCHECK": "1", "NUMBA_DISABLE_CACHING": "1"}
    run = subprocess.run(
        [sys.executable, "-c", CHECKED], capture_output=True, text=True, env=environment, check=False
    )
    assert run.returncode == 0, run.stderr
    assert int(run.stdout.split()[0]) > 5


def test_texts_must_lie_in_their_buffer() -> None:
    data = np.zeros(200, dtype=np.uint8)
    with pytest.raises(ValueError, match="bytes after the last"):
        buffered(data, np.array([0]), np.array([150]), np.array([False]))
    with pytest.raises(ValueError, match="every text"):
        buffered(data, np.array([0]), np.array([10, 20]), np.array([False]))


def test_pairs_must_be_of_rows_that_are_there() -> None:
    held = CompiledTexts.of([FERRY, COURT], 1)
    weighing = Weighing.of(held.columns(SETTINGS), SETTINGS)
    with pytest.raises(ValueError, match="rows"):
        held.overlaps(np.array([0]), np.array([2]), weighing, SETTINGS)
    with pytest.raises(ValueError, match="signature"):
        CompiledLoops().agreeing(np.array([5], dtype=np.uint64), np.zeros((2, 64), dtype=np.uint8))


def test_nothing_compiled_is_loaded_for_a_few_texts() -> None:
    code = "import sys; from retell.family.holding import hold; hold(['a']); print('numba' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9))))
def test_what_pairs_tie_together_is_that_of_the_plain_loops(pairs: list[tuple[int, int]]) -> None:
    held = np.array([(one << 32) | two for one, two in pairs], dtype=np.uint64)
    ours, theirs = (loops.united(held, 10) for loops in (PlainLoops(), CompiledLoops()))
    assert ours.tolist() == theirs.tolist()


def test_near_duplicates_are_those_of_the_plain_form() -> None:
    held = [*ODD, FERRY, *family(5)]
    one, two = (
        labelled(*each.near(SETTINGS), SETTINGS, each.loops)
        for each in (PlainTexts(held), CompiledTexts.of(held))
    )
    assert one.tolist() == two.tolist()
