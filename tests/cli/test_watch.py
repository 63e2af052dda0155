"""`retell watch` as a user meets it."""

from __future__ import annotations

import base64
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import feedparser
import pytest
from standardwebhooks import Webhook
from tests.cli.articles import COPY, SOURCE, Retell
from tests.unit.fetch.servers import reply, saying, serving
from tests.unit.watch.sites import Site, feed, site

from retell.store import Query
from retell.stores import opened
from retell.watch.alerts import KIND, every

SECRET = "whsec_" + base64.b64encode(bytes(range(32))).decode()


@pytest.fixture
def news() -> Iterator[Site]:
    with site() as made:
        made.answers["/feed"] = feed("/source")
        yield made


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "archive.db"


def test_a_copy_is_found_told_posted_and_listed_once(
    retell: Retell, news: Site, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RETELL_WEBHOOK_SECRET", SECRET)
    usual = ("--once", "--delay", "0", "--allow-host", "127.0.0.1", "--archive", archive)
    alerts = ("--alerts", tmp_path / "alerts.atom", "--service", "https://desk.test")
    with serving(saying(reply(status=204))) as desk:
        watch = ("watch", news.url("/feed"), *usual, *alerts, "--webhook", desk.url("/hook"))
        first = retell(*watch)
        news.answers["/feed"] = feed("/source", "/copy", "/other")
        second = retell(*watch)
        third = retell(*watch)
    assert (first.status, second.status, third.status) == (0, 0, 0), second.err
    assert (first.out, third.out) == ("", "")
    assert "of meaning" in second.out
    assert second.out.count("\n") == 1
    (request,) = desk.requests
    told = Webhook(SECRET).verify(request.body, request.headers)["data"]
    assert told["page"].startswith("https://desk.test/pair?left=")
    assert {told["source"]["url"], told["copy"]["url"]} == {news.url("/source"), news.url("/copy")}
    with (tmp_path / "alerts.atom").open("rb") as file:
        read = feedparser.parse(file)
    assert [entry.link for entry in read.entries] == [told["page"]]
    logged = [json.loads(line) for line in second.err.splitlines() if line.startswith("{")]
    assert [line["event"] for line in logged] == ["alert"]


def test_alerts_are_printed_as_json(retell: Retell, archive: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(SOURCE)
    (folder / "b.txt").write_text(COPY)
    run = retell("--quiet", "watch", folder, "--once", "--archive", archive, "--json")
    assert run.json["changes"]["meaning"] >= 1
    assert run.err == ""


def test_a_source_that_fails_ends_a_single_look_with_4(retell: Retell, news: Site, archive: Path) -> None:
    run = retell(
        "watch",
        news.url("/none"),
        "--once",
        "--allow-host",
        "127.0.0.1",
        "--delay",
        "0",
        "--archive",
        archive,
    )
    assert run.status == 4
    assert "R317" in run.err


def test_a_webhook_without_a_secret_is_refused_at_once(
    retell: Retell, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("RETELL_WEBHOOK_SECRET", raising=False)
    run = retell("watch", ".", "--once", "--archive", archive, "--webhook", "https://desk.test/")
    assert run.status == 2
    assert run.err.startswith("R209")
    assert not archive.exists()


def test_the_secret_may_stand_in_a_file(retell: Retell, archive: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    hook = ("--webhook", "https://desk.test/", "--webhook-secret-file", secret)
    assert retell("watch", tmp_path, "--once", "--archive", archive, *hook).status == 3
    secret.write_text(SECRET + "\n")
    assert retell("watch", tmp_path, "--once", "--archive", archive, *hook).status == 0


@pytest.mark.slow
def test_a_watch_runs_until_it_is_told_to_end(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    command = [sys.executable, "-m", "retell", "watch", str(tmp_path / "in"), "--archive", str(archive)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, env={**os.environ, "COLUMNS": "80"}) as running:
        assert running.stderr
        assert json.loads(running.stderr.readline())["event"] == "round"
        time.sleep(0.2)
        running.send_signal(signal.SIGTERM)
        assert running.wait(20) == 0


@pytest.mark.slow
def test_a_watch_killed_at_any_moment_goes_on_and_tells_once(archive: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(SOURCE)
    (folder / "b.txt").write_text(COPY)
    usual = [sys.executable, "-m", "retell", "watch", str(folder), "--once", "--json", "--archive"]
    begun = time.monotonic()
    subprocess.run([*usual, str(tmp_path / "other.db")], check=True, capture_output=True)
    whole, command, told = time.monotonic() - begun, [*usual, str(archive)], list[str]()
    for share in (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95):
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as running:
            assert running.stdout
            try:
                running.wait(whole * share)
            except subprocess.TimeoutExpired:
                running.kill()
            told += running.stdout.read().decode().splitlines()
    last = subprocess.run(command, capture_output=True, check=True, text=True)
    told += last.stdout.splitlines()
    assert len(told) <= 1  # a line may be lost between the alert's keeping and its printing, never doubled
    with opened(str(archive)) as store:
        assert len(list(every(store, KIND))) == 1
        assert len(store.documents(Query()).items) == 2
