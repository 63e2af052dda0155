"""The pairs of a corpus worth verifying, and what verifying one yields."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from retell.alignment.model import Passage
from retell.alignment.passages import passages
from retell.document.model import Document
from retell.family.index import MemoryIndex
from retell.family.keys import Keys
from retell.family.model import Match, Relation, RelationKind
from retell.family.rarity import Rarity, weighed
from retell.family.verify import verify
from retell.settings import FamilySettings, Settings
from retell.text.spans import Span, trimmed


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """The pairs worth verifying, ids ascending in the pair; and what rules left out.

    `twins` are pairs of the same words throughout, the first document of its kind on the left: they need
    no verifying, and only the first goes on as a candidate. `dropped` keys were too common, `cut` pairs
    were beyond the strongest of both their documents.
    """

    pairs: tuple[tuple[str, str], ...]
    twins: tuple[tuple[str, str], ...]
    dropped: int = 0
    cut: int = 0


def candidates(keys: Mapping[str, Keys], settings: FamilySettings) -> Candidates:
    """The candidate pairs among documents, whatever order they come in."""
    twins = _twins(keys, settings)
    known = {twin for _, twin in twins}
    index = MemoryIndex(settings)
    for id in sorted(keys.keys() - known):
        if keys[id].words >= settings.least_words:
            index.add(id, keys[id])
    found = index.candidates()
    kept = _strongest(found, settings.most_neighbours)
    return Candidates(pairs=kept, twins=twins, dropped=index.dropped(), cut=len(found) - len(kept))


def _twins(keys: Mapping[str, Keys], settings: FamilySettings) -> tuple[tuple[str, str], ...]:
    """Every document whose words are those of an earlier one by id, beside the earliest."""
    groups: dict[tuple[int, int], list[str]] = defaultdict(list)
    for id in sorted(keys):
        if keys[id].words >= settings.least_words:
            groups[keys[id].text, keys[id].words].append(id)
    return tuple(sorted((group[0], other) for group in groups.values() for other in group[1:]))


def _strongest(found: Sequence[tuple[str, str, float]], most: int) -> tuple[tuple[str, str], ...]:
    """The pairs that are among the `most` strongest of at least one of their documents, in order of ids."""
    seen: Counter[str] = Counter()
    kept = []
    for left, right, _ in sorted(found, key=lambda pair: (-pair[2], pair[0], pair[1])):
        if seen[left] < most or seen[right] < most:
            kept.append((left, right))
        seen[left] += 1
        seen[right] += 1
    return tuple(sorted(kept))


def matched(left: Document, right: Document, rarity: Rarity, settings: Settings) -> Match | None:
    """The pair as a match, with the passages it rests on; None where the two are unrelated."""
    found = passages(left, right, settings.passages)
    relation = verify(left, right, found, settings.family)
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
