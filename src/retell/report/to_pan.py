"""The shared passages as PAN's text-alignment task writes detections."""

from __future__ import annotations

from pathlib import PurePath
from xml.sax.saxutils import quoteattr

from retell.document.model import Document
from retell.lineage.model import Side
from retell.report.model import Report


def to_pan(report: Report) -> str:
    """One XML document: a `feature` for each passage, by offset and length in code points.

    PAN's document is the copy and its source reference the source; where that is undecided, the right is
    taken for the copy. "detected-plagiarism" is PAN's name for a passage that was found.
    """
    comparison = report.comparison
    turned = comparison.descent.source is Side.RIGHT
    copy, source = (comparison.left, comparison.right) if turned else (comparison.right, comparison.left)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<document reference={quoteattr(_name(copy))}>"]
    for passage in comparison.passages:
        ours, theirs = (passage.left, passage.right) if turned else (passage.right, passage.left)
        lines.append(
            f'<feature name="detected-plagiarism" this_offset="{ours.start}" this_length="{len(ours)}" '
            f"source_reference={quoteattr(_name(source))} "
            f'source_offset="{theirs.start}" source_length="{len(theirs)}"/>'
        )
    return "\n".join([*lines, "</document>\n"])


def _name(document: Document) -> str:
    """The name of the document's own file, or its id where it has none of its own."""
    own = document.origin and document.origin != "-" and document.extractor != "record"
    name = PurePath((document.origin or "").replace("\\", "/")).name if own else document.id
    return "".join(char if char.isprintable() else "\ufffd" for char in name)
