"""Records of a web archive (WARC, ISO 28500) → documents.

Responses and resources that are pages are read; the other records are counted. A record that cannot be read
is told by the byte it begins at, and reading goes on at the next place that looks like the start of one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Generator, Iterator
from dataclasses import field
from io import BytesIO
from types import MappingProxyType
from typing import Any, BinaryIO

from fastwarc.stream_io import ChunkedReader
from fastwarc.warc import ArchiveIterator, WarcRecordType

from retell.document.files import decoded
from retell.document.make import content_id
from retell.document.model import Document, Skipped
from retell.document.packed import unpacked
from retell.document.times import stamp
from retell.errors import InputError
from retell.settings import DocumentSettings
from retell.values import dataclass, replace

_PAGES = ("text/html", "application/xhtml+xml")
_RESOURCE = WarcRecordType.resource
_RESPONSE = WarcRecordType.response
_START = re.compile(rb"\r?\nWARC/1\.|\x1f\x8b\x08")
_WINDOW = 1024 * 1024
_FAULTS = 1000
"""Broken places in one archive past which it is given up: each costs a new start."""


@dataclass(slots=True)
class _Course:
    """How far a reading has come: where the last whole record begins, what was read and left aside."""

    at: int = 0
    found: int = 0
    faults: int = 0
    aside: Counter[str] = field(default_factory=Counter)


def from_warc(stream: BinaryIO, origin: str, settings: DocumentSettings) -> Iterator[Document | Skipped]:
    """The documents of a web archive, packed or not, and a word on what else it holds."""
    course = _Course()
    start: int | None = 0
    while start is not None:
        broken = yield from _from(stream, start, origin, course, settings)
        if broken is not None:
            yield _skipped(origin, course.at, InputError.broken_record(f"{origin}, byte {course.at}", broken))
            course.faults += 1
        again = broken is not None and course.faults < _FAULTS
        start = _next(stream, course.at + 1) if again else None
    if course.aside:
        yield _told(course.aside, origin)
    elif not course.found and not course.faults:
        raise InputError.empty(origin)


def _from(
    stream: BinaryIO, start: int, origin: str, course: _Course, settings: DocumentSettings
) -> Generator[Document | Skipped, None, str | None]:
    """What the records from a place on hold; the reason where they cannot be read to the end."""
    stream.seek(start)
    course.at = start
    try:
        for record in ArchiveIterator(stream, parse_http=True, auto_decode="none", fsspec_args=False):
            course.at = int(record.stream_pos)
            for item in _read(record, origin, course, settings):
                course.found += 1
                yield item
    except OSError as error:
        return str(error)
    return None


def _told(aside: Counter[str], origin: str) -> Skipped:
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(aside.items()))
    return Skipped(origin=origin, error=str(InputError.other_records(origin, kinds)), notice=True)


def _next(stream: BinaryIO, start: int) -> int | None:
    """Where the next record may begin, at or past a place; None where nothing looks like one."""
    stream.seek(start)
    held = b""
    while window := stream.read(_WINDOW):
        held += window
        if found := _START.search(held):
            line_end = found.group().find(b"WARC")
            return start + found.start() + max(line_end, 0)
        start += len(held) - 16
        held = held[-16:]
    return None


def _read(
    record: Any, origin: str, course: _Course, settings: DocumentSettings
) -> Iterator[Document | Skipped]:
    where = f"{origin}, byte {course.at}"
    if record.record_type not in (_RESPONSE, _RESOURCE):
        course.aside[f"of the type {record.record_type}"] += 1
        return
    status = None if record.http_headers is None else record.http_headers.status_code
    if record.http_headers is not None and status is None:
        yield _skipped(origin, course.at, InputError.broken_record(where, "it holds no HTTP answer"))
    elif status is not None and not 200 <= status < 300:
        course.aside[f"of the status {status}"] += 1
    elif _media_type(record) not in _PAGES:
        course.aside["not of a page"] += 1
    else:
        try:
            yield _document(record, where, settings)
        except InputError as error:
            yield _skipped(origin, course.at, error)


def _skipped(origin: str, at: int, error: InputError) -> Skipped:
    return Skipped(origin=origin, where=f"byte {at}", error=str(error))


def _media_type(record: Any) -> str:
    kind = record.http_content_type or record.headers.get("Content-Type") or ""
    return str(kind).partition(";")[0].strip().lower()


def _document(record: Any, where: str, settings: DocumentSettings) -> Document:
    from retell.document.html import from_page

    raw = _payload(record, where, settings)
    page = from_page(decoded(raw, where, settings, record.http_charset), raw, where, settings)
    seen = stamp(record.headers.get("WARC-Date"), "WARC-Date")
    found = replace(
        page,
        url=page.url or record.headers.get("WARC-Target-URI", "").strip("<>") or None,
        published=page.published or seen,
        extra=MappingProxyType({**page.extra, **({"first_seen": seen.when} if seen else {})}),
    )
    return replace(found, id=content_id(found))


def _payload(record: Any, where: str, settings: DocumentSettings) -> bytes:
    """The page's bytes, out of its chunks and its packing."""
    most, length = settings.largest_file, record.content_length
    if length > most:
        raise InputError.too_large(where, most)
    raw: bytes = record.reader.read(length)
    if len(raw) < length:
        raise InputError.broken_record(where, "it is cut short")
    named = record.http_headers or {}
    try:
        if str(named.get("Transfer-Encoding") or "").strip().lower() == "chunked":
            raw = _joined(raw, most)
        return unpacked(raw, str(named.get("Content-Encoding") or ""), most)
    except OverflowError:
        raise InputError.too_large(where, most) from None
    except LookupError as error:
        raise InputError.broken_record(where, f"its packing {error} is not known") from None
    except (ValueError, OSError) as error:
        raise InputError.broken_record(where, str(error)) from None


def _joined(raw: bytes, most: int) -> bytes:
    """The content of chunks; some crawlers join them and leave the header as it was."""
    if not re.match(rb"[0-9A-Fa-f]+[ \t]*(?:;[^\r\n]*)?\r?\n", raw):
        return raw
    return bytes(ChunkedReader(BytesIO(raw)).read(most))
