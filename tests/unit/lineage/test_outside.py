"""Passages that a copy has from a document outside its family."""

from __future__ import annotations

from dataclasses import replace

from retell.document.make import document
from retell.document.segment import segmented
from retell.engines.local import LocalEngine
from retell.lineage.account import Account, account
from retell.lineage.model import Edge, Lineage, Second
from retell.lineage.outside import Excerpt, gathered, has_passages, outside
from retell.settings import SecondWeights
from retell.text.spans import Span
from retell.tracing import trace

SETTINGS = SecondWeights()
REPORT = (
    "The harbour board closed the eastern pier on Tuesday after divers found a crack in a pile. "
    "Engineers from Lindqvist and Moe will inspect all forty piles of the pier this week. "
    "Fishing crews were asked to land their catch at Saltby until the work was finished. "
    "The pier was last repaired in 1987 at a cost of 2.4 million crowns to the town. "
    "Traders fear that the closure will keep visitors away during the herring fair in June."
)
STRANGE = (
    "The lighthouse keeper, who has counted gulls on the northern cliffs for thirty winters, said that the "
    "colony had never been so small and blamed the warm currents that carried the sand eels away. "
    "Biologists from the island museum will ring two hundred chicks before the end of the month."
)
ESSAY = (
    f"Few birds are as loved on the coast as the gull. {STRANGE} Schoolchildren helped to paint the hides. "
    "Tickets for the boat to the cliffs are sold at the quay from nine in the morning."
)


def read(name: str, text: str) -> Account:
    made = document(text, id=name, language="en")
    return account(made, segmented(made))


def family(**texts: str) -> dict[str, Account]:
    return {name: read(name, text) for name, text in texts.items()}


def tree(**sources: str) -> Lineage:
    edges = tuple(Edge(source=s, copy=c, probability=0.9, clues=()) for c, s in sorted(sources.items()))
    return Lineage(root=None, edges=edges, undecided=())


def excerpt(members: dict[str, Account], *, descended: bool | None = None) -> Excerpt:
    text = members["copy"].document.text
    start = text.index(STRANGE)
    span = Span(start=start, end=start + len(STRANGE))
    return Excerpt(member="copy", other="essay", passages=(span,), descended=descended)


MEMBERS = family(report=REPORT, copy=f"{REPORT} {STRANGE}", later=f"{REPORT} {STRANGE} It rained.")
TREE = tree(copy="report", later="copy")


def test_the_copy_that_put_the_excerpt_in_has_it_from_outside() -> None:
    (second,) = outside(MEMBERS, TREE, excerpt(MEMBERS), SETTINGS)
    assert (second.source, second.copy, second.outside) == ("essay", "copy", True)
    text = MEMBERS["copy"].document.text
    assert " ".join(span.of(text) for span in second.passages) == STRANGE
    assert "2 sentences" in second.why


def test_what_the_first_document_has_went_the_other_way_or_nobody_knows() -> None:
    members = family(report=f"{REPORT} {STRANGE}", copy=f"{REPORT} {STRANGE}")
    assert list(outside(members, tree(copy="report"), excerpt(members), SETTINGS)) == []


def test_a_document_outside_whose_own_source_lacks_it_may_have_taken_it() -> None:
    assert list(outside(MEMBERS, TREE, excerpt(MEMBERS, descended=False), SETTINGS)) == []


def test_one_that_has_it_from_its_own_source_is_surer() -> None:
    (second,) = outside(MEMBERS, TREE, excerpt(MEMBERS, descended=True), SETTINGS)
    assert second.probability == SETTINGS.outside_descended
    assert "its own source" in second.why


def test_of_copies_of_an_essay_one_is_named_and_the_others_are_alike() -> None:
    (first,) = outside(MEMBERS, TREE, excerpt(MEMBERS), SETTINGS)
    copied = replace(first, source="copied essay", probability=SETTINGS.outside_descended)
    elsewhere = replace(first, source="poem", passages=(Span(start=0, end=20),))
    found = list(gathered([elsewhere, copied, first]))
    assert [(each.source, each.alike) for each in found] == [("essay", ("copied essay",)), ("poem", ())]
    assert found[0].probability == SETTINGS.outside_descended


def test_passages_of_no_words_say_nothing() -> None:
    empty = replace(excerpt(MEMBERS), passages=())
    assert list(outside(MEMBERS, TREE, empty, SETTINGS)) == []


def test_a_document_has_passages_by_their_words() -> None:
    essay = document(ESSAY, id="essay", language="en")
    assert has_passages(essay, [STRANGE])
    assert not has_passages(essay, [REPORT])


def told(**texts: str) -> list[Second]:
    documents = [document(text, id=name, language="en") for name, text in texts.items()]
    return [each for made in trace(documents, LocalEngine()).stories for each in made.lineage.second]


def test_a_trace_tells_the_essay_from_which_a_copy_took_a_passage() -> None:
    short = REPORT.replace("closed the eastern pier", "shut the pier").replace("this week", "soon")
    cut = short.partition(" Traders fear")[0]
    found = told(report=REPORT, copy=f"{cut} {STRANGE}", essay=ESSAY)
    assert [(each.source, each.copy, each.outside) for each in found] == [("essay", "copy", True)]
