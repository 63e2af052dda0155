"""Where a text comes from and who has copied it, as far as an archive knows.

Rare keys lead to a few dozen documents; the words these share with the text, weighed by how rare each is in
the archive, put them in order; the likeliest have their passages sought. The other copies need no such look:
they are in the families of these.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from retell.alignment.model import Passage
from retell.document.model import Document
from retell.document.times import moment
from retell.family.candidates import matched, twins
from retell.family.keys import Keys, document_keys
from retell.family.model import Match, Relation, RelationKind
from retell.family.rarity import Rarity
from retell.report.verdict import named_sides
from retell.settings import ArchiveSettings, Settings
from retell.store import Kept, KeptFamily, Neighbour, Query, Reader

_STRENGTH = {RelationKind.COPY: 0, RelationKind.EXCERPT: 1, RelationKind.SAME_EVENT: 2}

_NAMED = 500
"""Most members of families that are looked up by name for one question."""


class Order(StrEnum):
    """How the times of a document and of the text that was asked about stand to each other."""

    EARLIER = "earlier"
    LATER = "later"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A document of the archive that shares text with the one asked about.

    `left` in the relation and passages is the text asked about, `right` the document; `order` says whether
    the document is the earlier. `family` is the one it belongs to, with its story where it was told, and
    `source` what it was likely copied from. A `twin` has the same words throughout.
    """

    document: Document
    relation: Relation
    passages: tuple[Passage, ...]
    order: Order
    family: KeptFamily | None
    source: Document | None = None
    twin: bool = False

    @property
    def is_first(self) -> bool:
        """Whether it is the likely source of all its family."""
        story = self.family.story if self.family else None
        return story is not None and story.lineage.root == self.document.id


def found(
    store: Reader,
    asked: Document,
    settings: Settings | None = None,
    archive: ArchiveSettings | None = None,
) -> tuple[Answer, ...]:
    """What an archive has of a text, twins first, then copies by how much is shared; not the text itself."""
    settings, archive = settings or Settings(), archive or ArchiveSettings()
    keys = document_keys(asked, settings.family)
    near = [each for each in store.neighbours(keys, archive.neighbours) if each.id != asked.id]
    if not near:
        return ()
    held = store.keys([each.id for each in near])
    counts, documents = store.frequencies()
    rarity = Rarity(counts=counts, documents=documents)
    chosen = _likeliest(near, held, keys, rarity, archive)
    kept = _kept(store, chosen)
    matches = [
        match
        for id in chosen
        if id in kept and (match := _match(asked, keys, kept[id].document, held[id], (rarity, settings)))
    ]
    homes = _homes(store, kept)
    sources = _sources(store, matches, kept, homes)
    answers = [
        replace(
            _answer(asked, match, kept, homes),
            source=sources.get(match.right),
            twin=_same_words(keys, held[match.right]),
        )
        for match in matches
    ]
    return tuple(sorted(answers, key=_rank))


def relatives(store: Reader, answers: Sequence[Answer]) -> dict[str, Document]:
    """The members of the families of some answers by id, as far as a page holds them."""
    ids = sorted({id for answer in answers if answer.family for id in answer.family.members})
    known = {answer.document.id: answer.document for answer in answers}
    wanted = tuple(id for id in ids if id not in known)[:_NAMED]
    return known | {id: each.document for id, each in _kept(store, wanted).items()}


def _rank(answer: Answer) -> tuple[int, bool, float, str]:
    relation = answer.relation
    return (
        _STRENGTH[relation.kind],
        not answer.twin,
        -(relation.left_coverage + relation.right_coverage),
        answer.document.id,
    )


def _likeliest(
    near: Sequence[Neighbour],
    held: Mapping[str, Keys],
    keys: Keys,
    rarity: Rarity,
    archive: ArchiveSettings,
) -> list[str]:
    """The neighbours whose passages are worth seeking, the likeliest first."""
    likeness = {each.id: _likeness(keys, held[each.id], rarity) for each in near if each.id in held}
    worth = [
        each
        for each in near
        if each.id in held and (likeness[each.id] >= archive.likely or each.grams >= archive.least_grams)
    ]
    worth.sort(key=lambda each: (-round(likeness[each.id], 6), -each.strength, each.id))
    return [each.id for each in worth[: archive.verified]]


def _likeness(one: Keys, two: Keys, rarity: Rarity) -> float:
    """The shared weight of words over the lighter document's."""
    sides = [float(rarity.weights(each.vocabulary, 0).sum()) for each in (one, two)]
    both = np.intersect1d(one.vocabulary, two.vocabulary, assume_unique=True)
    shared = float(rarity.weights(both, 0).sum())
    return shared / max(min(sides), 1e-9) if min(sides) else 0.0


def _match(
    asked: Document, keys: Keys, other: Document, others: Keys, means: tuple[Rarity, Settings]
) -> Match | None:
    """The match of the text with a document, the text on the left."""
    if _same_words(keys, others):
        return twins(asked, other)
    return matched(asked, other, *means)


def _same_words(one: Keys, other: Keys) -> bool:
    return (one.text, one.words) == (other.text, other.words)


def _kept(store: Reader, ids: Sequence[str]) -> dict[str, Kept]:
    """The documents of these ids."""
    if not ids:
        return {}
    page = store.documents(Query(ids=tuple(ids), most=max(1, len(ids))))
    return {each.document.id: each for each in page.items}


def _homes(store: Reader, kept: Mapping[str, Kept]) -> dict[str, KeptFamily]:
    """The families of documents, by name."""
    ids = tuple(id for id, each in kept.items() if each.family)
    if not ids:
        return {}
    return {family.id: family for family in store.families(Query(ids=ids, most=len(ids))).items}


def _sources(
    store: Reader, matches: Sequence[Match], kept: Mapping[str, Kept], homes: Mapping[str, KeptFamily]
) -> dict[str, Document]:
    """What documents were likely copied from, as the stories of their families tell."""
    found = {
        edge.copy: edge.source
        for match in matches
        if (home := homes.get(kept[match.right].family or "")) and home.story
        for edge in home.story.lineage.edges
        if edge.copy == match.right
    }
    known = {id: each.document for id, each in kept.items()}
    known |= {
        id: each.document for id, each in _kept(store, sorted(set(found.values()) - set(known))).items()
    }
    return {copy: known[source] for copy, source in found.items() if source in known}


def _answer(
    asked: Document, match: Match, kept: Mapping[str, Kept], homes: Mapping[str, KeptFamily]
) -> Answer:
    other = kept[match.right]
    return Answer(
        document=other.document,
        relation=replace(
            match.relation, why=named_sides(match.relation.why, "the text asked about", "this document")
        ),
        passages=match.passages,
        order=_order(asked, other.document),
        family=homes.get(other.family or ""),
    )


def _order(asked: Document, other: Document) -> Order:
    """Whether a document was published before the text."""
    ours = moment(asked.published) if asked.published else None
    theirs = moment(other.published) if other.published else None
    if ours is None or theirs is None or ours == theirs:
        return Order.UNKNOWN
    return Order.EARLIER if theirs < ours else Order.LATER
