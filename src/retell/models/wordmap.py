"""The lexicon's file, mapped into memory: a word is found by its hash, a synset by its number.

Nothing else is read. All is little-endian, one part after the other: the header; two numbers for each slot
of the hash table, where a word's record starts in the text and how long it is; the numbers of the synsets,
ascending; where their links start, three lists each; the links and the senses; information, depth and topic
of each synset; the text. A record is a word on a line of its own, then the words it is an irregular form of,
then its entries. training/lexicon/make.py writes it.
"""

from __future__ import annotations

import mmap
import struct
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from pathlib import Path
from zlib import crc32

from retell.values import dataclass

FILE = Path(__file__).parent / "data" / "wordnet.map"

_MAGIC = b"retellw1"
_HEADER = struct.Struct("<8s4I")
_IN_A_BIT = 100
"""Parts of a bit that information is stored in."""
_SPARE = 2
"""Slots for each word: with fewer, more words share one and are looked through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An entry as it is stored: `senses` are pairs of a synset and how often it was tagged."""

    pos: str
    senses: tuple[int, ...]
    antonyms: tuple[str, ...]
    derived: tuple[str, ...]

    @property
    def count(self) -> int:
        """How often any of its senses was tagged."""
        return sum(self.senses[1::2])


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What the file has under one form: what it is an irregular form of, by part of speech; its entries."""

    irregular: tuple[tuple[str, str], ...] = ()
    rows: tuple[Row, ...] = ()


_NOTHING = Record()
"""What the file has under a form that is not in it: most that are asked for are not."""


@dataclass(frozen=True, slots=True)
class Synset:
    """One meaning: what is wider, near and opposed, its depth, its information in bits, and its topic."""

    wider: tuple[int, ...] = ()
    near: tuple[int, ...] = ()
    opposed: tuple[int, ...] = ()
    depth: int = 0
    information: float = 0.0
    topic: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WordMap:
    """The parts of the file, as they lie in it."""

    slots: memoryview
    numbers: memoryview
    starts: memoryview
    pool: memoryview
    information: memoryview
    depths: memoryview
    topics: memoryview
    text: memoryview

    def record(self, form: str) -> Record:
        """What is known of a form in small letters, words joined by underscores; empty for none."""
        key = form.encode("utf-8", "surrogatepass")
        slots, last = self.slots, len(self.slots) // 2 - 1
        at = crc32(key) & last
        while slots[2 * at + 1]:
            start, length = slots[2 * at], slots[2 * at + 1]
            name, _, rest = bytes(self.text[start : start + length]).partition(b"\n")
            if name == key:
                return self._read(rest.decode())
            at = (at + 1) & last
        return _NOTHING

    def forms(self) -> Iterator[str]:
        """Every form that has a record, in no order of meaning."""
        for at in range(0, len(self.slots), 2):
            if self.slots[at + 1]:
                record = bytes(self.text[self.slots[at] : self.slots[at] + self.slots[at + 1]])
                yield record.partition(b"\n")[0].decode()

    def _read(self, lines: str) -> Record:
        irregular: list[tuple[str, str]] = []
        rows: list[Row] = []
        for line in lines.split("\n"):
            pos, *fields = line.split("\t")
            if len(fields) == 1:
                irregular.append((pos, fields[0]))
                continue
            start, count, antonyms, derived = fields
            senses = tuple(self.pool[int(start) : int(start) + int(count)])
            rows.append(
                Row(pos=pos, senses=senses, antonyms=tuple(antonyms.split()), derived=tuple(derived.split()))
            )
        return Record(irregular=tuple(irregular), rows=tuple(rows))

    def wider(self, number: int) -> tuple[int, ...]:
        """The wider synsets of that number; empty for none."""
        at = self._place(number)
        return () if at is None else tuple(self.pool[self.starts[3 * at] : self.starts[3 * at + 1]])

    def _place(self, number: int) -> int | None:
        at = bisect_left(self.numbers, number)
        return None if at == len(self.numbers) or self.numbers[at] != number else at

    def synset(self, number: int) -> Synset:
        """What is known of the synset of that number; empty for none."""
        at = self._place(number)
        if at is None:
            return Synset()
        one, two, three, four = self.starts[3 * at : 3 * at + 4]
        pool = self.pool
        return Synset(
            tuple(pool[one:two]) if one < two else (),
            tuple(pool[two:three]) if two < three else (),
            tuple(pool[three:four]) if three < four else (),
            self.depths[at],
            self.information[at] / _IN_A_BIT,
            self.topics[at],
        )


@lru_cache(maxsize=1)
def load() -> WordMap:
    """The shipped file."""
    return opened(FILE)


def opened(path: Path) -> WordMap:
    """A file that was written with `packed`; ValueError where it is another one."""
    with path.open("rb") as file:
        view = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    magic, slots, synsets, pool, text = _HEADER.unpack_from(view)
    if magic != _MAGIC:
        raise ValueError(f"{path.name} is no file of the lexicon: run training/lexicon/make.py")
    sizes = (8 * slots, 4 * synsets, 4 * (3 * synsets + 1), 4 * pool, 2 * synsets, synsets, synsets, text)
    ends = list(accumulate(sizes, initial=_HEADER.size))
    parts = [view[start:end] for start, end in pairwise(ends)]
    return WordMap(
        slots=parts[0].cast("I"),
        numbers=parts[1].cast("I"),
        starts=parts[2].cast("I"),
        pool=parts[3].cast("I"),
        information=parts[4].cast("H"),
        depths=parts[5],
        topics=parts[6],
        text=parts[7],
    )


def packed(records: Iterable[tuple[str, Record]], synsets: Sequence[tuple[int, Synset]]) -> bytes:
    """The bytes of a file; `records` by form in small letters, `synsets` in the order of their numbers."""
    texts: list[tuple[bytes, bytes]] = []
    pool: list[int] = []
    for form, record in records:
        lines = [form, *("\t".join(each) for each in record.irregular)]
        for row in record.rows:
            place = str(len(pool)), str(len(row.senses))
            lines.append("\t".join((row.pos, *place, " ".join(row.antonyms), " ".join(row.derived))))
            pool += row.senses
        texts.append((form.encode(), "\n".join(lines).encode()))
    starts = []
    for _, synset in synsets:
        for each in (synset.wider, synset.near, synset.opposed):
            starts.append(len(pool))
            pool += each
    starts.append(len(pool))
    slots, text = _slotted(texts)
    count = len(synsets)
    return b"".join(
        (
            _HEADER.pack(_MAGIC, len(slots) // 2, count, len(pool), len(text)),
            struct.pack(f"<{len(slots)}I", *slots),
            struct.pack(f"<{count}I", *(number for number, _ in synsets)),
            struct.pack(f"<{len(starts)}I", *starts),
            struct.pack(f"<{len(pool)}I", *pool),
            struct.pack(f"<{count}H", *(round(synset.information * _IN_A_BIT) for _, synset in synsets)),
            bytes(synset.depth for _, synset in synsets),
            bytes(synset.topic for _, synset in synsets),
            text,
        )
    )


def _slotted(texts: Sequence[tuple[bytes, bytes]]) -> tuple[list[int], bytes]:
    """The hash table, and the records one after the other."""
    size = 1 << max(1, _SPARE * len(texts) - 1).bit_length()
    slots = [0] * (2 * size)
    at = 0
    for key, record in texts:
        slot = crc32(key) & (size - 1)
        while slots[2 * slot + 1]:
            slot = (slot + 1) & (size - 1)
        slots[2 * slot : 2 * slot + 2] = at, len(record)
        at += len(record)
    return slots, b"".join(record for _, record in texts)
