"""Values as an archive writes them, and back: JSON and plain numbers, nothing that runs when it is read."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retell.alignment.model import Passage
from retell.changes.model import Severity
from retell.document.model import Document, Furniture, FurnitureKind, Stamp
from retell.family.keys import Keys
from retell.family.model import Match, Relation, RelationKind
from retell.lineage.model import Clue, Edge, Lineage, Second, Side, Unknown
from retell.settings import FamilySettings
from retell.store import Found
from retell.text.spans import Span

_ARRAYS = {
    "bands": "<u8",
    "grams": "<u8",
    "combinations": "<u8",
    "vocabulary": "<u8",
    "particulars": "<u8",
    "signature": "<u1",
}
_KEY_FORMAT = 1
"""Grows when the same settings make other keys."""
_LEVEL = 1
"""Of zlib: twice as fast as the usual 6, and a tenth larger."""


def packed(text: str | bytes | None) -> bytes | None:
    """A text or bytes, compressed."""
    if text is None:
        return None
    return zlib.compress(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text, _LEVEL)


def unpacked(held: bytes | None) -> bytes | None:
    """The bytes again."""
    return None if held is None else zlib.decompress(held)


def unpacked_text(held: bytes | None) -> str | None:
    """The text again."""
    return None if held is None else zlib.decompress(held).decode("utf-8", "surrogatepass")


def dumped(value: object) -> str:
    """JSON in ASCII, fields in order, so that equal values are equal text."""
    return json.dumps(value, sort_keys=True, default=_plain, separators=(",", ":"))


def _plain(value: object) -> object:
    """What JSON has no form for: a value class as its fields, a mapping, a set in order."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (set, frozenset)):
        return sorted(map(str, value))
    return str(value)


def keys_written(keys: Keys) -> bytes:
    """The keys of a document: hash, words and the length of each array as 64-bit numbers, then the arrays."""
    columns = [getattr(keys, name) for name in _ARRAYS]
    head = np.array([keys.text, keys.words, *map(len, columns)], dtype="<u8")
    return b"".join(
        [
            head.tobytes(),
            *(each.astype(kind).tobytes() for each, kind in zip(columns, _ARRAYS.values(), strict=True)),
        ]
    )


def keys_read(held: bytes) -> Keys:
    """The keys again."""
    text, words, *lengths = np.frombuffer(held, dtype="<u8", count=2 + len(_ARRAYS)).tolist()
    columns: dict[str, NDArray[Any]] = {}
    at = 8 * (2 + len(_ARRAYS))
    for (name, kind), length in zip(_ARRAYS.items(), lengths, strict=True):
        columns[name] = np.frombuffer(held, dtype=kind, count=length, offset=at)
        at += columns[name].nbytes
    return Keys(text=text, words=words, **columns)


def made_by(settings: FamilySettings) -> str:
    """The settings that keys depend on, as JSON."""
    names = ("shingle", "bands", "rows", "gram", "window", "reach", "stem", "sampled", "count_bits")
    return dumped({"format": _KEY_FORMAT, **{name: getattr(settings, name) for name in names}})


def details_written(document: Document) -> str:
    """All of a document but its id, its text and its bytes."""
    return dumped(
        {
            "title": document.title,
            "outlet": document.outlet,
            "authors": list(document.authors),
            "url": document.url,
            "published": _stamp_written(document.published),
            "modified": _stamp_written(document.modified),
            "language": document.language,
            "furniture": [
                [each.kind.value, each.span.start, each.span.end, each.why] for each in document.furniture
            ],
            "extractor": document.extractor,
            "origin": document.origin,
            "extra": document.extra,
        }
    )


def document_read(
    id: str, details: str, text: str, page_text: str | None = None, raw: bytes | None = None
) -> Document:
    """The document again."""
    held: dict[str, Any] = json.loads(details)
    return Document(
        id=id,
        text=text,
        title=held["title"],
        outlet=held["outlet"],
        authors=tuple(held["authors"]),
        url=held["url"],
        published=_stamp_read(held["published"]),
        modified=_stamp_read(held["modified"]),
        language=held["language"],
        furniture=tuple(
            Furniture(kind=FurnitureKind(kind), span=Span(start=start, end=end), why=why)
            for kind, start, end, why in held["furniture"]
        ),
        page_text=page_text,
        raw=raw,
        extractor=held["extractor"],
        origin=held["origin"],
        extra=MappingProxyType(held["extra"]),
    )


def _stamp_written(stamp: Stamp | None) -> list[str] | None:
    return [stamp.when, stamp.claimed_by] if stamp else None


def _stamp_read(held: Sequence[str] | None) -> Stamp | None:
    return Stamp(when=held[0], claimed_by=held[1]) if held else None


def match_written(match: Match, family: str | None) -> dict[str, object]:
    """A match by column."""
    relation = match.relation
    return {
        "left_id": match.left,
        "right_id": match.right,
        "family": family,
        "relation": relation.kind.value,
        "probability": relation.probability,
        "why": relation.why,
        "left_coverage": relation.left_coverage,
        "right_coverage": relation.right_coverage,
        "passages": dumped([_passage_written(passage) for passage in match.passages]),
    }


def _passage_written(passage: Passage) -> list[float]:
    left, right = passage.left, passage.right
    return [left.start, left.end, right.start, right.end, passage.similarity]


def match_read(held: Mapping[Any, Any]) -> Match:
    """The match again."""
    return Match(
        left=held["left_id"],
        right=held["right_id"],
        relation=Relation(
            kind=RelationKind(held["relation"]),
            probability=held["probability"],
            why=held["why"],
            left_coverage=held["left_coverage"],
            right_coverage=held["right_coverage"],
        ),
        passages=tuple(
            Passage(left=Span(start=a, end=b), right=Span(start=c, end=d), similarity=similarity)
            for a, b, c, d, similarity in json.loads(held["passages"])
        ),
    )


def lineage_written(lineage: Lineage) -> str:
    """A lineage as JSON."""
    return dumped(lineage)


def lineage_read(held: str) -> Lineage:
    """The lineage again."""
    read: dict[str, Any] = json.loads(held)
    return Lineage(
        root=read["root"],
        edges=tuple(
            Edge(
                source=edge["source"],
                copy=edge["copy"],
                probability=edge["probability"],
                clues=tuple(Clue(**{**clue, "favours": Side(clue["favours"])}) for clue in edge["clues"]),
            )
            for edge in read["edges"]
        ),
        undecided=tuple((left, right) for left, right in read["undecided"]),
        unknown=tuple(
            Unknown(**{**lost, "copies": tuple(lost["copies"])}) for lost in read.get("unknown", ())
        ),
        second=tuple(
            Second(
                **{
                    **other,
                    "passages": tuple(Span(**span) for span in other["passages"]),
                    "alike": tuple(other.get("alike", ())),
                }
            )
            for other in read.get("second", ())
        ),
        skeleton=tuple((one, other) for one, other in read.get("skeleton", ())),
    )


def finding_written(found: Found, family: str, position: int) -> dict[str, object]:
    """A finding by column."""
    return {
        "family": family,
        "position": position,
        "id": found.id,
        "left_id": found.left,
        "right_id": found.right,
        "kind": found.kind,
        "main": found.kind.partition(".")[0],
        "severity": found.severity.value,
        "confidence": found.confidence,
        "why": found.why,
    }


def finding_read(held: Mapping[Any, Any]) -> Found:
    """The finding again."""
    return Found(
        id=held["id"],
        left=held["left_id"],
        right=held["right_id"],
        kind=held["kind"],
        severity=Severity(held["severity"]),
        confidence=held["confidence"],
        why=held["why"],
    )
