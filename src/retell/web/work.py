"""The sorts of jobs: adding a file of articles, settling families."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from retell.document.load import from_stream
from retell.document.model import Document, Skipped
from retell.engines.local import LocalEngine
from retell.stores.adding import Tally, added
from retell.stores.grown import Grown
from retell.stores.settling import settled
from retell.web.jobs import Told, Work
from retell.web.service import Service

_NAMED_SKIPS = 100


def header(name: str) -> bytes:
    """The first line of a job's input: how the file that follows was called."""
    return json.dumps({"name": name[-200:]}).encode() + b"\n"


def sorts(service: Service) -> Mapping[str, Work]:
    """What each sort of job does; what is known of the families is kept from job to job."""
    grown = Grown(service.settings)
    return {
        "add": lambda path, told: _add(service, grown, path, told),
        "settle": lambda _, told: _settle(service, grown, told),
    }


def _add(service: Service, grown: Grown, path: Path | None, told: Told) -> Mapping[str, object]:
    """Every article of the file added, then families settled; what could not be read is named."""
    tally = Tally()
    if path:
        for batch in added(service.store, _read(path), service.settings):
            tally.take(batch)
            told("documents", tally.new + tally.updated + tally.same, 0)
    lost = [skipped for skipped in tally.skipped if not skipped.notice]
    return {
        "new": tally.new,
        "updated": tally.updated,
        "same": tally.same,
        "not_read": len(lost),
        "skipped": [f"{one.where or one.origin}: {one.error}" for one in lost[:_NAMED_SKIPS]],
        **_settle(service, grown, told),
    }


def _read(path: Path) -> Iterator[Document | Skipped]:
    with path.open("rb") as stream:
        name = str(json.loads(stream.readline())["name"])
        yield from from_stream(stream, name)


def _settle(service: Service, grown: Grown, told: Told) -> Mapping[str, object]:
    engine = LocalEngine(settings=service.settings, workers=1, progress=told)
    return {"families": settled(service.store, service.settings, engine, grown=grown)}
