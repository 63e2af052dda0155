"""The static embedding over many texts at once, compiled: the same sums as `Embedding.sums`, bit for bit.

A text is read as UTF-8 bytes. Words are cut where they stand, pieces found in a hash table by the hash of
their bytes, and rows added up as whole numbers. Letters outside ASCII are folded here as far as news in
English has them: the common accents of Latin-1, typographic marks, the unbreakable blank. A text with
anything else takes the slow path, which knows all of Unicode. Imports numba: ask for this module only for a
corpus.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

from retell.models.embedding import LONGEST_WORD, MOST_PIECES, Embedding, Sums, load

Bytes = NDArray[np.uint8]
Places = NDArray[np.int64]
Slots = NDArray[np.uint64]

_SEED = np.uint64(0xCBF29CE484222325)
_INNER_SEED = np.uint64(0x84222325CBF29CE4)
_ROW_BITS = 16
_ROWS = (1 << _ROW_BITS) - 1
_PRIME = np.uint64(0x100000001B3)
_GAP, _ODD = 0, 1
"""What a byte can be besides a letter or digit, which stands for itself in small form."""

_ACCENTED = "àáâãäåçèéêëìíîïñòóôõöùúûüýÿ"
_PLAIN = "aaaaaaceeeeiiiinooooouuuuyy"


def sums(texts: Sequence[str], held: Embedding | None = None) -> Sums:
    """The weighted sums of many texts, int32[n, 256]."""
    held = held or load()
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    ends = np.cumsum([0, *map(len, encoded)]).astype(np.int64)
    out, odd = from_bytes(np.frombuffer(b"".join(encoded), dtype=np.uint8), ends, held)
    rest = np.flatnonzero(odd)
    if len(rest):
        out[rest] = held.sums([texts[at] for at in rest.tolist()])
    return out


def from_bytes(text: Bytes, ends: Places, held: Embedding | None = None) -> tuple[Sums, NDArray[np.bool_]]:
    """The same over one buffer: text `i` is `text[ends[i]:ends[i + 1]]`, as Arrow keeps strings.

    Returns the sums and which texts hold letters that only the slow path knows; their sums are zeros.
    """
    held = held or load()
    if len(ends) < 1 or ends[0] < 0 or ends[-1] > len(text) or (np.diff(ends) < 0).any():
        msg = "the ends of texts must ascend within the buffer"
        raise ValueError(msg)
    out = np.zeros((len(ends) - 1, held.rows.shape[1]), dtype=np.int32)
    odd = np.zeros(len(ends) - 1, dtype=np.bool_)
    _sums(text, ends, _slots(held), held.rows, held.factors.astype(np.int32), out, odd)
    return out, odd


@lru_cache(maxsize=2)
def _slots(held: Embedding) -> Slots:
    """Pieces by the hash of their bytes, open addressing: 48 bits of the hash and 16 of the row and 1.

    With the bits that name the slot nearly the whole hash is compared, for one read of memory.
    """
    slots = np.zeros(1 << (len(held.pieces) * 3).bit_length(), dtype=np.uint64)
    for piece, row in held.pieces.items():
        if piece.isascii():
            at = _hash(piece) & (len(slots) - 1)
            while slots[at]:
                at = (at + 1) & (len(slots) - 1)
            slots[at] = (_hash(piece) >> _ROW_BITS << _ROW_BITS) | (row + 1)
    return slots


def _hash(piece: str) -> int:
    """FNV-1a over the bytes of a piece; a piece inside a word starts from another seed."""
    inner = piece.startswith("##") and len(piece) > 2
    number = int(_INNER_SEED if inner else _SEED)
    for byte in piece[2:].encode() if inner else piece.encode():
        number = ((number ^ byte) * int(_PRIME)) & 0xFFFFFFFFFFFFFFFF
    return number


def _ascii_classes() -> Bytes:
    """For each ASCII byte: the small letter or digit, a gap, or what only the slow path knows."""
    made = np.full(128, _GAP, dtype=np.uint8)
    made[:32] = _ODD
    made[127] = _ODD
    made[[9, 10, 13]] = _GAP
    for letter in "abcdefghijklmnopqrstuvwxyz":
        made[ord(letter)] = made[ord(letter.upper())] = ord(letter)
    made[ord("0") : ord("9") + 1] = np.arange(ord("0"), ord("9") + 1)
    return made


def _accent_classes() -> Bytes:
    """For each second byte after C3: the letter without its accent, or what only the slow path knows."""
    made = np.full(64, _ODD, dtype=np.uint8)
    for accented, plain in zip(_ACCENTED, _PLAIN, strict=True):
        for letter in (accented, accented.upper()):
            code = letter.encode()
            if len(code) == 2 and code[0] == 0xC3:
                made[code[1] - 0x80] = ord(plain)
    return made


_ASCII = _ascii_classes()
_ACCENTS = _accent_classes()


def _compiled(**options: Any) -> Any:
    return numba.njit(cache=True, nogil=True, **options)


@_compiled(parallel=True)
def _sums(  # type: ignore[no-untyped-def]  # noqa: PLR0913, PLR0917 - a kernel takes its arrays one by one
    text, ends, slots, rows, factors, out, odd
):
    for at in numba.prange(len(ends) - 1):
        if not _sum(text[ends[at] : ends[at + 1]], slots, rows, factors, out[at]):
            odd[at] = True
            out[at, :] = 0


@_compiled()
def _sum(text, slots, rows, factors, total):  # type: ignore[no-untyped-def]
    """Add up one text; whether every letter was known here."""
    # One hash for every beginning of the word under way; made once, for making arrays is what costs.
    word = np.empty(LONGEST_WORD, dtype=np.uint8)
    prefixes = np.empty(LONGEST_WORD, dtype=np.uint64)
    found = np.empty(LONGEST_WORD, dtype=np.int64)
    number = _SEED
    letters, left, at = 0, MOST_PIECES, 0
    while at <= len(text):
        letter, width = _letter(text, at)
        if letter == _ODD:
            return False
        if letter != _GAP:
            if letters < LONGEST_WORD:
                number = (number ^ np.uint64(letter)) * _PRIME
                word[letters] = letter
                prefixes[letters] = number
            letters += 1
        elif letters:
            if letters <= LONGEST_WORD:
                count = _cut(word, letters, prefixes, slots, found)
                left = _add(found, count, rows, factors, total, left)
            letters = 0
            number = _SEED
        at += width
    return True


@_compiled()
def _letter(text, at):  # type: ignore[no-untyped-def]
    """The letter at a byte in small form without its accent, a gap or odd; and how many bytes it takes."""
    if at >= len(text):
        return _GAP, 1
    byte = text[at]
    if byte < 128:
        return _ASCII[byte], 1
    if byte == 0xC3 and at + 1 < len(text):
        return _ACCENTS[text[at + 1] & 0x3F], 2
    if byte == 0xC2 and at + 1 < len(text) and text[at + 1] in (0xA0, 0xAB, 0xBB, 0xB7, 0xA7, 0xB6):
        return _GAP, 2
    if byte == 0xE2 and at + 2 < len(text) and text[at + 1] == 0x80 and 0x90 <= text[at + 2] <= 0xA7:
        return _GAP, 3
    return _ODD, 1


@_compiled()
def _cut(word, letters, prefixes, slots, found):  # type: ignore[no-untyped-def]
    """The rows of a word's pieces, the longest from the left, into `found`; how many, none if one is missing.

    `prefixes` holds the hashes of the word's beginnings, and is used again for those of its later parts.
    """
    start, count = 0, 0
    while start < letters:
        if start:
            number = _INNER_SEED
            for at in range(start, letters):
                number = (number ^ np.uint64(word[at])) * _PRIME
                prefixes[at] = number
        end = letters
        row = np.int64(-1)
        while end > start and row < 0:
            end -= 1
            row = _row(prefixes[end], slots)
        if row < 0:
            return 0
        found[count] = row
        count += 1
        start = end + 1
    return count


@_compiled()
def _row(number, slots):  # type: ignore[no-untyped-def]
    """The row of the piece with a hash, or -1."""
    last = np.uint64(len(slots) - 1)
    at = number & last
    while slots[at]:
        if slots[at] >> np.uint64(_ROW_BITS) == number >> np.uint64(_ROW_BITS):
            return np.int64(slots[at] & np.uint64(_ROWS)) - 1
        at = (at + np.uint64(1)) & last
    return np.int64(-1)


@_compiled()
def _add(found, count, rows, factors, total, left):  # type: ignore[no-untyped-def]
    """Add rows of weight to a total while any may be added; how many more may."""
    for at in range(count):
        row = found[at]
        factor = factors[row]
        if factor != 0 and left > 0:
            left -= 1
            for column in range(total.shape[0]):
                total[column] += factor * np.int32(rows[row, column])
    return left
