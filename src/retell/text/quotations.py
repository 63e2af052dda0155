"""Stretches inside quotation marks, in every convention of marks."""

from __future__ import annotations

from dataclasses import dataclass

from retell.text.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words inside quotation marks: `outer` with the marks, `inner` without; `depth` 0 is not inside another.

    `closed` is False where the mark that ends it is missing (a paragraph of a longer quotation, or a slip).
    """

    outer: Span
    inner: Span
    depth: int = 0
    closed: bool = True


def quotations(text: str) -> tuple[Quotation, ...]:
    """The quotations of `text`, in order of where they start."""
    found: list[Quotation] = []
    start = -1
    for at, char in enumerate(text):
        if char == "“" and start < 0:
            start = at
        elif char == "”" and start >= 0:
            found.append(Quotation(outer=Span(start=start, end=at + 1), inner=Span(start=start + 1, end=at)))
            start = -1
    return tuple(found)
