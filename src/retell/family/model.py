"""What two documents are to each other, and the families that follow from it."""

from __future__ import annotations

from enum import StrEnum

from retell.alignment.model import Passage
from retell.values import dataclass


class RelationKind(StrEnum):
    """What a pair of documents amounts to."""

    COPY = "copy"
    EXCERPT = "excerpt"
    SAME_EVENT = "same_event"
    UNRELATED = "unrelated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """The relation of a pair, how sure we are, and why; coverage is a share of body characters, 0..1."""

    kind: RelationKind
    probability: float
    why: str
    left_coverage: float
    right_coverage: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A verified pair of documents, by id, `left` < `right`."""

    left: str
    right: str
    relation: Relation
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Documents that descend from one text: ids ascending, and the matches that hold them together."""

    members: tuple[str, ...]
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much was looked at, and what was left out by rule.

    `dropped` keys were in too many documents. Of the `candidates`, pairs that share enough rare keys, `forms`
    share a frame and not its contents, `cut` were beyond the strongest of both documents, `skipped` were of
    one family by other matches already; `verified` pairs had their passages sought, `quoted` their runs.
    """

    documents: int = 0
    twins: int = 0
    dropped: int = 0
    candidates: int = 0
    forms: int = 0
    cut: int = 0
    skipped: int = 0
    verified: int = 0
    quoted: int = 0
    families: int = 0
    excerpts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """What a corpus falls into: families, and the pairs that share something but no family."""

    families: tuple[Family, ...]
    matches: tuple[Match, ...]
    counts: Counts = Counts()
