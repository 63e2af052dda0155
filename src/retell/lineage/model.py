"""Clues to who copied whom, and what follows from them."""

from __future__ import annotations

from enum import StrEnum

from retell.text.spans import Span
from retell.values import dataclass


class Side(StrEnum):
    """The side of a comparison that a clue speaks for as the source."""

    LEFT = "left"
    RIGHT = "right"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """What one clue sees, before it is weighed: `value` is above 0 where the left looks like the source.

    `name` names its weight in the settings ("containment" has `containment_weight`).
    """

    kind: str
    name: str
    value: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """One reason to think that one side is the source; `weight` is in nats of log odds, never negative."""

    kind: str
    favours: Side
    weight: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PivotPair:
    """Words of the left and right that are both `word` in another language; None for a name respelt."""

    left: str
    right: str
    word: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pivot:
    """The language (ISO 639-1 and its English name) that one of two documents likely went through."""

    language: str
    name: str
    probability: float
    pairs: tuple[PivotPair, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Descent:
    """Which of two documents is the source; `probability` is of the answer given, 0.5 where undecided."""

    source: Side
    probability: float
    clues: tuple[Clue, ...]
    pivot: Pivot | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """`copy` was most likely made from `source` (document ids)."""

    source: str
    copy: str
    probability: float
    clues: tuple[Clue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """A document that must have been between `source` and `copies`, and is not in the family (ids).

    The copies share what they have not from `source`, and none can have it from another of them.
    """

    source: str
    copies: tuple[str, ...]
    probability: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Second:
    """A document from which a copy has passages that its source has not; `passages` are in the copy.

    `alike` are others that may have given them as well: the probability is that one of all these did.
    `outside` tells that `source` is no member of the family.
    """

    source: str
    copy: str
    probability: float
    passages: tuple[Span, ...]
    why: str
    alike: tuple[str, ...] = ()
    outside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """A family as a forest of copying: every document has at most one source, and there is no cycle.

    `root` is None where the texts cannot tell which document came first; `undecided` are the pairs that
    are surely related and whose order is not known, each pair and the list in ascending order. What no tree
    can show stands beside it: sources that are lost, and second sources, which close no cycle either.
    `skeleton` tells who is next to whom with no direction, lost documents ("?1", "?2", …) among them; it is
    found by itself, by fewest changes, and empty for two documents and for very many.
    """

    root: str | None
    edges: tuple[Edge, ...]
    undecided: tuple[tuple[str, str], ...]
    unknown: tuple[Unknown, ...] = ()
    second: tuple[Second, ...] = ()
    skeleton: tuple[tuple[str, str], ...] = ()
