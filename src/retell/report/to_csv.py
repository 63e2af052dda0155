"""The findings as a table of comma-separated values."""

from __future__ import annotations

import csv
import io

from retell.report.model import Finding, Quote, Report

COLUMNS = (
    "number", "id", "kind", "severity", "confidence", "row", "left_start", "left_end", "left_text",
    "right_start", "right_end", "right_text", "why", "also",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_csv(report: Report) -> str:
    """RFC 4180, with a header: one line for each finding, in the order of the report.

    A cell whose words a spreadsheet would run as a formula begins with an apostrophe.
    """
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(_cells(finding) for finding in report.findings)
    return made.getvalue()


def _cells(finding: Finding) -> list[object]:
    kind = f"{finding.kind}.{finding.detail}" if finding.detail else finding.kind
    return [
        finding.number,
        finding.id,
        kind,
        finding.severity.value,
        f"{finding.confidence:.4g}",
        finding.row or "",
        *_quote(finding.left),
        *_quote(finding.right),
        _safe(finding.why),
        " ".join(finding.also),
    ]


def _quote(quote: Quote | None) -> list[object]:
    return [quote.span.start, quote.span.end, _safe(quote.text)] if quote else ["", "", ""]


def _safe(words: str) -> str:
    return f"'{words}" if words.startswith(FORMULA) else words
