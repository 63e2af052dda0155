"""A service over an archive in memory, asked without a network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from retell.store import Store
from retell.stores import opened
from retell.web.app import application
from retell.web.guard import Door
from retell.web.limits import Limits
from retell.web.service import Service, Turns

OPENING = (
    "The decision follows a survey that found rot in forty of the pier's oak posts and rust in most of its "
    "iron braces. Divers working for the engineering firm Halvorsen measured the posts in three weeks of "
    "January and wrote that two spans could fail in an easterly gale. Shopkeepers on the promenade "
    "fear for the summer trade, and the rowing club must find another place for its boathouse by May. "
)
LEFT = (
    "The harbour board voted 5 to 2 on Tuesday to close the old pier, officials said. "
    "“We cannot keep it safe,” Ines Okafor, who chairs the board, told reporters. "
    + OPENING
    + "The pier may reopen in 2031 if money is found. About 90 boats will move to the north quay."
)
RIGHT = (
    "The harbour board voted 6 to 2 on Tuesday to close the old pier. "
    "“We can't make it safe,” said Ines Okafor, who chairs the board. "
    + OPENING
    + "The pier will reopen in 2031 if money is found. About 90 boats are to move to the north quay."
)
LIMITS = Limits(body=50_000, bulk=200_000, article=20_000, jobs=3)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(str(tmp_path / "archive.db"), create=True) as made:
        yield made


@pytest.fixture
def service(store: Store) -> Service:
    return Service(store=store, limits=LIMITS, turns=Turns(LIMITS))


@pytest.fixture
def client(service: Service, tmp_path: Path) -> Iterator[TestClient]:
    app = application(service, Door(limits=LIMITS), tmp_path / "jobs")
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as made:
        yield made
