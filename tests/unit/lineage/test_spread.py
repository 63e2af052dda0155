"""Work over the processors."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from retell.document.model import Document
from retell.document.segment import segmented
from retell.lineage import account as reading
from retell.lineage import infer
from retell.lineage.account import account, accounts
from retell.lineage.infer import lineage
from retell.lineage.spread import spread
from retell.settings import LineageSettings

PLACES = ["Orm", "Saltby", "Varn", "Lisk", "Holm"]


def shifted(held: int, item: int) -> tuple[int, int]:
    """What is asked for, and the process that made it."""
    return held + item, os.getpid()


def failing(held: int, item: int) -> int:
    return held // item


def family(count: int) -> list[Document]:
    """Each cuts a line of the one before, or says it elsewhere."""
    lines = [f"The {word} board of {place} closed a pier of {at} piles on Tuesday."
             for at, place in enumerate(PLACES) for word in ("harbour", "fishing", "county")]  # fmt: skip
    return [
        Document(
            id=f"{at:02}", text="\n".join([*lines[at % 4 :], f"Bell {at // 2} rang in {PLACES[at % 5]}."])
        )
        for at in range(count)
    ]


def test_results_come_in_the_order_of_the_items() -> None:
    found = spread(shifted, 10, range(50), 2)
    assert [number for number, _ in found] == list(range(10, 60))


def test_few_items_stay_in_this_process() -> None:
    assert {process for _, process in spread(shifted, 0, range(9), 10)} == {os.getpid()}


def test_many_items_go_to_others_where_there_are_processors() -> None:
    if not hasattr(os, "sched_getaffinity") or len(os.sched_getaffinity(0)) < 2:
        pytest.skip("one processor, or none that can be counted")
    assert os.getpid() not in {process for _, process in spread(shifted, 0, range(10), 10)}


def test_an_error_of_the_work_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        spread(failing, 1, [1, 0], 2)


def test_nothing_to_do_is_done() -> None:
    assert spread(shifted, 0, [], 0) == []


def test_a_family_read_by_all_is_the_family_read_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_MANY", 2)
    documents = family(12)
    found = accounts(documents)
    assert found == [account(each, segmented(each)) for each in documents]
    assert all(each.document is document for each, document in zip(found, documents, strict=True))


def test_its_lineage_is_the_same_by_all_and_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    read = accounts(family(12))
    one = lineage(read, LineageSettings())
    monkeypatch.setattr(infer, "_PAIRS", 2)
    assert lineage(read, LineageSettings()) == one


def test_the_order_of_many_documents_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(infer, "_PAIRS", 2)
    monkeypatch.setattr(infer, "_MANY", 5)
    settings = replace(LineageSettings(), every_pair=5, neighbours=3)
    read = accounts(family(14))
    assert lineage(read[::-1], settings) == lineage(read, settings)
