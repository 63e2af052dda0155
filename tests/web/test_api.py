"""The API as a program uses it."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import LEFT, LIMITS, RIGHT

from retell.web.app import application
from retell.web.guard import Door
from retell.web.once import KIND
from retell.web.service import Every, Service

API = "/api/v1"
SIDES = {"left": {"text": LEFT, "outlet": "One"}, "right": {"text": RIGHT, "outlet": "Other"}}


def lines(*records: object) -> bytes:
    return b"\n".join(one if isinstance(one, bytes) else json.dumps(one).encode() for one in records)


def add(client: TestClient, *records: object, wait: bool = True) -> Any:
    headers = {"content-type": "application/x-ndjson"}
    return client.post(f"{API}/documents", params={"wait": wait}, content=lines(*records), headers=headers)


def two(client: TestClient) -> None:
    add(
        client,
        {"id": "one", "text": LEFT, "outlet": "One", "published": "2026-03-01T08:00:00Z"},
        {"id": "other", "text": RIGHT, "outlet": "Other", "published": "2026-03-01T09:00:00Z"},
    )


def settled(client: TestClient) -> dict[str, Any]:
    return over(client, client.post(f"{API}/settle").json()["id"])


def over(client: TestClient, job: str) -> dict[str, Any]:
    """The job once it is over."""
    for _ in range(400):
        found: dict[str, Any] = client.get(f"{API}/jobs/{job}").json()
        if found["state"] not in ("queued", "running"):
            return found
        time.sleep(0.05)
    raise AssertionError("the job does not end")


def test_two_texts_are_compared_as_the_command_does(client: TestClient) -> None:
    answer = client.post(f"{API}/comparisons", json=SIDES)
    found = answer.json()
    assert answer.status_code == 201 and found["schema_version"] == 1
    assert "number.value" in {change["kind"] for change in found["changes"]}
    assert client.get(answer.headers["location"]).json() == found


def test_a_comparison_is_had_in_every_format(client: TestClient) -> None:
    address = client.post(f"{API}/comparisons", json=SIDES).headers["location"]
    page = client.get(address, params={"format": "html"})
    assert page.status_code == 200 and page.headers["content-security-policy"] == "sandbox"
    assert "attachment" in page.headers["content-disposition"]
    assert client.get(address, params={"format": "csv"}).text.count("\n") > 2
    assert client.get(address, params={"format": "docx"}).status_code == 400


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"left": {"text": LEFT}},
        {"left": {"text": ""}, "right": {"text": RIGHT}},
        {"left": {"text": LEFT, "id": "one"}, "right": {"text": RIGHT}},
        {"left": {"text": LEFT}, "right": {"txet": RIGHT}},
        {"left": {"text": LEFT}, "right": {"text": 7}},
    ],
)
def test_a_body_that_is_none_is_a_problem_that_names_the_field(client: TestClient, body: object) -> None:
    answer = client.post(f"{API}/comparisons", json=body)
    assert answer.status_code == 422 and answer.headers["content-type"] == "application/problem+json"
    assert "body" in answer.json()["detail"] or "empty" in answer.json()["detail"]


def test_a_text_that_is_too_long_is_refused(client: TestClient) -> None:
    long = {"left": {"text": "a " * LIMITS.article}, "right": {"text": RIGHT}}
    assert client.post(f"{API}/comparisons", json=long).status_code == 413


def test_a_body_that_is_too_long_is_refused_before_it_is_read(client: TestClient) -> None:
    answer = client.post(f"{API}/comparisons", content=b"{" + b" " * LIMITS.body)
    assert answer.status_code == 413 and answer.json()["title"] == "Request Entity Too Large"


def test_an_address_is_not_fetched_where_the_service_fetches_nothing(client: TestClient) -> None:
    body = {"left": {"url": "http://169.254.169.254/"}, "right": {"text": RIGHT}}
    answer = client.post(f"{API}/comparisons", json=body)
    assert answer.status_code == 422 and "fetches nothing" in answer.json()["detail"]


def test_an_etag_spares_the_second_answer(client: TestClient) -> None:
    two(client)
    first = client.get(f"{API}/documents/one")
    again = client.get(f"{API}/documents/one", headers={"if-none-match": first.headers["etag"]})
    assert first.json()["text"] == LEFT and again.status_code == 304 and not again.content


def test_each_line_of_a_bulk_has_its_own_result(client: TestClient) -> None:
    whole = {"id": "one", "text": LEFT}
    found = add(client, whole, b"{broken", b"", {"id": "x"}, whole).json()["items"]
    statuses = {each["line"]: each["status"] for each in found}
    assert statuses == {1: "new", 2: "failed", 4: "failed", 5: "same"}
    assert found[1]["error"].startswith("R1")


def test_a_bulk_may_be_added_behind_the_scenes(client: TestClient) -> None:
    answer = add(client, {"id": "one", "text": LEFT}, b"{broken", wait=False)
    job = over(client, answer.json()["id"])
    assert answer.status_code == 202 and answer.headers["location"].endswith(job["id"])
    assert job["state"] == "done" and job["result"]["new"] == 1 and len(job["result"]["skipped"]) == 1


def test_the_progress_of_a_job_is_told_until_it_is_over(client: TestClient) -> None:
    job = add(client, {"id": "one", "text": LEFT}, wait=False).json()["id"]
    with client.stream("GET", f"{API}/jobs/{job}/events") as stream:
        told = [json.loads(line[6:]) for line in stream.iter_lines() if line.startswith("data: ")]
    assert told[-1]["state"] == "done"


def test_the_oldest_finished_jobs_are_let_go(client: TestClient) -> None:
    made = [client.post(f"{API}/settle").json()["id"] for _ in range(LIMITS.jobs + 2)]
    over(client, made[-1])
    kept: list[str] = []
    for _ in range(200):
        kept = [job["id"] for job in client.get(f"{API}/jobs").json()["items"]]
        if len(kept) == LIMITS.jobs:
            break
        time.sleep(0.05)
    assert len(kept) == LIMITS.jobs and set(kept) < set(made)


def test_what_was_added_is_listed_page_by_page(client: TestClient) -> None:
    days = range(5)
    add(client, *({"id": f"d{n}", "text": f"{LEFT} {n}", "published": f"2026-03-0{n + 1}"} for n in days))
    seen: list[str] = []
    after: str | None = ""
    while after is not None:
        asked: dict[str, str | int] = {"most": 2, **({"after": after} if after else {})}
        page = client.get(f"{API}/documents", params=asked).json()
        seen += [item["id"] for item in page["items"]]
        after = page["next"]
    assert seen == ["d4", "d3", "d2", "d1", "d0"]


@pytest.mark.parametrize(
    "asked", [{"after": "nonsense"}, {"since": "yesterday"}, {"severity": "bad"}, {"most": 0}, {"x": 1}]
)
def test_a_list_that_is_asked_for_wrongly_is_a_problem(client: TestClient, asked: dict[str, Any]) -> None:
    answer = client.get(f"{API}/documents", params=asked)
    assert answer.status_code in (400, 422) and answer.json()["detail"]


def test_families_are_settled_and_told(client: TestClient) -> None:
    two(client)
    assert settled(client)["state"] == "done"
    (family,) = client.get(f"{API}/families").json()["items"]
    story = client.get(f"{API}/families/{family['id']}").json()
    assert family["members"] == ["one", "other"] and story["edges"][0]["source"] == "one"
    assert [item["id"] for item in client.get(f"{API}/families", params={"kind": "number"}).json()["items"]]
    assert client.get(f"{API}/families", params={"kind": "fluency"}).json()["items"] == []


def test_what_documents_fall_into_is_counted(client: TestClient) -> None:
    two(client)
    settled(client)
    found = client.get(f"{API}/facets", params={"kind": "number"}).json()
    assert {"value": "One", "count": 1} in found["outlets"] and found["kinds"][0]["count"] == 2


def test_a_text_finds_its_relatives(client: TestClient) -> None:
    two(client)
    text = LEFT + " The vote was the third this year."
    found = client.post(f"{API}/find", json={"text": text}).json()["items"]
    assert {hit["id"] for hit in found} == {"one", "other"} and found[0]["why"]


def test_relatives_are_told_by_title_and_source(client: TestClient) -> None:
    two(client)
    settled(client)
    hits = client.post(f"{API}/find", json={"text": LEFT}).json()["items"]
    assert [(hit["id"], hit["twin"], hit["outlet"]) for hit in hits] == [
        ("one", True, "One"),
        ("other", False, "Other"),
    ]
    assert hits[1]["source"]["outlet"] == "One" and hits[1]["order"].startswith("likely copied from One, “")
    assert not any("left" in hit["why"] or "right" in hit["why"] for hit in hits)


def test_a_mark_is_kept_and_the_last_word_stands(client: TestClient) -> None:
    client.put(f"{API}/marks/f1", json={"verdict": "dismiss", "note": "house style"})
    client.put(f"{API}/marks/f1", json={"verdict": "accept"})
    (mark,) = client.get(f"{API}/marks", params={"finding": ["f1", "f2"]}).json()["items"]
    assert (mark["verdict"], mark["note"]) == ("accept", "")


def test_a_request_with_a_key_is_done_once(client: TestClient) -> None:
    headers = {"idempotency-key": "k1"}
    first = client.post(f"{API}/comparisons", json=SIDES, headers=headers)
    again = client.post(f"{API}/comparisons", json=SIDES, headers=headers)
    other = client.post(f"{API}/comparisons", json={**SIDES, "right": {"text": LEFT}}, headers=headers)
    assert again.json() == first.json() and again.headers["idempotent-replayed"] == "true"
    assert again.headers["location"] == first.headers["location"] and other.status_code == 422


def test_a_request_that_failed_may_be_sent_again_with_its_key(client: TestClient) -> None:
    headers = {"idempotency-key": "k2"}
    body = {"left": {"id": "one"}, "right": {"text": RIGHT}}
    assert client.post(f"{API}/comparisons", json=body, headers=headers).status_code == 404
    two(client)
    assert client.post(f"{API}/comparisons", json=body, headers=headers).status_code == 201


def test_a_key_is_let_go_after_some_hours(service: Service, tmp_path: Path) -> None:
    quick = replace(service, limits=replace(LIMITS, key_hours=-1), sweep=Every(0))
    app = application(quick, Door(limits=LIMITS), tmp_path / "jobs")
    headers = {"idempotency-key": "k3"}
    with TestClient(app, base_url="http://localhost") as client:
        client.post(f"{API}/comparisons", json=SIDES, headers=headers)
        again = client.post(f"{API}/comparisons", json=SIDES, headers=headers)
        assert again.status_code == 201 and "idempotent-replayed" not in again.headers
        assert len(service.store.records(KIND).items) == 1


def test_a_document_that_was_removed_is_gone(client: TestClient) -> None:
    two(client)
    assert client.delete(f"{API}/documents/one").status_code == 204
    assert client.get(f"{API}/documents/one").status_code == 404
    assert client.delete(f"{API}/documents/one").status_code == 404


def test_a_token_is_told_once_and_can_be_revoked(client: TestClient) -> None:
    made = client.post(f"{API}/tokens", json={"name": "desk", "scope": "write"}).json()
    (kept,) = client.get(f"{API}/tokens").json()
    assert made["secret"].startswith("retell_") and "secret" not in kept
    assert client.delete(f"{API}/tokens/{kept['id']}").status_code == 204
    assert client.get(f"{API}/tokens").json() == []


def test_what_is_not_there_is_a_problem_too(client: TestClient) -> None:
    for path in ("/nothing", "/comparisons/x", "/documents/x", "/families/x", "/jobs/x"):
        answer = client.get(API + path)
        assert answer.status_code == 404 and answer.headers["content-type"] == "application/problem+json"
    assert client.patch(f"{API}/documents").status_code == 405


def test_the_description_of_the_api_is_openapi_3_1(client: TestClient) -> None:
    told = client.get(f"{API}/openapi.json").json()
    assert told["openapi"].startswith("3.1") and "/api/v1/comparisons" in told["paths"]
    assert not any(path.startswith(("/compare", "/static")) for path in told["paths"])
