"""Addresses on the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.articles import COPY, SOURCE, Retell
from tests.unit.fetch.servers import Server, by_path, reply, serving

ALLOWED = ("--allow-host", "127.0.0.1")


def page(text: str) -> bytes:
    paragraphs = "".join(f"<p>{each}</p>" for each in text.split("\n\n"))
    return reply(f"<html><body><article>{paragraphs}</article></body></html>", content_type="text/html")


@pytest.fixture(scope="module")
def site() -> Iterator[Server]:
    answers = {"/source": page(SOURCE), "/copy": page(COPY), "/wait": reply("", 429, retry_after="60")}
    with serving(by_path(dict(answers))) as server:
        yield server


def test_two_pages_are_compared(retell: Retell, site: Server) -> None:
    run = retell("compare", site.url("/source"), site.url("/copy"), "--json", *ALLOWED)
    assert run.status == 0, run.err
    assert run.json["left"]["url"] == site.url("/source")
    assert {change["kind"].partition(".")[0] for change in run.json["changes"]} >= {"number", "quotation"}


def test_a_page_is_compared_with_a_file(retell: Retell, site: Server, copy: Path) -> None:
    assert retell("compare", site.url("/source#top"), copy, "--json", *ALLOWED).status == 0


def test_pages_are_traced(retell: Retell, site: Server) -> None:
    run = retell("trace", site.url("/source"), site.url("/copy"), "--json", *ALLOWED)
    assert run.status == 0, run.err
    assert len(json.loads(run.out)["family"]) == 2


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("http://127.0.0.1/", "R305"),
        ("http://localhost/", "R305"),
        ("http://169.254.169.254/latest/", "R305"),
        ("file:///etc/passwd", "R301"),
        ("gopher://news.test/", "R301"),
        ("http://news.test:22/", "R304"),
    ],
)
def test_an_address_that_may_not_be_read_ends_with_4_and_a_line(
    retell: Retell, copy: Path, address: str, code: str
) -> None:
    for run in (retell("compare", address, copy), retell("trace", address, copy)):
        assert run.status == 4
        assert run.err.startswith(f"{code}: {address}")
        assert "Traceback" not in run.err


def test_a_page_that_is_not_there_ends_with_4(retell: Retell, site: Server, copy: Path) -> None:
    run = retell("compare", site.url("/none"), copy, *ALLOWED)
    assert (run.status, run.out) == (4, "")
    assert "answers 404" in run.err


def test_a_host_that_asks_for_patience_says_how_much(retell: Retell, site: Server, copy: Path) -> None:
    assert "in 60 seconds" in retell("compare", site.url("/wait"), copy, *ALLOWED).err


def test_one_page_that_fails_does_not_cost_a_trace_the_rest(retell: Retell, site: Server, copy: Path) -> None:
    run = retell("trace", site.url("/none"), site.url("/source"), copy, "--json", *ALLOWED)
    assert run.status == 4
    assert len(json.loads(run.out)["family"]) == 2


def test_a_file_that_fails_still_ends_with_3(retell: Retell, copy: Path) -> None:
    assert retell("compare", copy, "no-such-file.txt").status == 3


def test_pages_are_added_to_an_archive_and_asked_about(retell: Retell, site: Server, tmp_path: Path) -> None:
    archive = ("--archive", tmp_path / "archive.db")
    run = retell("archive", "add", site.url("/source"), site.url("/none"), *archive, *ALLOWED)
    assert run.status == 4
    assert "answers 404" in run.err
    for address in ("/copy", "/source"):
        assert retell("archive", "find", site.url(address), "--json", *archive, *ALLOWED).status == 0
    found = retell("archive", "find", site.url("/copy"), "--json", *archive, *ALLOWED).json
    assert [answer["document"]["url"] for answer in found["answers"]] == [site.url("/source")]
    assert retell("archive", "find", "http://127.0.0.1/", *archive).status == 4
