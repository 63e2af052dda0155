"""The pages as a reader asks for them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import LEFT, LIMITS, RIGHT
from tests.web.test_api import over, settled, two

from retell.web import tokens
from retell.web.app import application
from retell.web.guard import Door
from retell.web.page import FORMS
from retell.web.service import Ready, Service
from retell.web.tokens import Scope

OWN = {"sec-fetch-site": "same-origin"}
EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>"


def compared(client: TestClient, left: str = LEFT, right: str = RIGHT) -> str:
    """The address of the comparison of two pasted texts."""
    form = {"left_text": left, "right_text": right}
    answer = client.post("/compare", data=form, headers=OWN, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def test_an_empty_archive_says_what_to_do(client: TestClient) -> None:
    page = client.get("/")
    assert page.status_code == 200 and "The archive is empty" in page.text and "/upload" in page.text


def test_two_pasted_texts_lead_to_their_comparison(client: TestClient) -> None:
    address = compared(client)
    page = client.get(address)
    assert 'class="verdict"' in page.text and "number.value" in page.text.replace(": ", ".")
    assert client.get(f"{address}.json").json()["schema_version"] == 1
    assert compared(client) == address


def test_an_uploaded_page_is_compared_too(client: TestClient) -> None:
    files = {"right_file": ("copy.html", f"<html><body><article><p>{RIGHT}</p></article></body></html>")}
    answer = client.post("/compare", data={"left_text": LEFT}, files=files, headers=OWN)
    assert answer.status_code == 200 and 'class="verdict"' in answer.text


def test_of_an_uploaded_page_its_article_is_kept_and_not_its_bytes(
    client: TestClient, service: Service
) -> None:
    filler = "<!-- " + "x" * 30_000 + " -->"
    aside = "<aside><p>Tides this week.</p></aside>"
    html = f"<html><body>{filler}<article><p>{RIGHT}</p></article>{aside}</body></html>"
    data = {"left_text": LEFT, "right_outlet": "The Relay", "right_published": "2026-03-02"}
    files = {"right_file": ("copy.html", html)}
    address = client.post("/compare", data=data, files=files, headers=OWN).url.path
    (record,) = service.store.records("comparison").items
    kept = json.dumps(record.body, default=dict)
    assert len(kept) < 10_000 and "Tides" in kept and "xxxx" not in kept
    right = client.get(f"{address}.json").json()["right"]
    assert (right["outlet"], right["published"]) == ("The Relay", "2026-03-02")


def test_a_comparison_of_a_page_is_made_again_as_it_was(
    client: TestClient, service: Service, tmp_path: Path
) -> None:
    files = {"right_file": ("copy.html", f"<html><body><article><p>{RIGHT}</p></article></body></html>")}
    made = client.post("/compare", data={"left_text": LEFT}, files=files, headers=OWN)
    later = replace(service, ready=Ready(1))
    app = application(later, Door(limits=LIMITS), tmp_path / "jobs")
    with TestClient(app, base_url="http://localhost") as again:
        assert again.get(made.url.path).text == made.text


def test_a_form_that_fails_says_why_and_keeps_what_was_typed(client: TestClient) -> None:
    answer = client.post("/compare", data={"left_text": LEFT, "right_text": " "}, headers=OWN)
    assert answer.status_code == 422 and "right text is empty" in answer.text and LEFT[:40] in answer.text


def test_a_text_that_is_too_long_is_told_so_on_the_page(client: TestClient) -> None:
    long = "word " * LIMITS.article
    answer = client.post("/compare", data={"left_text": long[:40_000], "right_text": RIGHT}, headers=OWN)
    assert answer.status_code == 413 and "20,000" in answer.text


@pytest.mark.parametrize("form", FORMS)
def test_a_comparison_can_be_had_in_every_form(client: TestClient, form: str) -> None:
    address = compared(client)
    answer = client.get(f"{address}/as/{form}")
    assert answer.status_code == 200 and answer.text.strip()
    assert f'href="{address}/as/{form}"' in client.get(address).text or form == "json"


def test_a_form_that_is_none_is_refused_by_name(client: TestClient) -> None:
    answer = client.get(f"{compared(client)}/as/docx")
    assert answer.status_code == 400 and "docx is no format" in answer.text


def test_a_pair_and_a_family_can_be_read_as_lines_of_text(client: TestClient) -> None:
    two(client)
    settled(client)
    pair = client.get("/pair/as/text", params={"left": "one", "right": "other"})
    assert pair.headers["content-type"].startswith("text/plain") and "[-5-]" in pair.text
    assert max(map(len, pair.text.splitlines())) <= 80
    family = client.get("/family.txt", params={"id": "one"}).text
    assert family.startswith("2 versions of one report") and "└─ Other" in family


def test_what_the_first_page_and_the_work_tell_stands_as_json_too(client: TestClient) -> None:
    two(client)
    settled(client)
    told = client.get("/home.json").json()
    assert told["stats"]["documents"] == 2 and told["families"][0]["members"] == ["one", "other"]
    assert {each["id"] for each in told["documents"]} == {"one", "other"}
    assert told["stats"] == client.get("/api/v1/stats").json()
    assert client.get("/upload.json").json()["items"][0]["sort"] == "settle"
    for path in ("/", "/upload"):
        assert '.json">JSON</a>' in client.get(path).text


def test_the_part_of_the_site_one_is_in_is_told(client: TestClient) -> None:
    two(client)
    for path, part in (
        ("/search?q=pier", "search"),
        ("/find", "find"),
        ("/pair?left=one&right=other", "families"),
    ):
        assert f'<a href="/{part}" aria-current="page">' in client.get(path).text
    assert "aria-current" not in client.get("/").text


def test_a_document_is_told_with_its_outlet_and_its_time_as_people_read_it(client: TestClient) -> None:
    two(client)
    page = client.get("/document", params={"id": "one"}).text
    assert "<b>One</b>" in page and "2026-03-01 08:00 UTC" in page and "T08:00" not in page


def test_what_an_article_says_is_never_markup(client: TestClient) -> None:
    page = client.get(compared(client, f"{LEFT} {EVIL}", f"{RIGHT} {EVIL}")).text
    assert "<script>alert" not in page and "<img src=x" not in page and "&lt;script&gt;" in page


def test_a_page_runs_nothing_but_our_own_files(client: TestClient) -> None:
    answer = client.get(compared(client))
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=", answer.text)
    for name in re.findall(r'(?:src|href)="(/static/[^"]+)"', answer.text):
        assert client.get(name).status_code == 200


def test_no_other_file_can_be_had(client: TestClient) -> None:
    for name in ("page.html.j2", "../app.py", "..%2Fapp.py", "%2e%2e/guard.py"):
        assert client.get(f"/static/{name}").status_code == 404


def test_documents_are_sought_and_shown(client: TestClient) -> None:
    two(client)
    found = client.get("/search", params={"q": "rowing club", "outlet": "Other"})
    assert "1" in found.text and "/document?id=other" in found.text and "/document?id=one" not in found.text
    assert [item["id"] for item in client.get("/search.json", params={"q": "boathouse"}).json()["items"]]
    page = client.get("/document", params={"id": "one"})
    assert page.status_code == 200 and "rowing club" in page.text
    assert client.get("/document.json", params={"id": "one"}).json()["text"] == LEFT


@pytest.mark.parametrize("id", ["a/b?c=d&e#f", "…", "<b>", "%2e%2e", "a b"])
def test_an_id_may_hold_any_character(client: TestClient, id: str) -> None:
    line = json.dumps({"id": id, "text": LEFT})
    client.post("/api/v1/documents", content=line, headers={"content-type": "application/x-ndjson"})
    address = re.search(r'href="(/document\?id=[^"]+)"', client.get("/search").text)
    assert address and LEFT[:30] in client.get(address[1].replace("&amp;", "&")).text


def test_a_copy_is_followed_to_its_source_on_the_page_of_its_family(client: TestClient) -> None:
    two(client)
    settled(client)
    (address,) = set(re.findall(r'href="(/family\?id=[^"]+)"', client.get("/families").text))
    page = client.get(address).text
    assert "most likely copied from the one above" in page
    pair = re.search(r'href="(/pair\?left=one&amp;right=other)"', page)
    assert pair and 'class="verdict"' in client.get(pair[1].replace("&amp;", "&")).text
    assert client.get(address.replace("/family?", "/family.json?")).json()["root"] == "one"


def test_a_text_is_followed_to_its_source(client: TestClient) -> None:
    two(client)
    page = client.post("/find", data={"text": LEFT}, headers=OWN)
    assert page.status_code == 200 and "/document?id=one" in page.text
    assert (
        "Nothing in the archive" in client.post("/find", data={"text": "Another matter."}, headers=OWN).text
    )


def test_a_file_is_added_behind_the_scenes(client: TestClient) -> None:
    records = "\n".join(json.dumps({"id": f"d{n}", "text": f"{LEFT} {n}"}) for n in range(3))
    answer = client.post(
        "/upload", files={"file": ("more.jsonl", records + "\n{")}, headers=OWN, follow_redirects=False
    )
    job = answer.headers["location"].rpartition("/")[2]
    assert over(client, job)["result"]["new"] == 3
    assert "Not read" in client.get(f"/jobs/{job}").text and "R1" in client.get(f"/jobs/{job}").text


def test_work_that_was_under_way_when_the_service_ended_is_done_after(
    service: Service, tmp_path: Path
) -> None:
    folder = tmp_path / "jobs"
    app = application(service, Door(limits=LIMITS), folder)
    written = app.state.jobs.place()
    written.write_bytes(b'{"name": "late.jsonl"}\n' + json.dumps({"id": "late", "text": LEFT}).encode())
    job = app.state.jobs.add("add", written)
    with TestClient(application(service, Door(limits=LIMITS), folder), base_url="http://localhost") as again:
        assert over(again, job.id)["result"]["new"] == 1


def test_what_is_not_there_is_a_page_that_says_so(client: TestClient) -> None:
    for path in ("/comparisons/x", "/family?id=x", "/document?id=x", "/jobs/x", "/nowhere"):
        answer = client.get(path)
        assert answer.status_code == 404 and answer.headers["content-type"].startswith("text/html")
    assert "There is nothing at /nowhere." in client.get("/nowhere").text


def test_a_reader_logs_in_with_a_token_and_out_again(service: Service, tmp_path: Path) -> None:
    secret, _ = tokens.issue(service.store, "desk", Scope.READ, 1)
    door = Door(token=lambda given: tokens.read(service.store, given), limits=LIMITS)
    app = application(service, door, tmp_path / "jobs")
    with TestClient(app, base_url="http://localhost") as client:
        assert client.get("/search").status_code == 401
        assert client.post("/login", data={"token": "retell_no"}, headers=OWN).status_code == 401
        form = {"token": secret, "next": "//evil.example/"}
        inside = client.post("/login", data=form, headers=OWN, follow_redirects=False)
        assert inside.headers["location"] == "/" and "HttpOnly" in inside.headers["set-cookie"]
        assert client.get("/search").status_code == 200
        assert client.post("/upload", files={"file": ("a.txt", LEFT)}, headers=OWN).status_code == 403
        client.post("/logout", headers=OWN)
        assert client.get("/search").status_code == 401


def test_health_and_metrics_are_told(client: TestClient) -> None:
    client.get("/search", params={"q": "secret words"})
    told = client.get("/metrics").text
    assert client.get("/healthz").text == client.get("/readyz").text == "ok\n"
    assert 'retell_requests_total{method="GET",route="/search",status="200"} 1.0' in told
    assert "secret" not in told
