"""How the families are made that the lineage learns from."""

from __future__ import annotations

import random
from dataclasses import asdict

from benchmarks.lineage.rates import by_hand, drawn
from hypothesis import given
from hypothesis import strategies as st


@given(st.integers(min_value=0, max_value=10_000))
def test_the_rates_of_a_hand_are_rates(seed: int) -> None:
    chance = random.Random(seed)
    found = by_hand(drawn(chance, shifted=False, marked=True), chance)
    assert all(0.0 <= rate <= 0.9 for rate in asdict(found).values())


def test_a_family_that_rewords_has_bare_cuts_among_its_copies() -> None:
    chance = random.Random(1)
    rates = drawn(chance, shifted=False, marked=True)
    hands = [by_hand(rates, chance) for _ in range(60)]
    cutters = [hand for hand in hands if hand.word_synonym == 0.0]
    assert 5 < len(cutters) < 30
    assert all(hand.sentence_cut > rates.sentence_cut for hand in cutters)
    assert any(hand.word_synonym > rates.word_synonym for hand in hands)


def test_what_a_hand_does_is_told_by_the_seed() -> None:
    rates = drawn(random.Random(1), shifted=True, marked=False)
    assert by_hand(rates, random.Random(2)) == by_hand(rates, random.Random(2))
