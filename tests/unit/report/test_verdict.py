from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from retell.family.model import RelationKind
from retell.lineage.model import Descent, Side
from retell.report.build import report
from retell.report.verdict import counted, percent
from retell.tracing import Comparison

Between = Callable[..., Comparison]


def test_the_verdict_says_what_was_found_most_telling_first(comparison: Comparison) -> None:
    assert report(comparison).verdict.line == (
        "4 of 5 sentences taken from the source; 1 quotation altered; 3 changes of meaning; 5 of nuance; "
        "1 passage dropped, and 2 pieces of page furniture; 1 passage added"
    )


def test_dropped_furniture_alone_is_called_so(comparison: Comparison) -> None:
    alignment = replace(comparison.alignment, only_left=(0, 6))
    assert (
        "2 passages dropped, all page furniture"
        in report(replace(comparison, alignment=alignment)).verdict.parts
    )


def test_an_undecided_descent_is_said_and_no_source_is_named(comparison: Comparison) -> None:
    unsure = replace(comparison, descent=Descent(source=Side.UNDECIDED, probability=0.5, clues=()))
    made = report(unsure)
    assert made.verdict.parts[0] == "4 of 5 sentences on the right stand on the left too"
    assert made.verdict.parts[-1] == "which came first is undecided"
    assert (made.left.part, made.right.part) == ("left", "right")


def test_two_equal_texts_are_called_the_same(between: Between) -> None:
    assert (
        report(between("Rain fell.", "Rain fell.")).verdict.parts[0]
        == "all 1 sentence the same, word for word"
    )


@pytest.mark.parametrize(
    ("kind", "opening"),
    [
        (RelationKind.SAME_EVENT, "not a copy: independent reports of the same event"),
        (RelationKind.UNRELATED, "not a copy: the two are unrelated"),
    ],
)
def test_strangers_are_not_called_copies(comparison: Comparison, kind: RelationKind, opening: str) -> None:
    strangers = replace(comparison, relation=replace(comparison.relation, kind=kind))
    assert report(strangers).verdict.parts[0] == opening


def test_nothing_in_common_is_said_as_such(comparison: Comparison) -> None:
    alignment = replace(comparison.alignment, links=(), only_left=tuple(range(7)), only_right=tuple(range(5)))
    relation = replace(comparison.relation, kind=RelationKind.UNRELATED)
    made = report(replace(comparison, alignment=alignment, relation=relation, changes=()))
    assert made.verdict.parts[1] == "no sentence in common"


def test_the_verdict_says_what_it_rests_on(comparison: Comparison) -> None:
    assert report(comparison).verdict.rests_on == (
        "Relation: one is a copy of the other (97 %). Four runs word for word.",
        "Text in common: 1 shared passage, 72 % of the source and 94 % of the copy.",
        "Descent: Varnsund Courier is likely the source (91 %).",
        "Clue, containment, for Varnsund Courier as source: it holds what the other lacks",
    )


def test_two_languages_are_remarked_on(between: Between) -> None:
    made = report(between("Rain fell.", "Es regnete.", languages=("en", "de")))
    assert any("different languages (en and de)" in reason for reason in made.verdict.rests_on)


def test_counts_read_as_english() -> None:
    assert [counted(number, "quotation") for number in (0, 1, 2)] == [
        "no quotation",
        "1 quotation",
        "2 quotations",
    ]
    assert counted(3, "family", "families") == "3 families"


def test_a_percentage_claims_no_certainty_it_was_not_given() -> None:
    assert (percent(0.9999), percent(1.0), percent(0.0)) == (99, 100, 0)
