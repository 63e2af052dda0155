"""Files, directories, globs and standard input → a stream of documents.

Reading never stops at an input that cannot be read: it yields a `Skipped` in its place and goes on. Two
documents never leave with one id. The same file named twice, or the same record met twice, is taken once;
an id that already names another text gets a suffix made from the content; two files that say the same are
two documents, since a copy word for word is still a copy.
"""

from __future__ import annotations

import glob
import hashlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from retell.document.files import FileKind, decoded, is_warc, kind_of_name, kind_of_text
from retell.document.make import document
from retell.document.model import Document, Skipped
from retell.document.records import from_json, from_lines, from_parquet
from retell.errors import InputError, RetellError
from retell.settings import DocumentSettings
from retell.values import replace

STANDARD_INPUT = "-"
_SUFFIX_LENGTH = 8

Fetch = Callable[[str], Iterator[Document | Skipped]]
"""An address → the documents that stand there; RetellError where it cannot be read."""

Seen = dict[str, tuple[str, str]]
"""Every id given away so far, with the fingerprint of its document and where that one was read."""


def read(
    paths: str | Sequence[str], settings: DocumentSettings | None = None, fetch: Fetch | None = None
) -> Iterator[Document | Skipped]:
    """Every document in the inputs, in the order given, and a `Skipped` for all that could not be read.

    A path is a file (text, HTML, JSON, JSONL, Parquet, WARC, a feed), a directory (walked in order of name),
    a glob, or "-" for standard input; one may stand without a list. An address is for `fetch` to read, and
    without it is refused. Nothing is raised for an input that cannot be read. A `Skipped` with `notice` set
    tells of something that lost nothing: a document that was there twice, an id that had to change.
    """
    settings = settings or DocumentSettings()
    seen: Seen = {}
    opened: set[str] = set()
    for path in [paths] if isinstance(paths, str) else paths:
        for found in _each(path, opened, settings, fetch):
            yield from distinct(found, seen) if isinstance(found, Document) else (found,)


def from_bytes(
    raw: bytes,
    origin: str,
    settings: DocumentSettings | None = None,
    *,
    kind: FileKind | None = None,
    charset: str | None = None,
) -> Iterator[Document | Skipped]:
    """Every document in bytes that came by another way.

    Their kind and encoding are told by those who sent them, else by the ending of `origin`, else by a look
    at them. Nothing is raised for bytes that cannot be read: a `Skipped` says what was wrong with them.
    """
    settings = settings or DocumentSettings()
    kind = kind or kind_of_name(origin)
    try:
        if charset and kind is not FileKind.JSON_LINES:
            yield from _from_bytes(raw, origin, kind, settings, charset)
        else:
            yield from _from_stream(BytesIO(raw), origin, kind, settings)
    except InputError as error:
        yield Skipped(origin=origin, error=str(error))


def from_stream(
    stream: BinaryIO, origin: str, settings: DocumentSettings | None = None
) -> Iterator[Document | Skipped]:
    """Every document in an open file of that name; records are read a line at a time."""
    try:
        yield from _from_stream(stream, origin, kind_of_name(origin), settings or DocumentSettings())
    except InputError as error:
        yield Skipped(origin=origin, error=str(error))


def _each(
    path: str, opened: set[str], settings: DocumentSettings, fetch: Fetch | None
) -> Iterator[Document | Skipped]:
    try:
        if fetch and is_address(path):
            yield from _fetched(path, opened, fetch)
            return
        for file in _files(path):
            if isinstance(file, Skipped):
                yield file
            elif (real := _real(file)) in opened:
                yield _notice(file, InputError.same_document(file, "one named before"))
            else:
                opened.add(real)
                yield from _from_file(file, settings)
    except RetellError as error:
        yield Skipped(origin=path, error=str(error))


def _fetched(address: str, opened: set[str], fetch: Fetch) -> Iterator[Document | Skipped]:
    if address in opened:
        yield _notice(address, InputError.same_document(address, "one named before"))
    else:
        opened.add(address)
        yield from fetch(address)


def is_address(path: str) -> bool:
    """Whether an input is the address of something elsewhere, not a file of that name."""
    return "://" in path[:12] and not _is(path, os.path.exists)


def _real(path: str) -> str:
    """One name for one file, however it was written."""
    try:
        return path if path == STANDARD_INPUT else os.path.realpath(path)
    except (OSError, ValueError):
        return path


def _files(path: str) -> Iterator[str | Skipped]:
    """The files that a path names: itself, those in a directory, or those that a glob matches."""
    if path == STANDARD_INPUT:
        yield path
    elif is_address(path):
        raise InputError.address(path)
    elif _is(path, os.path.isdir):
        yield from _in_directory(path)
    elif glob.has_magic(path) and not _is(path, os.path.exists):
        yield from _in_glob(path)
    else:
        yield path


def _is(path: str, question: object) -> bool:
    """What the system says of a path; a name it cannot hold is no file."""
    try:
        return bool(question(path)) if callable(question) else False
    except ValueError:
        return False


