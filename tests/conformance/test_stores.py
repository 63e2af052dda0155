"""What every store must do, whichever it is."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
from tests.conformance.archives import NOON, clock, edited, entries, entry, report, text

from retell.alignment.model import Passage
from retell.changes.model import Severity
from retell.document.model import Stamp
from retell.errors import StoreError
from retell.family.model import Match, Relation, RelationKind
from retell.family.rarity import Rarity
from retell.lineage.model import Clue, Edge, Lineage, Side
from retell.settings import ArchiveSettings
from retell.store import (
    Entry,
    Facets,
    Found,
    Kept,
    KeptFamily,
    Mark,
    Outcome,
    Page,
    Query,
    Record,
    Settlement,
    Store,
    Told,
    Verdict,
)
from retell.stores.memory import MemoryStore
from retell.text.spans import Span


def match(left: str, right: str, kind: RelationKind = RelationKind.COPY) -> Match:
    relation = Relation(kind=kind, probability=0.9, why="so", left_coverage=0.5, right_coverage=0.25)
    passage = Passage(left=Span(start=0, end=4), right=Span(start=1, end=7), similarity=0.75)
    return Match(left=left, right=right, relation=relation, passages=(passage,))


def told(left: str, right: str) -> Told:
    clue = Clue(kind="containment", favours=Side.LEFT, weight=1.5, why="it holds more")
    edge = Edge(source=left, copy=right, probability=0.875, clues=(clue,))
    return Told(
        lineage=Lineage(root=left, edges=(edge,), undecided=()),
        findings=(
            Found(
                id="f1",
                left=left,
                right=right,
                kind="number.rounded",
                severity=Severity.NUANCE,
                confidence=0.5,
                why="rounded “here”",
            ),
        ),
        basis="x",
        settings="{}",
        retell="0.1.0",
        at=NOON,
    )


def settled(store: Store) -> KeptFamily:
    """A family of the reports 0 and 1 with its story, in a store that has them and 2."""
    store.add(entries(0, 1, 2))
    family = KeptFamily(
        id="r000", members=("r000", "r001"), matches=(match("r000", "r001"),), story=told("r000", "r001")
    )
    between = (match("r001", "r002", RelationKind.SAME_EVENT),)
    assert store.settle(Settlement(revision=store.stats().revision, families=(family,), matches=between))
    return family


def assert_counted(store: Store, held: list[Entry]) -> None:
    """The words of these documents are counted, and no others."""
    counts, documents = store.frequencies()
    twin = Rarity.of(each.keys.vocabulary for each in held)
    np.testing.assert_array_equal(counts, twin.counts)
    assert documents == twin.documents


def test_a_document_comes_back_as_it_was(store: Store) -> None:
    made = report(
        1,
        url="https://news.example/pier?utm_source=feed",
        authors=("Runa Holt",),
        raw=b"\x00\xff raw",
        page_text="all of the page",
        extra={"section": ["local", {"deep": 1}]},
        words="By Runa Holt\n\n" + text(1) + " \ud800 \u0000 \U0001f600",
    )
    store.add([entry(made)])
    kept = store.document("r001")
    assert kept is not None
    assert kept.document == made
    assert dict(kept.document.extra) == dict(made.extra)
    assert (kept.version, kept.versions, kept.added, kept.updated) == (1, 1, NOON, NOON)


def test_what_is_not_there_is_none(store: Store) -> None:
    assert store.document("nobody") is None
    assert store.documents(Query()) == Page(items=())
    assert store.families(Query()) == Page(items=())
    assert store.facets(Query()) == Facets()
    assert store.keys(["nobody"]) == {}
    assert store.neighbours(entries(1)[0].keys, 5) == ()
    assert not (store.matches(["nobody"]) or store.marks(["f"]) or store.unsettled())


def test_adding_twice_changes_nothing(store: Store) -> None:
    first = store.add(entries(1, 2))
    before = store.stats()
    again = store.add(entries(2, 1))
    assert [each.outcome for each in first] == [Outcome.NEW, Outcome.NEW]
    assert [each.outcome for each in again] == [Outcome.SAME, Outcome.SAME]
    assert store.stats() == before


def test_a_page_that_changed_is_a_new_version_of_the_document(store: Store) -> None:
    store.add([entry(report(1, url="http://news.example/a/?utm_medium=x#top"))])
    changed = report(1, id="other", url="https://NEWS.example/a", words=text(9))
    (added,) = store.add([entry(changed)])
    assert (added.id, added.version, added.outcome, added.given) == ("r001", 2, Outcome.UPDATED, "other")
    now, before = store.document("r001"), store.document("r001", 1)
    assert now is not None and before is not None
    assert (now.document.text, before.document.text) == (text(9), text(1))
    assert (now.version, before.version, now.versions, before.versions) == (2, 1, 2, 2)
    assert store.document("r001", 3) is None
    assert store.stats().documents == 1


def test_a_changed_page_is_found_by_what_it_says_now(store: Store) -> None:
    store.add([entry(report(1, url="https://news.example/a"))])
    store.add([entry(report(1, url="https://news.example/a", words=text(9)))])
    assert store.neighbours(entries(1)[0].keys, 5) == ()
    assert [each.id for each in store.neighbours(entries(9)[0].keys, 5)] == ["r001"]
    assert not store.documents(Query(words=text(1).split()[0])).items
    assert store.documents(Query(words=text(9).split()[0])).items
    assert_counted(store, [entries(9)[0]])


def test_two_versions_in_one_batch_are_two_versions(store: Store) -> None:
    pages = [entry(report(seed, id="p", url="https://news.example/a")) for seed in (1, 2, 3, 3)]
    assert [each.version for each in store.add(pages)] == [1, 2, 3, 3]
    assert [each.id for each in store.neighbours(entries(3)[0].keys, 5)] == ["p"]
    assert store.neighbours(entries(1)[0].keys, 5) == ()
    assert_counted(store, entries(3))


def test_another_text_under_a_known_id_gets_an_id_of_its_own(store: Store) -> None:
    store.add(entries(1))
    (added,) = store.add([entry(report(2, id="r001"))])
    assert added.outcome is Outcome.NEW
    assert added.id.startswith("r001~")
    assert store.add([entry(report(2, id="r001"))])[0].outcome is Outcome.SAME
    assert store.stats().documents == 2


def test_two_documents_that_say_the_same_are_two(store: Store) -> None:
    store.add([entry(report(1, id="a")), entry(report(1, id="b"))])
    assert store.stats().documents == 2


def test_what_is_removed_is_gone(store: Store) -> None:
    store.add([entry(report(1, url="https://news.example/a")), *entries(2)])
    assert store.remove(["r001", "nobody", "r001"]) == ("r001",)
    assert store.document("r001") is None
    assert store.neighbours(entries(1)[0].keys, 5) == ()
    assert not store.documents(Query(words=text(1).split()[0])).items
    assert (store.stats().documents, store.stats().versions) == (1, 1)
    assert_counted(store, entries(2))
    (again,) = store.add([entry(report(1, url="https://news.example/a"))])
    assert (again.version, again.outcome) == (1, Outcome.NEW)


def test_keys_come_back_as_they_were(store: Store) -> None:
    given = entries(1, 2)
    store.add(given)
    kept = store.keys(["r002", "r001", "nobody"])
    assert list(kept) == ["r001", "r002"]
    for each in given:
        for name in ("text", "words", "bands", "grams", "combinations", "vocabulary", "particulars"):
            np.testing.assert_array_equal(getattr(kept[each.document.id], name), getattr(each.keys, name))


def test_a_copy_has_its_source_for_a_neighbour(store: Store) -> None:
    store.add(entries(*range(12)))
    copy = entry(report(3, id="copy", words=edited(text(3))))
    near = store.neighbours(copy.keys, 5)
    assert near[0].id == "r003"
    assert near[0].strength > 0.2
    store.add([copy])
    assert [each.id for each in store.neighbours(copy.keys, 2)] == ["copy", "r003"]


def test_all_stores_give_the_same_neighbours(store: Store) -> None:
    """Also after changes and removals, and with keys that are too common to count."""
    chance, twin = random.Random(5), MemoryStore(clock=clock)
    stock = text(1000, 3)
    given = [
        entry(report(seed, url=f"https://n.example/{seed % 40}", words=f"{text(seed % 25)} {stock}"))
        for seed in range(70)
    ]
    for start in range(0, 70, 7):
        for archive in (store, twin):
            archive.add(given[start : start + 7])
        gone = [f"r{chance.randrange(start + 7):03d}"]
        assert store.remove(gone) == twin.remove(gone)
    np.testing.assert_array_equal(store.frequencies()[0], twin.frequencies()[0])
    for each in given[::9]:
        assert store.neighbours(each.keys, 9) == twin.neighbours(each.keys, 9)


def test_a_key_in_more_documents_than_its_ceiling_is_no_evidence(store: Store) -> None:
    stock = entry(report(1))
    copies = [replace(stock.document, id=f"s{n}") for n in range(ArchiveSettings().band_ceiling + 1)]
    store.add([Entry(document=each, keys=stock.keys) for each in copies])
    assert store.neighbours(stock.keys, 5) == ()
    store.remove(["s0"])
    assert [each.id for each in store.neighbours(stock.keys, 1)] == ["s1"]


def test_documents_come_the_latest_first_page_by_page(store: Store) -> None:
    store.add(entries(*range(9)))
    whole = store.documents(Query(most=100))
    times = [each.document.published.when for each in whole.items if each.document.published]
    assert whole.next is None
    assert times == sorted(times, reverse=True)
    pages: list[Kept] = []
    after = None
    while True:
        page = store.documents(Query(most=2, after=after))
        pages += page.items
        after = page.next
        if after is None:
            break
    assert tuple(pages) == whole.items


def test_a_list_stands_still_while_documents_come(store: Store) -> None:
    store.add(entries(*range(1, 7)))
    first = store.documents(Query(most=3))
    store.add([entry(report(8, published=Stamp(when="2027-01-01", claimed_by="record")))])
    second = store.documents(Query(most=3, after=first.next))
    ids = [each.document.id for each in (*first.items, *second.items)]
    assert sorted(ids) == [f"r{seed:03d}" for seed in range(1, 7)]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        (Query(outlet="Outlet 1"), ["r001", "r004"]),
        (Query(language="de"), []),
        (Query(since="2026-04-01"), ["r003", "r004", "r005"]),
        (Query(until="2026-02-11"), ["r000", "r001"]),
        (Query(since="2026-02-11T06:00:00Z", until="2026-02-11T06:00:00Z"), ["r001"]),
        (Query(words=" ".join(text(2).split()[:3]).upper()), ["r002"]),
        (Query(words="Report 4"), ["r004"]),
        (Query(words=f"{text(1).split()[0]} {text(2).split()[0]}"), []),
        (Query(words="“—”"), ["r000", "r001", "r002", "r003", "r004", "r005"]),
        (Query(ids=("r002", "r005", "nobody")), ["r002", "r005"]),
        (Query(words="' OR 1=1 --"), []),
    ],
)
def test_documents_are_chosen_by_what_is_asked(store: Store, query: Query, ids: list[str]) -> None:
    store.add(entries(*range(6)))
    assert sorted(each.document.id for each in store.documents(query).items) == ids


def test_a_place_in_no_list_and_a_time_that_is_none_are_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="R413"):
        store.documents(Query(after="W10x"))
    with pytest.raises(StoreError, match="R414"):
        store.documents(Query(since="yesterday"))


def test_families_come_back_as_they_were(store: Store) -> None:
    family = settled(store)
    latest = "2026-02-11T06:00:00Z"
    assert store.families(Query()).items == (replace(family, latest=latest),)
    kept = store.document("r001")
    assert kept is not None and kept.family == "r000"
    assert store.unsettled() == ()
    assert (store.stats().families, store.stats().in_families) == (1, 2)


def test_matches_are_told_of_either_side(store: Store) -> None:
    settled(store)
    pairs = [("r000", "r001"), ("r001", "r002")]
    assert [(each.left, each.right) for each in store.matches(["r001"])] == pairs
    assert store.matches(["r002"]) == (match("r001", "r002", RelationKind.SAME_EVENT),)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        (Query(outlet="Outlet 0"), 1),
        (Query(outlet="Outlet 2"), 0),
        (Query(kind="number"), 1),
        (Query(kind="number.rounded", severity=Severity.NUANCE), 1),
        (Query(kind="num"), 0),
        (Query(severity=Severity.MEANING), 0),
        (Query(ids=("r001",)), 1),
        (Query(ids=("r002",)), 0),
        (Query(words=text(1).split()[0]), 1),
    ],
)
def test_families_are_chosen_by_what_is_asked(store: Store, query: Query, count: int) -> None:
    settled(store)
    assert len(store.families(query).items) == count


def test_documents_are_chosen_by_their_findings(store: Store) -> None:
    settled(store)
    found = store.documents(Query(kind="number", severity=Severity.NUANCE)).items
    assert sorted(each.document.id for each in found) == ["r000", "r001"]


def test_facets_count_what_a_query_finds(store: Store) -> None:
    settled(store)
    facets = store.facets(Query())
    assert facets.outlets == (("Outlet 0", 1), ("Outlet 1", 1), ("Outlet 2", 1))
    assert facets.languages == (("en", 3),)
    assert facets.months == (("2026-01", 1), ("2026-02", 1), ("2026-03", 1))
    assert facets.kinds == (("number", 2),)
    assert facets.severities == (("nuance", 2),)
    assert store.facets(Query(outlet="Outlet 2")).kinds == ()


def test_a_family_of_a_changed_document_is_settled_anew(store: Store) -> None:
    settled(store)
    store.remove(["r001"])
    assert store.families(Query()).items == ()
    assert store.matches(["r000", "r002"]) == ()
    assert store.unsettled() == ("r000", "r001")


def test_a_settlement_of_a_past_state_is_refused(store: Store) -> None:
    store.add(entries(1))
    before = store.stats().revision
    store.add(entries(2))
    assert not store.settle(Settlement(revision=before, families=(), matches=()))
    assert store.unsettled() == ("r001", "r002")


def test_a_settlement_of_a_part_leaves_the_rest(store: Store) -> None:
    settled(store)
    store.add(entries(3, 4))
    family = KeptFamily(id="r003", members=("r003", "r004"), matches=(match("r003", "r004"),))
    part = Settlement(
        revision=store.stats().revision, families=(family,), matches=(), scope=frozenset(("r003", "r004"))
    )
    assert store.settle(part)
    assert [each.id for each in store.families(Query()).items] == ["r003", "r000"]
    assert store.unsettled() == ()
    assert len(store.matches(["r002"])) == 1


def test_the_last_mark_on_a_finding_stands(store: Store) -> None:
    store.mark([Mark(finding="f1", verdict=Verdict.DISMISS, note="fine", by="ada")])
    store.mark([Mark(finding="f2", verdict=Verdict.ACCEPT), Mark(finding="f1", note="fine", by="bo")])
    assert store.marks(["f2", "f1", "f3"]) == (
        Mark(finding="f1", verdict=Verdict.NONE, note="fine", by="bo", at=NOON),
        Mark(finding="f2", verdict=Verdict.ACCEPT, at=NOON),
    )
    assert store.stats().marks == 2


def test_records_are_written_by_revision(store: Store) -> None:
    assert store.put([Record(kind="job", id="a", body={"state": "new", "steps": [1, None]})])
    job = store.record("job", "a")
    assert job is not None
    assert (dict(job.body or {}), job.revision) == ({"state": "new", "steps": [1, None]}, 1)
    assert store.put([Record(kind="job", id="a", body={"state": "done"}, revision=2)])
    assert not store.put(
        [Record(kind="job", id="b"), Record(kind="job", id="a", body={"state": "lost"}, revision=2)]
    )
    assert store.record("job", "b") is None
    assert store.put([Record(kind="job", id="a", body=None)])
    assert store.record("job", "a") is None


def test_records_of_one_kind_are_let_go_by_age(store: Store) -> None:
    store.put([Record(kind="key", id="a"), Record(kind="key", id="b"), Record(kind="feed", id="a")])
    assert store.forget("key", NOON) == 0
    assert store.forget("key", NOON.replace("12:", "13:")) == 2
    assert store.record("key", "a") is None and store.record("feed", "a") is not None
    assert store.forget("key", NOON.replace("12:", "13:")) == 0
    assert store.put([Record(kind="key", id="a", revision=1)])


def test_records_are_listed_by_kind_page_by_page(store: Store) -> None:
    store.put([Record(kind="job", id=name) for name in "edcba"] + [Record(kind="feed", id="x")])
    first = store.records("job", most=3)
    assert [each.id for each in first.items] == ["a", "b", "c"]
    second = store.records("job", after=first.next or "", most=3)
    assert ([each.id for each in second.items], second.next) == (["d", "e"], None)


def test_an_empty_batch_is_nothing(store: Store) -> None:
    nothing: list[Entry] = []
    assert store.add(nothing) == ()
    assert store.remove([]) == ()
    assert store.stats().revision == 0


@pytest.mark.parametrize(
    "store", ["sqlite", "postgresql"], indirect=True
)  # memory is one thread's, never more
def test_several_may_write_and_read_at_once(store: Store) -> None:
    def adding(start: int) -> int:
        for seed in range(start, start + 6):
            store.add([entry(report(seed, url=f"https://n.example/{seed % 8}"))])
            assert store.stats().documents
        return start

    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(adding, (0, 6, 12))) == [0, 6, 12]
    assert (store.stats().documents, store.stats().versions) == (8, 18)
    rows = [store.rows()[kept.document.id] for kept in store.documents(Query()).items]
    assert len(set(rows)) == 8
    counts, documents = store.frequencies()
    held = [entry(kept.document) for kept in store.documents(Query()).items]
    np.testing.assert_array_equal(counts, Rarity.of(each.keys.vocabulary for each in held).counts)
    assert documents == 8
