"""Families of the archive with their whole stories, made when they are asked for and kept a while."""

from __future__ import annotations

import json
import threading
from collections.abc import Hashable
from http import HTTPStatus

from retell.family.model import Family
from retell.store import KeptFamily, Query
from retell.tracing import Story, Telling, story
from retell.web.page import family_address as address
from retell.web.problem import ProblemError
from retell.web.service import Service

__all__ = ["address", "family", "ready", "told"]

AT_ONCE = 6
"""A family of so many members is told while its reader waits; a larger one meanwhile."""


def family(service: Service, id: str) -> KeptFamily:
    """The family with this id; ProblemError where there is none."""
    found = service.store.families(Query(family=id, most=1)).items
    if not found:
        raise ProblemError(HTTPStatus.NOT_FOUND, f"The archive has no family {id[:80]}.")
    return found[0]


def told(service: Service, kept: KeptFamily) -> Story:
    """The story of a family: who copied whom, and each copy beside its source."""

    def made() -> Story:
        documents = [service.store.document(member) for member in kept.members]
        present = tuple(found.document for found in documents if found)
        telling = Telling(
            family=Family(members=tuple(document.id for document in present), matches=kept.matches),
            documents=present,
            settings=service.settings,
        )
        with service.turns.one():
            return story(telling)

    return service.ready.get(_key(kept), made, weight=len(kept.members))


def ready(service: Service, kept: KeptFamily) -> Story | None:
    """The same where it is at hand or soon made; None while it is being told for the first time."""
    key = _key(kept)
    if len(kept.members) <= AT_ONCE or service.ready.has(key):
        return told(service, kept)
    if service.ready.begin(key):
        threading.Thread(target=_tell, args=(service, kept), name="retell-story", daemon=True).start()
    return None


def _tell(service: Service, kept: KeptFamily) -> None:
    try:
        told(service, kept)
    finally:
        service.ready.end(_key(kept))


def _key(kept: KeptFamily) -> Hashable:
    """A family as it is now: its members, in the versions its story was told from."""
    basis = kept.story.basis if kept.story else ""
    return ("story", kept.id, json.dumps(kept.members), basis)
