from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from tests.cli.articles import COPY, OTHER, SOURCE, Retell, Write

LINES = "".join(
    json.dumps(record) + "\n"
    for record in (
        {"id": "source", "text": SOURCE, "outlet": "Arholm Post", "published": "2026-03-02T09:00:00Z"},
        {"id": "copy", "text": COPY, "outlet": "Daily Relay", "published": "2026-03-02T14:00:00Z"},
        {"id": "other", "text": OTHER, "outlet": "Arholm Post", "published": "2026-03-04"},
    )
)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "archive.db"
    monkeypatch.setenv("RETELL_ARCHIVE", str(path))
    return path


@pytest.fixture
def articles(place: Path, retell: Retell, write: Write) -> Path:
    """An archive of a source, its copy and something else."""
    file = write("articles.jsonl", LINES)
    assert retell("archive", "add", file).status == 0
    return file


def test_articles_are_added_once(place: Path, retell: Retell, write: Write) -> None:
    file = write("articles.jsonl", LINES)
    first = retell("archive", "add", file, "--json")
    assert [json.loads(line)["outcome"] for line in first.out.splitlines()] == ["new"] * 3
    assert first.err == "3 added. The archive has 3 articles, 2 of them in 1 families.\n"
    again = retell("archive", "add", file, "--json")
    assert [json.loads(line)["outcome"] for line in again.out.splitlines()] == ["same"] * 3
    assert again.status == 0


def test_what_cannot_be_read_is_listed_and_the_rest_is_kept(
    place: Path, retell: Retell, write: Write, tmp_path: Path
) -> None:
    file = write("articles.jsonl", LINES + '{"id": "empty"}\nnot json\n')
    outcome = retell("archive", "add", file, "-o", tmp_path / "out")
    assert outcome.status == 3
    skipped = [json.loads(line) for line in (tmp_path / "out" / "skipped.jsonl").read_text().splitlines()]
    assert [each["where"] for each in skipped] == ["line 4", "line 5"]
    assert len((tmp_path / "out" / "added.jsonl").read_text().splitlines()) == 3
    assert retell("archive", "stats", "--json").json["documents"] == 3


def test_a_page_that_changed_is_updated(place: Path, retell: Retell, write: Write) -> None:
    page = {"url": "https://arholm.example/ferry", "outlet": "Arholm Post"}
    for text in (SOURCE, COPY):
        file = write("page.jsonl", json.dumps({**page, "text": text}))
        outcome = retell("archive", "add", file, "--json")
    assert outcome.json["version"] == 2
    shown = retell("archive", "show", outcome.json["id"], "--json").json
    assert (shown["text"], shown["version"], shown["versions"]) == (COPY, 2, 2)
    before = retell("archive", "show", outcome.json["id"], "--version", "1", "--json").json
    assert before["text"] == SOURCE


def test_a_text_is_found_with_its_family(articles: Path, retell: Retell, source: Path) -> None:
    found = retell("archive", "find", source, "--json").json
    kinds = {answer["document"]["id"]: answer["relation"]["kind"] for answer in found["answers"]}
    assert kinds == {"source": "copy", "copy": "copy"}
    assert all(answer["relation"]["why"] and answer["passages"] for answer in found["answers"])
    (family,) = found["families"]
    assert family["members"] == ["copy", "source"]
    assert family["edges"][0]["source"] in ("source", "copy")


def test_a_document_of_the_archive_is_asked_about_by_its_id(articles: Path, retell: Retell) -> None:
    found = retell("archive", "find", "--id", "copy", "--json").json
    assert [(each["document"]["id"], each["order"]) for each in found["answers"]] == [("source", "earlier")]
    told = retell("archive", "find", "--id", "copy").out
    assert told.startswith("copy (") and "\nFamily of 2, copy\n" in told
    assert "the left" not in told and "the right" not in told
    assert "of the text asked about stands in this document" in told or "of this document stands in" in told


def test_a_file_that_was_added_is_told_to_be_there(place: Path, retell: Retell, write: Write) -> None:
    file = write("same.txt", SOURCE)
    retell("archive", "add", file)
    (answer,) = retell("archive", "find", file, "--json").json["answers"]
    assert answer["twin"] and retell("archive", "find", file).out.startswith("the same words (")


