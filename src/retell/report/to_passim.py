"""The shared passages as passim writes them."""

from __future__ import annotations

import hashlib

from retell.document.model import Document
from retell.report.model import Report
from retell.report.to_json import dumped
from retell.text.spans import Span


def to_passim(report: Report) -> str:
    """JSON lines, two for each passage: one cluster, of the left's words and of the right's.

    `begin` and `end` are code points into the document's text, end exclusive; `series` is the outlet.
    """
    comparison = report.comparison
    return "".join(
        dumped(_record(document, span, cluster)) + "\n"
        for cluster, passage in enumerate(comparison.passages, start=1)
        for document, span in ((comparison.left, passage.left), (comparison.right, passage.right))
    )


def _record(document: Document, span: Span, cluster: int) -> dict[str, object]:
    record: dict[str, object] = {
        "uid": int.from_bytes(
            hashlib.sha256(document.id.encode("utf-8", "surrogatepass")).digest()[:6], "big"
        ),
        "cluster": cluster,
        "size": 2,
        "id": document.id,
        "series": document.outlet or document.id,
        "begin": span.start,
        "end": span.end,
        "text": span.of(document.text),
    }
    if document.published:
        record["date"] = document.published.when
    if document.title:
        record["title"] = document.title
    if document.url:
        record["url"] = document.url
    return record
