"""Packed bodies → bytes, up to so many."""

from __future__ import annotations

import zlib

from retell.errors import NetworkError

_GZIP = zlib.MAX_WBITS | 16
_FORMS = {"gzip": (_GZIP,), "x-gzip": (_GZIP,), "deflate": (zlib.MAX_WBITS, -zlib.MAX_WBITS)}
"""Window bits by the names of RFC 9110, 8.4.1; "deflate" is zlib's form, and some servers send it bare."""
_MAGIC = b"\x1f\x8b"
_PIECE = 16 * 1024
"""Bytes unpacked at once: deflate makes at most 1,032 of one, so that a step stays below 17 MB."""
_FILES = 1000
"""Packed files in one body past which no more are read: empty ones cost time and give nothing."""


def unpacked(raw: bytes, coding: str, url: str, most: int) -> bytes:
    """`raw` without its content coding; NetworkError where it is broken or holds more than `most` bytes."""
    coding = coding.strip().lower()
    if coding in ("", "identity") or not raw:
        return raw
    if coding not in _FORMS:
        raise NetworkError.unknown_coding(url, coding)
    for bits in _FORMS[coding]:
        try:
            return _inflated(raw, bits, url, most)
        except zlib.error:
            continue
    raise NetworkError.broken(url, f"its {coding} packing is damaged")


def gunzipped(raw: bytes, url: str, most: int) -> bytes:
    """A .gz file's content, or `raw` itself where it is none."""
    return unpacked(raw, "gzip", url, most) if raw.startswith(_MAGIC) else raw


def _inflated(raw: bytes, bits: int, url: str, most: int) -> bytes:
    parts: list[bytes] = []
    room, at, files = most, 0, 1
    packed = zlib.decompressobj(bits)
    while at < len(raw) and not packed.eof:
        piece = raw[at : at + _PIECE]
        part = packed.decompress(piece)
        room -= len(part)
        if room < 0:
            raise NetworkError.unpacks_to_more(url, most)
        parts.append(part)
        at += len(piece) - len(packed.unused_data)
        # Several packed files in a row are one (RFC 1952, 2.2); what else follows is padding.
        if packed.eof and bits == _GZIP and raw.startswith(_MAGIC, at) and files < _FILES:
            files += 1
            packed = zlib.decompressobj(bits)
    if not packed.eof:
        raise NetworkError.broken(url, "it ends in the middle")
    return b"".join(parts)
