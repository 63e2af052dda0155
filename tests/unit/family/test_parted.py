"""The finding of pairs in parts against the finding of them at once."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retell.family import parted
from retell.family.arrays import I64
from retell.family.columns import columns
from retell.family.meeting import agreeing_least, meeting
from retell.family.pairs import alone, twin_rows
from retell.family.parted import GRAMS, Kind, Postings, Shares
from retell.family.postings import PlainLoops, pack
from retell.settings import FamilySettings

SETTINGS = replace(FamilySettings(), count_bits=10, gram_ceiling=3, combination_ceiling=3, band_ceiling=3)
"""Ceilings so low that a few documents reach them."""
WORDS = [
    f"{a}{b}"
    for a in ("bran", "ost", "kel", "dun", "pell", "quor")
    for b in ("vik", "mar", "sund", "holt", "wex")
]


def _text(seed: int) -> str:
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS) for _ in range(40))


def _corpus(seed: int) -> list[str]:
    """Texts that share much: halves of others, others again, a notice in all of them, and one too short."""
    chance = random.Random(seed)
    made = [_text(chance.randrange(6)) for _ in range(8)]
    halves = [" ".join(text.split()[:20]) for text in made[:3]]
    notice = _text(99)
    return [*made, *halves, *(f"{_text(chance.randrange(50))} {notice}" for _ in range(5)), "too short", ""]


def _by_key(held: Postings, parts: int) -> list[Postings]:
    return [
        Postings(keys=held.keys[chosen], tags=held.tags[chosen], rows=held.rows[chosen])
        for chosen in (held.keys % parts == part for part in range(parts))
    ]


def _by_pair(lines: Shares, parts: int) -> list[Shares]:
    chosen = [(lines.first * 7 + lines.second) % parts == part for part in range(parts)]
    return [
        Shares(
            kinds=lines.kinds[at],
            tags=lines.tags[at],
            first=lines.first[at],
            second=lines.second[at],
            counts=lines.counts[at],
        )
        for at in chosen
    ]


def _found(texts: list[str], parts: int) -> tuple[I64, I64, Shares]:
    """The pairs of texts, worked out in so many parts at every stage."""
    keys = columns(texts, SETTINGS)
    twins = np.zeros(len(texts), dtype=bool)
    twins[twin_rows(keys, SETTINGS)[1]] = True
    held = parted.postings(keys, np.arange(len(texts)), twins, SETTINGS)
    lines = parted.joined([parted.met(each, SETTINGS, PlainLoops()) for each in _by_key(held, parts)])
    rare = parted.rare_keys(lines, len(texts))
    pairs: list[tuple[int, int]] = []
    for part in _by_pair(lines, parts):
        found = parted.gathered(part, rare, SETTINGS)
        alike = PlainLoops().agreeing(pack(found.first, found.second), keys.signatures)
        kept = found.sure | (alike >= agreeing_least(SETTINGS.least_likeness, SETTINGS))
        pairs += zip(found.first[kept].tolist(), found.second[kept].tolist(), strict=True)
    table = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
    return table[:, 0], table[:, 1], lines


@given(st.integers(0, 200), st.integers(1, 5))
@settings(max_examples=25, deadline=None)
def test_parts_find_the_pairs_and_drop_the_keys_that_one_run_does(seed: int, parts: int) -> None:
    texts = _corpus(seed)
    keys = columns(texts, SETTINGS)
    whole = meeting(alone(keys, twin_rows(keys, SETTINGS)[1], SETTINGS), SETTINGS, PlainLoops())
    first, second, lines = _found(texts, parts)
    assert first.tolist() == whole.first.tolist()
    assert second.tolist() == whole.second.tolist()
    assert lines.counts[lines.kinds == Kind.DROPPED].sum() == whole.dropped


def test_keys_that_too_many_have_are_dropped_and_counted() -> None:
    lines = _found([f"{_text(seed)} {_text(99)}" for seed in range(5)], 2)[2]
    assert lines.counts[lines.kinds == Kind.DROPPED].sum() > 20


def test_repeated_grams_are_those_of_all_texts_also_of_those_that_meet_no_others() -> None:
    texts = [_text(1), _text(1), _text(2)]
    lines = _found(texts, 3)[2]
    repeated = lines.kinds == Kind.REPEATED
    assert set(lines.second[repeated].tolist()) == {0, 1}
    assert set(lines.tags[repeated].tolist()) == {GRAMS}


def test_a_corpus_of_nothing_has_no_pairs() -> None:
    first, _, lines = _found(["", ""], 2)
    assert len(first) == 0
    assert not (lines.kinds == Kind.SHARED).any()


@pytest.mark.parametrize("parts", [1, 4])
def test_how_many_rare_keys_a_row_has_is_added_up_over_the_parts(parts: int) -> None:
    lines = _found([_text(1), _text(2)], parts)[2]
    rare = parted.rare_keys(lines, 2)[GRAMS]
    assert rare.tolist() == [
        len(np.unique(columns([_text(seed)], SETTINGS).sorts["grams"].keys)) for seed in (1, 2)
    ]
