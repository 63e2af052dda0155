"""The API asked with everything its description allows, and with what it does not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import CheckFunction
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import positive_data_acceptance
from tests.web.conftest import LIMITS

from retell.stores import opened
from retell.web.app import application
from retell.web.guard import Door
from retell.web.service import Service, Turns

BEYOND: list[CheckFunction] = [positive_data_acceptance]
"""A description cannot say that a text must not be blank, or an id be known: such bodies are refused."""


@schemathesis.serializer("application/x-ndjson")
def lines(_: schemathesis.SerializationContext, value: object) -> bytes:
    return str(value).encode("utf-8", "replace")


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Iterator[schemathesis.BaseSchema]:
    folder = tmp_path_factory.mktemp("schema")
    with opened(str(folder / "archive.db"), create=True) as store:
        service = Service(store=store, limits=LIMITS, turns=Turns(LIMITS))
        app = application(service, Door(hosts=frozenset({"testserver"}), limits=LIMITS), folder / "jobs")
        yield schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)


def test_no_request_meets_anything_but_what_is_described(described: schemathesis.BaseSchema) -> None:
    asked = 0
    for found in described.get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()
        if operation.path.endswith("/events"):
            continue  # a stream has no one body to hold against a schema; test_api.py reads it

        @given(case=operation.as_strategy())
        @settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
        def ask(case: schemathesis.Case[Any]) -> None:
            case.call_and_validate(excluded_checks=BEYOND)

        ask()
        asked += 1
    assert asked >= 19
