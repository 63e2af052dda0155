"""Families of an archive: those that a run over all its documents gives, kept with their stories."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version

from retell.document.model import Document
from retell.engine import Engine
from retell.errors import StoreError
from retell.family.model import Family
from retell.report.build import change_ids
from retell.settings import ArchiveSettings, Settings
from retell.store import Found, Kept, KeptFamily, Query, Reader, Settlement, Store, Told
from retell.stores.asking import now
from retell.stores.grown import Grown, batched, documents_of
from retell.stores.written import dumped
from retell.tracing import Comparison, Story, Telling, story

_PAGE = 500


def settled(
    store: Store,
    settings: Settings | None = None,
    engine: Engine | None = None,
    archive: ArchiveSettings | None = None,
    grown: Grown | None = None,
) -> int:
    """Settle families where documents came, changed or went; how many families there are then.

    `engine` seeks passages and tells the stories. Raises StoreError where others write again and again
    meanwhile.
    """
    settings = settings or Settings()
    grown = grown or Grown(settings)
    for _ in range((archive or ArchiveSettings()).attempts):
        before = store.stats()
        if not before.unsettled:
            return before.families
        settlement = _settlement(store, before.revision, (settings, engine or _local(settings), grown))
        if store.settle(settlement):
            return len(settlement.families)
    raise StoreError.moved_on("the archive")


def _local(settings: Settings) -> Engine:
    from retell.engines.local import LocalEngine

    return LocalEngine(settings=settings)


def _settlement(store: Store, revision: int, means: tuple[Settings, Engine, Grown]) -> Settlement:
    """The families of all documents, each with the story it had or a new one."""
    settings, engine, grown = means
    rows = store.rows()
    told = {family.story.basis: family.story for family in every_family(store) if family.story}
    grouping = grown.grouping(store, rows, engine)
    names = {family.members: basis(family, rows, settings) for family in grouping.families}
    untold = [family for family in grouping.families if names[family.members] not in told]
    told |= _told(store, untold, names, settings, engine)
    families = tuple(
        KeptFamily(
            id=family.members[0],
            members=family.members,
            matches=family.matches,
            story=told[names[family.members]],
        )
        for family in grouping.families
    )
    return Settlement(revision=revision, families=families, matches=grouping.matches)


def every_document(store: Store) -> Iterator[Kept]:
    """All documents of an archive, page by page."""
    query: Query | None = Query(most=_PAGE)
    while query:
        page = store.documents(query)
        yield from page.items
        query = Query(most=_PAGE, after=page.next) if page.next else None


def every_family(store: Store) -> Iterator[KeptFamily]:
    """All families of an archive, page by page."""
    query: Query | None = Query(most=_PAGE)
    while query:
        page = store.families(query)
        yield from page.items
        query = Query(most=_PAGE, after=page.next) if page.next else None


def basis(family: Family, rows: Mapping[str, int], settings: Settings) -> str:
    """What a story is told from, as one word: the members, their versions, the settings."""
    members = [[id, rows.get(id)] for id in family.members]
    return hashlib.sha256(dumped([members, settings]).encode()).hexdigest()[:32]


def _told(
    store: Reader,
    untold: Sequence[Family],
    names: Mapping[tuple[str, ...], str],
    settings: Settings,
    engine: Engine,
) -> dict[str, Told]:
    """The stories of families by what they are told from."""
    tellings = (
        Telling(family=family, documents=_documents(store, family), settings=settings) for family in untold
    )
    written, made_by, at = dumped(settings), version("retell"), now()
    return {
        names[family.members]: Told(
            lineage=each.lineage,
            findings=tuple(findings(each)),
            basis=names[family.members],
            settings=written,
            retell=made_by,
            at=at,
        )
        for family, each in zip(untold, engine.map(story, tellings), strict=True)
    }


def _documents(store: Reader, family: Family) -> tuple[Document, ...]:
    """The members of a family; one that went meanwhile is left out, and the settlement will be refused."""
    held: dict[str, Kept] = {}
    for some in batched(family.members):
        held |= documents_of(store, some)
    return tuple(held[id].document for id in family.members if id in held)


def findings(made: Story) -> Iterator[Found]:
    """What the comparisons of a story found, in their order."""
    for comparison in made.comparisons:
        yield from _findings(comparison)


def _findings(comparison: Comparison) -> Iterator[Found]:
    for change, id in zip(comparison.changes, change_ids(comparison), strict=True):
        yield Found(
            id=id,
            left=comparison.left.id,
            right=comparison.right.id,
            kind=change.kind,
            severity=change.severity,
            confidence=change.confidence,
            why=change.why,
        )
