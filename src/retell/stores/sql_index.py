"""The inverted index in the tables of a database: segments written, merged and asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

import numpy as np
from sqlalchemy import Connection, delete, func, insert, select

from retell.family.keys import Keys
from retell.settings import ArchiveSettings, FamilySettings
from retell.store import I32, I64, U64, Neighbour
from retell.stores.nearness import Own, meeting, neighbours, strongest
from retell.stores.postings import (
    KEYED,
    Asked,
    Pairs,
    Sort,
    bits,
    blocks,
    buckets,
    ceiling,
    counted,
    cut,
    matching,
    mergeable,
    merged,
    place,
    rare,
    read,
    rowed,
    spread,
)
from retell.stores.tables import BLOCK, DOCUMENT, GONE, SEGMENT

BlocksAt = Callable[[Connection, Sequence[int]], Sequence[tuple[int, bytes]]]
"""How a database hands over many blocks by their places."""
FAN = 4
"""Segments of like size that are merged: fewer mean more writing, more mean more blocks to read."""
LARGEST = 100_000_000
"""Pairs of a segment past which it is left as it is: about 400,000 articles."""
Item = TypeVar("Item")

_PLACES = 1 << FamilySettings().count_bits
_EACH = (1 << 64) // _PLACES
_AT_ONCE = 4_000
_SIZE = np.dtype("<u2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A segment by its number: the rows it may hold, and how many pairs of each sort."""

    number: int
    first_row: int
    last_row: int
    pairs: tuple[int, ...]


def segments(connection: Connection) -> list[Segment]:
    """The segments there are, the oldest first."""
    t = SEGMENT.c
    columns = t.number, t.first_row, t.last_row, t.bands, t.grams, t.combinations, t.words
    found = connection.execute(select(*columns).order_by(t.number))
    return [Segment(number=row[0], first_row=row[1], last_row=row[2], pairs=tuple(row[3:])) for row in found]


def chunks(items: Iterable[Item], size: int = _AT_ONCE) -> Iterator[list[Item]]:
    """The items in lists of no more than `size`."""
    waiting = iter(items)
    while some := list(islice(waiting, size)):
        yield some


def write(
    connection: Connection,
    rows: Sequence[int],
    came: Sequence[Keys],
    went: Sequence[Keys],
    settings: ArchiveSettings,
) -> None:
    """One segment for the keys that came, one a row, and for the words that went."""
    words = [each.vocabulary for each in (*came, *went)]
    signs = [*([1] * len(came)), *([-1] * len(went))]
    pairs = [
        rowed([each.bands for each in came], rows),
        rowed([each.grams for each in came], rows),
        rowed([each.combinations for each in came], rows),
        counted(words, signs, FamilySettings().count_bits),
    ]
    nothing = np.empty(0, dtype=np.int64)
    pairs = [*(cut(pairs[sort], nothing, 2 * ceiling(sort, settings)) for sort in KEYED), pairs[Sort.WORDS]]
    sizes = np.array([(len(each.grams), len(each.combinations)) for each in came]).reshape(-1, 2)
    number = _next_number(connection)
    first, last = (rows[0], rows[-1]) if rows else (0, -1)
    held = np.minimum(sizes, np.iinfo(_SIZE).max).astype(_SIZE).tobytes()
    insert_segment(connection, number, (first, last), [len(each) for each in pairs], held)
    for sort, each in zip(Sort, pairs, strict=True):
        insert_blocks(connection, number, sort, blocks(each, len(each)))


def _next_number(connection: Connection) -> int:
    return int(connection.scalar(select(func.coalesce(func.max(SEGMENT.c.number), 0))) or 0) + 1


def insert_segment(
    connection: Connection, number: int, rows: tuple[int, int], pairs: Sequence[int], sizes: bytes
) -> None:
    """A segment in its table: its first and last row, the pairs of each sort, and the sizes of its rows."""
    bands, grams, combinations, words = pairs
    connection.execute(
        insert(SEGMENT),
        {
            "number": number,
            "first_row": rows[0],
            "last_row": rows[1],
            "bands": bands,
            "grams": grams,
            "combinations": combinations,
            "words": words,
            "sizes": sizes,
        },
    )


def insert_blocks(connection: Connection, number: int, sort: Sort, made: Iterable[tuple[int, bytes]]) -> None:
    """The blocks of one sort of a segment in their table."""
    rows = ({"place": place(number, sort, bucket), "entries": entries} for bucket, entries in made)
    for some in chunks(rows):
        connection.execute(insert(BLOCK), some)


