from __future__ import annotations

from dataclasses import replace

from retell.report.outlets import outlet_table
from retell.tracing import Comparison


def test_changes_above_harmless_are_counted_by_outlet_and_kind(comparison: Comparison) -> None:
    made = outlet_table([comparison])
    assert made.kinds == ("attribution", "addition", "certainty", "name", "number", "omission", "quotation")
    (row,) = made.rows
    assert (row.label, row.copies, row.counts) == ("in/copy.txt", 1, (2, 1, 1, 1, 1, 1, 1))


def test_copies_of_one_outlet_are_one_row_and_rows_go_by_name(comparison: Comparison) -> None:
    orm = replace(comparison, right=replace(comparison.right, outlet="Orm Post"))
    anna = replace(comparison, right=replace(comparison.right, outlet="Anna Daily"), changes=())
    made = outlet_table([orm, anna, orm])
    assert [(row.label, row.copies) for row in made.rows] == [("Anna Daily", 1), ("Orm Post", 2)]
    assert made.rows[0].counts == (0,) * 7 and made.rows[1].counts[0] == 4


def test_nothing_compared_is_an_empty_table() -> None:
    made = outlet_table([])
    assert made.kinds == () and made.rows == ()
