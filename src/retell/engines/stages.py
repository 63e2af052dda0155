"""What a worker does with its part of the rows, stage by stage: functions from batches to batches.

Each is a function of its rows alone, and of what is sent to all; where they run is for the engine to say.
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from enum import IntEnum
from itertools import groupby
from operator import itemgetter
from typing import Any, Protocol, TypeVar

import numpy as np
import pyarrow as pa

from retell.engines import local
from retell.engines.judging import (
    NO_PAIRS,
    NOTHING_ASKED,
    NOTHING_JUDGED,
    Asked,
    Sides,
    judged_beside,
    no_sides,
)
from retell.engines.lying import texts_of
from retell.engines.parcels import (
    packed,
    parcels,
    parts_of_keys,
    parts_of_pairs,
    parts_of_rows,
    unpacked,
    whole,
)
from retell.engines.reading import Batches
from retell.engines.rows import (
    batch,
    columns_of_rows,
    counts_rows,
    keys_rows,
    loops_for,
    tie_rows,
    ties_of_rows,
)
from retell.family.arrays import I64, U8
from retell.family.columns import signature_width
from retell.family.components import contracted, large_star, mark, small_star, turned
from retell.family.group import joined
from retell.family.growing import sought
from retell.family.holding import hold
from retell.family.keys import body
from retell.family.overlap import Weighing
from retell.family.parted import NO_POSTINGS, NO_SHARES, Kind, gathered, met, only, postings
from retell.family.rarity import Rarity, weighed
from retell.settings import FamilySettings, Settings

SIDES = "part long, row long, made binary"
GROUPINGS = "grouping binary"
MARKS = "size long, sum long"
ANSWERS = "at long, answer binary, failed boolean"
Value_co = TypeVar("Value_co", covariant=True)


class Sent(Protocol[Value_co]):
    """What was sent to every worker once."""

    @property
    def value(self) -> Value_co:
        """It."""


def distinct_documents(batches: Batches) -> Batches:
    """One document an id; of several the one whose pickled form is least, so that chance decides nothing."""
    held: dict[str, dict[str, Any]] = {}
    for part in batches:
        for row in part.select(["id", "body", "made"]).to_pylist():
            if row["id"] not in held or row["made"] < held[row["id"]]["made"]:
                held[row["id"]] = row
    schema = pa.schema([("id", pa.string()), ("body", pa.string()), ("made", pa.binary())])
    yield pa.RecordBatch.from_pylist([held[id] for id in sorted(held)], schema=schema)


def keys_made(settings: FamilySettings, batches: Batches) -> Batches:
    """The keys of documents, and how many of a part have a word or a name."""
    words, names = (np.zeros(1 << settings.count_bits, dtype=np.int32) for _ in range(2))
    for part in batches:
        keys = texts_of(part["body"]).columns(settings)
        words += keys.word_counts
        names += keys.name_counts
        yield keys_rows(part["row"], part["body"], keys)
    yield counts_rows(words, names)


class For(IntEnum):
    """What a parcel is for."""

    PARTS = 0
    """The part that it names."""
    DRIVER = 1
    """The driver."""
    TEXTS = 2
    """The part that holds the texts of some rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Into how many parts the work is cut, and how many documents there are."""

    parts: int
    documents: int

    def rows(self, rows: I64) -> I64:
        """The parts where the texts of rows lie."""
        return parts_of_rows(rows, self.documents, self.parts)

    def judging(self, first: I64, second: I64) -> I64:
        """The parts where pairs are judged: where either text lies, so that its pairs find it there."""
        return self.rows(np.where(parts_of_pairs(first, second, 2) == 0, first, second))


def keys_posted(cut: Cut, settings: FamilySettings, later: Sent[I64], batches: Batches) -> Batches:
    """The postings of documents' keys, for the parts of the keys."""
    for each in batches:
        rows, keys = columns_of_rows(each, settings)
        if len(rows):
            held = postings(keys, rows, np.isin(rows, later.value), settings)
            yield parcels(held, parts_of_keys(held.keys, cut.parts))


def keys_met(cut: Cut, settings: FamilySettings, batches: Batches) -> Batches:
    """What the keys of a part say, for the parts of the pairs; all postings of each are there."""
    held = whole(unpacked(batches), NO_POSTINGS)
    told = met(held, settings, loops_for(len(held.keys)))
    shared = told.kinds < int(Kind.RARE)
    pairs = only(told, shared)
    yield parcels(pairs, parts_of_pairs(pairs.first, pairs.second, cut.parts))
    yield packed(For.DRIVER, [0], [only(told, ~shared)])


