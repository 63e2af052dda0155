"""What makes a document the one that is known: its address, else its id and content."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from retell.document.model import Document
from retell.store import Added, Entry, Outcome

_SUFFIX_LENGTH = 8
_PORTS = {"http": 80, "https": 443}
_CAMPAIGN = frozenset(
    (
        "fbclid gclid dclid gbraid wbraid msclkid yclid twclid igshid mc_cid mc_eid _ga _gl ncid cmpid smid"
    ).split()
)
"""Query fields by which publishers and networks follow a reader; they name no other page."""


@lru_cache(maxsize=4096)
def canonical(url: str | None) -> str | None:
    """The address without what does not change the page; None for no address or one of another sort.

    Scheme and host in small letters, https for http, no default port, user, fragment or campaign fields,
    fields in order, no slash at the end (RFC 3986, section 6.2, and what publishers do).
    """
    try:
        parts = urlsplit((url or "").strip())
        port = parts.port
    except ValueError:
        return None
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme.lower() not in _PORTS or not host:
        return None
    shown = f"[{host}]" if ":" in host else host
    where = shown if port in (None, *_PORTS.values()) else f"{shown}:{port}"
    fields = sorted(pair for pair in parse_qsl(parts.query, keep_blank_values=True) if _names_page(pair[0]))
    return urlunsplit(("https", where, parts.path.rstrip("/"), urlencode(fields), ""))


def _names_page(name: str) -> bool:
    return not name.lower().startswith("utm_") and name.lower() not in _CAMPAIGN


def content_of(document: Document) -> str:
    """A hash of what the document says and claims to be; its address and id left out."""
    published = document.published.when if document.published else ""
    parts = (document.text, document.title, document.outlet, published, *document.authors)
    said = "\x1f".join(part or "" for part in parts)
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """What is known of a document in an archive."""

    address: str | None
    content: str
    version: int


@dataclass(slots=True, kw_only=True)
class Known:
    """The documents of an archive that a batch may meet, kept up to date while it is placed."""

    addresses: dict[str, str] = field(default_factory=dict)
    holdings: dict[str, Holding] = field(default_factory=dict)

    def place(self, entry: Entry) -> Added:
        """Where the entry belongs; it is known from then on."""
        document = entry.document
        address, content = canonical(document.url), content_of(document)
        id = self.addresses.get(address or "") or self._free_id(document.id, address, content)
        held = self.holdings.get(id)
        if held and held.content == content:
            return Added(id=id, version=held.version, outcome=Outcome.SAME, given=document.id)
        version = held.version + 1 if held else 1
        address = held.address if held else address
        self.holdings[id] = Holding(address=address, content=content, version=version)
        if address:
            self.addresses[address] = id
        outcome = Outcome.UPDATED if held else Outcome.NEW
        return Added(id=id, version=version, outcome=outcome, given=document.id)

    def _free_id(self, wanted: str, address: str | None, content: str) -> str:
        """The id, with a suffix from the content where another document has it."""
        held = self.holdings.get(wanted)
        if held is None:
            return wanted
        elsewhere = address and held.address and address != held.address
        return other_id(wanted, address, content) if elsewhere or held.content != content else wanted


def other_id(wanted: str, address: str | None, content: str) -> str:
    """The id that a document gets whose own belongs to another."""
    made = hashlib.sha256(f"{content}\x1f{address or ''}".encode()).hexdigest()
    return f"{wanted}~{made[:_SUFFIX_LENGTH]}"


def ids_met(entry: Entry) -> tuple[str, str]:
    """The ids under which the archive may have this document or another in its way."""
    document = entry.document
    return document.id, other_id(document.id, canonical(document.url), content_of(document))
