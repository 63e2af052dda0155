from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.report.build import report
from retell.report.model import Cell, Piece, Row
from retell.report.overview import SCALE, overview
from retell.settings import ReportSettings
from retell.tracing import Comparison

SETTINGS = ReportSettings(fold_least=3, fold_context=1)


def row(number: int, *, same: bool, moved: bool = False) -> Row:
    cells = [
        Cell(id=f"{side}{number}", role="body", opens=True, paragraph=number, pieces=(Piece(text="x" * 50),))
        for side in "lr"
    ]
    return Row(
        number=number,
        kind="identical" if same else "reworded",
        note=None,
        moved=moved,
        left=(cells[0],),
        right=(cells[1],),
    )


def shape(pattern: str) -> list[tuple[int, bool]]:
    """The stretches of rows that are the same (=) or differ (x): the length of each, and whether folded."""
    rows = [row(at, same=sign == "=") for at, sign in enumerate(pattern, start=1)]
    return [(len(one.rows), one.folded) for one in overview(rows, (), SETTINGS).stretches]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("", []),
        ("x", [(1, False)]),
        ("===", [(3, True)]),
        ("==", [(2, False)]),
        ("x====", [(2, False), (3, True)]),
        ("x===", [(4, False)]),
        ("x=====x", [(2, False), (3, True), (2, False)]),
        ("===x===", [(7, False)]),
    ],
)
def test_long_unchanged_runs_are_folded_but_for_their_edges(
    pattern: str, expected: list[tuple[int, bool]]
) -> None:
    assert shape(pattern) == expected


@given(pattern=st.text(alphabet="=x", max_size=40))
def test_every_row_is_in_one_stretch_and_nothing_changed_is_folded(pattern: str) -> None:
    rows = [row(at, same=sign == "=") for at, sign in enumerate(pattern, start=1)]
    stretches = overview(rows, (), SETTINGS).stretches
    assert [one for stretch in stretches for one in stretch.rows] == rows
    assert all(one.is_unchanged for stretch in stretches if stretch.folded for one in stretch.rows)


def test_ticks_go_down_with_the_rows_and_stay_on_the_scale(comparison: Comparison) -> None:
    made = report(comparison)
    ticks = sorted(made.overview.ticks, key=lambda tick: tick.at)
    assert len(ticks) == len(made.findings)
    assert [tick.finding.row for tick in ticks] == sorted(tick.finding.row or 0 for tick in ticks)
    assert all(0 <= tick.at < SCALE for tick in ticks)
    assert len({tick.at for tick in ticks}) == len(ticks)


def test_a_ribbon_leads_from_one_texts_place_to_the_others(comparison: Comparison) -> None:
    (ribbon,) = report(comparison).overview.ribbons
    assert ribbon.row == 7
    assert ribbon.left > 700 and 0 < ribbon.right < ribbon.right_end < 500


def test_kinds_are_counted_the_gravest_first(comparison: Comparison) -> None:
    kinds = report(comparison).overview.kinds
    assert [(one.kind, one.findings, one.grave) for one in kinds] == [
        ("attribution", 2, 2),
        ("addition", 1, 1), ("certainty", 1, 1), ("name", 1, 1), ("number", 1, 1), ("omission", 1, 1),
        ("quotation", 1, 1),
        ("order", 1, 0), ("wording", 1, 0),
    ]  # fmt: skip


def test_a_report_without_findings_has_no_tick(comparison: Comparison) -> None:
    assert report(replace(comparison, changes=())).overview.ticks == ()
