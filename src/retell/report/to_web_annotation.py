"""The findings as W3C Web Annotations."""

from __future__ import annotations

import base64
import hashlib

from retell.document.model import Document
from retell.report.model import Finding, Quote, Report
from retell.report.to_json import dumped

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32


def to_web_annotation(report: Report) -> str:
    """An AnnotationPage: an annotation for each finding, its words on each side as targets.

    Each target is given by a TextPositionSelector (code points, end exclusive) and a TextQuoteSelector. Its
    source is the text itself, named by its hash (RFC 6920), so that the offsets are right wherever the
    page has moved to; where the text came from is said under `via`.
    """
    comparison = report.comparison
    pair = hashlib.sha256(f"{_name(comparison.left)} {_name(comparison.right)}".encode()).digest()
    page = {
        "@context": CONTEXT,
        "id": f"urn:uuid:{_uuid(pair)}",
        "type": "AnnotationPage",
        "items": [_annotation(report, finding, pair) for finding in report.findings],
    }
    return dumped(page, indent=1) + "\n"


def _annotation(report: Report, finding: Finding, pair: bytes) -> dict[str, object]:
    comparison = report.comparison
    kind = f"{finding.kind}.{finding.detail}" if finding.detail else finding.kind
    sides = ((comparison.left, finding.left), (comparison.right, finding.right))
    return {
        "id": f"urn:uuid:{_uuid(hashlib.sha256(pair + finding.id.encode()).digest())}",
        "type": "Annotation",
        "motivation": "describing",
        "body": [
            {"type": "TextualBody", "value": finding.why, "format": "text/plain", "purpose": "describing"},
            {"type": "TextualBody", "value": kind, "purpose": "tagging"},
            {"type": "TextualBody", "value": finding.severity.value, "purpose": "classifying"},
        ],
        "target": [_target(document, quote) for document, quote in sides if quote],
    }


def _target(document: Document, quote: Quote) -> dict[str, object]:
    text, span = document.text, quote.span
    source: dict[str, object] = {"id": _name(document), "type": "Text", "format": "text/plain"}
    if document.language:
        source["language"] = document.language
    if (document.url or "").startswith(("http://", "https://")):
        source["via"] = document.url
    return {
        "type": "SpecificResource",
        "source": source,
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "type": "TextQuoteSelector",
                "exact": quote.text,
                "prefix": text[max(0, span.start - AROUND) : span.start],
                "suffix": text[span.end : span.end + AROUND],
            },
        ],
    }


def _name(document: Document) -> str:
    """The text as an IRI: its SHA-256, as RFC 6920 writes it."""
    digest = hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).digest()
    return "ni:///sha-256;" + base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _uuid(digest: bytes) -> str:
    """A name-based UUID of version 8 (RFC 9562), from a SHA-256."""
    octets = bytearray(digest[:16])
    octets[6], octets[8] = octets[6] & 0x0F | 0x80, octets[8] & 0x3F | 0x80
    made = octets.hex()
    return "-".join((made[:8], made[8:12], made[12:16], made[16:20], made[20:]))
