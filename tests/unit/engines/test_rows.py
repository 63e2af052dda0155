"""Family finding cut into rows and put together again, with every stage in parts and no cluster."""

from __future__ import annotations

import pickle
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest

from retell.document.model import Document
from retell.engines.local import LocalEngine
from retell.family.arrays import I64
from retell.family.components import contracted, distinct, shared_out
from retell.family.group import Ties, counted, doubtful_pairs, linked, linking, together
from retell.family.holding import hold
from retell.family.keys import body
from retell.family.model import Grouping
from retell.family.overlap import Weighing
from retell.family.pairs import twin_rows
from retell.family.parted import NO_POSTINGS, NO_SHARES, Kind, met, rare_keys
from retell.family.postings import PlainLoops
from retell.family.rarity import Rarity
from retell.settings import FamilySettings, Settings

pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
judging = pytest.importorskip("retell.engines.judging")
parcels = pytest.importorskip("retell.engines.parcels")
rows = pytest.importorskip("retell.engines.rows")
stages = pytest.importorskip("retell.engines.stages")

SETTINGS = replace(Settings(), family=replace(FamilySettings(), count_bits=12, gram_ceiling=6))
FAMILY = SETTINGS.family
SYLLABLES = "bran del ost mar kel vik dun pel quor tar wex ing sund hol fen ryd".split()


def _word(chance: random.Random) -> str:
    return "".join(chance.sample(SYLLABLES, 4))


def _report(seed: int) -> list[str]:
    chance = random.Random(seed)
    return [
        f"{_word(chance).capitalize()} "
        + " ".join(f"of {_word(chance)} {_word(chance)}" for _ in range(5))
        + "."
        for _ in range(9)
    ]


def corpus() -> list[Document]:
    """Reports with edited, cut, quoted and merged copies, a twin, and texts too short to trace."""
    reports = [_report(seed) for seed in range(12)]
    texts = {f"r{at:02d}": " ".join(lines) for at, lines in enumerate(reports)}
    texts["edited"] = texts["r00"].replace(" of ", " near ", 20)
    texts["cut"] = " ".join(reports[1][:5])
    texts["quoting"] = " ".join([*_report(50)[:7], *reports[2][3:7]])
    texts["merger"] = " ".join([*reports[3][:6], *reports[4][:4]])
    texts |= {"twin": texts["r05"], "short": "Too short.", "empty": "…"}
    texts |= {f"notice{at}": f"{_word(random.Random(at))} {' '.join(_report(77)[:4])}" for at in range(8)}
    return [Document(id=id, text=text) for id, text in sorted(texts.items())]


def _in_parts(documents: list[Document], parts: int) -> Grouping:
    """The families, every stage in so many parts and sent as rows and parcels between them."""
    bodies = [body(document) for document in documents]
    every = np.arange(len(bodies), dtype=np.int64)
    texts = [_numbered(numbers, bodies) for numbers in np.array_split(every, parts)]
    made = [each for text in texts for each in stages.keys_made(FAMILY, iter([text]))]
    table = pa.Table.from_batches(made).select(["row", "words", "digest", "counts"])
    tally = rows.Tally.of(table, len(bodies), FAMILY)
    twins = twin_rows(tally.columns, FAMILY)
    cut = stages.Cut(parts=parts, documents=len(bodies))
    shares = _shares(made, twins[1], cut)
    known = parcels.whole(parcels.unpacked(_only(shares, stages.For.DRIVER)), NO_SHARES)
    weighing = Weighing.of(tally.columns, FAMILY)
    told = _judged(made, shares, (rare_keys(known, len(bodies)), weighing), cut)
    whole = tally.found(told, known, twins, weighing, FAMILY)
    ties = Ties.of(whole, PlainLoops(), FAMILY)
    placed = _placed(told, twins, len(bodies), parts)
    rarity = Rarity(counts=tally.columns.word_counts, documents=len(documents))
    doubtful = doubtful_pairs(whole.pairs, FAMILY)
    joined = together(_joined(documents, ties, placed, doubtful, rarity))
    links = linking(documents, (ties, whole.keys), joined, PlainLoops(), FAMILY)
    grouping = linked(hold(bodies), documents, ties, links, joined)
    counts = counted(whole, ties, grouping)
    forms = counts.forms + int(told.forms.sum())
    return replace(grouping, counts=replace(counts, candidates=int(told.met.sum()), forms=forms))


def _numbered(numbers: I64, bodies: list[str]) -> Any:
    return pa.record_batch({"row": numbers, "body": [bodies[row] for row in numbers]})


def _met(batches: list[Any], parts: int) -> list[list[Any]]:
    """Parcels in the parts that they are for, as Spark moves them."""
    table = pa.Table.from_batches(batches)
    of = table["part"].to_numpy()
    return [table.filter(pa.array(of == part)).to_batches() for part in range(parts)]


