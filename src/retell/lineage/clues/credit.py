"""One document names the other, or its outlet, as the place the report comes from.

"told the Courier" is said by the Courier of itself; another outlet that prints it has it from there. A
canonical address or a field `isBasedOn` that points to the other says the same for machines, and so does an
agency's name in brackets ("(Reuters)") where the other document is the agency's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from retell.document.model import Document
from retell.lineage.evidence import Evidence
from retell.lineage.model import Sign

NAME = "credit"
_POINTERS = ("isBasedOn", "isBasedOnUrl", "canonical", "canonical_url", "source_url", "original_url")
_BEFORE = (
    r"told|speaking\s+to|(?:first|originally|previously)\s+(?:published|reported|appeared)\s+(?:by|in|on)|via|"
    r"source:|reported\s+by|reported\s+in|according\s+to|(?:this|the)\s+(?:article|story|report)\s+(?:is\s+)?"
    r"(?:from|by)|courtesy\s+of|republished\s+(?:from|with\s+permission\s+(?:from|of))|reporting\s+(?:by|from)"
)


def find(evidence: Evidence) -> Iterator[Sign]:
    """The side that the other one credits, where only one does."""
    left, right = evidence.documents
    left_credited, right_credited = _credits(right, left), _credits(left, right)
    if bool(left_credited) != bool(right_credited):
        words = left_credited or right_credited
        value = 1.0 if left_credited else -1.0
        yield Sign(kind=NAME, name="credit", value=value, why=f"the other credits it: “{words}”")


def _credits(copy: Document, source: Document) -> str | None:
    """The words in which `copy` names `source` or its outlet, which is not its own."""
    return _pointer(copy, source) or _outlet(copy, source)


def _pointer(copy: Document, source: Document) -> str | None:
    """The machine-readable reference from the one to the other."""
    if not source.url or source.url == copy.url:
        return None
    for name in _POINTERS:
        if str(copy.extra.get(name, "")).rstrip("/") == source.url.rstrip("/"):
            return f"{name}: {source.url}"
    return f"link to {source.url}" if source.url in copy.text and len(source.url) > 12 else None


def _outlet(copy: Document, source: Document) -> str | None:
    if not source.outlet or len(source.outlet) < 2 or source.outlet == copy.outlet:
        return None
    name = re.escape(source.outlet)
    found = re.search(rf"(?:{_BEFORE})\s+(?:the\s+)?{name}\b|\({name}\)|{name}\s+—", copy.text, re.IGNORECASE)
    return found.group() if found else None
