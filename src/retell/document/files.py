"""Bytes → text, and what kind of file they make."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import PurePath
from typing import BinaryIO

from retell.errors import InputError
from retell.settings import DocumentSettings
from retell.text.patterns import pattern


class FileKind(StrEnum):
    """What a file holds."""

    TEXT = "text"
    HTML = "html"
    JSON = "json"
    JSON_LINES = "jsonl"
    PARQUET = "parquet"
    WARC = "warc"
    FEED = "feed"


_KINDS = {
    ".txt": FileKind.TEXT,
    ".text": FileKind.TEXT,
    ".md": FileKind.TEXT,
    ".html": FileKind.HTML,
    ".htm": FileKind.HTML,
    ".xhtml": FileKind.HTML,
    ".json": FileKind.JSON,
    ".jsonl": FileKind.JSON_LINES,
    ".ndjson": FileKind.JSON_LINES,
    ".parquet": FileKind.PARQUET,
    ".warc": FileKind.WARC,
    ".warc.gz": FileKind.WARC,
    ".rss": FileKind.FEED,
    ".atom": FileKind.FEED,
    ".xml": FileKind.FEED,
}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WEB_LABELS = {
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "windows-31j": "cp932",
}
"""Labels that browsers read as something wider (WHATWG Encoding Standard, names and labels)."""
_HTML_START = pattern(
    r"(?:\ufeff|\s|<\?xml[^>]*>|<!--.*?-->)*<(?:!doctype\s+html|html|head|body|meta|title|article|main)\b",
    re.IGNORECASE | re.DOTALL,
)
_FEED_START = pattern(
    r"(?:\ufeff|\s|<\?.*?\?>|<!--.*?-->|<!doctype\s[^>\[]*>)*<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b",
    re.IGNORECASE | re.DOTALL,
)
_META_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
_STATEFUL = pattern(r"iso-2022-|hz-gb|utf-7")
_MULTIBYTE = pattern("[\u0080-\ufffc\U00010000-\U0010ffff]")
_OUTDATED = pattern(r"mac_|cp(?:037|4\d\d|5\d\d|7\d\d|8\d\d|10\d\d|11\d\d|273|140)")
_SNIFFED = 4096


def kind_of_name(path: str) -> FileKind | None:
    """The kind that a file's name promises; None where it promises nothing."""
    name = PurePath(path)
    return _KINDS.get(name.suffix.lower()) or _KINDS.get("".join(name.suffixes[-2:]).lower())


def kind_of_text(text: str) -> FileKind:
    """The kind that a text looks like from its start."""
    head = text[:_SNIFFED].lstrip("\ufeff \t\r\n")
    if head.startswith(('{"', "{ ", "{\n", "{\r", '[{"', "[\n", "[ {", "[\r")):
        return FileKind.JSON
    if _HTML_START.match(head):
        return FileKind.HTML
    return FileKind.FEED if _FEED_START.match(head) else FileKind.TEXT


def is_warc(raw: bytes) -> bool:
    """Whether bytes begin as a web archive does, packed or not."""
    return raw.startswith((b"WARC/1.", b"WARC/0.", b"\x1f\x8b\x08"))


def decoded(raw: bytes, where: str, settings: DocumentSettings, charset: str | None = None) -> str:
    """`raw` as text, line ends as they are; InputError where it is empty, binary or in no known encoding.

    `charset` is what those who sent it say. They are believed over the page, but neither over a mark at the
    start nor over the bytes: what is whole UTF-8 by its look is UTF-8, whatever it was called.
    """
    if not raw.strip(b" \t\r\n\f\v"):
        raise InputError.empty(where)
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return _by(raw, encoding, where)
    declared = _known(charset) or _declared(raw)
    if declared and _STATEFUL.match(declared):
        return _by(raw, declared, where)
    if b"\0" in raw:
        return _wide(raw, where)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed(raw, declared, where, settings)


def _by(raw: bytes, encoding: str, where: str) -> str:
    try:
        return raw.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        raise InputError.undecodable(where) from None


def _declared(raw: bytes) -> str | None:
    found = _META_CHARSET.search(raw[:_SNIFFED])
    return _known(found[1].decode("ascii", "replace")) if found else None


def _known(label: str | None) -> str | None:
    """The encoding that a label means to a browser; None where it means none."""
    if not label or "\0" in label:
        return None
    label = label.strip().lower()
    label = _WEB_LABELS.get(label, label)
    try:
        return label if codecs.lookup(label)._is_text_encoding else None
    except LookupError:
        return None


def _wide(raw: bytes, where: str) -> str:
    """UTF-16 without its mark, told by the side on which the zeros fall; all else with zeros is binary."""
    sample = raw[:_SNIFFED]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.6 * half and even < 0.05 * half:
        return _by(raw, "utf-16-le", where)
    if even > 0.6 * half and odd < 0.05 * half:
        return _by(raw, "utf-16-be", where)
    raise InputError.binary(where)


def _guessed(raw: bytes, declared: str | None, where: str, settings: DocumentSettings) -> str:
    patched = raw.decode("utf-8", "replace")
    if patched.count("\ufffd") <= settings.utf8_slips * len(_MULTIBYTE.findall(patched)):
        return patched
    if declared and declared != "utf-8":
        return raw.decode(declared, "replace")
    if _control_share(raw) > 0.1:
        raise InputError.binary(where)
    encoding = _detected(raw[: settings.detection_bytes])
    if encoding is None:
        raise InputError.undecodable(where)
    return raw.decode(encoding, "replace")


def _control_share(raw: bytes) -> float:
    """Share of control bytes that no text has: a picture or a program has many, a text none."""
    sample = raw[:_SNIFFED]
    return sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in sample) / len(sample)


def _detected(raw: bytes) -> str | None:
    """The likeliest encoding; of those that fit equally, one that files are still written in.

    A few accented letters or curly quotes fit dozens of encodings, old Mac and DOS ones among them.
    """
    from charset_normalizer import from_bytes

    matches = from_bytes(raw)
    best = matches.best()
    if best is None:
        return None
    equal = [match for match in matches if match.chaos <= best.chaos]
    chosen = next((match for match in equal if not _OUTDATED.match(match.encoding)), best)
    return "cp1252" if "cp1252" in chosen.could_be_from_charset else str(chosen.encoding)


def lines_of(
    stream: BinaryIO, where: str, settings: DocumentSettings
) -> Iterator[tuple[int, bytes | InputError]]:
    """The lines of a stream with their numbers, one at a time; an overlong one is an error in its place."""
    number = 0
    while line := stream.readline(settings.largest_file + 1):
        number += 1
        if len(line) <= settings.largest_file:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(settings.largest_file + 1)
        yield number, InputError.too_large(f"{where}, line {number}", settings.largest_file)