def merge(connection: Connection, settings: ArchiveSettings) -> bool:
    """Merge the last segments where it is due; whether it was."""
    held = {each.number: each for each in segments(connection)}
    due = mergeable({number: sum(each.pairs) for number, each in held.items()}, FAN, LARGEST)
    if not due:
        return False
    _merge(connection, [held[number] for number in due], settings)
    return True


def _merge(connection: Connection, old: Sequence[Segment], settings: ArchiveSettings) -> None:
    """One segment in the place of several neighbours."""
    filled = [each for each in old if each.last_row >= each.first_row]
    first, last = (filled[0].first_row, filled[-1].last_row) if filled else (0, -1)
    gone = _gone_between(connection, first, last)
    number = _next_number(connection)
    lengths = []
    for sort in Sort:
        most = 0 if sort is Sort.WORDS else 2 * ceiling(sort, settings)
        lengths.append(_merge_sort(connection, old, number, sort, (gone, most)))
    sizes = connection.scalars(
        select(SEGMENT.c.sizes)
        .where(SEGMENT.c.number.in_([e.number for e in filled]))
        .order_by(SEGMENT.c.number)
    )
    insert_segment(connection, number, (first, last), lengths, b"".join(sizes))
    for each in old:
        connection.execute(
            delete(BLOCK).where(
                BLOCK.c.place.between(place(each.number, Sort(0), 0), place(each.number + 1, Sort(0), 0) - 1)
            )
        )
    connection.execute(delete(SEGMENT).where(SEGMENT.c.number.in_([each.number for each in old])))
    connection.execute(delete(GONE).where(GONE.c.row.between(first, last)))


def _gone_between(connection: Connection, first: int, last: int) -> I64:
    return np.array(
        list(connection.scalars(select(GONE.c.row).where(GONE.c.row.between(first, last)))), dtype=np.int64
    )


def _merge_sort(
    connection: Connection, old: Sequence[Segment], number: int, sort: Sort, drop: tuple[I64, int]
) -> int:
    """Merge one sort of keys, some leading bits at a time; how many pairs there were before.

    Blocks are cut for as many pairs as went in, so that they can be written before all is read.
    """
    total = sum(each.pairs[sort] for each in old)
    step = max(0, bits(total) - 12)
    steps = 1 << step
    for at in range(steps):
        parts = [part_of(connection, each, sort, (at, step)) for each in old if each.pairs[sort]]
        if not parts:
            break
        gone, most = drop
        pairs = merged(parts, sort, gone, most)
        if len(pairs):
            insert_blocks(connection, number, sort, blocks(pairs, total))
    return total


def part_of(connection: Connection, segment: Segment, sort: Sort, part: tuple[int, int]) -> Pairs:
    """The pairs of a segment whose keys begin with some bits, `part` being these and how many they are."""
    at, step = part
    own = bits(segment.pairs[sort])
    low, high = (at << own) >> step, max(((at + 1) << own) >> step, ((at << own) >> step) + 1)
    found = connection.scalars(
        select(BLOCK.c.entries)
        .where(BLOCK.c.place.between(place(segment.number, sort, low), place(segment.number, sort, high - 1)))
        .order_by(BLOCK.c.place)
    )
    pairs = read(found)
    if own >= step or not len(pairs):
        return pairs
    shift = np.uint64(64 - step)
    inside = (pairs.keys >> shift) == np.uint64(at)
    return Pairs(keys=pairs.keys[inside], values=pairs.values[inside])


