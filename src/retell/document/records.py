"""Records of JSONL, JSON and Parquet → documents."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from retell.document.files import decoded, lines_of
from retell.document.make import document
from retell.document.model import Document, Skipped
from retell.document.ninjs import from_ninjs, is_ninjs
from retell.document.times import stamp
from retell.errors import InputError
from retell.settings import DocumentSettings
from retell.text.patterns import pattern

_NAMED = ("id", "title", "url", "outlet", "language")
_AUTHORS = ("author", "authors")
_TIMES = ("published", "modified")
_SURROGATE = pattern("[\ud800-\udfff]")
_BATCH = 256
_JSON_FEED = "https://jsonfeed.org/version/"

Record = tuple[str, object]
"""Where a record stands in its file ("line 3"), and what stands there, or the InputError it gave."""


def from_lines(stream: BinaryIO, origin: str, settings: DocumentSettings) -> Iterator[Document | Skipped]:
    """The documents of a JSONL stream; a broken line is reported by its number and costs nothing else."""
    found = False
    for number, line in lines_of(stream, origin, settings):
        if isinstance(line, bytes) and not line.strip(b" \t\r\n\x00\xef\xbb\xbf") and b"\0" not in line:
            continue
        found = True
        yield from_line(number, line, origin, settings)
    if not found:
        yield Skipped(origin=origin, error=str(InputError.empty(origin)))


def from_line(
    number: int, line: bytes | InputError, origin: str, settings: DocumentSettings
) -> Document | Skipped:
    """The document that a line of JSONL makes, or why it makes none."""
    return from_record(
        (f"line {number}", _line(line, f"{origin}, line {number}", settings)), origin, settings
    )


def _line(line: bytes | InputError, where: str, settings: DocumentSettings) -> object:
    if isinstance(line, InputError):
        return line
    try:
        return _loaded(decoded(line, where, settings).lstrip("\ufeff"), where)
    except InputError as error:
        return error


def _loaded(text: str, where: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError.not_json(where, f"{error.msg}, column {error.colno}") from None
    except (RecursionError, ValueError) as error:
        raise InputError.not_json(where, str(error).partition(".")[0]) from None


def from_json(text: str, origin: str, settings: DocumentSettings) -> Iterator[Document | Skipped]:
    """The documents of a JSON file: one object, or an array of them."""
    whole = _loaded(text.lstrip("\ufeff"), origin)
    if isinstance(whole, dict) and str(whole.get("version", "")).startswith(_JSON_FEED):
        from retell.document.feeds import from_json_feed

        yield from from_json_feed(whole, origin, settings)
        return
    if not isinstance(whole, list):
        yield from_record(("", whole), origin, settings)
        return
    if not whole:
        raise InputError.empty(origin)
    for number, record in enumerate(whole, 1):
        yield from_record((f"record {number}", record), origin, settings)


def from_parquet(path: str, settings: DocumentSettings) -> Iterator[Document | Skipped]:
    """The documents of a Parquet file, a row each; InputError where pyarrow or a "text" column is absent."""
    number = 0
    for row in _rows(path):
        number += 1
        yield from_record((f"row {number}", row), path, settings)
    if not number:
        raise InputError.empty(path)


def _rows(path: str) -> Iterator[Mapping[str, object]]:
    try:
        from pyarrow import ArrowException, parquet
    except ImportError:
        raise InputError.no_parquet(path) from None
    try:
        with parquet.ParquetFile(Path(path)) as file:
            if "text" not in file.schema_arrow.names:
                raise InputError.no_text(path)
            for batch in file.iter_batches(batch_size=_BATCH):
                yield from batch.to_pylist()
    except (ArrowException, OSError) as error:
        raise InputError.broken_parquet(path, str(error).partition(".")[0]) from None


def from_record(record: Record, origin: str, settings: DocumentSettings) -> Document | Skipped:
    """The document that one record makes, or why it makes none."""
    place, value = record
    where = f"{origin}, {place}" if place else origin
    try:
        if isinstance(value, InputError):
            raise value
        return _document(value, where, settings)
    except InputError as error:
        return Skipped(origin=origin, where=place or None, error=str(error))


def _document(value: object, where: str, settings: DocumentSettings) -> Document:
    if not isinstance(value, Mapping):
        raise InputError.not_a_record(where, _kind(value))
    if is_ninjs(value):
        return from_ninjs(value, where, settings)
    text = _text(value, where)
    named = {name: _name(value.get(name)) for name in _NAMED}
    published, modified = (stamp(_written(value.get(name)), f"record {name}") for name in _TIMES)
    authors = next((names for name in _AUTHORS if (names := _names(value.get(name)))), ())
    return document(
        text,
        settings,
        id=named["id"],
        title=named["title"],
        url=named["url"],
        outlet=named["outlet"],
        language=_language(named["language"]),
        authors=authors,
        published=published,
        modified=modified,
        extractor="record",
        origin=where,
        extra=_rest(value, named, has_authors=bool(authors), times=(published, modified)),
    )


def _text(value: Mapping[object, object], where: str) -> str:
    text = value.get("text")
    if text is None:
        raise InputError.no_text(where)
    if not isinstance(text, str):
        raise InputError.wrong_text(where, _kind(text))
    if not text.strip():
        raise InputError.empty(f'{where}: "text"')
    return _whole(text)


def _whole(text: str) -> str:
    """Half of a surrogate pair is no character and cannot be written; it becomes U+FFFD, offsets kept."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def _name(value: object) -> str | None:
    """A field as a name: a string with something in it, or a whole number."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _whole(value).strip() or None if isinstance(value, str) else None


def _names(value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list | tuple) else [value]
    return tuple(name for each in values if isinstance(each, str) and (name := _name(each)))


def _language(value: str | None) -> str | None:
    """ "en-GB" and "EN" are "en": dialects are read alike."""
    return re.split("[-_]", value)[0].lower() if value else None


def _written(value: object) -> object:
    return value.isoformat() if isinstance(value, date) and not isinstance(value, datetime) else value


def _rest(
    value: Mapping[object, object],
    named: Mapping[str, str | None],
    *,
    has_authors: bool,
    times: tuple[object, ...],
) -> Mapping[str, object]:
    """What of the record found no place: unknown fields, and known ones of a form not understood."""
    taken = {"text", *(name for name, found in named.items() if found is not None)}
    taken.update(_AUTHORS if has_authors else ())
    taken.update(name for name, found in zip(_TIMES, times, strict=True) if found is not None)
    return {str(key): each for key, each in value.items() if key not in taken and each is not None}


def _kind(value: object) -> str:
    """What a JSON value is, in words."""
    names = {bool: "true or false", int: "a number", float: "a number", str: "a string", list: "an array"}
    return "null" if value is None else names.get(type(value), "an object")
