"""Pairs judged beside the texts that were sent for."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from retell.family.holding import hold
from retell.family.judge import Verdict
from retell.family.meeting import meeting
from retell.family.overlap import Weighing
from retell.family.pairs import judge_pairs
from retell.family.parted import Candidates
from retell.family.postings import PlainLoops, pack
from retell.settings import FamilySettings

pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
judging = pytest.importorskip("retell.engines.judging")
parcels = pytest.importorskip("retell.engines.parcels")
stages = pytest.importorskip("retell.engines.stages")

SETTINGS = replace(FamilySettings(), count_bits=12)
WORDS = [f"{one}{two}" for one in ("bran", "kel", "quor", "dun") for two in ("vik", "mar", "sund", "holt")]


def _text(seed: int) -> str:
    chance = random.Random(seed)
    return " ".join(f"{chance.choice(WORDS)}{chance.randrange(40)}" for _ in range(60))


def texts() -> list[str]:
    """Texts with a copy each, the copies shorter and shorter."""
    return [_text(at // 2)[: 500 - 20 * (at % 2) * (at // 2)] for at in range(16)]


def sides(rows: list[int], signatures: Any) -> Any:
    bodies = np.array([texts()[row] for row in rows], dtype=object)
    return judging.Sides(rows=np.array(rows), bodies=bodies, signatures=signatures[rows])


def test_pairs_judged_in_two_parts_are_those_that_one_machine_judges() -> None:
    held = hold(texts())
    keys = held.columns(SETTINGS)
    met, weighing = meeting(keys, SETTINGS, PlainLoops()), Weighing.of(keys, SETTINGS)
    expected = judge_pairs(held, met.first, met.second, weighing, SETTINGS)
    parts = []
    for chosen in (np.arange(1, len(met.first), 2), np.arange(0, len(met.first), 2)):
        pairs = Candidates(
            first=met.first[chosen], second=met.second[chosen], sure=np.ones(len(chosen), dtype=bool)
        )
        there = sides(sorted({*pairs.first.tolist(), *pairs.second.tolist()}), keys.signatures)
        parts.append(judging.judged_beside(pairs, there, weighing, SETTINGS))
    told = parcels.whole(parts, judging.NOTHING_JUDGED)
    assert told.met.sum() == len(met.first)
    found = told.pairs(len(texts()), weighing, SETTINGS)
    some = ~expected.judged.are(Verdict.NOTHING)
    assert set(pack(expected.first, expected.second)[some]) <= set(pack(found.first, found.second))
    at = np.searchsorted(pack(expected.first, expected.second), pack(found.first, found.second))
    assert found.judged.verdicts.tolist() == expected.judged.verdicts[at].tolist()
    assert (found.overlaps.figures == expected.overlaps.figures[at]).all()
    for pair, there in enumerate(at.tolist()):
        assert (found.overlaps.regions_of(pair) == expected.overlaps.regions_of(there)).all()


def test_a_text_that_several_ask_for_is_sent_once_to_each() -> None:
    keys = hold(texts()).columns(SETTINGS)
    there = sides([4, 2, 9, 2], keys.signatures)
    asked = judging.Asked(rows=np.array([2, 2, 9, 2]), parts=np.array([1, 0, 1, 1]))
    came = [parcels.packed(stages.For.TEXTS, [0, 0], [there, asked])]
    sent = list(stages.texts_sent(SETTINGS, iter(came)))
    assert [each["part"].to_pylist() for each in sent] == [[0], [1]]
    one, other = (next(parcels.unpacked([each])) for each in sent)
    assert one.rows.tolist() == [2]
    assert other.rows.tolist() == [2, 9]
    assert other.bodies.tolist() == [texts()[2], texts()[9]]
    assert (other.signatures == keys.signatures[[2, 9]]).all()


def test_a_part_without_pairs_tells_nothing() -> None:
    none: Any = None
    assert list(stages.pairs_judged(SETTINGS, none, iter([]))) == []
    assert [made.num_rows for made in stages.ties_judged(iter([]))] == [0]