def _only(batches: list[Any], kind: int) -> list[Any]:
    return [each.filter(pa.array(each["kind"].to_numpy() == kind)) for each in batches]


def _shares(made: list[Any], later: I64, cut: Any) -> list[Any]:
    """What all keys say, each part of the keys worked out by itself."""
    posted = list(stages.keys_posted(cut, FAMILY, _Sent(value=later), iter(made)))
    return [each for part in _met(posted, cut.parts) for each in stages.keys_met(cut, FAMILY, iter(part))]


def _judged(made: list[Any], shares: list[Any], known: tuple[Any, Any], cut: Any) -> Any:
    """The pairs judged, each part of them beside the texts that it asked for."""
    rare, weighing = (_Sent(value=each) for each in known)
    pairs = _met(_only(shares, stages.For.PARTS), cut.parts)
    asked = [each for part in pairs for each in stages.pairs_gathered(cut, FAMILY, rare, iter(part))]
    documents = [each.filter(pa.array(each["row"].to_numpy() >= 0)) for each in made]
    laid = [*stages.texts_laid(cut, iter(documents)), *_only(asked, stages.For.TEXTS)]
    sent = [each for part in _met(laid, cut.parts) for each in stages.texts_sent(FAMILY, iter(part))]
    beside = _met([*sent, *_only(asked, stages.For.PARTS)], cut.parts)
    told = [each for part in beside for each in stages.pairs_judged(FAMILY, weighing, iter(part))]
    return parcels.whole(parcels.unpacked(told), judging.NOTHING_JUDGED)


def _placed(judged: Any, twins: tuple[I64, I64], documents: int, parts: int) -> I64:
    """By row the part of its component, -1 where nothing ties it."""
    greater = np.concatenate((judged.second[judged.tied], twins[1]))
    less = np.concatenate((judged.first[judged.tied], twins[0]))
    held, part = shared_out(contracted(distinct(greater, less), PlainLoops()), parts)
    placed = np.full(documents, -1, dtype=np.int64)
    placed[held] = part
    return placed


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sent:
    """What every worker has."""

    value: Any


def _joined(
    documents: list[Document], ties: Ties, placed: I64, doubtful: I64, rarity: Rarity
) -> Iterator[Grouping]:
    """The families of the parts, each sent to a worker as rows in any order."""
    made = pa.array([pickle.dumps(document) for document in documents])
    numbers = pa.array(np.arange(len(documents)))
    table = rows.batch("part, row, made", np.zeros(len(documents), dtype=np.int64), numbers, made)
    sides = [*stages.sides_placed(_Sent(value=placed), iter([table]))]
    of = placed[doubtful[:, 0]]
    told = []
    for part, (there, held) in enumerate(ties.parted(placed)):
        sent = pickle.dumps((held, np.searchsorted(there, doubtful[of == part])))
        told.append(rows.batch(stages.SIDES, [part], [-1], [sent]))
    for answer in stages.families_joined(SETTINGS, _Sent(value=rarity), iter([*sides, *told])):
        yield from map(pickle.loads, answer["grouping"].to_pylist())


@pytest.mark.parametrize("parts", [1, 3])
def test_rows_sent_from_part_to_part_give_what_one_machine_gives(parts: int) -> None:
    expected = LocalEngine(settings=SETTINGS, workers=1).families(corpus())
    assert expected.counts.excerpts > 0
    assert len(expected.families) > 3
    assert _in_parts(corpus(), parts) == expected


def test_keys_come_back_from_rows_as_they_were() -> None:
    texts = [body(document) for document in corpus()[:5]] + [""]
    keys = hold(texts).columns(FAMILY)
    numbers, read = rows.columns_of_rows(rows.keys_rows(pa.array(range(6)), pa.array(texts), keys), FAMILY)
    assert numbers.tolist() == list(range(6))
    assert (read.bands == keys.bands).all()
    assert (read.signatures == keys.signatures).all()
    for name, column in keys.sorts.items():
        assert (read.sorts[name].keys == column.keys).all()
        assert (read.sorts[name].ends == column.ends).all()


def test_words_and_names_are_counted_over_all_parts() -> None:
    texts = [body(document) for document in corpus()]
    whole = hold(texts).columns(FAMILY)
    halves = [
        each
        for numbers in np.array_split(np.arange(len(texts)), 2)
        for each in stages.keys_made(FAMILY, iter([_numbered(numbers, texts)]))
    ]
    tally = rows.Tally.of(pa.Table.from_batches(halves), len(texts), FAMILY)
    assert (tally.columns.word_counts == whole.word_counts).all()
    assert (tally.columns.name_counts == whole.name_counts).all()
    assert (tally.columns.digests == whole.digests).all()


def test_a_part_without_postings_says_nothing() -> None:
    told = met(NO_POSTINGS, FAMILY, PlainLoops())
    assert set(told.kinds.tolist()) == {int(Kind.DROPPED)}
    assert not told.counts.any()
