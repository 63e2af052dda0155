"""The judge of an edit."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.models import judge
from retell.models.judge import Judgement, in_copy, judged, judged_all, level
from retell.models.judge_features import Edit
from retell.text.spans import Span

HARMLESS = (
    "The farmer [bought>purchased] two fields.",
    "The [children>kids] went home by bus.",
    "The school will [reopen>open again] in May.",
    "The talks [began>started] on Sunday.",
)
HARMFUL = (
    "The farmer [bought>hated] two fields.",
    "The [children>furniture] went home by bus.",
    "The central bank kept its key [rate>pace] at four percent.",
    "Shares [rose>fell] by two percent.",
)


def edit(marked: str) -> Edit:
    before, _, rest = marked.partition("[")
    changed, _, after = rest.partition("]")
    old, _, new = changed.partition(">")
    spans = [Span(start=len(before), end=len(before) + len(words)) if words else None for words in (old, new)]
    texts = before + old + after, before + new + after
    return Edit(left=texts[0], right=texts[1], left_span=spans[0], right_span=spans[1])


@pytest.mark.parametrize("marked", HARMLESS)
def test_the_same_in_other_words_is_held_for_harmless(marked: str) -> None:
    assert judged(edit(marked)).harm < 0.4


@pytest.mark.parametrize("marked", HARMFUL)
def test_another_thing_is_held_for_harm(marked: str) -> None:
    assert judged(edit(marked)).harm > 0.5


def test_every_answer_has_a_reason_in_words() -> None:
    for marked in (*HARMLESS, *HARMFUL, "He came[ alone>].", "He [>suddenly ]came."):
        why = judged(edit(marked)).why
        assert len(why.split()) >= 4
        assert "{" not in why


def test_no_edit_is_graver_than_it_is_harmful() -> None:
    for marked in (*HARMLESS, *HARMFUL):
        found = judged(edit(marked))
        assert 0 <= found.grave <= found.harm <= 1


def test_many_edits_are_judged_as_each_alone() -> None:
    edits = [edit(marked) for marked in (*HARMLESS, *HARMFUL)]
    assert judged_all(edits) == tuple(judged(each) for each in edits)


def test_no_edits_have_no_judgements() -> None:
    assert judged_all([]) == ()


def test_a_damaged_copy_makes_each_of_its_edits_likelier_to_harm() -> None:
    one = Judgement(harm=0.5, grave=0.25, why="for a reason")
    low, high = level([Judgement(harm=0.1, grave=0, why="")] * 30), level([one] * 30)
    for word in (True, False):
        calm, alarmed = in_copy(one, low, word=word), in_copy(one, high, word=word)
        assert calm.harm < alarmed.harm


def test_in_a_copy_the_order_of_its_edits_stays() -> None:
    surer = [Judgement(harm=harm / 10, grave=0, why="") for harm in range(11)]
    damage = level(surer)
    said = [in_copy(each, damage, word=True).harm for each in surer]
    assert said == sorted(said)


def test_an_answer_that_the_copy_turns_round_has_the_reason_for_it() -> None:
    one = Judgement(harm=0.45, grave=0.2, why="they are near", otherwise="nothing joins them")
    bad = in_copy(one, 3.0, word=True)
    assert bad.harm > 0.5
    assert (bad.why, bad.otherwise) == ("nothing joins them", "they are near")
    good = in_copy(one, -3.0, word=True)
    assert good.harm < 0.5
    assert good.why == "they are near"


def test_an_edit_has_a_reason_for_either_answer() -> None:
    for marked in (*HARMLESS, *HARMFUL):
        found = judged(edit(marked))
        assert found.why != found.otherwise != ""


def test_few_edits_say_little_of_a_copy() -> None:
    bad = Judgement(harm=0.9, grave=0, why="")
    assert level([]) < level([bad]) < level([bad] * 50)


@given(st.floats(0, 1), st.floats(0, 1), st.floats(-9, 9))
def test_in_a_copy_no_edit_is_graver_than_it_is_harmful(harm: float, share: float, damage: float) -> None:
    found = in_copy(Judgement(harm=harm, grave=harm * share, why=""), damage, word=True)
    assert 0 <= found.grave <= found.harm <= 1


def test_a_judge_of_other_figures_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    other = tmp_path / "judge.npz"
    np.savez(other, names=np.array(["a figure of long ago"]))
    monkeypatch.setattr(judge, "FILE", other)
    judge._load.cache_clear()
    with pytest.raises(ValueError, match="other figures"):
        judge._load()
    judge._load.cache_clear()


@given(st.text(max_size=30), st.text(max_size=8), st.text(min_size=1, max_size=8))
def test_odd_text_never_raises(before: str, old: str, new: str) -> None:
    start = len(before)
    left = Span(start=start, end=start + len(old)) if old else None
    right = Span(start=start, end=start + len(new))
    found = judged(Edit(left=before + old, right=before + new, left_span=left, right_span=right))
    assert isinstance(found, Judgement)
