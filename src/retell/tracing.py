"""The argument of the program: the only place that knows the order of the stages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from retell.alignment.align import align
from retell.alignment.model import Alignment, Passage
from retell.alignment.passages import passages
from retell.changes.find import changes
from retell.changes.model import Change
from retell.document.model import Document
from retell.document.segment import segmented
from retell.engine import Engine
from retell.family.model import Family, Match, Relation, RelationKind
from retell.family.verify import verify
from retell.lineage.account import account, accounts
from retell.lineage.evidence import evidence
from retell.lineage.infer import descent, lineage
from retell.lineage.model import Descent, Lineage, Side
from retell.lineage.outside import Excerpt, gathered, has_passages, outside
from retell.lineage.skeleton import skeleton
from retell.settings import Settings
from retell.values import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two documents lined up, what differs between them named, and which is likely the source."""

    left: Document
    right: Document
    alignment: Alignment
    relation: Relation
    passages: tuple[Passage, ...]
    changes: tuple[Change, ...]
    descent: Descent
    settings: Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A family with its lineage; one comparison for each edge, the source on the left."""

    family: Family
    documents: tuple[Document, ...]
    lineage: Lineage
    comparisons: tuple[Comparison, ...]
    settings: Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracing:
    """What a corpus amounts to: its stories, and the pairs that share something but no story."""

    stories: tuple[Story, ...]
    matches: tuple[Match, ...]


def compare(left: Document, right: Document, settings: Settings | None = None) -> Comparison:
    """Line two documents up, name what differs, and say which is likely the source.

    The two are taken in the order given; nothing is assumed about which came first.
    """
    settings = settings or Settings()
    alignment = align(left, right, segmented(left), segmented(right), settings.alignment)
    shared = passages(left, right, settings.passages)
    relation = verify(left, right, shared, settings.family, settings.passages)
    return Comparison(
        left=left,
        right=right,
        alignment=alignment,
        relation=relation,
        passages=shared,
        changes=_changes(left, right, alignment, relation, settings),
        descent=_descent(left, right, alignment, relation, settings),
        settings=settings,
    )


def _changes(
    left: Document, right: Document, alignment: Alignment, relation: Relation, settings: Settings
) -> tuple[Change, ...]:
    """What differs; where neither was copied from the other, only inside sentences that stand side by side.

    What independent reports have each for itself is neither left out nor put in. Two short texts that are
    lined up for the most part are compared in full, whatever they amount to.
    """
    fewest = min(sum(each.is_body for each in side) for side in (alignment.left, alignment.right))
    if _is_copied(relation) or len(alignment.links) >= settings.changes.linked_share * max(1, fewest):
        return changes(left, right, alignment, settings)
    beside = replace(alignment, only_left=(), only_right=())
    return tuple(each for each in changes(left, right, beside, settings) if each.left and each.right)


def _descent(
    left: Document, right: Document, alignment: Alignment, relation: Relation, settings: Settings
) -> Descent:
    """Which is likely the source; where neither was copied from the other there is none to name."""
    if not _is_copied(relation):
        return Descent(source=Side.UNDECIDED, probability=0.5, clues=())
    pair = evidence(account(left, alignment.left), account(right, alignment.right))
    return descent(pair, settings.lineage)


def _is_copied(relation: Relation) -> bool:
    return relation.kind in (RelationKind.COPY, RelationKind.EXCERPT)


def trace(documents: Iterable[Document], engine: Engine, settings: Settings | None = None) -> Tracing:
    """Find the families among `documents`, and tell the story of each.

    Stories come in the order of their first member's id, whatever order the documents came in.
    """
    settings = settings or Settings()
    held = {document.id: document for document in documents}
    grouping = engine.families(held.values())
    tellings = (
        Telling(family=family, documents=tuple(held[member] for member in family.members), settings=settings)
        for family in grouping.families
    )
    stories = tuple(engine.map(story, tellings))
    return Tracing(stories=tuple(with_outside(stories, grouping.matches, held)), matches=grouping.matches)


def given(documents: Iterable[Document], settings: Settings | None = None) -> Tracing:
    """The story of `documents` that are known to be one family; fewer than two have none.

    They are taken to be in the language of most of them.
    """
    settings = settings or Settings()
    drawn = replace(settings.lineage, skeleton=settings.lineage.skeleton.patient())
    held = in_one_language(sorted(documents, key=lambda each: each.id))
    family = Family(members=tuple(each.id for each in held), matches=())
    telling = Telling(family=family, documents=tuple(held), settings=replace(settings, lineage=drawn))
    return Tracing(stories=(story(telling),) if len(held) > 1 else (), matches=())


def in_one_language(documents: Sequence[Document]) -> list[Document]:
    """The documents with the language of most: as scribes spell, one language is easily taken for another."""
    often = Counter(str(each.language) for each in documents if each.language)
    language = max(sorted(often), key=lambda each: often[each], default=None)
    return [replace(each, language=language) for each in documents]


def with_outside(
    stories: Sequence[Story], matches: Iterable[Match], held: Mapping[str, Document]
) -> Iterator[Story]:
    """The stories with the second sources that their copies have outside their families."""
    excerpts = [match for match in matches if match.relation.kind is RelationKind.EXCERPT]
    above = {edge.copy: edge.source for told in stories for edge in told.lineage.edges}
    for told in stories:
        within = set(told.family.members)
        own = [each for match in excerpts for each in _excerpts(match, within, above, held)]
        if not own:
            yield told
            continue
        members = {each.document.id: each for each in accounts(told.documents)}
        weights = told.settings.lineage.second_source
        found = [each for one in own for each in outside(members, told.lineage, one, weights)]
        second = (*told.lineage.second, *gathered(found))
        yield replace(told, lineage=replace(told.lineage, second=second))


def _excerpts(
    match: Match, within: Collection[str], above: Mapping[str, str], held: Mapping[str, Document]
) -> Iterator[Excerpt]:
    """The match as an excerpt of a document outside in a member of the family, if it is one."""
    ends = ((match.left, match.right), (match.right, match.left))
    for (member, other), side, there in zip(ends, ("left", "right"), ("right", "left"), strict=True):
        if member in within and other not in within:
            spans = tuple(getattr(passage, side) for passage in match.passages)
            told = [getattr(passage, there).of(held[other].text) for passage in match.passages]
            source = above.get(other)
            yield Excerpt(
                member=member,
                other=other,
                passages=spans,
                descended=None if source is None else has_passages(held[source], told),
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What it takes to tell one story: a value that an engine can send to a worker."""

    family: Family
    documents: tuple[Document, ...]
    settings: Settings


def story(telling: Telling) -> Story:
    """The story of one family: a pure function, so that any engine can map it."""
    by_id = {document.id: document for document in telling.documents}
    read = accounts(telling.documents)
    found = lineage(read, telling.settings.lineage)
    found = replace(found, skeleton=skeleton(read, telling.settings.lineage.skeleton))
    return Story(
        family=telling.family,
        documents=telling.documents,
        lineage=found,
        comparisons=tuple(
            compare(by_id[edge.source], by_id[edge.copy], telling.settings) for edge in found.edges
        ),
        settings=telling.settings,
    )
