"""What is shared by the requests of a service."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.web.limits import Limits
from retell.web.problem import ProblemError
from retell.web.service import Every, Ready, Turns

STEPS = st.lists(st.tuples(st.integers(0, 8), st.integers(1, 6)), max_size=60)


@given(STEPS, st.integers(1, 10))
def test_what_is_ready_never_weighs_more_than_it_may(steps: list[tuple[int, int]], most: int) -> None:
    ready = Ready(most)
    held: dict[int, int] = {}
    for key, drawn in steps:
        weight = held[key] if ready.has(key) else drawn
        assert ready.get(key, lambda key=key: key * 10, weight) == key * 10  # type: ignore[misc]
        held[key] = weight
        held = {each: held[each] for each in held if ready.has(each)}
        assert ready.has(key)
        assert sum(held.values()) <= most or len(held) == 1


def test_the_least_used_is_forgotten_first() -> None:
    ready = Ready(2)
    for name in ("a", "b", "a", "c"):
        ready.get(name, lambda: 0)
    assert [name for name in "abc" if ready.has(name)] == ["a", "c"]


def test_what_failed_to_be_made_is_made_again() -> None:
    ready = Ready(2)

    def broken() -> int:
        raise ValueError

    with pytest.raises(ValueError):
        ready.get("a", broken)
    assert ready.get("a", lambda: 3) == 3


def test_one_alone_makes_what_takes_long() -> None:
    ready = Ready(2)
    assert ready.begin("a") and not ready.begin("a")
    ready.end("a")
    assert ready.begin("a")


def test_something_is_due_at_once_and_then_not_for_a_while() -> None:
    seldom, always = Every(3600), Every(0)
    assert [seldom.due(), seldom.due()] == [True, False]
    assert [always.due(), always.due()] == [True, True]


def test_who_comes_when_too_many_wait_is_turned_away() -> None:
    turns = Turns(Limits(at_once=1, waiting=0))
    inside, leave = threading.Event(), threading.Event()

    def work() -> None:
        with turns.one():
            inside.set()
            leave.wait(5)

    other = threading.Thread(target=work)
    other.start()
    inside.wait(5)
    with pytest.raises(ProblemError) as told, turns.one():
        pass
    leave.set()
    other.join(5)
    assert told.value.status == 503 and told.value.headers["retry-after"]
    with turns.one():
        pass
