"""A comparison as Markdown, for an issue, a message or a wiki."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retell.changes.model import Severity
from retell.report.model import Finding, Head, Loss, Quote, Report

TITLES = ((Severity.MEANING, "Changes of meaning"), (Severity.NUANCE, "Changes of nuance"))
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&$@]|:(?=\S)|(?<=www)\.|^[-+=]|(?<=^\d)[.)]|(?<=^\d\d)[.)])")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")


def to_markdown(report: Report) -> str:
    """CommonMark: the verdict, what it rests on, the findings above harmless, what was dropped and added.

    Words of the articles are escaped throughout: none of them can become markup, a link or a mention.
    """
    return "\n".join(_lines(report)).rstrip("\n") + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield f"# {_text(report.verdict.line)}."
    yield ""
    yield _version(report.left, "−")
    yield _version(report.right, "+")
    yield ""
    yield "## What this rests on"
    yield ""
    yield from (f"- {_text(reason)}" for reason in report.verdict.rests_on)
    for severity, title in TITLES:
        yield from _findings(title, [found for found in report.findings if found.severity is severity])
    if report.harmless:
        yield ""
        yield f"Harmless: {len(report.harmless)} more, in other words to the same effect."
    yield from _losses("Dropped", report.dropped)
    yield from _losses("Added", report.added)


def _version(head: Head, sign: str) -> str:
    details = f" ({_text(', '.join(head.details))})" if head.details else ""
    return f"- {sign} **{_text(head.part)}** {_text(head.label)}: {_text(head.heading)}{details}"


def _findings(title: str, found: Sequence[Finding]) -> Iterator[str]:
    if not found:
        return
    yield ""
    yield f"## {title} ({len(found)})"
    for finding in found:
        kind = f"{finding.kind}: {finding.detail.replace('_', ' ')}" if finding.detail else finding.kind
        place = f", row {finding.row}" if finding.row else ""
        yield ""
        yield f"**{finding.number}. {_text(kind)}** ({finding.sureness}, {finding.confidence:.2f}{place})"
        yield ""
        yield f"- − {_quote(finding.left)}"
        yield f"- + {_quote(finding.right)}"
        yield ""
        yield _text(finding.why)


def _losses(title: str, losses: Sequence[Loss]) -> Iterator[str]:
    if losses:
        yield ""
        yield f"## {title} ({len(losses)})"
        yield ""
    for loss in losses:
        role = "" if loss.role == "body" else f"*{_text(loss.role)}*, "
        yield f"- {role}row {loss.row}: {_text(loss.text)}"


def _quote(quote: Quote | None) -> str:
    return _text(quote.text) if quote and quote.text.strip() else "*nothing*"


def _text(words: str) -> str:
    """Words on one line, of which none can be read as markup."""
    plain = _CONTROL.sub("\ufffd", " ".join(words.split()))
    return _MARKUP.sub(r"\\\1", plain)
