"""Files of JSON lines read in stretches of whole lines, by as many readers as want some."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import BinaryIO

AT_ONCE = 2 << 20
"""Bytes of a stretch, but for a line that is longer: few enough to stay in a processor's cache."""
SLACK = 128
"""Bytes after a stretch that may be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Whole lines of a file, ending in a line feed: `size` bytes of `data`, with `SLACK` more behind them.

    `at` is where in the file they begin, `row` the number of their first line over all files, and `first`
    that of the file's.
    """

    file: int
    at: int
    row: int
    first: int
    count: int
    longest: int
    size: int
    data: bytearray
    bare: bool
    """Whether the last line stood at the end of its file without a line feed."""


class Lines:
    """The stretches of files, one after the other; safe to take from in several threads."""

    def __init__(
        self,
        paths: Sequence[str],
        survey: Callable[[bytearray, int], tuple[int, int]],
        at_once: int = AT_ONCE,
    ) -> None:
        """`survey` says how many lines fill a buffer up to some place, and the bytes of the longest."""
        self._paths = paths
        self._survey = survey
        self._at_once = at_once
        self._lock = Lock()
        self._stretches = self._all()
        self._buffers: list[bytearray] = []
        self.rows = 0
        """The lines read so far, over all files."""

    def __iter__(self) -> Iterator[Stretch]:
        return self

    def __next__(self) -> Stretch:
        with self._lock:
            return next(self._stretches)

    def give_back(self, stretch: Stretch) -> None:
        """Let another stretch have the room of one that is done with."""
        with self._lock:
            self._buffers.append(stretch.data)

    def _all(self) -> Iterator[Stretch]:
        for number, path in enumerate(self._paths):
            with Path(path).open("rb") as file:
                yield from self._of(file, number)

    def _of(self, file: BinaryIO, number: int) -> Iterator[Stretch]:
        at, rest, first = 0, b"", self.rows
        while True:
            data, size, bare = self._filled(file, rest)
            if not size:
                self._buffers.append(data)
                return
            cut = data.rfind(b"\n", 0, size) + 1
            rest = bytes(memoryview(data)[cut:size])
            count, longest = self._survey(data, cut)
            yield Stretch(
                file=number,
                at=at,
                row=self.rows,
                first=first,
                count=count,
                longest=longest,
                size=cut,
                data=data,
                bare=bare,
            )
            self.rows += count
            at += cut

    def _filled(self, file: BinaryIO, rest: bytes) -> tuple[bytearray, int, bool]:
        """A buffer with the rest of the last one and what follows, up to a line feed at least."""
        data = self._buffers.pop() if self._buffers else bytearray(self._at_once + SLACK)
        data[: len(rest)] = rest
        size, whole = len(rest), bool(rest) and rest.endswith(b"\n")
        while not whole:
            if size + SLACK >= len(data):
                data = data + bytearray(len(data))
            with memoryview(data) as view:
                got = file.readinto(view[size : len(data) - SLACK])  # type: ignore[attr-defined]
            if not got:
                break
            whole = data.find(b"\n", size, size + got) >= 0
            size += got
        bare = size > 0 and not whole
        if bare:
            data[size : size + 1] = b"\n"
        return data, size + bare, bare
