"""One event told by many: copies of every sort are found, and what others report of it is kept apart."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from retell.document.model import Document
from retell.engines.local import LocalEngine
from retell.evaluate.families import read_labels, score_families
from retell.family.growing import Growth
from retell.family.model import Grouping, RelationKind

QUALITY = Path(__file__).resolve().parent
EVENT = QUALITY / "event"
REPORTS = QUALITY / "independents"
RETIRED = ("election", "mine", "trial", "museum", "festival", "probe", "sitin", "rates", "landing")
NEWEST = (
    "airport",
    "bishop",
    "caterer",
    "customs",
    "doping",
    "foundry",
    "governor",
    "manhunt",
    "satellite",
    "shelling",
    "viaduct",
    "walkout",
)
"""Stories that no weight of families was fitted to."""


def documents(held: dict[str, Path]) -> list[Document]:
    return [Document(id=id, text=path.read_text(encoding="utf-8")) for id, path in held.items()]


@pytest.fixture(scope="module")
def event() -> Grouping:
    return LocalEngine(workers=1).families(documents({path.name: path for path in EVENT.glob("*.txt")}))


@pytest.fixture(scope="module")
def stories() -> Grouping:
    folders = [path for path in (QUALITY / "stories").iterdir() if (path / "original.txt").exists()]
    folders += [QUALITY / "heldout" / name for name in RETIRED]
    held = {f"{path.name}/{side}": path / f"{side}.txt" for path in folders for side in ("original", "copy")}
    held |= {f"{path.stem}/report": path for path in REPORTS.glob("*.txt")}
    return LocalEngine(workers=1).families(documents(held))


def test_an_event_falls_into_the_families_of_its_agencies(event: Grouping) -> None:
    scores = score_families(read_labels(EVENT / "event.tsv"), [family.members for family in event.families])
    assert scores.adjusted_rand >= 0.97
    assert scores.pairs.precision == 1.0
    assert scores.pairs.recall >= 0.95


@pytest.mark.parametrize(("name", "index"), [("event2", 0.82), ("event3", 0.88)])
def test_other_events_of_many_outlets_fall_into_families_of_one_agency_each(name: str, index: float) -> None:
    folder = QUALITY / name
    found = LocalEngine(workers=1).families(documents({path.name: path for path in folder.glob("*.txt")}))
    scores = score_families(read_labels(folder / "event.tsv"), [family.members for family in found.families])
    assert scores.pairs.precision == 1.0
    assert scores.adjusted_rand >= index


def test_no_independent_report_of_the_event_is_in_a_family(event: Grouping) -> None:
    members = [member for family in event.families for member in family.members]
    assert not [member for member in members if member.startswith("ind-")]


def test_documents_added_one_by_one_give_the_same_families(event: Grouping) -> None:
    growth = Growth(workers=1)
    for document in reversed(documents({path.name: path for path in EVENT.glob("*.txt")})):
        growth.add([document])
    assert growth.grouping() == event


def test_stories_rewritten_by_people_are_found(stories: Grouping) -> None:
    together = {pair for family in stories.families for pair in combinations(sorted(family.members), 2)}
    copies = sorted({f"{one.split('/')[0]}" for one, two in together if one.endswith("/copy")})
    names = {path.name for path in (QUALITY / "stories").iterdir() if (path / "original.txt").exists()}
    latest = set((QUALITY / "stories" / "newest.txt").read_text("utf-8").split())
    earlier = {*names, *RETIRED} - latest
    assert len(set(copies) & earlier) >= 0.97 * len(earlier)
    assert len(set(copies) & latest) >= 0.95 * len(latest)
    assert len(set(copies) & set(NEWEST)) >= len(NEWEST) - 1


def test_reports_by_others_on_the_same_events_are_in_no_family(stories: Grouping) -> None:
    assert all(
        {member.split("/")[0] for member in family.members} == {family.members[0].split("/")[0]}
        for family in stories.families
    )
    assert not [member for family in stories.families for member in family.members if "/report" in member]


def test_what_they_share_is_one_event_and_no_more(stories: Grouping) -> None:
    kinds = {
        match.relation.kind
        for match in stories.matches
        if "/report" in match.left or "/report" in match.right
    }
    assert kinds == {RelationKind.SAME_EVENT}