def pairs_gathered(
    cut: Cut, settings: FamilySettings, rare: Sent[dict[int, I64]], batches: Batches
) -> Batches:
    """The pairs of a part that share enough, for where they are judged; all that each shares is there."""
    found = gathered(whole(unpacked(batches), NO_SHARES), rare.value, settings)
    judging = cut.judging(found.first, found.second)
    yield parcels(found, judging, For.PARTS)
    rows = np.concatenate((found.first, found.second))
    asked = np.unique(np.stack((rows, np.tile(judging, 2)), axis=1), axis=0)
    yield parcels(Asked(rows=asked[:, 0], parts=asked[:, 1]), cut.rows(asked[:, 0]), For.TEXTS)


def texts_laid(cut: Cut, batches: Batches) -> Batches:
    """Texts and signatures, for the part of their rows."""
    for each in filter(len, batches):
        rows = each["row"].to_numpy()
        bodies = np.array([*each["body"].to_pylist(), None], dtype=object)[:-1]
        signatures: U8 = np.frombuffer(b"".join(each["signature"].to_pylist()), dtype=np.uint8)
        held = Sides(rows=rows, bodies=bodies, signatures=signatures.reshape(len(rows), -1))
        yield parcels(held, cut.rows(rows), For.TEXTS)


def texts_sent(settings: FamilySettings, batches: Batches) -> Batches:
    """The texts of a part, for all parts that ask for them."""
    came = list(unpacked(batches))
    sides = whole(came, no_sides(signature_width(settings))).ordered()
    asked = whole(came, NOTHING_ASKED)
    both = np.unique(np.stack((asked.parts, asked.rows), axis=1), axis=0)
    for part in np.unique(both[:, 0]).tolist():
        yield packed(For.PARTS, [part], [sides.of(both[both[:, 0] == part, 1])])


def pairs_judged(settings: FamilySettings, weighing: Sent[Weighing], batches: Batches) -> Batches:
    """The pairs of a part judged, in one parcel; all their texts are there."""
    came = list(unpacked(batches))
    pairs = whole(came, NO_PAIRS)
    if len(pairs.first):
        sides = whole(came, no_sides(signature_width(settings))).ordered()
        yield packed(For.DRIVER, [0], [judged_beside(pairs, sides, weighing.value, settings)])


def ties_judged(batches: Batches) -> Batches:
    """The ties among judged pairs."""
    found = whole(unpacked(batches), NOTHING_JUDGED)
    yield tie_rows((found.second[found.tied], found.first[found.tied]))


def ties_contracted(batches: Batches) -> Batches:
    """Ties as stars, as far as a part goes."""
    ties = ties_of_rows(list(batches))
    yield tie_rows(contracted(ties, loops_for(len(ties[0]))))


def ties_turned(batches: Batches) -> Batches:
    """Ties both ways."""
    for part in batches:
        yield tie_rows(turned(ties_of_rows([part])))


def ties_large(batches: Batches) -> Batches:
    """Large star over a part, where all ties of each row are."""
    yield tie_rows(large_star(ties_of_rows(list(batches))))


def ties_small(batches: Batches) -> Batches:
    """Small star over a part, where all ties of each greater row are."""
    yield tie_rows(small_star(ties_of_rows(list(batches))))


def ties_marked(batches: Batches) -> Batches:
    """How many ties a part has, and their sum."""
    size, told = mark(ties_of_rows(list(batches)))
    yield batch(MARKS, [size], [told])


def sides_placed(parts: Sent[I64], batches: Batches) -> Batches:
    """The documents that have a part, with its number."""
    for each in batches:
        found = parts.value[each["row"].to_numpy()]
        yield batch(SIDES, found, each["row"], each["made"]).filter(pa.array(found >= 0))


def families_joined(settings: Settings, rarity: Sent[Rarity], batches: Batches) -> Batches:
    """The families of each part; the row that is no document stands first and says what ties the others."""
    held = sorted((row for each in batches for row in each.to_pylist()), key=itemgetter("part", "row"))
    for _, rows in groupby(held, key=itemgetter("part")):
        (ties, doubtful), *documents = [pickle.loads(row["made"]) for row in rows]
        closer = []
        for one, two in doubtful.tolist():
            left, right = documents[one], documents[two]
            if match := sought(settings, (left, right)):
                closer.append(weighed(match, left, right, rarity.value, settings.family))
        texts = hold([body(document) for document in documents], 1)
        made = joined(texts, documents, ties, closer, settings.family)
        yield batch(GROUPINGS, pa.array([pickle.dumps(made)], pa.binary()))


def items_mapped(function: bytes, batches: Batches) -> Batches:
    """The answers, or the errors in their place, for those who asked to meet."""
    work = pickle.loads(function)
    for part in batches:
        answers, failed = [], []
        for item in part["item"].to_pylist():
            try:
                answers.append(pickle.dumps(work(pickle.loads(item))))
                failed.append(False)
            except Exception as error:  # whatever it is, it is raised again where the map was asked for
                answers.append(pickle.dumps(error))
                failed.append(True)
        yield batch(ANSWERS, part["at"], pa.array(answers, pa.binary()), failed)


_ = local  # documents hold read-only mappings, which pickle knows once this module is there
