"""Scores of the order of versions."""

from __future__ import annotations

from pathlib import Path

import pytest

from retell.errors import InputError
from retell.evaluate.order import read_chains, score_order
from retell.settings import LineageSettings

GROWN = [
    "A pier.",
    "A pier of oak.",
    "A pier of oak, built in 1890.\nIt broke in a storm and was built again.",
]


def test_a_growing_chain_is_in_order() -> None:
    scores = score_order([GROWN], LineageSettings())
    assert (scores.chains, scores.pairs, scores.adjacent, scores.longer) == (1, 2, 1, 1)


def test_no_chains_have_no_figures() -> None:
    assert score_order([], LineageSettings()).adjacent is None


def test_chains_are_read_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "chains.jsonl"
    path.write_text('{"article": "x", "versions": ["a", "b"]}\n\n{"versions": []}\n')
    assert read_chains(path) == [["a", "b"], []]


@pytest.mark.parametrize("line", ["{", "[]", "{}", '{"versions": "a"}', '{"versions": [1]}'])
def test_a_line_without_versions_is_refused_by_place(line: str, tmp_path: Path) -> None:
    path = tmp_path / "chains.jsonl"
    path.write_text(line)
    with pytest.raises(InputError, match=r"R150: .*line 1"):
        read_chains(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="R102"):
        read_chains(tmp_path / "none.jsonl")
