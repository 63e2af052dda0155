from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from tests.cli.articles import COPY, SOURCE, Retell, Write


@pytest.fixture
def pan(write: Write, tmp_path: Path) -> Path:
    """A corpus of one pair as PAN lays it out, its one case the whole text."""
    write("pan/susp/suspicious-document00001.txt", COPY)
    write("pan/src/source-document00001.txt", SOURCE)
    write("pan/02-no-obfuscation/pairs", "suspicious-document00001.txt source-document00001.txt\n")
    write(
        "pan/02-no-obfuscation/suspicious-document00001-source-document00001.xml",
        '<document reference="suspicious-document00001.txt"><feature name="plagiarism" '
        f'this_offset="0" this_length="{len(COPY) - 1}" source_reference="source-document00001.txt" '
        f'source_offset="0" source_length="{len(SOURCE) - 1}" /></document>',
    )
    write("pan/pairs", "suspicious-document00001.txt source-document00001.txt\n")
    return tmp_path / "pan"


def test_pan_writes_its_detections_and_prints_plagdet_for_each_folder(
    retell: Retell, pan: Path, tmp_path: Path
) -> None:
    outcome = retell("evaluate", "pan", pan, "-o", tmp_path / "found", "--workers", "1")
    assert outcome.status == 0
    assert "plagdet" in outcome.out and "02-no-obfuscation" in outcome.out
    (found,) = (tmp_path / "found").iterdir()
    assert found.name == "suspicious-document00001-source-document00001.xml"
    assert ET.parse(found).getroot().get("reference") == "suspicious-document00001.txt"


def test_pan_gives_its_figures_as_json(retell: Retell, pan: Path, tmp_path: Path) -> None:
    outcome = retell("evaluate", "pan", pan, "-o", tmp_path / "found", "--workers", "1", "--json")
    assert outcome.json["folders"]["02-no-obfuscation"]["plagdet"] > 0.9


def test_a_folder_of_another_layout_is_named(retell: Retell, tmp_path: Path) -> None:
    outcome = retell("evaluate", "pan", tmp_path, "-o", tmp_path / "found")
    assert outcome.status == 3 and outcome.err.startswith("R1") and "Traceback" not in outcome.err


def test_families_are_scored_by_their_labels(retell: Retell, write: Write) -> None:
    labels = write("labels.csv", "id,label\na,x\nb,x\nc,y\n")
    stories = write("stories.jsonl", json.dumps({"family": ["a", "b"]}) + "\n")
    outcome = retell("evaluate", "families", labels, stories, "--json")
    assert outcome.status == 0
    assert outcome.json["adjusted_rand"] == 1.0 and outcome.json["b_cubed"]["recall"] == 1.0
    assert "B-cubed" in retell("evaluate", "families", labels, stories).out


def test_changes_are_scored_against_gold(retell: Retell, write: Write, source: Path, copy: Path) -> None:
    text = source.read_text()
    at = text.index("214")
    gold = {
        "format": "retell-gold/1",
        "left": {"file": source.name, "sentences": [{"id": "s1", "start": 0, "end": len(text)}]},
        "right": {"file": copy.name, "sentences": [{"id": "c1", "start": 0, "end": len(text)}]},
        "links": [{"left": ["s1"], "right": ["c1"]}],
        "only_left": [],
        "only_right": [],
        "changes": [
            {
                "kind": "number",
                "severity": "meaning",
                "left": [{"start": at, "end": at + 3}],
                "right": [{"start": at, "end": at + 3}],
            }
        ],
    }
    outcome = retell("evaluate", "changes", write("gold.json", json.dumps(gold)), "--json")
    assert outcome.status == 0
    assert outcome.json["recall"] == 1.0 and outcome.json["link_recall"] == 1.0


def test_a_share_of_nothing_is_a_dash(retell: Retell, write: Write, source: Path) -> None:
    gold = {
        "left": {"file": source.name, "sentences": []},
        "right": {"file": source.name, "sentences": []},
        "links": [],
        "changes": [],
    }
    assert "—" in retell("evaluate", "changes", write("gold.json", json.dumps(gold))).out


def test_a_file_that_is_no_gold_is_named(retell: Retell, write: Write) -> None:
    outcome = retell("evaluate", "changes", write("gold.json", "[]"))
    assert outcome.status == 3 and outcome.err.startswith("R150: ") and "gold.json" in outcome.err
