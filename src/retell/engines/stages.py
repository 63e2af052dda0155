"""What a worker does with its part of the rows, stage by stage: functions from batches to batches.

Each is a function of its rows alone, and of what is sent to all; where they run is for the engine to say.
"""

from __future__ import annotations

import pickle
from itertools import groupby
from operator import itemgetter
from typing import Any, Protocol, TypeVar

import numpy as np
import pyarrow as pa

from retell.engines import local
from retell.engines.reading import Batches
from retell.engines.rows import (
    PAIRS,
    batch,
    columns_of_rows,
    judged_rows,
    keys_rows,
    loops_for,
    posting_rows,
    postings_of_rows,
    share_rows,
    shares_of_rows,
    tie_rows,
    ties_of_rows,
)
from retell.family.arrays import I64
from retell.family.components import contracted, large_star, mark, small_star, turned
from retell.family.group import joined
from retell.family.growing import sought
from retell.family.holding import hold
from retell.family.keys import body
from retell.family.overlap import Weighing
from retell.family.parted import gathered, met, postings
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
    """The keys of documents."""
    for part in batches:
        bodies = part["body"].to_pylist()
        yield keys_rows(part["row"].to_numpy(), bodies, hold(bodies, 1).columns(settings))


def keys_posted(settings: FamilySettings, later: Sent[I64], batches: Batches) -> Batches:
    """The postings of documents' keys."""
    for part in batches:
        rows, keys = columns_of_rows(part, settings)
        if len(rows):
            yield posting_rows(postings(keys, rows, np.isin(rows, later.value), settings))


def keys_met(settings: FamilySettings, batches: Batches) -> Batches:
    """What the keys of a part say; all postings of each are there."""
    held = postings_of_rows(list(batches))
    yield share_rows(met(held, settings, loops_for(len(held.keys))))


def pairs_gathered(settings: FamilySettings, rare: Sent[dict[int, I64]], batches: Batches) -> Batches:
    """The pairs of a part that share enough; all that each shares is there."""
    found = gathered(shares_of_rows(list(batches)), rare.value, settings)
    yield batch(PAIRS, found.first, found.second, found.sure)


def pairs_judged(settings: FamilySettings, weighing: Sent[Weighing], batches: Batches) -> Batches:
    """Pairs beside their texts, judged."""
    for part in batches:
        if part.num_rows:
            yield judged_rows(part, weighing.value, settings)


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
