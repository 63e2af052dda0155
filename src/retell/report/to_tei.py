"""The two versions as a TEI document with a critical apparatus by parallel segmentation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.metadata import version
from xml.sax.saxutils import escape, quoteattr

from retell.report.collation import Reading, Unit, Word, collated
from retell.report.model import Head, Report

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
HEADER = """\
<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader>
<fileDesc>
<titleStmt><title>{title}</title></titleStmt>
<publicationStmt><p>Made by Retell {version} from the two witnesses below.</p></publicationStmt>
<sourceDesc><listWit>
{witnesses}
</listWit></sourceDesc>
</fileDesc>
<encodingDesc><variantEncoding method="parallel-segmentation" location="internal"/></encodingDesc>
</teiHeader>
<text><body>
"""
FOOT = "</body></text>\n</TEI>\n"


def to_tei(report: Report) -> str:
    """A TEI P5 document: one `ab` for each place, in it the words that agree, and an `app` where they differ.

    Read for one witness, the whole gives that version's words in its order; `corresp` on a moved passage
    names where the other version has it. Characters that XML cannot hold are U+FFFD.
    """
    title = f"{report.left.label} and {report.right.label}, compared"
    witnesses = [_witness("left", report.left), _witness("right", report.right)]
    header = HEADER.format(title=_text(title), version=version("retell"), witnesses="\n".join(witnesses))
    return header + "".join(_unit(unit) for unit in collated(report)) + FOOT


def _witness(side: str, head: Head) -> str:
    told = " · ".join((f"{head.part}: {head.label}", head.heading, *head.details))
    return f'<witness xml:id="{side}">{_text(told)}</witness>'


def _unit(unit: Unit) -> str:
    names = [*unit.left, *unit.right]
    kind = "" if unit.role == "body" else f" type={quoteattr(unit.role)}"
    moved = f" corresp={quoteattr(' '.join('#' + name for name in unit.moved[:1]))}" if unit.moved else ""
    words = "".join(_reading(reading) for reading in unit.readings)
    return f'<ab xml:id="{names[0]}"{kind}{moved}>{words}</ab>\n'


def _reading(reading: Reading) -> str:
    if reading.same:
        return _written(reading.left)
    return (
        f'<app><rdg wit="#left">{_written(reading.left)}</rdg>'
        f'<rdg wit="#right">{_written(reading.right)}</rdg></app>'
    )


def _written(words: Iterable[Word]) -> str:
    return _text("".join(word.text for word in words))


def _text(words: str) -> str:
    return escape(_NO_XML.sub("\ufffd", words))
