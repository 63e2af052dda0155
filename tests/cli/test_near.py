from __future__ import annotations

import json
from pathlib import Path

from tests.cli.articles import OTHER, SOURCE, Retell, Write

EDITED = SOURCE.replace(" the ", " that ", 2)


def records(write: Write) -> Path:
    held = [("b", SOURCE), ("a", EDITED), ("c", OTHER)]
    lines = [json.dumps({"id": name, "text": text}) for name, text in held]
    return write("in.jsonl", "\n".join([*lines, "{"]))


def test_a_folder_gets_families_and_what_was_skipped(retell: Retell, write: Write, tmp_path: Path) -> None:
    outcome = retell("trace", records(write), "--keys", "near", "-o", tmp_path / "out")
    assert outcome.status == 3
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["families.jsonl", "skipped.jsonl"]
    assert (tmp_path / "out" / "families.jsonl").read_text() == '{"family": ["a", "b"]}\n'
    (skipped,) = (tmp_path / "out" / "skipped.jsonl").read_text().splitlines()
    assert json.loads(skipped)["where"] == "line 4"
    assert "3 documents: 2 in 1 families" in outcome.err


def test_families_are_printed_a_line_each(retell: Retell, write: Write) -> None:
    assert retell("trace", records(write), "--keys", "near").out == "a\tb\n"
    assert json.loads(retell("trace", records(write), "--keys", "near", "--json").out) == {
        "family": ["a", "b"]
    }


def test_files_of_other_kinds_are_read_as_documents(retell: Retell, write: Write) -> None:
    write("texts/a.txt", SOURCE)
    write("texts/b.txt", EDITED)
    folder = write("texts/c.txt", OTHER).parent
    outcome = retell("trace", folder, "--keys", "near")
    assert outcome.status == 0
    assert len(outcome.out.split()) == 2


def test_near_duplicates_are_found_on_this_machine_alone(retell: Retell, write: Write) -> None:
    assert retell("trace", records(write), "--keys", "near", "--engine", "spark").status == 2
