"""One named difference between two documents."""

from __future__ import annotations

import hashlib
from enum import StrEnum

from retell.text.spans import Span
from retell.values import dataclass


class Severity(StrEnum):
    """What a careful reader of one version would not learn as a reader of the other does."""

    HARMLESS = "harmless"
    NUANCE = "nuance"
    MEANING = "meaning"

    @property
    def rank(self) -> int:
        """0 harmless, 1 nuance, 2 meaning."""
        return ("harmless", "nuance", "meaning").index(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference: its kind ("sense.shift"), severity, the words on each side, and why.

    A side that has nothing to point at is None; both None is a ValueError. `confidence` is 0..1.
    """

    kind: str
    severity: Severity
    confidence: float
    why: str
    left: Span | None
    right: Span | None
    also: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.left is None and self.right is None:
            raise ValueError("a change points at words on at least one side")

    @property
    def family(self) -> str:
        """The kind without its subkind."""
        return self.kind.partition(".")[0]


def stable_id(change: Change, left_text: str, right_text: str) -> str:
    """An id that survives a re-run and an edit elsewhere in either text: made of the kind and the words."""
    words = "\x1f".join(
        (
            change.kind,
            change.left.of(left_text) if change.left else "",
            change.right.of(right_text) if change.right else "",
            _around(change.left, left_text),
            _around(change.right, right_text),
        )
    )
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _around(span: Span | None, text: str) -> str:
    return text[max(0, span.start - 24) : span.end + 24] if span else ""
