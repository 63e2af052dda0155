"""Packed bytes → bytes, up to so many."""

from __future__ import annotations

import zlib

_GZIP = zlib.MAX_WBITS | 16
_FORMS = {"gzip": (_GZIP,), "x-gzip": (_GZIP,), "deflate": (zlib.MAX_WBITS, -zlib.MAX_WBITS)}
"""Window bits by the names of RFC 9110, 8.4.1; "deflate" is zlib's form, and some servers send it bare."""
_MAGIC = b"\x1f\x8b"
_PIECE = 16 * 1024
"""Bytes unpacked at once: deflate makes at most 1,032 of one, so that a step stays below 17 MB."""
_FILES = 1000
"""Packed files in one body past which no more are read: empty ones cost time and give nothing."""


def unpacked(raw: bytes, coding: str, most: int) -> bytes:
    """`raw` without its content coding.

    Raises LookupError where the coding is unknown, OverflowError where it holds more than `most` bytes, and
    ValueError with a reason where it is damaged.
    """
    coding = coding.strip().lower()
    if coding in ("", "identity") or not raw:
        return raw
    if coding not in _FORMS:
        raise LookupError(coding)
    for bits in _FORMS[coding]:
        try:
            return _inflated(raw, bits, most)
        except zlib.error:
            continue
    raise ValueError(f"its {coding} packing is damaged")


def gunzipped(raw: bytes, most: int) -> bytes:
    """The content of a .gz file, or `raw` itself where it is none; raises as `unpacked` does."""
    return unpacked(raw, "gzip", most) if raw.startswith(_MAGIC) else raw


def _inflated(raw: bytes, bits: int, most: int) -> bytes:
    parts: list[bytes] = []
    room, at, files = most, 0, 1
    packed = zlib.decompressobj(bits)
    while at < len(raw) and not packed.eof:
        piece = raw[at : at + _PIECE]
        part = packed.decompress(piece)
        room -= len(part)
        if room < 0:
            raise OverflowError
        parts.append(part)
        at += len(piece) - len(packed.unused_data)
        # Several packed files in a row are one (RFC 1952, 2.2); what else follows is padding.
        if packed.eof and bits == _GZIP and raw.startswith(_MAGIC, at) and files < _FILES:
            files += 1
            packed = zlib.decompressobj(bits)
    if not packed.eof:
        raise ValueError("it ends in the middle")
    return b"".join(parts)