def _in_directory(path: str) -> Iterator[str | Skipped]:
    """Files of a known kind, by name; the rest by a word each; hidden ones not at all."""
    found = False
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in names if not name.startswith(".")):
            file = os.path.join(folder, name)  # noqa: PTH118  a Path would drop the "./" that the user wrote
            known = bool(kind_of_name(name)) or "." not in name
            found = found or known
            yield file if known else _notice(file, InputError.unknown_kind(file))
    if not found:
        raise InputError.nothing_readable(path)


def _in_glob(pattern: str) -> Iterator[str | Skipped]:
    matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207  the pattern may be absolute
    if not matches:
        raise InputError.no_match(pattern)
    for match in matches:
        if Path(match).is_dir():
            continue
        yield match


def _from_file(path: str, settings: DocumentSettings) -> Iterator[Document | Skipped]:
    try:
        yield from _opened(path, settings)
    except InputError as error:
        yield Skipped(origin=path, error=str(error))
    except FileNotFoundError:
        yield Skipped(origin=path, error=str(InputError.missing(path)))
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        yield Skipped(origin=path, error=str(InputError.unreadable(path, reason)))


def _opened(path: str, settings: DocumentSettings) -> Iterator[Document | Skipped]:
    kind = kind_of_name(path)
    if path == STANDARD_INPUT:
        yield from _from_stream(sys.stdin.buffer, path, None, settings)
    elif kind is FileKind.PARQUET:
        yield from from_parquet(path, settings)
    else:
        with Path(path).open("rb") as stream:
            yield from _from_stream(stream, path, kind, settings)


def _from_stream(
    stream: BinaryIO, origin: str, kind: FileKind | None, settings: DocumentSettings
) -> Iterator[Document | Skipped]:
    if kind is FileKind.JSON_LINES:
        yield from from_lines(stream, origin, settings)
        return
    if kind is FileKind.WARC and stream.seekable():
        from retell.document.warc import from_warc

        yield from from_warc(stream, origin, settings)
        return
    raw = stream.read(settings.largest_file + 1)
    if kind is None and len(raw) > settings.largest_file and raw.lstrip().startswith(b"{"):
        raw += stream.read()  # records on standard input, more than one article can be
    elif len(raw) > settings.largest_file:
        raise InputError.too_large(origin, settings.largest_file)
    yield from _from_bytes(raw, origin, kind, settings)


def _from_bytes(
    raw: bytes,
    origin: str,
    kind: FileKind | None,
    settings: DocumentSettings,
    charset: str | None = None,
) -> Iterator[Document | Skipped]:
    if kind is FileKind.WARC or (kind is None and is_warc(raw)):
        from retell.document.warc import from_warc

        yield from from_warc(BytesIO(raw), origin, settings)
        return
    text = decoded(raw, origin, settings, charset)
    kind = kind or kind_of_text(text)
    if kind is FileKind.FEED and kind_of_text(text) is FileKind.HTML:
        kind = FileKind.HTML
    if kind is FileKind.FEED:
        from retell.document.feeds import from_feed

        yield from from_feed(text, origin, settings)
    elif kind is FileKind.JSON:
        yield from _from_json(text, raw, origin, settings)
    elif kind is FileKind.HTML:
        from retell.document.html import from_page

        yield from_page(text, raw, origin, settings)
    else:
        yield document(text, settings, raw=raw, extractor="text", origin=origin)


def _from_json(
    text: str, raw: bytes, origin: str, settings: DocumentSettings
) -> Iterator[Document | Skipped]:
    """One value, or, where more than one line stands alone, a value a line under the wrong name."""
    first = text.lstrip("\ufeff \t\r\n").partition("\n")[0].rstrip()
    if first.startswith("{") and first.endswith("}") and len(first) < len(text.strip()):
        yield from from_lines(BytesIO(raw), origin, settings)
    else:
        yield from from_json(text, origin, settings)


def distinct(found: Document, seen: Seen) -> Iterator[Document | Skipped]:
    """`found` under an id of its own, and a word where one was needed; nothing where it came before."""
    origin = found.origin or STANDARD_INPUT
    print_ = _fingerprint(found)
    name = found.id
    if name not in seen:
        seen[name] = (print_, origin)
        yield found
        return
    known, first = seen[name]
    if known == print_:
        yield _notice(origin, InputError.same_document(origin, first))
        return
    made = _free_id(name, print_, seen)
    if made is None:
        yield _notice(origin, InputError.same_document(origin, first))
        return
    seen[made] = (print_, origin)
    if found.extractor == "record":
        yield _notice(origin, InputError.same_id(origin, name, made))
    yield replace(found, id=made)


def _free_id(name: str, fingerprint: str, seen: Seen) -> str | None:
    """`name` with a suffix from the content; None where that very document was given it before."""
    made = f"{name}~{fingerprint[:_SUFFIX_LENGTH]}"
    return None if made in seen and seen[made][0] == fingerprint else made


def _fingerprint(found: Document) -> str:
    """What makes a document that one: a record is its content, a file is its content in its place."""
    place = "" if found.extractor == "record" else found.origin or ""
    content = "\x1f".join((found.text, found.url or "", found.outlet or "", place))
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def _notice(origin: str, error: InputError) -> Skipped:
    return Skipped(origin=origin, error=str(error), notice=True)
