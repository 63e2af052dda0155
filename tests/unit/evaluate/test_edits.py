"""Single edits and single words, scored."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.errors import InputError
from retell.evaluate.edits import (
    LabelledEdit,
    area,
    by_script,
    cut,
    edit_table,
    is_links,
    link_scores,
    link_table,
    ranking,
    read_edits,
    read_links,
    score_edits,
    score_links,
    suspicion,
)
from retell.settings import EditSettings, Settings
from retell.text.spans import Span

SCORES = st.lists(st.integers(0, 4).map(float), min_size=1, max_size=8)


def edit(left: str, right: str, words: tuple[str, str], *, changed: bool, kind: str = "") -> LabelledEdit:
    spans = (
        Span(start=text.index(word), end=text.index(word) + len(word))
        for text, word in zip((left, right), words, strict=True)
    )
    here, there = spans
    return LabelledEdit(left=left, right=right, left_span=here, right_span=there, changed=changed, kind=kind)


NUMBER = edit(
    "The flood took 14 houses.", "The flood took 19 houses.", ("14", "19"), changed=True, kind="number"
)
FORM = edit("The flood took 14 houses.", "The flood took fourteen houses.", ("14", "fourteen"), changed=False)


def write(path: Path, *records: object) -> Path:
    path.write_text("\n".join(json.dumps(record) for record in records), encoding="utf-8")
    return path


def test_another_figure_is_reported_and_the_same_in_words_is_not() -> None:
    assert suspicion(NUMBER, Settings()) > 1 > suspicion(FORM, Settings())


def test_scores_are_told_for_all_and_for_each_kind() -> None:
    scores = score_edits([NUMBER, FORM], Settings())
    assert list(scores) == ["all", "number"]
    assert (scores["all"].auc, scores["all"].reported.f1) == (1.0, 1.0)
    assert scores["number"].auc is None
    assert "number" in edit_table(scores)


def test_an_edit_that_nothing_touches_is_undecided() -> None:
    away = edit("The flood took 14 houses.", "The flood took 19 houses.", ("flood", "flood"), changed=False)
    assert suspicion(away, Settings()) == 0.5


def test_without_the_model_edits_rank_by_what_is_reported() -> None:
    assert ranking(NUMBER, 1.9, Settings().without_model()) == 1.9


def test_with_the_model_edits_alike_in_findings_rank_by_the_judge() -> None:
    wrong = edit("The river bank gave way.", "The river lender gave way.", ("bank", "lender"), changed=True)
    right = edit("The farmer bought it.", "The farmer purchased it.", ("bought", "purchased"), changed=False)
    assert ranking(wrong, 0.5, Settings()) > ranking(right, 0.5, Settings())


def test_edits_are_read_under_either_set_of_names(tmp_path: Path) -> None:
    ours = {"left": "a b", "right": "a c", "left_span": [2, 3], "right_span": None, "label": "changed"}
    theirs = {"s1": "a b", "s2": "a c", "sp1": [2, 3], "sp2": [2, 3], "y": 0, "type": "Spelling"}
    one, other = read_edits(write(tmp_path / "edits.jsonl", ours, theirs))
    assert (one.changed, one.left_span, one.right_span) == (True, Span(start=2, end=3), None)
    assert (other.changed, other.kind) == (False, "Spelling")


@pytest.mark.parametrize("record", [{"left": "a"}, {"left": "a", "right": "b", "label": "maybe"}, 3])
def test_a_file_that_is_no_list_of_edits_says_so(tmp_path: Path, record: object) -> None:
    with pytest.raises(InputError, match="line 1"):
        read_edits(write(tmp_path / "edits.jsonl", record))


@given(SCORES, SCORES)
def test_the_area_is_the_share_of_pairs_in_order(yes: list[float], no: list[float]) -> None:
    slow = sum((a > b) + 0.5 * (a == b) for a in yes for b in no) / (len(yes) * len(no))
    assert area(yes, no) == pytest.approx(slow)


RECORD = {
    "source": "the ferry left",
    "target": "the boat left",
    "sureAlign": "0-0 2-2",
    "possibleAlign": "1-1",
}


def test_linked_words_are_read_and_scored(tmp_path: Path) -> None:
    path = tmp_path / "gold.json"
    path.write_text(json.dumps([RECORD]), encoding="utf-8")
    pairs = read_links(path)
    assert is_links(path)
    assert pairs[0].sure == {(0, 0), (2, 2)}
    scores = score_links(pairs, EditSettings())
    assert scores["script"].micro.f1 == 1.0
    assert "links" in link_table(scores)


def test_a_possible_link_counts_neither_way(tmp_path: Path) -> None:
    path = tmp_path / "gold.json"
    path.write_text(json.dumps([RECORD]), encoding="utf-8")
    pairs = read_links(path)
    with_it = link_scores(pairs, [frozenset({(0, 0), (1, 1)})])
    assert (with_it.micro.precision, with_it.micro.recall) == (1.0, 0.5)
    assert by_script(pairs[0], EditSettings()) == {(0, 0), (1, 1), (2, 2)}


def test_a_file_without_links_says_so(tmp_path: Path) -> None:
    path = write(tmp_path / "gold.json", [{"source": "a"}])
    with pytest.raises(InputError, match="KeyError"):
        read_links(path)


def test_words_cut_at_blanks_stay_as_they_are() -> None:
    assert [token.text for token in cut("he did n't 'll")] == ["he", "did", "n't", "'ll"]
