"""Sentence spans over untouched text."""

from __future__ import annotations

import nupunkt

from retell.text.spans import Span, trimmed


def sentences(text: str, language: str | None = None) -> tuple[Span, ...]:
    """The sentences of `text`, in order, trimmed; a newline always ends one."""
    found: list[Span] = []
    start = 0
    for line in text.splitlines(keepends=True):
        for a, b in nupunkt.sent_spans(line) if line.strip() else ():
            span = trimmed(text, Span(start=start + a, end=start + b))
            if len(span):
                found.append(span)
        start += len(line)
    return tuple(found)
