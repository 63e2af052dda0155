"""A corpus that grows."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retell.document.model import Document
from retell.engines.local import LocalEngine
from retell.family.growing import Growth, Sides, changed
from retell.family.model import Grouping, Match
from retell.settings import FamilySettings, Settings

SETTINGS = replace(Settings(), family=replace(FamilySettings(), count_bits=12))
"""Few places to count words in, which is all that twenty documents need."""
SYLLABLES = "bran del ost mar kel vik dun pel quor tar wex ing mar sund hol fen ryd".split()
JOINTS = "the of in and to with for near".split()


def _word(chance: random.Random) -> str:
    return "".join(chance.sample(SYLLABLES, 4))


def _line(chance: random.Random) -> str:
    words = [f"{chance.choice(JOINTS)} {_word(chance)} {_word(chance)}" for _ in range(5)]
    return f"{_word(chance).capitalize()} {' '.join(words)} {chance.randrange(1000)}."


def _report(seed: int) -> list[str]:
    chance = random.Random(seed)
    return [_line(chance) for _ in range(9)]


def _form(town: int) -> str:
    """A notice filled in anew for every town: a frame that is a form once many have it."""
    chance = random.Random(town + 900)
    return (
        f"The Ministry of Works has granted {_word(chance).capitalize()} a sum of {town * 7 + 11} thousand "
        "crowns for its roads. The grant is part of the programme for smaller towns that parliament passed "
        "in spring. Applications are read by a board of nine members, who meet every month. "
        f"Last month the board chose {_word(chance).capitalize()} from {town + 30} towns that had applied."
    )


@cache
def corpus() -> tuple[Document, ...]:
    """Reports, copies cut, edited, merged and quoted, a twin, and one form filled in for eight towns."""
    reports = [_report(seed) for seed in range(6)]
    texts = {f"r{at}": " ".join(lines) for at, lines in enumerate(reports)}
    texts["cut0"] = " ".join(reports[0][:5])
    texts["edited1"] = texts["r1"].replace(" the ", " a ").replace(" and ", " or ")
    texts["quoting2"] = " ".join([*_report(50)[:7], *reports[2][3:7], *_report(51)[:5]])
    texts["merger"] = " ".join([*reports[3][:6], *reports[4][:4]])
    texts["twin5"] = texts["r5"]
    texts["shuffled1"] = " ".join(reversed(reports[1]))
    texts.update({f"form{town}": _form(town) for town in range(8)})
    return tuple(Document(id=id, text=text) for id, text in texts.items())


@cache
def at_once(ids: frozenset[str]) -> Grouping:
    """What the batch says of some of the documents."""
    return LocalEngine(workers=1, settings=SETTINGS).families(
        document for document in corpus() if document.id in ids
    )


def test_the_corpus_has_families_and_links_to_lose() -> None:
    whole = at_once(frozenset(document.id for document in corpus()))
    assert len(whole.families) >= 4
    assert whole.matches


@given(st.permutations(corpus()), st.lists(st.integers(1, 6), min_size=1, max_size=20))
@settings(max_examples=12, deadline=None)
def test_documents_one_by_one_in_any_order_give_the_families_of_the_batch(
    documents: list[Document], steps: list[int]
) -> None:
    growth, left = Growth(SETTINGS), list(documents)
    for step in [*steps, len(left)]:
        growth.add(left[:step])
        left = left[step:]
    assert growth.grouping() == at_once(frozenset(document.id for document in corpus()))


@given(st.permutations(corpus()), st.integers(0, len(corpus())))
@settings(max_examples=8, deadline=None)
def test_families_asked_for_on_the_way_are_those_of_the_documents_so_far(
    documents: list[Document], half: int
) -> None:
    growth = Growth(SETTINGS)
    growth.add(documents[:half])
    assert growth.grouping() == at_once(frozenset(document.id for document in documents[:half]))
    growth.add(documents[half:])
    assert growth.grouping() == at_once(frozenset(document.id for document in documents))


@given(st.permutations(corpus()), st.integers(1, len(corpus())))
@settings(max_examples=8, deadline=None)
def test_documents_that_went_leave_nothing_behind(documents: list[Document], gone: int) -> None:
    growth = Growth(SETTINGS)
    growth.add(documents)
    growth.grouping()
    growth.remove(document.id for document in documents[:gone])
    assert len(growth) == len(documents) - gone
    assert growth.grouping() == at_once(frozenset(document.id for document in documents[gone:]))


def test_a_document_that_comes_again_takes_the_place_of_its_older_text() -> None:
    growth = Growth(SETTINGS)
    growth.add(Document(id=document.id, text=_form(3)) for document in corpus())
    growth.grouping()
    growth.add(corpus())
    assert growth.grouping() == at_once(frozenset(document.id for document in corpus()))


def test_nothing_grows_from_nothing() -> None:
    growth = Growth(SETTINGS)
    growth.remove(["unknown"])
    assert growth.grouping() == Grouping(families=(), matches=())


def test_the_passages_of_a_pair_are_sought_once(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, str]] = []

    def counting(
        function: Callable[[Sides], Match | None], items: Iterable[Sides], /
    ) -> Iterator[Match | None]:
        for left, right in items:
            seen.append((left.id, right.id))
            yield function((left, right))

    growth = Growth(SETTINGS, mapped=counting)
    # Every pair of like words is in doubt, so that there is something to seek.
    monkeypatch.setattr("retell.family.growing.doubtful_pairs", _all_pairs)
    for document in corpus()[:8]:
        growth.add([document])
        growth.grouping()
    assert sorted(seen) == [("cut0", "r0"), ("edited1", "r1")]


def _all_pairs(pairs: object, _: object) -> object:
    first, second = pairs.first, pairs.second  # type: ignore[attr-defined]
    return np.stack((first, second), axis=1)


def test_what_changed_names_the_families_that_are_new_and_those_that_are_gone() -> None:
    growth = Growth(SETTINGS)
    first, twin, other = (document for document in corpus() if document.id in ("r5", "twin5", "r0"))
    growth.add([first, other])
    before = growth.grouping()
    growth.add([twin])
    after = growth.grouping()
    came = changed(before, after)
    assert [family.members for family in came.families] == [
        tuple(sorted((first.id, twin.id, other.id))[1:])
    ] or [set(family.members) for family in came.families] == [{"r5", "twin5"}]
    assert came.gone == ()
    assert changed(after, before).gone == (("r5", "twin5"),)
    assert changed(after, after).families == ()
