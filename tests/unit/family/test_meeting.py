from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.family.corpus import COURT, FERRY, edited, family, prose, texts

from retell.family.columns import columns
from retell.family.index import KeyIndex, MemoryIndex
from retell.family.keys import text_keys
from retell.family.meeting import agreeing_least, likeness, meeting, sorts_of
from retell.family.postings import PlainLoops
from retell.settings import FamilySettings

SETTINGS = FamilySettings()
SMALL = FamilySettings(gram_ceiling=2, combination_ceiling=2, band_ceiling=2)


def pairs(held: list[str], rules: FamilySettings = SETTINGS) -> list[tuple[int, int]]:
    met = meeting(columns(held, rules), rules, PlainLoops())
    return list(zip(met.first.tolist(), met.second.tolist(), strict=True))


def indexed(held: list[str], rules: FamilySettings) -> MemoryIndex:
    index = MemoryIndex(rules)
    for number, text in enumerate(held):
        index.add(f"d{number}", text_keys(text, rules))
    return index


def test_copies_and_excerpts_meet_and_strangers_do_not() -> None:
    one, light, heavy, half, host, stranger = family(4)
    met = pairs([one, light, heavy, half, host, COURT])
    assert {(0, 1), (0, 2), (0, 3), (0, 4)} <= set(met)
    assert not [pair for pair in met if 5 in pair]
    assert stranger


def test_a_key_in_too_many_texts_is_dropped_and_counted() -> None:
    held = [FERRY] * 5
    met = meeting(columns(held, SMALL), SMALL, PlainLoops())
    assert len(met.first) == 0
    assert met.dropped > 50


@settings(deadline=None, max_examples=30)
@given(texts, st.booleans())
def test_asking_one_by_one_gives_what_joining_all_gives(held: list[str], tight: bool) -> None:  # noqa: FBT001
    rules = SMALL if tight else SETTINGS
    index = indexed(held, rules)
    asked = {
        (*sorted((f"d{number}", other.id)), other.strength)
        for number, text in enumerate(held)
        for other in index.neighbours(text_keys(text, rules))
        if other.id != f"d{number}"
    }
    assert asked == set(index.candidates())


@settings(deadline=None)
@given(st.permutations(range(5)))
def test_the_order_of_texts_does_not_matter(order: list[int]) -> None:
    held = [FERRY, edited(FERRY, 1, 0.1), COURT, FERRY[100:], COURT + FERRY[:200]]
    met = pairs(held)
    turned = pairs([held[at] for at in order])
    assert Counter(tuple(sorted((order[one], order[two]))) for one, two in turned) == Counter(met)


def test_a_document_added_again_replaces_itself() -> None:
    index: KeyIndex = MemoryIndex(SETTINGS)
    index.add("a", text_keys(FERRY, SETTINGS))
    index.add("a", text_keys(COURT, SETTINGS))
    assert index.neighbours(text_keys(FERRY, SETTINGS)) == ()
    assert [each.id for each in index.neighbours(text_keys(COURT, SETTINGS))] == ["a"]


def test_neighbours_come_strongest_first() -> None:
    index = indexed([prose(1, 200)[:700] + COURT, edited(prose(1, 200), 2, 0.05)], SETTINGS)
    found = index.neighbours(text_keys(prose(1, 200), SETTINGS))
    assert [each.id for each in found] == ["d1", "d0"]


def test_an_empty_index_has_no_neighbours() -> None:
    assert MemoryIndex(SETTINGS).candidates() == ()
    assert MemoryIndex(SETTINGS).neighbours(text_keys(FERRY, SETTINGS)) == ()


def test_likeness_takes_off_what_agrees_by_chance() -> None:
    places = SETTINGS.bands * SETTINGS.rows
    padding = agreeing_least(0, SETTINGS) - 1
    assert likeness(np.array([places + padding]), SETTINGS)[0] == 1.0
    assert likeness(np.array([padding]), SETTINGS)[0] == 0.0
    assert agreeing_least(0.31, SETTINGS) - padding == 40


def test_every_sort_of_key_has_its_column() -> None:
    assert {sort.name for sort in sorts_of(SETTINGS)} <= set(columns([FERRY], SETTINGS).sorts)
