from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.alignment.model import Alignment, Link, LinkKind
from retell.changes.model import Change, Severity
from retell.document.make import document
from retell.document.model import Document, Sentence
from retell.family.model import Relation, RelationKind
from retell.lineage.model import Descent, Side
from retell.report.build import change_ids, head, label, report, summarised
from retell.report.marks import Mark, cell
from retell.report.model import Cell, Report
from retell.settings import Settings
from retell.text.spans import Span
from retell.tracing import Comparison, compare

Between = Callable[..., Comparison]


def words(cells: tuple[Cell, ...]) -> str:
    return " ".join("".join(piece.text for piece in cell.pieces) for cell in cells)


def change(left: tuple[int, int] | None, right: tuple[int, int] | None, kind: str = "sense") -> Change:
    spans = [Span(start=pair[0], end=pair[1]) if pair else None for pair in (left, right)]
    return Change(
        kind=kind, severity=Severity.NUANCE, confidence=0.9, why="they differ", left=spans[0], right=spans[1]
    )


def test_every_sentence_is_shown_once_and_whole(comparison: Comparison) -> None:
    made = report(comparison)
    lefts = [cell.id for row in made.rows for cell in row.left]
    assert sorted(lefts) == [f"l{at + 1}" for at in range(len(comparison.alignment.left))]
    rights = {cell.id: words((cell,)) for row in made.rows for cell in row.right}
    assert rights == {
        f"r{at + 1}": sentence.span.of(comparison.right.text)
        for at, sentence in enumerate(comparison.alignment.right)
    }


def test_rows_follow_the_left_and_what_the_right_has_alone_follows_its_forerunner(
    comparison: Comparison,
) -> None:
    made = report(comparison)
    assert [(row.kind, [c.id for c in row.left], [c.id for c in row.right]) for row in made.rows] == [
        ("only_left", ["l1"], []),
        ("reworded", ["l2"], ["r1"]),
        ("reworded", ["l3"], ["r3"]),
        ("reworded", ["l4"], ["r4"]),
        ("only_right", [], ["r5"]),
        ("only_left", ["l5"], []),
        ("identical", ["l6"], ["r2"]),
        ("only_left", ["l7"], []),
    ]


def test_what_the_right_begins_with_comes_first(between: Between) -> None:
    pair = between("Rain fell.", "Rain came down.")
    alone = Sentence(span=Span(start=0, end=4))
    alignment = Alignment(
        left=pair.alignment.left,
        right=(alone, Sentence(span=Span(start=5, end=15))),
        links=(replace(pair.alignment.links[0], right=(1,)),),
        only_left=(),
        only_right=(0,),
    )
    assert [row.kind for row in report(replace(pair, alignment=alignment)).rows] == ["only_right", "reworded"]


def test_findings_come_gravest_first_and_unsure_ones_last(comparison: Comparison) -> None:
    found = [
        (finding.kind, finding.severity.value, finding.sureness) for finding in report(comparison).findings
    ]
    assert found[:3] == [
        ("number", "meaning", "sure"),
        ("certainty", "meaning", "sure"),
        ("attribution", "meaning", "unsure"),
    ]
    assert [severity for _, severity, _ in found] == ["meaning"] * 3 + ["nuance"] * 5 + ["harmless"] * 2
    assert found[7] == ("attribution", "nuance", "unsure")


def test_a_finding_knows_its_row_and_where_its_words_are_marked(comparison: Comparison) -> None:
    made = report(comparison)
    number = made.findings[0]
    assert number.row == 2
    assert number.left and number.left.text == "three" and number.left.placed
    assert number.right and number.right.text == "thirty" and number.right.placed


def test_a_moved_sentence_is_said_of_its_row_and_marks_no_words(comparison: Comparison) -> None:
    row = report(comparison).rows[6]
    assert row.note == "moved from ¶6 to ¶2"
    assert all(piece.severity is None for cell in (*row.left, *row.right) for piece in cell.pieces)
    assert len(row.findings) == 1


@pytest.mark.parametrize(
    ("source", "note"),
    [(Side.RIGHT, "moved from ¶2 to ¶6"), (Side.UNDECIDED, "moved: ¶6 on the left, ¶2 on the right")],
)
def test_a_move_goes_from_the_source_where_that_is_known(
    comparison: Comparison, source: Side, note: str
) -> None:
    turned = replace(comparison, descent=Descent(source=source, probability=0.8, clues=()))
    assert report(turned).rows[6].note == note


