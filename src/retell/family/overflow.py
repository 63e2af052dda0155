"""Arrays kept in memory while there is room, and past that in a file."""

from __future__ import annotations

import mmap
import os
import tempfile
from threading import Lock
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from retell.family.arrays import U8

_ALIGNED = 64
"""Bytes of which an array in a file begins at a multiple."""


def let_go(array: NDArray[Any]) -> None:
    """Let what was read of an array that lies in a file leave memory; it is read again when asked for."""
    held: Any = array
    while isinstance(held, np.ndarray):
        held = held.base
    if isinstance(held, mmap.mmap) and hasattr(held, "madvise"):
        held.madvise(mmap.MADV_DONTNEED)


class Overflow:
    """Room for `most` bytes; arrays beyond them lie in a nameless file, mapped, which goes when this does.

    Safe to use from several threads. What it gives back says the same wherever it lies.
    """

    def __init__(self, most: int) -> None:
        self._free = most
        self._file: Any = None
        self._lock = Lock()
        self.spilled = 0
        """Bytes that lie in the file."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        if self._file:
            self._file.close()

    def kept(self, array: NDArray[Any]) -> NDArray[Any]:
        """The array, to be read from now on."""
        with self._lock:
            if self._has_room(array.nbytes):
                return array
            held = np.ascontiguousarray(array)
            at = self._end()
            self._file.seek(at)
            held.tofile(self._file)
            self._file.flush()
            return np.memmap(self._file, dtype=held.dtype, mode="r", offset=at, shape=held.shape)

    def made(self, shape: tuple[int, ...], kind: type[np.generic]) -> NDArray[Any]:
        """An array to be written, zero so far."""
        size = int(np.prod(shape)) * np.dtype(kind).itemsize
        with self._lock:
            if self._has_room(size):
                return np.zeros(shape, dtype=kind)
            at = self._end()
            self._reserve(at, size)
            return np.asarray(np.memmap(self._file, dtype=kind, mode="r+", offset=at, shape=shape))

    def longer(self, array: U8, more: U8) -> U8:
        """Bytes that were the last to be `made`, with more after them."""
        with self._lock:
            if self._file is None:
                return np.concatenate((array, more))
            at = self._file.seek(0, 2) - len(array)
            more.tofile(self._file)
            self._file.flush()
            size = len(array) + len(more)
            return np.asarray(np.memmap(self._file, dtype=np.uint8, mode="r+", offset=at, shape=(size,)))

    def _reserve(self, at: int, size: int) -> None:
        """Make the file longer; a disk without the room says so now, where a page written to it could not."""
        if hasattr(os, "posix_fallocate"):
            os.posix_fallocate(self._file.fileno(), at, size)
        else:
            self._file.truncate(at + size)

    def _end(self) -> int:
        """Where in the file the next array may begin: compiled loops want numbers to lie as in memory."""
        end: int = self._opened().seek(0, 2)
        return -(-end // _ALIGNED) * _ALIGNED

    def _has_room(self, size: int) -> bool:
        """Take the room where there is so much; what is not is counted as lying in the file."""
        fits = size <= self._free or not size
        if fits:
            self._free -= size
        else:
            self.spilled += size
        return fits

    def _opened(self) -> Any:
        if self._file is None:
            self._file = tempfile.TemporaryFile(prefix="retell-keys-")  # noqa: SIM115  open for long
        return self._file


class Spool:
    """Arrays of one kind put one after the other: in memory while there is room for all, else in a file."""

    def __init__(self, most: int, kind: type[np.generic]) -> None:
        self._most = most
        self._kind = kind
        self._held: list[NDArray[Any]] = []
        self._file: Any = None
        self._size = 0

    def add(self, array: NDArray[Any]) -> None:
        """Put an array after the others."""
        self._held.append(array)
        self._size += len(array)
        if self._file is None and self._size * array.itemsize > self._most:
            self._file = tempfile.TemporaryFile(prefix="retell-keys-")  # noqa: SIM115  open for long
        if self._file:
            for each in self._held:
                np.ascontiguousarray(each).tofile(self._file)
            self._held = []

    def whole(self) -> NDArray[Any]:
        """All of them as one array; one that lies in a file is mapped, and the file goes with it."""
        if self._file is None:
            return np.concatenate([*self._held, np.empty(0, dtype=self._kind)])
        self._file.flush()
        found = np.memmap(self._file, dtype=self._kind, mode="c", shape=(self._size,))
        self._file.close()
        return np.asarray(found)
