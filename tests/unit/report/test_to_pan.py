"""The rules are those of PAN's text-alignment task, 2012 to 2015: one XML document for a pair."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

from retell.evaluate.pan import DETECTION, read_cases
from retell.lineage.model import Descent, Side
from retell.report.build import report
from retell.report.to_pan import to_pan
from retell.tracing import Comparison

ATTRIBUTES = {"name", "this_offset", "this_length", "source_reference", "source_offset", "source_length"}


def test_each_passage_is_a_feature_with_pans_attributes(comparison: Comparison) -> None:
    root = ET.fromstring(to_pan(report(comparison)).encode())
    assert root.tag == "document" and root.get("reference") == "copy.txt"
    (feature,) = root
    assert feature.tag == "feature" and set(feature.attrib) == ATTRIBUTES
    passage = comparison.passages[0]
    assert int(feature.get("this_offset", "")) == passage.right.start
    assert int(feature.get("source_length", "")) == len(passage.left)
    assert feature.get("source_reference") == "varnsund-1"


def test_pans_own_reader_finds_the_same_spans(comparison: Comparison, tmp_path: Path) -> None:
    file = tmp_path / "pair.xml"
    file.write_text(to_pan(report(comparison)), "utf-8")
    (case,) = read_cases(file, DETECTION)
    assert (case.ours, case.theirs) == (comparison.passages[0].right, comparison.passages[0].left)


def test_where_the_right_is_the_source_the_sides_change_places(comparison: Comparison) -> None:
    turned = replace(comparison, descent=Descent(source=Side.RIGHT, probability=0.9, clues=()))
    root = ET.fromstring(to_pan(report(turned)).encode())
    assert root.get("reference") == "varnsund-1" and root[0].get("source_reference") == "copy.txt"


def test_a_name_cannot_break_out_of_its_attribute(comparison: Comparison) -> None:
    wild = replace(comparison, left=replace(comparison.left, id='"><x/>\x00&'))
    root = ET.fromstring(to_pan(report(wild)).encode())
    assert root[0].get("source_reference") == '"><x/>\ufffd&'
