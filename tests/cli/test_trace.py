from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from tests.cli.articles import COPY, OTHER, SOURCE, Retell, Write


def corpus(write: Write) -> Path:
    write("in/a.txt", SOURCE)
    write("in/b.txt", COPY)
    return write("in/c.txt", OTHER).parent


def test_a_folder_gets_stories_matches_skipped_and_pages(
    retell: Retell, write: Write, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    outcome = retell("trace", corpus(write), "-o", out)
    assert outcome.status == 0
    assert sorted(path.name for path in out.iterdir()) == [
        "comparisons",
        "index.html",
        "matches.jsonl",
        "skipped.jsonl",
        "stories.jsonl",
    ]
    story = json.loads((out / "stories.jsonl").read_text())
    origins = sorted(Path(member["origin"]).name for member in story["members"])
    assert origins == ["a.txt", "b.txt"]
    assert (out / "skipped.jsonl").read_text() == ""
    assert "index.html" in outcome.err


def test_pages_link_to_each_other(retell: Retell, write: Write, tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "first", "text": SOURCE, "published": "2031-05-01T08:00:00Z"}),
        json.dumps({"id": "second", "text": COPY, "published": "2031-05-02T08:00:00Z"}),
    ]
    retell("trace", write("in.jsonl", "\n".join(lines)), "-o", tmp_path / "out")
    story = json.loads((tmp_path / "out" / "stories.jsonl").read_text())
    if not story["edges"]:
        assert story["undecided"] == [["first", "second"]]
        return
    page = (tmp_path / "out" / "comparisons" / "0001-001.html").read_text()
    assert "../index.html#family-1" in page
    assert 'href="comparisons/0001-001.html"' in (tmp_path / "out" / "index.html").read_text()


def test_json_prints_one_story_a_line(retell: Retell, write: Write) -> None:
    outcome = retell("trace", corpus(write), "--json")
    (story,) = [json.loads(line) for line in outcome.out.splitlines()]
    assert len(story["family"]) == 2


def test_the_order_of_the_inputs_changes_nothing(retell: Retell, write: Write) -> None:
    folder = corpus(write)
    names = [folder / name for name in ("a.txt", "b.txt", "c.txt")]
    assert retell("trace", *names, "--json").out == retell("trace", *reversed(names), "--json").out


def test_without_a_folder_the_families_are_printed(retell: Retell, write: Write) -> None:
    out = retell("trace", corpus(write)).out
    assert out.startswith("3 documents read; 1 family of copies among 2 of them")


def test_what_could_not_be_read_is_told_in_three_places_and_costs_nothing_else(
    retell: Retell, write: Write, tmp_path: Path
) -> None:
    folder = corpus(write)
    write("in/empty.txt", "")
    outcome = retell("trace", folder, "-o", tmp_path / "out")
    assert outcome.status == 3
    assert "R103" in outcome.err and "empty.txt" in outcome.err
    assert "R103" in (tmp_path / "out" / "index.html").read_text()
    (skipped,) = [json.loads(line) for line in (tmp_path / "out" / "skipped.jsonl").read_text().splitlines()]
    assert skipped["error"].startswith("R103")
    assert len((tmp_path / "out" / "stories.jsonl").read_text().splitlines()) == 1


def test_pages_of_an_earlier_run_do_not_linger(retell: Retell, write: Write, tmp_path: Path) -> None:
    stale = write("out/comparisons/0009-001.html", "old")
    kept = write("out/comparisons/notes.html", "mine")
    retell("trace", corpus(write), "-o", tmp_path / "out")
    assert not stale.exists() and kept.exists()


def test_an_engine_without_what_it_runs_on_is_a_usage_error(
    retell: Retell, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "retell.engines.spark", None)
    outcome = retell("trace", source, "--engine", "spark")
    assert outcome.status == 2 and outcome.err.startswith("R204: spark: this engine needs pyspark")


def test_a_folder_that_cannot_be_made_is_a_usage_error(retell: Retell, source: Path) -> None:
    outcome = retell("trace", source, "-o", source / "out")
    assert outcome.status == 2 and outcome.err.startswith("R205: ")
