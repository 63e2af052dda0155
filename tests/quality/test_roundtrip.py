"""The edits of round trips: their spans stand in their sentences, and their labels keep the rules."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).resolve().parent / "roundtrip"
SCRIPT = FOLDER.parents[2] / "training" / "roundtrip.py"
KINDS = frozenset(
    "quotation name number time attribution certainty negation role sense omission addition order fluency "
    "wording".split()
)


@cache
def rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / "edits.jsonl").read_text("utf-8").splitlines()]


def words(row: dict[str, Any], side: str) -> str:
    start, end = row[f"{side}_span"]
    text: str = row[side][start:end]
    return text


def quoted(row: dict[str, Any]) -> bool:
    """Whether the left words stand between quotation marks."""
    start, end = row["left_span"]
    return bool(row["left"].count("“", 0, start) > row["left"].count("”", 0, end))


def flat(text: str) -> str:
    return " ".join(text.split())


def test_there_are_three_hundred_edits_of_six_stories_and_two_languages() -> None:
    assert len(rows()) == 300
    assert len({(row["story"], row["pivot"]) for row in rows()}) == 12


@pytest.mark.parametrize("side", ["left", "right"])
def test_each_sentence_stands_in_its_text(side: str) -> None:
    for row in rows():
        name = f"{row['story']}.txt" if side == "left" else f"{row['story']}.{row['pivot']}.txt"
        assert flat(row[side]) in flat((FOLDER / name).read_text("utf-8"))


@pytest.mark.parametrize("side", ["left", "right"])
def test_each_span_lies_within_its_sentence_and_holds_no_blank_ends(side: str) -> None:
    for row in rows():
        start, end = row[f"{side}_span"]
        assert 0 <= start <= end <= len(row[side])
        assert words(row, side) == words(row, side).strip()


def test_each_edit_changes_something() -> None:
    assert all(words(row, "left") != words(row, "right") for row in rows())


def test_each_label_has_a_kind_a_severity_and_a_reason() -> None:
    for row in rows():
        assert row["kind"].partition(".")[0] in KINDS
        assert row["severity"] in {"harmless", "nuance", "meaning"}
        assert row["why"].strip()


def test_other_words_in_a_quotation_are_never_harmless() -> None:
    for row in rows():
        assert quoted(row) == row["kind"].startswith("quotation.")
        assert row["kind"] != "quotation.wording" or row["severity"] != "harmless"


def test_no_edit_is_labelled_twice() -> None:
    keys = [
        json.dumps([row[key] for key in ("pivot", "left", "right", "left_span", "right_span")])
        for row in rows()
    ]
    assert len(set(keys)) == len(keys)


def test_the_edits_are_those_that_the_script_draws() -> None:
    command = [sys.executable, str(SCRIPT), "sample", str(FOLDER), "300"]
    run = subprocess.run(command, capture_output=True, check=True, encoding="utf-8", timeout=60)
    drawn = [json.loads(line) for line in run.stdout.splitlines()]
    assert drawn == [{key: row[key] for key in edit} for row, edit in zip(rows(), drawn, strict=True)]
