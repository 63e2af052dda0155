from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from retell.document.model import Skipped
from retell.report.build import report
from retell.report.to_json import lines, match_line, skipped_line, story_line, to_json
from retell.tracing import Comparison, Tracing

Between = Callable[..., Comparison]


@pytest.fixture
def record(comparison: Comparison) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(to_json(report(comparison)))
    return made


def test_the_object_has_the_names_of_the_contract(record: dict[str, Any]) -> None:
    assert record["schema_version"] == 1
    assert {
        "schema_version", "retell", "left", "right", "relation", "links", "only_left", "only_right",
        "passages", "changes", "descent", "summary",
    } <= set(record)  # fmt: skip
    assert {"id", "title", "outlet", "published", "language", "text", "sentences", "furniture"} <= set(
        record["left"]
    )
    assert set(record["relation"]) == {"kind", "probability", "why", "coverage"}
    assert set(record["relation"]["coverage"]) == {"left", "right"}


def test_a_document_is_given_with_its_sentences_and_furniture(record: dict[str, Any]) -> None:
    left = record["left"]
    assert (left["id"], left["outlet"], left["published"]) == (
        "varnsund-1",
        "Varnsund Courier",
        "2031-03-04T09:30:00+01:00",
    )
    assert left["sentences"][0] == {"id": "l1", "start": 0, "end": 33, "role": "title"}
    assert left["furniture"][1]["kind"] == "credit"
    assert record["right"]["sentences"][4]["id"] == "r5"


def test_offsets_point_at_the_words_that_are_quoted(record: dict[str, Any]) -> None:
    for change in record["changes"]:
        for side in ("left", "right"):
            words = change[side]
            if words is not None:
                assert record[side]["text"][words["start"] : words["end"]] == words["text"]


def test_a_side_that_has_nothing_is_null(record: dict[str, Any]) -> None:
    omission = next(change for change in record["changes"] if change["kind"] == "omission")
    assert omission["left"]["text"] == "No ship was hit." and omission["right"] is None


def test_links_passages_and_descent_are_as_contracted(record: dict[str, Any]) -> None:
    assert record["links"][3] == {
        "left": ["l6"],
        "right": ["r2"],
        "kind": "identical",
        "moved": True,
        "similarity": 0.8,
    }
    assert (record["only_left"], record["only_right"]) == (["l1", "l5", "l7"], ["r5"])
    assert record["passages"][0]["similarity"] == 0.8765
    assert record["descent"] == {
        "source": "left",
        "probability": 0.91,
        "clues": [
            {"kind": "containment", "favours": "left", "weight": 1.2, "why": "it holds what the other lacks"}
        ],
        "pivot": None,
    }


def test_the_summary_counts(record: dict[str, Any]) -> None:
    summary = record["summary"]
    assert summary["sentences"] == {"left": 7, "right": 5, "taken": 4}
    assert summary["changes"] == {"meaning": 3, "nuance": 5, "harmless": 2}
    assert summary["quotations_altered"] == 1


def test_settings_are_stored_with_what_they_made(record: dict[str, Any]) -> None:
    assert record["settings"]["report"]["low_confidence"] == 0.5


def test_every_change_has_an_id_of_its_own(record: dict[str, Any]) -> None:
    ids = [change["id"] for change in record["changes"]]
    assert len(set(ids)) == len(ids)


def test_offsets_are_code_points_beyond_the_first_plane(between: Between) -> None:
    made = json.loads(to_json(report(between("🚢 sank at noon.", "🚢 sank at dusk."))))
    assert made["left"]["sentences"][0]["end"] == 15 == len(made["left"]["text"])


def test_half_a_surrogate_pair_survives_as_an_escape(between: Between) -> None:
    made = to_json(report(between("odd \ud83d here", "odd here")))
    made.encode()
    assert json.loads(made)["left"]["text"] == "odd \ud83d here"


def test_the_same_report_gives_the_same_bytes(comparison: Comparison) -> None:
    assert to_json(report(comparison)) == to_json(report(comparison))


def test_a_story_is_one_line_with_its_members_edges_and_root(tracing: Tracing) -> None:
    line = story_line(tracing.stories[0])
    assert "\n" not in line
    story = json.loads(line)
    assert story["family"] == ["copy-7", "copy-9", "varnsund-1"]
    assert story["root"] == "varnsund-1" and story["undecided"] == [["copy-7", "copy-9"]]
    member = story["members"][2]
    assert (member["id"], member["outlet"]) == ("varnsund-1", "Varnsund Courier")
    edge = story["edges"][0]
    assert (edge["source"], edge["copy"], edge["probability"], edge["relation"]) == (
        "varnsund-1",
        "copy-7",
        0.91,
        "copy",
    )
    assert edge["changes"] == {"meaning": 3, "nuance": 5, "harmless": 2}
    assert edge["clues"][0]["kind"] == "containment"


def test_a_pair_that_is_no_family_is_one_line(tracing: Tracing) -> None:
    match = json.loads(match_line(tracing.matches[0]))
    assert (match["left"], match["right"], match["relation"]) == ("copy-9", "lone", "same_event")
    assert set(match["passages"][0]["left"]) == {"start", "end"}


def test_what_was_not_read_is_one_line() -> None:
    line = skipped_line(
        Skipped(origin="a.jsonl", where="line 3", error="R108: a.jsonl, line 3: is not JSON.")
    )
    assert json.loads(line) == {
        "origin": "a.jsonl",
        "where": "line 3",
        "error": "R108: a.jsonl, line 3: is not JSON.",
        "notice": False,
    }


def test_lines_end_in_a_line_break() -> None:
    assert "".join(lines(["a", "b"])) == "a\nb\n"
