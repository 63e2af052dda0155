"""The rules are those of the TEI P5 Guidelines: chapter 2, the header, and 12, the critical apparatus."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest

from retell.report.build import report
from retell.report.to_tei import to_tei
from retell.tracing import Comparison

Between = Callable[..., Comparison]
TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"


@pytest.fixture
def root(comparison: Comparison) -> ET.Element:
    return ET.fromstring(to_tei(report(comparison)).encode())


def read(root: ET.Element, witness: str) -> str:
    """The text of one witness: readings of the other left out, as a processor of the apparatus reads it."""

    def words(node: ET.Element) -> str:
        if node.tag == f"{TEI}rdg" and node.get("wit") != f"#{witness}":
            return ""
        return (node.text or "") + "".join(words(child) + (child.tail or "") for child in node)

    return " ".join("".join(words(block) for block in root.iter(f"{TEI}ab")).split())


def test_the_header_has_what_the_guidelines_require(root: ET.Element) -> None:
    assert root.tag == f"{TEI}TEI"
    assert [child.tag for child in root] == [f"{TEI}teiHeader", f"{TEI}text"]
    description = root.find(f"{TEI}teiHeader/{TEI}fileDesc")
    assert description is not None
    assert [child.tag for child in description] == [
        f"{TEI}titleStmt",
        f"{TEI}publicationStmt",
        f"{TEI}sourceDesc",
    ]
    assert description.find(f"{TEI}titleStmt/{TEI}title") is not None


def test_the_apparatus_is_declared_as_parallel_segmentation(root: ET.Element) -> None:
    declared = root.find(f".//{TEI}encodingDesc/{TEI}variantEncoding")
    assert declared is not None
    # "The value of location must be internal where parallel-segmentation is used" (12.2).
    assert declared.attrib == {"method": "parallel-segmentation", "location": "internal"}


def test_every_app_holds_one_reading_for_each_witness(root: ET.Element) -> None:
    witnesses = {f"#{one.get(ID)}" for one in root.iter(f"{TEI}witness")}
    found = list(root.iter(f"{TEI}app"))
    assert found and witnesses == {"#left", "#right"}
    for app in found:
        assert [child.tag for child in app] == [f"{TEI}rdg"] * 2
        assert {child.get("wit") for child in app} == witnesses
        assert not (app.text or "").strip() and not any((child.tail or "").strip() for child in app)


def test_either_witness_can_be_read_whole(root: ET.Element, comparison: Comparison) -> None:
    assert read(root, "left") == " ".join(comparison.left.text.split())
    assert read(root, "right") == " ".join(comparison.right.text.split())


def test_ids_are_unique_and_every_pointer_leads_somewhere(root: ET.Element) -> None:
    ids = [node.get(ID) for node in root.iter() if node.get(ID)]
    assert len(set(ids)) == len(ids)
    pointers = [pointer for node in root.iter() for pointer in (node.get("corresp") or "").split()]
    assert pointers and {pointer[1:] for pointer in pointers} <= set(ids)


def test_furniture_is_marked_by_its_kind(root: ET.Element) -> None:
    kinds = [block.get("type") for block in root.iter(f"{TEI}ab")]
    assert [kind for kind in kinds if kind] == ["title", "credit"] and None in kinds


def test_what_xml_cannot_hold_is_replaced(between: Between) -> None:
    made = to_tei(report(between("one\x00\x1b & <b> \ud83d", "two ]]> \ufffe")))
    root = ET.fromstring(made.encode())
    assert read(root, "left") == "one\ufffd\ufffd & <b> \ufffd" and read(root, "right") == "two ]]> \ufffd"
