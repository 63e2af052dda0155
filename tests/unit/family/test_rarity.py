from __future__ import annotations

import numpy as np
import pytest

from retell.alignment.model import Passage
from retell.document.model import Document
from retell.family.model import Match, Relation, RelationKind
from retell.family.rarity import Kept, Rarity, kept, weighed
from retell.family.words import content_words
from retell.settings import FamilySettings
from retell.text.spans import Span

SETTINGS = FamilySettings()
FORM = (
    "{} filed with the exchange a registration covering an issue of debentures worth {} and named {} "
    "to lead it."
)
FILLED = [
    ("Ostrand Mills of Tarvik", "forty million crowns", "Kessler Brandvold Partners"),
    ("Pellworm Shipping of Quillan", "ninety billion pounds", "Dray Anton Trust"),
    ("Vantor Foods", "seven million", "Quill"),
]
REWORDED = (
    "The exchange got a registration from Ostrand Mills: "
    "debentures of forty million crowns. Kessler Brandvold Partners lead, the Tarvik firm said."
)


def pair(one: str, two: str, kind: RelationKind = RelationKind.COPY) -> tuple[Match, Document, Document]:
    """Two documents and a match that covers both."""
    left, right = Document(id="a", text=one), Document(id="b", text=two)
    passage = Passage(left=Span(start=0, end=len(one)), right=Span(start=0, end=len(two)), similarity=0.8)
    relation = Relation(
        kind=kind, probability=0.9, why="much is shared", left_coverage=1.0, right_coverage=1.0
    )
    return Match(left="a", right="b", relation=relation, passages=(passage,)), left, right


def rarity() -> Rarity:
    """A corpus of four hundred forms, each filled in otherwise."""
    texts = [FORM.format(*filled) for filled in FILLED]
    texts += [FORM.format(f"Firm{n} Works{n}", f"sum{n}", f"Bank{n}") for n in range(400)]
    return Rarity.of(map(content_words, texts))


def test_a_word_in_every_document_weighs_little_and_a_new_one_most() -> None:
    exchange, mills, unknown = (
        rarity().weights(content_words(word), 0)[0] for word in ("exchange", "mills", "zither")
    )
    assert exchange == pytest.approx(0)
    assert mills == unknown == pytest.approx(np.log(403))


def test_a_corpus_of_two_calls_no_shared_word_common() -> None:
    small = Rarity.of(map(content_words, ["the ferry sank", "the ferry sank"]))
    assert small.weights(content_words("ferry"), SETTINGS.unseen_documents)[0] > 6


def test_one_form_with_other_contents_is_no_copy() -> None:
    match, left, right = pair(FORM.format(*FILLED[0]), FORM.format(*FILLED[1]))
    judged = weighed(match, left, right, rarity(), SETTINGS)
    assert judged.relation.kind is RelationKind.SAME_EVENT
    assert "rare" in judged.relation.why


def test_the_same_contents_reworded_are_a_copy() -> None:
    match, left, right = pair(FORM.format(*FILLED[0]), REWORDED)
    assert weighed(match, left, right, rarity(), SETTINGS) == match


def test_a_passage_that_is_long_on_one_side_covers_no_more_than_was_taken() -> None:
    filling = " ".join(f"strange{n}" for n in range(60))
    match, left, right = pair(FORM.format(*FILLED[0]) + filling, FORM.format(*FILLED[0]))
    held = kept(match, left, right, rarity(), SETTINGS)
    assert held.left < 0.5 < held.right == held.fuller == 1.0


def test_an_excerpt_of_stock_words_is_none() -> None:
    match, left, right = pair(FORM.format(*FILLED[0]), FORM.format(*FILLED[1]), RelationKind.EXCERPT)
    assert weighed(match, left, right, rarity(), SETTINGS).relation.kind is RelationKind.SAME_EVENT


def test_other_relations_are_left_as_they_are() -> None:
    match, left, right = pair("one", "two", RelationKind.SAME_EVENT)
    assert weighed(match, left, right, Rarity.of(()), SETTINGS) is match


def test_passages_without_words_keep_nothing() -> None:
    match, left, right = pair("...", "!!!")
    assert kept(match, left, right, Rarity.of(()), SETTINGS) == Kept(weight=0.0, left=0.0, right=0.0)


def test_a_line_of_stock_words_is_no_copy_however_alike() -> None:
    lines = [f"Dividend {n} cents against {n} prior, payable in March, record in March." for n in range(600)]
    match, left, right = pair(lines[4], lines[5])
    common = Rarity.of(map(content_words, lines))
    assert weighed(match, left, right, common, SETTINGS).relation.kind is RelationKind.SAME_EVENT


def test_an_excerpt_is_narrowed_to_what_stands_in_both() -> None:
    inside = " ".join(f"witness{n} told" for n in range(12))
    one, two = (" ".join(f"{side}{n} said" for n in range(40)) for side in ("harbour", "brewery"))
    match, left, right = pair(f"{one} {inside}", f"{inside} {two}", RelationKind.EXCERPT)
    judged = weighed(match, left, right, Rarity.of(()), SETTINGS)
    assert judged.relation.kind is RelationKind.EXCERPT
    assert judged.relation.left_coverage < 0.4
    assert [passage.left.of(left.text) for passage in judged.passages] == [inside]
