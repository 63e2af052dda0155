"""The families of an archive are those of a run over all its documents, in whatever order these came."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from tests.conformance.archives import edited, report, text

from retell.document.load import read
from retell.document.model import Document
from retell.engines.local import LocalEngine
from retell.store import Query, Store
from retell.stores.adding import added
from retell.stores.grown import Grown
from retell.stores.settling import every_family, settled
from retell.tracing import trace

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def corpus() -> list[Document]:
    """Reports with edited, cut and quoting copies, a twin, a merger, and some that nobody copied."""
    made = [report(seed) for seed in range(9)]
    made.append(report(0, id="edited", words=edited(text(0), 8)))
    made.append(report(0, id="again", words=edited(edited(text(0), 8), 11)))
    made.append(report(1, id="twin", words=text(1)))
    made.append(report(2, id="cut", words=". ".join(text(2).split(". ")[:4]) + "."))
    made.append(report(3, id="quoting", words=f"{text(50, 5)} {text(3, 3)} {text(51, 3)}"))
    made.append(report(4, id="merger", words=f"{text(4, 5)} {text(5, 4)}"))
    return made


def families_of(store: Store) -> list[tuple[object, ...]]:
    found = sorted(every_family(store), key=lambda each: each.id)
    return [(each.members, each.matches, each.story and each.story.lineage) for each in found]


def expected(documents: list[Document]) -> list[tuple[object, ...]]:
    tracing = trace(documents, LocalEngine(workers=1))
    return [(story.family.members, story.family.matches, story.lineage) for story in tracing.stories]


@pytest.fixture(scope="module")
def whole() -> list[tuple[object, ...]]:
    return expected(corpus())


@pytest.mark.parametrize("seed", range(4))
def test_families_do_not_depend_on_the_order_of_arrival(
    seed: int, store: Store, whole: list[tuple[object, ...]]
) -> None:
    chance, waiting = random.Random(seed), corpus()
    chance.shuffle(waiting)
    engine = LocalEngine(workers=1)
    grown = Grown() if seed % 2 else None
    while waiting:
        some = [waiting.pop() for _ in range(min(len(waiting), chance.randrange(1, 9)))]
        list(added(store, some))
        if chance.random() < 0.4:
            settled(store, engine=engine, grown=grown)
    settled(store, engine=engine, grown=grown)
    assert families_of(store) == whole
    between = LocalEngine(workers=1).families(corpus()).matches
    ids = [document.id for document in corpus()]
    inside = {(each.left, each.right) for family in every_family(store) for each in family.matches}
    assert tuple(each for each in store.matches(ids) if (each.left, each.right) not in inside) == between


def test_what_was_removed_leaves_the_families_of_the_rest(store: Store) -> None:
    engine, grown = LocalEngine(workers=1), Grown()
    list(added(store, corpus()))
    settled(store, engine=engine, grown=grown)
    store.remove(["edited", "r001"])
    settled(store, engine=engine, grown=grown)
    left = [each for each in corpus() if each.id not in ("edited", "r001")]
    assert families_of(store) == expected(left)


def test_a_page_that_changed_changes_its_family(store: Store) -> None:
    engine = LocalEngine(workers=1)
    page = "https://news.example/page"
    list(added(store, [report(1), report(2), report(1, id="page", url=page)]))
    settled(store, engine=engine)
    assert [family.members for family in every_family(store)] == [("page", "r001")]
    list(added(store, [report(2, id="page", url=page, words=edited(text(2)))]))
    settled(store, engine=engine)
    assert [family.members for family in every_family(store)] == [("page", "r002")]


def test_a_story_that_still_holds_is_not_told_again(store: Store) -> None:
    engine = LocalEngine(workers=1)
    list(added(store, corpus()[:10]))
    settled(store, engine=engine)
    before = {family.id: family.story for family in every_family(store)}
    list(added(store, [report(70)]))
    settled(store, engine=engine)
    for family in every_family(store):
        assert family.story == before[family.id]
        assert family.story is not None and family.story.findings


def test_the_examples_have_the_families_that_a_trace_finds(tmp_path: Path) -> None:
    from retell.stores import opened

    documents = [item for item in read([str(EXAMPLES)]) if isinstance(item, Document)]
    with opened(str(tmp_path / "archive.db"), create=True) as store:
        for start in range(0, len(documents), 5):
            list(added(store, documents[start : start + 5]))
        settled(store, engine=LocalEngine(workers=1))
        tracing = trace(documents, LocalEngine(workers=1))
        assert [each[0] for each in families_of(store)] == [s.family.members for s in tracing.stories]
        assert [each[2] for each in families_of(store)] == [s.lineage for s in tracing.stories]
        assert len(store.families(Query(words="ferry")).items) == 1
