"""What a query means, the same in every store."""

from __future__ import annotations

import base64
import binascii
import contextlib
import json
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import blake2b

from retell.document.model import Document
from retell.document.times import iso, moment
from retell.errors import StoreAddressError
from retell.family.words import key_words

_LAST = "~"
"""Sorts after every time of a day."""


def time_of(document: Document, added: str) -> str:
    """What a document is ordered by: the time it was published as UTC, else the time it came in."""
    stamp = document.published
    if stamp is None:
        return added
    at = moment(stamp)
    return _utc(at) if at else stamp.when


def now() -> str:
    """This second."""
    return _utc(datetime.now(UTC))


def _utc(at: datetime) -> str:
    with contextlib.suppress(OverflowError):  # the first or last day there is, and a zone
        at = at.astimezone(UTC)
    return f"{at.replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def bound(given: str | None, *, last: bool = False) -> str | None:
    """A bound as times are written here; a date as `last` bound takes in its whole day."""
    if given is None:
        return None
    found = iso(given)
    if found is None:
        raise StoreAddressError.no_time(given)
    if "T" not in found:
        return found + _LAST if last else found
    at = datetime.fromisoformat(found)
    return _utc(at if at.tzinfo else at.replace(tzinfo=UTC))


def words_of(text: str) -> tuple[str, ...]:
    """The distinct folded words that a text is searched by."""
    return tuple(sorted(set(key_words(text))))


def searchable(document: Document) -> tuple[str, ...]:
    """The words a document is found by: those of its title and text."""
    return words_of(f"{document.title or ''}\n{document.text}")


def cursor(at: str, id: str) -> str:
    """The place in a list after this item, for the next page."""
    return base64.urlsafe_b64encode(json.dumps([at, id]).encode()).decode().rstrip("=")


def place(cursor: str | None) -> tuple[str, str] | None:
    """The place that a cursor names; StoreAddressError where it names none."""
    if cursor is None:
        return None
    try:
        read = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        at, id = read
    except (binascii.Error, ValueError, TypeError, RecursionError):
        raise StoreAddressError.no_page(cursor) from None
    if not (isinstance(at, str) and isinstance(id, str)):
        raise StoreAddressError.no_page(cursor)
    return at, id


@lru_cache(maxsize=400_000)
def word_number(word: str) -> int:
    """The number a word is indexed as, the same in every process: 48 bits."""
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=6).digest(), "big")
