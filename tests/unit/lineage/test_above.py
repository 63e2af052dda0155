"""What a tree says of the edges that could be in it."""

from __future__ import annotations

from retell.document.model import Document, Stamp
from retell.document.segment import segmented
from retell.lineage.above import ABOVE, above, line_above
from retell.lineage.account import account
from retell.lineage.kin import Kin, edge_measures, kin, narrowed

REPORT = (
    "The harbour board closed the eastern pier on Tuesday after divers found a crack. Engineers will inspect "
    "all forty piles this week. Fishing crews were asked to land their catch elsewhere till the work is done."
)
LATER = REPORT.replace("closed the eastern pier", "shut the old pier").replace(
    "asked to land", "told to land"
)
LOST = REPORT.replace("divers found a crack", "frogmen saw a rift").replace("this week", "by Sunday")
ONE, TWO = LOST.replace("all forty", "each of the forty"), LOST.replace("till the work is done", "for now")


def family(texts: dict[str, str], dates: dict[str, str] | None = None) -> Kin:
    dates = dates or {}
    documents = [
        Document(
            id=name,
            text=text,
            published=Stamp(when=dates[name], claimed_by="record") if name in dates else None,
        )
        for name, text in sorted(texts.items())
    ]
    return kin([account(each, segmented(each)) for each in documents], 60, 6)


def told(of: Kin, sources: dict[int, int], edge: tuple[int, int]) -> dict[str, float]:
    table = edge_measures(of, {})
    at = [tuple(each) for each in of.edges.tolist()].index(edge)
    return dict(zip(ABOVE, above(of, table, sources)[at].tolist(), strict=True))


def test_words_that_the_source_replaced_and_the_copy_has_are_reverted() -> None:
    of = family({"a": REPORT, "b": LATER, "c": REPORT.replace("forty", "40")})
    assert told(of, {1: 0, 2: 1}, (1, 2))["reverted"] > told(of, {1: 0, 2: 0}, (0, 2))["reverted"]


def test_a_source_with_nothing_above_it_is_told() -> None:
    of = family({"a": REPORT, "b": LATER})
    assert told(of, {1: 0}, (0, 1))["top"] == 1.0


def test_copies_that_changed_alike_may_come_from_a_lost_one() -> None:
    of = family({"a": REPORT, "b": ONE, "c": TWO})
    found = told(of, {1: 0, 2: 0}, (0, 1))
    assert found["lost"] == 1.0
    assert found["lost_gain"] > 0
    assert found["apart"] > 0


def test_copies_that_changed_each_in_its_own_way_do_not() -> None:
    of = family({"a": REPORT, "b": LATER, "c": REPORT.replace("divers found", "a diver saw")})
    assert told(of, {1: 0, 2: 0}, (0, 1))["lost"] == 0.0


def test_dates_above_and_below_order_what_bears_none() -> None:
    dates = {"a": "2024-03-05T09:00:00+00:00", "d": "2024-03-05T08:00:00+00:00"}
    of = family({"a": REPORT, "b": LATER, "c": ONE, "d": TWO}, dates)
    assert told(of, {1: 0, 2: 1, 3: 2}, (1, 2))["line_late"] == 1.0
    dates["d"] = "2024-03-05T10:00:00+00:00"
    of = family({"a": REPORT, "b": LATER, "c": ONE, "d": TWO}, dates)
    assert told(of, {1: 0, 2: 1, 3: 2}, (1, 2))["line_early"] == 1.0


def test_a_line_ends_though_its_tree_runs_in_a_circle() -> None:
    assert line_above({0: 1, 1: 0}, 0) == [1, 0]


def test_a_family_without_edges_has_no_rows() -> None:
    of = family({"a": "Rain.", "b": "Snow fell."})
    assert above(of, edge_measures(of, {}), {}).shape == (0, len(ABOVE))


def test_a_narrowed_family_keeps_the_pairs_it_is_given() -> None:
    of = narrowed(family({"a": REPORT, "b": LATER, "c": ONE}), {(0, 1)})
    assert of.pairs == ((0, 1),)
    assert of.near == ((1,), (0,), ())
    assert of.edges.tolist() == [[0, 1], [1, 0]]
