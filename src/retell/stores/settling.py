"""Families of an archive: those that a run over all its documents gives, kept with their stories."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version

from retell.document.model import Document
from retell.engine import Engine
from retell.errors import StoreError
from retell.family.model import Family
from retell.report.build import change_ids
from retell.settings import ArchiveSettings, Settings
from retell.store import Found, Kept, KeptFamily, Query, Settlement, Store, Told
from retell.stores.asking import now
from retell.stores.written import dumped
from retell.tracing import Comparison, Story, Telling, story

_PAGE = 500


def settled(
    store: Store,
    settings: Settings | None = None,
    engine: Engine | None = None,
    archive: ArchiveSettings | None = None,
) -> int:
    """Settle families where documents came, changed or went; how many families there are then.

    Raises StoreError where others write again and again meanwhile.
    """
    settings = settings or Settings()
    for _ in range((archive or ArchiveSettings()).attempts):
        before = store.stats()
        if not before.unsettled:
            return before.families
        settlement = _settlement(store, before.revision, settings, engine or _local(settings))
        if store.settle(settlement):
            return len(settlement.families)
    raise StoreError.moved_on("the archive")


def _local(settings: Settings) -> Engine:
    from retell.engines.local import LocalEngine

    return LocalEngine(settings=settings)


def _settlement(store: Store, revision: int, settings: Settings, engine: Engine) -> Settlement:
    """The families of all documents, each with the story it had or a new one."""
    kept = {each.document.id: each for each in every_document(store)}
    told = {family.story.basis: family.story for family in every_family(store) if family.story}
    grouping = engine.families(each.document for each in kept.values())
    untold = [family for family in grouping.families if basis(family, kept, settings) not in told]
    told |= _told(untold, kept, settings, engine)
    families = tuple(
        KeptFamily(
            id=family.members[0],
            members=family.members,
            matches=family.matches,
            story=told[basis(family, kept, settings)],
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


def basis(family: Family, kept: Mapping[str, Kept], settings: Settings) -> str:
    """What a story is told from, as one word: the members, their versions, the settings."""
    members = [[id, kept[id].version, kept[id].updated] for id in family.members]
    return hashlib.sha256(dumped([members, settings]).encode()).hexdigest()[:32]


def _told(
    families: Iterable[Family], kept: Mapping[str, Kept], settings: Settings, engine: Engine
) -> dict[str, Told]:
    """The stories of families by what they are told from."""
    untold = list(families)
    tellings = [
        Telling(family=family, documents=_documents(family, kept), settings=settings) for family in untold
    ]
    written, made_by, at = dumped(settings), version("retell"), now()
    return {
        (name := basis(family, kept, settings)): Told(
            lineage=each.lineage,
            findings=tuple(findings(each)),
            basis=name,
            settings=written,
            retell=made_by,
            at=at,
        )
        for family, each in zip(untold, engine.map(story, tellings), strict=True)
    }


def _documents(family: Family, kept: Mapping[str, Kept]) -> tuple[Document, ...]:
    return tuple(kept[id].document for id in family.members)


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
