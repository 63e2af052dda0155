"""The texts of JSON lines files in one buffer; a document is made of a line when it is asked for."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from retell.document.model import Skipped
from retell.family.arrays import I64, U8
from retell.family.folding import folded
from retell.family.kernels.desk import UNREAD
from retell.family.kernels.jsonl import BLANK, gather_into, survey
from retell.family.kernels.lines import (
    Part,
    Work,
    empty_files,
    names_of,
    odd_text,
    spread_out,
    told_apart,
    whole_text,
)
from retell.family.kernels.run import CompiledTexts, buffered
from retell.family.kernels.taken import Bench, Taken, bench_for, take_lines
from retell.family.kernels.words import SLACK
from retell.family.lines import Lines, Stretch
from retell.family.listed import LineDocuments
from retell.family.overflow import Overflow, let_go
from retell.settings import Settings

_LONGEST = 1 << 20
"""Bytes of a line for which room is held ready; a longer one is left to Python."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Texts:
    """The texts of a stretch: where each starts and ends in the whole buffer; of those that Python read, the
    text itself, by line."""

    part: Part
    places: I64
    odd: dict[int, str]


def texts_in_files(
    paths: Sequence[str], settings: Settings, workers: int | None
) -> tuple[CompiledTexts, LineDocuments, tuple[Skipped, ...]]:
    """The documents of files, each of which is there and named once, and what was skipped."""
    workers = workers or os.cpu_count() or 1
    with Overflow(settings.family.key_memory // 4) as overflow:
        work = Work.on(paths, settings, overflow)
        sizes = [Path(path).stat().st_size for path in paths]
        starts = np.cumsum([0, *(size + SLACK for size in sizes)])
        data = overflow.made((int(starts[-1]) + SLACK,), np.uint8)
        found = _read_all(work, data, starts, workers)
        parts = [each.part for each in found]
        _, told = told_apart(work, parts)
        skipped = (*(each for part in parts for each in part.skipped), *told, *empty_files(work, parts))
        texts, documents = _by_id(work, found, data, workers)
    return texts, documents, skipped


def _read_all(work: Work, data: U8, starts: I64, workers: int) -> list[_Texts]:
    """All lines of the files, in order, their texts written to `data`, each file's from its start on."""
    lines = Lines(work.paths, lambda held, end: survey(np.frombuffer(held, dtype=np.uint8), end))

    def worked(_: int) -> list[_Texts]:
        found, bench = [], bench_for(1 << 14)
        into = np.empty(0, dtype=np.uint8)
        for stretch in lines:
            longest = min(stretch.longest, _LONGEST)
            if longest + 2 * SLACK > len(bench.name):
                bench = bench_for(2 * longest)
            if stretch.size + 2 * SLACK > len(into):
                into = np.empty(2 * stretch.size + 2 * SLACK, dtype=np.uint8)
            taken = _taken(work, stretch, bench, into)
            at = int(starts[stretch.file]) + stretch.at
            size = int(taken.places[:, 1].max(initial=0))
            data[at : at + size] = into[:size]
            let_go(data)
            taken.places[:, :] += at
            found.append(taken)
            lines.give_back(stretch)
        return found

    every = spread_out(worked, range(workers), workers)
    return sorted((each for some in every for each in some), key=lambda each: each.part.row)


def _taken(work: Work, stretch: Stretch, bench: Bench, into: U8) -> _Texts:
    """The texts of a stretch, written one after the other."""
    count, held = stretch.count, np.frombuffer(stretch.data, dtype=np.uint8)
    out = Taken(
        words=np.empty(count, dtype=np.int32),
        places=np.zeros((count, 2), dtype=np.int64),
        starts=np.empty(count + 1, dtype=np.int64),
        ids=np.empty((count, 2), dtype=np.int64),
        names=np.empty(count, dtype=np.uint64),
    )
    take_lines(held, into, bench, work.table, out)
    ends = np.cumsum(out.ids[:, 1])
    ids = np.empty(int(ends[-1]), dtype=np.uint8)
    gather_into(held, out.ids, ids)
    part = Part(
        file=stretch.file,
        at=stretch.at,
        row=stretch.row,
        first=stretch.first,
        words=out.words,
        starts=out.starts,
        packed=np.empty((0, 0), dtype=np.uint64),
        signatures=np.empty((0, 0), dtype=np.uint8),
        names=out.names,
        ids=ids.tobytes(),
        ends=ends,
        named={},
        skipped=[],
    )
    odd: dict[int, str] = {}
    for line in np.flatnonzero(out.words < 0).tolist():
        if out.words[line] == UNREAD:
            # Its text lies in the buffer as it should, but words are found in the folded text alone.
            odd[line] = into[slice(*out.places[line].tolist())].tobytes().decode()
            out.words[line] = 0
        elif (text := odd_text(work, part, stretch, line)) is not None:
            odd[line] = whole_text(text)
            out.words[line] = 0
        else:
            out.words[line] = BLANK
    return _Texts(part=part, places=out.places, odd=odd)


def _by_id(
    work: Work, found: Sequence[_Texts], data: U8, workers: int
) -> tuple[CompiledTexts, LineDocuments]:
    """The documents that are there in the order of their ids."""
    names: list[str] = []
    places, odd = [np.empty((0, 2), dtype=np.int64)], {}
    for each in found:
        lines = np.flatnonzero(each.part.words != BLANK).tolist()
        odd.update({len(names) + at: each.odd[line] for at, line in enumerate(lines) if line in each.odd})
        names += names_of(work, each.part, lines)
        places.append(each.places[lines])
    order = sorted(range(len(names)), key=names.__getitem__)
    rows = np.concatenate(places)[order]
    by_row = {row: odd[at] for row, at in enumerate(order) if at in odd} if odd else {}
    starts, ends = np.ascontiguousarray(rows[:, 0]), np.ascontiguousarray(rows[:, 1])
    ready = np.zeros(len(order), dtype=np.bool_)
    if by_row:
        extra = [folded(text).encode("utf-8", "surrogatepass") for text in by_row.values()]
        stops = len(data) + np.cumsum([len(each) for each in extra], dtype=np.int64)
        at = list(by_row)
        ends[at], ready[at] = stops, True
        starts[at] = stops - np.array([len(each) for each in extra])
        more = np.frombuffer(b"".join((*extra, bytes(SLACK))), dtype=np.uint8)
        data = work.overflow.longer(data, more)
    documents = LineDocuments([names[at] for at in order], (data, starts, ends), by_row)
    return CompiledTexts(by_row, buffered(data, starts, ends, ready), workers), documents
