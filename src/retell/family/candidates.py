"""The pairs of a corpus worth verifying, and what verifying one yields."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from retell.alignment.model import Passage
from retell.alignment.passages import passages
from retell.document.model import Document
from retell.family.index import Meeting, MemoryIndex
from retell.family.keys import Keys
from retell.family.model import Match, Relation, RelationKind
from retell.family.rarity import Rarity, weighed
from retell.family.rounds import Pair
from retell.family.screen import Holdings, Screened, screened
from retell.family.verify import verify
from retell.settings import FamilySettings, Settings
from retell.text.spans import Span, trimmed


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """The pairs worth verifying, the likeliest first, ids ascending in each; and what rules left out.

    `twins` are pairs of the same words throughout, the first document of its kind on the left: they need
    no verifying, and only the first goes on as a candidate. `forms` share a frame and not its contents.
    `events` share names and figures and few other words: they may report one event.
    `met` pairs share enough rare keys, `dropped` keys were too common, and `cut` pairs were beyond the
    strongest of both their documents.
    """

    pairs: tuple[Pair, ...]
    twins: tuple[tuple[str, str], ...]
    forms: tuple[tuple[str, str], ...] = ()
    events: tuple[tuple[str, str], ...] = ()
    met: int = 0
    dropped: int = 0
    cut: int = 0


def candidates(keys: Mapping[str, Keys], rarity: Rarity, settings: FamilySettings) -> Candidates:
    """The candidate pairs among documents, whatever order they come in; `rarity` counts their words."""
    twins = _twins(keys, settings)
    known = {twin for _, twin in twins}
    index = MemoryIndex(settings)
    for id in sorted(keys.keys() - known):
        if keys[id].words >= settings.least_words:
            index.add(id, keys[id])
    met = index.meeting()
    seen = _seen(met, keys, rarity, settings)
    found = _found(met, seen, settings)
    kept = _strongest(found, settings.most_neighbours)
    return Candidates(
        pairs=tuple(pair for pair, _ in kept),
        twins=twins,
        forms=_named(met, seen.forms),
        events=tuple(
            (pair.left, pair.right) for pair, _ in _strongest(_events(met, seen), settings.most_events)
        ),
        met=len(met.first),
        dropped=index.dropped(),
        cut=len(found) - len(kept),
    )


def _twins(keys: Mapping[str, Keys], settings: FamilySettings) -> tuple[tuple[str, str], ...]:
    """Every document whose words are those of an earlier one by id, beside the earliest."""
    groups: dict[tuple[int, int], list[str]] = defaultdict(list)
    for id in sorted(keys):
        if keys[id].words >= settings.least_words:
            groups[keys[id].text, keys[id].words].append(id)
    return tuple(sorted((group[0], other) for group in groups.values() for other in group[1:]))


def _seen(met: Meeting, keys: Mapping[str, Keys], rarity: Rarity, settings: FamilySettings) -> Screened:
    """What the words of each pair say."""
    named = Rarity.of(keys[id].particulars for id in met.ids)
    words = Holdings.of((keys[id].vocabulary for id in met.ids), rarity, settings.unseen_documents, 1)
    names = Holdings.of((keys[id].particulars for id in met.ids), named, settings.unseen_documents, 2)
    return screened(words, names, met.first, met.second, settings)


def _named(met: Meeting, chosen: np.typing.NDArray[np.bool_]) -> tuple[tuple[str, str], ...]:
    rows = zip(met.first[chosen].tolist(), met.second[chosen].tolist(), strict=True)
    return tuple((met.ids[one], met.ids[two]) for one, two in rows)


def _found(met: Meeting, seen: Screened, settings: FamilySettings) -> list[tuple[Pair, float]]:
    """The pairs that may be copies, and how like they are."""
    alike = np.round(seen.likeness + seen.whole, 6)[seen.copies].tolist()
    near = (seen.whole >= settings.near_words)[seen.copies].tolist()
    ids = _named(met, seen.copies)
    return [
        (Pair(left=left, right=right, near=is_near), value)
        for (left, right), is_near, value in zip(ids, near, alike, strict=True)
    ]


def _events(met: Meeting, seen: Screened) -> list[tuple[Pair, float]]:
    """The pairs that may report one event, and how like they are."""
    alike = np.round(seen.likeness + seen.whole, 6)[seen.events].tolist()
    pairs = (Pair(left=left, right=right, near=False) for left, right in _named(met, seen.events))
    return list(zip(pairs, alike, strict=True))


def _strongest(found: Sequence[tuple[Pair, float]], most: int) -> list[tuple[Pair, float]]:
    """The pairs among the `most` strongest of at least one of their documents, the strongest first."""
    seen: Counter[str] = Counter()
    kept = []
    for pair, alike in sorted(found, key=lambda each: (-each[1], each[0].left, each[0].right)):
        if seen[pair.left] < most or seen[pair.right] < most:
            kept.append((pair, alike))
        seen[pair.left] += 1
        seen[pair.right] += 1
    return kept


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
