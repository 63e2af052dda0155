from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from tests.cli.articles import Retell, Write

from retell import cli
from retell.cli import FORMATS


def test_the_text_view_begins_with_the_verdict(retell: Retell, source: Path, copy: Path) -> None:
    outcome = retell("compare", source, copy)
    assert outcome.status == 0 and outcome.err == ""
    first = outcome.out.splitlines()[0]
    assert first.startswith("5 of 5 sentences")
    assert "\x1b" not in outcome.out
    assert not any(line.endswith(" ") for line in outcome.out.splitlines())


def test_json_goes_to_stdout_whole(retell: Retell, source: Path, copy: Path) -> None:
    record = retell("compare", source, copy, "--json").json
    assert record["schema_version"] == 1
    assert record["left"]["text"] == source.read_text()
    assert [link["kind"] for link in record["links"]].count("identical") == 2
    assert any(
        change["left"] and change["left"]["text"] == "214" and change["severity"] == "meaning"
        for change in record["changes"]
    )


def test_the_same_comparison_gives_the_same_bytes(retell: Retell, source: Path, copy: Path) -> None:
    assert retell("compare", source, copy, "--json") == retell("compare", source, copy, "--json")


def test_a_text_against_itself_has_no_change(retell: Retell, source: Path) -> None:
    outcome = retell("compare", source, source, "--json", "--fail-on", "harmless")
    assert outcome.status == 0
    assert outcome.json["changes"] == []
    assert outcome.json["descent"]["source"] == "undecided"


def test_html_is_written_to_its_file_and_the_verdict_is_a_message(
    retell: Retell, source: Path, copy: Path, tmp_path: Path
) -> None:
    page = tmp_path / "new" / "report.html"
    outcome = retell("compare", source, copy, "--html", page)
    assert (outcome.status, outcome.out) == (0, "")
    assert str(page) in outcome.err and "sentences" in outcome.err
    assert page.read_text().startswith("<!DOCTYPE html>")
    assert [path.name for path in page.parent.iterdir()] == ["report.html"]


def test_html_and_json_can_be_had_at_once(retell: Retell, source: Path, copy: Path, tmp_path: Path) -> None:
    outcome = retell("--quiet", "compare", source, copy, "--json", "--html", tmp_path / "a.html")
    assert outcome.json["schema_version"] == 1 and outcome.err == ""
    assert (tmp_path / "a.html").exists()


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("a.html", "<!DOCTYPE"),
        ("a.json", "{"),
        ("a.txt", "5 of 5 sentences"),
        ("a.md", "# 5 of 5 sentences"),
        ("a.csv", "number,id,kind"),
        ("a.tei.xml", '<?xml version="1.0" encoding="UTF-8"?>\n<TEI'),
        ("a.pan.xml", '<?xml version="1.0" encoding="UTF-8"?>\n<document'),
    ],
)
def test_output_takes_the_form_its_name_asks_for(
    retell: Retell, source: Path, copy: Path, tmp_path: Path, name: str, begins: str
) -> None:
    assert retell("compare", source, copy, "-o", tmp_path / name).out == ""
    assert (tmp_path / name).read_text().startswith(begins)


def test_the_format_that_is_named_wins_over_the_file_name(
    retell: Retell, source: Path, copy: Path, tmp_path: Path
) -> None:
    retell("compare", source, copy, "--format", "json", "-o", tmp_path / "a.html")
    assert json.loads((tmp_path / "a.html").read_text())["schema_version"] == 1


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_can_be_printed(retell: Retell, source: Path, copy: Path, form: str) -> None:
    outcome = retell("compare", source, copy, "--format", form)
    assert outcome.status == 0 and outcome.err == "" and outcome.out.endswith("\n")


def test_output_that_cannot_be_written_is_an_error_by_name(
    retell: Retell, source: Path, tmp_path: Path
) -> None:
    outcome = retell("compare", source, source, "-o", source / "under-a-file.json")
    assert outcome.status == 2
    assert outcome.err.startswith("R205: ") and "under-a-file.json" in outcome.err