def test_a_clause_that_changed_places_is_marked_in_its_sentence(between: Between) -> None:
    made = report(
        between("On Monday it rained.", "It rained on Monday.", change((0, 9), (10, 19), "order.clause"))
    )
    assert made.rows[0].findings == () and made.rows[0].note is None
    assert made.rows[0].left[0].pieces[0].findings


def test_paragraphs_are_counted_from_one(comparison: Comparison) -> None:
    cells = [cell for row in report(comparison).rows for cell in row.right]
    assert sorted((cell.id, cell.paragraph) for cell in cells) == [(f"r{at}", at) for at in range(1, 6)]


def test_dropped_furniture_is_kept_apart_from_dropped_passages(comparison: Comparison) -> None:
    made = report(comparison)
    assert [(loss.role, loss.text) for loss in made.dropped] == [
        ("title", "Harbour crane topples at Varnsund"),
        ("body", "No ship was hit."),
        ("credit", "Photo: Varnsund Courier"),
    ]
    assert [loss.text for loss in made.added] == ["Cranes are tall."]


def test_where_the_right_is_the_source_dropped_and_added_change_places(comparison: Comparison) -> None:
    turned = replace(comparison, descent=Descent(source=Side.RIGHT, probability=0.8, clues=()))
    made = report(turned)
    assert [loss.text for loss in made.dropped] == ["Cranes are tall."]
    assert (made.left.part, made.right.part) == ("copy", "source")
    assert (made.summary.body_taken, made.summary.body_of_copy) == (4, 5)


def test_the_counts_are_of_what_is_there(comparison: Comparison) -> None:
    summary = summarised(comparison)
    assert (summary.left_sentences, summary.right_sentences, summary.taken) == (7, 5, 4)
    assert (summary.meaning, summary.nuance, summary.harmless) == (3, 5, 2)
    assert (summary.quotations, summary.quotations_altered) == (1, 1)


def test_two_changes_in_one_quotation_are_one_altered_quotation(between: Between) -> None:
    pair = between(
        "“It rained all night,” she said.",
        "“It poured all day,” she said.",
        change((4, 10), (4, 10), "quotation.wording"),
        change((15, 20), (15, 18), "quotation.wording"),
    )
    assert summarised(pair).quotations_altered == 1


def test_a_word_put_into_a_quotation_counts_with_what_was_changed_in_it() -> None:
    left, right = (
        document("“It rained all night,” she said."),
        document("“It poured hard all night,” she said."),
    )
    assert summarised(compare(left, right)).quotations_altered == 1


def test_harmless_marks_alter_no_quotation(between: Between) -> None:
    form = replace(change((4, 10), (4, 10), "quotation.form"), severity=Severity.HARMLESS)
    assert (
        summarised(between("“It rained,” she said.", "“It rained,” she said.", form)).quotations_altered == 0
    )


def test_changes_alike_in_everything_still_get_ids_of_their_own(between: Between) -> None:
    twice = change((0, 4), (0, 4))
    ids = change_ids(between("Rain fell.", "Snow fell.", twice, twice))
    assert len(set(ids)) == 2 and ids[1] == f"{ids[0]}-2"


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (Document(id="x", text="t", outlet="The Courier", origin="a.txt"), "The Courier"),
        (Document(id="f00", text="t", origin="in/a.txt", extractor="text"), "in/a.txt"),
        (Document(id="r3", text="t", origin="in/a.jsonl, line 3", extractor="record"), "r3"),
        (Document(id="f00", text="t", origin="-"), "standard input"),
        (Document(id="f00", text="t"), "f00"),
    ],
)
def test_a_document_is_called_by_its_outlet_its_file_or_its_id(document: Document, expected: str) -> None:
    assert label(document) == expected


@pytest.mark.parametrize(
    ("language", "direction"), [("ar", "rtl"), ("he-IL", "rtl"), ("en", "ltr"), ("zh", "ltr"), (None, "auto")]
)
def test_the_direction_follows_the_language(language: str | None, direction: str) -> None:
    assert head(Document(id="x", text="t", language=language), "left").direction == direction


def test_a_text_without_a_title_is_named_by_how_it_begins() -> None:
    begins = head(Document(id="x", text="word " * 60), "left").heading
    assert begins.endswith("word …") and len(begins) < 100


