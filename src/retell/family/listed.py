"""Documents by id that are made of bytes when they are asked for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import overload

from retell.document.model import Document
from retell.family.arrays import I64, U8
from retell.family.overflow import let_go

_TOLD = 4096
"""Texts after whose reading what lies in a file may leave memory."""


class LineDocuments(Sequence[Document]):
    """Documents by id ascending that are made when they are asked for, of bytes in a buffer."""

    def __init__(self, ids: Sequence[str], buffer: tuple[U8, I64, I64], odd: Mapping[int, str]) -> None:
        self.ids = ids
        self._data, self._starts, self._ends = buffer
        self._odd = odd
        self._told = 0

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, at: int) -> Document: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Document]: ...
    def __getitem__(self, at: int | slice) -> Document | Sequence[Document]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        row = range(len(self))[at]
        return Document(id=self.ids[row], text=self.text(row))

    def text(self, row: int) -> str:
        """The text of a row."""
        self._told += 1
        if self._told % _TOLD == 0:
            let_go(self._data)
        if row in self._odd:
            return self._odd[row]
        return self._data[self._starts[row] : self._ends[row]].tobytes().decode()


def id_of(documents: Sequence[Document], row: int) -> str:
    """The id of a row, without its text being made."""
    return documents.ids[row] if isinstance(documents, LineDocuments) else documents[row].id


def row_of(documents: Sequence[Document], id: str) -> int:
    """The row of an id among documents that are by id ascending."""
    return bisect_left(range(len(documents)), id, key=lambda row: id_of(documents, row))


def with_furniture(documents: Sequence[Document], rows: I64) -> list[int]:
    """Those of the rows whose text has furniture; what is made of a line has none."""
    if isinstance(documents, LineDocuments):
        return []
    return [row for row in rows.tolist() if documents[row].furniture]