def test_a_failed_write_leaves_the_old_file_as_it_was(
    retell: Retell, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "kept.json"
    kept.write_text("old")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    outcome = retell("compare", source, source, "-o", kept)
    assert outcome.status == 2 and "No space left" in outcome.err
    assert kept.read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kept.json", "source.txt"]


@pytest.mark.parametrize(("severity", "status"), [("meaning", 1), ("nuance", 1), ("harmless", 1)])
def test_fail_on_a_severity_that_was_found_exits_with_one(
    retell: Retell, source: Path, copy: Path, severity: str, status: int
) -> None:
    assert retell("compare", source, copy, "--json", "--fail-on", severity).status == status


def test_one_record_of_many_is_chosen_by_its_id(retell: Retell, write: Write, source: Path) -> None:
    lines = [
        json.dumps({"id": name, "text": f"{name.title()} fell on the quay. It was wet."})
        for name in ("rain", "snow")
    ]
    records = write("many.jsonl", "\n".join(lines))
    outcome = retell("compare", f"{records}#rain", f"{records}#snow", "--json")
    assert outcome.status == 0
    assert (outcome.json["left"]["id"], outcome.json["right"]["id"]) == ("rain", "snow")


def test_many_records_where_one_is_wanted_is_a_usage_error(
    retell: Retell, write: Write, source: Path
) -> None:
    lines = [json.dumps({"id": name, "text": f"{name} fell."}) for name in ("rain", "snow")]
    records = write("many.jsonl", "\n".join(lines))
    outcome = retell("compare", records, source)
    assert outcome.status == 2
    assert outcome.err.startswith("R201: ") and "many.jsonl#rain" in outcome.err


def test_an_id_that_is_not_there_is_a_usage_error(retell: Retell, write: Write, source: Path) -> None:
    records = write("many.jsonl", json.dumps({"id": "rain", "text": "Rain fell."}))
    outcome = retell("compare", f"{records}#hail", source)
    assert outcome.status == 2
    assert outcome.err.startswith("R202: ") and "It has: rain." in outcome.err


def test_standard_input_is_one_side(
    retell: Retell, copy: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(source.read_bytes())))
    outcome = retell("compare", "-", copy, "--json")
    assert outcome.status == 0 and outcome.json["left"]["text"] == source.read_text()


def test_standard_input_cannot_be_both_sides(retell: Retell) -> None:
    outcome = retell("compare", "-", "-")
    assert outcome.status == 2 and outcome.err.startswith("R203: ")


@pytest.mark.parametrize(
    "arguments", [("compare",), ("compare", "one"), ("retract",), ("compare", "a", "b", "--html")]
)
def test_wrong_usage_exits_with_two(retell: Retell, arguments: tuple[str, ...]) -> None:
    outcome = retell(*arguments)
    assert outcome.status == 2 and "Error:" in outcome.err and "Traceback" not in outcome.err


def test_an_internal_error_is_one_line_and_exits_with_five(
    retell: Retell, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("a fault")

    monkeypatch.setattr("retell.tracing.compare", fail)
    outcome = retell("compare", source, source)
    assert outcome.status == 5
    assert outcome.err.startswith("R501: internal error: ZeroDivisionError: a fault. Run again with --debug")
    assert len(outcome.err.splitlines()) == 1
    with pytest.raises(ZeroDivisionError):
        cli.run(["--debug", "compare", str(source), str(source)])


def test_version_and_help_are_answers_not_errors(retell: Retell) -> None:
    assert retell("--version").out.startswith("retell 0.")
    outcome = retell("--help")
    assert outcome.status == 0 and "compare" in outcome.out and "trace" in outcome.out


def test_wide_pipes_may_ask_for_their_width(
    retell: Retell, source: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert max(map(len, retell("compare", source, copy).out.splitlines())) <= 60


def test_a_device_stays_a_device_when_it_is_written_to(retell: Retell, source: Path, tmp_path: Path) -> None:
    place = tmp_path / "nowhere"
    place.symlink_to("/dev/null")
    assert retell("compare", source, source, "-o", place).status == 0
    assert place.is_symlink() and Path("/dev/null").is_char_device()
