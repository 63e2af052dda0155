"""Where a text comes from, as far as an archive knows."""

from __future__ import annotations

import pytest
from tests.conformance.archives import edited, report, text

from retell.document.model import Document, Stamp
from retell.engines.local import LocalEngine
from retell.family.model import RelationKind
from retell.settings import ArchiveSettings
from retell.store import Store
from retell.stores.adding import added
from retell.stores.finding import Order, found, relatives
from retell.stores.memory import MemoryStore
from retell.stores.settling import settled


@pytest.fixture(scope="module")
def store() -> Store:
    made = MemoryStore()
    list(added(made, [report(seed) for seed in range(8)]))
    list(added(made, [report(2, id="copy", words=edited(text(2)))]))
    settled(made, engine=LocalEngine(workers=1))
    return made


def asked(words: str, when: str | None = None) -> Document:
    stamp = Stamp(when=when, claimed_by="record") if when else None
    return Document(id="asked", text=words, language="en", published=stamp)


def test_a_text_as_it_stands_is_a_copy_without_a_closer_look(store: Store) -> None:
    first = found(store, asked(text(3)))[0]
    assert (first.document.id, first.relation.kind) == ("r003", RelationKind.COPY)
    assert first.relation.why == "the same words throughout"
    assert first.family is None


def test_a_twin_comes_before_a_copy_that_holds_as_much() -> None:
    made = MemoryStore()
    longer = f"{text(3)} {text(90, 1)}"
    list(added(made, [report(3, id="aaa", words=longer), report(3, id="zzz")]))
    answers = found(made, asked(text(3)))
    assert [(answer.document.id, answer.twin) for answer in answers] == [("zzz", True), ("aaa", False)]
    assert answers[1].relation.left_coverage == 1.0


def test_of_equal_coverage_the_twin_is_first_whatever_its_id() -> None:
    made = MemoryStore()
    marked = text(3).replace(" the ", " The ", 1).replace(".", " .", 1)
    list(added(made, [report(3, id="zzz"), report(3, id="aaa", words=edited(text(3), 200))]))
    assert found(made, asked(marked))[0].document.id == "zzz"


def test_reasons_speak_of_the_text_asked_about_not_of_left_and_right(store: Store) -> None:
    for words in (text(3), edited(text(2), 7), f"{text(60, 4)} {text(4, 4)} {text(61, 4)}"):
        for answer in found(store, asked(words)):
            assert "left" not in answer.relation.why and "right" not in answer.relation.why


def test_what_a_document_was_copied_from_is_told_with_it(store: Store) -> None:
    answers = {answer.document.id: answer for answer in found(store, asked(edited(text(2), 7)))}
    home = answers["copy"].family
    assert home is not None and home.story is not None
    told = {edge.copy: edge.source for edge in home.story.lineage.edges}
    assert {id: answer.source.id for id, answer in answers.items() if answer.source} == told


def test_the_members_of_the_families_found_are_at_hand_by_id(store: Store) -> None:
    answers = found(store, asked(edited(text(2), 7)), archive=ArchiveSettings(verified=1))
    assert set(relatives(store, answers)) == {"r002", "copy"}
    assert relatives(store, ()) == {}


def test_an_edited_text_is_found_with_the_family_of_its_source(store: Store) -> None:
    answers = found(store, asked(edited(text(2), 7)))
    assert {answer.document.id for answer in answers} == {"r002", "copy"}
    for answer in answers:
        assert answer.relation.kind is RelationKind.COPY
        assert answer.family is not None and answer.family.members == ("copy", "r002")
        assert all(passage.left.end <= len(edited(text(2), 7)) for passage in answer.passages)


def test_a_quoted_passage_is_an_excerpt(store: Store) -> None:
    words = f"{text(60, 4)} {text(4, 4)} {text(61, 4)}"
    (answer,) = found(store, asked(words))
    assert (answer.document.id, answer.relation.kind) == ("r004", RelationKind.EXCERPT)
    passage = answer.passages[0]
    assert passage.left.of(words) == passage.right.of(answer.document.text)


def test_a_new_text_has_no_answer(store: Store) -> None:
    assert found(store, asked(text(70))) == ()
    assert found(store, asked("?")) == ()


def test_a_document_is_no_answer_to_itself(store: Store) -> None:
    kept = store.document("r005")
    assert kept is not None
    assert found(store, kept.document) == ()


@pytest.mark.parametrize(
    ("when", "order"),
    [
        ("2026-12-01T00:00:00Z", Order.EARLIER),
        ("2025-01-01T00:00:00Z", Order.LATER),
        ("2025-01-01", Order.UNKNOWN),
        (None, Order.UNKNOWN),
    ],
)
def test_it_is_told_which_was_published_first(store: Store, when: str | None, order: Order) -> None:
    assert found(store, asked(text(3), when))[0].order is order


def test_no_more_documents_are_looked_at_than_the_settings_say(store: Store) -> None:
    answers = found(store, asked(edited(text(2), 7)), archive=ArchiveSettings(verified=1))
    assert len(answers) == 1
