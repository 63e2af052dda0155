"""Near-duplicates among the records of JSON lines files, without a document being made of any."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np

from retell.document.load import Seen, distinct
from retell.document.make import content_id
from retell.document.model import Document, Skipped
from retell.document.records import from_line
from retell.errors import InputError
from retell.family.arrays import BOOL, I32, I64, U8, U64
from retell.family.columns import signature_width
from retell.family.folding import fold_table
from retell.family.kernels.desk import UNREAD, Table
from retell.family.kernels.jsonl import BLANK, gather_into, survey
from retell.family.kernels.near import Bench, Found, bench_for, near_lines
from retell.family.kernels.run import corpus_of, near_columns_of, recipe_of
from retell.family.kernels.sketch import Recipe
from retell.family.kernels.words import SLACK, hash_of
from retell.family.lines import Lines, Stretch
from retell.family.overflow import Overflow
from retell.family.postings import ROW_BITS
from retell.settings import Settings

Item = TypeVar("Item")
Result = TypeVar("Result")
_LONGEST = 1 << 20
"""Bytes of a line for which room is held ready; a longer one is left to Python."""
_ROWS = np.uint64((1 << ROW_BITS) - 1)
_BLANKS = b" \t\r\n\x00\xef\xbb\xbf"


@dataclass(slots=True, kw_only=True, eq=False)
class Part:
    """What a stretch of lines came to, from row `row` on, `at` in its file,
    whose first row is `first`.

    `words` by line are `BLANK` where there is no document. `packed` are band keys over rows, a row for each
    band. The id of a line is `named` by Python, or lies in `ids`, where it ends at `ends`, as it is written.
    """

    file: int
    at: int
    row: int
    first: int
    words: I32
    starts: I64
    packed: U64
    signatures: U8
    names: U64
    ids: bytes
    ends: I64
    named: dict[int, str | None]
    skipped: list[Skipped]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What every worker has at hand."""

    paths: Sequence[str]
    settings: Settings
    recipe: Recipe
    table: Table
    overflow: Overflow

    @classmethod
    def on(cls, paths: Sequence[str], settings: Settings, overflow: Overflow) -> Work:
        """The work on some files."""
        table = fold_table()
        return cls(
            paths=paths,
            settings=settings,
            recipe=recipe_of(settings.family),
            table=(table.bytes, table.lengths),
            overflow=overflow,
        )


def read_parts(work: Work, workers: int) -> list[Part]:
    """All lines of the files with their keys, in order."""
    lines = Lines(work.paths, lambda data, end: survey(np.frombuffer(data, dtype=np.uint8), end))

    def worked(_: int) -> list[Part]:
        found, bench = [], bench_for(1 << 14)
        for stretch in lines:
            data = np.frombuffer(stretch.data, dtype=np.uint8)
            longest = min(stretch.longest, _LONGEST)
            if longest + 2 * SLACK > len(bench.text):
                bench = bench_for(2 * longest)
            found.append(_part(work, stretch, data, bench))
            lines.give_back(stretch)
        return found

    parts = spread_out(worked, range(workers), workers)
    return sorted((part for each in parts for part in each), key=lambda part: part.row)


def _part(work: Work, stretch: Stretch, data: U8, bench: Bench) -> Part:
    """The lines of a stretch with their keys."""
    family, count = work.settings.family, stretch.count
    out = Found(
        words=np.empty(count, dtype=np.int32),
        packed=np.empty((family.bands, count), dtype=np.uint64),
        signatures=np.zeros((count, signature_width(family)), dtype=np.uint8),
        starts=np.empty(count + 1, dtype=np.int64),
        ids=np.empty((count, 2), dtype=np.int64),
        names=np.empty(count, dtype=np.uint64),
    )
    done = near_lines(data, (stretch.row, ROW_BITS), bench, work.recipe, work.table, out)
    ends = np.cumsum(out.ids[:, 1])
    ids = np.empty(int(ends[-1]), dtype=np.uint8)
    gather_into(data, out.ids, ids)
    part = Part(
        file=stretch.file,
        at=stretch.at,
        row=stretch.row,
        first=stretch.first,
        words=out.words,
        starts=out.starts,
        packed=out.packed[:, :done],
        signatures=out.signatures,
        names=out.names,
        ids=ids.tobytes(),
        ends=ends,
        named={},
        skipped=[],
    )
    odd = np.flatnonzero(out.words < 0)
    if len(odd):
        _look(work, part, stretch, odd.tolist())
    part.packed = work.overflow.kept(part.packed)
    part.signatures = work.overflow.kept(part.signatures)
    return part


