"""What a worker does with its part, without a cluster; families in parts are in `test_rows`."""

from __future__ import annotations

import pickle
from typing import Any

import numpy as np
import pytest

from retell.document.model import Document
from retell.family.components import distinct

pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
stages = pytest.importorskip("retell.engines.stages")
reading = pytest.importorskip("retell.engines.reading")
rows = pytest.importorskip("retell.engines.rows")


def documents(*texts: str) -> Any:
    return reading.read_rows([Document(id=f"d{at % 2}", text=text) for at, text in enumerate(texts)])


def test_of_documents_with_one_id_the_same_is_taken_whatever_the_order() -> None:
    straight = documents("one text", "another text", "a third text")
    turned = straight.take(pa.array([2, 0, 1]))
    (one,), (other,) = (list(stages.distinct_documents(iter([part]))) for part in (straight, turned))
    assert one["id"].to_pylist() == ["d0", "d1"]
    assert one.equals(other)


def test_ties_that_come_in_several_batches_are_followed_together() -> None:
    parts = [rows.tie_rows(distinct(np.array([at]), np.array([at + 1]))) for at in (3, 1, 2)]
    (made,) = stages.ties_contracted(iter(parts))
    assert made.to_pydict() == {"greater": [2, 3, 4], "less": [1, 1, 1]}


def test_a_round_ties_the_neighbours_of_each_row_to_the_least_of_them() -> None:
    (beside,) = stages.ties_turned(iter([rows.tie_rows(distinct(np.array([1, 2]), np.array([2, 3])))]))
    (large,) = stages.ties_large(iter([beside]))
    assert large.to_pydict() == {"greater": [2, 3], "less": [1, 1]}
    (small,) = stages.ties_small(iter([large]))
    assert small.to_pydict() == large.to_pydict()
    (one,), (other,) = (list(stages.ties_marked(iter([each]))) for each in (large, small))
    assert one.to_pydict() == other.to_pydict()


def test_a_part_without_ties_is_none() -> None:
    assert [made.num_rows for made in stages.ties_contracted(iter([]))] == [0]
    assert [made.to_pydict() for made in stages.ties_marked(iter([]))] == [{"size": [0], "sum": [0]}]


def test_an_error_is_an_answer_in_the_place_of_the_item() -> None:
    items = pa.record_batch({"at": [7, 8], "item": [pickle.dumps("1"), pickle.dumps("nine")]})
    (made,) = stages.items_mapped(pickle.dumps(int), iter([items]))
    assert made["at"].to_pylist() == [7, 8]
    assert made["failed"].to_pylist() == [False, True]
    answer, error = map(pickle.loads, made["answer"].to_pylist())
    assert answer == 1
    assert isinstance(error, ValueError)
