"""What looking at one pair of documents closely yields."""

from __future__ import annotations

from retell.alignment.model import Passage
from retell.alignment.passages import passages
from retell.document.model import Document
from retell.family.model import Match, Relation, RelationKind
from retell.family.rarity import Rarity, weighed
from retell.family.verify import verify
from retell.settings import Settings
from retell.text.spans import Span, trimmed


def matched(left: Document, right: Document, rarity: Rarity, settings: Settings) -> Match | None:
    """The pair as a match, with the passages it rests on; None where the two are unrelated."""
    found = passages(left, right, settings.passages)
    relation = verify(left, right, found, settings.family, settings.passages)
    if relation.kind is RelationKind.UNRELATED:
        return None
    match = Match(left=left.id, right=right.id, relation=relation, passages=found)
    return weighed(match, left, right, rarity, settings.family)


def twins(left: Document, right: Document) -> Match:
    """The match of two documents with the same words throughout."""
    sides = [trimmed(each.text, Span(start=0, end=len(each.text))) for each in (left, right)]
    relation = Relation(
        kind=RelationKind.COPY,
        probability=1.0,
        why="the same words throughout",
        left_coverage=1.0,
        right_coverage=1.0,
    )
    passage = Passage(left=sides[0], right=sides[1], similarity=1.0)
    return Match(left=left.id, right=right.id, relation=relation, passages=(passage,))