def test_what_is_not_there_is_said_not_to_be(articles: Path, retell: Retell) -> None:
    outcome = retell("archive", "find", "--text", "Nobody has ever said a word of this before today.")
    assert (outcome.status, outcome.out) == (0, "Nothing in the archive shares text with this.\n")
    assert retell("archive", "find", "--text", " ").status == 3
    refused = retell("archive", "find", "http://127.0.0.1/private")
    assert refused.status == 4 and refused.err.startswith("R3")
    assert retell("archive", "find").status == 2
    missing = retell("archive", "show", "nobody")
    assert missing.status == 2 and missing.err.startswith("R412:")


def test_a_text_comes_from_standard_input(
    articles: Path, retell: Retell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(COPY.encode())))
    found = retell("archive", "find", "-", "--json").json
    assert {answer["document"]["id"] for answer in found["answers"]} == {"source", "copy"}


def test_articles_are_listed_by_what_is_asked(articles: Path, retell: Retell) -> None:
    def ids(*asked: str) -> list[str]:
        return [each["id"] for each in retell("archive", "show", "--json", *asked).json["documents"]]

    assert ids() == ["other", "copy", "source"]
    assert ids("--words", "harbour master") == ["copy", "source"]
    assert ids("--outlet", "Arholm Post", "--until", "2026-03-02") == ["source"]
    assert ids("--kind", "number", "--severity", "meaning") == ["copy", "source"]
    first = retell("archive", "show", "--json", "--most", "2").json
    assert ids("--most", "2", "--after", first["next"]) == ["source"]
    assert retell("archive", "show", "--after", "nonsense").status == 2
    assert "more with --after" in retell("archive", "show", "--most", "1").out


def test_a_removed_article_is_gone_with_its_family(articles: Path, retell: Retell) -> None:
    outcome = retell("archive", "remove", "copy", "nobody", "--json")
    assert outcome.status == 3
    assert outcome.json == {"removed": ["copy"], "missing": ["nobody"]}
    assert "R412" in outcome.err
    stats = retell("archive", "stats", "--json").json
    assert (stats["documents"], stats["families"], stats["unsettled"]) == (2, 0, 0)


def test_what_is_exported_is_restored_the_same(
    articles: Path, retell: Retell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert retell("archive", "export", "-o", tmp_path / "out").status == 0
    before = retell("archive", "export").out
    other = str(tmp_path / "other.db")
    assert retell("archive", "restore", tmp_path / "out", "--archive", other).status == 0
    assert retell("archive", "export", "--archive", other).out == before
    ours, theirs = (retell("archive", "stats", "--json", *more).json for more in ((), ("--archive", other)))
    assert [theirs[name] for name in ("documents", "versions", "families", "in_families")] == [
        ours[name] for name in ("documents", "versions", "families", "in_families")
    ]


def test_an_export_is_read_as_articles_too(articles: Path, retell: Retell, write: Write) -> None:
    lines = write("again.jsonl", retell("archive", "export").out)
    traced = retell("trace", lines, "--json")
    assert json.loads(traced.out.splitlines()[0])["family"] == ["copy", "source"]


def test_a_folder_that_is_no_export_is_refused(place: Path, retell: Retell, tmp_path: Path) -> None:
    assert retell("archive", "restore", tmp_path).status == 3
    (tmp_path / "archive.json").write_text('{"retell_archive": 99}')
    assert retell("archive", "restore", tmp_path).err.startswith("R416:")


@pytest.mark.parametrize("command", ["find", "show", "remove", "export", "stats"])
def test_a_missing_archive_is_named(command: str, place: Path, retell: Retell) -> None:
    more = {"find": ["--text", "words"], "remove": ["x"]}.get(command, [])
    outcome = retell("archive", command, *more)
    assert outcome.status == 2
    assert outcome.err.startswith(f"R401: {place}")
    assert not place.exists()


def test_stats_are_told_in_lines(articles: Path, retell: Retell) -> None:
    assert "families     1, of 2 documents" in retell("archive", "stats").out
