"""The fields are those of passim's README: one JSON record a line for each reused passage."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest

from retell.report.build import report
from retell.report.to_passim import to_passim
from retell.tracing import Comparison


@pytest.fixture
def records(comparison: Comparison) -> list[dict[str, Any]]:
    return [json.loads(line) for line in to_passim(report(comparison)).splitlines()]


def test_every_record_has_passims_fields(records: list[dict[str, Any]]) -> None:
    for record in records:
        assert {"uid", "cluster", "size", "id", "series", "begin", "end", "text"} <= set(record)
        assert isinstance(record["uid"], int) and 0 <= record["begin"] < record["end"]


def test_a_cluster_has_as_many_records_as_it_says(records: list[dict[str, Any]]) -> None:
    sizes = Counter(record["cluster"] for record in records)
    assert records and all(sizes[record["cluster"]] == record["size"] for record in records)


def test_offsets_cut_the_text_out_of_the_document(
    records: list[dict[str, Any]], comparison: Comparison
) -> None:
    texts = {document.id: document.text for document in (comparison.left, comparison.right)}
    assert all(texts[one["id"]][one["begin"] : one["end"]] == one["text"] for one in records)


def test_series_and_date_are_those_of_the_document(records: list[dict[str, Any]]) -> None:
    left, right = records
    assert (left["series"], left["date"]) == ("Varnsund Courier", "2031-03-04T09:30:00+01:00")
    assert right["series"] == "copy-7" and "date" not in right
