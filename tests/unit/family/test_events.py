"""Independent reports of one event are listed beside the family they are kept out of."""

from __future__ import annotations

from pathlib import Path

import pytest

from retell.document.load import read
from retell.document.model import Document
from retell.engines.local import LocalEngine
from retell.family.model import Grouping, RelationKind

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"


@pytest.fixture(scope="module")
def told() -> tuple[Grouping, dict[str, str]]:
    found = [item for item in read([str(EXAMPLES / "court")]) if isinstance(item, Document)]
    return LocalEngine(workers=1).families(found), {item.id: str(item.origin) for item in found}


def test_an_independent_report_is_in_no_family(told: tuple[Grouping, dict[str, str]]) -> None:
    grouping, origins = told
    members = [origins[id] for family in grouping.families for id in family.members]
    assert not [origin for origin in members if "independent" in origin]


def test_it_is_listed_as_reporting_the_same_event(told: tuple[Grouping, dict[str, str]]) -> None:
    grouping, origins = told
    pairs = [(origins[match.left], origins[match.right]) for match in grouping.matches]
    assert any("independent" in left + right for left, right in pairs)
    assert {match.relation.kind for match in grouping.matches} == {RelationKind.SAME_EVENT}
