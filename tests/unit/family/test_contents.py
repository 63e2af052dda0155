"""Particulars in sentences side by side: kept by a copy, exchanged by a form filled in anew."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.family.corpus import COURT, FERRY, ODD

from retell.document.model import Document
from retell.family.contents import Contents, contents
from retell.settings import FamilySettings, PassageSettings

NOTICE = (
    "The board of {} will mend the bridge over the {} this summer, it said on Monday. Some {} lorries cross "
    "it every day, and the work will cost {} crowns. Engineer {} asked drivers to take the road by {} until "
    "then."
)
HERE = NOTICE.format("Tarvik", "Elv", "1,200", "340,000", "Brandvold", "Ostby")
THERE = NOTICE.format("Pellworm", "Sorre", "80", "9,750", "Quill", "Dray")
REWORDED = (
    "Work on the bridge across the Elv will be done in summer, the Tarvik board let it be known on Monday. "
    "The bridge, used by about 1200 lorries a day, costs 340,000 crowns to mend. Drivers are asked by "
    "engineer Brandvold to use the road through Ostby meanwhile."
)


def beside(left: str, right: str) -> Contents:
    one, two = (Document(id=side, text=text) for side, text in (("a", left), ("b", right)))
    return contents(one, two, FamilySettings(), PassageSettings())


def test_a_rewording_keeps_its_names_and_figures_where_they_stood() -> None:
    found = beside(HERE, REWORDED)
    assert found.kept(0) > 0.8
    assert found.alone == 0


def test_a_form_filled_in_anew_keeps_few_of_them() -> None:
    found = beside(HERE, THERE)
    assert found.most >= 5
    assert found.kept(0) < 0.5


def test_what_another_reporter_tells_stands_alone() -> None:
    assert beside(FERRY, COURT).alone > 0.5


def test_a_figure_written_out_is_the_same_figure() -> None:
    one = "The ferry to Tarvik carried seven lorries and 41 passengers over the sound on Tuesday."
    assert beside(one, one.replace("seven", "7")).kept(0) == 1


def test_few_particulars_say_little() -> None:
    assert Contents(shared=0, most=1, alone=0.0).kept(3) == pytest.approx(0.75)
    assert Contents(shared=0, most=0, alone=0.0).kept(0) == 1


@given(st.sampled_from((*ODD, FERRY)), st.sampled_from((*ODD, COURT)))
def test_shares_are_shares_and_do_not_depend_on_the_side(left: str, right: str) -> None:
    found = beside(left, right)
    assert 0 <= found.shared <= found.most
    assert 0 <= found.alone <= 1
    assert found == beside(right, left)
