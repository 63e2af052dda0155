"""The rules are those of the W3C Web Annotation Data Model (2017): sections 3.1, 3.2, 4.2 and 5.2."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from retell.changes.model import Change, Severity
from retell.report.build import report
from retell.report.to_web_annotation import to_web_annotation
from retell.text.spans import Span
from retell.tracing import Comparison

Between = Callable[..., Comparison]
MOTIVATIONS = frozenset(
    "assessing bookmarking classifying commenting describing editing highlighting identifying linking "
    "moderating questioning replying tagging".split()
)
IRI = re.compile(r"[a-z][a-z0-9+.-]*:\S+")


@pytest.fixture
def page(comparison: Comparison) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(to_web_annotation(report(comparison)))
    return made


def test_the_page_holds_one_annotation_for_each_finding(page: dict[str, Any], comparison: Comparison) -> None:
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert page["type"] == "AnnotationPage" and IRI.fullmatch(page["id"])
    assert len(page["items"]) == len(comparison.changes)


def test_every_annotation_is_well_formed(page: dict[str, Any]) -> None:
    for item in page["items"]:
        assert item["type"] == "Annotation" and IRI.fullmatch(item["id"])
        assert item["motivation"] in MOTIVATIONS and len(item["target"]) >= 1
        for body in item["body"]:
            assert body["type"] == "TextualBody" and isinstance(body["value"], str)
            assert body["purpose"] in MOTIVATIONS
    assert len({item["id"] for item in page["items"]}) == len(page["items"])


def test_both_selectors_select_the_same_words(page: dict[str, Any], comparison: Comparison) -> None:
    texts = {name(document.text): document.text for document in (comparison.left, comparison.right)}
    for target in (target for item in page["items"] for target in item["target"]):
        assert target["type"] == "SpecificResource"
        position, quote = target["selector"]
        text = texts[target["source"]["id"]]
        assert position["type"] == "TextPositionSelector" and quote["type"] == "TextQuoteSelector"
        assert 0 <= position["start"] < position["end"] <= len(text)
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert text[: position["start"]].endswith(quote["prefix"])
        assert text[position["end"] :].startswith(quote["suffix"])


def name(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return "ni:///sha-256;" + base64.urlsafe_b64encode(digest).decode().rstrip("=")


def test_a_finding_of_one_side_has_one_target(page: dict[str, Any]) -> None:
    by_kind = {item["body"][1]["value"]: len(item["target"]) for item in page["items"]}
    assert by_kind["omission"] == by_kind["addition"] == 1 and by_kind["certainty"] == 2


def test_positions_are_code_points(between: Between) -> None:
    spans = Span(start=2, end=6), Span(start=2, end=5)
    change = Change(
        kind="sense", severity=Severity.NUANCE, confidence=1.0, why="w", left=spans[0], right=spans[1]
    )
    made = json.loads(to_web_annotation(report(between("🚢 sank.", "🚢 ran.", change))))
    position = made["items"][0]["target"][0]["selector"][0]
    assert (position["start"], position["end"]) == (2, 6)
