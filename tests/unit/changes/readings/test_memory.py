"""Readings kept for the very values they were made of."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from retell.changes.readings.memory import remembered


def test_the_same_value_is_read_once() -> None:
    asked: list[tuple[str, ...]] = []

    @remembered(4)
    def read(words: tuple[str, ...]) -> int:
        asked.append(words)
        return len(words)

    words = ("a", "b")
    assert [read(words), read(words)] == [2, 2]
    assert len(asked) == 1


def test_a_named_argument_is_never_remembered() -> None:
    asked: list[bool] = []

    @remembered(4)
    def read(words: tuple[str, ...], *, loud: bool = False) -> int:
        asked.append(loud)
        return len(words)

    words = ("a",)
    assert [read(words, loud=True), read(words, loud=True), read(words)] == [1, 1, 1]
    assert asked == [True, True, False]


@given(st.lists(st.lists(st.integers()), max_size=20), st.integers(min_value=1, max_value=5))
def test_an_answer_is_always_that_of_the_value_asked_about(values: list[list[int]], most: int) -> None:
    @remembered(most)
    def total(numbers: tuple[int, ...]) -> int:
        return sum(numbers)

    # Made anew each time, so that an address may be used again.
    assert [total(tuple(each)) for each in values] == [sum(each) for each in values]