def _look(work: Work, part: Part, stretch: Stretch, odd: Sequence[int]) -> None:
    """Read what the scanner left to Python, and put its keys with the others."""
    lines, texts = [], []
    for line in odd:
        text = odd_text(work, part, stretch, line)
        if text is None:
            part.words[line] = BLANK
            continue
        lines.append(line)
        texts.append(text)
    if not lines:
        return
    # Folded first, a text may be longer than it was; a bench of its own has the room.
    found = near_columns_of(corpus_of(texts), work.settings.family, 1)
    part.words[lines] = found.words
    part.signatures[lines] = found.signatures
    rows = (np.array(lines) + part.row).astype(np.uint64)
    packed = (found.bands & ~_ROWS) | rows[:, None]
    part.packed = np.concatenate((part.packed, packed[found.words > 0].T), axis=1)


def odd_text(work: Work, part: Part, stretch: Stretch, line: int) -> str | None:
    """The text of a line; None where there is none, which is noted unless the line is blank."""
    end = part.starts[line + 1] - (stretch.bare and line == stretch.count - 1)
    raw = bytes(memoryview(stretch.data)[part.starts[line] : end])
    if part.words[line] == UNREAD:
        return whole_text(json.loads(raw)["text"])
    if part.words[line] == BLANK or (not raw.strip(_BLANKS) and b"\0" not in raw):
        return None
    found = _document(work, part, line, raw)
    if isinstance(found, Skipped):
        part.skipped.append(found)
        return None
    part.named[line] = None if found.id == content_id(found) else found.id
    part.names[line] = _hash(found.id)
    return found.text


def whole_text(text: str) -> str:
    """Halves of surrogate pairs made U+FFFD, as records are read everywhere."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _document(work: Work, part: Part, line: int, raw: bytes) -> Document | Skipped:
    """The line as any reader of documents would have it."""
    return from_line(_number(part, line), raw, work.paths[part.file], work.settings.document)


def _number(part: Part, line: int) -> int:
    """The number of a line in its file."""
    return part.row + line - part.first + 1


def _hash(name: str) -> np.uint64:
    held = name.encode("utf-8", "surrogatepass")
    return np.uint64(hash_of(np.frombuffer(held + bytes(SLACK), dtype=np.uint8), 0, len(held)))


def told_apart(work: Work, parts: Sequence[Part]) -> tuple[set[int], list[Skipped]]:
    """Give documents with one id each its own; the rows of those that were there before, and what is told."""
    gone: set[int] = set()
    told: list[Skipped] = []
    seen: Seen = {}
    for part, line in _repeated(parts):
        with Path(work.paths[part.file]).open("rb") as file:
            file.seek(part.at + int(part.starts[line]))
            raw = file.read(int(part.starts[line + 1] - part.starts[line]))
        read = _document(work, part, line, raw)
        if isinstance(read, Skipped):  # the file was written to meanwhile
            told.append(read)
            continue
        kept = False
        for found in distinct(read, seen):
            if isinstance(found, Skipped):
                told.append(found)
            else:
                kept = True
                part.named[line] = found.id
        if not kept:
            gone.add(part.row + line)
            part.words[line] = BLANK
    return gone, told


def _repeated(parts: Sequence[Part]) -> Iterator[tuple[Part, int]]:
    """The documents whose ids may be those of others, in order."""
    has_id = [_has_id(part) for part in parts]
    names = np.concatenate([part.names[held] for part, held in zip(parts, has_id, strict=True)])
    names.sort()
    twice = np.unique(names[1:][names[1:] == names[:-1]])
    if not len(twice):
        return
    for part, held in zip(parts, has_id, strict=True):
        for line in np.flatnonzero(held & np.isin(part.names, twice)).tolist():
            yield part, line


def _has_id(part: Part) -> BOOL:
    """Which lines are documents that say what they are called."""
    held: BOOL = (part.words != BLANK) & (np.diff(part.ends, prepend=0) > 0)
    for line, name in part.named.items():
        held[line] = name is not None
    return held


def names_of(work: Work, part: Part, lines: Sequence[int]) -> list[str]:
    """The ids of documents by line; one that has none is called by its place."""
    ends, found = [0, *part.ends.tolist()], []
    for line in lines:
        start, end = ends[line], ends[line + 1]
        name = part.named[line] if line in part.named else _written(part.ids[start:end])
        found.append(name or f"{work.paths[part.file]}, line {_number(part, line)}")
    return found


def _written(name: bytes) -> str:
    """An id from how it is written between its quotes."""
    return whole_text(json.loads(b'"' + name + b'"')) if b"\\" in name else name.decode()


def spread_out(function: Callable[[Item], Result], items: Iterable[Item], workers: int) -> list[Result]:
    """The function of every item, each on a thread of its own where there are several workers."""
    if workers < 2:
        return [function(item) for item in items]
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(function, items))


def empty_files(work: Work, parts: Sequence[Part]) -> list[Skipped]:
    """A word about every file that holds nothing but blanks."""
    held = {part.file for part in parts if len(part.skipped) or (part.words != BLANK).any()}
    return [
        Skipped(origin=path, error=str(InputError.empty(path)))
        for number, path in enumerate(work.paths)
        if number not in held
    ]
