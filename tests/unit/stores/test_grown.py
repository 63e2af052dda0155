"""Families of an archive from the keys it keeps."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conformance.archives import edited, report, text

from retell.document.load import read
from retell.document.model import Document
from retell.engine import Item, Result
from retell.engines.local import LocalEngine
from retell.settings import FamilySettings, Settings
from retell.store import Kept, Page, Query
from retell.stores.adding import added
from retell.stores.grown import KIND, Grown, batched
from retell.stores.memory import MemoryStore

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
ENGINE = LocalEngine(workers=1)


class Counting(LocalEngine):
    """An engine that says how many pairs it was given to look at."""

    def map(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """What the function makes of every item."""
        given_ = list(items)
        SOUGHT.append(len(given_))
        return super().map(function, given_)


SOUGHT: list[int] = []


class Watched(MemoryStore):
    """A store that remembers whose texts were asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[str] = set()

    def documents(self, query: Query) -> Page[Kept]:
        """Documents, remembered."""
        self.asked |= set(query.ids or ())
        return super().documents(query)


def corpus() -> list[Document]:
    """Reports, their copies at several removes, a quotation, a twin and a merger."""
    made = [report(seed) for seed in range(6)]
    made.append(report(0, id="edited", words=edited(text(0), 8)))
    made.append(report(0, id="again", words=edited(edited(text(0), 8), 11)))
    made.append(report(1, id="twin", words=text(1)))
    made.append(report(3, id="quoting", words=f"{text(50, 5)} {text(3, 3)} {text(51, 3)}"))
    made.append(report(4, id="merger", words=f"{text(4, 5)} {text(5, 4)}"))
    return made


STEPS = st.lists(
    st.tuples(st.sampled_from(("add", "add", "remove", "ask", "change")), st.integers(0, 10)), max_size=12
)


@settings(deadline=None, max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
def test_whatever_came_and_went_the_families_are_those_of_all_at_once(
    steps: Sequence[tuple[str, int]],
) -> None:
    store, grown, every = MemoryStore(), Grown(), corpus()
    for act, number in steps:
        chosen = every[number]
        if act == "add":
            list(added(store, [chosen]))
        elif act == "remove":
            store.remove([chosen.id])
        elif act == "change":
            page = f"https://news.example/{number}"
            list(added(store, [report(number % 6, id=f"page{number}", url=page, words=chosen.text)]))
        else:
            grown.grouping(store, store.rows(), ENGINE)
    held = [store.document(id) for id in store.rows()]
    batch = ENGINE.families([each.document for each in held if each])
    ours = grown.grouping(store, store.rows(), ENGINE)
    assert (ours.families, ours.matches) == (batch.families, batch.matches)
    fresh = Grown().grouping(store, store.rows(), ENGINE)
    assert (fresh.families, fresh.matches) == (batch.families, batch.matches)


def test_only_texts_that_meet_others_are_read() -> None:
    store = Watched()
    list(added(store, [*corpus(), *(report(seed) for seed in range(30, 40))]))
    store.asked = set()
    Grown().grouping(store, store.rows(), ENGINE)
    assert "r000" in store.asked and "twin" in store.asked
    assert not store.asked & {f"r{seed:03d}" for seed in range(30, 40)}


@pytest.fixture
def examples() -> MemoryStore:
    store = MemoryStore()
    list(added(store, [item for item in read([str(EXAMPLES)]) if isinstance(item, Document)]))
    return store


def test_the_passages_of_a_pair_are_sought_once_even_by_another_program(examples: MemoryStore) -> None:
    SOUGHT.clear()
    first = Grown().grouping(examples, examples.rows(), Counting(workers=1))
    again = Grown().grouping(examples, examples.rows(), Counting(workers=1))
    assert first == again
    assert SOUGHT[0] > 0 and SOUGHT[1] == 0
    assert examples.records(KIND).items


def test_other_settings_seek_anew(examples: MemoryStore) -> None:
    SOUGHT.clear()
    Grown().grouping(examples, examples.rows(), Counting(workers=1))
    other = Settings(family=FamilySettings(copy_least=0.55))
    Grown(other).grouping(examples, examples.rows(), Counting(workers=1, settings=other))
    assert SOUGHT[1] > 0


def test_what_was_sought_of_texts_that_are_gone_is_let_go(examples: MemoryStore) -> None:
    grown = Grown()
    grown.grouping(examples, examples.rows(), ENGINE)
    assert examples.records(KIND).items
    examples.remove(list(examples.rows()))
    assert grown.grouping(examples, examples.rows(), ENGINE).families == ()
    assert examples.records(KIND).items == ()


def test_an_empty_archive_has_no_families() -> None:
    store = MemoryStore()
    assert Grown().grouping(store, store.rows(), ENGINE).families == ()


@given(st.lists(st.text(max_size=3), max_size=40), st.integers(1, 9))
def test_batches_hold_every_id_once_in_order(ids: list[str], size: int) -> None:
    parts = list(batched(ids, size))
    assert [id for part in parts for id in part] == ids
    assert all(0 < len(part) <= size for part in parts)


@pytest.mark.parametrize("seed", range(2))
def test_compiled_and_plain_loops_find_the_same(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("numba")
    store, every = MemoryStore(), corpus()
    random.Random(seed).shuffle(every)
    list(added(store, every))
    plain = Grown().grouping(store, store.rows(), ENGINE)
    monkeypatch.setattr("retell.stores.grown._ENOUGH", 1)
    assert Grown().grouping(store, store.rows(), ENGINE) == plain
