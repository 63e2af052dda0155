"""The shape is that of CollateX's application/json: rows are segments, cells the tokens of a witness."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest

from retell.report.build import report
from retell.report.to_collatex import to_collatex
from retell.tracing import Comparison


@pytest.fixture
def record(comparison: Comparison) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(to_collatex(report(comparison)))
    return made


def test_every_row_has_a_cell_for_each_witness(record: dict[str, Any]) -> None:
    assert set(record) == {"witnesses", "table"}
    assert record["witnesses"] == sorted(record["witnesses"]) == ["left", "right"]
    assert all(len(row) == 2 and any(row) for row in record["table"])


def test_a_token_has_its_text_and_its_normal_form(record: dict[str, Any]) -> None:
    tokens = [token for row in record["table"] for cell in row for token in cell]
    assert tokens and all(set(token) == {"t", "n"} and token["t"] and token["n"] for token in tokens)
    assert {"t": "VARNSUND ", "n": "varnsund"} in tokens


def test_the_columns_read_as_the_two_versions(record: dict[str, Any], comparison: Comparison) -> None:
    for column, document in enumerate((comparison.left, comparison.right)):
        assert "".join(token["t"] for row in record["table"] for token in row[column]) == document.text


def test_rows_that_agree_and_rows_that_differ_take_turns(record: dict[str, Any]) -> None:
    same = [
        [token["t"].strip() for token in row[0]] == [token["t"].strip() for token in row[1]]
        for row in record["table"]
    ]
    assert all(one != other for one, other in pairwise(same))
