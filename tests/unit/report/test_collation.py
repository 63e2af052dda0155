from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from retell.alignment.model import Alignment, Link, LinkKind
from retell.document.model import Document, Sentence
from retell.family.model import Relation, RelationKind
from retell.lineage.model import Descent, Side
from retell.report.build import report
from retell.report.collation import Unit, collated
from retell.settings import Settings
from retell.text.spans import Span
from retell.tracing import Comparison

Between = Callable[..., Comparison]


def left_words(units: tuple[Unit, ...]) -> str:
    return "".join(word.text for unit in units for reading in unit.readings for word in reading.left)


def right_words(units: tuple[Unit, ...]) -> str:
    return "".join(word.text for unit in units for reading in unit.readings for word in reading.right)


def test_each_version_reads_whole_in_its_own_order(comparison: Comparison) -> None:
    units = collated(report(comparison))
    assert left_words(units) == comparison.left.text
    assert right_words(units) == comparison.right.text


def test_a_moved_sentence_stands_at_both_places_and_each_names_the_other(comparison: Comparison) -> None:
    moved = [(unit.left, unit.right, unit.moved) for unit in collated(report(comparison)) if unit.moved]
    assert moved == [((), ("r2",), ("l6",)), (("l6",), (), ("r2",))]


def test_words_agree_letter_for_letter_or_differ(between: Between) -> None:
    (unit,) = collated(report(between("The old crane fell.", "The crane Fell.")))
    found = [
        (
            "".join(word.text for word in reading.left),
            "".join(word.text for word in reading.right),
            reading.same,
        )
        for reading in unit.readings
    ]
    assert found == [
        ("The ", "The ", True),
        ("old ", "", False),
        ("crane ", "crane ", True),
        ("fell", "Fell", False),
        (".", ".", True),
    ]


def test_an_empty_alignment_has_no_unit(between: Between) -> None:
    bare = Alignment(left=(), right=(), links=(), only_left=(), only_right=())
    assert collated(report(replace(between("", ""), alignment=bare))) == ()


SENTENCE = st.text(alphabet="ab.,é𝔘 ", min_size=1, max_size=6).map(lambda words: f"x{words}y")


def _side(name: str, sentences: list[str]) -> tuple[Document, tuple[Sentence, ...]]:
    spans, at = [], 0
    for sentence in sentences:
        spans.append(Sentence(span=Span(start=at, end=at + len(sentence))))
        at += len(sentence) + 1
    return Document(id=name, text=" ".join(sentences)), tuple(spans)


@given(
    lefts=st.lists(SENTENCE, min_size=1, max_size=7),
    rights=st.lists(SENTENCE, min_size=1, max_size=7),
    order=st.randoms(use_true_random=False),
)
def test_nothing_is_lost_or_doubled_however_links_cross(
    lefts: list[str], rights: list[str], order: random.Random
) -> None:
    left, left_sentences = _side("a", lefts)
    right, right_sentences = _side("b", rights)
    theirs = list(range(len(rights)))
    order.shuffle(theirs)
    links = tuple(
        Link(left=(ours,), right=(other,), kind=LinkKind.REWORDED, moved=False, similarity=0.5)
        for ours, other in zip(range(len(lefts)), theirs, strict=False)
    )
    linked = {link.right[0] for link in links}
    alignment = Alignment(
        left=left_sentences,
        right=right_sentences,
        links=links,
        only_left=tuple(range(len(links), len(lefts))),
        only_right=tuple(at for at in range(len(rights)) if at not in linked),
    )
    units = collated(report(_comparison(left, right, alignment)))
    assert left_words(units) == left.text and right_words(units) == right.text


def _comparison(left: Document, right: Document, alignment: Alignment) -> Comparison:
    return Comparison(
        left=left,
        right=right,
        alignment=alignment,
        relation=Relation(
            kind=RelationKind.COPY, probability=0.9, why="", left_coverage=1.0, right_coverage=1.0
        ),
        passages=(),
        changes=(),
        descent=Descent(source=Side.UNDECIDED, probability=0.5, clues=()),
        settings=Settings(),
    )
