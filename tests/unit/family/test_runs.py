from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from retell.document.model import Document
from retell.family.runs import runs


def shared(one: str, two: str, least: int) -> list[tuple[str, str]]:
    left, right = Document(id="a", text=one), Document(id="b", text=two)
    return [(run.left.of(one), run.right.of(two)) for run in runs(left, right, least)]


def words(start: int, end: int) -> str:
    return " ".join(f"w{n}" for n in range(start, end))


def test_a_run_is_found_whatever_stands_round_it() -> None:
    assert shared(f"before {words(0, 12)} after", f"{words(0, 12)}. else", 10) == [
        (words(0, 12), words(0, 12))
    ]


def test_a_run_that_is_too_short_is_none() -> None:
    assert shared(words(0, 12), f"{words(0, 9)} else", 10) == []


def test_an_edit_ends_a_run() -> None:
    assert [one for one, _ in shared(words(0, 30), words(0, 30).replace("w14", "x"), 8)] == [
        words(0, 14),
        words(15, 30),
    ]


def test_case_and_marks_do_not_end_a_run() -> None:
    assert len(shared(words(0, 12), words(0, 12).upper().replace(" ", ", "), 10)) == 1


@given(st.lists(st.sampled_from("abc"), max_size=40), st.lists(st.sampled_from("abc"), max_size=40))
def test_both_sides_of_a_run_are_the_same_words(one: list[str], two: list[str]) -> None:
    for ours, theirs in shared(" ".join(one), " ".join(two), 8):
        assert ours == theirs
        assert len(ours.split()) >= 8