class Index:
    """What the segments of an archive say; what is read whole is kept, for a segment never changes."""

    def __init__(self, settings: ArchiveSettings, blocks_at: BlocksAt) -> None:
        self._settings = settings
        self._blocks_at = blocks_at
        self._sizes: dict[int, I64] = {}
        self._words: dict[int, Pairs] = {}
        self._counts: tuple[tuple[Segment, ...], I32] = ((), np.zeros(_PLACES, dtype=np.int32))
        self._gone: tuple[int, I64] = (-1, np.empty(0, dtype=np.int64))

    def neighbours(
        self, connection: Connection, keys: Keys, revision: int, most: int
    ) -> tuple[Neighbour, ...]:
        """The documents that share enough rare keys, the strongest first."""
        held = segments(connection)
        asked = self._asked(connection, held, keys, self._gone_rows(connection, revision))
        near = meeting([each.rows for each in asked])
        grams, combinations = asked[Sort.GRAMS].rare, asked[Sort.COMBINATIONS].rare
        own = Own(bands=len(keys.bands), grams=grams, combinations=combinations)
        sizes = self._sizes_of(connection, held, near.rows)
        chosen = strongest(near, sizes, own, self._settings, most)
        return neighbours(chosen, ids_of(connection, chosen.near.rows.tolist()), most)

    def _gone_rows(self, connection: Connection, revision: int) -> I64:
        """The rows that stand for no document; a row dropped meanwhile does no harm."""
        known, gone = self._gone
        if known != revision:
            gone = np.array(list(connection.scalars(select(GONE.c.row))), dtype=np.int64)
            self._gone = revision, gone
        return gone

    def _asked(self, connection: Connection, held: Sequence[Segment], keys: Keys, gone: I64) -> list[Asked]:
        """The rows that share each sort of key."""
        wanted = [np.sort(spread(column)) for column in (keys.bands, keys.grams, keys.combinations)]
        found = _blocks_of(connection, held, dict(zip(KEYED, wanted, strict=True)), self._blocks_at)
        answers = []
        for sort in KEYED:
            hits = [
                matching(found[each.number, sort], wanted[sort])
                for each in held
                if (each.number, sort) in found
            ]
            answers.append(rare(len(wanted[sort]), hits, gone, ceiling(sort, self._settings)))
        return answers

    def _sizes_of(self, connection: Connection, held: Sequence[Segment], rows: I64) -> I64:
        """How many grams and combinations each row has."""
        found = np.zeros((len(rows), 2), dtype=np.int64)
        for each in held:
            inside = (rows >= each.first_row) & (rows <= each.last_row)
            if inside.any():
                found[inside] = self._segment_sizes(connection, each.number)[rows[inside] - each.first_row]
        return found

    def _segment_sizes(self, connection: Connection, number: int) -> I64:
        if number not in self._sizes:
            held = connection.scalar(select(SEGMENT.c.sizes).where(SEGMENT.c.number == number)) or b""
            self._sizes[number] = np.frombuffer(held, dtype=_SIZE).reshape(-1, 2).astype(np.int64)
        return self._sizes[number]

    def frequencies(self, connection: Connection) -> I32:
        """In how many documents words stand, by the place that the high bits of their hash choose."""
        held = tuple(each for each in segments(connection) if each.pairs[Sort.WORDS])
        known, counts = self._counts
        if known != held:
            self._words = {each.number: self._words_of(connection, each) for each in held}
            counts = np.zeros(_PLACES, dtype=np.int32)
            for pairs in self._words.values():
                counts[(pairs.keys // np.uint64(_EACH)).astype(np.int64)] += pairs.values
            self._counts = held, counts
        return counts

    def _words_of(self, connection: Connection, segment: Segment) -> Pairs:
        """The words a segment counts, read once."""
        if segment.number in self._words:
            return self._words[segment.number]
        first, last = place(segment.number, Sort.WORDS, 0), place(segment.number + 1, Sort.BANDS, 0)
        found = select(BLOCK.c.entries).where(BLOCK.c.place.between(first, last - 1)).order_by(BLOCK.c.place)
        return read(connection.scalars(found).all())


def _blocks_of(
    connection: Connection, held: Sequence[Segment], wanted: Mapping[Sort, U64], blocks_at: BlocksAt
) -> dict[tuple[int, Sort], Pairs]:
    """The pairs of the blocks that may hold the keys, by segment and sort; all asked for at once."""
    asked = [
        (each.number, sort, np.unique(buckets(keys, each.pairs[sort])) + place(each.number, sort, 0))
        for each in held
        for sort, keys in wanted.items()
        if each.pairs[sort] and len(keys)
    ]
    found = dict(blocks_at(connection, [at for _, _, places_ in asked for at in places_.tolist()]))
    return {
        (number, sort): read([found[at] for at in places_.tolist() if at in found])
        for number, sort, places_ in asked
    }


def ids_of(connection: Connection, rows: Sequence[int]) -> dict[int, str]:
    """The ids of the documents whose last version is one of the rows."""
    found: dict[int, str] = {}
    for some in chunks(rows):
        answer = connection.execute(select(DOCUMENT.c.row, DOCUMENT.c.id).where(DOCUMENT.c.row.in_(some)))
        found |= dict(answer.tuples().all())
    return found