def test_a_report_of_an_empty_alignment_has_no_rows(between: Between) -> None:
    pair = between("a", "b")
    bare = Alignment(left=(), right=(), links=(), only_left=(), only_right=())
    made = report(replace(pair, alignment=bare))
    assert made.rows == () and made.findings == ()


def mark(start: int, end: int, number: int, severity: Severity = Severity.NUANCE) -> Mark:
    return Mark(span=Span(start=start, end=end), id=f"id{number}", number=number, severity=severity)


def test_crossing_marks_are_cut_at_every_edge() -> None:
    made = cell("l1", "abcdef", Sentence(span=Span(start=0, end=6)), 1, [mark(0, 4, 1), mark(2, 6, 2)])
    assert [(piece.text, piece.findings, piece.begins, piece.number) for piece in made.pieces] == [
        ("ab", ("id1",), ("id1",), None),
        ("cd", ("id1", "id2"), ("id2",), 1),
        ("ef", ("id2",), (), 2),
    ]


def test_the_gravest_finding_decides_how_a_piece_looks() -> None:
    marks = [mark(0, 4, 1, Severity.HARMLESS), mark(1, 2, 2, Severity.MEANING)]
    made = cell("l1", "abcd", Sentence(span=Span(start=0, end=4)), 1, marks)
    assert [piece.severity for piece in made.pieces] == ["harmless", "meaning", "harmless"]


spans = st.tuples(st.integers(0, 30), st.integers(1, 30)).map(lambda pair: (pair[0], min(31, sum(pair))))


@given(st.lists(spans, max_size=6))
def test_marks_lose_no_letter_and_repeat_none(pairs: list[tuple[int, int]]) -> None:
    text = "The quick brown fox jumped over."[:31]
    marks = [mark(start, end, at) for at, (start, end) in enumerate(pairs)]
    made = cell("l1", text, Sentence(span=Span(start=0, end=31)), 1, marks)
    assert "".join(piece.text for piece in made.pieces) == text
    begun = [name for piece in made.pieces for name in piece.begins]
    assert sorted(begun) == sorted(mark.id for mark in marks if len(mark.span))


@st.composite
def alignments(draw: st.DrawFn) -> tuple[int, int, tuple[Link, ...]]:
    """Two numbers of sentences, and links over some of them in any order and grouping."""
    sizes = draw(st.integers(0, 7)), draw(st.integers(0, 7))
    owners = [draw(st.lists(st.integers(0, 4), min_size=size, max_size=size)) for size in sizes]
    links = []
    for owner in range(1, 5):
        lefts, rights = (tuple(at for at, found in enumerate(side) if found == owner) for side in owners)
        if lefts and rights:
            links.append(Link(left=lefts, right=rights, kind=LinkKind.MERGED, moved=False, similarity=0.5))
    return (*sizes, tuple(sorted(links, key=lambda link: link.left)))


@given(alignments())
def test_however_sentences_are_linked_each_has_its_row(drawn: tuple[int, int, tuple[Link, ...]]) -> None:
    texts = tuple("A word.\n" * size for size in drawn[:2])
    sides = [
        tuple(Sentence(span=Span(start=8 * at, end=8 * at + 7)) for at in range(size)) for size in drawn[:2]
    ]
    linked = [{at for k in drawn[2] for at in k.left}, {at for k in drawn[2] for at in k.right}]
    alignment = Alignment(
        left=sides[0],
        right=sides[1],
        links=drawn[2],
        only_left=tuple(at for at in range(drawn[0]) if at not in linked[0]),
        only_right=tuple(at for at in range(drawn[1]) if at not in linked[1]),
    )
    made = report(
        Comparison(
            left=Document(id="a", text=texts[0]),
            right=Document(id="b", text=texts[1]),
            alignment=alignment,
            relation=Relation(
                kind=RelationKind.COPY, probability=1, why="", left_coverage=1, right_coverage=1
            ),
            passages=(),
            changes=(),
            descent=Descent(source=Side.UNDECIDED, probability=0.5, clues=()),
            settings=Settings(),
        )
    )
    assert sorted(c.id for row in made.rows for c in row.left) == [f"l{at + 1}" for at in range(drawn[0])]
    assert sorted(c.id for row in made.rows for c in row.right) == [f"r{at + 1}" for at in range(drawn[1])]


def test_the_report_is_the_same_twice(comparison: Comparison) -> None:
    one: Report = report(comparison)
    assert one == report(comparison)
